"""Files and folders of any form become one data set and the account of how."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from graph.errors import UnreadableSource
from graph.report import MERGE_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.tables import Tables
from loaders.cells import PLACE_ROLES, SheetRows, typed_rows
from loaders.columns import Columns, find_columns
from loaders.notes import joined_notes
from loaders.tabular import Sheet, sheets_of
from loaders.who_does_what import WhoDoesWhat, who_does_what

__all__ = ["Loaded", "load_files"]


@dataclass(frozen=True)
class Loaded:
    """What a load gave.

    Attributes
    ----------
    tables : Tables
        The data set.
    report : LoadReport
        What was read, kept, merged and rejected, and what was noticed on the way.
    """

    tables: Tables
    report: LoadReport


def load_files(paths: list[Path], *, default_date: date | None, names: str) -> Loaded:
    """Return the data set that who-does-what-where files hold together."""
    read: list[SheetRows] = []
    keys: list[tuple[str, str]] = []
    for path in paths:
        for sheet, columns in _sheets_with_organizations(path):
            read.append(typed_rows(sheet, columns, default_date=default_date))
            keys.append((sheet.file, sheet.name))
    rows = pd.concat([one.rows for one in read], ignore_index=True)
    listed = rows.head(0)[["file", "sheet", "line", *PLACE_ROLES]]
    told = who_does_what(rows, listed, names=names)
    tables = Tables.of(told.frames)
    return Loaded(tables, _report(keys, read, rows, told))


def _sheets_with_organizations(path: Path) -> list[tuple[Sheet, Columns]]:
    sheets = sheets_of(path)
    found = [(sheet, find_columns(sheet)) for sheet in sheets]
    with_them = [(s, c) for s, c in found if c.has_organizations]
    visible = [(s, c) for s, c in with_them if s.visible]
    if not with_them:
        raise UnreadableSource(f"{path.name}: no organizations")
    return visible or with_them


def _report(keys: list[tuple[str, str]], read: list[SheetRows], rows: pd.DataFrame, told: WhoDoesWhat) -> LoadReport:
    sheets = []
    for (file, name), one in zip(keys, read, strict=True):
        here = (rows["file"] == file) & (rows["sheet"] == name)
        merged = int(told.repeats[here].sum())
        named = told.organizations
        organizations = named.loc[(named["file"] == file) & (named["sheet"] == name), "key"].nunique()
        sheets.append(
            (
                file,
                name,
                "who does what where",
                one.read,
                len(one.rows) - merged,
                merged,
                len(one.rejects),
                organizations,
            )
        )
    return LoadReport(
        sheets=pd.DataFrame(sheets, columns=list(SHEET_COLUMNS)),
        rejects=joined_notes([one.rejects for one in read]),
        merges=_merges(rows, told),
        notes=joined_notes([*(one.notes for one in read), told.notes]),
    )


def _merges(rows: pd.DataFrame, told: WhoDoesWhat) -> pd.DataFrame:
    return told.naming.merges.assign(file="", sheet="", line=pd.NA)[list(MERGE_COLUMNS)]
