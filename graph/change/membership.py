"""How firmly the members of a coalition belong to it: who stays when the interactions are resampled.

References
----------
Efron, B. (1979). Bootstrap methods: another look at the jackknife. *Annals of Statistics* 7, 1-26. Hennig, C. (2007).
Cluster-wise assessment of cluster stability. *Computational Statistics & Data Analysis* 52, 258-271.
"""

import random

import networkx as nx
import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.change.intervals import resampled_networks
from graph.clusters.consensus import quality
from graph.clusters.partition import certainty, order_by_ties, partition
from graph.clusters.table import SEED
from graph.engines.leiden import leiden
from graph.engines.matrix import igraph_form, shown_names, strength_matrix
from graph.selection import Selection, select
from graph.tables import ShownTables
from graph.ties.strength import tie_network

__all__ = ["resampled_membership"]

_CORE = 0.5
_RUNS = 2
_ROUNDS = 2


@checked
def resampled_membership(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    members: pd.Series | None = None,
    resolution: float = 1.0,
    resamples: int = 100,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return the share of resamples of the interactions in which each organization stays with its coalition's core.

    As many interactions as the selection holds are drawn from them with replacement
    (`graph.change.intervals.resampled_networks`), and Leiden looks for groups in the network of the drawn ones: the
    better of two runs. The core of a cluster is the members that at least half of the searches of the whole data find
    in it; where these are fewer than two, all members. An organization stays where its group holds more than half of
    the core. Declared ties are not resampled: who is held by them alone always stays.

    Parameters
    ----------
    tables : Tables
        The data set.
    selection : Selection, optional
        As for `graph.tie_network`.
    members : pd.Series, optional
        Clusters by organization; by default those that `graph.clusters.table.clusters` finds.
    resolution : float
        Of the search, above 0.
    resamples : int
        How often interactions are drawn, 1 or more.
    seed : int
        Of the draws and of the searches.

    Returns
    -------
    pd.DataFrame
        One row an organization, in the order of the network: ``organization_id``, ``name``, ``cluster`` (Int64),
        ``stays`` (0..1). ``stays`` is NaN outside clusters of two or more, and everywhere where the selection holds no
        interaction: there is nothing to resample.

    Raises
    ------
    ValueError
        If `resamples` is below 1.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": list("abcd"), "name": list("ABCD")}),
    ...     "interactions": pd.DataFrame({"interaction_id": list("ijklm"), "kind": "meeting"}),
    ...     "participations": pd.DataFrame({
    ...         "interaction_id": list("iijjkkllmm"), "organization_id": list("abababbcab"),
    ...     }),
    ... })
    >>> resampled_membership(tables)
      organization_id name  cluster  stays
    0               a    A        1   1.00
    1               b    B        1   1.00
    2               c    C        1   0.58
    3               d    D     <NA>    NaN
    """
    if resamples < 1:
        raise ValueError(f"resamples: found {resamples}, allowed 1 or more.")
    ties = tie_network(tables, selection)
    partitioned = partition(ties, resolution=resolution, seed=seed)
    cluster = (partitioned.members if members is None else members).reindex(list(ties)).astype("Int64")
    cluster = cluster.where((cluster.groupby(cluster).transform("size") >= 2).fillna(value=False))
    stays = np.full(len(ties), np.nan)
    if len(select(tables, selection).interactions):
        in_core = _core(cluster, certainty(cluster, partitioned.runs))
        generator = random.Random(seed)  # noqa: S311  (no secret)
        networks = resampled_networks(tables, selection, resamples=resamples, seed=seed)
        stayed = [_with_core(cluster, in_core, _groups(network, resolution, generator)) for network in networks]
        stays = np.mean(stayed, axis=0)
    return pd.DataFrame(
        {
            "organization_id": pd.Series(list(ties), dtype="str"),
            "name": pd.Series(shown_names(ties), dtype="str"),
            "cluster": cluster.array,
            "stays": np.where(cluster.notna(), stays, np.nan),
        }
    )


def _core(cluster: pd.Series, steadiness: pd.Series) -> pd.Series:
    """Return whether each organization belongs to the core of its cluster."""
    steady = steadiness >= _CORE
    enough = steady.groupby(cluster).transform("sum") >= 2
    return (steady | ~enough.fillna(value=False).astype("bool")) & cluster.notna()


def _groups(network: nx.Graph, resolution: float, generator: random.Random) -> pd.Series:
    """Return the group of each organization by the better of two runs."""
    matrix = strength_matrix(network)
    order = order_by_ties(matrix, list(network))  # the order of the rows has no say
    matrix = matrix[order][:, order]
    drawn = igraph_form(matrix)
    runs = [np.array(leiden(drawn, "strength", resolution, generator, rounds=_ROUNDS)) for _ in range(_RUNS)]
    best = max(runs, key=lambda labels: quality(matrix, labels, resolution))
    ids = list(network)
    return pd.Series(best, index=[ids[place] for place in order])


def _with_core(cluster: pd.Series, in_core: pd.Series, groups: pd.Series) -> np.ndarray:
    """Return whether each organization is in a group with more than half of the core of its cluster."""
    frame = pd.DataFrame({"cluster": cluster, "core": in_core.astype("int64"), "group": groups.reindex(cluster.index)})
    core_with_it = frame.groupby(["cluster", "group"])["core"].transform("sum")
    core = frame.groupby("cluster")["core"].transform("sum")
    return (2 * core_with_it > core).to_numpy(dtype=bool)
