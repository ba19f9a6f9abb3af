"""Any set of measures for every organization, as one frame."""

from collections.abc import Sequence

import networkx as nx
import pandas as pd

from graph.matrix import shown_names
from graph.measures import measure

__all__ = ["centrality_scores"]


def centrality_scores(ties: nx.Graph, measures: Sequence[str]) -> pd.DataFrame:
    """Return the measures asked for, one column each.

    Parameters
    ----------
    ties : nx.Graph
        The tie network, with ``strength`` and ``distance`` on its edges (each 1 where absent).
    measures : sequence of str
        Names from `graph.measures.MEASURES`; a name given twice stands once.

    Returns
    -------
    pd.DataFrame
        One row an organization, in the order of `ties`: ``organization_id``, ``name``, then one column a
        measure in the order asked for, in the unit and range that its entry in the list states. Isolates get what
        it says there. No rows for an empty network.

    Raises
    ------
    UnknownName
        If a name is not in the list.

    Examples
    --------
    >>> path = nx.path_graph(["ana", "ben", "cy"])
    >>> centrality_scores(path, ["degree", "betweenness"])
      organization_id name  degree  betweenness
    0             ana  ana       1          0.0
    1             ben  ben       2          1.0
    2              cy   cy       1          0.0
    """
    wanted = [measure(name) for name in dict.fromkeys(measures)]
    columns = {
        "organization_id": pd.Series(list(ties), dtype="str"),
        "name": pd.Series(shown_names(ties), dtype="str"),
    }
    return pd.DataFrame(columns | {m.name: m.function(ties).array for m in wanted})
