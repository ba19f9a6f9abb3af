"""NetworkX's functions on the engines: what NetworkX runs when it is handed a tie network.

NetworkX finds `backend` through the entry point ``networkx.backends``. A function that stands in `ENGINE_FUNCTIONS`
runs on igraph or scipy, on the columns of the snapshot; any other runs as NetworkX wrote it, through the snapshot's
reading interface, as long as the network is small enough for that.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any

import networkx as nx
from networkx.utils.backends import _registered_algorithms

from graph.backend import (
    communities,
    degrees,
    distances,
    holes,
    matrices,
    mixing,
    pairs,
    paths,
    pieces,
    triangles,
)
from graph.engines.engine import NotOurs
from graph.ties.network import DirectedTies
from graph.ties.snapshot import Snapshot

__all__ = ["ENGINE_FUNCTIONS", "MOST_TIES_READ", "Backend", "backend", "calls", "functions_markdown"]

calls: Counter[str] = Counter()
"""How often each function really ran on an engine."""

MOST_TIES_READ = 2_000_000
"""NetworkX reads a network tie by tie, some 400 bytes each: beyond this many ties it is refused with a reason."""

ENGINE_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    name: function
    for module in (communities, degrees, distances, holes, matrices, mixing, pairs, paths, pieces, triangles)
    for name, function in module.FUNCTIONS.items()
}


@cache
def _on_engine(name: str) -> Callable[..., Any]:
    function, plain = ENGINE_FUNCTIONS[name], _as_networkx(name)

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            answer = function(*args, **kwargs)
        except NotOurs:
            return plain(*args, **kwargs)
        calls[name] += 1
        return answer

    return run


@cache
def _as_networkx(name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = _registered_algorithms[name].orig_func

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            if isinstance(value, Snapshot) and len(value.tails) > MOST_TIES_READ:
                msg = (
                    f"{name}, asked like this, does not run on an engine, and a network of {len(value.tails):,} "
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
    def convert_to_nx(answer: Any, **_: object) -> Any:
        """Return `result`; a snapshot becomes a plain graph that may be changed."""
        if not isinstance(answer, Snapshot):
            return answer
        return (nx.DiGraph if isinstance(answer, DirectedTies) else nx.Graph)(answer)

    @staticmethod
    def can_run(name: str, args: Any, kwargs: Mapping[str, Any]) -> bool | str:
        """Return whether the call is ours, else why not: everything about a snapshot is, plain graphs on engines."""
        graphs = [value for value in (*args, *kwargs.values()) if isinstance(value, nx.Graph)]
        if any(isinstance(graph, Snapshot) for graph in graphs):
            return True
        if name not in ENGINE_FUNCTIONS:
            return f"{name} is not among the functions that run on an engine; NetworkX runs it itself."
        if any(graph.is_multigraph() for graph in graphs):
            return "The engines take graphs without parallel edges: make one with nx.Graph(graph)."
        return True


backend = Backend()


def functions_markdown() -> str:
    """Return the functions that run on an engine as a Markdown table, as it stands in the documentation.

    Each function's docstring says what it covers, then ``Engine: ...`` and, where it does not answer every call,
    ``Falls back: ...`` (NetworkX answers) or ``Refused: ...`` (nobody does).

    Examples
    --------
    >>> print(functions_markdown().splitlines()[0])
    | function | engine | calls that run on it | calls that do not |
    """
    rows = ["| function | engine | calls that run on it | calls that do not |", "| --- | --- | --- | --- |"]
    for name, function in sorted(ENGINE_FUNCTIONS.items()):
        covered, _, rest = " ".join(str(inspect.getdoc(function)).split()).partition(" Engine: ")
        parts = rest.removesuffix(".").split(". ", maxsplit=1)
        left = parts[1].removeprefix("Falls back: ").replace("Refused: ", "refused: ") if len(parts) > 1 else ""
        rows.append(f"| `{name}` | {parts[0]} | {covered.removesuffix('.')} | {left} |")
    return "\n".join(rows)
