"""Rows of frames as dictionaries, for what is written out row by row."""

from typing import Any

import pandas as pd

__all__ = ["Row", "row_at", "rows"]

Row = dict[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return each row of `frame` by column name; a missing value is ``None``."""
    names = [str(name) for name in frame.columns]
    columns = [_plain(column) for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def row_at(frame: pd.DataFrame, key: str | int) -> Row:
    """Return the row of `frame` whose index is `key`, by column name."""
    return rows(frame.loc[[key]])[0]


def _plain(column: pd.Series) -> list[Any]:
    return [None if missing else value for value, missing in zip(column.tolist(), column.isna(), strict=True)]
