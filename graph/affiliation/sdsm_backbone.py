"""Which organizations are together more often than their own and the events' sizes explain."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

from graph.affiliation.one_mode import incidence
from graph.arguments import checked
from graph.errors import PartnerNetworkError, UnknownName

__all__ = ["CORRECTIONS", "backbone", "membership_probabilities"]

CORRECTIONS = ("holm", "benjamini_hochberg")
EXACT_STEPS = 200_000_000
"""More steps than this (different p's, times most shared events, times events) are not made: about a second."""

_MOST_ROUNDS = 200
_RESIDUAL = 1e-9

Method = Literal["exact", "approximate"]


@checked
def backbone(
    memberships: pd.DataFrame,
    *,
    by: str,
    alpha: float = 0.05,
    correction: str | None = None,
    method: Method | None = None,
) -> pd.DataFrame:
    """Return how surprising it is that two organizations share as many events (stochastic degree sequence model).

    Under the null model every organization a is in every event k by chance, independently, with the probability
    ``p_ak = 1 / (1 + exp(-(x_a + y_k)))`` that keeps the expected number of events of each organization and of
    members of each event (`membership_probabilities`). The number of events that a and b share is then a sum of
    independent draws with the probabilities ``p_ak * p_bk``, and p is the probability of as many as there are or more.

    Parameters
    ----------
    memberships : pd.DataFrame
        One row an organization and event: ``organization_id`` and the column `by`. Repeated rows count once, rows
        with a blank not at all. Events of one member count.
    by : str
        The column of events or causes, as ``"interaction_id"`` or ``"cause_id"``.
    alpha : float
        A pair is kept where its corrected p is below this; above 0, below 1.
    correction : {None, "holm", "benjamini_hochberg"}
        One of `CORRECTIONS`, for all n (n - 1) / 2 pairs, those that share nothing (p = 1) included.
    method : {None, "exact", "approximate"}
        ``exact``: the Poisson-binomial distribution. ``approximate``: the normal distribution refined by the skew,
        far from it where few events are shared. By default exact where that takes at most `EXACT_STEPS` steps.

    Returns
    -------
    pd.DataFrame
        One row a pair that shares an event: ``from_id``, ``to_id`` (``from_id`` first by its spelling), ``shared``
        (int64), ``expected`` (float64, how many the null model lets expect), ``p`` and ``corrected`` (float64, 0 to
        1; equal without a correction), ``kept`` (bool), ``method`` (how p was computed). Smallest p first, equal ones
        by id. Empty memberships give an empty frame.

    Raises
    ------
    UnknownName
        If there is no such correction, or no such column.
    ValueError
        If `alpha` is not between 0 and 1.
    PartnerNetworkError
        If the probabilities were not found.

    References
    ----------
    Neal, Z. P., Domagalski, R. and Sagan, B. (2021). Comparing alternatives to the fixed degree sequence model for
    extracting the backbone of bipartite projections. *Scientific Reports* 11, 23929. Hong, Y. (2013). On computing
    the distribution function for the Poisson binomial distribution. *Computational Statistics and Data Analysis* 59,
    41-51. Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal of
    Statistics* 6, 65-70. Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of
    the Royal Statistical Society B* 57, 289-300.

    Examples
    --------
    >>> rows = {"ana": "134", "ben": "2", "cy": "14"}
    >>> met = pd.DataFrame([(who, k) for who in rows for k in rows[who]], columns=["organization_id", "event_id"])
    >>> backbone(met, by="event_id")[["from_id", "to_id", "shared", "expected", "p", "kept"]].round(3)
      from_id to_id  shared  expected      p   kept
    0     ana    cy       2     1.621  0.555  False
    """
    if correction is not None and correction not in CORRECTIONS:
        raise UnknownName("correction", correction, CORRECTIONS)
    if not 0 < alpha < 1:
        msg = f"alpha: found {alpha}, allowed above 0 and below 1."
        raise ValueError(msg)
    for column in ("organization_id", by):
        if column not in memberships:
            raise UnknownName("column of memberships", column, map(str, memberships.columns))
    ids, member = incidence(memberships, by)
    shared = sparse.triu(sparse.csr_array(member @ member.T), k=1).tocoo()
    times = shared.data.astype(np.int64)

    # Organizations of one degree have the same probabilities, so few pairs differ in their distribution.
    of_row, _, chance, repeats = _by_degree(member)
    both = np.sort(np.column_stack([of_row[shared.row], of_row[shared.col]]), axis=1)
    kinds, of_pair = np.unique(both, axis=0, return_inverse=True)
    most = int(times.max(initial=0))
    how = method or ("exact" if len(kinds) * most * member.shape[1] <= EXACT_STEPS else "approximate")
    together = chance[kinds[:, 0]] * chance[kinds[:, 1]]
    tails = (upper_tails if how == "exact" else approximate_tails)(together, repeats, most)
    p = tails[of_pair.ravel(), times]
    corrected = _corrected(p, correction, len(ids) * (len(ids) - 1) // 2)
    pairs = pd.DataFrame(
        {
            "from_id": ids.take(shared.row),
            "to_id": ids.take(shared.col),
            "shared": times,
            "expected": (together @ repeats)[of_pair.ravel()],
            "p": p,
            "corrected": corrected,
            "kept": corrected < alpha,
            "method": pd.Series(how, index=range(len(p)), dtype="str"),
        }
    )
    return pairs.sort_values(["p", "from_id", "to_id"], ignore_index=True)


def membership_probabilities(member: sparse.csr_array) -> np.ndarray:
    """Return the probabilities of the maximum-entropy bipartite configuration model: organizations x events.

    Parameters
    ----------
    member : scipy.sparse.csr_array
        Organizations x events, 1 where an organization is in an event.

    Returns
    -------
    np.ndarray
        float64, dense, 0 to 1; rows and columns sum to those of `member`, to 1e-9.

    Raises
    ------
    PartnerNetworkError
        If no such probabilities were found.

    References
    ----------
    Saracco, F. and others (2015). Randomizing bipartite networks: the case of the World Trade Web. *Scientific
    Reports* 5, 10595.

    Examples
    --------
    >>> membership_probabilities(sparse.csr_array([[1, 1], [1, 0], [0, 1]])).round(3)
    array([[1. , 1. ],
           [0.5, 0.5],
           [0.5, 0.5]])
    """
    of_row, of_column, chance, _ = _by_degree(member)
    chances: np.ndarray = chance[np.ix_(of_row, of_column)]
    return chances


def upper_tails(chance: np.ndarray, observed: np.ndarray, most: int) -> np.ndarray:
    """Return the probabilities of j or more hits, j = 0 .. `most` along axis 1, in draws of unequal chances.

    Exact (Poisson-binomial), one draw after the other: each row of `chance` is a distribution, each column a kind of
    draw, made as often as `many` says.
    """
    tails = np.zeros((len(chance), most + 1))
    tails[:, 0] = 1
    for hit in np.repeat(np.arange(len(observed)), observed):
        drawn = chance[:, hit, None]
        tails[:, 1:] = (1 - drawn) * tails[:, 1:] + drawn * tails[:, :-1]
    return tails


def approximate_tails(chance: np.ndarray, observed: np.ndarray, most: int) -> np.ndarray:
    """Return what `upper_tails` returns by the refined normal approximation: ``1 - G((j - 0.5 - mean) / sd)``.

    ``G(z) = Phi(z) + skew * (1 - z ** 2) * phi(z) / 6``, cut off at 0 and 1.
    """
    from scipy.special import ndtr  # noqa: PLC0415  (only where it is asked for)

    spread = chance * (1 - chance)
    # Without any chance in it, all is below or above: any small number puts z far out.
    deviation = np.maximum(np.sqrt(spread @ observed), 1e-12)[:, None]
    skew = ((spread * (1 - 2 * chance)) @ observed)[:, None] / deviation**3
    z = (np.arange(most + 1) - 0.5 - (chance @ observed)[:, None]) / deviation
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    tails: np.ndarray = np.clip(ndtr(-z) - skew * (1 - z**2) * density / 6, 0, 1)
    return tails


def _by_degree(member: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return each organization's and event's kind by degree, probabilities by kind, and how many events a kind has."""
    rows, of_row, many_rows = np.unique(np.diff(member.indptr), return_inverse=True, return_counts=True)
    size = np.bincount(member.indices, minlength=member.shape[1])
    columns, of_column, many_columns = np.unique(size, return_inverse=True, return_counts=True)
    chance = _solved(rows, many_rows, columns, many_columns) if member.nnz else np.zeros((len(rows), len(columns)))
    return of_row, of_column, chance, many_columns


def _solved(rows: np.ndarray, many_rows: np.ndarray, columns: np.ndarray, many_columns: np.ndarray) -> np.ndarray:
    """Return the probabilities of each degree of a row and of a column, by Newton's method on the log-likelihood."""
    of_one = np.r_[rows, columns].astype(np.float64)
    members = np.r_[many_rows, many_columns].astype(np.float64)
    split = len(rows)
    # What is added to every x may be taken from every y: this direction is held still.
    free = np.r_[np.ones(split), -np.ones(len(columns))]

    def state(at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        chance = 1 / (1 + np.exp(-np.clip(at[:split, None] + at[split:], -700, 700)))
        return chance, np.r_[chance @ many_columns, many_rows @ chance] - of_one

    at = np.log(np.maximum(of_one, 0.5) / np.sqrt(many_rows @ rows))
    chance, off = state(at)
    for _ in range(_MOST_ROUNDS):
        if np.abs(off).max() <= _RESIDUAL:
            return chance
        flat = chance * (1 - chance) * many_rows[:, None] * many_columns
        slope = np.diag(np.r_[flat.sum(axis=1), flat.sum(axis=0)])
        slope[:split, split:], slope[split:, :split] = flat, flat.T
        step = np.linalg.solve(slope + np.outer(free, free) * np.diag(slope).mean(), members * off)
        length = 1.0
        while True:
            new, new_off = state(at - length * step)
            if np.linalg.norm(members * new_off) < np.linalg.norm(members * off) or length < 1e-6:
                break
            length /= 2
        at, chance, off = at - length * step, new, new_off
    raise PartnerNetworkError(
        f"backbone: found no probabilities that keep the degrees; after {_MOST_ROUNDS} rounds they are off by "
        f"{np.abs(off).max():.1e}, allowed {_RESIDUAL:g}. Leave out organizations that are in nearly every event."
    )


def _corrected(p: np.ndarray, correction: str | None, tests: int) -> np.ndarray:
    """Return p corrected for the number of tests, of which all that are not here have p = 1."""
    if correction is None:
        return p
    order = np.argsort(p, kind="stable")
    nth = np.arange(len(p))
    if correction == "holm":
        up = np.maximum.accumulate(p[order] * (tests - nth))
    else:
        up = np.minimum.accumulate((p[order] * tests / (nth + 1))[::-1])[::-1]
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(up, 1)
    return corrected
