"""Rows of frames as dictionaries, for what is written out row by row."""

from typing import Any

import pandas as pd

__all__ = ["Row", "row_at", "rows"]

Row = dict[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return each row of `frame` by column name; a missing value is ``None``."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def row_at(frame: pd.DataFrame, key: str | int) -> Row:
    """Return the row of `frame` whose index is `key`, by column name."""
    return rows(frame.loc[[key]])[0]


def _plain(value: Any) -> Any:  # noqa: ANN401  (whatever a frame holds)
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
