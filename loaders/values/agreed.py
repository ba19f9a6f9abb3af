"""What holds where several rows say different things of one thing: one rule for each kind of value."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from graph.schema import SCHEMA

__all__ = ["MOST_ACTIVE", "agreed_rows", "commonest", "commonest_by", "most_active"]

MOST_ACTIVE = ("ongoing", "done", "", "suspended", "planned")
"""Statuses of activities, the most active first. A row without one says that somebody is there: more than a plan."""
_PRECISIONS = ("day", "month", "year")
_HIGHEST = {"until", "date_end"} | {
    name for schema in SCHEMA.values() for name, column in schema.columns.items() if column.kind == "number"
}


def agreed_rows(rows: pd.DataFrame, key: Sequence[str], *, of_activities: bool = True) -> pd.DataFrame:
    """Return one row a key, in the order in which the keys first stand.

    Of numbers the highest holds, for they are never summed, of ends the last, of statuses of activities the most
    active, of the precisions of one date the finest, of sources the first, of anything else what is said most often
    (of equally common values the first in order).

    Parameters
    ----------
    rows : pd.DataFrame
        What is stated, with any index. A missing value states nothing; the status ``""`` states that there is none.
        ``times``, where it is a column, is how often each row is said.
    key : sequence of str
        The columns that tell one thing from another; a blank is a key of its own.
    of_activities : bool
        Whether a status is that of an activity; the standing of an organization is what is said most often.

    Returns
    -------
    pd.DataFrame
        The columns of `rows` without ``times``; a status that is none is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"community_id": ["a", "a"], "name": ["B", "A"], "population": [3.0, 5.0]})
    >>> agreed_rows(rows, ["community_id"]).values.tolist()
    [['a', 'A', 5.0]]
    """
    key = list(key)
    groups = rows.groupby(key, sort=False, dropna=False)
    by = [rows[name] for name in key]
    agreed: dict[str, pd.Series] = {}
    for name in rows.columns.drop([*key, "times"], errors="ignore"):
        if name == "source":
            agreed[name] = groups[name].first()
        elif name in _HIGHEST:
            agreed[name] = groups[name].max()
        elif name == "status" and of_activities:
            agreed[name] = most_active(rows[name], by)
        elif name == "date_precision" and "date" in key:
            agreed[name] = _first_of(_PRECISIONS, rows[name], by)
        else:
            agreed[name] = groups[name].first() if _is_settled(rows, key, name) else _by_votes(rows, key, name)
    if not agreed:
        return rows[key].drop_duplicates(ignore_index=True)
    index = next(iter(agreed.values())).index
    frame = pd.DataFrame({name: values.to_numpy() for name, values in agreed.items()}, index=index)
    return frame.reset_index()


def most_active(status: pd.Series, by: Sequence[pd.Series]) -> pd.Series:
    """Return the most active status of each group, missing where that is none.

    Parameters
    ----------
    status : pd.Series of str
        As `MOST_ACTIVE`; a missing value states nothing.
    by : sequence of pd.Series
        What the groups are made of, as `pandas.Series.groupby` takes it; a blank is a group of its own.

    Examples
    --------
    >>> status, places = pd.Series(["planned", "done", "planned", ""]), pd.Series(["a", "a", "b", "b"])
    >>> most_active(status, [places]).fillna("-").tolist()
    ['done', '-']
    """
    return _first_of(MOST_ACTIVE, status, by)


def _first_of(order: Sequence[str], values: pd.Series, by: Sequence[pd.Series]) -> pd.Series:
    ranks = values.map({value: i for i, value in enumerate(order)})
    best = ranks.groupby(list(by), sort=False, dropna=False).min()
    return best.map({i: value or None for i, value in enumerate(order)}).astype("object")


def _is_settled(rows: pd.DataFrame, key: list[str], name: str) -> bool:
    filled = rows.loc[rows[name].notna(), [*key, name]]
    return not filled.drop_duplicates().duplicated(key).any()


def _by_votes(rows: pd.DataFrame, key: list[str], name: str) -> pd.Series:
    groups = rows.groupby(key, sort=False, dropna=False)
    votes: dict[int, Counter[Any]] = {}
    times = rows["times"] if "times" in rows else pd.Series(1, rows.index)
    for group, value, often in zip(groups.ngroup(), rows[name], times, strict=True):
        if not pd.isna(value):
            votes.setdefault(int(group), Counter())[value] += int(often)
    index = groups.size().index
    return pd.Series([commonest(votes[i]) if i in votes else None for i in range(len(index))], index, dtype="object")


def commonest(counts: Counter[Any]) -> Any:  # noqa: ANN401  (whatever is counted)
    """Return what is counted most often, of equally common values the first in order.

    Examples
    --------
    >>> commonest(Counter({"b": 2, "a": 2, "c": 1}))
    'a'
    """
    return min(counts, key=lambda value: (-counts[value], str(value)))


def commonest_by(counted: pd.DataFrame, key: str, value: str) -> pd.DataFrame:
    """Return the commonest value for each key, of equally common ones the first in order.

    Parameters
    ----------
    counted : pd.DataFrame
        ``times`` and the columns `key` and `value`; rows of one key and value are added up.

    Returns
    -------
    pd.DataFrame
        `key`, `value` and ``times``, the commonest pairs first.

    Examples
    --------
    >>> counted = pd.DataFrame({"id": ["a", "a", "a"], "name": ["B", "A", "B"], "times": [1, 2, 2]})
    >>> commonest_by(counted, "id", "name").values.tolist()
    [['a', 'B', 3]]
    """
    summed = counted.groupby([key, value])["times"].sum().reset_index()
    return summed.sort_values(["times", value], ascending=[False, True]).drop_duplicates(key)
