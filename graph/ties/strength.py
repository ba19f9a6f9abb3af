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
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.schema import ACTIVITY_STATUSES, CONFLICT_KINDS
from graph.selection import Selection, as_of_date, select, widened
from graph.tables import ShownTables, Tables
from graph.tables.secrets import confidential
from graph.ties.facts import WeightedInteractions, directed_ties, tie_facts
from graph.ties.meetings import meetings, packed, places, unpacked
from graph.ties.network import TieNetwork
from graph.ties.snapshot import TieColumns

__all__ = ["LAPSED", "tie_network"]

LAPSED = 0.001
"""A tie has lapsed when its newest evidence has faded below this share, some ten half-lives: it is listed as former."""

_FAINTEST = np.finfo(np.float64).tiny
"""What has faded further than a number can be small counts this much, so that its tie is not lost without a word."""


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

    met = _happened(part, chosen, today, counts)
    declared = _declared(part, chosen, today, met, every=tables.declared_ties)
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


def _decay(ages: pd.Series, half_life: float | None) -> pd.Series:
    """Return the factor of each age in days; one where the age is missing or nothing ever fades."""
    if half_life is None:
        return pd.Series(1.0, index=ages.index)
    return (2.0 ** (-ages / half_life)).clip(lower=_FAINTEST).fillna(1.0)


def _happened(part: ShownTables, chosen: Selection, today: date | None, counts: Counter[str]) -> WeightedInteractions:
    """Return the interactions that make ties, and what each adds to the strength of each of its pairs."""
    interactions = part.interactions[["interaction_id", "date", "date_end", "status", "kind"]]
    late = interactions["date"] > pd.Timestamp(today) if today else pd.Series(False, index=interactions.index)
    counts["after_as_of"] = int(late.sum())
    interactions = interactions[~late]
    counts["undated"] = int(interactions["date"].isna().sum())
    met = meetings(part.participations, interactions, part.organizations["organization_id"])
    counts["too_many_participants"] = int((met.sizes > chosen.most_participants).sum())
    at = np.flatnonzero((met.sizes >= 2) & (met.sizes <= chosen.most_participants))
    interactions = interactions.iloc[at]

    end = interactions["date_end"].fillna(interactions["date"])
    if today:
        end = end.where(~(end > pd.Timestamp(today)), pd.Timestamp(today))
    age = (
        (pd.Timestamp(today) - end).dt.days.astype("float64") if today else pd.Series(np.nan, index=interactions.index)
    )
    age = age.mask((interactions["status"] == "ongoing") & age.notna(), 0.0)
    # A confidential interaction is shown without its kind, and so weighs 1.
    kind_weight = _kind_weights(interactions["kind"], chosen.kind_weights)
    fresh = _decay(age, chosen.half_life)
    each = kind_weight * fresh / (met.sizes[at] - 1)
    # What a pair did together adds up from the least to the most: the sum is then the same in whatever order rows are.
    order = np.argsort(each.to_numpy(), kind="stable")
    return WeightedInteractions(
        meetings=met,
        at=at[order],
        each=each.to_numpy(np.float64)[order],
        fresh=fresh.where(kind_weight > 0, 0.0).to_numpy(np.float64)[order],
        kind=interactions["kind"].iloc[order],
        day=interactions["date"].iloc[order],
        interaction_id=interactions["interaction_id"].iloc[order],
        about=part.interaction_causes,
    )


def _kind_weights(kinds: pd.Series, weights: Mapping[str, float]) -> pd.Series:
    # Conflict is history: it never counts as closeness, whatever a user sets.
    by_kind = dict(weights) | dict.fromkeys(CONFLICT_KINDS, 0.0)
    return kinds.map(by_kind).astype("float64").fillna(1.0)


def _left_out_of_declared(part: ShownTables, today: date | None) -> dict[str, int]:
    negative, late = _negative_and_late(part.declared_ties, today)
    return {"declared_negative": int(negative.sum()), "declared_after_as_of": int(late.sum())}


def _negative_and_late(declared: pd.DataFrame, today: date | None) -> tuple[pd.Series, pd.Series]:
    negative = declared["sign"] < 0
    late = declared["date"] > pd.Timestamp(today) if today else pd.Series(False, index=declared.index)
    return negative, late & ~negative


def _declared(
    part: ShownTables, chosen: Selection, today: date | None, met: WeightedInteractions, *, every: pd.DataFrame
) -> pd.DataFrame:
    """Return one row a declared tie: ``pair, strength, fresh, outside, kind, date``; no negative or later one."""
    declared, ids = part.declared_ties, part.organizations["organization_id"]
    if declared.empty:  # as in most files
        numbers = {"pair": np.zeros(0, dtype=np.int64), "strength": np.zeros(0), "fresh": np.zeros(0)}
        numbers["outside"] = np.zeros(0, dtype=np.bool_)
        return pd.DataFrame(numbers | {"kind": declared["kind"].array, "date": declared["date"].array})
    negative, late = _negative_and_late(declared, today)
    rows = declared[(declared["from_id"] != declared["to_id"]) & ~negative & ~late]
    ends = np.sort(np.column_stack([places(rows["from_id"], ids), places(rows["to_id"], ids)]), axis=1)
    age = (pd.Timestamp(today) - rows["date"]).dt.days if today else pd.Series(np.nan, index=rows.index)
    kind_weight, fresh = _kind_weights(rows["kind"], chosen.kind_weights), _decay(age, chosen.half_life)
    level, outside = _level(rows, every)
    columns = {
        "pair": packed(ends[:, 0], ends[:, 1], met.meetings.bits),
        "strength": kind_weight * level * fresh,
        "fresh": fresh.where(kind_weight > 0, 0.0),
        "outside": outside,
        "kind": rows["kind"],
        "date": rows["date"],
    }
    return pd.DataFrame(columns)


def _level(declared: pd.DataFrame, every: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the stated strength as level l of L, l / L, above 0, at most 1, and which lay outside their scale.

    A reversed scale is turned; what lies outside it counts as its nearest end. Where no scale is stated, the strongest
    statement of the kind in the whole data set is its end: no filter and no date moves it.
    """
    strength, low, high = declared["strength"], declared["scale_min"], declared["scale_max"]
    counted = every[(every["from_id"] != every["to_id"]) & ~(every["sign"] < 0)]
    highest = counted["strength"].groupby(counted["kind"].fillna("")).max()
    top = declared["kind"].fillna("").map(highest).astype("float64")
    # Weights without a scale begin at nothing: .2 beside .4 is half of it, as 1 of 5 is the lowest of five levels.
    on_scale = low.notna() | high.notna()
    unscaled = (strength / top.where(top > 0, 1.0)).clip(0, 1).mask(on_scale)
    low, high = low.fillna(1.0), high.fillna(top)
    steps = (high - low).abs()
    level = (strength - low) * (1.0 - 2.0 * (high < low))
    scaled: pd.Series = unscaled.fillna((level.clip(0, steps) + 1) / (steps + 1)).fillna(1.0)
    return scaled, on_scale & ((level < 0) | (level > steps))


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
