"""The backtest: who would have been proposed at an earlier date, and who of them had come by a later one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from graph.allies.arrival_conditions import arrival_conditions
from graph.allies.arrival_question import Asked
from graph.allies.arrival_rows import arrival_frame, names_by_id
from graph.allies.arrival_scores import Scores
from graph.allies.reported import Moment, Reported, reported_presences
from graph.arguments import checked
from graph.errors import WrongArgument
from graph.results import Result
from graph.selection import Selection, widened
from graph.tables import ShownTables

__all__ = ["Backtest", "backtest"]

_COLUMNS = {
    "from": "datetime64[us]", "to": "datetime64[us]", "candidates": "int64", "came": "int64", "top": "int64",
    "top_came": "int64", "chance": "float64", "biggest_came": "int64", "auc": "float64",
}  # fmt: skip
_DATES = ["from", "to"]


@dataclass(frozen=True, eq=False, repr=False)
class Backtest(Result):
    """How the list of likely arrivals would have done on the dates of the data.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a split, by its dates: ``from, to`` (dates; of a quarter or a year its last day), ``candidates`` (who
        could have come where), ``came`` (how many of them are reported at ``to``), ``top`` (proposals),
        ``top_came`` (how many of these came), ``chance`` (how many of so many drawn at random would have come,
        expected), ``biggest_came`` (how many proposals came where those with most cells come first), ``auc`` (chance
        that one who came has a higher score than one who did not; 0.5: a guess; NaN where nobody or everybody came).
    proposals : pd.DataFrame
        The list of each split: ``from, to``, the columns of `graph.allies.arrivals.LikelyArrivals`, and ``arrived``
        (bool).
    conditions : pd.DataFrame
        For each ``from`` the rows of `graph.allies.arrival_conditions.arrival_conditions`.
    kind : {"counts", "starts", "periods"}
        What a date of a presence is (`graph.allies.reported.Reported`).
    left_out : dict of str to int
        How many presences are not counted, by reason (`graph.allies.reported.Reported`).
    """

    proposals: pd.DataFrame
    conditions: pd.DataFrame
    kind: str
    left_out: dict[str, int]


@checked
def backtest(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    start: date | None = None,
    end: date | None = None,
    top: int = 20,
    most_each: int = 3,
    level: int | None = None,
    most_places: int = 100,
) -> Backtest:
    """Return how many likely arrivals of an earlier date had come by a later one.

    Known at the first date is what is reported then or before. Came is a candidate that is reported at the second
    date: at that very one, not between the two.

    Parameters
    ----------
    tables, selection : Tables, Selection
        As for `graph.likely_arrivals`: filters choose which candidates count.
    start, end : date, optional
        The dates, both or none. Without them every date with the next one, and the first with every later one, of at
        most ten dates; where the data have more, the quarters, else the years, the last ten of them.
    top : int
        How many proposals are made.
    most_each : int
        The most proposals of one organization.
    level, most_places : int
        As for `graph.reach.gaps.reach_gaps`.

    Returns
    -------
    Backtest
        One row a split as ``frame``; empty where the data have fewer than two dates.

    Raises
    ------
    WrongArgument
        If one of the dates is missing, the first is not before the second, or nothing is reported on one of them.
    UnknownName
        If a cause, community or level is unknown.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> rows = [("a", "n", "w", 1), ("a", "s", "w", 1), ("b", "n", "l", 1), ("a", "n", "l", 2), ("b", "n", "l", 2)]
    >>> columns = ["organization_id", "community_id", "cause_id", "since"]
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w", "l"], "name": ["Water", "Land"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
    ...     "presences": pd.DataFrame(rows, columns=columns).replace({"since": {1: "2024-03-31", 2: "2024-06-30"}}),
    ... })
    >>> backtest(tables, top=1).frame.drop(columns=["from", "to"])
       candidates  came  top  top_came  chance  biggest_came  auc
    0           5     1    1         1     0.2             1  1.0
    """
    reported = reported_presences(tables, selection, level=level, most_places=most_places)
    whole, _ = widened(tables, selection)
    rows: list[tuple[object, ...]] = []
    proposals, conditions = [], {}
    for before, after in _splits(reported, start, end):
        cells = reported.by(before.last)
        scores = Scores(cells)
        asked = Asked.of(tables, selection, reported, cells)
        came = np.setdiff1d(cells.flat_of(reported.at(after), reported), cells.flat)
        came = came[asked.holds(came, scores)]
        proposed = scores.best_with_limit(top, most_each, asked.where, asked.who)
        biggest = scores.biggest_first(top, most_each, asked.where, asked.who)
        arrived = np.isin(proposed, came)
        n = asked.count(cells)
        chance = len(proposed) * len(came) / n if n else 0.0
        auc = scores.auc(came, n, asked.where, asked.who)
        came_of_biggest = int(np.isin(biggest, came).sum())
        dates = (before.last, after.last)
        rows.append((*dates, n, len(came), len(proposed), int(arrived.sum()), chance, came_of_biggest, auc))
        listed = arrival_frame(whole, reported, scores, proposed, None).assign(arrived=arrived)
        proposals.append(_dated(listed, dates))
        if before.last not in conditions:
            checked_then = arrival_conditions(reported, cells, before.last, names_by_id(whole))
            conditions[before.last] = _dated(checked_then, dates[:1])
    frame = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return Backtest(
        frame,
        proposals=pd.concat(proposals, ignore_index=True) if proposals else pd.DataFrame(columns=_DATES),
        conditions=pd.concat(conditions.values(), ignore_index=True)
        if conditions
        else pd.DataFrame(columns=_DATES[:1]),
        kind=reported.kind,
        left_out=reported.left_out,
    )


def _dated(frame: pd.DataFrame, dates: tuple[pd.Timestamp, ...]) -> pd.DataFrame:
    """Return a frame with dates in front."""
    columns = {
        name: pd.Series([day] * len(frame), dtype="datetime64[us]") for name, day in zip(_DATES, dates, strict=False)
    }
    return pd.concat([pd.DataFrame(columns), frame], axis="columns")


def _splits(reported: Reported, start: date | None, end: date | None) -> Iterator[tuple[Moment, Moment]]:
    """Give the pairs of dates: the ones that are asked for, or all, in their order."""
    if (start is None) != (end is None):
        msg = "backtest: found one date, allowed none or two: start and end."
        raise WrongArgument(msg)
    if start is not None and end is not None:
        if start >= end:
            msg = f"backtest: start: found {start}, which is not before end ({end}). Swap them."
            raise WrongArgument(msg)
        before, after = _moment(reported, start), _moment(reported, end)
        if before.last >= after.first:
            msg = f"backtest: start and end: found {start} and {end}, which lie in one quarter ({before.last.date()})."
            raise WrongArgument(msg)
        yield before, after
        return
    moments = reported.few_moments
    pairs = {*pairwise(moments), *((moments[0], later) for later in moments[1:])}
    yield from sorted(pairs, key=lambda pair: (pair[0].last, pair[1].last))


def _moment(reported: Reported, day: date) -> Moment:
    """Return the date of the data that a day is, or lies in."""
    at = pd.Timestamp(day)
    for moment in reported.moments:
        if moment.first <= at <= moment.last:
            return moment
    near = sorted(reported.moments, key=lambda moment: abs(moment.last - at))[:3]
    days = ", ".join(str(moment.last.date()) for moment in sorted(near, key=lambda moment: moment.last))
    msg = f"backtest: nothing is reported on {day}. " + (f"The nearest dates are {days}." if days else "No date is.")
    raise WrongArgument(msg)
