"""How central organizations and events are in the network of who is in what, both modes at once."""

import networkx as nx
import pandas as pd

from graph.arguments import checked
from graph.errors import UnknownName

__all__ = ["two_mode_centrality"]

_COLUMNS = {"mode": "str", "id": "str", "degree": "float64", "betweenness": "float64", "closeness": "float64"}


@checked
def two_mode_centrality(memberships: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return how central each organization and each event is, each over the most that its mode allows.

    In a two-mode network nobody is tied to his own kind, so that 1 is the most that a node of its mode can have, not
    of a network of any form. With n of its own mode and m of the other: ``degree / m``; betweenness over
    ``(m**2 (s + 1)**2 + m (s + 1) (2 t - s - 1) - t (2 s - t + 3)) / 2`` with ``s, t = divmod(n - 1, m)``; closeness
    ``(m' + 2 n') / steps to all it reaches``, with m' and n' others reached of the other and of its own mode, times the
    share of all others that it reaches.

    Parameters
    ----------
    memberships : pd.DataFrame
        One row an organization and event: ``organization_id`` and the column `by`. Repeated rows count once, rows
        with a blank not at all.
    by : str
        The column of events or causes, as ``"interaction_id"`` or ``"cause_id"``.

    Returns
    -------
    pd.DataFrame
        Organizations first, then events, each by id: ``mode`` (``"organization"`` or `by`), ``id``, ``degree``,
        ``betweenness`` and ``closeness`` (float64, 0 to 1). Empty memberships give an empty frame.

    Raises
    ------
    UnknownName
        If there is no such column.

    References
    ----------
    Borgatti, S. P. and Halgin, D. S. (2011). Analyzing affiliation networks. In: *The Sage Handbook of Social Network
    Analysis*, 417-433.

    Examples
    --------
    >>> rows = pd.DataFrame({"organization_id": ["ana", "ben", "cy"], "event_id": ["e", "e", "e"]})
    >>> two_mode_centrality(rows, by="event_id").iloc[[0, 3]].round(3)
               mode   id  degree  betweenness  closeness
    0  organization  ana     1.0          0.0        1.0
    3      event_id    e     1.0          1.0        1.0
    """
    if by not in memberships.columns:
        raise UnknownName("column of memberships", by, list(memberships.columns))
    pairs = memberships[["organization_id", by]].dropna().astype("str").drop_duplicates()
    sides = {"organization": sorted(pairs["organization_id"].unique()), by: sorted(pairs[by].unique())}
    nodes = [(mode, each) for mode, side in sides.items() for each in side]
    both = nx.Graph()
    both.__networkx_cache__ = None  # NetworkX warns where it finds a graph converted before
    both.add_nodes_from(nodes)
    both.add_edges_from((("organization", a), (by, k)) for a, k in pairs.itertuples(index=False))
    between = nx.betweenness_centrality(both, normalized=False, backend="partners")
    near = nx.closeness_centrality(both, wf_improved=False, backend="partners")
    scores = {}
    for part in nx.connected_components(both):
        for mode, each in part:
            n, m = len(sides[mode]), len(nodes) - len(sides[mode])
            own = sum(other == mode for other, _ in part) - 1
            across = len(part) - 1 - own
            ideal = (across + 2 * own) / (len(part) - 1)
            scores[mode, each] = (
                both.degree[mode, each] / m,
                between[mode, each] / max(_most_between(n, m), 1.0),
                near[mode, each] * ideal * (len(part) - 1) / (len(nodes) - 1),
            )
    rows = [(*node, *scores[node]) for node in nodes]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _most_between(n: int, m: int) -> float:
    """Return the largest betweenness, in pairs, of a node whose mode has n nodes and the other one m."""
    s, t = divmod(n - 1, m)
    return (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
