"""Likely arrivals: which organization is likely to come to which cause in which place next."""

from dataclasses import dataclass

import pandas as pd

from graph.allies.arrival_conditions import arrival_conditions
from graph.allies.arrival_question import CELL_PARTS, Asked
from graph.allies.arrival_rows import arrival_frame, names_by_id
from graph.allies.arrival_scores import Scores
from graph.allies.reported import reported_presences
from graph.arguments import checked
from graph.errors import UnknownName
from graph.results import Result
from graph.selection import Selection, widened
from graph.tables import ShownTables

__all__ = ["LikelyArrivals", "likely_arrivals"]

_MOST_EACH = 3


@dataclass(frozen=True, eq=False, repr=False)
class LikelyArrivals(Result):
    """Who is likely to come where, and what the data are like that say so.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a proposal, the likeliest first: ``organization_id, name, rank`` (from 1), ``cause_id, cause,
        community_id, community, within`` (the place that the place lies in; blank where in none), ``part``
        (``"territory"``, ``"one"`` or ``"gap"``: two or more members of the coalition are in the cell, one, or none;
        blank without a coalition), the five counts ``here, does, region, there, size``, ``score``, ``overall`` (the
        rank among all candidates, without a limit an organization; missing beyond 2,000), ``band`` (its band of
        ranks; blank beyond), ``came`` (the share of such proposals that came elsewhere, 0..1), ``reason`` (which count
        adds most: ``"here"``, ``"does"``, ``"region"``, ``"there"`` or ``"none"``).
    level : int
        Depth in the tree of places of the cells.
    date : pd.Timestamp or None
        The last date on which a presence is reported or begins; ``None`` where nothing has a date.
    kind : {"counts", "starts", "periods"}
        What a date of a presence is (`graph.allies.reported.Reported`).
    organizations, causes, places : int
        How many are known.
    candidates, asked : int
        How many combinations of them are not there yet, and how many of these the question is about.
    left_out : dict of str to int
        How many presences are not counted, by reason (`graph.allies.reported.Reported`).
    conditions : pd.DataFrame
        As `graph.allies.arrival_conditions.arrival_conditions` returns it.
    withheld : bool
        Whether one of the conditions speaks against showing the list. The frame holds it all the same.
    """

    level: int
    date: pd.Timestamp | None
    kind: str
    organizations: int
    causes: int
    places: int
    candidates: int
    asked: int
    left_out: dict[str, int]
    conditions: pd.DataFrame
    withheld: bool


@checked
def likely_arrivals(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    coalition: frozenset[str] | None = None,
    who: frozenset[str] | None = None,
    part: str = "all",
    k: int = 20,
    most_each: int | None = _MOST_EACH,
    level: int | None = None,
    most_places: int = 100,
) -> LikelyArrivals:
    """Return which organizations are likely to come to which cause in which place.

    A candidate is an organization, a cause and a place that are all known by "today", but not together. Its score is
    ``2 ln(1 + here) + 1.5 ln(1 + does) + ln(1 + region) + 0.5 ln(1 + there) - ln(1 + size)``: the causes that it has
    in the place already, the other places where it has the cause, the other places below the same parent where it has
    anything, the organizations that have the cause in the place, and the cells that it has altogether. Order: the
    score to 9 decimals, fewer cells, ids of organization, cause and place; at most three proposals an organization.

    The counts are those of the whole data set: filters by cause, place and organization choose which candidates are
    listed, and change no score.

    Parameters
    ----------
    tables, selection : Tables, Selection
        The data set. Presences with a cause, a place at the level or below, and a date up to "today" count.
    coalition : frozenset of str, optional
        Ids of its organizations: who else is likely to come to its cells? ``None``: to any cell.
    who : frozenset of str, optional
        Ids of organizations: where are they likely to go next? ``None``: everybody outside the coalition.
    part : {"all", "territory", "gaps"}
        With a coalition: to which of its cells (`CELL_PARTS`).
    k : int
        The most proposals.
    most_each : int, optional
        The most proposals of one organization; ``None``: any number.
    level, most_places : int
        As for `graph.reach.gaps.reach_gaps`.

    Returns
    -------
    LikelyArrivals
        The proposals as ``frame``. Where ``withheld`` is true, ``conditions`` says why they should not be shown.

    Raises
    ------
    UnknownName
        If a cause, community, level or part is unknown.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w", "l"], "name": ["Water", "Land"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
    ...     "presences": pd.DataFrame({
    ...         "organization_id": ["a", "a", "b"], "community_id": ["n", "s", "n"], "cause_id": ["w", "w", "l"],
    ...         "since": "2024-03-31",
    ...     }),
    ... })
    >>> likely = likely_arrivals(tables, k=2)
    >>> likely.frame[["name", "cause", "community", "here", "does", "region", "there", "size"]]
            name cause community  here  does  region  there  size
    0  Ana Trust  Land     North     1     0       1      1     2
    1  Ben House  Land     South     0     1       1      0     1
    >>> likely.candidates, likely.withheld
    (5, True)
    """
    if part not in CELL_PARTS:
        raise UnknownName("part of a coalition's cells", part, CELL_PARTS)
    reported = reported_presences(tables, selection, level=level, most_places=most_places)
    cells = reported.by(None)
    scores = Scores(cells)
    asked = Asked.of(tables, selection, reported, cells, coalition=coalition, who=who, part=part)
    flat = (
        scores.best(k, asked.where, asked.who)
        if most_each is None
        else scores.best_with_limit(k, most_each, asked.where, asked.who)
    )
    whole, _ = widened(tables, selection)
    n, m, q = cells.shape
    names = names_by_id(whole)
    conditions = arrival_conditions(reported, cells, None, names)
    return LikelyArrivals(
        arrival_frame(whole, reported, scores, flat, asked.members if coalition is not None else None),
        level=reported.grid.level,
        date=reported.rows["first"].max() if n else None,
        kind=reported.kind,
        organizations=n,
        causes=m,
        places=q,
        candidates=n * m * q - len(cells.flat),
        asked=asked.count(cells),
        left_out=reported.left_out,
        conditions=conditions,
        withheld=bool(conditions["fails"].any()),
    )
