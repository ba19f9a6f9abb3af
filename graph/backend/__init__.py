"""NetworkX's functions on the engines: what NetworkX runs when it is handed a tie network.

NetworkX finds `backend` through the entry point ``networkx.backends``. A function that stands in `ENGINE_FUNCTIONS`
runs on igraph or scipy, on the columns of the snapshot; any other runs as NetworkX wrote it, through the snapshot's
reading interface, as long as the network is small enough for that.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import networkx as nx
from networkx.utils.backends import _registered_algorithms

from graph.backend import holes, matrices, paths, pieces
from graph.backend.engine import NotOurs
from graph.network import TieNetwork

__all__ = ["ENGINE_FUNCTIONS", "MOST_TIES_READ", "Backend", "backend", "calls"]

calls: Counter[str] = Counter()
"""How often each function really ran on an engine."""

MOST_TIES_READ = 2_000_000
"""NetworkX reads a network tie by tie, some 400 bytes each: beyond this many ties it is refused with a reason."""

ENGINE_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **holes.FUNCTIONS,
    **matrices.FUNCTIONS,
    **paths.FUNCTIONS,
    **pieces.FUNCTIONS,
}


def _on_engine(name: str) -> Callable[..., Any]:
    function, plain = ENGINE_FUNCTIONS[name], _as_networkx(name)

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            found = function(*args, **kwargs)
        except NotOurs:
            return plain(*args, **kwargs)
        calls[name] += 1
        return found

    return run


def _as_networkx(name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = _registered_algorithms[name].orig_func

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            if isinstance(value, TieNetwork) and len(value.tails) > MOST_TIES_READ:
                msg = (
                    f"{name} is not among the functions that run on an engine, and a network of {len(value.tails):,} "
                    f"ties is too large for NetworkX's own (at most {MOST_TIES_READ:,}). Ask a part of the network: "
                    "ties.subgraph(organization_ids)."
                )
                raise nx.NetworkXNotImplemented(msg)
        return function(*args, **kwargs)

    return run


class Backend:
    """What NetworkX asks of a backend: every function by its name, and how to take and hand back graphs."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the engine's function called `name`, else NetworkX's own."""
        if name in ENGINE_FUNCTIONS:
            return _on_engine(name)
        if name in _registered_algorithms:
            return _as_networkx(name)
        raise AttributeError(name)

    @staticmethod
    def convert_from_nx(graph: nx.Graph, **_: object) -> nx.Graph:
        """Return `graph` itself: the functions here read any graph of NetworkX."""
        return graph

    @staticmethod
    def convert_to_nx(result: Any, **_: object) -> Any:
        """Return `result`; a tie network becomes a plain graph that may be changed."""
        return nx.Graph(result) if isinstance(result, TieNetwork) else result


backend = Backend()
