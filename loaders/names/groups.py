"""Links between organizations become groups, and what is to stay apart stays apart."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

__all__ = ["Link", "grouped"]


class Link(NamedTuple):
    """Two organizations that are, or may be, one.

    Attributes
    ----------
    one, other : str
        Their ids.
    reason : str
        The rule that found them.
    score : float
        How alike they are, 0 to 1.
    """

    one: str
    other: str
    reason: str
    score: float = 1.0


def grouped(
    keys: Iterable[str], links: Iterable[Link], together: Callable[[Link, list[str], list[str]], bool]
) -> tuple[dict[str, list[str]], list[Link]]:
    """Return the groups that links lead to, link by link, and the links that were refused.

    Parameters
    ----------
    keys : iterable of str
        All there is to group, in the order in which the members of a group are to stand.
    links : iterable of Link
        The surest first: a later one that would bring together what is to stay apart is refused.
    together : callable
        Whether a link may join two groups, given the link and the members of both.

    Returns
    -------
    groups : dict of str to list of str
        For each key the members of its group, itself included; members share one list.
    refused : list of Link
        The links whose ends are two groups.

    Examples
    --------
    >>> groups, refused = grouped(
    ...     "abc", [Link("a", "b", ""), Link("b", "c", "")], lambda link, mine, theirs: "c" not in theirs
    ... )
    >>> groups["a"], groups["c"], len(refused)
    (['a', 'b'], ['c'], 1)
    """
    place = {key: i for i, key in enumerate(keys)}
    groups = {key: [key] for key in place}
    tried = list(links)
    for link in tried:
        mine, theirs = groups[link.one], groups[link.other]
        if mine is theirs or not together(link, mine, theirs):
            continue
        joined = sorted([*mine, *theirs], key=place.__getitem__)
        for key in joined:
            groups[key] = joined
    return groups, [link for link in tried if groups[link.one] is not groups[link.other]]
