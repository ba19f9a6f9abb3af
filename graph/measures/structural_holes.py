"""Structural holes: how far an organization's partners repeat each other (Burt 1992).

NetworkX's effective size over all nodes divides by the wrong maximum when it is weighted, and both of its measures
build dense n x n matrices: these are Burt's definitions on sparse matrices.
"""

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from graph.engines.burt import burt
from graph.engines.matrix import strength_matrix
from graph.ties.network import TieNetwork

__all__ = ["constraint", "effective_size"]

_KEPT = ("structural holes",)


def _mutual(ties: nx.Graph) -> sparse.csr_array:
    """Return the strength between each pair, both directions together."""
    matrix = strength_matrix(ties)
    return sparse.csr_array(matrix + matrix.T) if ties.is_directed() else matrix


def _both(ties: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    """Return constraint and effective size; a tie network keeps them, since one pass gives both."""
    if not isinstance(ties, TieNetwork):
        return burt(_mutual(ties))
    if _KEPT not in ties.engines:
        ties.engines[_KEPT] = burt(_mutual(ties))
    scores: tuple[np.ndarray, np.ndarray] = ties.engines[_KEPT]
    return scores


def _series(ties: nx.Graph, values: np.ndarray, name: str) -> pd.Series:
    return pd.Series(values, index=pd.Index(list(ties), name="organization_id"), name=name, dtype="float64")


def constraint(ties: nx.Graph) -> pd.Series:
    """Return how much each organization's partners lead back to one another.

    ``sum over j of (p_ij + sum over q of p_iq * p_qj) ** 2``, j over i's partners, where ``p_ij`` is the share of
    i's strength that goes to j. A broker has low constraint.

    Parameters
    ----------
    ties : nx.Graph
        Edge attribute ``strength`` (> 0, any unit: only shares matter) is read as closeness; without it every
        tie counts 1. In a directed network both directions add up.

    Returns
    -------
    pd.Series
        Float named ``"constraint"``, indexed by ``organization_id`` in the order of `ties`: above 0, 1.125 in an
        unweighted triangle, at most 2. NaN for an isolate, which has nobody to be constrained by.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2.

    Examples
    --------
    >>> star = nx.Graph([("hub", "ana"), ("hub", "ben"), ("hub", "cy")])
    >>> star.add_node("alone")
    >>> print(constraint(star).round(2).to_string())
    organization_id
    hub      0.33
    ana      1.00
    ben      1.00
    cy       1.00
    alone     NaN
    """
    return _series(ties, _both(ties)[0].copy(), "constraint")


def effective_size(ties: nx.Graph) -> pd.Series:
    """Return how many partners each organization has that do not repeat another one.

    ``sum over j of (1 - sum over q of p_iq * m_jq)``, j over i's partners, where ``p_iq`` is the share of i's
    strength that goes to q and ``m_jq`` the strength of j and q over j's strongest tie.

    Parameters
    ----------
    ties : nx.Graph
        As in `constraint`.

    Returns
    -------
    pd.Series
        Float named ``"effective_size"``, indexed by ``organization_id`` in the order of `ties`: from 1 to the
        number of partners. NaN for an isolate.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2. Borgatti, S. P. (1997).
    Structural holes: unpacking Burt's redundancy measures. *Connections* 20(1), 35-38.

    Examples
    --------
    >>> triangle = nx.Graph([("ana", "ben"), ("ben", "cy"), ("ana", "cy"), ("cy", "dee")])
    >>> effective_size(triangle).round(2).to_dict()
    {'ana': 1.0, 'ben': 1.0, 'cy': 2.33, 'dee': 1.0}
    """
    return _series(ties, _both(ties)[1].copy(), "effective_size")
