"""The table of organizations: its values, and the part of it that a grid asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.explorer.answers import Answers
from dashboard.language import text
from dashboard.rows import Row, rows
from dashboard.words import FACTS, ORGANIZATION_KINDS, STATUSES

__all__ = ["bridging_ranks", "organization_table", "part_of_table", "sorted_table"]

_DIGITS = 12
"""Values that differ later than this are one rank: the order of the rows moves the last bit of a sum."""


def organization_table(answers: Answers, columns: Sequence[str]) -> pd.DataFrame:
    """Return the organizations of a selection, by name.

    Parameters
    ----------
    answers : Answers
        The answers for the selection.
    columns : sequence of str
        Keys of `dashboard.words.FACTS` and names of measures.

    Returns
    -------
    pd.DataFrame
        One row an organization: ``organization_id``, ``name``, then `columns`. Measures are as `centrality_scores`
        returns them, blank while they are computed. Texts are in the language of the page.
    """
    organizations = answers.selected_tables.organizations
    order = organizations["name"].str.casefold().sort_values(kind="stable").index
    organizations = organizations.loc[order].set_index("organization_id", drop=False)
    table = organizations[["organization_id", "name"]].rename_axis(index=None)
    for column in columns:
        table[column] = _fact(answers, column, organizations) if column in FACTS else _measure(answers, column, table)
    return table.reset_index(drop=True)


def _measure(answers: Answers, name: str, table: pd.DataFrame) -> "pd.Series | float":
    values = answers.measured.values(name)
    return float("nan") if values is None else values.reindex(table.index)


def _fact(answers: Answers, name: str, organizations: pd.DataFrame) -> "pd.Series | float":
    if name == "kind":
        return organizations["kind"].map({kind: text(label) for kind, label in ORGANIZATION_KINDS.items()})
    if name == "status":
        return organizations["status"].map({status: text(label) for status, label in STATUSES.items()})
    if name == "coalition":
        return organizations["organization_id"].map({i: home.name for i, home in answers.homes.items()})
    if name == "places":
        presences = answers.selected_tables.presences
        places = presences.groupby("organization_id")["community_id"].nunique()
        return places.reindex(organizations.index, fill_value=0)
    if name == "bridging":
        values = answers.measured.values("betweenness")
        return float("nan") if values is None else bridging_ranks(values).reindex(organizations.index)
    return organizations["place"]


def bridging_ranks(betweenness: pd.Series) -> pd.Series:
    """Return the rank of each organization that connects others, blank for the rest.

    Examples
    --------
    >>> bridging_ranks(pd.Series([0.5, 0.0, 0.75])).tolist()
    [2, <NA>, 1]
    """
    ranks = betweenness.round(_DIGITS).rank(ascending=False, method="min")
    return ranks.where(betweenness > 0).astype("Int64")


def part_of_table(table: pd.DataFrame, request: Mapping[str, Any]) -> tuple[list[Row], int]:
    """Return the rows that a grid asks for, filtered and sorted, and how many pass its filters.

    Parameters
    ----------
    table : pd.DataFrame
        As `organization_table` returns it.
    request : mapping
        As AG Grid sends it: ``startRow``, ``endRow``, ``filterModel`` (by column) and ``sortModel``. What it says
        about columns that the table does not have is ignored.
    """
    for column, model in (request.get("filterModel") or {}).items():
        if column in table:
            table = table[_passes(table[column], model)]
    for sort in (request.get("sortModel") or [])[:1]:
        if sort["colId"] in table:
            table = sorted_table(table, sort["colId"], is_ascending=sort["sort"] == "asc")
    return rows(table.iloc[int(request["startRow"]) : int(request["endRow"])]), len(table)


def sorted_table(table: pd.DataFrame, column: str, *, is_ascending: bool) -> pd.DataFrame:
    """Return the rows in the order of a column: blanks last either way, equals as they stand, as in the browser."""
    return table.sort_values(
        column, ascending=is_ascending, kind="stable", na_position="last",
        key=None if pd.api.types.is_numeric_dtype(table[column]) else lambda values: values.str.lower(),
    )  # fmt: skip


def _passes(values: pd.Series, model: Mapping[str, Any]) -> pd.Series:
    """Return whether each value passes one column's filter, as AG Grid's own filters of texts and numbers decide."""
    if conditions := model.get("conditions"):
        several = [_passes(values, condition) for condition in conditions]
        together = pd.concat(several, axis=1)
        return together.all(axis=1) if model.get("operator") == "AND" else together.any(axis=1)
    kind = model.get("type")
    if kind in {"blank", "notBlank"}:
        return values.isna() if kind == "blank" else values.notna()
    compared = _compared_text if model.get("filterType") == "text" else _compared_number
    return compared(values, model).fillna(value=False).astype("bool")


def _compared_text(values: pd.Series, model: Mapping[str, Any]) -> pd.Series:
    asked, lower = str(model.get("filter") or "").lower(), values.astype("str").str.lower()
    match model.get("type"):
        case "contains":
            return lower.str.contains(asked, regex=False).where(values.notna())
        case "notContains":
            return ~lower.str.contains(asked, regex=False).where(values.notna(), other=False)
        case "equals":
            return (lower == asked).where(values.notna())
        case "notEqual":
            return ~(lower == asked).where(values.notna(), other=False)
        case "startsWith":
            return lower.str.startswith(asked).where(values.notna())
        case _:
            return pd.Series(data=True, index=values.index)


def _compared_number(values: pd.Series, model: Mapping[str, Any]) -> pd.Series:
    numbers, asked = values.astype("Float64"), float(model.get("filter") or 0)
    match model.get("type"):
        case "equals":
            return numbers == asked
        case "notEqual":
            return numbers != asked
        case "greaterThanOrEqual":
            return numbers >= asked
        case "lessThanOrEqual":
            return numbers <= asked
        case "inRange":
            return (numbers >= asked) & (numbers <= float(model.get("filterTo") or 0))
        case _:
            return pd.Series(data=True, index=values.index)
