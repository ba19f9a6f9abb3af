"""Names that a user gave to coalitions: they stick to whom the coalition holds, not to its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["Rename", "renamed"]

_SAME = 0.5


@dataclass(frozen=True)
class Rename:
    """A name for the coalition of `members` (organization ids)."""

    name: str
    members: frozenset[str]


def renamed(names: pd.Series, groups: pd.Series, renames: Sequence[Rename]) -> pd.Series:
    """Return the coalitions' names with those that a user gave.

    Parameters
    ----------
    names : pd.Series
        Text, indexed by coalition number.
    groups : pd.Series
        Coalition number of each organization, by id.
    renames : sequence of Rename
        The later one wins. It goes to the coalition that shares most with its members, if that is more than half of
        both together (Jaccard).

    Returns
    -------
    pd.Series
        As `names`; every name unique, a repeated one with its number behind it.

    Examples
    --------
    >>> groups = pd.Series([1, 1, 2], index=["a", "b", "c"])
    >>> names = pd.Series(["Water", "Land"], index=[1, 2])
    >>> renamed(names, groups, [Rename("River people", frozenset("ab"))]).tolist()
    ['River people', 'Land']
    """
    new_names = dict(names.items())
    members_of = {number: frozenset(ids) for number, ids in groups.groupby(groups).groups.items()}
    for rename in renames:
        shares = {
            number: len(rename.members & members) / len(rename.members | members)
            for number, members in members_of.items()
        }
        best = max(shares, key=lambda number: shares[number], default=None)
        if best in new_names and shares[best] > _SAME:
            new_names[best] = rename.name
    taken: dict[Any, str] = {}
    for number, name in new_names.items():
        unique = name
        while unique in taken.values():
            unique = f"{unique} ({number})"
        taken[number] = unique
    return pd.Series(taken, dtype="str").reindex(names.index)
