"""From interactions and declared ties to the weighted tie network of organizations.

The strength of a tie at date T is the sum, over the interactions i that both took part in, of
``kind_weight * 2 ** (-(T - date_i) / half_life) / (participants_i - 1)`` (Newman 2001 for the size, exponential
decay for the age), plus what is declared of it, rescaled to 0..1. ``distance`` is the strongest tie's strength
divided by this tie's strength.

References
----------
Newman, M. E. J. (2001). Scientific collaboration networks II. *Physical Review E* 64, 016132.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.schema import ACTIVITY_STATUSES
from graph.selection import Selection, as_of_date, select, widened
from graph.tables import ShownTables, Tables
from graph.tables.secrets import confidential
from graph.ties.facts import WeightedInteractions, directed_ties, tie_facts
from graph.ties.meetings import unpacked
from graph.ties.network import TieNetwork
from graph.ties.snapshot import TieColumns
from graph.ties.weighing import declared_rows, happened, negative_and_late

__all__ = ["LAPSED", "tie_network"]

LAPSED = 0.001
"""A tie has lapsed when its newest evidence has faded below this share, some ten half-lives: it is listed as former."""


@checked
def tie_network(tables: Tables, selection: Selection | None = None) -> TieNetwork:
    """Return the one-mode network of organizations, tied by what they did together.

    Ties are weighed among all organizations; those of the selection and the ties among them are then left: a filter of
    organizations changes no strength and no distance, and makes no tie.

    A tie lapses by age: when the newest of its dated interactions (of a kind that weighs something) and declared ties
    has faded below `LAPSED`. With undated evidence, or without a half-life, it never does. A confidential interaction
    weighs 1, without direction, among all who took part; a confidential conflict is left out.

    Parameters
    ----------
    tables : Tables
        The data set.
    selection : Selection, optional
        Which part of it counts, the date, the half-life and the weights of the kinds.

    Returns
    -------
    TieNetwork
        Every selected organization is a node, tied or not. ``counts`` has what was left out: interactions
        ``inactive`` (planned or suspended, as the selection says), ``after_as_of``, with ``too_many_participants`` or
        ``confidential`` (where a filter by kind, cause or community is set); statements ``declared_after_as_of`` and
        ``declared_negative``; ties ``lapsed``, without weight (``no_weight``: of conflicts, and of what weighs 0) and
        ``filtered_out`` by a filter of organizations. It also has ``undated``: the interactions that never fade for
        want of a date, and ``outside_scale``: statements that count as the nearest end of their scale. Empty tables
        give an empty network.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b", "c"], "name": ["A", "B", "C"]}),
    ...     "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]}),
    ...     "participations": pd.DataFrame({"interaction_id": ["i"] * 3, "organization_id": ["a", "b", "c"]}),
    ... })
    >>> ties = tie_network(tables)
    >>> ties["a"]["b"]["strength"], ties.number_of_edges()
    (0.5, 3)
    """
    tables, chosen = widened(tables.shown(), selection)
    today = as_of_date(tables, chosen)
    part = select(tables, chosen.of_everybody())
    counts: Counter[str] = Counter(inactive=_inactive(tables, chosen))
    if chosen.kinds or chosen.causes or chosen.communities:
        counts["confidential"] = int(confidential(tables.interactions).sum())

    met = happened(part, chosen, today, counts)
    declared = declared_rows(part, chosen, today, met, every=tables.declared_ties)
    counts["outside_scale"] = int(declared["outside"].sum())
    counts.update(_left_out_of_declared(part, today))
    pair, strength, newest = _strengths(met, declared)
    tied = (newest > 0) & (strength > 0)
    counts["no_weight"] = int(np.count_nonzero(~tied))
    lapsed = tied & (newest < LAPSED)
    strongest = float(strength[tied].max(initial=0.0))
    inside, organizations = _chosen(part, tables, chosen)
    at = np.cumsum(inside) - 1

    def columns(which: np.ndarray) -> TieColumns:
        tails, heads = unpacked(pair if which.all() else pair[which], met.meetings.bits)
        facts = partial(tie_facts, met, declared, tails, heads)
        if not inside.all():
            tails, heads = at[tails].astype(np.int32), at[heads].astype(np.int32)
        return TieColumns(tails, heads, strength if which.all() else strength[which], strongest, facts)

    among = _among(pair, inside, met.meetings.bits)
    counts["filtered_out"] = int(np.count_nonzero(tied & ~lapsed & ~among))
    counts["lapsed"] = int(np.count_nonzero(lapsed & among))
    return TieNetwork(
        organizations,
        columns(tied & ~lapsed & among),
        as_of=today,
        former=columns(lapsed & among),
        counts=counts,
        recipe=_recipe(chosen, today),
        directed=partial(_directed, met, inside),
    )


def _inactive(tables: ShownTables, chosen: Selection) -> int:
    """Return how many interactions that are asked for do not count for their status, such as planned ones."""
    status = tables.interactions["status"]
    inactive = status.notna() & ~status.isin(chosen.activity_status)
    if not inactive.any():
        return 0
    others = tables.replace(interactions=tables.interactions[inactive])
    every_status = replace(chosen.of_everybody(), activity_status=ACTIVITY_STATUSES)
    return len(select(others, every_status).interactions)


def _recipe(chosen: Selection, today: date | None) -> str:
    weights = "".join(
        f"; kind_weight {kind}={kind_weight:g}" for kind, kind_weight in sorted(chosen.kind_weights.items())
    )
    return f"half_life={chosen.half_life}; as_of={today}; most_participants={chosen.most_participants}{weights}"


def _chosen(part: ShownTables, tables: ShownTables, chosen: Selection) -> tuple[np.ndarray, pd.DataFrame]:
    """Return which of the organizations are chosen, and these, as the nodes of a network."""
    organizations = part.organizations.set_index("organization_id")[["name", "kind", "status"]]
    if not chosen.chooses_organizations:
        return np.ones(len(organizations), dtype=np.bool_), organizations
    ids = select(tables, chosen).organizations["organization_id"]
    inside = organizations.index.isin(ids)
    return inside, organizations[inside]


def _among(pair: np.ndarray, inside: np.ndarray, bits: int) -> np.ndarray:
    if inside.all():
        return np.ones(len(pair), dtype=np.bool_)
    tails, heads = unpacked(pair, bits)
    among: np.ndarray = inside[tails] & inside[heads]
    return among


def _directed(met: WeightedInteractions, inside: np.ndarray) -> pd.DataFrame:
    """Return who gave to whom among those inside."""
    rows = directed_ties(met, LAPSED)
    if inside.all():
        return rows
    at = np.cumsum(inside) - 1
    rows = rows[inside[rows["a"].to_numpy()] & inside[rows["b"].to_numpy()]]
    moved: pd.DataFrame = rows.assign(a=at[rows["a"]], b=at[rows["b"]]).reset_index(drop=True)
    return moved


def _left_out_of_declared(part: ShownTables, today: date | None) -> dict[str, int]:
    negative, late = negative_and_late(part.declared_ties, today)
    return {"declared_negative": int(negative.sum()), "declared_after_as_of": int(late.sum())}


def _strengths(met: WeightedInteractions, statements: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pairs that have anything in common, sorted; how strongly they are tied; how fresh the newest is.

    The newest of what weighs something: 1 today and where a date is missing, 0 where nothing weighs anything.
    """
    pair, place = met.meetings.pairs(met.at)
    begins = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]]) if len(pair) else np.zeros(0, dtype=np.int64)
    summed = np.add.reduceat(met.each[place], begins) if len(pair) else np.zeros(0)
    newest = np.maximum.reduceat(met.fresh[place], begins) if len(pair) else np.zeros(0)
    pair = pair[begins]
    if len(statements):
        declared = statements.groupby("pair").agg(strength=("strength", "mean"), fresh=("fresh", "max"))
        both = pd.Series(summed, index=pair).add(declared["strength"], fill_value=0.0).sort_index()
        fresh = pd.concat([pd.Series(newest, index=pair), declared["fresh"]]).groupby(level=0).max()
        pair, summed = both.index.to_numpy(np.int64), both.to_numpy(np.float64)
        newest = fresh.reindex(both.index).to_numpy(np.float64)
    return pair, summed, newest
