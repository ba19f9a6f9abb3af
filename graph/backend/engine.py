"""One network as arrays, ready for igraph and scipy."""

from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.network import TieNetwork

__all__ = ["Engine", "NotOurs", "engine_of"]


class NotOurs(Exception):  # noqa: N818  (never seen by a user)
    """The engines do not answer this call as NetworkX would; NetworkX answers it itself."""


class Engine:
    """The nodes and edges of a simple graph as arrays.

    Parameters
    ----------
    nodes : list
        Nodes in the order of the graph.
    tails, heads : np.ndarray of int64
        Positions of the ends of each edge.
    lengths : np.ndarray of float64, optional
        The number that the call reads on each edge; ``None`` where it reads none.
    directed : bool
        Whether an edge goes from its tail to its head alone.
    """

    def __init__(
        self, nodes: list[Any], tails: np.ndarray, heads: np.ndarray, lengths: np.ndarray | None, *, directed: bool
    ) -> None:
        self.nodes, self.tails, self.heads, self.lengths, self.directed = nodes, tails, heads, lengths, directed
        self.n = len(nodes)

    @cached_property
    def position(self) -> dict[Any, int]:
        """The position of each node."""
        return {node: i for i, node in enumerate(self.nodes)}

    @cached_property
    def loops(self) -> bool:
        """Whether any edge leads back to its own node."""
        return bool((self.tails == self.heads).any())

    @cached_property
    def igraph(self) -> Any:
        """The network as an `igraph.Graph`, vertices and edges in the same order."""
        import igraph  # noqa: PLC0415  (a third of a second: paid by the first question asked, not at start)

        pairs = np.column_stack([self.tails, self.heads])
        return igraph.Graph(n=self.n, edges=pairs, directed=self.directed)

    def matrix(self) -> sparse.coo_array:
        """Return the network as a matrix of the edges' numbers (1 without), symmetric where undirected."""
        values = np.ones(len(self.tails)) if self.lengths is None else self.lengths
        row, column = self.tails, self.heads
        if not self.directed:
            back = row != column
            row, column = np.r_[row, column[back]], np.r_[column, row[back]]
            values = np.r_[values, values[back]]
        return sparse.coo_array((values, (row, column)), shape=(self.n, self.n))

    def by_node(self, values: Any) -> dict[Any, Any]:
        """Return `values`, in the order of the nodes, by node."""
        return dict(zip(self.nodes, values.tolist() if isinstance(values, np.ndarray) else values, strict=True))


def engine_of(
    graph: nx.Graph, weight: Any = None, *, directed: bool = False, loops: bool = False, positive: bool = False
) -> Engine:
    """Return `graph` as arrays.

    Parameters
    ----------
    graph : nx.Graph
        Any graph of NetworkX, or a tie network, whose columns are taken as they are.
    weight : str, optional
        The edge attribute that is read as a number; where an edge lacks it, 1.
    directed, loops, positive : bool
        Whether the engine copes with a directed network, with self-loops; whether numbers must be above 0.

    Raises
    ------
    NotOurs
        If the engine cannot take it.
    """
    if isinstance(graph, TieNetwork):
        columns = {None: None, "strength": graph.strength, "distance": graph.distance}
        if weight not in columns:
            raise NotOurs
        return Engine(graph.ids, graph.tails, graph.heads, columns[weight], directed=False)
    if graph.is_multigraph() or (graph.is_directed() and not directed) or callable(weight):
        raise NotOurs
    nodes = list(graph)
    at = {node: i for i, node in enumerate(nodes)}
    edges = list(graph.edges(data=weight, default=1)) if weight is not None else [(a, b, 1) for a, b in graph.edges]
    ends = np.array([(at[a], at[b]) for a, b, _ in edges], dtype=np.int64).reshape(-1, 2)
    lengths = None
    if weight is not None:
        try:
            lengths = np.array([value for *_, value in edges], dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise NotOurs from error
        if not np.isfinite(lengths).all() or (positive and (lengths <= 0).any()):
            raise NotOurs
    found = Engine(nodes, ends[:, 0], ends[:, 1], lengths, directed=graph.is_directed())
    if found.loops and not loops:
        raise NotOurs
    return found
