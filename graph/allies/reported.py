"""Who was reported for which cause in which place, and when: what likely arrivals are counted from."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from graph.reach.grid import Grid, reach_grid
from graph.schema import NATIONWIDE
from graph.selection import Selection, as_of_date
from graph.tables import ShownTables

__all__ = ["Cells", "Moment", "Reported", "reported_presences"]

_MOST_DATES = 10
_REPORTS_OF_COUNTS = 1.1
_CODES = ["who", "cause", "place"]


@dataclass(frozen=True)
class Moment:
    """A date of the data: the first and the last day whose reports belong to it; most often one day."""

    first: pd.Timestamp
    last: pd.Timestamp


@dataclass(frozen=True)
class Cells:
    """Who does what where, by a date.

    Attributes
    ----------
    organizations, causes, places : np.ndarray of object
        The ids that occur, sorted as text.
    who, cause, place : np.ndarray of int64
        Positions in these, one of each for every organization, cause and place; sorted, each once.
    group : np.ndarray of int64
        For each place a number that it shares with the places below the same parent.
    """

    organizations: np.ndarray
    causes: np.ndarray
    places: np.ndarray
    who: np.ndarray
    cause: np.ndarray
    place: np.ndarray
    group: np.ndarray

    @property
    def shape(self) -> tuple[int, int, int]:
        """The number of organizations, causes and places."""
        return len(self.organizations), len(self.causes), len(self.places)

    @cached_property
    def flat(self) -> np.ndarray:
        """One number for every organization, cause and place that occurs: sorted as their ids are."""
        _, n_causes, n_places = self.shape
        flat: np.ndarray = (self.who * n_causes + self.cause) * n_places + self.place
        return flat

    def flat_of(self, rows: pd.DataFrame, of: "Reported") -> np.ndarray:
        """Return the numbers of rows of `of`, those whose organization, cause and place all occur here."""
        positions = [
            pd.Index(mine).get_indexer(pd.Index(ids[rows[code].to_numpy()]))
            for mine, ids, code in zip(
                (self.organizations, self.causes, self.places), (of.organizations, of.causes, of.places), _CODES,
                strict=True,
            )
        ]  # fmt: skip
        who, cause, place = (codes[np.logical_and.reduce([c >= 0 for c in positions])] for codes in positions)
        _, n_causes, n_places = self.shape
        return np.unique((who * n_causes + cause) * n_places + place)


@dataclass(frozen=True)
class Reported:
    """Dated presences on the grid of the whole data set.

    Attributes
    ----------
    organizations, causes, places : np.ndarray of object
        The ids that occur at any date, sorted as text.
    rows : pd.DataFrame
        One row a presence: ``who, cause, place`` (positions in these), ``first, last`` (days between which it counts
        as reported).
    grid : Grid
        Whose places these are.
    kind : {"counts", "starts", "periods"}
        What a date is: a count that reports a presence again each time; the start of a presence; or the end of a
        quarter, where most presences have an end, too.
    left_out : dict of str to int
        How many presences are not counted, by reason: ``inactive`` (by their status), ``nationwide``, ``above``
        (the level of the places), ``without_cause``, ``without_date``, ``other_dates`` (later than today, or outside
        the dates of the selection).
    today : pd.Timestamp or None
        The date up to which reports count.
    """

    organizations: np.ndarray
    causes: np.ndarray
    places: np.ndarray
    rows: pd.DataFrame
    grid: Grid
    kind: str
    left_out: dict[str, int]
    today: pd.Timestamp | None

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The dates of the data, each on its own; the quarters, where presences have an end."""
        if self.rows.empty:
            return ()
        if self.kind == "periods":
            return self._spans("Q")
        return tuple(Moment(day, day) for day in sorted(self.rows["first"].unique()))

    @cached_property
    def few_moments(self) -> tuple[Moment, ...]:
        """At most ten dates: where there are more, the quarters, else the years, the last ten of them."""
        every = [self.moments]
        if len(self.moments) > _MOST_DATES:
            every += [self._spans("Q"), self._spans("Y")]
        return next((some for some in every if len(some) <= _MOST_DATES), every[-1][-_MOST_DATES:])

    def _spans(self, unit: str) -> tuple[Moment, ...]:
        last = self.rows["last"].max()
        end = last if self.today is None else min(last, self.today)
        spans = pd.period_range(self.rows["first"].min(), end, freq=unit)
        every = [Moment(span.start_time, span.end_time.normalize()) for span in spans]
        return tuple(moment for moment in every if len(self.at(moment)))

    def at(self, moment: Moment) -> pd.DataFrame:
        """Return the rows that are reported at a date."""
        return self.rows[(self.rows["first"] <= moment.last) & (self.rows["last"] >= moment.first)]

    def by(self, last: pd.Timestamp | None) -> Cells:
        """Return who does what where: everything that is reported on this day or before; ``None``: at any time."""
        rows = self.rows if last is None else self.rows[self.rows["first"] <= last]
        rows = rows[_CODES].drop_duplicates().sort_values(_CODES)
        ids, codes = [], []
        for name, every in zip(_CODES, (self.organizations, self.causes, self.places), strict=True):
            present, at = np.unique(rows[name].to_numpy(np.int64), return_inverse=True)
            ids.append(every[present])
            codes.append(at.astype(np.int64))
        siblings = self.grid.siblings[self.grid.communities.index.get_indexer(pd.Index(ids[2]))]
        group = np.unique(siblings, return_inverse=True)[1].astype(np.int64)
        return Cells(ids[0], ids[1], ids[2], codes[0], codes[1], codes[2], group)


def reported_presences(
    tables: ShownTables, selection: Selection | None = None, *, level: int | None = None, most_places: int = 100
) -> Reported:
    """Return the dated presences of everybody, whatever organizations, causes and places are selected.

    Parameters
    ----------
    tables, selection : Tables, Selection
        The data set; what is selected by status of activities and by dates counts, up to "today".
    level, most_places : int
        As in `graph.reach.grid.reach_grid`.
    """
    chosen = selection or Selection()
    whole = tables.whole or tables
    day = as_of_date(whole, chosen)
    today = None if day is None else pd.Timestamp(day)
    grid = reach_grid(whole, level=level, most_places=most_places)
    rows = whole.presences
    row = rows["community_id"].map(grid.row_of).fillna(-1).astype("int64")
    start, end = rows["since"], rows["until"]
    out = pd.Series(False, index=rows.index)
    reasons = {
        "inactive": ~(rows["status"].isna() | rows["status"].isin(chosen.activity_status)),
        "nationwide": rows["community_id"] == NATIONWIDE,
        "above": row < 0,
        "without_cause": rows["cause_id"].isna(),
        "without_date": start.isna(),
        "other_dates": _outside(start, end, replace(chosen, as_of=day)),
    }
    left_out = {}
    for reason, which in reasons.items():
        left_out[reason] = int((which & ~out).sum())
        out |= which
    rows, row, start, end = rows[~out], row[~out], start[~out], end[~out]
    organizations, causes, places = (
        pd.factorize(ids, sort=True)
        for ids in (rows["organization_id"], rows["cause_id"], grid.communities.index.take(row.to_numpy()))
    )
    coded = pd.DataFrame(
        {"who": organizations[0], "cause": causes[0], "place": places[0], "first": start.to_numpy(), "last": end}
    ).reset_index(drop=True)
    kind = _kind(coded)
    coded["last"] = coded["last"].fillna(coded["first"]) if kind == "periods" else coded["first"]
    who, cause, place = (np.asarray(index, dtype=object) for _, index in (organizations, causes, places))
    return Reported(who, cause, place, coded, grid, kind, left_out, today)


def _outside(start: pd.Series, end: pd.Series, chosen: Selection) -> pd.Series:
    """Return which presences begin too late, or ended too early, to count."""
    out = pd.Series(False, index=start.index)
    for last in (chosen.as_of, chosen.until):
        if last is not None:
            out |= start > pd.Timestamp(last)
    if chosen.since is not None:
        out |= end < pd.Timestamp(chosen.since)
    return out


def _kind(rows: pd.DataFrame) -> str:
    if len(rows) and rows["last"].notna().mean() > 1 / 2:
        return "periods"
    cells, reports = rows[_CODES].drop_duplicates(), rows[[*_CODES, "first"]].drop_duplicates()
    repeated = len(reports) >= _REPORTS_OF_COUNTS * len(cells)
    return "counts" if repeated or (rows["first"] == rows["first"].min()).all() else "starts"
