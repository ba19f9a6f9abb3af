"""Where the table of a spreadsheet stands: its sheet, its header and the rows below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import UnreadableSource
from graph.names import tidy
from loaders.formats.mapped.model import Mapping
from loaders.formats.who_does_what.headers import is_tag
from loaders.reading.opened import Opened
from loaders.reading.tabular import Sheet

__all__ = ["Table", "find_table", "has_columns", "mapped_table", "titles"]

_TOP = 25


@dataclass(frozen=True)
class Table:
    """A table in a sheet.

    Attributes
    ----------
    sheet : Sheet
        Where it stands.
    titles : list of str
        One for each column, no two the same.
    tags : list of str
        The HXL tag of each column; blank where it has none.
    first : int
        The row of the sheet, from 0, where the data begin.
    """

    sheet: Sheet
    titles: list[str]
    tags: list[str]
    first: int

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows that hold something, each with its line."""
        below = enumerate(self.sheet.rows[self.first :], start=self.sheet.first_line + self.first)
        return [(line, row) for line, row in below if any(cell.strip() for cell in row)]


def titles(header: Sequence[str]) -> list[str]:
    """Return a name for each column: its header; where that is blank its letter, and a number where it is repeated.

    Examples
    --------
    >>> titles(["Name", "", " Partner ", "Partner"])
    ['Name', 'column B', 'Partner', 'Partner (2)']
    """
    plain = [tidy(cell) or f"column {_letters(i)}" for i, cell in enumerate(header)]
    names: list[str] = []
    for title in plain:
        again, name = 1, title
        while name in names:
            again += 1
            name = f"{title} ({again})"
        names.append(name)
    return names


def find_table(file: Opened) -> Table:
    """Return the table of a file: on the visible sheet with the most cells below its header.

    Raises
    ------
    UnreadableSource
        If the file is no table, or has no rows below a header.
    """
    tables = [table for sheet in file.sheets if (table := _table(sheet)) is not None and table.rows]
    seen = [table for table in tables if table.sheet.visible] or tables
    if not seen:
        raise UnreadableSource(
            f"{file.name}: no table was found. Allowed: a line of headers with rows below it. Put the headers above "
            "the rows, or name another file."
        )
    return max(seen, key=lambda table: sum(bool(cell.strip()) for _, row in table.rows for cell in row))


def mapped_table(file: Opened, mapping: Mapping) -> Table:
    """Return the table of a file that has the columns of a mapping.

    Raises
    ------
    UnreadableSource
        If no sheet has them; the message names those that are missing.
    """
    sheets = [sheet for sheet in file.sheets if sheet.name == mapping.sheet] or file.sheets
    wanted = {column.header for column in mapping.columns if column.role != "ignore"}
    missing = wanted
    for sheet in sheets:
        for i, row in enumerate(sheet.rows[:_TOP]):
            names = titles(row)
            lost = wanted - set(names)
            if not lost:
                return _with_tags(sheet, i, names)
            missing = min(missing, lost, key=len)
    missing_text = ", ".join(map(repr, sorted(missing)))
    raise UnreadableSource(
        f"{file.name}: not all columns of its mapping are there: {missing_text} is missing. Allowed: a line with the "
        "headers of the mapping. Put the headers back, or map the file anew: 'partners map FILE --anew --write'."
    )


def has_columns(file: Opened, mapping: Mapping) -> bool:
    """Whether a file has exactly the columns of a mapping, in any order."""
    wanted = {column.header for column in mapping.columns}
    return any(set(titles(row)) == wanted for sheet in file.tables for row in sheet.rows[:_TOP])


def _table(sheet: Sheet) -> Table | None:
    """Return the table of a sheet: below its tags, else below the first line that is as wide as the lines after it."""
    top = sheet.rows[:_TOP]
    for i, row in enumerate(top):
        filled = [cell for cell in row if cell.strip()]
        if filled and sum(map(is_tag, filled)) * 2 >= len(filled):
            above = next((r for r in reversed(top[:i]) if any(cell.strip() for cell in r)), row)
            return Table(sheet, titles(above), [cell.strip() if is_tag(cell) else "" for cell in row], i + 1)
    widths = [sum(bool(cell.strip()) for cell in row) for row in sheet.rows[: 4 * _TOP]]
    if not any(widths):
        return None
    common = Counter(width for width in widths if width).most_common(1)[0][0]
    for i, row in enumerate(top):
        if widths[i] >= max(1, 0.6 * common) and not any(_is_number(cell) for cell in row):
            return _with_tags(sheet, i, titles(row))
    return None


def _with_tags(sheet: Sheet, header: int, names: list[str]) -> Table:
    below = sheet.rows[header + 1] if header + 1 < len(sheet.rows) else []
    filled = [cell for cell in below if cell.strip()]
    if filled and sum(map(is_tag, filled)) * 2 >= len(filled):
        return Table(sheet, names, [cell.strip() if is_tag(cell) else "" for cell in below], header + 2)
    return Table(sheet, names, [""] * len(names), header + 1)


def _is_number(cell: str) -> bool:
    return bool(cell.strip()) and cell.strip().replace(".", "", 1).replace(",", "").isdecimal()


def _letters(i: int) -> str:
    letters = ""
    i += 1
    while i:
        i, rest = divmod(i - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
