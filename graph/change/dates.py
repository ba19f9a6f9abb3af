"""Two dates beside each other: which ties formed, warmed, cooled or were lost, and whose position changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.measures.registry import Measure, measure
from graph.selection import Selection, widened
from graph.tables import ShownTables
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network

__all__ = ["WHAT_HAPPENED", "Comparison", "compare_dates"]

WHAT_HAPPENED = ("formed", "warmed", "steady", "cooled", "lost")

_DIGITS = 9
"""Values that differ later than this are equal: the order of the rows moves the last bit of a sum."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What `compare_dates` found.

    Attributes
    ----------
    pairs : pd.DataFrame
        One row a pair that did something together in either period, what happened in the order of `WHAT_HAPPENED`,
        then the largest change, then by id: ``from_id``, ``to_id``, ``what``; ``before`` and ``now`` (float64, from 0:
        the strength that the interactions of the period before and of this period give, without fading);
        ``interactions_before``, ``interactions_now`` (int64); ``strength_earlier``, ``strength_later`` (float64, from
        0: the faded strength at each date over the mean of all ties at that date, 0 without a tie).
    organizations : pd.DataFrame
        One row an organization and measure, in the order of the tables, then of the measures: ``organization_id``,
        ``name``, ``measure``; ``earlier``, ``later``, ``change`` (float64, in the unit of the measure, NaN where it
        says nothing at one of the dates); ``rank_earlier``, ``rank_later`` (Int64 from 1, the highest value; equals
        share the best) and ``rank_change`` (above 0 where it has risen).
    """

    pairs: pd.DataFrame
    organizations: pd.DataFrame


@checked
def compare_dates(
    tables: ShownTables,
    earlier: date,
    later: date,
    selection: Selection | None = None,
    *,
    measures: Sequence[str] = ("degree", "strength", "betweenness"),
) -> Comparison:
    """Return what changed from one date to another, between pairs and in the position of organizations.

    This period runs from the day after `earlier` to `later`; the period before is as long and ends with `earlier`.
    As fading alone cools every tie, a pair is judged by the interactions of the two periods:

    - ``formed``: something now, and nothing known of the pair at `earlier`, however long ago;
    - ``warmed``, ``steady``, ``cooled``: more, as much, less than before (something now);
    - ``lost``: something before, nothing now. It may come back: then it is ``warmed``.

    Interactions count as in `graph.ties.strength.tie_network` (by participants and kind, conflict nothing), those that
    ran in both periods in both, undated ones and declared ties in neither; the latter two make a pair known.

    Parameters
    ----------
    tables : Tables
        The data set. Where it does not reach back to the period before, more seems to have warmed than has.
    earlier, later : date
        The two dates, in this order.
    selection : Selection, optional
        Which part of the data counts and how ties are weighed; its ``since``, ``until`` and ``as_of`` give way to
        the two dates.
    measures : sequence of str
        Names from `graph.measures.registry.MEASURES`, of the networks at the two dates. Strengths are taken over their
        mean at that date, so that fading alone changes no value. A name given twice stands once.

    Returns
    -------
    Comparison
        Its frames have no rows for empty tables.

    Raises
    ------
    ValueError
        If `earlier` is not before `later`.
    UnknownName
        If a measure, or a word of `selection`, is not known.

    References
    ----------
    Burt, R. S. (2002). Bridge decay. *Social Networks* 24, 333-363. Ahmad, W., Porter, M. A. and Beguerisse-Diaz, M.
    (2021). Tie-decay networks in continuous time and eigenvector-based centralities. *IEEE Transactions on Network
    Science and Engineering* 8, 1759-1771.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b", "c"], "name": ["A", "B", "C"]}),
    ...     "interactions": pd.DataFrame(
    ...         {"interaction_id": ["i", "j"], "kind": "meeting", "date": ["2024-03-01", "2024-09-01"]}
    ...     ),
    ...     "participations": pd.DataFrame({"interaction_id": list("iijj"), "organization_id": list("abbc")}),
    ... })
    >>> found = compare_dates(tables, date(2024, 6, 30), date(2024, 12, 31), measures=["degree"])
    >>> found.pairs[["from_id", "to_id", "what", "before", "now"]]
      from_id to_id    what  before  now
    0       b     c  formed     0.0  1.0
    1       a     b    lost     1.0  0.0
    >>> found.organizations[["organization_id", "earlier", "later", "rank_earlier", "rank_later", "rank_change"]]
      organization_id  earlier  later  rank_earlier  rank_later  rank_change
    0               a      1.0    1.0             1           2           -1
    1               b      1.0    2.0             1           1            0
    2               c      0.0    1.0             3           2            1
    """
    if earlier >= later:
        msg = f"dates: found {earlier} and {later}, allowed an earlier one and then a later one."
        raise ValueError(msg)
    wanted = [measure(name) for name in dict.fromkeys(measures)]
    tables, chosen = widened(tables, selection)
    chosen = replace(chosen, since=None, until=None, as_of=None)
    then, today = (_relative(tie_network(tables, replace(chosen, as_of=day))) for day in (earlier, later))
    pairs = _happened(tables, earlier, later, chosen)
    for column, ties in (("strength_earlier", then), ("strength_later", today)):
        pairs[column] = _by_pair(ties, "strength").reindex(pairs.index, fill_value=0.0)
    return Comparison(pairs.reset_index(), _positions(tables, then, today, wanted))


def _relative(ties: TieNetwork) -> TieNetwork:
    """Return the network with strengths over their mean; empty stays empty."""
    edges = ties.edges_frame.assign(strength=ties.edges_frame["strength"] / ties.edges_frame["strength"].mean())
    return TieNetwork(ties.organizations, edges, as_of=ties.as_of)


def _happened(tables: ShownTables, earlier: date, later: date, chosen: Selection) -> pd.DataFrame:
    """Return, for each pair that met in either period, how much, and what that makes of it."""
    met = tables.replace(declared_ties=tables.declared_ties.head(0))
    unfading = replace(chosen, half_life=None)
    day = timedelta(days=1)
    before = tie_network(met, replace(unfading, since=earlier - (later - earlier) + day, until=earlier, as_of=earlier))
    now = tie_network(met, replace(unfading, since=earlier + day, until=later, as_of=later))
    earlier_strength = _by_pair(tie_network(tables, replace(unfading, as_of=earlier)), "strength")

    columns = {
        "before": _by_pair(before, "strength"),
        "now": _by_pair(now, "strength"),
        "interactions_before": _by_pair(before, "interactions"),
        "interactions_now": _by_pair(now, "interactions"),
    }
    pairs = pd.concat(columns, axis=1).fillna(0.0).astype({"interactions_before": "int64", "interactions_now": "int64"})
    change = (pairs["now"] - pairs["before"]).round(_DIGITS)
    nothing_now, unknown = pairs["now"] == 0, ~pairs.index.isin(earlier_strength.index)
    what = np.select([nothing_now, unknown, change > 0, change < 0], ["lost", "formed", "warmed", "cooled"], "steady")
    pairs.insert(0, "what", pd.Series(what, index=pairs.index, dtype="str"))
    place = pairs["what"].map({word: at for at, word in enumerate(WHAT_HAPPENED)})
    ordered = pairs.assign(place=place, size=-change.abs()).sort_values(["place", "size", "from_id", "to_id"])
    return ordered[pairs.columns]


def _by_pair(ties: TieNetwork, column: str) -> pd.Series:
    """Return a column of the ties by the ids of their ends."""
    edges = ties.frame()[["from_id", "to_id", column]]
    return edges.set_index(["from_id", "to_id"])[column].astype("float64")


def _positions(tables: ShownTables, then: TieNetwork, today: TieNetwork, wanted: list[Measure]) -> pd.DataFrame:
    name_of = tables.organizations.set_index("organization_id")["name"]
    names = name_of[name_of.index.isin({*then, *today})]
    parts = []
    for m in wanted:
        values = pd.DataFrame({"earlier": m.function(then), "later": m.function(today)}).reindex(names.index)
        ranks = values.round(_DIGITS).rank(ascending=False, method="min").astype("Int64").add_prefix("rank_")
        changes = {
            "change": values["later"] - values["earlier"],
            "rank_change": ranks["rank_earlier"] - ranks["rank_later"],
        }
        parts.append(values.astype("float64").join(ranks).assign(name=names, measure=m.name, **changes))
    order = ["organization_id", "name", "measure", "earlier", "later", "change", *_RANKS]
    if not parts:
        return pd.DataFrame(columns=order)
    # One row an organization and measure: all measures of an organization stand together.
    at = np.arange(len(names) * len(parts)).reshape(len(parts), -1).T.ravel()
    positions = pd.concat(parts).rename_axis("organization_id").reset_index().iloc[at]
    return positions[order].astype({"measure": "str"}).reset_index(drop=True)


_RANKS = ("rank_earlier", "rank_later", "rank_change")
