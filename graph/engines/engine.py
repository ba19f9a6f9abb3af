"""One network as arrays, ready for igraph and scipy."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.ties.snapshot import Snapshot, summed_at_ends

__all__ = ["Engine", "NotOurs", "each_pair", "engine_of"]

_AT_A_TIME = 100_000


class NotOurs(Exception):  # noqa: N818  (never seen by a user)
    """The engines do not answer this call as NetworkX would; NetworkX answers it itself."""


def each_pair(tails: np.ndarray, heads: np.ndarray) -> Iterator[tuple[int, int]]:
    """Give the pairs one by one: igraph reads these three times as fast as an array, and they take no memory."""
    for start in range(0, len(tails), _AT_A_TIME):
        part = slice(start, start + _AT_A_TIME)
        yield from zip(tails[part].tolist(), heads[part].tolist(), strict=True)


class _Shape:
    """Who is tied to whom, whatever number the call reads on a tie: shared by all engines of one snapshot."""

    def __init__(self, nodes: list[Any], tails: np.ndarray, heads: np.ndarray, *, directed: bool) -> None:
        self.nodes, self.tails, self.heads, self.directed = nodes, tails, heads, directed

    @cached_property
    def position(self) -> dict[Any, int]:
        return {node: i for i, node in enumerate(self.nodes)}

    @cached_property
    def igraph(self) -> Any:
        import igraph  # noqa: PLC0415  (a third of a second: paid by the first question asked, not at start)

        return igraph.Graph(n=len(self.nodes), edges=each_pair(self.tails, self.heads), directed=self.directed)


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
        self._shape = _Shape(nodes, tails, heads, directed=directed)

    def weighed(self, lengths: np.ndarray | None) -> "Engine":
        """Return the same network with other numbers on its edges; both make their igraph once."""
        other = Engine(self.nodes, self.tails, self.heads, lengths, directed=self.directed)
        other._shape = self._shape
        return other

    @property
    def position(self) -> dict[Any, int]:
        """The position of each node."""
        return self._shape.position

    @property
    def igraph(self) -> Any:
        """The network as an `igraph.Graph`, vertices and edges in the same order."""
        return self._shape.igraph

    @cached_property
    def loops(self) -> bool:
        """Whether any edge leads back to its own node."""
        return bool((self.tails == self.heads).any())

    @cached_property
    def positive(self) -> bool:
        """Whether every number is above 0."""
        return self.lengths is None or bool((self.lengths > 0).all())

    @cached_property
    def values(self) -> np.ndarray:
        """The number of each edge, 1 where the call reads none."""
        return np.ones(len(self.tails)) if self.lengths is None else self.lengths

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """The network as a matrix of the edges' numbers, symmetric where undirected; shared, so never changed."""
        values, row, column = self.values, self.tails, self.heads
        if not self.directed:
            back = row != column
            row, column = np.r_[row, column[back]], np.r_[column, row[back]]
            values = np.r_[values, values[back]]
        matrix = sparse.csr_array(sparse.coo_array((values, (row, column)), shape=(self.n, self.n)))
        matrix.sort_indices()
        for array in (matrix.data, matrix.indices, matrix.indptr):
            array.flags.writeable = False
        return matrix

    @cached_property
    def matrix_of_ends(self) -> sparse.csr_array:
        """The matrix turned: each row holds the edges that lead to a node."""
        return sparse.csr_array(self.matrix.T) if self.directed else self.matrix

    def degrees(self, way: str = "both") -> np.ndarray:
        """Return the sum of the edges' numbers at each node; `way` is ``out``, ``in`` or ``both`` (a loop twice)."""
        ends = {"out": [self.tails], "in": [self.heads], "both": [self.tails, self.heads]}[way]
        return summed_at_ends(ends, self.n, self.lengths)

    def place(self, node: Any) -> int:
        """Return the position of `node`.

        Raises
        ------
        nx.NodeNotFound
            If it is not in the network.
        """
        try:
            return self.position[node]
        except (KeyError, TypeError) as error:
            msg = f"Node {node} is not in G"
            raise nx.NodeNotFound(msg) from error

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
        Any graph of NetworkX, or a snapshot, whose columns are taken as they are; its arrays are made once.
    weight : str, optional
        The edge attribute that is read as a number; where an edge lacks it, 1.
    directed, loops, positive : bool
        Whether the engine copes with a directed network, with self-loops; whether numbers must be above 0.

    Raises
    ------
    NotOurs
        If the engine cannot take it.
    """
    if callable(weight) or graph.is_multigraph() or (graph.is_directed() and not directed):
        raise NotOurs
    engine = _of_snapshot(graph, weight) if isinstance(graph, Snapshot) else _of_graph(graph, weight)
    if (positive and not engine.positive) or (not loops and engine.loops):
        raise NotOurs
    return engine


def _of_snapshot(ties: Snapshot, weight: Any) -> Engine:
    cache = ties.engines
    attribute = weight if weight in ties.attributes else None  # an attribute that no tie has counts 1
    if None not in cache:
        cache[None] = Engine(ties.ids, ties.tails, ties.heads, None, directed=ties.is_directed())
    if attribute not in cache:
        numbers = ties.number(attribute)
        if numbers is None:
            raise NotOurs
        cache[attribute] = cache[None].weighed(numbers)
    engine: Engine = cache[attribute]
    return engine


def _of_graph(graph: nx.Graph, weight: Any) -> Engine:
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
        if not np.isfinite(lengths).all():
            raise NotOurs
    return Engine(nodes, ends[:, 0], ends[:, 1], lengths, directed=graph.is_directed())
