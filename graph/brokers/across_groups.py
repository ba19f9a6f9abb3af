"""Over how many groups an organization spreads its ties (Guimera and Amaral 2005)."""

from typing import Literal

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from graph.arguments import checked
from graph.brokers.roles import group_codes
from graph.engines.matrix import presence, shown_names, strength_matrix
from graph.engines.undirected import undirected_view

__all__ = ["participation"]


@checked
def participation(
    ties: nx.Graph, groups: pd.Series, *, counting: Literal["strength", "ties"] = "strength"
) -> pd.DataFrame:
    """Return how evenly each organization's ties are spread over the groups.

    ``P_i = 1 - sum over groups m of (k_im / k_i) ** 2``, where ``k_im`` is what i has with the members of m and
    ``k_i`` all that it has: 0 where every partner is of one group, whichever that is.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength`` (> 0) is read as closeness; without it every tie counts 1. The ties of a directed
        network are taken both ways.
    groups : pd.Series
        The group of each organization, indexed by ``organization_id``; one without a group is a group of its own.
    counting : str
        ``"strength"`` sums the strengths of ties, ``"ties"`` counts them.

    Returns
    -------
    pd.DataFrame
        One row an organization in the order of `ties`: ``organization_id``, ``name``, ``participation`` (float64, 0 up
        to, never reaching, 1; NaN for isolates). No rows for an empty network.

    Raises
    ------
    ValueError
        If `counting` is neither.

    References
    ----------
    Guimera, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. *Nature* 433,
    895-900.

    Examples
    --------
    >>> path = nx.Graph([("ana", "ben"), ("ben", "cy")])
    >>> participation(path, pd.Series({"ana": 1, "ben": 1, "cy": 2}))
      organization_id name  participation
    0             ana  ana            0.0
    1             ben  ben            0.5
    2              cy   cy            0.0
    """
    if counting not in {"strength", "ties"}:
        msg = f"counting: found {counting!r}, allowed 'strength' or 'ties'."
        raise ValueError(msg)
    ties = undirected_view(ties)
    matrix = strength_matrix(ties)
    matrix = presence(matrix) if counting == "ties" else matrix
    n = matrix.shape[0]
    code = pd.factorize(group_codes(groups.reindex(list(ties))))[0]
    member = sparse.csr_array((np.ones(n), (np.arange(n), code)), shape=(n, max(n, 1)))
    by_group = (matrix @ member).tocoo()
    all_ties = np.bincount(by_group.row, weights=by_group.data, minlength=n)
    share = by_group.data / all_ties[by_group.row]
    spread = 1 - np.bincount(by_group.row, weights=share**2, minlength=n)
    # The last bit of the shares may make a sum of squares pass 1.
    return pd.DataFrame(
        {
            "organization_id": pd.Series(list(ties), dtype="str"),
            "name": pd.Series(shown_names(ties), dtype="str"),
            "participation": np.where(all_ties > 0, np.maximum(spread, 0), np.nan),
        }
    )
