"""Which coalitions the filters leave, and how many organizations of each."""

import pandas as pd

from dashboard.explorer.answers import Answers

__all__ = ["coalitions_left", "members_left"]


def members_left(answers: Answers) -> pd.Series:
    """Return how many organizations of each coalition the filters leave, by its number; none of those with nobody."""
    return answers.groups.reindex(answers.ties.ids).value_counts()


def coalitions_left(answers: Answers) -> pd.DataFrame:
    """Return the coalitions that the filters leave, with ``left``, how many of their organizations, most first.

    Groups of two, and those too small for an area of the map, do not count.
    """
    table = answers.coalitions
    is_coalition = (table["form"] == "coalition") | table["cluster"].isin(answers.named_groups["cluster"])
    left = table["cluster"].map(members_left(answers)).fillna(0).astype("int64")
    counted_left = table.assign(left=left)[is_coalition & (left > 0)]
    return counted_left.sort_values(["left", "cluster"], ascending=[False, True]).reset_index(drop=True)
