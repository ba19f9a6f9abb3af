"""A sheet that lists places without naming organizations: the places that ought to be reached."""

import re

import pandas as pd

from graph.names import normal_name
from loaders.formats.who_does_what.columns import Columns
from loaders.formats.who_does_what.spots import LEVELS, PLACE_ROLES
from loaders.reading.tabular import Sheet
from loaders.values.notes import joined_notes
from loaders.values.pages import without_pages
from loaders.values.plain import normal_header

__all__ = ["listed_places"]

_LEVEL_IN_HEADER = re.compile(r"adm(?:in)? ?([0-3])")
_CODE = re.compile(r"[A-Za-z]{2,3}\d*")
_ENOUGH = 0.8


def listed_places(sheet: Sheet, columns: Columns, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places that a sheet lists, if it is a list of the places that `rows` name.

    It is one where a column holds at least four in five of the codes (or, without codes, of the names) of the
    deepest level of `rows`, each once. Names and parents are found beside it by tags and known headers, or by
    headers like ``ADM1_...`` and what the columns hold: a parent's code begins its children's codes.

    Parameters
    ----------
    sheet : Sheet
        A visible sheet without organizations, in the same file as `rows`.
    columns : Columns
        What is known of its headers.
    rows : pd.DataFrame
        The rows of the file's other sheets, with the columns of places.

    Returns
    -------
    places : pd.DataFrame
        ``file, sheet, line`` and the columns of places; empty where the sheet lists no places of `rows`.
    notes : pd.DataFrame
        On names that are too long.
    """
    none = rows.head(0)[["file", "sheet", "line", *PLACE_ROLES]]
    level = next((level for level in reversed(LEVELS) if (rows[level] != "").any()), None)
    cells = pd.DataFrame(sheet.rows[columns.first_row :], dtype="str").apply(lambda column: column.str.strip())
    if level is None or cells.empty:
        return none, joined_notes([])
    column_of = _columns_of(cells, columns, rows, level)
    if not column_of:
        return none, joined_notes([])
    lines = cells.index + sheet.first_line + columns.first_row
    listed = pd.DataFrame({"file": sheet.file, "sheet": sheet.name, "line": lines}, index=cells.index)
    notes = []
    for role in PLACE_ROLES:
        listed[role] = ""
        if role in column_of:
            title = columns.titles[column_of[role]]
            texts, long_names = without_pages(
                listed, cells[column_of[role]].tolist(), lambda text: [text], column=title
            )
            listed[role] = pd.Series(texts, listed.index, dtype="str")
            notes.append(long_names)
    return listed[listed[level] != ""].reset_index(drop=True), joined_notes(notes)


def _columns_of(cells: pd.DataFrame, columns: Columns, rows: pd.DataFrame, level: str) -> dict[str, int]:
    """Return the column of each role of places; empty where this is no list of them."""
    code = _column_holding(cells, rows[f"{level}_code"])
    name = _column_holding(cells, rows[level])
    if name is None or (code is None and (rows[f"{level}_code"] != "").any()):
        return {}
    column_of = {level: name} | ({f"{level}_code": code} if code is not None else {})
    for k, above in enumerate(LEVELS[: LEVELS.index(level)]):
        role_columns = {role: columns.roles[role] for role in (above, f"{above}_code") if role in columns.roles}
        column_of |= role_columns if above in role_columns else _parent_columns(cells, columns, k, above, code)
    return column_of


def _column_holding(cells: pd.DataFrame, wanted: pd.Series) -> int | None:
    """Return the first column whose distinct values hold enough of the wanted ones, each once."""
    values = {normal_name(text) for text in wanted.unique() if text}
    if not values:
        return None
    for column in cells.columns:
        names = cells[column][cells[column] != ""].map(normal_name)
        if names.is_unique and len(values & set(names)) >= _ENOUGH * len(values):
            return int(column)
    return None


def _parent_columns(cells: pd.DataFrame, columns: Columns, k: int, above: str, code: int | None) -> dict[str, int]:
    """Return the code and name columns of level `k`, by headers like ``ADM1_...`` and what they hold."""
    of_level = [
        i
        for i, title in enumerate(columns.titles)
        if (m := _LEVEL_IN_HEADER.match(normal_header(title))) and int(m[1]) == k
    ]
    if code is None:
        return {above: of_level[0]} if of_level else {}
    child = cells[code]
    # The longest code that begins the children's is theirs; three letters may be another system's.
    begins = [
        i for i in of_level
        if all(_CODE.fullmatch(c) and child_code.startswith(c) for c, child_code in zip(cells[i], child, strict=True))
    ]  # fmt: skip
    if not begins:
        return {}
    names = [
        i for i in of_level
        if i not in begins and cells[i].str.match(r"[A-Za-z]").all() and not cells[i].str.contains(r"\d").any()
        and cells[i].nunique() == cells[begins[0]].nunique()
        and not cells[i].str.fullmatch(r"[A-Z]{2,3}").all()
    ]  # fmt: skip
    return {above: names[0] if names else begins[0], f"{above}_code": begins[0]}
