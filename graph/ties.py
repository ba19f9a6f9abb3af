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

import numpy as np
import pandas as pd

from graph.network import EDGE_COLUMNS, TieNetwork
from graph.schema import CONFLICT_KINDS, DIRECTED_KINDS, SOURCE_ROLES, TARGET_ROLES
from graph.selection import Selection, as_of_date, select
from graph.tables import Tables

__all__ = ["LAPSED", "tie_network"]

LAPSED = 0.001
"""A tie weaker than this has faded away: it is listed as former, outside the network."""

_DISTANCE_DIGITS = 9
"""Without rounding, engines tell equally long paths apart by the last bit, each in its own way."""


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
    position = pd.Series(np.arange(len(organizations)), index=organizations.index)
    counts: Counter[str] = Counter()

    met = _interaction_pairs(part, position, chosen, today, counts)
    stated = _declared_pairs(part.declared_ties, position, chosen, today)
    edges = _joined(met, stated, part)
    lapsed = edges["strength"] < LAPSED
    counts["lapsed"] = int(lapsed.sum())
    kept = edges[~lapsed].reset_index(drop=True)
    recipe = f"half_life={chosen.half_life}; as_of={today}; most_participants={chosen.most_participants}"
    return TieNetwork(organizations, kept, as_of=today, former=edges[lapsed], counts=counts, recipe=recipe)


def _decay(ages: pd.Series, half_life: float | None) -> pd.Series:
    """Return the factor of each age in days; one where the age is missing or nothing ever fades."""
    if half_life is None:
        return pd.Series(1.0, index=ages.index)
    return (2.0 ** (-ages / half_life)).fillna(1.0)


def _interaction_pairs(
    part: Tables, position: pd.Series, chosen: Selection, today: date | None, counts: Counter[str]
) -> pd.DataFrame:
    """Return one row an interaction and pair: ``a, b, strength, interaction_id, kind, date``."""
    found = part.interactions[["interaction_id", "date", "date_end", "status", "kind"]]
    late = found["date"] > pd.Timestamp(today) if today else pd.Series(False, index=found.index)
    counts["after_as_of"] = int(late.sum())
    found = found[~late]
    counts["undated"] = int(found["date"].isna().sum())

    took_part = part.participations.merge(found[["interaction_id", "kind"]], on="interaction_id")
    size = took_part.groupby("interaction_id")["organization_id"].nunique()
    crowded = size[size > chosen.most_participants].index
    counts["too_many_participants"] = len(crowded)
    size = size[(size >= 2) & (size <= chosen.most_participants)]
    took_part = took_part[took_part["interaction_id"].isin(size.index)]
    pairs = _pairs(took_part, position)

    found = found.set_index("interaction_id").loc[size.index]
    end = found["date_end"].fillna(found["date"])
    if today:
        end = end.where(~(end > pd.Timestamp(today)), pd.Timestamp(today))
    age = (pd.Timestamp(today) - end).dt.days.astype("float64") if today else pd.Series(np.nan, index=found.index)
    age = age.mask((found["status"] == "ongoing") & age.notna(), 0.0)
    each = _kind_weights(found["kind"], chosen.kind_weights) * _decay(age, chosen.half_life) / (size - 1)
    told = pd.DataFrame({"strength": each, "kind": found["kind"], "date": found["date"]})
    return pairs.join(told, on="interaction_id")


def _kind_weights(kinds: pd.Series, weights: Mapping[str, float]) -> pd.Series:
    # Conflict is history: it never counts as closeness, whatever a user sets.
    by_kind = dict(weights) | dict.fromkeys(CONFLICT_KINDS, 0.0)
    return kinds.map(by_kind).astype("float64").fillna(1.0)


def _pairs(took_part: pd.DataFrame, position: pd.Series) -> pd.DataFrame:
    """Return each pair of distinct organizations once an interaction: ``interaction_id, a, b`` with ``a < b``.

    Where an interaction is of a directed kind, or has both a source role and a target role, its sources are paired
    with its targets alone: two co-funders of one project are not tied by it.
    """
    flags = ["gives", "gets", "directed_kind"]
    roles = took_part.assign(
        at=took_part["organization_id"].map(position).to_numpy(),
        gives=took_part["role"].isin(SOURCE_ROLES),
        gets=took_part["role"].isin(TARGET_ROLES),
        directed_kind=took_part["kind"].isin(DIRECTED_KINDS),
    )
    one = roles.groupby(["interaction_id", "at"], sort=False, as_index=False)[flags].max()
    one = one.astype(dict.fromkeys(flags, "bool"))
    together = one.groupby("interaction_id", sort=False)
    any_gives, any_gets = together["gives"].transform("any"), together["gets"].transform("any")
    one["directed"] = any_gives & (any_gets | one["directed_kind"])
    one["target"] = one["gets"] | (~any_gets & ~one["gives"])

    both = one[["interaction_id", "at", "directed", "gives", "target"]].merge(
        one[["interaction_id", "at", "gives", "target"]], on="interaction_id", suffixes=("", "_other")
    )
    both = both[both["at"] < both["at_other"]]
    across = (both["gives"] & both["target_other"]) | (both["gives_other"] & both["target"])
    both = both[~both["directed"] | across]
    return both[["interaction_id", "at", "at_other"]].rename(columns={"at": "a", "at_other": "b"})


def _declared_pairs(declared: pd.DataFrame, position: pd.Series, chosen: Selection, today: date | None) -> pd.DataFrame:
    """Return one row a declared tie: ``a, b, strength, kind, date``; what is negative or later is left out."""
    rows = declared[(declared["from_id"] != declared["to_id"]) & ~(declared["sign"] < 0)]
    if today:
        rows = rows[~(rows["date"] > pd.Timestamp(today))]
    ends = np.sort(np.column_stack([rows["from_id"].map(position), rows["to_id"].map(position)]), axis=1)
    age = (pd.Timestamp(today) - rows["date"]).dt.days if today else pd.Series(np.nan, index=rows.index)
    weighed = _kind_weights(rows["kind"], chosen.kind_weights) * _level(rows) * _decay(age, chosen.half_life)
    told = {"a": ends[:, 0], "b": ends[:, 1], "strength": weighed, "kind": rows["kind"], "date": rows["date"]}
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


def _joined(met: pd.DataFrame, stated: pd.DataFrame, part: Tables) -> pd.DataFrame:
    """Return one row a pair with `EDGE_COLUMNS`, sorted by pair; pairs that only quarrelled are no ties."""
    pair = ["a", "b"]
    summed = met.groupby(pair)["strength"].sum().add(stated.groupby(pair)["strength"].mean(), fill_value=0.0)
    edges = summed[summed > 0].rename("strength").reset_index()
    both = pd.concat([met[[*pair, "kind", "date"]], stated[[*pair, "kind", "date"]]], ignore_index=True)
    dates = both.groupby(pair)["date"]
    about = met[[*pair, "interaction_id"]].merge(part.interaction_causes, on="interaction_id")
    facts = {
        "interactions": met.groupby(pair)["interaction_id"].nunique(),
        "first": dates.min(),
        "last": dates.max(),
        "kinds": _distinct(both, "kind"),
        "causes": _distinct(about, "cause_id"),
    }
    for name, values in facts.items():
        edges = edges.join(values.rename(name), on=pair)
    edges["distance"] = _rounded(edges["strength"].max() / edges["strength"].to_numpy())
    edges["interactions"] = edges["interactions"].fillna(0).astype("int64")
    for name in ("first", "last"):
        edges[name] = pd.Series(
            [None if pd.isna(d) else d.date() for d in edges[name]], index=edges.index, dtype="object"
        )
    for name in ("kinds", "causes"):
        edges[name] = [v if isinstance(v, tuple) else () for v in edges[name]]
    return edges[[*pair, *EDGE_COLUMNS]].astype({"a": "int64", "b": "int64"})


def _distinct(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return the sorted distinct values of `column` for each pair, as tuples."""
    once = rows[["a", "b", column]].dropna().drop_duplicates().sort_values(column)
    return once.groupby(["a", "b"])[column].agg(tuple)


def _rounded(values: np.ndarray) -> np.ndarray:
    magnitude = np.floor(np.log10(values, where=values > 0, out=np.zeros_like(values)))
    scale = 10.0 ** (_DISTANCE_DIGITS - 1 - magnitude)
    rounded: np.ndarray = np.round(values * scale) / scale
    return rounded
