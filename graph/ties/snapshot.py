"""What a snapshot of a network is: columns that never change, with NetworkX's reading interface."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NoReturn

import networkx as nx
import numpy as np
import pandas as pd
from networkx.classes.reportviews import DiDegreeView

__all__ = ["Fixed", "Snapshot", "TieColumns", "distances", "summed_at_ends"]

_NUMBERS = ("strength", "distance", "interactions")
_DISTANCE_DIGITS = 9
"""Without rounding, engines tell equally long paths apart by the last bit, each in its own way."""

_LONGEST = 1e200
"""The length of a tie that is too weak for its length to be a number."""


def refuse(*_: object, **__: object) -> NoReturn:
    msg = "A tie network cannot be changed. Change a copy: nx.Graph(ties)."
    raise nx.NetworkXError(msg)


@dataclass(frozen=True)
class TieColumns:
    """Ties as columns: 16 bytes each, and a way to make the rest when it is asked for.

    Attributes
    ----------
    tails, heads : np.ndarray of int32
        Positions of the ends of each tie, ``tails < heads``, sorted by both.
    strength : np.ndarray of float64
        Of each tie.
    strongest : float
        Strength of the strongest tie, which may be none of these: ``distance`` is this over ``strength``.
    facts : callable
        Makes the frame of the other columns, in the same order.
    """

    tails: np.ndarray
    heads: np.ndarray
    strength: np.ndarray
    strongest: float
    facts: Callable[[], pd.DataFrame]

    @property
    def distance(self) -> np.ndarray:
        """The length of each tie."""
        return distances(self.strongest, self.strength)

    def frame(self) -> pd.DataFrame:
        """Return all columns: ``a``, ``b`` (the ends), ``strength``, ``distance`` and the facts."""
        ends = {"a": self.tails.astype(np.int64), "b": self.heads.astype(np.int64)}
        numbers = {"strength": self.strength, "distance": self.distance}
        return pd.concat([pd.DataFrame(ends | numbers), self.facts()], axis=1)


def distances(strongest: Any, strength: np.ndarray) -> np.ndarray:  # noqa: ANN401  (one number, or one a tie)
    """Return the strength of the strongest tie over each one's, to 9 digits: sums of them then compare alike."""
    with np.errstate(over="ignore"):
        values = np.minimum(strongest / strength, _LONGEST)
    scale = 10.0 ** (_DISTANCE_DIGITS - 1 - np.floor(np.log10(values)))
    rounded: np.ndarray = np.round(values * scale) / scale
    return rounded


class Fixed(dict[str, Any]):
    """The attributes of an organization or of a tie: a mapping that refuses to change."""

    __slots__ = ()
    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = refuse
    __ior__ = refuse

    def __reduce__(self) -> Any:  # noqa: ANN401  (pickle's own protocol)
        return dict, (dict(self),)

    def copy(self) -> dict[str, Any]:
        """Return a plain dictionary that may be changed."""
        return dict(self)


def summed_at_ends(ends: list[np.ndarray], n: int, values: np.ndarray | None) -> np.ndarray:
    """Return, for each of `n` nodes, the sum of the `values` of the ties that end there; without values, how many."""
    sums: np.ndarray = np.sum([np.bincount(end, weights=values, minlength=n) for end in ends], axis=0)
    return sums


class _Degrees(DiDegreeView):  # type: ignore[misc]  # NetworkX ships no types
    """The degrees of a snapshot, from its columns: NetworkX's dictionaries are not made for them."""

    def __init__(self, ties: Any, nbunch: Any = None, by: str | None = None) -> None:  # noqa: ANN401  (any nodes)
        self._graph, self._weight = ties, by
        self._nodes = ties.position if nbunch is None else list(ties.nbunch_iter(nbunch))
        self._degrees = ties.degree_column(by)

    def __getitem__(self, n: Any) -> Any:  # noqa: ANN401
        return self._degrees[self._graph.position[n]].item()

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        at = self._graph.position
        values = self._degrees.tolist()
        return iter([(node, values[at[node]]) for node in self._nodes])


class Snapshot:
    """What an undirected and a directed network of organizations have in common: columns, and no way to change.

    Attributes
    ----------
    ids : list of str
        Organization ids in the order of the table.
    tails, heads : np.ndarray of int32 or int64
        Positions of the ends of each tie.
    strength : np.ndarray of float64
        The closeness of each tie.
    engines : dict
        What `graph.backend` has made of these columns, kept as long as the snapshot.
    """

    __networkx_backend__ = "partners"
    attributes: tuple[str, ...]
    is_directed: Callable[[], bool]
    has_edge: Callable[[Any, Any], bool]

    def _set(self, organizations: pd.DataFrame, edges: pd.DataFrame | TieColumns, as_of: date | None) -> None:
        self.organizations = organizations
        self.ids: list[str] = organizations.index.tolist()
        self._edges = edges
        self.tails: np.ndarray
        self.heads: np.ndarray
        self.strength: np.ndarray
        if isinstance(edges, TieColumns):
            self.tails, self.heads, self.strength = edges.tails, edges.heads, edges.strength
        else:
            self.tails, self.heads = edges["a"].to_numpy(np.int64), edges["b"].to_numpy(np.int64)
            self.strength = edges["strength"].to_numpy(np.float64)
        self.as_of = as_of
        self.engines: dict[Any, Any] = {}
        self.graph: dict[str, Any] = {"as_of": as_of}
        self.__networkx_cache__: dict[str, Any] = {}

    @cached_property
    def edges_frame(self) -> pd.DataFrame:
        """The ties with everything known of them: ``a``, ``b`` and the attributes."""
        return self._edges.frame() if isinstance(self._edges, TieColumns) else self._edges

    @cached_property
    def distance(self) -> np.ndarray:
        """The length of each tie."""
        if isinstance(self._edges, TieColumns):
            return self._edges.distance
        return self._edges["distance"].to_numpy(np.float64)

    @cached_property
    def position(self) -> dict[str, int]:
        """The position of each organization."""
        return {i: at for at, i in enumerate(self.ids)}

    def number(self, name: str | None) -> np.ndarray | None:
        """Return a numeric attribute of the ties as a float64 column; ``None`` where `name` is no number of theirs."""
        if name in {"strength", "distance"}:
            column: np.ndarray = getattr(self, name)
            return column
        return self.edges_frame[name].to_numpy(np.float64) if name in _NUMBERS else None

    @cached_property
    def _node(self) -> dict[str, Fixed]:
        rows = self.organizations.astype("object").where(self.organizations.notna(), None)
        return {
            i: Fixed({str(k): v for k, v in row.items()})
            for i, row in zip(self.ids, rows.to_dict("records"), strict=True)
        }

    def _ties(self) -> Iterator[tuple[str, str, Fixed]]:
        rows = self.edges_frame[list(self.attributes)].to_dict("records")
        for a, b, row in zip(self.tails.tolist(), self.heads.tolist(), rows, strict=True):
            yield self.ids[a], self.ids[b], Fixed({str(k): v for k, v in row.items()})

    def __contains__(self, n: object) -> bool:
        try:
            return n in self.position
        except TypeError:
            return False

    def has_node(self, n: object) -> bool:
        """Return whether `n` is an organization of the network."""
        return n in self

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def number_of_nodes(self) -> int:
        """Return how many organizations there are, isolates included."""
        return len(self.ids)

    order = number_of_nodes

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:  # noqa: ANN401  (NetworkX's parameters)
        """Return how many ties there are, all together or from `u` to `v`."""
        return len(self.tails) if u is None else int(self.has_edge(u, v))

    def degree_column(self, by: str | None = None) -> np.ndarray:
        """Return the number of ties of each organization, or the sum of an attribute over them.

        Parameters
        ----------
        by : str, optional
            A numeric attribute; of what no tie has, each counts 1.

        Raises
        ------
        TypeError
            If the attribute is no number.
        """
        if by in self.attributes and by not in _NUMBERS:
            msg = f"{by} is no number: ties are added up by {', '.join(_NUMBERS)}."
            raise TypeError(msg)
        return summed_at_ends([self.tails, self.heads], len(self.ids), self.number(by))

    @cached_property
    def degree(self) -> _Degrees:
        """Degrees as NetworkX reports them: ``degree[i]``, ``degree(weight="strength")``."""
        return _Degrees(self)

    add_node = add_nodes_from = remove_node = remove_nodes_from = refuse
    add_edge = add_edges_from = add_weighted_edges_from = update = refuse
    remove_edge = remove_edges_from = clear = clear_edges = refuse
