"""Introductions: the warmest way from somebody we know to somebody we want to meet."""

import math
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import networkx as nx
import pandas as pd

from graph.allies.contacts import Basis, Contacts
from graph.allies.routes import best_routes
from graph.arguments import checked
from graph.errors import UnknownName
from graph.selection import as_of_date
from graph.tables import ShownTables

__all__ = ["route_steps", "step_frame", "warmest_routes"]

_STEP_COLUMNS = {
    "step": "int64", "from_id": "str", "from_name": "str", "to_id": "str", "to_name": "str", "strength": "float64",
    "probability": "float64", "basis": "str", "kinds": "object", "title": "str", "date": "datetime64[us]",
    "date_precision": "str", "open_conflict": "bool",
}  # fmt: skip


@checked
def warmest_routes(
    ties: nx.Graph,
    sources: Iterable[str],
    target: str,
    *,
    tables: ShownTables | None = None,
    most_steps: int = 3,
    k: int = 1,
) -> pd.DataFrame:
    """Return the warmest ways to an introduction, step by step.

    The warmest way maximises the product of ``p = 1 - exp(-strength)`` over its steps: the shortest path on
    ``-log(p)``, at least 1e-6 a step, among those of at most `most_steps` steps (by layers of Bellman and Ford). It
    starts at one of the sources and passes through no other.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength`` (closeness, >= 0); a tie of strength 0 is no step. On a directed network a way
        follows the directions: a tie from one to another is a step only that way.
    sources : iterable of str
        Those whom we can ask, e.g. a coalition; who is not in `ties` is passed over.
    target : str
        The organization to meet.
    tables : Tables, optional
        Tells what each step rests on and where a conflict is open.
    most_steps : int
        The longest way allowed.
    k : int
        How many different ways, the warmest first; equal ones by id.

    Returns
    -------
    pd.DataFrame
        One row a step: ``route`` (1 = the warmest), ``step`` (from 1), ``from_id, from_name, to_id, to_name``,
        ``strength``, ``probability`` (0..1, of the step), ``basis, kinds, title, date, date_precision`` (what it rests
        on, as in `graph.allies.contacts.Basis`), ``open_conflict`` (bool). `graph.sentences.allies.rests_on` puts a
        row into words. Empty where there is no way, and where the target is one of the sources.

    Raises
    ------
    UnknownName
        If the target is not in the network.

    References
    ----------
    Bellman, R. (1958). On a routing problem. *Quarterly of Applied Mathematics* 16, 87-90.

    Examples
    --------
    >>> ties = nx.Graph()
    >>> ties.add_edge("us", "ben", strength=2.0)
    >>> ties.add_edge("ben", "cleo", strength=1.0)
    >>> ties.add_edge("us", "cleo", strength=0.1)
    >>> warmest_routes(ties, ["us"], "cleo")[["step", "from_id", "to_id", "strength"]]
       step from_id to_id  strength
    0     1      us   ben       2.0
    1     2     ben  cleo       1.0
    """
    if target not in ties:
        raise UnknownName("organization in the network", target, ties)
    contacts = None if tables is None else Contacts(tables, _today(ties, tables))
    paths = best_routes(ties, sources, target, most_steps=most_steps, k=k)
    rows = [(route, *step) for route, path in enumerate(paths, start=1) for step in route_steps(ties, path, contacts)]
    return step_frame(rows, route="int64")


def step_frame(rows: list[tuple[object, ...]], **first: str) -> pd.DataFrame:
    """Return steps as a frame: the one column that `first` names with its type, then those of a step."""
    columns = {**first, **_STEP_COLUMNS}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def route_steps(ties: nx.Graph, path: tuple[str, ...], contacts: Contacts | None) -> list[tuple[object, ...]]:
    """Return the steps of a way, each with the values that `step_frame` names."""
    steps: list[tuple[object, ...]] = []
    for number, (one, other) in enumerate(pairwise(path), start=1):
        strength = float(ties[one][other]["strength"])
        ends = (one, _name(ties, one), other, _name(ties, other))
        quarrel = contacts is not None and frozenset((one, other)) in contacts.open_conflicts
        basis = _rests_on(ties, one, other, contacts)
        steps.append((number, *ends, strength, -math.expm1(-strength), *basis, quarrel))
    return steps


def _rests_on(ties: nx.Graph, one: str, other: str, contacts: Contacts | None) -> Basis:
    tie = ties[one][other]
    if contacts is not None:
        return contacts.rests_on(one, other, tie.get("kinds", ()))
    last = tie.get("last")
    return Basis("last_contact", date=pd.Timestamp(last) if last else None)


def _today(ties: nx.Graph, tables: ShownTables) -> date | None:
    today: date | None = ties.graph.get("as_of") or as_of_date(tables)
    return today


def _name(ties: nx.Graph, node: str) -> str:
    name = ties.nodes[node].get("name")
    return str(node if name is None else name)
