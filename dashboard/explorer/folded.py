"""The map of a large network: each coalition is one disc, until somebody opens it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.explorer.answers import Answers
from dashboard.explorer.map_data import map_data

__all__ = ["MOST_ORGANIZATIONS", "MOST_TIES", "Unfolded", "fold", "is_large", "map_columns", "unfolded_by"]

MOST_ORGANIZATIONS, MOST_TIES = 5_000, 40_000
"""A map of more than that is folded: a browser without a graphics card moves no more."""
_MOST_IN_STRIP = 2_000
"""So many organizations without an area are drawn; of more, only those that somebody asks for."""
_MOST_OPENED = 200
"""So many organizations at most, the first ones, open the coalitions in which they are."""

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Unfolded:
    """What is drawn of a map that is folded.

    Attributes
    ----------
    coalitions : tuple of int
        Their numbers: the organizations in them are drawn.
    alone : tuple of str
        Ids of organizations in no coalition.
    """

    coalitions: tuple[int, ...] = ()
    alone: tuple[str, ...] = ()


def map_columns(answers: Answers, base: Answers, opened: Unfolded) -> dict[str, Any]:
    """Return what `dashboard.explorer.map_data.map_data` returns, folded where that is large."""
    columns = map_data(answers, base)
    return fold(columns, opened) if is_large(answers, base) else columns


def is_large(answers: Answers, base: Answers) -> bool:
    """Return whether the map is folded: `base` says how many organizations it has, `answers` how many ties."""
    return len(base.ties) > MOST_ORGANIZATIONS or answers.ties.number_of_edges() > MOST_TIES


def unfolded_by(home: Answers, organizations: Collection[str], coalition: int | None) -> Unfolded:
    """Return the coalitions in which organizations are, and the organizations that are in none.

    Parameters
    ----------
    home : Answers
        Whose coalitions the map draws.
    organizations : collection of str
        Who is to be drawn.
    coalition : int, optional
        One more coalition that is to be open.
    """
    asked = [one for one in dict.fromkeys(organizations) if one in home.groups.index][:_MOST_OPENED]
    areas = set(home.named_groups["cluster"])
    numbers = {int(number) for number in home.groups.loc[asked].dropna() if number in areas}
    numbers |= {coalition} & areas if coalition is not None else set()
    return Unfolded(tuple(sorted(numbers)), tuple(sorted(one for one in asked if home.groups[one] not in areas)))


def fold(columns: Columns, opened: Unfolded) -> dict[str, Any]:
    """Return the columns of a map in which each coalition is one row, but for those that are opened.

    Parameters
    ----------
    columns : mapping
        What `dashboard.explorer.map_data.map_data` returns.
    opened : Unfolded
        What is drawn all the same.

    Returns
    -------
    dict
        The same columns. The row of a coalition has its number behind a line break as ``id``, which no organization
        has, stands in the middle of its organizations, and says in ``members`` how many these are; ``members`` is 0 in
        the row of an organization. What several ties become one is as strong as their sum, 1 for the strongest sum.
    """
    table, groups = columns["organizations"], columns["groups"]
    group = np.asarray(table["group"], dtype=np.int64)
    has_area = (group >= 0) & ~np.asarray(table["strip"], dtype=bool)
    is_open = np.array([one["number"] in opened.coalitions for one in groups] or [False])
    is_drawn = ~has_area | is_open[group]
    if (~has_area).sum() > _MOST_IN_STRIP:
        is_drawn &= has_area | np.isin(table["id"], list(opened.alone))
    folded = [at for at in range(len(groups)) if not is_open[at] and (has_area & (group == at)).any()]
    row = np.where(is_drawn, np.cumsum(is_drawn) - 1, -1)
    for place, at in enumerate(folded, start=int(is_drawn.sum())):
        row[has_area & (group == at)] = place
    bubbles = [_bubble(columns, at, np.flatnonzero(has_area & (group == at))) for at in folded]
    organizations = {
        name: [value for value, drawn in zip(values, is_drawn, strict=True) if drawn] + [one[name] for one in bubbles]
        for name, values in {**table, "members": [0] * len(group)}.items()
    }
    return {**columns, "organizations": organizations, "ties": _ties(columns["ties"], row, int(is_drawn.sum()))}


def _bubble(columns: Columns, at: int, members: npt.NDArray[np.int64]) -> dict[str, Any]:
    """Return the row of one coalition; the largest is named first."""
    table, group = columns["organizations"], columns["groups"][at]
    return {
        "id": f"\n{group['number']}",
        "label": group["name"],
        "x": round(float(np.mean(np.asarray(table["x"])[members])), 2),
        "y": round(float(np.mean(np.asarray(table["y"])[members])), 2),
        "size": len(members),
        "group": at,
        "shown": bool(np.asarray(table["shown"])[members].any()),
        "rank": at - len(columns["groups"]),
        "strip": False,
        "members": len(members),
    }


def _ties(ties: Columns, row: npt.NDArray[np.int64], n_organizations: int) -> dict[str, list[Any]]:
    """Return the ties between the rows; those of coalitions added up."""
    ends = np.sort(np.stack([row[np.asarray(ties[end], dtype=np.int64)] for end in ("from", "to")]), axis=0)
    strength, between = np.asarray(ties["strength"], dtype=float), np.asarray(ties["between"], dtype=bool)
    is_tie = (ends[0] >= 0) & (ends[0] != ends[1])
    of_coalition = is_tie & (ends[1] >= n_organizations)
    as_before = is_tie & ~of_coalition
    pairs, which = np.unique(ends[:, of_coalition], axis=1, return_inverse=True)
    sums = np.bincount(which.ravel(), weights=strength[of_coalition], minlength=pairs.shape[1])
    sums = (sums / sums.max(initial=0.0)).round(3) if sums.any() else sums
    return {
        "from": [*ends[0, as_before].tolist(), *pairs[0].tolist()],
        "to": [*ends[1, as_before].tolist(), *pairs[1].tolist()],
        "strength": [*strength[as_before].tolist(), *sums.tolist()],
        "between": [*between[as_before].tolist(), *[True] * pairs.shape[1]],
    }
