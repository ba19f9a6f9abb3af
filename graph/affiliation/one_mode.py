"""Who is with whom in the same events or behind the same causes: the two-mode network seen from one side."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from graph.arguments import checked
from graph.errors import UnknownName

__all__ = ["PROJECTIONS", "projection"]

# What one shared event adds to a pair, by its number of members (2 or more) and the number of organizations.
_OF_SIZE: Mapping[str, Callable[[np.ndarray, int], np.ndarray]] = {
    "newman": lambda size, _: 1 / (size - 1),
    "adamic_adar": lambda size, _: 1 / np.log(size),
    "rarity": lambda size, n: np.log(n / size),
    "jaccard": lambda size, _: np.ones_like(size),
}
PROJECTIONS = tuple(_OF_SIZE)


@checked
def projection(memberships: pd.DataFrame, *, by: str, score: str = "newman") -> pd.DataFrame:
    """Return every pair of organizations that share an event or a cause, with how much that says.

    With ``n_k`` members in the shared event k and n organizations in `memberships`, the score of a pair sums over its
    shared events: ``newman`` ``1 / (n_k - 1)``; ``adamic_adar`` ``1 / ln(n_k)``; ``rarity`` ``ln(n / n_k)``, made for
    causes: zero for a cause that everybody has. ``jaccard`` is the number of shared events over the number of events
    that either of the two is in.

    Parameters
    ----------
    memberships : pd.DataFrame
        One row an organization and event: ``organization_id`` and the column `by`. Repeated rows count once, rows
        with a blank not at all.
    by : str
        The column of events or causes, as ``"interaction_id"`` or ``"cause_id"``.
    score : {"newman", "adamic_adar", "rarity", "jaccard"}
        One of `PROJECTIONS`.

    Returns
    -------
    pd.DataFrame
        One row a pair: ``from_id``, ``to_id`` (``from_id`` first by its spelling), ``shared`` (int64, the number of
        shared events) and a column named by the score (float64; newman and adamic_adar above 0, rarity from 0, both
        without an upper end; jaccard above 0 to 1). Largest score first, equal ones by id. Events of one member and
        organizations that share nothing make no row; empty memberships give an empty frame. An event of m members
        makes m (m - 1) / 2 pairs: leave the crowded ones out beforehand.

    Raises
    ------
    UnknownName
        If there is no such score, or no such column.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks II. *Physical Review E* 64, 016132. Adamic, L. A. and
    Adar, E. (2003). Friends and neighbors on the web. *Social Networks* 25, 211-230. Jaccard, P. (1901). Étude
    comparative de la distribution florale. *Bulletin de la Société vaudoise des sciences naturelles* 37, 547-579.
    Sparck Jones, K. (1972). A statistical interpretation of term specificity. *Journal of Documentation* 28, 11-21.

    Examples
    --------
    >>> met = pd.DataFrame({"organization_id": ["ana", "ben", "cy", "ana", "ben"], "event_id": [1, 1, 1, 2, 2]})
    >>> projection(met, by="event_id")
      from_id to_id  shared  newman
    0     ana   ben       2     1.5
    1     ana    cy       1     0.5
    2     ben    cy       1     0.5
    """
    if score not in _OF_SIZE:
        raise UnknownName("projection", score, _OF_SIZE)
    for column in ("organization_id", by):
        if column not in memberships:
            raise UnknownName("column of memberships", column, map(str, memberships.columns))
    ids, member = incidence(memberships, by)
    shared, scores = projected(member, score)
    half = sparse.triu(shared, k=1).tocoo()
    pairs = pd.DataFrame(
        {
            "from_id": ids.take(half.row),
            "to_id": ids.take(half.col),
            "shared": half.data.astype("int64"),
            score: sparse.triu(scores, k=1).tocoo().data,
        }
    )
    return pairs.sort_values([score, "from_id", "to_id"], ascending=[False, True, True], ignore_index=True)


def incidence(memberships: pd.DataFrame, by: str) -> tuple[pd.Index, sparse.csr_array]:
    """Return the organizations in order of spelling, and who is in which event: organizations x events, ones.

    Events stand in order of size: pairs that share events of the same sizes then have the same sum to the last bit.
    """
    rows = memberships[["organization_id", by]].dropna().drop_duplicates()
    row, ids = pd.factorize(rows["organization_id"].astype("str"), sort=True)
    column, events = pd.factorize(rows[by])
    by_size = np.argsort(np.bincount(column, minlength=len(events)), kind="stable")
    place = np.empty(len(events), dtype=np.int64)
    place[by_size] = np.arange(len(events))
    member = sparse.csr_array((np.ones(len(rows)), (row, place[column])), shape=(len(ids), len(events)))
    member.sort_indices()
    return pd.Index(ids, dtype="str"), member


def projected(member: sparse.csr_array, score: str = "newman") -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return how many events each two organizations share, and the score, both on the same entries.

    Parameters
    ----------
    member : scipy.sparse.csr_array
        Organizations x events, 1 where an organization is in an event.
    score : str
        One of `PROJECTIONS`.

    Returns
    -------
    tuple of scipy.sparse.csr_array
        Symmetric, organizations x organizations, float64, sorted indices; on the diagonal what an organization
        shares with itself. Events of one member are left out.
    """
    size = np.bincount(member.indices, minlength=member.shape[1]).astype(np.float64)
    together = size > 1
    events = sparse.csr_array(member[:, together])
    each = _OF_SIZE[score](size[together], member.shape[0])
    # A product leaves zeros out: what is shared, as real part, keeps the entries whose score, the imaginary part,
    # is zero.
    both = sparse.csr_array(events @ (sparse.diags_array(1 + 1j * each) @ events.T))
    both.sort_indices()
    shared, scores = both.real, both.imag
    if score == "jaccard":
        degree = np.diff(member.indptr)
        row = np.repeat(np.arange(member.shape[0]), np.diff(shared.indptr))
        scores.data = shared.data / (degree[row] + degree[shared.indices] - shared.data)
    return shared, scores
