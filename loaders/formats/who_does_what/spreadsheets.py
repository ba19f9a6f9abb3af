"""Who-does-what-where files, one or several, become one data set and the account of how."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from graph.errors import UnreadableSource
from graph.report import REJECT_COLUMNS
from graph.sources import source_of
from loaders.facts.gathered import Gathered
from loaders.formats.who_does_what.cells import SheetRows, typed_rows
from loaders.formats.who_does_what.columns import Columns, find_columns
from loaders.formats.who_does_what.facts import gather_rows
from loaders.formats.who_does_what.place_list import listed_places
from loaders.formats.who_does_what.several import one_organization_a_row
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.tabular import Sheet
from loaders.reading_options import Reading

__all__ = ["FORM", "load_spreadsheets"]

FORM = "who does what where"
_LIST_FORM = "list of places"
_WANTED = (
    "a column of organizations, tagged #org or headed in English, Spanish or French, such as 'Organization', "
    "'Implementing partner', 'Donor', 'Organización implementadora' or 'Bailleur'"
)


@dataclass(frozen=True)
class _File:
    """The sheets of one file that are used, and notes on those that are not."""

    sheets: list[tuple[Sheet, Columns]]
    others: list[tuple[Sheet, Columns]]
    notes: pd.DataFrame


def load_spreadsheets(files: Sequence[Opened], reading: Reading, label: str = FORM) -> Loaded:
    """Return the data set that who-does-what-where files hold together.

    Parameters
    ----------
    files : sequence of Opened
        At least one.
    reading : Reading
        The date of rows that have none of their own, and how organizations are told apart.
    label : str
        What the report calls the form.

    Raises
    ------
    UnreadableSource
        If a file cannot be read, or none of its sheets has organizations.
    """
    facts = Gathered(label)
    read: list[SheetRows] = []
    listed: list[pd.DataFrame] = []
    for opened in files:
        file = _open(opened)
        lists = reading.names != "written"
        sheet_rows = [
            typed_rows(sheet, columns, default_date=reading.date, lists=lists) for sheet, columns in file.sheets
        ]
        places = []
        for sheet, columns in file.others:
            place_list, long_names = listed_places(sheet, columns, pd.concat([r.rows for r in sheet_rows]))
            places += [place_list] if len(place_list) else []
            facts.report(notes=long_names)
        read += sheet_rows
        listed += places
        for notes in (file.notes, *(one.notes for one in sheet_rows)):
            facts.report(notes=notes)
        for place_list in places:
            _note_list(place_list, facts)
    rows = pd.concat([one.rows for one in read], ignore_index=True)
    part = pd.Series([i for i, one in enumerate(read) for _ in range(len(one.rows))], dtype="int64")
    origin = pd.Series(rows.index)
    # Names as written are taken whole.
    distinct = rows
    if reading.names != "written":
        rows, origin, split = one_organization_a_row(rows)
        facts.report(notes=split)
    all_places = pd.concat(listed) if listed else rows.head(0)
    repeats = gather_rows(rows, all_places, facts, names=reading.names, apart=reading.apart)
    is_new = (~repeats).groupby(origin).any()
    fates = is_new.reindex(distinct.index).map({True: "kept", False: "merged"})
    for i, one in enumerate(read):
        _count(one, distinct[part == i].assign(fate=fates[part == i]), facts)
    for place_list in listed:
        facts.count(place_list[["file", "sheet", "line"]].assign(form=_LIST_FORM, fate="kept"))
    return facts.loaded()


def _count(one: SheetRows, distinct: pd.DataFrame, facts: Gathered) -> None:
    """Count the rows of a sheet: the distinct ones with their fates, and those that name nobody."""
    facts.report(rejects=one.rejects)
    facts.count(distinct[["file", "sheet", "line", "times", "fate"]])
    facts.count(one.rejects[["file", "sheet", "line"]].assign(fate="rejected"))
    if not one.read:
        facts.count(pd.DataFrame({"file": [one.file], "sheet": one.sheet, "line": 1, "times": 0, "fate": "merged"}))


def _note_list(listed: pd.DataFrame, facts: Gathered) -> None:
    first = listed.iloc[0]
    source = source_of(first["file"], first["sheet"], first["line"])
    facts.note(source, "", f"{len(listed)} places", "every place that could be reached", "list_of_places")


def _open(opened: Opened) -> _File:
    """Return the sheets with organizations: the visible ones, or the hidden ones where no visible one has any."""
    sheets: list[tuple[Sheet, Columns]] = []
    refused: list[UnreadableSource] = []
    for sheet in opened.sheets:
        try:
            sheets.append((sheet, find_columns(sheet)))
        except UnreadableSource as error:
            refused.append(error)
    usable = [(s, c) for s, c in sheets if c.has_organizations and len(s.rows) > c.first_row]
    used = [(s, c) for s, c in usable if s.visible] or usable
    if not used:
        raise refused[0] if refused else _no_organizations(opened.name, sheets)
    others = [(s, c) for s, c in sheets if s.visible and not c.has_organizations and s.rows]
    taken = {s.name for s, _ in [*used, *others]}
    skipped = [
        (
            s.file,
            s.name,
            pd.NA,
            "",
            "a hidden sheet" if not s.visible else "a sheet without organizations",
            _WANTED,
            "unused_sheet",
        )
        for s, _ in sheets
        if s.name not in taken and s.rows
    ]
    return _File(used, others, pd.DataFrame(skipped, columns=list(REJECT_COLUMNS)))


def _no_organizations(name: str, sheets: list[tuple[Sheet, Columns]]) -> UnreadableSource:
    with_titles = [(s, c) for s, c in sheets if any(c.titles)]
    empty = [s for s, c in sheets if c.has_organizations]
    if empty:
        return UnreadableSource(
            f"{empty[0].place}: has a header but no rows below it. Allowed: {_WANTED}, and rows that fill it. "
            "Fill in the rows, or load another file."
        )
    if not with_titles:
        return UnreadableSource(f"{name}: no header was found. Allowed: {_WANTED}. Put the headers above the rows.")
    sheet, columns = min(with_titles, key=lambda one: not one[0].visible)
    titles = [title for title in columns.titles if title]
    title_list = ", ".join(repr(title[:40]) for title in titles[:8])
    more = f" and {len(titles) - 8} more" if len(titles) > 8 else ""
    return UnreadableSource(
        f"{sheet.place}: no column of organizations. Found the columns {title_list}{more}. Needed: {_WANTED}. Counts "
        "per place and cause alone cannot become a network: name the column of organizations in that way, or ask for "
        "the table of who does what where behind this one."
    )
