"""G8, G9, G11: what looks at partners and partners of partners, and what multiplies."""

import networkx as nx
import numpy as np
from scipy.sparse.linalg import eigsh

from bench.peers import pagerank_by_scipy, pairs_by_scipy
from bench.rows import Row, cpu_seconds, paired
from bench.world import world
from graph.allies.partners_of_partners import missing_pairs
from graph.measures.registry import centrality_scores

__all__ = ["g8", "g9", "g11"]

_SMALL = 2_000
_SOME = 4


def g8(size: int) -> list[Row]:
    """Constraint and effective size against igraph's constraint alone."""
    here = world(size)
    here.warm_up()

    def ours() -> None:
        here.ties.engines.pop(("structural holes",), None)  # a second call would find the answer there
        centrality_scores(here.ties, ["constraint", "effective_size"])

    mine, best, ratio = paired(ours, lambda: here.igraph.constraint(weights=here.strength))
    plain = float("nan")
    if size <= _SMALL:
        some = list(here.ties)[:_SOME]
        plain = cpu_seconds(lambda: nx.constraint(here.plain, some, weight="strength")) * size / _SOME / mine
    what = "constraint and effective size"
    return [Row("G8", what, size, mine, best, "igraph, only constraint", ratio, 1.0, networkx=plain)]


def g9(size: int) -> list[Row]:
    """PageRank and the eigenvector, both until the same precision."""
    here = world(size)
    here.warm_up()
    rows = []
    sides = {
        "pagerank": lambda: pagerank_by_scipy(here.matrix, 1e-13, 1000),
        "eigenvector": lambda: eigsh(here.matrix, k=1, which="LA", v0=np.ones(size)),
    }
    plain = {
        "pagerank": lambda: nx.pagerank(here.plain, weight="strength", tol=1e-13, max_iter=1000),
        "eigenvector": lambda: nx.eigenvector_centrality(here.plain, weight="strength", max_iter=10_000, tol=1e-9),
    }
    for name, theirs in sides.items():
        mine, best, ratio = paired(lambda name=name: centrality_scores(here.ties, [name]), theirs)  # type: ignore[misc]
        slow = cpu_seconds(plain[name]) / mine if size <= _SMALL else float("nan")
        rows.append(Row("G9", name, size, mine, best, "scipy", ratio, 1.1, networkx=slow))
    return rows


def g11(size: int) -> list[Row]:
    """Find the ten best missing partners of everybody."""
    here = world(size)
    here.warm_up()
    mine, best, ratio = paired(lambda: missing_pairs(here.ties, k=10), lambda: pairs_by_scipy(here.matrix, 10))
    plain = float("nan")
    if size <= _SMALL:
        ids = list(here.ties)
        some = [(a, b) for a in ids[:20] for b in nx.descendants_at_distance(here.plain, a, 2)]
        pairs = sum(len(nx.descendants_at_distance(here.plain, a, 2)) for a in ids)
        plain = cpu_seconds(lambda: list(nx.resource_allocation_index(here.plain, some))) * pairs / len(some) / mine
    what = "missing pairs, best 10 of each organization"
    return [Row("G11", what, size, mine, best, "scipy A D A", ratio, 0.5, networkx=plain)]
