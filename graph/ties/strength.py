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
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from graph.schema import CONFLICT_KINDS
from graph.selection import Selection, as_of_date, select
from graph.tables import Tables, confidential
from graph.ties.facts import Happened, given, tie_facts
from graph.ties.meetings import meetings, packed, places, unpacked
from graph.ties.network import TieNetwork
from graph.ties.snapshot import TieColumns

__all__ = ["LAPSED", "tie_network"]

LAPSED = 0.001
"""A tie weaker than this has faded away: it is listed as former, outside the network."""


def tie_network(tables: Tables, selection: Selection | None = None) -> TieNetwork:
    """Return the one-mode network of organizations, tied by what they did together.

    Parameters
    ----------
    tables : Tables
        The data set.
    selection : Selection, optional
        Which part of it counts, the date, the half-life and the weights of the kinds.

    Returns
    -------
    TieNetwork
        Every selected organization is a node, tied or not. ``counts`` tells ``undated`` (interactions that never
        fade for want of a date), ``after_as_of`` and ``too_many_participants`` (interactions left out) and
        ``lapsed`` (ties left out). Empty tables give an empty network.

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
    chosen = selection or Selection()
    today = as_of_date(tables, chosen)
    part = select(tables, chosen)
    organizations = part.organizations.set_index("organization_id")[["name", "kind", "status"]]
    counts: Counter[str] = Counter()

    met = _happened(part, chosen, today, counts)
    stated = _declared(part, chosen, today, met)
    pair, strength = _strengths(met, stated)
    lapsed = strength < LAPSED
    counts["lapsed"] = int(lapsed.sum())

    def columns(which: np.ndarray) -> TieColumns:
        tails, heads = unpacked(pair if which.all() else pair[which], met.meetings.bits)
        chosen_strength = strength if which.all() else strength[which]
        strongest = float(strength.max(initial=0.0))
        return TieColumns(tails, heads, chosen_strength, strongest, partial(tie_facts, met, stated, tails, heads))

    recipe = f"half_life={chosen.half_life}; as_of={today}; most_participants={chosen.most_participants}"
    return TieNetwork(
        organizations,
        columns(~lapsed),
        as_of=today,
        former=columns(lapsed),
        counts=counts,
        recipe=recipe,
        directed=partial(given, met, LAPSED),
    )


def _decay(ages: pd.Series, half_life: float | None) -> pd.Series:
    """Return the factor of each age in days; one where the age is missing or nothing ever fades."""
    if half_life is None:
        return pd.Series(1.0, index=ages.index)
    return (2.0 ** (-ages / half_life)).fillna(1.0)


def _happened(part: Tables, chosen: Selection, today: date | None, counts: Counter[str]) -> Happened:
    """Return the interactions that make ties, and what each adds to the strength of each of its pairs."""
    found = part.interactions[["interaction_id", "date", "date_end", "status", "kind", "confidential"]]
    late = found["date"] > pd.Timestamp(today) if today else pd.Series(False, index=found.index)
    counts["after_as_of"] = int(late.sum())
    found = found[~late]
    counts["undated"] = int(found["date"].isna().sum())
    met = meetings(part.participations, found, part.organizations["organization_id"])
    counts["too_many_participants"] = int((met.sizes > chosen.most_participants).sum())
    secret = confidential(found).to_numpy()
    # A quarrel that is confidential ties nobody, and leaves no trace on the tie of those who quarrelled.
    hidden = secret.copy()
    hidden[secret] = found.loc[secret, "kind"].isin(CONFLICT_KINDS)
    at = np.flatnonzero((met.sizes >= 2) & (met.sizes <= chosen.most_participants) & ~hidden)
    found, secret = found.iloc[at], secret[at]

    end = found["date_end"].fillna(found["date"])
    if today:
        end = end.where(~(end > pd.Timestamp(today)), pd.Timestamp(today))
    age = (pd.Timestamp(today) - end).dt.days.astype("float64") if today else pd.Series(np.nan, index=found.index)
    age = age.mask((found["status"] == "ongoing") & age.notna(), 0.0)
    each = _kind_weights(found["kind"], chosen.kind_weights) * _decay(age, chosen.half_life) / (met.sizes[at] - 1)
    # What a pair did together adds up from the least to the most: the sum is then the same in whatever order rows are.
    order = np.argsort(each.to_numpy(), kind="stable")
    return Happened(
        meetings=met,
        at=at[order],
        each=each.to_numpy(np.float64)[order],
        kind=found["kind"].iloc[order],
        day=found["date"].iloc[order],
        interaction_id=found["interaction_id"].iloc[order],
        secret=secret[order],
        about=part.interaction_causes,
    )


def _kind_weights(kinds: pd.Series, weights: Mapping[str, float]) -> pd.Series:
    # Conflict is history: it never counts as closeness, whatever a user sets.
    by_kind = dict(weights) | dict.fromkeys(CONFLICT_KINDS, 0.0)
    return kinds.map(by_kind).astype("float64").fillna(1.0)


def _declared(part: Tables, chosen: Selection, today: date | None, met: Happened) -> pd.DataFrame:
    """Return one row a declared tie: ``pair, strength, kind, date``; what is negative or later is left out."""
    declared, ids = part.declared_ties, part.organizations["organization_id"]
    rows = declared[(declared["from_id"] != declared["to_id"]) & ~(declared["sign"] < 0)]
    if today:
        rows = rows[~(rows["date"] > pd.Timestamp(today))]
    ends = np.sort(np.column_stack([places(rows["from_id"], ids), places(rows["to_id"], ids)]), axis=1)
    age = (pd.Timestamp(today) - rows["date"]).dt.days if today else pd.Series(np.nan, index=rows.index)
    weighed = _kind_weights(rows["kind"], chosen.kind_weights) * _level(rows) * _decay(age, chosen.half_life)
    pair = packed(ends[:, 0], ends[:, 1], met.meetings.bits)
    told = {"pair": pair, "strength": weighed, "kind": rows["kind"], "date": rows["date"]}
    return pd.DataFrame(told)


def _level(declared: pd.DataFrame) -> pd.Series:
    """Return the stated strength as level l of L, l / L: above 0, at most 1; a reversed scale is turned."""
    strength = declared["strength"]
    low = declared["scale_min"].fillna(1.0)
    high = declared["scale_max"].fillna(strength.groupby(declared["kind"], dropna=False).transform("max"))
    steps = (high - low).abs()
    level = (strength - low) * (1.0 - 2.0 * (high < low))
    scaled: pd.Series = ((level + 1) / (steps + 1)).clip(0, 1).fillna(1.0)
    return scaled


def _strengths(met: Happened, stated: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that are tied, sorted, and how strongly; pairs that only quarrelled are no ties."""
    pair, place = met.meetings.pairs(met.at)
    begins = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]]) if len(pair) else np.zeros(0, dtype=np.int64)
    summed = np.add.reduceat(met.each[place], begins) if len(pair) else np.zeros(0)
    pair = pair[begins]
    if len(stated):
        declared = stated.groupby("pair")["strength"].mean()
        both = pd.Series(summed, index=pair).add(declared, fill_value=0.0).sort_index()
        pair, summed = both.index.to_numpy(np.int64), both.to_numpy(np.float64)
    tied = summed > 0
    return (pair, summed) if tied.all() else (pair[tied], summed[tied])
