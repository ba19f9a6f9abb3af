"""A frame of the data model as one of our own CSV files."""

import csv
import io

import pandas as pd

from graph.csv_text import written_cell
from graph.schema import SCHEMA
from loaders.values.dates import written_day

__all__ = ["csv_text"]


def csv_text(frame: pd.DataFrame, table: str) -> str:
    r"""Return a frame of the data model as CSV: dates as YYYY-MM-DD, flags as true and false, blanks empty.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"cause_id": ["a"], "name": ["-"], "parent_id": [None]}), "causes")
    "cause_id,name,parent_id\r\na,'-,\r\n"
    """
    kinds = {name: column.kind for name, column in SCHEMA[table].columns.items()} if table in SCHEMA else {}
    columns = [_column(frame[name], kinds.get(name, "text")) for name in frame.columns]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([written_cell(str(name)) for name in frame.columns])
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def _column(values: pd.Series, kind: str) -> list[str]:
    missing = values.isna()
    if kind == "date":
        return ["" if gone else written_day(value.date()) for value, gone in zip(values, missing, strict=True)]
    if kind == "flag":
        return ["" if gone else ("true" if value else "false") for value, gone in zip(values, missing, strict=True)]
    if kind == "number":
        # repr keeps every digit; a whole number is easier read without its point.
        return ["" if gone else _number(float(value)) for value, gone in zip(values, missing, strict=True)]
    return ["" if gone else written_cell(str(value)) for value, gone in zip(values, missing, strict=True)]


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
