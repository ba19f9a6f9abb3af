"""The cells of one who-does-what-where sheet become typed rows: one column a role."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph.csv_text import read_cell
from graph.report import REJECT_COLUMNS
from graph.schema import LONGEST_NAME
from loaders.formats.who_does_what.columns import Columns
from loaders.formats.who_does_what.headers import NAMED
from loaders.formats.who_does_what.shifted import unshifted
from loaders.formats.who_does_what.spots import LEVELS, PLACE_ROLES
from loaders.reading.sheet import ErrorCell, Sheet, same_lines
from loaders.values.dates import day_in_name, read_dates
from loaders.values.donors import split_donors
from loaders.values.model_words import activity_status
from loaders.values.notes import cell_notes, joined_notes
from loaders.values.numbers import NUMBER_PROBLEMS, read_counts
from loaders.values.pages import without_pages
from loaders.values.words import is_blank, is_placeholder

__all__ = ["SheetRows", "typed_rows"]

_NAMES = tuple(f"{role}{suffix}" for role in NAMED[:3] for suffix in ("", "_acronym"))
_LIST = re.compile(r"\s*[;\n]\s*")
_TYPES = ("programme_type", "implementer_type")


@dataclass(frozen=True)
class SheetRows:
    """What one sheet says.

    Attributes
    ----------
    file, sheet : str
        Where it stands.
    rows : pd.DataFrame
        The rows that name an organization, those that hold the same once: ``file, sheet``, ``line`` (the first) and
        ``times`` (how many lines hold it); text ``""`` where blank: ``funder, programme, implementer`` each with
        ``_acronym``, ``programme_type, implementer_type, cause, adm0 ... adm3`` each with ``_code``, ``status``;
        ``date, since, until`` (``datetime64[us]``), ``date_precision``, ``reached`` (float).
    read : int
        Rows that are not wholly blank.
    rejects, notes : pd.DataFrame
        As in `graph.report.LoadReport`.
    """

    file: str
    sheet: str
    rows: pd.DataFrame
    read: int
    rejects: pd.DataFrame
    notes: pd.DataFrame


def typed_rows(sheet: Sheet, columns: Columns, *, default_date: date | None = None, lists: bool = True) -> SheetRows:
    """Return the rows of a sheet with each column read as its role demands.

    Of a cell that is too long for a name, the names that it lists are kept; of those who do the work only if `lists`.
    """
    below, shifted = _countries_in_place(sheet, columns)
    first, number = same_lines(below)
    filled = np.fromiter((any(map(str.strip, below[i])) for i in first), dtype=bool, count=len(first))
    distinct = [below[i] for i in first[filled]]
    used = sorted(set(columns.roles.values()))
    cells = pd.DataFrame({i: pd.Series([row[i] for row in distinct], dtype="str") for i in used})
    lines = first[filled] + sheet.first_line + columns.first_row
    times = np.bincount(number, minlength=len(first))[filled]
    rows = pd.DataFrame({"file": sheet.file, "sheet": sheet.name, "line": lines, "times": times})
    texts = {role: _text_of(role, cells, columns) for role in (*_NAMES, *_TYPES, *PLACE_ROLES, "cause")}
    rows = rows.assign(**texts)
    titles = {role: columns.titles[i] for role, i in columns.roles.items()}
    notes = [
        shifted,
        *(
            _without_pages(rows, role, titles[role], lists=lists)
            for role in (*_NAMES, *PLACE_ROLES, "cause")
            if role in titles
        ),
        *(_without_placeholders(rows, role, titles[role]) for role in (*_NAMES, "cause") if role in titles),
    ]
    dates, date_notes = _dates(rows, cells, columns, titles, default_date)
    rows = rows.assign(**dates)
    notes += date_notes
    notes += _status(rows, cells, columns, titles) + _reached(rows, cells, columns, titles)
    notes += [_errors(rows, distinct, i, columns.titles[i]) for i in used]
    notes.append(_unused(sheet, columns))
    nobody = (rows[[*_NAMES]] == "").all(axis=1)
    without = np.isin(number, np.flatnonzero(filled)[nobody.to_numpy()])
    lines_without = np.flatnonzero(without) + sheet.first_line + columns.first_row
    return SheetRows(
        file=sheet.file,
        sheet=sheet.name,
        rows=rows[~nobody].reset_index(drop=True),
        read=int(times.sum()),
        rejects=_nobody(sheet, lines_without, titles),
        notes=joined_notes(notes),
    )


def _countries_in_place(sheet: Sheet, columns: Columns) -> tuple[list[list[str]], pd.DataFrame]:
    """Return the rows below the headers, a shift of their countries undone, and a note on each that changed."""
    below = sheet.rows[columns.first_row :]
    country = columns.roles.get("adm0")
    code = next((columns.roles[f"{level}_code"] for level in LEVELS[:0:-1] if f"{level}_code" in columns.roles), None)
    changed = {}
    if country is not None and code is not None:
        changed = unshifted([row[country] for row in below], [row[code] for row in below])
    notes = []
    for i, right in changed.items():
        line, country_text = sheet.first_line + columns.first_row + i, below[i][country or 0]
        expected = f"{right}, by its code: the column of countries is shifted by one row"
        notes.append(
            (sheet.file, sheet.name, line, columns.titles[country or 0], country_text, expected, "column_shifted")
        )
        below[i] = [right if k == country else cell for k, cell in enumerate(below[i])]
    return below, pd.DataFrame(notes, columns=list(REJECT_COLUMNS))


def _without_pages(rows: pd.DataFrame, role: str, title: str, *, lists: bool) -> pd.DataFrame:
    """Leave out, in place, the texts of a column that are too long for a name, and return a note on each."""

    def parts_of(text: str) -> list[str]:
        if role == "funder":
            return split_donors([text], ())[text]
        return _LIST.split(text) if lists and role in NAMED else [text]

    texts, notes = without_pages(rows, rows[role].tolist(), parts_of, column=title)
    rows[role] = pd.Series(texts, rows.index, dtype="str")
    return notes


def _without_placeholders(rows: pd.DataFrame, role: str, title: str) -> pd.DataFrame:
    """Blank the placeholders of a column in place, and return a note on each."""
    means_none = is_blank if role == "cause" else is_placeholder
    # A longer text is a list, whose parts are looked at when it is split.
    none_by_text = {text: bool(text) and len(text) <= LONGEST_NAME and means_none(text) for text in rows[role].unique()}
    is_none = rows[role].map(none_by_text).astype(bool)
    expected = "a cause" if role == "cause" else "an organization"
    notes = cell_notes(rows, is_none, column=title, texts=rows[role], expected=expected, reason="placeholder")
    rows[role] = rows[role].mask(is_none, "")
    return notes


def _dates(
    rows: pd.DataFrame, cells: pd.DataFrame, columns: Columns, titles: Mapping[str, str], default: date | None
) -> tuple[dict[str, pd.Series], list[pd.DataFrame]]:
    """Return ``date``, ``date_precision``, ``since`` and ``until`` of each row, and notes on what was not read."""
    notes, read = [], {}
    file, name = (rows[["file", "sheet"]].iloc[0]) if len(rows) else ("", "")
    for role in ("reported", "start", "end"):
        text = cells[columns.roles[role]] if role in columns.roles else pd.Series("", cells.index, dtype="str")
        dates = read_dates(text, (name, file))
        for reason, expected in (
            ("empty_date", "a date; 1900-01-01 and 1970-01-01 stand for a blank"),
            ("no_year", "a month with its year, or a year in the name of the sheet or file"),
            ("impossible_year", "a year from 1920 to 2079"),
            ("not_a_date", "a date, for example 2022-01-31 or 31/01/2022"),
        ):
            problem = dates["problem"] == reason
            notes.append(
                cell_notes(rows, problem, column=titles.get(role, ""), texts=text, expected=expected, reason=reason)
            )
        read[role] = dates
    start, end = read["start"]["date"], read["end"]["date"]
    backwards = (start > end).fillna(False)
    ends = cells[columns.roles["end"]] if "end" in columns.roles else pd.Series("", cells.index, dtype="str")
    notes.append(
        cell_notes(
            rows,
            backwards,
            column=titles.get("end", ""),
            texts=ends,
            expected="an end after its start",
            reason="end_before_start",
        )
    )
    when, precision = read["reported"]["date"], read["reported"]["precision"]
    when, precision = when.fillna(start), precision.where(when.notna(), read["start"]["precision"])
    in_name = day_in_name(file)
    fallback = default or in_name
    if fallback is not None and when.isna().any():
        blank = when.isna()
        if default is None:
            notes.append(
                cell_notes(
                    rows,
                    blank,
                    column="",
                    texts=rows["file"],
                    expected=f"{fallback} from the name of the file",
                    reason="date_from_name",
                )
            )
        when, precision = when.fillna(pd.Timestamp(fallback)), precision.mask(blank, "day")
    until = end.mask(backwards)
    # A report is evidence of presence on its day, but not of a beginning after the stated end.
    since = start.fillna(when.mask((until < when).fillna(False)))
    return {"date": when, "date_precision": precision, "since": since, "until": until}, notes


def _status(rows: pd.DataFrame, cells: pd.DataFrame, columns: Columns, titles: Mapping[str, str]) -> list[pd.DataFrame]:
    """Add the status to the rows in place, and return notes on the words that are not known."""
    text = _text_of("status", cells, columns)
    rows["status"] = text.map({word: activity_status(word) for word in text.unique()}).astype("str")
    unread = (text != "") & (rows["status"] == "")
    expected = "a known word for done, ongoing, planned or suspended"
    title = titles.get("status", "")
    return [cell_notes(rows, unread, column=title, texts=text, expected=expected, reason="unknown_status")]


def _reached(
    rows: pd.DataFrame, cells: pd.DataFrame, columns: Columns, titles: Mapping[str, str]
) -> list[pd.DataFrame]:
    """Add the people reached to the rows in place, and return notes on what was more or less than one number."""
    text = _text_of("reached", cells, columns)
    read = read_counts(text)
    rows["reached"] = read["number"]
    title = titles.get("reached", "")
    return [
        cell_notes(rows, read["problem"] == reason, column=title, texts=text, expected=expected, reason=reason)
        for reason, expected in NUMBER_PROBLEMS.items()
    ]


def _text_of(role: str, cells: pd.DataFrame, columns: Columns) -> pd.Series:
    if role in columns.roles:
        # So that no spreadsheet runs it, a text may stand behind an apostrophe.
        return cells[columns.roles[role]].str.strip().map(read_cell)
    return pd.Series("", cells.index, dtype="str")


def _errors(rows: pd.DataFrame, cells: list[list[str]], column: int, title: str) -> pd.DataFrame:
    marks = [cell.mark if isinstance(cell := row[column], ErrorCell) else "" for row in cells]
    error_texts = pd.Series(marks, rows.index, dtype="str")
    expected = "a value; the spreadsheet could not compute it"
    return cell_notes(
        rows, error_texts != "", column=title, texts=error_texts, expected=expected, reason="spreadsheet_error"
    )


def _unused(sheet: Sheet, columns: Columns) -> pd.DataFrame:
    line = sheet.first_line + columns.first_row - 1
    expected = "a column that the tables have a place for; it was not used"
    rows = [(sheet.file, sheet.name, line, title, title, expected, "unused_column") for title in columns.unused]
    return pd.DataFrame(rows, columns=list(REJECT_COLUMNS))


def _nobody(sheet: Sheet, lines: npt.NDArray[np.int64], titles: Mapping[str, str]) -> pd.DataFrame:
    column = " / ".join(titles[role] for role in _NAMES if role in titles)
    rejects = pd.DataFrame({"file": sheet.file, "sheet": sheet.name, "line": lines}).assign(
        column=column, found="", expected="an organization in at least one of these columns", reason="no_organization"
    )
    return rejects[list(REJECT_COLUMNS)]
