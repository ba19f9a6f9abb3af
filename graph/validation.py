"""Rows held against the data model: what each value must be, what ids must exist, which rows are one."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from sys import float_info
from typing import Any

import pandas as pd

from graph.names import whole_characters
from graph.schema import DEEPEST, SCHEMA, Column, TableSchema

__all__ = ["FAILURE_COLUMNS", "blank", "broken_rules", "coerced", "lost_references", "one_row_a_key", "typed"]

_DTYPES = {"text": "str", "list": "str", "number": "float64", "date": "datetime64[us]", "flag": "boolean"}
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NEAREST_TOLD = 50
_FINITE = float_info.max
_SHOWN = 200
"""So much of what a cell holds is reported."""
FAILURE_COLUMNS = ["table", "source", "column", "found", "expected", "reason"]


def typed(frame: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """Return `frame` with the declared columns in order and in dtype, unknown ``x_...`` columns after them."""
    extra = sorted(str(c) for c in frame.columns if str(c).startswith("x_"))
    dtypes = {name: _DTYPES[column.kind] for name, column in schema.columns.items()}
    dtypes |= dict.fromkeys(("source", *extra), "str")
    if dict(zip(frame.columns, map(str, frame.dtypes), strict=True)) == dtypes and [*frame.columns] == [*dtypes]:
        return frame.reset_index(drop=True)
    return frame.reindex(columns=list(dtypes)).astype(dtypes).reset_index(drop=True)


@cache
def blank(name: str) -> pd.DataFrame:
    """Return a table without rows, with the declared columns in their dtypes."""
    return typed(pd.DataFrame(), SCHEMA[name])


def _failures(name: str, frame: pd.DataFrame, column: str, expected: str, reason: str) -> pd.DataFrame:
    if frame.empty:  # as almost always
        return pd.DataFrame(columns=FAILURE_COLUMNS)
    values = frame[column].astype("str").fillna("").str.slice(stop=_SHOWN)
    columns = {"table": name, "source": frame["source"], "column": column, "found": values}
    return pd.DataFrame(columns | {"expected": expected, "reason": reason}, columns=FAILURE_COLUMNS)


def _writable(values: pd.Series) -> pd.Series:
    """Return values without half characters: no column of text can hold one."""
    try:
        values.astype("str")
    except UnicodeEncodeError:
        return values.map(lambda value: whole_characters(value) if isinstance(value, str) else value)
    return values


def coerced(raw: pd.DataFrame, name: str, schema: TableSchema) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the frame with declared dtypes, and a failure for each value that cannot be read as its kind."""
    frame = raw.reset_index(drop=True).copy()
    frame.columns = [whole_characters(str(column)) for column in frame.columns]
    for column in frame.columns[frame.dtypes == "object"]:
        frame[column] = _writable(frame[column])
    if "source" not in frame:
        frame["source"] = [f"{name}##{i}" for i in range(1, len(frame) + 1)]
    failures = []
    for column, rule in schema.columns.items():
        if column not in frame:
            continue
        values = frame[column]
        filled = values.notna() & (values.astype("str").str.strip() != "")
        if rule.kind == "number":
            read, expected, reason = (
                pd.to_numeric(values.where(filled), errors="coerce"),
                "a number",
                "not_a_number",
            )
        elif rule.kind == "date":
            text = values.where(filled)
            read = pd.to_datetime(text, errors="coerce", format="ISO8601").dt.normalize()
            expected, reason = "a date as YYYY-MM-DD", "not_a_date"
        elif rule.kind == "flag":
            read = values.where(filled).astype("str").str.lower().map(_FLAGS).astype("boolean")
            expected, reason = "true or false", "not_a_flag"
        else:
            frame[column] = values.where(filled).astype("str")
            continue
        failures.append(_failures(name, frame[filled & read.isna()], column, expected, reason))
        frame[column] = read
    return typed(frame, schema), failures


@cache
def _rules(name: str) -> Any:  # noqa: ANN401  (pandera is not imported yet)
    """Return the pandera schema of a table: blanks, values and ranges of each column."""
    # pandera costs almost half a second to import: it is paid for by the first data, not by ``partners --help``.
    from pandera.pandas import Check, DataFrameSchema  # noqa: PLC0415
    from pandera.pandas import Column as Rule  # noqa: PLC0415

    def rule(column: Column) -> Rule:
        checks = []
        if column.allowed:
            checks.append(Check.isin(column.allowed, error="not_allowed"))
        if column.kind == "number":
            low, high = max(column.low, -_FINITE), min(column.high, _FINITE)
            checks.append(Check.in_range(low, high, error="out_of_range"))
        if column.longest:
            checks.append(Check.str_length(max_value=column.longest, error="too_long"))
        return Rule(None, checks=checks, nullable=not column.required)

    return DataFrameSchema({column: rule(declared) for column, declared in SCHEMA[name].columns.items()})


def broken_rules(frame: pd.DataFrame, name: str, schema: TableSchema) -> pd.DataFrame:
    """Return a failure for each blank, value or number that its column does not allow."""
    rules = _rules(name)
    from pandera.errors import SchemaErrors  # noqa: PLC0415

    try:
        rules.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
    else:
        return pd.DataFrame(columns=FAILURE_COLUMNS)
    failures = []
    for (column, check), group in cases.groupby(["column", "check"], sort=False):
        rows = frame.loc[group["index"].astype(int)]
        reason = "missing_value" if check == "not_nullable" else check
        if reason == "missing_value" and (excuse := schema.columns[column].unless):
            rows = rows[~rows[excuse].fillna(False).astype("bool")]
        failures.append(_failures(name, rows, column, _allowed(schema.columns[column], reason), reason))
    return pd.concat(failures)


def _allowed(column: Column, reason: str) -> str:
    if reason == "not_allowed":
        return "one of " + ", ".join(column.allowed)
    if reason == "out_of_range":
        if column.high >= _FINITE and column.low <= -_FINITE:
            return "a finite number"
        return f"{column.low:g} to {column.high:g}"
    if reason == "too_long":
        return f"at most {column.longest} characters: a longer text is no name"
    return "a value"


def lost_references(
    frame: pd.DataFrame, name: str, schema: TableSchema, good: Mapping[str, pd.DataFrame], bad: set[int]
) -> list[pd.DataFrame]:
    """Return a failure for each id that no kept row of the table it refers to carries, and for circular parents.

    `bad` are the rows that failed before: a row of the same table that refers to one of them fails too.
    """
    failures = []
    for column, rule in schema.columns.items():
        if rule.refers_to and rule.refers_to != name:
            allowed = set(good[rule.refers_to][SCHEMA[rule.refers_to].key[0]].tolist())
            lost = frame[frame[column].notna() & ~_in(frame[column], allowed)]
            failures.append(_unknown(lost, name, column, rule.refers_to, allowed))
        elif rule.refers_to:
            failures += _lost_parents(frame, name, schema.key[0], column, bad)
    return failures


def _in(ids: pd.Series, allowed: set[str]) -> pd.Series:
    # Arrow's own look-up makes each of the known ones an Arrow value first, one by one.
    return ids.astype("object").isin(allowed)


def _lost_parents(frame: pd.DataFrame, name: str, id_column: str, column: str, bad: set[int]) -> list[pd.DataFrame]:
    """Return failures until every parent that is left is there: a lost parent loses its children too."""
    failures = []
    good = frame.drop(index=list(bad))
    while True:
        parent_ids = set(good[id_column].tolist())
        lost = good[good[column].notna() & ~_in(good[column], parent_ids)]
        if lost.empty:
            break
        failures.append(_unknown(lost, name, column, name, parent_ids))
        good = good.drop(index=lost.index)
    return [*failures, *_no_trees(good, name, id_column, column)]


def _unknown(lost: pd.DataFrame, name: str, column: str, table: str, allowed: set[str]) -> pd.DataFrame:
    failures = _failures(name, lost, column, f"an id in {table} ({len(allowed)} known)", "unknown_id")
    # Looking for the nearest id is slow among many: the first few are what a person reads.
    for value in failures["found"].unique()[:_NEAREST_TOLD]:
        near = get_close_matches(value, allowed, n=1, cutoff=0.6)
        if near:
            hint = f"an id in {table} ({len(allowed)} known; nearest: {near[0]})"
            failures.loc[failures["found"] == value, "expected"] = hint
    return failures


def _no_trees(frame: pd.DataFrame, name: str, id_column: str, parent_column: str) -> list[pd.DataFrame]:
    """Return a failure for each row that is its own ancestor or hangs below one that is, or that lies too deep."""
    parents = frame[parent_column].astype("object")
    parent_of = dict(zip(frame[id_column], parents.where(parents.notna(), None), strict=True))
    depth: dict[str | None, float] = {None: 0}
    for start in parent_of:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in depth and at not in path:
            path[at] = None
            at = parent_of[at]
        # A row of a circle, and whatever hangs below it, has no depth.
        above = depth.get(at, float("inf")) if at is None or at not in path else float("inf")
        for steps, node in enumerate(reversed(path), start=1):
            depth[node] = above + steps
    depths = frame[id_column].map(depth)
    circular, deep = frame[depths == float("inf")], frame[(depths > DEEPEST) & (depths < float("inf"))]
    return [
        _failures(name, circular, parent_column, "a parent that is not below this row", "circular_parent"),
        _failures(name, deep, parent_column, f"a tree of at most {DEEPEST} levels", "too_deep"),
    ]


def one_row_a_key(frame: pd.DataFrame, name: str, schema: TableSchema) -> tuple[pd.DataFrame, list[str], pd.DataFrame]:
    """Return one row a key, the sources of the rows merged into it, and a failure a row that contradicts it."""
    key = list(schema.key)
    twice = frame.duplicated(key, keep=False)
    none = _failures(name, frame.head(0), key[0], "", "")
    if not twice.any():
        return frame, [], none
    value_columns = [c for c in frame.columns if c not in {*key, "source"}]
    groups = frame[twice].groupby(key, sort=False, dropna=False)
    if value_columns:
        # A later row may fill the blanks of the first; it contradicts it where both state another value.
        first = groups[value_columns].transform("first")
        same = (frame.loc[twice, value_columns] == first).fillna(False).astype(bool) | frame.loc[
            twice, value_columns
        ].isna()
        contradicting = frame[twice][~same.all(axis=1)]
    else:
        contradicting = frame.head(0)
    failures = _failures(name, contradicting, key[0], "the values of the first row with this key", "contradicts")
    good = frame.drop(index=contradicting.index)
    later = good.duplicated(key, keep="first")
    if value_columns:
        filled = good.groupby(key, sort=False, dropna=False)[value_columns].transform("first")
        good = good.assign(**{column: filled[column] for column in value_columns})
    return good[~later], good.loc[later, "source"].tolist(), failures
