"""Several organizations in one cell of those who do the work: one row for each."""

import re
from collections.abc import Iterable

import pandas as pd

from graph.names import normal_name, tidy
from graph.report import REJECT_COLUMNS
from loaders.values.notes import cell_notes, joined_notes

__all__ = ["one_organization_a_row", "split_names"]

_DOING = ("programme", "implementer")
_ALWAYS = re.compile(r"\s*[;\n]\s*")
_SLASHED = re.compile(r"\s*[/+]\s*")
_WORDED = re.compile(r"\s*[&,]\s*|\s+(?:and|y|et)\s+", re.IGNORECASE)
_FEWEST = 3


def split_names(cells: Iterable[str], others: Iterable[str]) -> dict[str, list[str]]:
    r"""Return the organizations that each cell names, for the cells that name several.

    A semicolon or a line break always separates. Other signs stand inside names too, and two parts are often one
    joint actor: from three parts on, a slash or plus separates where one of the parts stands alone in another cell,
    and a comma, ampersand or "and" where each of them does. Nothing is split inside brackets.

    Parameters
    ----------
    cells : iterable of str
        The distinct cells of a column.
    others : iterable of str
        The distinct cells of every column of organizations.

    Examples
    --------
    >>> split_names(["Oxfam/Care/Save the Children", "ACT/DCA", "A;B"], ["Care", "DCA"])
    {'Oxfam/Care/Save the Children': ['Oxfam', 'Care', 'Save the Children'], 'A;B': ['A', 'B']}
    """
    alone = {normal_name(text) for text in others if text} - {""}
    names_of = {}
    for cell in dict.fromkeys(cells):
        parts = [part for piece in _ALWAYS.split(cell.strip()) if piece for part in _maybe(piece, alone)]
        distinct = list({normal_name(part): part for part in reversed(parts)}.values())[::-1]
        if len(parts) > 1:
            names_of[cell] = distinct
    return names_of


def _maybe(text: str, alone: set[str]) -> list[str]:
    for sign, enough in ((_SLASHED, any), (_WORDED, all)):
        parts = [tidy(part) for part in sign.split(text) if part.strip()]
        if "(" not in text and len(parts) >= _FEWEST and enough(normal_name(part) in alone for part in parts):
            return parts
    return [tidy(text)]


def one_organization_a_row(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
    """Return rows that name one programme organization and one implementer each.

    The acronym beside a name that is split is left out: whose it is cannot be known. An acronym without a name beside
    it is split as names are.

    Parameters
    ----------
    rows : pd.DataFrame
        As `loaders.formats.who_does_what.cells.SheetRows.rows`, with a unique index.

    Returns
    -------
    rows : pd.DataFrame
        As given, with a new index.
    origin : pd.Series of int
        The index of the row that each was made of, indexed as the new rows.
    notes : pd.DataFrame
        One for each cell that was split.
    """
    columns = [f"{role}{suffix}" for role in (*_DOING, "funder") for suffix in ("", "_acronym")]
    others = {text for column in columns for text in rows[column].unique()}
    origin = pd.Series(rows.index, index=rows.index)
    notes = [pd.DataFrame(columns=list(REJECT_COLUMNS))]
    for role in _DOING:
        acronym = f"{role}_acronym"
        for column in (role, acronym):
            # An acronym beside a name that was not split stands for that name.
            open_to = pd.Series(True, rows.index) if column == role else rows[role] == ""
            split = split_names(rows.loc[open_to, column].unique(), others)
            several = open_to & rows[column].isin(list(split))
            if not several.any():
                continue
            notes.append(_note(rows, several, column))
            parts = [
                split[text] if is_several else [text]
                for text, is_several in zip(rows[column].tolist(), several, strict=True)
            ]
            if column == role:
                rows = rows.assign(**{acronym: rows[acronym].mask(several, "")})
            rows = rows.assign(**{column: pd.Series(parts, rows.index, dtype="object")}).explode(column)
            origin = origin.loc[rows.index].reset_index(drop=True)
            rows = rows.reset_index(drop=True).astype({column: "str"})
    return rows, origin, joined_notes(notes)


def _note(rows: pd.DataFrame, several: pd.Series, column: str) -> pd.DataFrame:
    expected = "one organization; each of those named counts"
    return cell_notes(
        rows, several, column=column, texts=rows[column], expected=expected, reason="several_organizations"
    )
