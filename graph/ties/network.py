"""The tie network: an immutable snapshot of who is tied to whom, with NetworkX's reading interface.

A network of 200,000 organizations has millions of ties; as NetworkX keeps them that is some 400 bytes a tie. The
snapshot keeps a few columns instead, hands them to the engines as they are (`graph.backend`), and makes NetworkX's
dictionaries only when somebody reads through them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from graph.errors import UnknownName
from graph.schema import DIRECTED_KINDS
from graph.ties.snapshot import Fixed, Snapshot, TieColumns

__all__ = ["DIRECTED_COLUMNS", "EDGE_COLUMNS", "DirectedTies", "TieNetwork"]

EDGE_COLUMNS = ("strength", "distance", "interactions", "first", "last", "kinds", "causes")
DIRECTED_COLUMNS = ("strength", "distance", "interactions", "first", "last", "kind")


class TieNetwork(Snapshot, nx.Graph):
    """Organizations and the ties between them, at one date. Reads as an `nx.Graph`, never changes.

    Nodes are organization ids in the order of the table, isolates included, with the attributes ``name``, ``kind``,
    ``status``. Edges are undirected with the attributes ``strength`` (closeness, > 0), ``distance`` (length,
    the strongest strength / strength), ``interactions`` (a count), ``first`` and ``last`` (dates or ``None``),
    ``kinds`` and ``causes`` (tuples of text; a tie keeps to itself what its confidential interactions were).

    Parameters
    ----------
    organizations : pd.DataFrame
        Indexed by ``organization_id``; columns ``name``, ``kind``, ``status``.
    edges : pd.DataFrame or TieColumns
        One row a tie: ``a`` and ``b`` (int positions in `organizations`, ``a < b``) and `EDGE_COLUMNS`; or columns
        that make such a frame when it is asked for.
    as_of : date, optional
        The date at which ties were weighed.
    former : pd.DataFrame or TieColumns, optional
        Ties that have faded away, in the form of `edges`.
    counts : mapping of str to int, optional
        What was left out and why, and how much is undated.
    recipe : str, optional
        How the ties were weighed, in one line.
    directed : pd.DataFrame, or a function that returns one when it is asked for, optional
        One row for each directed kind and ordered pair that shares an interaction of it: ``a`` (int position of the
        source), ``b`` (of the target), never the same, and `DIRECTED_COLUMNS`; strengths and distances are weighed
        within each kind.

    Raises
    ------
    nx.NetworkXError
        On every attempt to change it.
    """

    attributes = EDGE_COLUMNS

    def __new__(cls, *args: object, **kwargs: object) -> Any:  # noqa: ANN401, D102  (see below)
        # NetworkX makes the graph of a result by ``graph.__class__()`` and fills it: that has to be one that can
        # be filled. Every real snapshot is made with its two frames.
        return object.__new__(cls) if args or kwargs else nx.Graph()

    def __init__(
        self,
        organizations: pd.DataFrame,
        edges: pd.DataFrame | TieColumns,
        *,
        as_of: date | None = None,
        former: pd.DataFrame | TieColumns | None = None,
        counts: Mapping[str, int] | None = None,
        recipe: str = "",
        directed: pd.DataFrame | Callable[[], pd.DataFrame] | None = None,
    ) -> None:
        self._set(organizations, edges, as_of)
        self._former = former if former is not None else _NO_TIES
        self._directed = directed if directed is not None else _NO_DIRECTED
        self.counts: dict[str, int] = dict(counts or {})
        self.recipe = recipe
        self._of_kind: dict[str, DirectedTies] = {}

    @cached_property
    def former(self) -> pd.DataFrame:
        """Ties that have faded away: ``a``, ``b`` and `EDGE_COLUMNS`."""
        return self._former.frame() if isinstance(self._former, TieColumns) else self._former

    @cached_property
    def directed_frame(self) -> pd.DataFrame:
        """Who gave to whom, all directed kinds together: ``a``, ``b`` and `DIRECTED_COLUMNS`."""
        return self._directed() if callable(self._directed) else self._directed

    def __reduce__(self) -> Any:  # noqa: ANN401  (pickle's own protocol)
        attributes = {"as_of": self.as_of, "former": self.former, "counts": self.counts, "recipe": self.recipe}
        attributes["directed"] = self.directed_frame
        return _rebuilt, (self.organizations, self.edges_frame, attributes)

    @cached_property
    def _adj(self) -> dict[str, dict[str, Fixed]]:
        near: dict[str, dict[str, Fixed]] = {i: {} for i in self.ids}
        for a, b, tie in self._ties():
            near[a][b] = tie
            near[b][a] = tie
        return near

    def directed(self, kind: str) -> "DirectedTies":
        """Return who gave to whom in the interactions of one directed kind.

        Parameters
        ----------
        kind : {"referral", "funding"}
            One of `graph.schema.DIRECTED_KINDS`.

        Returns
        -------
        DirectedTies
            The same organizations in the same order; made once. Without such an interaction there are no ties.

        Raises
        ------
        UnknownName
            If interactions of that kind have no direction.
        """
        if kind not in DIRECTED_KINDS:
            raise UnknownName("directed kind", kind, DIRECTED_KINDS)
        if kind not in self._of_kind:
            rows = self.directed_frame[self.directed_frame["kind"] == kind].reset_index(drop=True)
            self._of_kind[kind] = DirectedTies(self.organizations, rows, as_of=self.as_of)
        return self._of_kind[kind]

    def among(self, inside: np.ndarray) -> "TieNetwork":
        """Return the ties among some organizations alone, as they are; `inside` says which, n flags."""
        inner_ties = np.flatnonzero(inside[self.tails] & inside[self.heads])
        at = np.cumsum(inside) - 1
        frame = self.edges_frame.iloc[inner_ties].assign(a=at[self.tails[inner_ties]], b=at[self.heads[inner_ties]])
        return TieNetwork(self.organizations[inside], frame.reset_index(drop=True), as_of=self.as_of)

    def frame(self) -> pd.DataFrame:
        """Return the ties as a frame: ``from_id, to_id`` and `EDGE_COLUMNS`, strongest first."""
        ids = np.array(self.ids, dtype=object)
        ends = pd.DataFrame({"from_id": ids[self.tails], "to_id": ids[self.heads]}, dtype="str")
        full = pd.concat([ends, self.edges_frame[list(EDGE_COLUMNS)].reset_index(drop=True)], axis=1)
        return full.sort_values(["strength", "from_id", "to_id"], ascending=[False, True, True], ignore_index=True)


class DirectedTies(Snapshot, nx.DiGraph):
    """Who gave to whom in interactions of one directed kind. Reads as an `nx.DiGraph`, never changes.

    Nodes are those of the tie network. Edges lead from the source (`graph.schema.SOURCE_ROLES`) to the target, with
    the attributes `DIRECTED_COLUMNS`.

    Parameters
    ----------
    organizations : pd.DataFrame
        Indexed by ``organization_id``; columns ``name``, ``kind``, ``status``.
    edges : pd.DataFrame
        One row an ordered pair: ``a`` and ``b`` (int positions of source and target, never the same) and
        `DIRECTED_COLUMNS`.
    as_of : date, optional
        The date at which ties were weighed.

    Raises
    ------
    nx.NetworkXError
        On every attempt to change it.
    """

    attributes = DIRECTED_COLUMNS

    def __new__(cls, *args: object, **kwargs: object) -> Any:  # noqa: ANN401, D102  (as in TieNetwork)
        return object.__new__(cls) if args or kwargs else nx.DiGraph()

    def __init__(self, organizations: pd.DataFrame, edges: pd.DataFrame, *, as_of: date | None = None) -> None:
        self._set(organizations, edges, as_of)

    def __reduce__(self) -> Any:  # noqa: ANN401  (pickle's own protocol)
        return _rebuilt_directed, (self.organizations, self.edges_frame, self.as_of)

    @cached_property
    def _both(self) -> tuple[dict[str, dict[str, Fixed]], dict[str, dict[str, Fixed]]]:
        onward: dict[str, dict[str, Fixed]] = {i: {} for i in self.ids}
        back: dict[str, dict[str, Fixed]] = {i: {} for i in self.ids}
        for a, b, tie in self._ties():
            onward[a][b] = back[b][a] = tie
        return onward, back

    @cached_property
    def _adj(self) -> dict[str, dict[str, Fixed]]:
        return self._both[0]

    @cached_property
    def _succ(self) -> dict[str, dict[str, Fixed]]:
        return self._both[0]

    @cached_property
    def _pred(self) -> dict[str, dict[str, Fixed]]:
        return self._both[1]


_NO_TIES = pd.DataFrame({"a": [], "b": [], **{name: [] for name in EDGE_COLUMNS}}).astype({"a": "int64", "b": "int64"})
_NO_DIRECTED = pd.DataFrame({"a": [], "b": [], **{name: [] for name in DIRECTED_COLUMNS}}).astype(
    {"a": "int64", "b": "int64"}
)


def _rebuilt(organizations: pd.DataFrame, edges: pd.DataFrame, attributes: dict[str, Any]) -> TieNetwork:
    return TieNetwork(organizations, edges, **attributes)


def _rebuilt_directed(organizations: pd.DataFrame, edges: pd.DataFrame, as_of: date | None) -> DirectedTies:
    return DirectedTies(organizations, edges, as_of=as_of)
