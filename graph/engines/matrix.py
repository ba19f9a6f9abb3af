"""The tie network as a sparse matrix of strengths: what the measures of our own are computed on."""

from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.engines.engine import each_pair, engine_of
from graph.ties.network import TieNetwork
from graph.ties.snapshot import Snapshot

__all__ = ["igraph_form", "presence", "shown_names", "strength_matrix", "without_loops"]


def strength_matrix(ties: nx.Graph) -> sparse.csr_array:
    """Return the strengths between organizations, rows and columns in the order of `ties`.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength`` (> 0, closeness); a tie without it counts 1. A directed network gives
        one number a direction.

    Returns
    -------
    scipy.sparse.csr_array
        Float, n x n, sorted indices; symmetric for an undirected network. Self-loops are dropped: an
        organization is not its own partner. A tie network keeps its matrix: it cannot be written to.
    """
    n = len(ties)
    if isinstance(ties, TieNetwork):
        shared: sparse.csr_array = engine_of(ties, "strength").matrix
        return shared
    if n == 0:
        return sparse.csr_array((0, 0), dtype=np.float64)
    strengths: sparse.csr_array = nx.to_scipy_sparse_array(
        ties, weight="strength", dtype=np.float64, format="csr"
    ).copy()
    strengths.setdiag(0.0)
    strengths.eliminate_zeros()
    strengths.sort_indices()
    return strengths


def without_loops(ties: nx.Graph) -> nx.Graph:
    """Return `ties` itself, or a copy without the ties of organizations to themselves where there are any."""
    if isinstance(ties, Snapshot) or not nx.number_of_selfloops(ties):
        return ties
    others = ties.copy()
    others.remove_edges_from(list(nx.selfloop_edges(ties)))
    return others


def presence(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return `matrix` with 1 in place of every number that is stored."""
    ones = matrix.copy()
    ones.data = np.ones_like(ones.data)
    return ones


def igraph_form(matrix: sparse.csr_array) -> Any:  # noqa: ANN401  (igraph has no types)
    """Return an undirected `igraph.Graph` of a symmetric matrix, edge attribute ``strength``."""
    import igraph  # noqa: PLC0415  (a third of a second: paid by the first question asked, not at start)

    half = sparse.triu(matrix, k=1).tocoo()
    pairs = each_pair(half.row, half.col)
    return igraph.Graph(n=matrix.shape[0], edges=pairs, edge_attrs={"strength": half.data.tolist()})


def shown_names(ties: nx.Graph) -> list[str]:
    """Return the name of each organization in the order of `ties`; its id where it has none."""
    if isinstance(ties, TieNetwork):
        return [str(name) for name in ties.organizations["name"].tolist()]  # reading them one by one takes far longer
    return [str(node if name is None else name) for node, name in ties.nodes(data="name")]
