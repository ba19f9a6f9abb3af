"""The test networks, made once a run, and the other sides' own graphs, ready for use."""

from functools import cached_property, lru_cache
from typing import Any

import igraph
import networkx as nx
import numpy as np
from scipy import sparse

from bench.networks import tables_of
from graph.tables import Tables
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network

__all__ = ["World", "world"]


class World:
    """One test network in every form that somebody measures on."""

    def __init__(self, size: int) -> None:
        self.size = size

    @cached_property
    def tables(self) -> Tables:
        """The data set."""
        return tables_of(self.size)

    @cached_property
    def ties(self) -> TieNetwork:
        """Our snapshot."""
        return tie_network(self.tables)

    @cached_property
    def igraph(self) -> Any:
        """The same network in igraph."""
        return igraph.Graph(
            n=self.size, edges=list(zip(self.ties.tails.tolist(), self.ties.heads.tolist(), strict=True))
        )

    @cached_property
    def strength(self) -> list[float]:
        """Strengths, as igraph reads them fastest."""
        return list(self.ties.strength.tolist())

    @cached_property
    def distance(self) -> list[float]:
        """Distances, as igraph reads them fastest."""
        return list(self.ties.distance.tolist())

    @cached_property
    def matrix(self) -> Any:
        """The symmetric matrix of strengths in scipy."""
        ends = (np.r_[self.ties.tails, self.ties.heads], np.r_[self.ties.heads, self.ties.tails])
        values = np.r_[self.ties.strength, self.ties.strength]
        return sparse.csr_array(sparse.coo_array((values, ends), shape=(self.size, self.size)))

    @cached_property
    def plain(self) -> nx.Graph:
        """The same network as NetworkX keeps it."""
        return nx.Graph(self.ties)

    def warm_up(self) -> None:
        """Let every side have its own graph ready."""
        nx.number_of_isolates(self.ties)
        _ = self.igraph, self.strength, self.distance, self.matrix


@lru_cache(maxsize=2)
def world(size: int) -> World:
    """Return the network of so many organizations; the last two stay in memory."""
    return World(size)
