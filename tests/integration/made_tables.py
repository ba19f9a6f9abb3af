"""Data sets made by hypothesis: any text, dates and numbers in every column, blanks everywhere."""

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from graph.schema import SCHEMA, Column
from graph.tables import Tables, clean

__all__ = ["made_tables"]

# Neo4j takes no zero byte in the name of a property, and Python's half characters stand for no text at all.
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_TEXT = st.text(_LETTERS, min_size=1, max_size=8) | st.sampled_from(["`", "'", "$rows", "null", "a;b", " a "])
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXT,
    "list": st.lists(_TEXT, min_size=1, max_size=3).map(";".join),
    "date": st.dates(),
    "flag": st.booleans(),
}


def _cell(column: Column, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if column.refers_to:
        filled: st.SearchStrategy[Any] = st.sampled_from(ids[column.refers_to] or ["nowhere"])
    elif column.allowed:
        filled = st.sampled_from(column.allowed)
    elif column.kind == "number":
        low, high = (None if abs(end) == float("inf") else end for end in (column.low, column.high))
        filled = st.floats(low, high, allow_nan=False, allow_infinity=False)
    else:
        filled = _KINDS[column.kind]
    return filled if column.required else st.none() | filled


@st.composite
def made_tables(draw: st.DrawFn) -> Tables:
    """Draw tables of up to four rows each; rows that break the data model are left out by `clean`."""
    ids: dict[str, list[str]] = {}
    raw: dict[str, pd.DataFrame] = {}
    for name, schema in SCHEMA.items():
        rows = draw(st.integers(0, 4))
        if schema.key == (next(iter(schema.columns)),):
            ids[name] = draw(st.lists(_TEXT, min_size=rows, max_size=rows, unique=True))
        cells = {}
        for column, rule in schema.columns.items():
            own_id = name in ids and schema.key == (column,)
            one = _cell(rule, ids)
            cells[column] = ids[name] if own_id else draw(st.lists(one, min_size=rows, max_size=rows))
        for column in draw(st.lists(_TEXT.map("x_{}".format), max_size=2, unique=True)):
            cells[column] = draw(st.lists(st.none() | _TEXT, min_size=rows, max_size=rows))
        raw[name] = pd.DataFrame(cells, dtype="object")
    return clean(raw).tables
