"""The tie network: an immutable snapshot of who is tied to whom, with NetworkX's reading interface.

A network of 200,000 organizations has millions of ties; as NetworkX keeps them that is some 400 bytes a tie. The
snapshot keeps a few columns instead, hands them to the engines as they are (`graph.backend`), and makes NetworkX's
dictionaries only when somebody reads through them.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, NoReturn

import networkx as nx
import numpy as np
import pandas as pd

__all__ = ["EDGE_COLUMNS", "TieNetwork"]

EDGE_COLUMNS = ("strength", "distance", "interactions", "first", "last", "kinds", "causes")


def _refuse(*_: object, **__: object) -> NoReturn:
    msg = "A tie network cannot be changed. Change a copy: nx.Graph(ties)."
    raise nx.NetworkXError(msg)


class _Fixed(dict[str, Any]):
    """The attributes of an organization or of a tie: a mapping that refuses to change."""

    __slots__ = ()
    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = _refuse
    __ior__ = _refuse

    def __reduce__(self) -> Any:  # noqa: ANN401  (pickle's own protocol)
        return dict, (dict(self),)

    def copy(self) -> dict[str, Any]:
        """Return a plain dictionary that may be changed."""
        return dict(self)


class TieNetwork(nx.Graph):
    """Organizations and the ties between them, at one date. Reads as an `nx.Graph`, never changes.

    Nodes are organization ids in the order of the table, isolates included, with the attributes ``name``, ``kind``,
    ``status``. Edges are undirected with the attributes ``strength`` (closeness, > 0), ``distance`` (length,
    the strongest strength / strength), ``interactions`` (a count), ``first`` and ``last`` (dates or ``None``),
    ``kinds`` and ``causes`` (tuples of text).

    Parameters
    ----------
    organizations : pd.DataFrame
        Indexed by ``organization_id``; columns ``name``, ``kind``, ``status``.
    edges : pd.DataFrame
        One row a tie: ``a`` and ``b`` (int positions in `organizations`, ``a < b``) and `EDGE_COLUMNS`.
    as_of : date, optional
        The date at which ties were weighed.
    former : pd.DataFrame, optional
        Ties that have faded away, in the form of `edges`.
    counts : mapping of str to int, optional
        What was left out and why, and how much is undated.
    recipe : str, optional
        How the ties were weighed, in one line.

    Raises
    ------
    nx.NetworkXError
        On every attempt to change it.
    """

    __networkx_backend__ = "partners"

    def __new__(cls, *args: object, **kwargs: object) -> Any:  # noqa: ANN401, D102  (see below)
        # NetworkX makes the graph of a result by ``graph.__class__()`` and fills it: that has to be one that can
        # be filled. Every real snapshot is made with its two frames.
        return object.__new__(cls) if args or kwargs else nx.Graph()

    def __init__(
        self,
        organizations: pd.DataFrame,
        edges: pd.DataFrame,
        *,
        as_of: date | None = None,
        former: pd.DataFrame | None = None,
        counts: Mapping[str, int] | None = None,
        recipe: str = "",
    ) -> None:
        self.organizations = organizations
        self.ids: list[str] = organizations.index.tolist()
        self.tails: np.ndarray = edges["a"].to_numpy(np.int64)
        self.heads: np.ndarray = edges["b"].to_numpy(np.int64)
        self.strength: np.ndarray = edges["strength"].to_numpy(np.float64)
        self.distance: np.ndarray = edges["distance"].to_numpy(np.float64)
        self.edges_frame = edges
        self.as_of = as_of
        self.former = former if former is not None else edges.head(0)
        self.counts: dict[str, int] = dict(counts or {})
        self.recipe = recipe
        self.graph: dict[str, Any] = {"as_of": as_of}
        self.__networkx_cache__: dict[str, Any] = {}

    def __reduce__(self) -> Any:  # noqa: ANN401  (pickle's own protocol)
        kept = {"as_of": self.as_of, "former": self.former, "counts": self.counts, "recipe": self.recipe}
        return _rebuilt, (self.organizations, self.edges_frame, kept)

    @cached_property
    def _node(self) -> dict[str, _Fixed]:
        rows = self.organizations.astype("object").where(self.organizations.notna(), None)
        return {
            i: _Fixed({str(k): v for k, v in row.items()})
            for i, row in zip(self.ids, rows.to_dict("records"), strict=True)
        }

    @cached_property
    def _adj(self) -> dict[str, dict[str, _Fixed]]:
        near: dict[str, dict[str, _Fixed]] = {i: {} for i in self.ids}
        attributes = self.edges_frame[list(EDGE_COLUMNS)].to_dict("records")
        for a, b, row in zip(self.tails.tolist(), self.heads.tolist(), attributes, strict=True):
            tie = _Fixed({str(k): v for k, v in row.items()})
            near[self.ids[a]][self.ids[b]] = tie
            near[self.ids[b]][self.ids[a]] = tie
        return near

    def number_of_nodes(self) -> int:
        """Return how many organizations there are, isolates included."""
        return len(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def frame(self) -> pd.DataFrame:
        """Return the ties as a frame: ``from_id, to_id`` and `EDGE_COLUMNS`, strongest first."""
        ids = np.array(self.ids, dtype=object)
        ends = pd.DataFrame({"from_id": ids[self.tails], "to_id": ids[self.heads]}, dtype="str")
        full = pd.concat([ends, self.edges_frame[list(EDGE_COLUMNS)].reset_index(drop=True)], axis=1)
        return full.sort_values(["strength", "from_id", "to_id"], ascending=[False, True, True], ignore_index=True)

    add_node = add_nodes_from = remove_node = remove_nodes_from = _refuse
    add_edge = add_edges_from = add_weighted_edges_from = update = _refuse
    remove_edge = remove_edges_from = clear = clear_edges = _refuse


def _rebuilt(organizations: pd.DataFrame, edges: pd.DataFrame, kept: dict[str, Any]) -> TieNetwork:
    return TieNetwork(organizations, edges, **kept)
