"""Rows of a mapped spreadsheet become a data set, by what one row is."""

from collections import Counter

import pandas as pd

from graph.report import MERGE_COLUMNS, REJECT_COLUMNS
from loaders.facts.gathered import Gathered
from loaders.formats.mapped.cells import Cells, read_cells
from loaders.formats.mapped.model import Mapping
from loaders.formats.mapped.roles import ORGANIZATIONS
from loaders.formats.mapped.row_facts import RowFacts
from loaders.formats.mapped.table import mapped_table
from loaders.loaded import Loaded
from loaders.names.spellings import Naming, name_organizations
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.dates import day_in_name
from loaders.values.notes import joined_notes

__all__ = ["FORM", "load_mapped"]

FORM = "mapped spreadsheet"


def load_mapped(file: Opened, mapping: Mapping, reading: Reading) -> Loaded:
    """Return the data set that a spreadsheet holds, as its mapping says.

    - ``organizations``: the organization and what is said of it; its causes at its places (a cause without a place is
      one that it supports); a stated tie with each partner and donor.
    - ``pairs``: an interaction of the organization with each partner, by kind, cause and date; where the row has a
      strength, a stated tie instead.
    - ``events``: one interaction of all organizations in the row; rows with the same id, or the same date, title and
      kind, are one.
    - ``presences``: the implementer, or the organization where that is blank, is there for the cause; it has a joint
      project with the organization, and the donors fund the organization.

    Parameters
    ----------
    file : Opened
        The spreadsheet.
    mapping : Mapping
        What its columns hold.
    reading : Reading
        The date of rows without one, and how organizations are told apart.

    Raises
    ------
    UnreadableSource
        If the file is no table, or lacks a column of the mapping.
    """
    table = mapped_table(file, mapping)
    cells = read_cells(table, mapping)
    naming = _named(cells, reading)
    fallback = reading.date or day_in_name(file.name)
    facts = Gathered(FORM)
    rows = RowFacts(facts, cells, mapping, naming, None if fallback is None else pd.Timestamp(fallback))
    nobody = [i for i in range(len(cells.rows)) if not rows.add(i)]
    headers = " / ".join(c.header for c in mapping.columns if c.role in ORGANIZATIONS) or "(no column)"
    expected = "an organization in at least one of these columns"
    rejects = cells.rows.iloc[nobody].assign(
        column=headers, found="", expected=expected, reason="no_organization"
    )[list(REJECT_COLUMNS)]  # fmt: skip
    facts.report(rejects=rejects, merges=_merges(cells, naming), notes=joined_notes(cells.notes))
    return facts.loaded()


def _named(cells: Cells, reading: Reading) -> Naming:
    """Return the organizations behind the names of all rows."""
    acronyms = cells.texts.get("acronym", [""] * len(cells.rows))
    if reading.names == "acronym":
        cells.parties["organization"] = [
            [acronym] if acronym and len(names) == 1 else names
            for acronym, names in zip(acronyms, cells.parties["organization"], strict=True)
        ]
    times = Counter(name for rows in cells.parties.values() for names in rows for name in names)
    pairs = None
    if reading.names == "merged":
        rows = zip(acronyms, cells.parties["organization"], strict=True)
        pairs = [(acronym, names[0]) for acronym, names in rows if acronym and len(names) == 1]
        times.update(acronym for acronym, _ in pairs)
    return name_organizations(pd.Series(times, dtype="int64"), pairs, reading.apart)


def _merges(cells: Cells, naming: Naming) -> pd.DataFrame:
    first: dict[str, int] = {}
    for rows in (*cells.parties.values(), [[text] for text in cells.texts.get("acronym", [])]):
        for i, names in enumerate(rows):
            for name in names:
                first[name] = min(first.get(name, i), i)
    place = [cells.rows.iloc[first.get(name, 0)].tolist() for name in naming.merges["found"]]
    merges = pd.DataFrame(place, columns=["file", "sheet", "line"]).join(naming.merges)
    return merges[list(MERGE_COLUMNS)]
