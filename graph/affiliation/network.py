"""The whole heterogeneous network: organizations, causes, communities and what organizations did."""

from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from graph.arguments import checked
from graph.tables import ShownTables

__all__ = ["partner_network"]

_NODES = (
    ("organizations", "organization"),
    ("causes", "cause"),
    ("communities", "community"),
    ("interactions", "interaction"),
)
_EDGES = (
    ("supports", "organization_id", "cause_id", "supports"),
    ("presences", "organization_id", "community_id", "present_in"),
    ("needs", "community_id", "cause_id", "needs"),
    ("participations", "organization_id", "interaction_id", "took_part_in"),
    ("interaction_causes", "interaction_id", "cause_id", "about"),
    ("interaction_communities", "interaction_id", "community_id", "for"),
    ("declared_ties", "from_id", "to_id", "declared_tie"),
    ("causes", "cause_id", "parent_id", "part_of"),
    ("communities", "community_id", "parent_id", "part_of"),
)


@checked
def partner_network(tables: ShownTables) -> nx.MultiDiGraph:
    """Return everything in `tables` as one graph, from which any other may be made.

    Parameters
    ----------
    tables : Tables
        The data set.

    Returns
    -------
    nx.MultiDiGraph
        A node for every organization, cause, community and interaction, ``(mode, id)``, with the columns of its
        table and ``mode`` (``organization``, ``cause``, ``community``, ``interaction``) as attributes. An edge for
        every row that links two of them, its key being the relation (``supports``, ``present_in``, ``needs``,
        ``took_part_in``, ``about``, ``for``, ``declared_tie``, ``part_of``; numbered from the second row of a pair
        on). A blank is no attribute. Empty tables give an empty graph.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a"], "name": ["A"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]}),
    ...     "supports": pd.DataFrame({"organization_id": ["a"], "cause_id": ["land"]}),
    ... })
    >>> list(partner_network(tables).edges(keys=True))
    [(('organization', 'a'), ('cause', 'land'), 'supports')]
    """
    frames = tables.frames()
    partners = nx.MultiDiGraph()
    for table, mode in _NODES:
        frame = frames[table]
        rows = frame.to_dict("records")
        partners.add_nodes_from(((mode, row[frame.columns[0]]), {"mode": mode} | _stated(row)) for row in rows)
    modes = {frames[table].columns[0]: mode for table, mode in _NODES}
    for table, start, end, relation in _EDGES:
        frame = frames[table]
        start_mode = modes.get(start, "organization")
        end_mode = modes.get(end, start_mode)
        for row in frame[frame[end].notna()].to_dict("records"):
            ends = (start_mode, row[start]), (end_mode, row[end])
            twice = partners.number_of_edges(*ends)
            key = relation if not twice else f"{relation} {twice + 1}"
            partners.add_edge(*ends, key=key, relation=relation, **_stated(row))
    return partners


def _stated(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if not pd.isna(value)}
