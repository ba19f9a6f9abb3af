"""Sheets of nodes and edges: where their sections and headers stand, and their rows as records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.errors import UnreadableSource
from graph.sources import source_of
from loaders.facts.gathered import Gathered
from loaders.formats.networks.record import Record
from loaders.formats.networks.vocabulary import connection_field, element_field
from loaders.formats.who_does_what.columns import find_columns
from loaders.formats.who_does_what.headers import is_tag
from loaders.reading.opened import Opened
from loaders.reading.sheet import blank_rows
from loaders.reading.tabular import Sheet
from loaders.values.plain import normal_header

__all__ = ["Section", "drawn_sections", "note_unused", "section_records"]

_HEADER_ROWS = 5
_IGNORED = "(ignore)"
_NAMED = frozenset({"nodes", "vertices", "elements", "members", "organizations", "organisations"})


@dataclass(frozen=True)
class Section:
    """A table within a sheet.

    Attributes
    ----------
    sheet : Sheet
        Where it stands.
    headers : list of str
        Its header, as written.
    first_row : int
        The row of the sheet where its records begin, from 0.
    end : int
        The row after its last.
    kind : {"elements", "connections", ""}
        What it lists; empty where it is neither.
    """

    sheet: Sheet
    headers: list[str]
    first_row: int
    end: int
    kind: str


def drawn_sections(files: Iterable[Opened]) -> list[Section]:
    """Return the tables of elements and connections in sheets; those that are neither have no kind.

    Two blank rows begin a new section where a header follows them. Hidden sheets, and those whose name ends in
    ``(ignore)``, are passed over.
    """
    listed = []
    for file in files:
        visible = [s for s in file.tables if s.visible and not s.name.strip().casefold().endswith(_IGNORED)]
        listed += [section for sheet in visible for section in _sections(sheet)]
    joins = any(s.kind == "connections" for s in listed)
    return [_as_listed(section) if joins and not section.kind else section for section in listed]


def _sections(sheet: Sheet) -> list[Section]:
    if any(is_tag(cell) for row in sheet.rows[:25] for cell in row):
        return []
    blank = blank_rows(sheet.rows)
    first = next((i for i, empty in enumerate(blank) if not empty), None)
    if first is None:
        return []
    again = (i for i in range(first + 3, len(blank)) if not blank[i] and blank[i - 1] and blank[i - 2])
    starts = [first, *(i for i in again if _header_in(sheet.rows[i : i + 1]))]
    sections = []
    for start, end in zip(starts, [*starts[1:], len(blank)], strict=True):
        at = _header_in(sheet.rows[start : min(start + _HEADER_ROWS, end)])
        row, kind = at or (0, "")
        headers = [" ".join(cell.split()) for cell in sheet.rows[start + row]]
        kind = "" if kind and _who_does_what(sheet, headers, start + row) else kind
        sections.append(Section(sheet, headers, start + row + 1, end, kind))
    return sections


def _header_in(rows: Sequence[Sequence[str]]) -> tuple[int, str] | None:
    """Return the first row that is a header of connections or elements, and which."""
    for i, row in enumerate(rows):
        if kind := _kind([" ".join(cell.split()) for cell in row]):
            return i, kind
    return None


def _kind(headers: Sequence[str]) -> str:
    filled = [header for header in headers if header]
    if len(filled) < 2:
        return ""
    ends = {connection_field(header)[0] for header in filled} & {"from", "to"}
    if len(ends) == 2:
        return "connections"
    fields = {element_field(header)[0] for header in filled}
    words = {normal_header(header) for header in filled}
    first = normal_header(filled[0])
    has_names = first in {"label", "vertex"} or {"id", "label"} <= words or "primary organization" in words
    has_names = has_names or (first == "type" and normal_header(filled[1]) == "name")
    return "elements" if has_names and fields & {"name", "id"} else ""


def _who_does_what(sheet: Sheet, headers: Sequence[str], row: int) -> bool:
    """Whether a table that has such headers among others, in that row, says who does what where."""
    filled = [header for header in headers if header]
    ends = {connection_field(header)[0] for header in filled[:2]}
    words = {normal_header(header) for header in filled}
    if ends == {"from", "to"} or normal_header(filled[0]) in {"label", "vertex"} or "primary organization" in words:
        return False
    try:
        columns = find_columns(sheet)
    except UnreadableSource:
        return False
    # A single known header in another row is more likely a cell, such as the type NGO.
    return columns.has_organizations and (columns.first_row == row + 1 or len(columns.roles) > 1)


def _as_listed(section: Section) -> Section:
    """Return a section beside connections as elements, where its sheet or its headers say so."""
    in_element_sheet = normal_header(section.sheet.name) in _NAMED
    fields = {element_field(header)[0] for header in section.headers}
    first = element_field(section.headers[0])[0] if section.headers else ""
    kind = "elements" if first in {"name", "id"} or (in_element_sheet and fields & {"name", "id"}) else ""
    return Section(section.sheet, section.headers, section.first_row, section.end, kind)


def section_records(section: Section) -> list[Record]:
    """Return the rows of a section that are not blank; blank cells are left out."""
    sheet = section.sheet
    records = []
    for i in range(section.first_row, section.end):
        cells = {
            header or f"column {k + 1}": cell.strip()
            for k, (header, cell) in enumerate(zip(section.headers, sheet.rows[i], strict=True))
            if cell.strip()
        }
        if cells:
            records.append(Record(sheet.file, sheet.name, sheet.first_line + i, cells))
    return records


def note_unused(sections: Iterable[Section], files: Iterable[Opened], facts: Gathered) -> None:
    """Add a note on each sheet and section that was not read."""
    expected = "elements (a column Label, Name or Id) or connections (From and To, Source and Target)"
    listed = list(sections)
    for section in listed:
        if not section.kind:
            sheet = section.sheet
            source = source_of(sheet.file, sheet.name, sheet.first_line + section.first_row - 1)
            facts.note(source, "", ", ".join(h for h in section.headers if h)[:80], expected, "unused_sheet")
    taken = {(s.sheet.file, s.sheet.name) for s in listed}
    for file in files:
        for sheet in file.tables:
            if (sheet.file, sheet.name) not in taken and any(any(c.strip() for c in r) for r in sheet.rows):
                why = "a hidden sheet" if not sheet.visible else "a sheet to be ignored"
                facts.note(source_of(sheet.file, sheet.name), "", why, expected, "unused_sheet")
