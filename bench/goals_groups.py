"""G6, G7 and G15: clusters."""

import random
from collections.abc import Callable
from importlib.util import find_spec
from itertools import combinations, count

import igraph
import networkx as nx
import numpy as np

from bench.rows import Row, cpu_seconds, paired
from bench.world import World, world
from graph.clusters.chance import compare_with_chance
from graph.clusters.table import cluster_table, clusters
from graph.tables import Tables
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network
from loaders import read_folder
from loaders.sample import sample_folder

__all__ = ["g6", "g7", "g15"]

_SMALL = 2_000
_SEEDS = range(1, 6_001, 1_000)
_LIMITS = ((2_000, 4.0), (100_000, 8.0))
"""Up to so many ties the search and the comparison may take so many times as long as the search."""


def g6(size: int) -> list[Row]:
    """One run of Leiden."""
    here = world(size)
    here.warm_up()

    def ours() -> list[set[str]]:
        found: list[set[str]] = nx.community.leiden_communities(here.ties, weight="strength", seed=1)
        return found

    def theirs() -> igraph.VertexClustering:
        igraph.set_random_number_generator(random)
        random.seed(1)
        return here.igraph.community_leiden("modularity", weights=here.strength, n_iterations=2)

    mine, best, ratio = paired(ours, theirs)
    found = ours()
    gained = nx.community.modularity(here.ties, found, weight="strength") - theirs().quality
    at = here.ties.position
    label = np.zeros(size, dtype=np.int64)
    for number, group in enumerate(found):
        label[[at[i] for i in group]] = number
    inside = label[here.ties.tails] == label[here.ties.heads]
    pieces = igraph.Graph(n=size, edges=np.column_stack([here.ties.tails, here.ties.heads])[inside].tolist())
    split = len(pieces.connected_components()) - len(found)
    slow = (lambda: nx.community.louvain_communities(here.plain, weight="strength", seed=1)) if size <= _SMALL else None
    rows = [
        Row(
            "G6", "Leiden, one run", size, mine, best, "igraph, 2 iterations", ratio, 1.15,
            networkx=cpu_seconds(slow) / mine if slow else float("nan"),
            note=f"modularity {gained:+.5f}, {split} clusters not connected",
        )
    ]  # fmt: skip
    peer = _networkit(here)
    if peer:
        mine, best, ratio = paired(ours, peer)
        rows.append(Row("G6", "Leiden, one run (stretch)", size, mine, best, "networkit", ratio, 1.15))
    return rows


def _networkit(here: World) -> Callable[[], object] | None:
    if find_spec("networkit") is None:
        return None
    import networkit as nk  # noqa: PLC0415

    nk.setNumberOfThreads(1)
    ties = here.ties
    network = nk.GraphFromCoo((ties.strength, (ties.tails, ties.heads)), n=here.size, weighted=True, directed=False)
    return lambda: nk.community.ParallelLeiden(network, iterations=3, randomize=True).run()


def g7(size: int) -> list[Row]:
    """How far clusters of different seeds agree, and what that costs."""
    here = world(size)
    here.warm_up()
    found = []
    times = [cpu_seconds(lambda seed=seed: found.append(clusters(here.ties, seed=seed))) for seed in _SEEDS]  # type: ignore[misc]
    runs = [
        cpu_seconds(lambda seed=seed: nx.community.leiden_communities(here.ties, weight="strength", seed=seed))  # type: ignore[misc]
        for seed in _SEEDS
    ]
    one = float(np.median(runs))
    labels = [series.cat.codes if hasattr(series, "cat") else series.fillna(0).astype(int).tolist() for series in found]
    agree = [igraph.compare_communities(list(a), list(b), method="nmi") for a, b in combinations(labels, 2)]
    ours = float(np.median(times))
    what = f"clusters, agreement of {len(_SEEDS)} seeds"
    return [
        Row(
            "G7", what, size, ours, one, "one run", float(np.mean(agree)), 0.95,
            at_least=True, measured="NMI",
        ),
        Row("G7", "clusters, time compared with one run", size, ours, one, "one run", ours / one, 8),
    ]  # fmt: skip


def g15(size: int) -> list[Row]:
    """Compare the search for clusters, and whether they are more than chance, with the search alone."""
    here = world(size)
    rows = _against_chance(here.ties, here.tables)
    if size == _SMALL:
        sample = read_folder(sample_folder()).tables
        rows = [*_against_chance(tie_network(sample), sample), *rows]
    return rows


def _against_chance(ties: TieNetwork, tables: Tables) -> list[Row]:
    seeds = count(1)  # each search has a seed of its own, for what was found is kept by its seed

    def searched() -> None:
        clusters(ties, seed=next(seeds))

    def compared() -> None:
        seed = next(seeds)
        compare_with_chance(ties, clusters(ties, seed=seed), resolution=1.0, seed=seed)

    def with_table() -> None:
        cluster_table(ties, tables.shown(), seed=next(seeds))

    number = ties.number_of_edges()
    note, most = f"{number:,} ties", next((limit for up_to, limit in _LIMITS if number <= up_to), float("nan"))
    rows = []
    for operation, asked, must in (
        ("clusters, compared with chance", compared, most),
        ("the whole table of clusters", with_table, float("nan")),
    ):
        both, one, ratio = paired(asked, searched)
        rows.append(Row("G15", operation, len(ties), both, one, "clusters alone", ratio, must, note=note))
    return rows
