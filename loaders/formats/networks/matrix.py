"""Matrices: organizations against the events they came to, or against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from graph.errors import UnreadableSource
from graph.names import normal_name, stable_id, tidy
from graph.schema import ROLES
from graph.sources import source_of
from loaders.facts.alone import one_by_one
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.networks.elements import Elements, elements
from loaders.formats.networks.network import NetworkFile, gather_network
from loaders.formats.networks.record import Record
from loaders.formats.who_does_what.headers import header_role, is_tag
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.sheet import blank_rows
from loaders.reading.tabular import Sheet
from loaders.reading_options import Reading
from loaders.values.dates import read_dates
from loaders.values.plain import normal_header

__all__ = ["MATRIX"]

_LABEL = "membership matrix"
_YES = frozenset({"1", "x", "yes", "y", "true", "si", "oui", "✓", "✔", "✗", "●", "•", "1.0"})
_NO = frozenset({"", "0", "no", "n", "false", "non", "-", "0.0"})
_FEWEST, _FIRST_ROWS = 2, 100
# The first kind with a word in the title of an event is its kind; an event that says nothing is a meeting.
_KINDS = (
    ("co_signature", ("letter", "statement", "petition", "declaration", "appeal", "signed", "carta", "lettre")),
    ("training", ("training", "workshop", "course", "webinar", "taller", "formation", "capacitacion")),
    ("joint_campaign", ("campaign", "campana", "campagne", "march", "rally", "strike")),
    ("joint_project", ("project", "programme", "program", "proyecto", "projet", "consortium")),
)
# In order of trust: "letter 2021-03-04" names no month called letter.
_DAYS_IN_TITLE = (
    r"(\d{4}-\d{2}(?:-\d{2})?)", r"(\d{1,2}[/.]\d{1,2}[/.]\d{2,4})", r"(\d{1,2} [^\W\d_]{3,10} \d{4})",
    r"([^\W\d_]{3,10} \d{4})", r"\b((?:19|20)\d{2})\b",
)  # fmt: skip


@dataclass(frozen=True)
class _Grid:
    """A matrix: its titles, and its rows with their marks."""

    sheet: Sheet
    titles: list[str]
    rows: list[tuple[int, str, list[str]]]

    @property
    def is_square(self) -> bool:
        """Whether organizations stand against each other."""
        across = {normal_name(title) for title in self.titles if title}
        down = {normal_name(name) for _, name, _ in self.rows}
        return len(across & down) * 2 > len(across)


def _grid(sheet: Sheet, most: int | None = None) -> _Grid | None:
    """Return the matrix of a sheet whose first filled row holds titles, or `most` of its rows; ``None`` without one."""
    filled = [(i, sheet.rows[i]) for i, blank in enumerate(blank_rows(sheet.rows)) if not blank][:most]
    if len(filled) < 1 + _FEWEST or len(filled[0][1]) < 1 + _FEWEST or sheet.first_line == 0:
        return None
    titles = [tidy(cell) for cell in filled[0][1][1:]]
    rows = [(sheet.first_line + i, row[0].strip(), [c.strip() for c in row[1:]]) for i, row in filled[1:]]
    return _Grid(sheet, titles, rows)


def _recognises(file: Opened) -> bool:
    if file.root:
        return False
    may_be = [sheet for sheet in file.tables if sheet.visible and _begins_as_one(sheet)]
    return any(_is_marked(grid) for sheet in may_be if (grid := _grid(sheet)))


def _begins_as_one(sheet: Sheet) -> bool:
    """Whether no title is that of a known column, and the first cells may be marks.

    A large sheet of another form is not looked at any further.
    """
    grid = _grid(sheet, _FIRST_ROWS)
    if grid is None or sum(map(bool, grid.titles)) < _FEWEST:
        return False
    if any(header_role(title) or is_tag(title) for title in grid.titles):
        return False
    return all(cell.casefold() in _YES | _NO or _is_number(cell) for _, _, marks in grid.rows for cell in marks)


def _is_marked(grid: _Grid) -> bool:
    """Whether every cell is a mark or none, and each line begins with a name."""
    cells = [cell.casefold() for _, _, marks in grid.rows for cell in marks]
    has_names = all(any(c.isalpha() for c in name) for _, name, _ in grid.rows)
    has_marks_only = all(cell in _YES or cell in _NO or (grid.is_square and _is_number(cell)) for cell in cells)
    return has_names and has_marks_only and any(cell not in _NO for cell in cells)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    grids: list[_Grid] = []
    for file in files:
        file_grids = [grid for sheet in file.sheets if sheet.visible and (grid := _grid(sheet))]
        if not file_grids:
            raise UnreadableSource(
                f"{file.name}: no matrix. Allowed: names of organizations in the first column, titles of events (or "
                "the same organizations) in the first row, and 1, 0, x or blanks between. Save it in that way, or "
                "load the file without --form."
            )
        grids += file_grids
    members = [_member(grid, line, name) for grid in grids for line, name, _ in grid.rows]
    facts = Gathered(_LABEL, reading.date)
    organizations = elements(members, facts)
    for grid in grids:
        if not grid.is_square:
            events, took_part = _events(grid, organizations, reading.date)
            facts.add_rows("interactions", events)
            facts.add_rows("participations", took_part)
    connections = [tie for grid in grids if grid.is_square for tie in _ties(grid)]
    gather_network(NetworkFile(members, connections), organizations, facts)
    return facts.loaded()


def _member(grid: _Grid, line: int, name: str) -> Record:
    return Record(grid.sheet.file, grid.sheet.name, line, {"label": name} if name else {})


def _ties(grid: _Grid) -> list[Record]:
    """Return the ties of organizations against each other; where both halves are alike, each pair once."""
    marks = {
        (normal_name(name), normal_name(title)): mark
        for _, name, cells in grid.rows
        for title, mark in zip(grid.titles, cells, strict=True)
        if title and mark.casefold() not in _NO
    }
    alike = all(marks.get((b, a)) == mark for (a, b), mark in marks.items())
    records = []
    for line, name, cells in grid.rows:
        for title, mark in zip(grid.titles, cells, strict=True):
            a, b = normal_name(name), normal_name(title)
            if (a, b) not in marks or not a or (alike and a > b):
                continue
            tie = {"from": name, "to": title, "direction": "undirected" if alike else "directed"}
            tie |= {} if mark.casefold() in _YES - {"1", "1.0"} else {"strength": mark}
            records.append(Record(grid.sheet.file, grid.sheet.name, line, tie))
    return records


def _events(grid: _Grid, organizations: Elements, default_date: date | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events of a matrix and who took part; a date that a title states is that of its event."""
    sheet = grid.sheet
    titles = [title or f"column {k}" for k, title in enumerate(grid.titles, start=2)]
    read = _days_in(titles, (sheet.name, sheet.file))
    ids = [stable_id("act", sheet.file, sheet.name, title) for title in titles]
    when = read["date"].fillna(pd.Timestamp(default_date)) if default_date else read["date"]
    events = pd.DataFrame(
        {
            "interaction_id": ids,
            "date": when,
            "date_precision": read["precision"].where(read["precision"] != ""),
            "kind": [_kind(title) for title in titles],
            "title": titles,
            "source": source_of(sheet.file, sheet.name, grid.rows[0][0] - 1),
        }
    )
    took_part = [
        (ids[k], organizations.id_of[normal_name(name)], _role(mark), source_of(sheet.file, sheet.name, line))
        for line, name, marks in grid.rows
        if normal_name(name) in organizations.id_of
        for k, mark in enumerate(marks)
        if mark.casefold() not in _NO
    ]
    columns = ["interaction_id", "organization_id", "role", "source"]
    return events.drop_duplicates("interaction_id"), pd.DataFrame(took_part, columns=columns)


def _days_in(titles: Sequence[str], names: Sequence[str]) -> pd.DataFrame:
    """Return the day that each title states, as `read_dates` does."""
    text = pd.Series(titles, dtype="object")
    days = read_dates(text.where(text == "", ""), names)
    for pattern in _DAYS_IN_TITLE:
        read = read_dates(text.str.extract(pattern, expand=False).fillna(""), names)
        new = days["date"].isna() & read["date"].notna()
        days = days.mask(new, read)
    return days


def _kind(title: str) -> str:
    words = normal_header(title).split()
    return next((kind for kind, beginning in _KINDS if any(word.startswith(beginning) for word in words)), "meeting")


def _role(mark: str) -> str | None:
    return mark.casefold() if mark.casefold() in ROLES else None


MATRIX = Form("matrix", _LABEL, _recognises, one_by_one(_load), stands_alone=True)
