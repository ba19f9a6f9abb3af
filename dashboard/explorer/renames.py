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


def renamed(names: pd.Series, groups: pd.Series, kept: Sequence[Rename]) -> pd.Series:
    """Return the coalitions' names with those that a user gave.

    Parameters
    ----------
    names : pd.Series
        Text, indexed by coalition number.
    groups : pd.Series
        Coalition number of each organization, by id.
    kept : sequence of Rename
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
    found = dict(names.items())
    held = {number: frozenset(ids) for number, ids in groups.groupby(groups).groups.items()}
    for rename in kept:
        shares = {
            number: len(rename.members & members) / len(rename.members | members) for number, members in held.items()
        }
        best = max(shares, key=lambda number: shares[number], default=None)
        if best in found and shares[best] > _SAME:
            found[best] = rename.name
    taken: dict[Any, str] = {}
    for number, name in found.items():
        told = name
        while told in taken.values():
            told = f"{told} ({number})"
        taken[number] = told
    return pd.Series(taken, dtype="str").reindex(names.index)
