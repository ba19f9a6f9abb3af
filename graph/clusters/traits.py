"""What the members of a cluster share more than others do: causes and places, with their lift."""

import numpy as np
import pandas as pd

from graph.schema import NATIONWIDE
from graph.tables import ShownTables
from graph.tree import above, depths, parents

__all__ = ["apart", "cluster_traits"]

_COLUMNS = ["cluster", "kind", "trait_id", "trait", "organizations", "share", "lift", "tier"]
_LEAST_LIFT = 1.2
_SHARES = (1 / 2, 1 / 3, 1 / 4)


def cluster_traits(members: pd.Series, tables: ShownTables) -> pd.DataFrame:
    """Return what the members of each cluster work on and where, and how much more than others do.

    ``share`` is the part of the members that have a trait, ``lift`` is share divided by the part of the other
    clusters' members that have it (each smoothed by half an organization; 2 where there is one cluster only).
    ``tier`` is 1 where at least half of the members have it, 2 a third, 3 a quarter, and the lift is at least 1.2
    among at least two members; else it tells nothing and the tier is 4. Within a tier places stand by their height
    in the tree, then all by ``share * log2(lift)``. An organization that works in a place or for a cause also works
    in those above it in the tree.

    Returns
    -------
    pd.DataFrame
        One row a cluster and trait: ``cluster, kind ("cause" | "place"), trait_id, trait (its name), organizations,
        share, lift, tier``, the most telling first within a cluster and kind.
    """
    clustered = members.dropna()
    sizes = clustered.value_counts()
    has = pd.concat([_causes(tables), _places(tables)], ignore_index=True)
    has = has[has["organization_id"].isin(clustered.index)]
    if has.empty:
        return pd.DataFrame(columns=_COLUMNS)
    has["cluster"] = has["organization_id"].map(clustered)
    trait = ["kind", "trait_id", "trait"]
    counted = has.groupby([*trait, "cluster"])["organization_id"].nunique().rename("organizations").reset_index()
    size = counted["cluster"].map(sizes).astype("float64")
    elsewhere = counted.groupby(trait)["organizations"].transform("sum") - counted["organizations"]
    others = sizes.sum() - size
    counted["share"] = counted["organizations"] / size
    smoothed = (counted["organizations"] + 0.5) / (size + 1)
    counted["lift"] = np.where(others > 0, smoothed / ((elsewhere + 0.5) / (others + 1)), 2.0)
    tells = (counted["lift"] >= _LEAST_LIFT) & (counted["organizations"] >= 2)
    counted["tier"] = 1 + sum((~tells | (counted["share"] < share)).astype("int64") for share in _SHARES)
    # What tells nothing is still of use where nothing else is known: there the most common comes first.
    counted["order"] = np.where(counted["tier"] <= len(_SHARES), np.log2(counted["lift"]), 1) * counted["share"]
    # A region says more to a reader than a district in it that fewer have heard of.
    depth = counted["trait_id"].map(depths(tables.communities))
    counted["depth"] = depth.where(counted["kind"] == "place", 0)
    order = ["cluster", "kind", "tier", "depth", "order", "trait", "trait_id"]
    ascending = [True, True, True, True, False, True, True]
    ordered = counted.sort_values(order, ascending=ascending, ignore_index=True)
    return ordered[_COLUMNS]


def _with_those_above(has: pd.DataFrame, nodes: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the rows ``organization_id, node`` and one more for everything above each node, with its name."""
    parents = nodes.set_index(nodes.columns[0])["parent_id"]
    names = _told_apart(nodes)
    pairs = has.dropna().drop_duplicates()
    every = [pairs]
    while len(pairs):
        pairs = pairs.assign(node=pairs["node"].map(parents)).dropna().drop_duplicates()
        every.append(pairs)
    full = pd.concat(every, ignore_index=True).drop_duplicates()
    return pd.DataFrame(
        {
            "organization_id": full["organization_id"],
            "kind": kind,
            "trait_id": full["node"],
            "trait": full["node"].map(names).astype("str"),
        }
    )


def _told_apart(nodes: pd.DataFrame) -> pd.Series:
    """Return names by id; of several that are called the same, all but the highest carry what they lie in."""
    by_id = nodes.set_index(nodes.columns[0])
    depth = depths(nodes)
    by_name = depth.groupby(by_id["name"])
    highest = depth == by_name.transform("min")
    alone = highest & (highest.groupby(by_id["name"]).transform("sum") == 1)
    within = by_id["parent_id"].map(by_id["name"])
    return by_id["name"].where(alone | within.isna(), by_id["name"] + " (" + within + ")")


def _causes(tables: ShownTables) -> pd.DataFrame:
    about = tables.participations.merge(tables.interaction_causes, on="interaction_id")
    columns = ["organization_id", "cause_id"]
    has = pd.concat([tables.supports[columns], tables.presences[columns], about[columns]])
    return _with_those_above(has.set_axis(["organization_id", "node"], axis=1), tables.causes, "cause")


def _places(tables: ShownTables) -> pd.DataFrame:
    place = tables.participations.merge(tables.interaction_communities, on="interaction_id")
    columns = ["organization_id", "community_id"]
    has = pd.concat([tables.presences[columns], place[columns]])
    has = has[has["community_id"] != NATIONWIDE]  # work everywhere tells nothing of where
    return _with_those_above(has.set_axis(["organization_id", "node"], axis=1), tables.communities, "place")


def apart(traits: pd.DataFrame, tables: ShownTables, most: int) -> pd.DataFrame:
    """Return the first `most` traits of one kind of which none lies within another, and no two are called the same."""
    labels: list[str] = []
    parent_of = {"cause": parents(tables.causes), "place": parents(tables.communities)}
    for kind, trait in zip(traits["kind"], traits["trait_id"], strict=True):
        within = {trait, *above(parent_of[kind], trait)} & set(labels)
        if not within and not any(trait in above(parent_of[kind], other) for other in labels):
            labels.append(trait)
        if len(labels) == most:
            break
    return traits[traits["trait_id"].isin(labels)].drop_duplicates("trait")
