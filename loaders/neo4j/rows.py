"""Rows of tables as what stands in Neo4j, and back: values, keys, properties."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import pandas as pd

from graph.schema import SCHEMA
from graph.tables import Tables
from loaders.neo4j.model import NODES, RELATIONSHIPS, TIES, Element, Node, Relationship

__all__ = ["Row", "column_kind", "frames_of", "own", "row_key", "rows_of", "tie_rows"]

_TIE_KINDS = {"strength": "number", "interactions": "count", "first": "date", "last": "date"}


_TO_NEO4J: Mapping[str, Callable[[Any], object]] = {
    "text": str,
    "list": lambda text: str(text).split(";"),
    "number": float,
    "count": int,
    "date": lambda day: date(day.year, day.month, day.day),
    "flag": bool,
}


@dataclass(frozen=True)
class Row:
    """A node or a relationship: its key, its two ends (a relationship's), and the properties that are not blank."""

    key: str | None
    properties: dict[str, Any]
    start: str | None = None
    end: str | None = None
    element: str = field(default="", compare=False)


def column_kind(table: str, column: str) -> str:
    """Return what a column of `table` holds: a kind of `graph.schema.Column`; text for one it does not declare."""
    declared = SCHEMA[table].columns if table in SCHEMA else {}
    return declared[column].kind if column in declared else _TIE_KINDS.get(column, "text")


def _values(values: pd.Series, kind: str) -> list[Any]:
    converted, blank = _TO_NEO4J[kind], values.isna()
    return [None if b else converted(v) for v, b in zip(values, blank, strict=True)]


def row_key(element: Relationship | Node, values: Mapping[str, Any]) -> str:
    """Return the hash of what tells a row apart, the same at every push.

    Parameters
    ----------
    element : Relationship or Node
        What the row becomes.
    values : mapping
        Its values by column; a column that is absent is blank.
    """
    if isinstance(element, Node):
        kind, columns = element.label, SCHEMA[element.table].key
    else:
        is_table = element.table in SCHEMA and element.columns
        kind = f"{element.table} {element.type}"
        columns = SCHEMA[element.table].key if is_table else (element.start_column, element.end_column)
    text = json.dumps([kind, *(_plain(values.get(column)) for column in columns)], ensure_ascii=False)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _plain(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(float(value) + 0.0)  # -0.0 and 0.0 are one number
    return str(value)


def rows_of(tables: Tables) -> dict[Element, list[Row]]:
    """Return what `tables` are in Neo4j, nodes first, each list in the order of the keys or ends."""
    values: dict[str, list[dict[str, Any]]] = {}
    for name, frame in tables.frames().items():
        columns = {str(column): _values(frame[column], column_kind(name, str(column))) for column in frame}
        values[name] = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    feedback = next(node for node in NODES if node.table == "feedback")
    for row in values["feedback"]:
        row["key"] = row_key(feedback, row)
    return {element: _element_rows(element, values[element.table]) for element in (*NODES, *RELATIONSHIPS)}


def tie_rows(ties: pd.DataFrame) -> list[Row]:
    """Return derived ties as they stand in Neo4j: one a pair, from the smaller id to the greater.

    Parameters
    ----------
    ties : pd.DataFrame
        One row a pair: ``from_id, to_id, strength`` and, where known, ``interactions, first, last, recipe``; other
        columns stay behind. ``nx.to_pandas_edgelist(ties, "from_id", "to_id")`` is one.
    """
    column_names = [column for column in (*TIES.columns, "from_id", "to_id") if column in ties]
    columns = {column: _values(ties[column], column_kind("ties", column)) for column in column_names}
    values = [dict(zip(column_names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for row in values:
        row["from_id"], row["to_id"] = sorted((row["from_id"], row["to_id"]))
    pairs = Counter((row["from_id"], row["to_id"]) for row in values)
    odd = [pair for pair, times in pairs.items() if times > 1 or pair[0] == pair[1]]
    if odd:
        raise ValueError(f"ties: the pair {odd[0]} stands twice or is one organization; a tie joins two, once")
    return _element_rows(TIES, values)


def _element_rows(element: Element, values: Iterable[Mapping[str, Any]]) -> list[Row]:
    if isinstance(element, Node):
        made = [Row(row[element.key], own(element, row)) for row in values]
        return sorted(made, key=lambda row: str(row.key))
    ends = element.start_column, element.end_column
    made = [
        Row(row_key(element, row), own(element, row), row[ends[0]], row[ends[1]])
        for row in values
        if row[ends[0]] is not None and row[ends[1]] is not None
    ]
    # Sorted by the ends, so that one transaction after the other locks the same hubs once.
    return sorted(made, key=lambda row: (str(row.start), str(row.end), str(row.key)))


def own(element: Element, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return those properties that are columns of ours and not blank; another application's stay behind."""
    keeps_unknown = bool(element.columns) and element is not TIES
    return {
        name: value
        for name, value in properties.items()
        if value is not None and (name in element.columns or (keeps_unknown and name.startswith("x_")))
    }


def frames_of(present: Mapping[Element, Sequence[Row]], extra: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return raw frames by table name, for `graph.tables.clean`.

    Parameters
    ----------
    present : mapping of Node or Relationship to sequence of Row
        What stands in the database.
    extra : iterable of str
        Unknown columns that the tables had, as ``table.x_name``: a column that is blank leaves no other trace.
    """
    values: dict[str, list[dict[str, Any]]] = {}
    for node in NODES:
        values[node.table] = [
            {"source": f"neo4j#{node.label}#{row.key}", node.key: row.key, **row.properties} for row in present[node]
        ]
    for relationship in RELATIONSHIPS:
        start, end = relationship.start_column, relationship.end_column
        if relationship.columns:
            values[relationship.table] = [
                {"source": f"neo4j#{relationship.type}#{row.start} {row.end}", start: row.start, end: row.end}
                | row.properties
                for row in present[relationship]
            ]
        else:
            values[relationship.table] = _joined(values[relationship.table], relationship, present[relationship])
    unknown = {name: [c.partition(".")[2] for c in extra if c.startswith(f"{name}.")] for name in SCHEMA}
    return {name: _frame(name, values[name], unknown[name]) for name in SCHEMA}


def _joined(nodes: Sequence[dict[str, Any]], link: Relationship, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows with the id at the other end of their link; two links make two rows, for `clean` to tell."""
    node_is_start = link.start.table == link.table
    key, other_column = (link.start.key, link.end_column) if node_is_start else (link.end.key, link.start_column)
    others: dict[str | None, list[str | None]] = {}
    for row in rows:
        own_id, there = (row.start, row.end) if node_is_start else (row.end, row.start)
        others.setdefault(own_id, []).append(there)
    return [node | {other_column: other} for node in nodes for other in others.get(node[key], [None])]


def _frame(table: str, values: Sequence[Mapping[str, Any]], unknown: Iterable[str]) -> pd.DataFrame:
    extra = {name for row in values for name in row if name.startswith("x_")}
    columns = [*SCHEMA[table].names, *sorted(extra | set(unknown))]
    cells = {column: [_text(row.get(column)) for row in values] for column in columns}
    return pd.DataFrame(cells, columns=columns, dtype="object")


def _text(value: object) -> object:
    """Return a value as `clean` reads it: a list joined, a day without its time, numbers and flags as they are."""
    if isinstance(value, list):
        return ";".join(str(item) for item in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
