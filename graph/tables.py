"""The clean data set: one frame a table, checked once against the data model of `graph.schema`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import Any

import pandas as pd

from graph.errors import InvalidTables
from graph.schema import SCHEMA, Column, TableSchema

__all__ = ["Cleaned", "Tables", "clean", "combine"]

_DTYPES = {"text": "str", "list": "str", "number": "float64", "date": "datetime64[us]", "flag": "boolean"}
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_FAILURE_COLUMNS = ["table", "source", "column", "found", "expected", "reason"]


def _typed(frame: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """Return `frame` with the declared columns in order and in dtype, unknown ``x_...`` columns after them."""
    extra = sorted(str(c) for c in frame.columns if str(c).startswith("x_"))
    dtypes = {name: _DTYPES[column.kind] for name, column in schema.columns.items()}
    dtypes |= dict.fromkeys(("source", *extra), "str")
    if dict(zip(frame.columns, map(str, frame.dtypes), strict=True)) == dtypes and [*frame.columns] == [*dtypes]:
        return frame.reset_index(drop=True)
    return frame.reindex(columns=list(dtypes)).astype(dtypes).reset_index(drop=True)


@cache
def _blank(name: str) -> pd.DataFrame:
    return _typed(pd.DataFrame(), SCHEMA[name])


@dataclass(frozen=True, eq=False)
class Tables:
    """The data set that every measure is computed from.

    Each attribute is a frame with the columns that `graph.schema.SCHEMA` declares, in order, then ``source``
    (``file#sheet#line`` of the row's first occurrence), then unknown columns as ``x_...``. Text is ``str``,
    numbers are ``float64``, dates are ``datetime64[us]``, flags are ``boolean``; a blank is missing. Ids are
    unique, and every id that is referred to exists. Make one with `clean` or `Tables.of`; treat it as read-only.
    """

    organizations: pd.DataFrame
    causes: pd.DataFrame
    communities: pd.DataFrame
    supports: pd.DataFrame
    presences: pd.DataFrame
    needs: pd.DataFrame
    interactions: pd.DataFrame
    participations: pd.DataFrame
    interaction_causes: pd.DataFrame
    interaction_communities: pd.DataFrame
    feedback: pd.DataFrame
    declared_ties: pd.DataFrame

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame] | None = None) -> "Tables":
        """Return tables made of `frames` (table name to frame; those left out are empty).

        Raises
        ------
        InvalidTables
            If any row breaks the data model; all failures are told at once.

        Examples
        --------
        >>> tables = Tables.of({"causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]})})
        >>> tables.counts()["causes"]
        1
        """
        cleaned = clean(frames or {})
        if len(cleaned.failures):
            raise InvalidTables(cleaned.failures)
        return cleaned.tables

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the frames by table name, in the order of the data model."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def counts(self) -> dict[str, int]:
        """Return the number of rows by table name."""
        return {name: len(frame) for name, frame in self.frames().items()}

    def replace(self, **frames: pd.DataFrame) -> "Tables":
        """Return these tables with some frames replaced by others that keep the declared columns and dtypes."""
        typed = {name: _typed(frame, SCHEMA[name]) for name, frame in frames.items()}
        return Tables(**(self.frames() | typed))

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same rows, whatever their order."""
        if not isinstance(other, Tables):
            return NotImplemented
        mine, theirs = self.frames(), other.frames()
        return all(_ordered(mine[name], name).equals(_ordered(theirs[name], name)) for name in mine)

    __hash__ = None  # type: ignore[assignment]  # two equal data sets may differ in row order

    def __repr__(self) -> str:
        held = ", ".join(f"{count} {name}" for name, count in self.counts().items() if count)
        return f"<Tables: {held or 'empty'}>"


def _ordered(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = [*SCHEMA[name].names, *sorted(c for c in frame.columns if str(c).startswith("x_"))]
    return frame.reindex(columns=columns).sort_values(columns, ignore_index=True)


@dataclass(frozen=True)
class Cleaned:
    """What `clean` made of raw frames.

    Attributes
    ----------
    tables : Tables
        The good rows.
    failures : pd.DataFrame
        One row a failure: ``table, source, column, found, expected, reason``. Reasons: ``missing_value``,
        ``not_a_number``, ``not_a_date``, ``not_a_flag``, ``not_allowed``, ``out_of_range``, ``unknown_id``,
        ``circular_parent``, ``contradicts``.
    rejected : dict of str to list of str
        For each table, the ``source`` of every rejected row (a row with two failures stands once).
    merged : dict of str to list of str
        For each table, the ``source`` of every row that adds no new fact to one before it.
    """

    tables: Tables
    failures: pd.DataFrame
    rejected: dict[str, list[str]]
    merged: dict[str, list[str]]


def clean(raw: Mapping[str, pd.DataFrame]) -> Cleaned:
    """Check raw frames against the data model, keep the good rows and account for the others.

    Parameters
    ----------
    raw : mapping of str to pd.DataFrame
        Frames by table name, of any dtypes; a column that is absent is blank. ``source`` tells where each row
        stands; where it is absent it becomes ``<table>##<number of the row, from 1>``.

    Returns
    -------
    Cleaned
        Rows that break a rule are in ``failures`` with the reason; a row whose reference was itself rejected
        is rejected too. Rows with equal keys are one row, if they do not contradict each other.
    """
    kept: dict[str, pd.DataFrame] = {}
    failures: list[pd.DataFrame] = []
    rejected: dict[str, list[str]] = {}
    merged: dict[str, list[str]] = {}
    for name, schema in SCHEMA.items():
        if raw.get(name) is None or raw[name].empty:
            kept[name], rejected[name], merged[name] = _blank(name), [], []
            continue
        frame, found = _coerced(raw[name], name, schema)
        found.append(_broken_rules(frame, name, schema))
        frame, missed = _referring(frame, name, schema, kept, {i for f in found for i in f.index})
        found.extend(missed)
        bad = sorted({i for f in found for i in f.index})
        good = frame.drop(index=bad)
        good, same, contradictions = _one_row_a_key(good, name, schema)
        found.append(contradictions)
        failures.extend(found)
        rejected[name] = frame.loc[[*bad, *contradictions.index.unique()], "source"].tolist()
        merged[name] = same
        kept[name] = _typed(good, schema)
    full = [f for f in failures if len(f)]
    every = pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=_FAILURE_COLUMNS)
    return Cleaned(Tables(**kept), every, rejected, merged)


def combine(parts: Iterable[Tables]) -> Tables:
    """Return one data set of several; where two hold the same key, the first that states a value wins.

    Examples
    --------
    >>> one = Tables.of({"causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]})})
    >>> combine([one, one]).counts()["causes"]
    1
    """
    every = [part.frames() for part in parts]
    joined = {}
    for name, schema in SCHEMA.items():
        frames = [frames[name] for frames in every if len(frames[name])]
        if frames:
            stacked = pd.concat(frames, ignore_index=True)
            first = stacked.groupby(list(schema.key), sort=False, dropna=False).first().reset_index()
            joined[name] = first
    return Tables.of(joined)


def _failures(name: str, frame: pd.DataFrame, column: str, expected: str, reason: str) -> pd.DataFrame:
    found = frame[column].astype("str").fillna("")
    told = {"table": name, "source": frame["source"], "column": column, "found": found}
    return pd.DataFrame(told | {"expected": expected, "reason": reason}, columns=_FAILURE_COLUMNS)


def _coerced(raw: pd.DataFrame, name: str, schema: TableSchema) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the frame with declared dtypes, and a failure for each value that cannot be read as its kind."""
    frame = raw.reset_index(drop=True).copy()
    frame.columns = frame.columns.astype(str)
    if "source" not in frame:
        frame["source"] = [f"{name}##{i}" for i in range(1, len(frame) + 1)]
    failures = []
    for column, rule in schema.columns.items():
        if column not in frame:
            continue
        values = frame[column]
        given = values.notna() & (values.astype("str").str.strip() != "")
        if rule.kind == "number":
            read, expected, reason = (
                pd.to_numeric(values.where(given), errors="coerce"),
                "a number",
                "not_a_number",
            )
        elif rule.kind == "date":
            text = values.where(given)
            read = pd.to_datetime(text, errors="coerce", format="ISO8601").dt.normalize()
            expected, reason = "a date as YYYY-MM-DD", "not_a_date"
        elif rule.kind == "flag":
            read = values.where(given).astype("str").str.lower().map(_FLAGS).astype("boolean")
            expected, reason = "true or false", "not_a_flag"
        else:
            frame[column] = values.where(given).astype("str")
            continue
        failures.append(_failures(name, frame[given & read.isna()], column, expected, reason))
        frame[column] = read
    return _typed(frame, schema), failures


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
            checks.append(Check.in_range(column.low, column.high, error="out_of_range"))
        return Rule(None, checks=checks, nullable=not column.required)

    return DataFrameSchema({column: rule(declared) for column, declared in SCHEMA[name].columns.items()})


def _broken_rules(frame: pd.DataFrame, name: str, schema: TableSchema) -> pd.DataFrame:
    """Return a failure for each blank, value or number that its column does not allow."""
    rules = _rules(name)
    from pandera.errors import SchemaErrors  # noqa: PLC0415

    try:
        rules.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
    else:
        return pd.DataFrame(columns=_FAILURE_COLUMNS)
    found = []
    for (column, check), group in cases.groupby(["column", "check"], sort=False):
        rows = frame.loc[group["index"].astype(int)]
        reason = "missing_value" if check == "not_nullable" else check
        found.append(_failures(name, rows, column, _allowed(schema.columns[column], reason), reason))
    return pd.concat(found)


def _allowed(column: Column, reason: str) -> str:
    if reason == "not_allowed":
        return "one of " + ", ".join(column.allowed)
    if reason == "out_of_range":
        return f"at least {column.low:g}" if column.high == float("inf") else f"{column.low:g} to {column.high:g}"
    return "a value"


def _referring(
    frame: pd.DataFrame, name: str, schema: TableSchema, kept: Mapping[str, pd.DataFrame], bad: set[int]
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the frame, and a failure for each id that no kept row of the table it refers to carries."""
    failures = []
    bad = set(bad)
    for column, rule in schema.columns.items():
        if not rule.refers_to:
            continue
        id_column = SCHEMA[rule.refers_to].key[0]
        while True:
            to_itself = rule.refers_to == name
            ids = frame.drop(index=list(bad))[id_column] if to_itself else kept[rule.refers_to][id_column]
            known = set(ids)
            good = frame.drop(index=list(bad)) if to_itself else frame
            lost = good[good[column].notna() & ~good[column].isin(known)]
            if len(lost):
                told = _failures(name, lost, column, "", "unknown_id")
                told["expected"] = [_nearest_id(str(v), known, rule.refers_to) for v in lost[column]]
                failures.append(told)
                bad |= set(lost.index)
            if not to_itself or lost.empty:
                break
        if rule.refers_to == name:
            failures.append(_circular(frame.drop(index=list(bad)), name, id_column, column))
    return frame, failures


def _nearest_id(found: str, known: set[str], table: str) -> str:
    near = get_close_matches(found, known, n=1, cutoff=0.6)
    hint = f"; nearest: {near[0]}" if near else ""
    return f"an id in {table} ({len(known)} known{hint})"


def _circular(frame: pd.DataFrame, name: str, id_column: str, parent_column: str) -> pd.DataFrame:
    """Return a failure for each row that is its own ancestor or hangs below one that is."""
    has_parent = frame[frame[parent_column].notna()]
    parent_of = dict(zip(has_parent[id_column], has_parent[parent_column], strict=True))
    rooted = set(frame.loc[frame[parent_column].isna(), id_column])
    for start in parent_of:
        path, at = [], start
        while at in parent_of and at not in rooted and at not in path:
            path.append(at)
            at = parent_of[at]
        if at in rooted:
            rooted.update(path)
    rows = frame[~frame[id_column].isin(rooted)]
    return _failures(name, rows, parent_column, "a parent that is not below this row", "circular_parent")


def _one_row_a_key(frame: pd.DataFrame, name: str, schema: TableSchema) -> tuple[pd.DataFrame, list[str], pd.DataFrame]:
    """Return one row a key, the sources of the rows merged into it, and a failure a row that contradicts it."""
    key = list(schema.key)
    twice = frame.duplicated(key, keep=False)
    none = _failures(name, frame.head(0), key[0], "", "")
    if not twice.any():
        return frame, [], none
    stated = [c for c in frame.columns if c not in {*key, "source"}]
    groups = frame[twice].groupby(key, sort=False, dropna=False)
    if stated:
        # A later row may fill the blanks of the first; it contradicts it where both state another value.
        first = groups[stated].transform("first")
        same = (frame.loc[twice, stated] == first).fillna(False).astype(bool) | frame.loc[twice, stated].isna()
        contradicting = frame[twice][~same.all(axis=1)]
    else:
        contradicting = frame.head(0)
    told = _failures(name, contradicting, key[0], "the values of the first row with this key", "contradicts")
    good = frame.drop(index=contradicting.index)
    later = good.duplicated(key, keep="first")
    if stated:
        filled = good.groupby(key, sort=False, dropna=False)[stated].transform("first")
        good = good.assign(**{column: filled[column] for column in stated})
    return good[~later], good.loc[later, "source"].tolist(), told
