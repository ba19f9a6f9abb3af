"""Who took part in what, as numbers: the pairs of organizations that every interaction brings together.

A million organizations meet in some twenty million pairs. They are made and sorted as one column of whole numbers,
because a frame of them takes ten times the memory and the time.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.schema import DIRECTED_KINDS, SOURCE_ROLES, TARGET_ROLES

__all__ = ["Meetings", "meetings", "packed", "places", "unpacked"]

_BITS = 63
_AT_A_TIME = 1_000_000


@dataclass(frozen=True)
class Meetings:
    """Interactions by number, in the order of the rows they were made from, and who took part in each.

    Attributes
    ----------
    n : int
        How many organizations there are.
    at : np.ndarray of int32
        Positions of participants, interaction by interaction, each once and in order.
    starts : np.ndarray of int64
        Where the participants of each interaction begin in `at`, and the end.
    gives, gets : np.ndarray of bool
        Whether each participant has a source role, a target role.
    directed_kind : np.ndarray of bool
        Whether each interaction is of a directed kind.
    """

    n: int
    at: np.ndarray
    starts: np.ndarray
    gives: np.ndarray
    gets: np.ndarray
    directed_kind: np.ndarray

    @property
    def sizes(self) -> np.ndarray:
        """The number of distinct participants of each interaction."""
        return np.diff(self.starts)

    def pairs(self, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return each pair of distinct organizations once an interaction, sorted by pair.

        Where an interaction is of a directed kind, or has both a source role and a target role, its sources are
        paired with its targets alone: two co-funders of one project are not tied by it.

        Parameters
        ----------
        wanted : np.ndarray of int64
            The interactions that count; those of one pair stand in this order.

        Returns
        -------
        tuple of np.ndarray
            `packed` positions ``a < b`` of each pair (int64), and the place of its interaction in `wanted`.
        """
        size = self.sizes[wanted]
        room = int((size * (size - 1) // 2).sum())
        bits = max(len(wanted) - 1, 0).bit_length()
        # Sorting plain numbers takes a quarter of the time of sorting an order, and half the memory.
        at_once = 2 * self.bits + bits <= _BITS
        pair = np.empty(room, dtype=np.int64)
        place = np.empty(0 if at_once else room, dtype=np.int32)
        filled = 0
        for n_members in np.unique(size[size > 1]).tolist():
            of_size = np.flatnonzero(size == n_members)
            first, second = np.triu_indices(n_members, 1)
            who = self.starts[wanted[of_size]][:, None] + np.arange(n_members)
            members = self.at[who].astype(np.int64)
            pairs = packed(members[:, first], members[:, second], self.bits).ravel()
            by = np.repeat(of_size, len(first))
            allowed = self._allowed(wanted[of_size], who, first, second)
            if allowed is not None:
                pairs, by = pairs[allowed], by[allowed]
            now = slice(filled, filled + len(pairs))
            pair[now] = pairs << bits | by if at_once else pairs
            if not at_once:
                place[now] = by
            filled = now.stop
        pair, place = pair[:filled], place[:filled]
        if at_once:
            pair.sort()
            place = _lowest(pair, bits)
            pair >>= bits
            return pair, place
        order = np.lexsort((place, pair))
        return pair[order], place[order]

    @property
    def bits(self) -> int:
        """How many bits the position of an organization takes."""
        return max(self.n - 1, 1).bit_length()

    def _allowed(
        self, interaction: np.ndarray, who: np.ndarray, first: np.ndarray, second: np.ndarray
    ) -> np.ndarray | None:
        """Return which pairs the roles allow; ``None`` where nothing is directed and so everything is."""
        gives, gets = self.gives[who], self.gets[who]
        any_gets = gets.any(axis=1)
        directed = gives.any(axis=1) & (any_gets | self.directed_kind[interaction])
        if not directed.any():
            return None
        target = gets | ~(any_gets[:, None] | gives)
        across = (gives[:, first] & target[:, second]) | (gives[:, second] & target[:, first])
        allowed: np.ndarray = (across | ~directed[:, None]).ravel()
        return allowed


def meetings(participations: pd.DataFrame, interactions: pd.DataFrame, organizations: pd.Series) -> Meetings:
    """Return who took part in each of `interactions`, which stand in their order.

    Parameters
    ----------
    participations : pd.DataFrame
        ``interaction_id, organization_id, role``; rows that belong to none of the others' ids do not count, and an
        organization with several roles in one interaction is one participant with all of them.
    interactions : pd.DataFrame
        ``interaction_id``, each once, and ``kind``.
    organizations : pd.Series
        Ids, each once; positions are those in here.
    """
    n, m = len(organizations), len(interactions)
    at = places(participations["organization_id"], organizations)
    met = places(participations["interaction_id"], interactions["interaction_id"])
    key = (met * n + at) * 4
    if participations["role"].notna().any():
        key += 2 * participations["role"].isin(SOURCE_ROLES).to_numpy()
        key += participations["role"].isin(TARGET_ROLES).to_numpy()
    key = key[(at >= 0) & (met >= 0)]
    key.sort()
    roles, key = key & 3, key >> 2
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    role_bits = np.bitwise_or.reduceat(roles, begins) if len(key) else roles
    met, at = np.divmod(key[begins], max(n, 1))
    return Meetings(
        n=n,
        at=at.astype(np.int32),
        starts=np.r_[0, np.cumsum(np.bincount(met, minlength=m))],
        gives=role_bits > 1,
        gets=role_bits % 2 == 1,
        directed_kind=interactions["kind"].isin(DIRECTED_KINDS).to_numpy(),
    )


def places(values: pd.Series, among: pd.Series) -> np.ndarray:
    """Return the position of each text in `among`, whose texts are distinct; -1 where it is not there. int64."""
    # pandas would make a Python text of every row first.
    import pyarrow as pa  # noqa: PLC0415  (loaded with the first data, not at start)
    import pyarrow.compute as pc  # noqa: PLC0415

    index = pa.array(among.array, from_pandas=True)
    positions = pc.index_in(pa.array(values.array, from_pandas=True), index)
    at: np.ndarray = pc.fill_null(positions, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return at


def packed(a: np.ndarray, b: np.ndarray, bits: int) -> np.ndarray:
    """Return two positions as one number, which sorts as the two do."""
    both: np.ndarray = a << bits | b
    return both


def unpacked(pair: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the two positions of each pair, int32."""
    return (pair >> bits).astype(np.int32), _lowest(pair, bits)


def _lowest(numbers: np.ndarray, bits: int) -> np.ndarray:
    """Return the lowest bits of each number, int32, some at a time: no second copy stands beside the first."""
    lowest = np.empty(len(numbers), dtype=np.int32)
    for start in range(0, len(numbers), _AT_A_TIME):
        part = slice(start, start + _AT_A_TIME)
        lowest[part] = numbers[part] & ((1 << bits) - 1)
    return lowest
