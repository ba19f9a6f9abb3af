"""What the network map draws, as columns."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.explorer.answers import Answers
from dashboard.language import counted
from dashboard.rows import rows

__all__ = ["caption", "map_data"]

_LONGEST_LABEL = 18


def map_data(answers: Answers, base: Answers) -> dict[str, Any]:
    """Return the map of `answers` as the component `NetworkMap` reads it.

    Parameters
    ----------
    answers : Answers
        Of the filters that are set: their relationships are drawn, the organizations outside them are faint.
    base : Answers
        Without filters: where organizations stand, how large they are and which colour they have. The same object
        as `answers` where coalitions were found anew.
    """
    regrouped = answers.layout is not base.layout
    home = answers if regrouped else base
    ids = sorted(home.ties.ids)  # not in the order of the file, which may be that of names behind pseudonyms
    coloured = home.named_groups
    place = home.layout.set_index("organization_id").loc[ids]
    position = {number: i for i, number in enumerate(coloured["cluster"])}
    groups = home.groups.reindex(ids)
    group = [position.get(number, -1) if pd.notna(number) else -1 for number in groups]
    partners = pd.Series([home.ties.degree[i] for i in ids])
    in_selection = np.isin(ids, answers.ties.ids)
    return {
        "organizations": {
            "id": ids,
            "label": _labels(home, ids),
            "x": place["x"].round(2).tolist(),
            "y": place["y"].round(2).tolist(),
            "size": partners.tolist(),
            "group": group,
            "shown": in_selection.tolist(),
            "rank": _label_order(partners),
            "strip": place["strip"].tolist(),
        },
        "ties": _ties(answers, ids, group),
        "groups": [
            {
                "number": int(row["cluster"]),
                "name": row["name"],
                "colour": row["colour"],
                "size": int(row["organizations"]),
            }
            for row in rows(coloured)
        ],
        "caption": caption(home),
    }


def caption(answers: Answers) -> str:
    """Return what stands in the strip, e.g. ``"17 small groups, 47 organizations without partners"``."""
    small = len(answers.small_groups)
    alone = int(answers.groups.isna().sum())
    parts = []
    if small:
        parts.append(counted("{number} small group", "{number} small groups", small))
    if alone:
        parts.append(
            counted("{number} organization without partners", "{number} organizations without partners", alone)
        )
    return ", ".join(parts)


def _labels(answers: Answers, ids: list[str]) -> list[str]:
    """Return each organization's name, or its shortest alias where the name is too long for the map."""
    organizations = answers.tables.organizations.set_index("organization_id").loc[ids]
    labels = []
    for name, aliases in zip(organizations["name"], organizations["aliases"].fillna(""), strict=True):
        short = min((alias for alias in aliases.split(";") if alias), key=len, default=name)
        labels.append(short if len(name) > _LONGEST_LABEL and len(short) < len(name) else name)
    return labels


def _label_order(partners: pd.Series) -> list[int]:
    order = partners.rank(method="first", ascending=False)
    return order.astype("int64").tolist()


def _ties(answers: Answers, ids: list[str], group: list[int]) -> dict[str, list[Any]]:
    ties = answers.ties
    position = {organization: i for i, organization in enumerate(ids)}
    at = np.array([position[i] for i in ties.ids], dtype=np.int64)
    tails, heads = at[ties.tails], at[ties.heads]
    of = np.array(group, dtype=np.int64)
    strongest = ties.strength.max(initial=0.0) or 1.0
    return {
        "from": tails.tolist(),
        "to": heads.tolist(),
        "strength": (ties.strength / strongest).round(3).tolist(),
        "between": (of[tails] != of[heads]).tolist(),
    }
