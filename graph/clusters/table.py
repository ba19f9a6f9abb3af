"""Who already stands together: the clusters of the tie network, how firm each is and what holds it together.

On screen a cluster of three or more is a coalition, a cluster of two is a pair.
"""

from dataclasses import dataclass
from math import isnan

import networkx as nx
import pandas as pd

from graph.arguments import checked
from graph.clusters.chance import Chance, WholeNetwork, compare_with_chance
from graph.clusters.names import cluster_names
from graph.clusters.partition import Partition, certainty, cohesion, internal_share, partition
from graph.clusters.traits import apart, cluster_traits
from graph.engines.matrix import shown_names
from graph.engines.undirected import undirected_view
from graph.results import Result
from graph.tables import ShownTables
from graph.words.language import ENGLISH, Language

__all__ = ["SEED", "ClusterTable", "cluster_members", "cluster_table", "clusters"]

SEED = 20240229

_MOST_TRAITS = 3
_TABLE_DTYPES = {
    "cluster": "Int64", "name": "str", "organizations": "int64", "form": "str", "cohesion": "float64",
    "certainty": "float64", "reached": "Int64", "rewired": "Int64", "beyond_chance": "bool", "holds": "str",
    "shared_cause": "str", "shared_cause_members": "Int64", "shared_place": "str", "shared_place_members": "Int64",
}  # fmt: skip
_NOT_COMPARED = {"reached": pd.NA, "rewired": pd.NA, "beyond_chance": False}
_TRAITS = ["cluster", "kind", "trait_id", "trait", "organizations"]


@dataclass(frozen=True, eq=False, repr=False)
class ClusterTable(Result):
    """The clusters, and how well they divide the network.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a cluster of two or more, the largest first: ``cluster``, ``name`` (unique), ``form``
        (``"coalition"`` from three, ``"pair"``), ``organizations`` (how many), ``cohesion`` (0..1, the share of
        its members' strength that stays inside), ``certainty`` (0..1, mean over its members: how steady the search
        is), ``reached`` (the number of rewired networks that hold a group as large and as cohesive), ``rewired``
        (the number of rewired networks; both ``<NA>`` for a pair, for a cluster without ties, and where nothing is
        compared), ``beyond_chance`` (whether they were compared and none reaches it), ``holds`` (what
        holds it together: ``"shared"`` traits, else ``"inside"``: its members' ties with each other; ``"no_tie"``
        where it has none), ``shared_cause``, ``shared_cause_members``, ``shared_place``, ``shared_place_members`` (the
        cause and the place that hold it together and how many members have each; missing where there is none).
        Clusters that the caller passed may have no tie in the network: their cohesion is NaN. No rows for a network
        without ties.
    traits : pd.DataFrame
        What members share more than others do, at most three causes and three places a cluster, the most telling
        first: ``cluster, kind`` (``"cause"`` or ``"place"``), ``trait_id, trait`` (its name), ``organizations`` (how
        many of the members have it).
    quality : float
        Modularity, at the resolution asked for, of the clusters that `clusters` finds; NaN for a network without ties.
    whole : WholeNetwork, optional
        How far the ties as a whole fall into groups, beside rewired networks; ``None`` where nothing is compared.
    """

    traits: pd.DataFrame
    quality: float
    whole: WholeNetwork | None


def clusters(ties: nx.Graph, *, resolution: float = 1.0, seed: int = SEED) -> pd.Series:
    """Return the cluster of each organization.

    Leiden on ``sum over clusters of inside / total - resolution * (degree / total) ** 2`` (modularity of the
    strengths), many times: the best that three runs or more find, else the consensus of all
    (`graph.clusters.consensus.consensus`). No cluster is in two pieces. Strengths count relative to their mean, so that
    their common fading changes nothing.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength`` (> 0) is read as closeness; without it every tie counts 1. The ties of a directed
        network are taken both ways.
    resolution : float
        Above 1 gives more and smaller clusters, below 1 fewer and larger ones.
    seed : int
        Same seed, same clusters, whatever the order of the rows and the names of the organizations.

    Returns
    -------
    pd.Series
        Int64 named ``"cluster"``, indexed by ``organization_id`` in the order of `ties`: 1 is the largest, ties
        by smallest id. ``<NA>`` for isolates and for an organization that stands alone at this resolution.
        Empty for an empty network.

    References
    ----------
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected
    communities. *Scientific Reports* 9, 5233.

    Examples
    --------
    >>> two_triangles = nx.Graph(["ab", "bc", "ac", "de", "ef", "df", "cd"])
    >>> two_triangles.add_node("g")
    >>> print(clusters(two_triangles).to_string())
    organization_id
    a       1
    b       1
    c       1
    d       2
    e       2
    f       2
    g    <NA>
    """
    return partition(undirected_view(ties), resolution=resolution, seed=seed).members.copy()


@checked
def cluster_members(
    ties: nx.Graph,
    tables: ShownTables,
    *,
    members: pd.Series | None = None,
    resolution: float = 1.0,
    seed: int = SEED,
    chance: Chance | None = None,
    language: Language = ENGLISH,
) -> pd.DataFrame:
    """Return each organization with its cluster and how steadily the search finds it there.

    Parameters
    ----------
    ties, resolution, seed
        As in `clusters`.
    tables : Tables
        Where the names of clusters come from.
    members : pd.Series, optional
        Clusters found before, perhaps in a larger part of the data; by default `clusters` finds them. One of
        which a single organization is left is none.
    chance : Chance, optional
        What `graph.clusters.chance.compare_with_chance` says of these clusters; it takes longer than finding them, so
        nothing is compared without it.
    language : Language
        Of the names of the clusters.

    Returns
    -------
    pd.DataFrame
        One row an organization, in the order of `ties`: ``organization_id, name, cluster, cluster_name,
        certainty, internal_share, beyond_chance``. ``certainty`` (0..1) is the share of runs over seeds in which it
        stands in the same cluster, two clusters being the same when each holds more than half of the other: how steady
        the search is, not how much the data say (`cluster_table` compares with chance, `graph.resampled_membership`
        resamples the interactions);
        ``internal_share`` (0..1) is the share of its strength that stays in its cluster. Both are NaN, and the
        other two missing, for isolates. ``beyond_chance`` (nullable boolean): whether its cluster is more than chance;
        missing without `chance` and where the cluster was not compared, as for a pair.
    """
    ties = undirected_view(ties)
    best = partition(ties, resolution=resolution, seed=seed)
    chosen = _chosen(best, members)
    names = cluster_names(ties, chosen, tables, language)
    return pd.DataFrame(
        {
            "organization_id": pd.Series(list(ties), dtype="str"),
            "name": pd.Series(shown_names(ties), dtype="str"),
            "cluster": chosen.array,
            "cluster_name": chosen.map(names).astype("str").array,
            "certainty": certainty(chosen, best.runs).to_numpy(),
            "internal_share": internal_share(ties, chosen).to_numpy(),
            "beyond_chance": chosen.map(_beyond(chance)).astype("boolean").array,
        }
    )


def _beyond(chance: Chance | None) -> dict[int, bool]:
    """Return whether each cluster that was compared is more than chance."""
    if chance is None:
        return {}
    compared = chance.groups[chance.groups["rewired"].notna()]
    return {int(number): bool(beyond) for number, beyond in compared["beyond_chance"].items()}  # type: ignore[call-overload]


@checked
def cluster_table(
    ties: nx.Graph,
    tables: ShownTables,
    *,
    members: pd.Series | None = None,
    resolution: float = 1.0,
    seed: int = SEED,
    against_chance: bool = True,
    language: Language = ENGLISH,
) -> ClusterTable:
    """Return the clusters: how large, how firm, how steady, whether more than chance, and what holds each together.

    Parameters
    ----------
    ties, tables, members, resolution, seed
        As in `cluster_members`.
    against_chance : bool
        Whether to compare the clusters with rewired networks (`graph.clusters.chance`). It takes two to three times as
        long as finding them up to 2,000 ties, and some seven times up to 100,000.
    language : Language
        Of the names of the clusters.

    Returns
    -------
    ClusterTable
        The clusters as ``frame``, what their members share as ``traits``, the ``quality`` of the division, and what
        chance gives for the ``whole``. `graph.with_sentences` puts it into words.
    """
    ties = undirected_view(ties)
    best = partition(ties, resolution=resolution, seed=seed)
    chosen = _chosen(best, members)
    names = cluster_names(ties, chosen, tables, language)
    traits = cluster_traits(chosen, tables)
    sizes = chosen.value_counts()
    firm = cohesion(ties, chosen)
    steady = certainty(chosen, best.runs).groupby(chosen).mean()
    chance = compare_with_chance(ties, chosen, resolution=resolution, seed=seed) if against_chance else None
    rows = []
    for number, name in zip(names.index.tolist(), names.tolist(), strict=True):
        mine = traits[traits["cluster"] == number]
        size = int(sizes[number])
        rows.append(
            {
                "cluster": number,
                "name": name,
                "form": "coalition" if size > 2 else "pair",
                "organizations": size,
                "cohesion": firm[number],
                "certainty": steady[number],
                **(chance.groups.loc[number].to_dict() if chance else _NOT_COMPARED),
                **_what_holds(mine, firm[number]),
            }
        )
    frame = pd.DataFrame(rows, columns=list(_TABLE_DTYPES)).astype(_TABLE_DTYPES)
    whole = chance.whole if chance else None
    return ClusterTable(frame, _telling(traits, tables), quality=best.quality, whole=whole)


def _chosen(best: Partition, clusters: pd.Series | None) -> pd.Series:
    """Return the clusters that were given, of which two organizations or more are left, else those found."""
    if clusters is None:
        return best.members
    members = clusters.reindex(best.members.index)
    sizes = members.map(members.value_counts())
    left: pd.Series = members.where((sizes >= 2).fillna(False).astype("bool")).astype("Int64").rename("cluster")
    return left


def _telling(traits: pd.DataFrame, tables: ShownTables) -> pd.DataFrame:
    """Return the few traits of each cluster and kind that tell most, none of which lies within another."""
    groups = [group for _, group in traits[traits["tier"] <= 3].groupby(["cluster", "kind"])]
    parts = [apart(group, tables, _MOST_TRAITS) for group in groups]
    return pd.concat([traits.head(0), *parts])[_TRAITS].reset_index(drop=True)


def _what_holds(traits: pd.DataFrame, firm: float) -> dict[str, object]:
    """Return what holds a cluster together: the cause and the place that its members share, else their ties."""
    causes = traits[traits["kind"] == "cause"].head(1)
    places = traits[(traits["kind"] == "place") & (traits["tier"] <= 3)].head(1)
    # A common cause holds together even where others have it too; a place that everybody shares does not.
    causes = causes[(causes["tier"] <= 3) | (causes["share"] > 1 / 2)]
    shared = {
        "shared_cause": causes["trait"].tolist(),
        "shared_cause_members": causes["organizations"].tolist(),
        "shared_place": places["trait"].tolist(),
        "shared_place_members": places["organizations"].tolist(),
    }
    holds = "shared" if len(causes) or len(places) else "no_tie" if isnan(firm) else "inside"
    return {"holds": holds, **{column: values[0] if values else None for column, values in shared.items()}}
