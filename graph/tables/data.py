"""The clean data set: one frame a table, checked once against the data model of `graph.schema`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import pandas as pd

from graph.arguments import checked
from graph.errors import InvalidTables
from graph.schema import SCHEMA
from graph.tables.masking import masked
from graph.tables.secrets import without_secrets
from graph.validation import (
    FAILURE_COLUMNS,
    blank,
    broken_rules,
    coerced,
    lost_references,
    one_row_a_key,
    typed,
)

__all__ = ["Cleaned", "ShownTables", "Tables", "clean", "combine", "combined"]


@dataclass(frozen=True, eq=False)
class Tables:
    """The data set that every measure is computed from.

    Each attribute is a frame with the columns that `graph.schema.SCHEMA` declares, in order, then ``source``
    (``file#sheet#line`` of the row's first occurrence), then unknown columns as ``x_...``. Text is ``str``,
    numbers are ``float64``, dates are ``datetime64[us]``, flags are ``boolean``; a blank is missing. Ids are
    unique, and every id that is referred to exists. Make one with `clean` or `Tables.of`; treat it as read-only.

    ``whole`` is set where `graph.select` left organizations out: the same rows with every organization. Ties are
    weighed in it (`graph.tie_network`), because a meeting of 67 is no meeting of the 20 of them that were chosen.
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
    whole: "Tables | None" = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    @checked
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
        return {name: getattr(self, name) for name in SCHEMA}

    def counts(self) -> dict[str, int]:
        """Return the number of rows by table name."""
        return {name: len(frame) for name, frame in self.frames().items()}

    def replace(self, **frames: pd.DataFrame) -> Self:
        """Return these tables with some frames replaced by others that keep the declared columns and dtypes.

        The new tables stand for themselves: ties among them are weighed in them (``whole`` is not set).
        """
        replaced = {name: typed(frame, SCHEMA[name]) for name, frame in frames.items()}
        return type(self)(**(self.frames() | replaced))

    def part_of(self, whole: Self) -> Self:
        """Return these tables as a part of others, in which the ties among its organizations are weighed."""
        part = type(self)(**self.frames())
        object.__setattr__(part, "whole", whole)
        return part

    def shown(self, mask: bytes | None = None) -> "ShownTables":
        """Return what may be shown of these tables: the gate that every answer goes through.

        Confidential conflicts are left out. Of other confidential interactions the participants, the date and the
        status remain. The same tables give the same object.

        Parameters
        ----------
        mask : bytes, optional
            A secret key: sensitive organizations then stand behind pseudonyms that it makes, with no place finer than
            the first level and without words of their own.

        Examples
        --------
        >>> tables = Tables.of({
        ...     "organizations": pd.DataFrame({"organization_id": ["a"], "name": ["Ana Trust"], "sensitive": [True]}),
        ...     "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["funding"], "confidential": [True]}),
        ... })
        >>> tables.shown().interactions["kind"].isna().tolist()
        [True]
        >>> tables.shown(b"key").organizations["name"].tolist()
        ['Protected organization PAGD3N']
        """
        if mask is None:
            return self._shown
        frames = without_secrets(masked(self.frames(), mask))
        hidden = ShownTables(**frames)
        return hidden if self.whole is None else hidden.part_of(self.whole.shown(mask))

    @cached_property
    def _shown(self) -> "ShownTables":
        open_tables = ShownTables(**without_secrets(self.frames()))
        return open_tables if self.whole is None else open_tables.part_of(self.whole.shown())

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same rows, whatever their order."""
        if not isinstance(other, Tables):
            return NotImplemented
        mine, theirs = self.frames(), other.frames()
        return all(_ordered(mine[name], name).equals(_ordered(theirs[name], name)) for name in mine)

    __hash__ = None  # type: ignore[assignment]  # two equal data sets may differ in row order

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.counts().items() if count)
        return f"<Tables: {counts or 'empty'}>"


class ShownTables(Tables):
    """Tables that went through the gate (`Tables.shown`): what every function but the weighing of ties works with.

    A public function that wants them takes `Tables` too, and sends them through the gate first.
    """

    whole: "ShownTables | None"

    @classmethod
    def taken_from(cls, value: object) -> object:
        """Return tables as they are shown; anything else as it is."""
        return value.shown() if isinstance(value, Tables) else value

    @cached_property
    def _shown(self) -> "ShownTables":
        return self


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
        ``not_a_number``, ``not_a_date``, ``not_a_flag``, ``not_allowed``, ``out_of_range``, ``too_long``,
        ``unknown_id``, ``circular_parent``, ``too_deep``, ``contradicts``.
    rejected : dict of str to list of str
        For each table, the ``source`` of every rejected row (a row with two failures stands once).
    merged : dict of str to list of str
        For each table, the ``source`` of every row that adds no new fact to one before it.
    """

    tables: Tables
    failures: pd.DataFrame
    rejected: dict[str, list[str]]
    merged: dict[str, list[str]]


@checked
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
    clean_frames: dict[str, pd.DataFrame] = {}
    failures: list[pd.DataFrame] = []
    rejected: dict[str, list[str]] = {}
    merged: dict[str, list[str]] = {}
    for name, schema in SCHEMA.items():
        if raw.get(name) is None or raw[name].empty:
            clean_frames[name], rejected[name], merged[name] = blank(name), [], []
            continue
        frame, problems = coerced(raw[name], name, schema)
        problems.append(broken_rules(frame, name, schema))
        problems += lost_references(frame, name, schema, clean_frames, {i for f in problems for i in f.index})
        bad = sorted({i for f in problems for i in f.index})
        good = frame.drop(index=bad)
        good, same, contradictions = one_row_a_key(good, name, schema)
        problems.append(contradictions)
        failures.extend(problems)
        rejected[name] = frame.loc[[*bad, *contradictions.index.unique()], "source"].tolist()
        merged[name] = same
        clean_frames[name] = typed(good, schema)
    full = [f for f in failures if len(f)]
    every = pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=FAILURE_COLUMNS)
    return Cleaned(Tables(**clean_frames), every, rejected, merged)


@checked
def combine(parts: Iterable[Tables]) -> Tables:
    """Return one data set of several; where two hold the same key, the first that states a value wins.

    Raises
    ------
    InvalidTables
        If rows that are good each in its own part break the data model together, as parents in a circle do.

    Examples
    --------
    >>> one = Tables.of({"causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]})})
    >>> combine([one, one]).counts()["causes"]
    1
    """
    cleaned = combined(parts)
    if len(cleaned.failures):
        raise InvalidTables(cleaned.failures)
    return cleaned.tables


@checked
def combined(parts: Iterable[Tables]) -> Cleaned:
    """Return one data set of several as `combine` does, without the rows that break the data model together.

    Examples
    --------
    >>> up, down = ({"cause_id": ["a", "b"], "name": ["A", "B"], "parent_id": p} for p in (["b", None], [None, "a"]))
    >>> both = combined([Tables.of({"causes": pd.DataFrame(up)}), Tables.of({"causes": pd.DataFrame(down)})])
    >>> both.failures["reason"].tolist()
    ['circular_parent', 'circular_parent']
    """
    every = [part.frames() for part in parts]
    joined = {}
    for name, schema in SCHEMA.items():
        frames = [frames[name] for frames in every if len(frames[name])]
        if frames:
            stacked = pd.concat(frames, ignore_index=True)
            first = stacked.groupby(list(schema.key), sort=False, dropna=False).first().reset_index()
            joined[name] = first
    return clean(joined)
