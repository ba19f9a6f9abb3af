"""One element or connection as a file gives it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from graph.sources import source_of
from loaders.facts.gathered import Gathered

__all__ = ["Record", "chosen", "counted", "quoted"]


@dataclass(frozen=True)
class Record:
    """One row of a table, or one object of a list.

    Attributes
    ----------
    file, sheet : str
        Where it stands.
    line : int
        The number of its row, or of its object in the file, from 1.
    cells : mapping of str to str
        What it says, by header as written; blanks are left out.
    """

    file: str
    sheet: str
    line: int
    cells: Mapping[str, str]

    @cached_property
    def source(self) -> str:
        """How a row of the data model says where it comes from."""
        return source_of(self.file, self.sheet, self.line)


def chosen(
    record: Record, field_of: Callable[[str], tuple[str, int]], several: frozenset[str] = frozenset()
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the cell of each known field, its header, and the cells that no field takes, by header.

    Parameters
    ----------
    record : Record
        What the file says.
    field_of : callable
        The field of a header and its rank among the headers of that field.
    several : frozenset of str
        Fields that take every cell, joined by a comma, in the order of their ranks.
    """
    ranked = sorted((_field(field_of, header), header) for header in record.cells)
    cells: dict[str, str] = {}
    header_of: dict[str, str] = {}
    others: dict[str, str] = {}
    for (field, _), header in ranked:
        text = record.cells[header]
        if not field or (field in cells and field not in several and text != cells[field]):
            others[header] = text
        elif field not in cells:
            cells[field], header_of[field] = text, header
        elif field in several:
            cells[field] = f"{cells[field]}, {text}"
    return cells, header_of, others


@cache
def _field(field_of: Callable[[str], tuple[str, int]], header: str) -> tuple[str, int]:
    return field_of(header)


def counted(records: Iterable[Record], facts: Gathered) -> None:
    """Count records as read; what stands in one place is read once."""
    for place in dict.fromkeys((record.file, record.sheet, record.line) for record in records):
        facts.record(*place)


def quoted(text: str, reason: str) -> str:
    """Return how the report quotes a cell: it names no human being."""
    return "a person" if reason == "person" else text
