"""What is about people is left out of a load, whatever the form of its files, and the count is told."""

from collections import Counter
from dataclasses import replace

import pandas as pd

from graph.report import REJECT_COLUMNS, LoadReport
from graph.schema import SCHEMA
from graph.sources import place_of
from loaders.formats.content import Content
from loaders.formats.own_tables.stated import Stated
from loaders.loaded import Loaded
from loaders.values.notes import counted, joined_notes
from loaders.values.people import is_personal_header, without_contacts

__all__ = ["content_without_people", "quoting_nobody", "without_people"]

_FREE_TEXT = ("title", "note", "question", "comment", "place")
_EXPECTED = "text without them; they are kept where people are asked for"


def content_without_people(content: Content) -> Content:
    """Return a part of a workspace without e-mail addresses and phone numbers, as `without_people` does."""
    loaded = None if content.loaded is None else without_people(content.loaded)
    return Content(loaded, tuple(_stated_without(one) for one in content.own_tables))


def _stated_without(own_table: Stated) -> Stated:
    sources = f"{own_table.file}##" + own_table.rows["line"].astype("str")
    rows, notes = _without(own_table.table, own_table.rows, sources)
    return (
        Stated(own_table.file, own_table.table, rows, joined_notes([own_table.notes, notes]))
        if len(notes)
        else own_table
    )


def without_people(loaded: Loaded) -> Loaded:
    """Return a load without e-mail addresses and phone numbers in free text, and with a note of how many went.

    Free text is a title, note, place, question or comment, and every column that the data model does not know
    (``x_...``); a column that holds nothing but how to reach a person is emptied. Names, ids and websites stay.
    Two rows of `feedback` that differ in nothing else are one afterwards. What the report quotes is treated alike.

    Parameters
    ----------
    loaded : Loaded
        What any form gives.

    Returns
    -------
    Loaded
        The same where there was nothing to leave out.
    """
    notes: list[pd.DataFrame] = []
    changed = {}
    for table, frame in loaded.tables.frames().items():
        cleaned, table_notes = _without(table, frame, frame["source"])
        if len(table_notes):
            changed[table] = cleaned
            notes.append(table_notes)
    report = quoting_nobody(loaded.report)
    report = replace(report, notes=joined_notes([report.notes, *notes]))
    if not changed:
        return Loaded(loaded.tables, report)
    if "feedback" in changed:
        same = changed["feedback"].duplicated(list(SCHEMA["feedback"].key))
        report = _merged(report, changed["feedback"].loc[same, "source"])
        changed["feedback"] = changed["feedback"][~same].reset_index(drop=True)
    return Loaded(loaded.tables.replace(**changed), report)


def _without(table: str, frame: pd.DataFrame, sources: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of a table without contacts, and a note for each file, sheet and column that had any."""
    notes: list[tuple[object, ...]] = []
    for column in frame.columns:
        if column not in _FREE_TEXT and not str(column).startswith("x_"):
            continue
        cleaned, counts = _cleaned(frame[column], sources, whole=is_personal_header(str(column)[2:]))
        if counts:
            frame = frame.assign(**{str(column): cleaned.astype(frame[column].dtype)})
            notes += [(*place, None, f"{table}.{column}", count, _EXPECTED, "person") for place, count in counts]
    return frame, pd.DataFrame(notes, columns=list(REJECT_COLUMNS))


def _cleaned(
    texts: pd.Series, sources: pd.Series, *, whole: bool
) -> tuple[pd.Series, list[tuple[tuple[str, str], str]]]:
    """Return the column without contacts, and for each file and sheet what was left out."""
    filled = texts[texts.map(lambda text: isinstance(text, str) and bool(text.strip()))]
    read = {
        text: ("", Counter({"contact": 1})) if whole else without_contacts(text)
        for text in filled.unique()
    }  # fmt: skip
    hit = filled[filled.map(lambda text: bool(read[text][1]))]
    if hit.empty:
        return texts, []
    cleaned = texts.astype("object")
    cleaned.loc[hit.index] = [read[text][0] or None for text in hit]
    counts: dict[tuple[str, str], Counter[str]] = {}
    for text, source in zip(hit, sources.loc[hit.index], strict=True):
        file, sheet, _ = place_of(source)
        counts.setdefault((file, sheet), Counter()).update(read[text][1])
    return cleaned, [(place, _counted(of)) for place, of in counts.items()]


def _counted(of: Counter[str]) -> str:
    return ", ".join(counted(n, what) for what, n in sorted(of.items()))


def quoting_nobody(report: LoadReport) -> LoadReport:
    """Return a report whose rejects and notes quote no contacts."""
    return replace(report, rejects=_quoted(report.rejects), notes=_quoted(report.notes))


def _quoted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a report that quote no contacts."""
    if rows.empty:
        return rows
    return rows.assign(found=[without_contacts(t)[0] if isinstance(t, str) else t for t in rows["found"]])


def _merged(report: LoadReport, sources: pd.Series) -> LoadReport:
    """Return the report with these records counted as merged: without its contacts each adds no new fact."""
    sheets = report.sheets.copy()
    for source in sources:
        file, sheet, _ = place_of(source)
        row = (sheets["file"] == file) & (sheets["sheet"] == sheet) & (sheets["kept"] > 0)
        sheets.loc[row, "kept"] -= 1
        sheets.loc[row, "merged"] += 1
    return replace(report, sheets=sheets)
