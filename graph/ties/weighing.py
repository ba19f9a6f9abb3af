"""What each interaction and each declared tie weighs, at one date."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from graph.schema import CONFLICT_KINDS
from graph.selection import Selection
from graph.tables import ShownTables
from graph.ties.facts import WeightedInteractions
from graph.ties.meetings import meetings, packed, places

__all__ = ["declared_rows", "happened", "negative_and_late"]

_FAINTEST = np.finfo(np.float64).tiny
"""What has faded further than a number can be small counts this much, so that its tie is not lost without a word."""


def happened(part: ShownTables, chosen: Selection, today: date | None, counts: Counter[str]) -> WeightedInteractions:
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


def declared_rows(
    part: ShownTables, chosen: Selection, today: date | None, met: WeightedInteractions, *, every: pd.DataFrame
) -> pd.DataFrame:
    """Return one row a declared tie: ``pair, strength, fresh, outside, kind, date``; no negative or later one."""
    declared, ids = part.declared_ties, part.organizations["organization_id"]
    if declared.empty:  # as in most files
        numbers = {"pair": np.zeros(0, dtype=np.int64), "strength": np.zeros(0), "fresh": np.zeros(0)}
        numbers["outside"] = np.zeros(0, dtype=np.bool_)
        return pd.DataFrame(numbers | {"kind": declared["kind"].array, "date": declared["date"].array})
    negative, late = negative_and_late(declared, today)
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


def negative_and_late(declared: pd.DataFrame, today: date | None) -> tuple[pd.Series, pd.Series]:
    """Return which declared ties are negative, and which others are of a day that is still to come."""
    negative = declared["sign"] < 0
    late = declared["date"] > pd.Timestamp(today) if today else pd.Series(False, index=declared.index)
    return negative, late & ~negative


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


def _decay(ages: pd.Series, half_life: float | None) -> pd.Series:
    """Return the factor of each age in days; one where the age is missing or nothing ever fades."""
    if half_life is None:
        return pd.Series(1.0, index=ages.index)
    return (2.0 ** (-ages / half_life)).clip(lower=_FAINTEST).fillna(1.0)


def _kind_weights(kinds: pd.Series, weights: Mapping[str, float]) -> pd.Series:
    # Conflict is history: it never counts as closeness, whatever a user sets.
    by_kind = dict(weights) | dict.fromkeys(CONFLICT_KINDS, 0.0)
    return kinds.map(by_kind).astype("float64").fillna(1.0)
