"""How a frame leaves the command: as a table to read, or as a file another tool reads."""

import json
import time
from typing import TYPE_CHECKING, Any

import click

from cli.options import Output

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RowsRead", "emit", "tell"]

_WIDEST = 60


def tell(message: str) -> None:
    """Say `message` on standard error, where progress and problems go."""
    click.echo(message, err=True)


class RowsRead:
    """Tells on standard error how far reading a large file is, at most once in `every` seconds."""

    def __init__(self, every: float = 2.0) -> None:
        self._every = every
        self._last = time.monotonic()

    def __call__(self, file: str, rows: int) -> None:
        """Say how many rows of a file were read, unless something was said just now."""
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            tell(f"Reading {file}: {rows:,} rows ...")


def emit(frame: "pd.DataFrame", output: Output) -> None:
    """Print `frame`, or write it to a file."""
    rows = frame.head(len(frame) if output.top is None else output.top)
    form, out = output.written, output.out
    if out is None:
        click.echo(_text(rows, form), nl=False)
        return
    from loaders.written import put  # only now: it brings the loaders with it

    if form == "parquet":
        put(out, rows.to_parquet(index=False))
    else:
        put(out, _text(rows, form))
    tell(f"Wrote {len(rows)} rows to {out}.")


def _text(rows: "pd.DataFrame", form: str) -> str:
    if form == "csv":
        from graph.csv_text import csv_of

        return csv_of(rows)
    if form == "json":
        records = [{str(column): _plain(value) for column, value in row.items()} for row in rows.to_dict("records")]
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    if rows.empty:
        return f"(no rows: {', '.join(map(str, rows.columns))})\n"
    return _table(rows) + "\n"


def _plain(value: Any) -> Any:  # noqa: ANN401  (whatever a cell holds)
    """Return a cell as JSON has it: what is missing or without bound is null, a date its ISO text."""
    import pandas as pd

    if pd.isna(value) or value in {float("inf"), float("-inf")}:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _table(rows: "pd.DataFrame") -> str:
    """Return `rows` for a reader: text to the left, numbers short, a blank for what is missing."""
    from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_float_dtype, is_numeric_dtype

    lines = [""] * (len(rows) + 1)
    for column in rows:
        values = rows[column]
        pattern = "{:.4g}" if is_float_dtype(values) else "{}"
        if is_datetime64_any_dtype(values) and (values.dropna() == values.dropna().dt.normalize()).all():
            pattern = "{:%Y-%m-%d}"
        cells = ["" if blank else _short(pattern.format(v)) for v, blank in zip(values, values.isna(), strict=True)]
        cells = [str(column), *cells]
        align = ">" if is_numeric_dtype(values) and not is_bool_dtype(values) else "<"
        width = max(map(len, cells))
        lines = [f"{line}{cell:{align}{width}}  " for line, cell in zip(lines, cells, strict=True)]
    return "\n".join(line.rstrip() for line in lines)


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
