"""Measures of undirected ties on a directed network: they take each tie both ways, or refuse it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import networkx as nx

from graph.errors import WrongArgument

__all__ = ["of_both_ways", "undirected_only", "undirected_view"]

T = TypeVar("T")


def undirected_view(ties: nx.Graph) -> nx.Graph:
    """Return a directed network with each tie taken both ways; an undirected network as it is.

    The strengths of the two directions of a pair add up; a tie without a strength counts 1.

    Examples
    --------
    >>> grants = nx.DiGraph()
    >>> grants.add_edge("ana", "ben", strength=2.0)
    >>> grants.add_edge("ben", "ana", strength=0.5)
    >>> list(undirected_view(grants).edges(data="strength"))
    [('ana', 'ben', 2.5)]
    """
    if not ties.is_directed():
        return ties
    both = nx.Graph()
    both.add_nodes_from(ties.nodes(data=True))
    for a, b, strength in ties.edges(data="strength", default=1.0):
        so_far = both.edges[a, b]["strength"] if both.has_edge(a, b) else 0.0
        both.add_edge(a, b, strength=so_far + strength)
    return both


def of_both_ways(measure: Callable[[nx.Graph], T]) -> Callable[[nx.Graph], T]:
    """Return a measure that takes the ties of a directed network both ways."""

    @wraps(measure)
    def measured(ties: nx.Graph) -> T:
        return measure(undirected_view(ties))

    return measured


def undirected_only(reason: str) -> Callable[[Callable[[nx.Graph], T]], Callable[[nx.Graph], T]]:
    """Return a decorator of measures that refuse a directed network, with the reason and what to do instead."""

    def decorate(measure: Callable[[nx.Graph], T]) -> Callable[[nx.Graph], T]:
        @wraps(measure)
        def measured(ties: nx.Graph) -> T:
            if ties.is_directed():
                msg = f"{measure.__name__}: found a directed network, allowed an undirected one: {reason}"
                raise WrongArgument(msg)
            return measure(ties)

        return measured

    return decorate
