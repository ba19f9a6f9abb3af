"""The table of places x causes: who is there, and what is missing."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.explorer.cells import CELL_STATES
from dashboard.gap_table import GapTable
from dashboard.language import LANGUAGE, counted, decimal, gettext_noop, text
from dashboard.rows import Row, rows
from graph.sentences.reach import last_heard

__all__ = ["MARKS", "reach_columns", "reach_list", "reach_table"]

MARKS = {"unneeded": "", "unknown": "?", "silent": ""}
"""What stands in a cell where nobody is, by what it says; ``-`` in all others."""

_NEED = {
    ("high", "nothing"): gettext_noop("High need, nothing in place"),
    ("high", "part"): gettext_noop("High need, partly covered"),
    ("high", "all"): gettext_noop("High need, covered"),
    ("medium", "nothing"): gettext_noop("Medium need, nothing in place"),
    ("medium", "part"): gettext_noop("Medium need, partly covered"),
    ("medium", "all"): gettext_noop("Medium need, covered"),
    ("low", "nothing"): gettext_noop("Low need, nothing in place"),
    ("low", "part"): gettext_noop("Low need, partly covered"),
    ("low", "all"): gettext_noop("Low need, covered"),
}


def reach_columns(cells: pd.DataFrame) -> dict[str, Any]:
    """Return what the table shows: one row a place, one column a cause, both by name, a number or a mark in each cell.

    Parameters
    ----------
    cells : pd.DataFrame
        The cells of a `dashboard.explorer.cells.Grid`.

    Returns
    -------
    dict
        ``rows``, ``columns``, ``states``, ``texts`` and ``titles`` of a `GapTable`.
    """
    places, causes = _headings(cells, "community_id", "community"), _headings(cells, "cause_id", "cause")
    order = pd.MultiIndex.from_product([[one["id"] for one in places], [one["id"] for one in causes]])
    ordered = cells.set_index(["community_id", "cause_id"]).reindex(order)
    highest = ordered["need"].max()
    said = [(row["state"], _text(row), _title(row, highest)) for row in rows(ordered)]
    width = len(causes)
    lines = [said[at : at + width] for at in range(0, len(said), width)]
    states, texts, titles = ([[cell[part] for cell in line] for line in lines] for part in range(3))
    return {"rows": places, "columns": causes, "states": states, "texts": texts, "titles": titles}


def reach_table(name: str, columns: Mapping[str, Any], *, chosen: tuple[str, str] | None = None) -> GapTable:
    """Return the table of what `reach_columns` returned.

    Parameters
    ----------
    name : str
        The component's id.
    columns : mapping
        From `reach_columns`.
    chosen : tuple of str, optional
        Cause id and community id of the cell to frame; of one that the table does not have, nothing is framed.
    """
    headings = ({one["id"] for one in columns[part]} for part in ("columns", "rows"))
    is_there = chosen is not None and all(one in ids for one, ids in zip(chosen, headings, strict=True))
    return GapTable(name, **columns, chosen=chosen if is_there else None)


def reach_list(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells one below the other, by place and cause, with what each says in words.

    Parameters
    ----------
    cells : pd.DataFrame
        The cells of a `dashboard.explorer.cells.Grid`.
    """
    highest = cells["need"].max()
    by_name = ["community", "cause", "community_id", "cause_id"]
    ordered = rows(cells.sort_values(by_name, key=lambda names: names.str.casefold()))
    news = [last_heard(row["claimed"], LANGUAGE) if row["organizations"] else "" for row in ordered]
    return pd.DataFrame(
        {
            text("Place"): [row["community"] for row in ordered],
            text("Cause"): [row["cause"] for row in ordered],
            text("Organizations present"): [row["organizations"] for row in ordered],
            text("In words"): [text(CELL_STATES[row["state"]]) for row in ordered],
            text("Need"): [_need(row, highest) for row in ordered],
            text("Last news"): news,
        }
    )


def _headings(cells: pd.DataFrame, by: str, name: str) -> list[dict[str, str]]:
    headings = cells[[by, name]].drop_duplicates()
    ordered = headings.assign(folded=headings[name].str.casefold()).sort_values(["folded", by])
    return [{"id": str(row[by]), "name": str(row[name])} for row in rows(ordered)]


def _text(row: Row) -> str:
    if row["organizations"]:
        return f"{decimal(row['organizations'])}*" if row["claimed"] else decimal(row["organizations"])
    return MARKS.get(row["state"], "-")


def _title(row: Row, highest: float) -> str:
    parts = [
        counted("{number} organization present", "{number} organizations present", row["organizations"])
        if row["organizations"]
        else text(CELL_STATES[row["state"]])
    ]
    if need := _need(row, highest):
        parts.append(need)
    if row["organizations"] and (news := last_heard(row["claimed"], LANGUAGE)):
        parts.append(news)
    where = text("{cause} in {place}", cause=row["cause"], place=row["community"])
    return text("{where}: {what}.", where=where, what="; ".join(parts))


def _need(row: Row, highest: float) -> str:
    """Return how much is needed in a cell and how much of that is covered; blank where no need is stated."""
    if row["need"] in {None, 0.0, 1.0}:
        return ""
    return text(_NEED[_level(row["need"], highest), _share(row["need"], row["gap"])])


def _level(need: float, highest: float) -> str:
    """Return the level of a need, by thirds of the highest, as the colours of the cells have it."""
    if need > highest * 2 / 3:
        return "high"
    return "medium" if need > highest / 3 else "low"


def _share(need: float, gap: float) -> str:
    """Return how much of a need is covered."""
    if gap <= 0:
        return "all"
    return "part" if gap < need else "nothing"
