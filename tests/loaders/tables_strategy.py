"""Data sets of any content, for the tests of what writes and reads them."""

from datetime import date

import pandas as pd
from hypothesis import strategies as st

from graph.schema import SCHEMA, Column
from graph.tables import Tables

__all__ = ["HIDDEN_MARKS", "any_tables"]

HIDDEN_MARKS = "\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Names lose these as files are read (``tests/loaders/values/test_hidden_marks.py``)."""
_NASTY = (
    "=1+1",
    "+1",
    "-",
    "@x",
    "'",
    "''",
    "'=",
    "\tx",
    "\rx",
    "a\r\nb",
    'a"b',
    "a,b;c",
    "NA",
    "#N/A",
    "null",
    "[",
    "{",
    "é\u00a0",
)
_WORDS = st.one_of(
    st.sampled_from(_NASTY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters=HIDDEN_MARKS), min_size=1, max_size=8),
).filter(lambda text: bool(text.strip()))


def _value(column: Column) -> st.SearchStrategy[object]:
    if column.allowed:
        found: st.SearchStrategy[object] = st.sampled_from(column.allowed)
    elif column.kind == "number":
        low = None if column.low == float("-inf") else column.low
        high = None if column.high == float("inf") else column.high
        found = st.floats(low, high, allow_nan=False, allow_infinity=False)
    elif column.kind == "date":
        found = st.dates(date(1700, 1, 1), date(2250, 1, 1)).map(pd.Timestamp)
    elif column.kind == "flag":
        found = st.booleans()
    else:
        found = _WORDS
    return found if column.required else st.one_of(st.none(), found)


@st.composite
def any_tables(draw: st.DrawFn) -> Tables:
    """Draw a valid data set with values of every kind and unknown columns."""
    frames: dict[str, pd.DataFrame] = {}
    for table, schema in SCHEMA.items():
        own = schema.key[0] if len(schema.key) == 1 else ""
        rows: list[dict[str, object]] = []
        for _ in range(draw(st.integers(0, 3))):
            row: dict[str, object] = {"source": draw(_WORDS)}
            for name, column in schema.columns.items():
                if column.refers_to == table:
                    row[name] = draw(st.sampled_from([None, *(r[own] for r in rows)]))
                elif column.refers_to:
                    known = frames[column.refers_to]
                    ids = known[SCHEMA[column.refers_to].key[0]].tolist() if len(known) else []
                    row[name] = draw(st.sampled_from(ids if column.required else [None, *ids])) if ids else None
                else:
                    row[name] = draw(_value(column))
            row["x_more"] = draw(st.one_of(st.none(), _WORDS))
            complete = all(row[name] is not None for name, column in schema.columns.items() if column.required)
            key = tuple(str(row[name]) for name in schema.key)
            if complete and key not in {tuple(str(r[name]) for name in schema.key) for r in rows}:
                rows.append(row)
        frames[table] = pd.DataFrame(rows)
    return Tables.of(frames)
