"""Who holds us together: bridging partners, their role, and what breaks if they leave."""

from collections.abc import Collection

import networkx as nx
import pandas as pd

from graph.arguments import checked
from graph.brokers.roles import role_counts, strongest_role
from graph.clusters.table import SEED, clusters
from graph.engines.matrix import shown_names
from graph.engines.undirected import undirected_view
from graph.errors import UnknownName
from graph.measures.centrality import betweenness, degree
from graph.measures.cutpoints import cutpoints
from graph.measures.structural_holes import constraint, effective_size

__all__ = ["broker_scores", "what_breaks"]

_FIRST = ("name", "betweenness", "constraint", "effective_size", "cutpoint", "pieces_without", "role", "rank")
_DIGITS = 12
"""Engines sum paths in their own order: ranks look no further than this."""


@checked
def broker_scores(ties: nx.Graph, *, groups: pd.Series | None = None, seed: int = SEED) -> pd.DataFrame:
    """Return how each organization bridges others, the strongest bridge first.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength`` is read as closeness in ``constraint`` and ``effective_size``; the other
        columns only ask whether a tie is there. On a directed network ``betweenness`` (so ``rank``), ``constraint``,
        ``effective_size`` and the roles follow the directions; the other columns take each tie both ways, and so do
        the default groups.
    groups : pd.Series, optional
        The group of each organization, indexed by ``organization_id``, between which roles are counted; by
        default the clusters.
    seed : int
        For the default groups.

    Returns
    -------
    pd.DataFrame
        One row an organization, sorted by betweenness (descending), then id. No rows for an empty network.

        - ``organization_id``, ``name``
        - ``rank``: int64, 1 = the highest betweenness; equal values share the first rank
        - ``betweenness``: share of the other pairs' shortest paths (in steps) through it, 0..1; isolates count
          among the pairs
        - ``constraint``, ``effective_size``: as in `graph.measures.structural_holes`; NaN for isolates
        - ``cutpoint``, ``pieces_without``, ``lose_touch``, ``fragmentation``: as in `graph.measures.cutpoints`
        - ``degree``: int64, how many partners
        - ``surprise``: int64, rank by degree minus ``rank``; above 0, it bridges more than its size suggests
        - ``coordinator``, ``itinerant``, ``representative``, ``gatekeeper``, ``liaison``: int64 counts as in
          `graph.brokers.roles`; ``role``: the largest of them, ``""`` where all are 0

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry* 40, 35-41.

    Examples
    --------
    >>> two_triangles = nx.Graph(["ab", "bc", "ac", "cd", "de", "ef", "df"])
    >>> broker_scores(two_triangles)[["organization_id", "betweenness", "cutpoint", "role"]].head(3)
      organization_id  betweenness  cutpoint        role
    0               c          0.6      True  gatekeeper
    1               d          0.6      True  gatekeeper
    2               a          0.0     False
    """
    index = pd.Index(list(ties), name="organization_id")
    between, partners = betweenness(ties), degree(ties)
    rank = _ranks(between)
    roles = role_counts(ties, clusters(ties, seed=seed) if groups is None else groups)
    scores = pd.DataFrame(
        {
            "name": pd.Series(shown_names(ties), index=index, dtype="str"),
            "rank": rank,
            "betweenness": between,
            "constraint": constraint(ties),
            "effective_size": effective_size(ties),
        }
    )
    scores = scores.join(cutpoints(ties))
    scores["degree"] = partners
    scores["surprise"] = _ranks(partners) - rank
    scores = scores.join(roles).assign(role=strongest_role(roles))
    scores = scores[[*_FIRST, *(c for c in scores.columns if c not in _FIRST)]]
    ordered = scores.reset_index().sort_values(["rank", "organization_id"], ignore_index=True)
    return ordered.astype({"organization_id": "str"})


def _ranks(values: pd.Series) -> pd.Series:
    return values.round(_DIGITS).rank(ascending=False, method="min").astype("int64")


@checked
def what_breaks(ties: nx.Graph, organization_id: str | Collection[str]) -> pd.DataFrame:
    """Return into which pieces the components of one organization, or of several together, fall if they leave.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts. The ties of a directed network are taken both ways.
    organization_id : str or collection of str
        Who leaves, all at the same time.

    Returns
    -------
    pd.DataFrame
        One row an organization that is left of the components of those who leave, by piece, then id:
        ``organization_id``, ``name``, ``piece`` (int64, 1 = the largest, then by smallest id), ``loses_touch`` (bool:
        not in the largest piece of its own component). No rows where only isolates leave.

    Raises
    ------
    UnknownName
        If nobody in the network has one of these ids.

    Examples
    --------
    >>> what_breaks(nx.path_graph(["ana", "ben", "cy", "dee"]), "ben")
      organization_id name  piece  loses_touch
    0              cy   cy      1        False
    1             dee  dee      1        False
    2             ana  ana      2         True
    >>> what_breaks(nx.path_graph(["ana", "ben", "cy", "dee"]), ["ben", "cy"])["loses_touch"].tolist()
    [False, True]
    """
    leaving = {organization_id} if isinstance(organization_id, str) else set(organization_id)
    for one in sorted(leaving):
        if one not in ties:
            raise UnknownName("organization_id", one, ties)
    ties = undirected_view(ties)
    names = dict(zip(ties, shown_names(ties), strict=True))
    pieces: list[tuple[list[str], bool]] = []
    waiting = set(leaving)
    while waiting:
        component = _reached(ties, waiting.pop(), without=set())
        waiting -= component
        left = {near for one in leaving & component for near in ties[one]} - leaving
        parts = []
        while left:
            part = _reached(ties, left.pop(), without=leaving)
            left -= part
            parts.append(sorted(part))
        parts.sort(key=_by_size)
        pieces += [(part, place > 0) for place, part in enumerate(parts)]
    pieces.sort(key=lambda piece: _by_size(piece[0]))
    rows = [(node, names[node], number, lost) for number, (piece, lost) in enumerate(pieces, start=1) for node in piece]
    dtypes = {"organization_id": "str", "name": "str", "piece": "int64", "loses_touch": "bool"}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _by_size(piece: list[str]) -> tuple[int, str]:
    return -len(piece), piece[0]


def _reached(ties: nx.Graph, start: str, *, without: Collection[str]) -> set[str]:
    seen, waiting = {start, *without}, [start]
    while waiting:
        fresh = set(ties[waiting.pop()]) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen.difference(without)
