"""How many steps lie between organizations, and the way from one to another."""

import networkx as nx
import pandas as pd

from graph.allies.introductions import warmest_routes
from graph.arguments import checked
from graph.engines.undirected import undirected_view
from graph.errors import UnknownName
from graph.tables import ShownTables

__all__ = ["steps_from", "way_between"]


@checked
def steps_from(ties: nx.Graph, organization_id: str, *, most_steps: int | None = None) -> pd.Series:
    """Return how many steps each organization is away, along the fewest ties.

    Parameters
    ----------
    ties : nx.Graph
        Only whether a tie is there counts. The ties of a directed network are taken both ways.
    organization_id : str
        Where the steps begin.
    most_steps : int, optional
        Who is further away is left out.

    Returns
    -------
    pd.Series
        The number of steps (int64) by id, the nearest first; not the organization itself, nor who cannot be reached.

    Raises
    ------
    UnknownName
        If nobody in the network has this id.

    Examples
    --------
    >>> steps_from(nx.path_graph(["ana", "ben", "cy", "dee"]), "ana", most_steps=2).to_dict()
    {'ben': 1, 'cy': 2}
    """
    if organization_id not in ties:
        raise UnknownName("organization_id", organization_id, ties)
    ties = undirected_view(ties)
    steps: dict[str, int] = {organization_id: 0}
    ring, number = [organization_id], 0
    while ring and number != most_steps:
        number += 1
        ring = sorted({near for one in ring for near in ties[one]} - steps.keys())
        steps |= dict.fromkeys(ring, number)
    del steps[organization_id]
    return pd.Series(steps, index=pd.Index(list(steps), name="organization_id", dtype="str"), dtype="int64")


@checked
def way_between(ties: nx.Graph, one: str, other: str, *, tables: ShownTables | None = None) -> pd.DataFrame:
    """Return the way between two organizations with the fewest steps; of several, the warmest.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength``.
    one, other : str
        Where the way begins, and where it ends.
    tables : Tables, optional
        Tells what each step rests on.

    Returns
    -------
    pd.DataFrame
        As of `graph.warmest_routes`; no rows where no way leads from one to the other.

    Raises
    ------
    UnknownName
        If one of them is not in the network.

    Examples
    --------
    >>> ties = nx.path_graph(["ana", "ben", "cy"])
    >>> nx.set_edge_attributes(ties, 1.0, "strength")
    >>> way_between(ties, "ana", "cy")["to_id"].tolist()
    ['ben', 'cy']
    """
    fewest = int(steps_from(ties, one).get(other, 0))
    return warmest_routes(ties, [one], other, tables=tables, most_steps=max(fewest, 1))
