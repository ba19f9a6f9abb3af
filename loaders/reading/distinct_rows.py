"""The rows of one sheet of an XLSX file as they stand in its XML, each distinct one once.

Sheets repeat themselves, and declare columns that hold nothing: what a reader of workbooks then builds is a grid of
hundreds of millions of cells. Here the XML is unpacked piece by piece and cut at the ends of rows, and rows that differ
by their number alone are one. What the cells mean is left to the reader of workbooks, which is given the distinct rows.
"""

import re
from array import array
from collections.abc import Callable, Iterator
from typing import IO

from graph.errors import UnreadableSource
from loaders.reading import limits

__all__ = ["FIRST_ROW", "DistinctRows"]

FIRST_ROW = 2
"""The number of the first row of a batch: the line above is free for a mark."""
_PIECE = 4 * 1024**2
_LONGEST_ROW = 64 * 1024**2
_LAST_LINE = 1_048_576
_LAST_COLUMN = 16_384
_NARROW = 702  # columns whose name has at most two letters
_OPENING = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b")
_LINE = re.compile(rb"""\sr\s*=\s*["'](\d{1,9})["']""")
_MERGED = re.compile(rb"""mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_ATTRIBUTE = re.compile(rb"""\s([rst])\s*=\s*["']([^"'<>&]*)["']""")
_PLACE = re.compile(rb"([A-Z]{1,3})(\d{1,9})")
_WIDE = re.compile(rb' r="([A-Z]{3})')
_OF_A_CELL = rb"<(?:[\w.-]+:)?c(?=\s)[^<>]*?"
_ELSEWHERE = rb"""\sr\s*=\s*["'](?![A-Z]{0,3}\d{1,%d}["'])"""
"""The place of a cell that a batch of rows cannot have: a row with more digits, or a column beyond ZZZ."""


class DistinctRows:
    """The distinct rows of a sheet, handed out in batches, and which of them stands at which line.

    Parameters
    ----------
    stream : binary file
        The XML of a part of a workbook.
    place : str
        For messages.
    progress : callable, optional
        Told now and then how many lines were read.

    Attributes
    ----------
    head : bytes
        What stands before the rows; the whole part where it is no sheet.
    prefix : bytes or None
        The prefix of the names of elements, mostly empty; ``None`` where the part is no sheet.
    lines : array of int
        For each line of the sheet, from the first on, the number of its row among the distinct ones, from 1; 0
        where there is none. Complete when all batches have been taken.
    merged : list of (top, left, bottom, right)
        Ranges of merged cells, from 0. Complete when all batches have been taken.
    """

    def __init__(self, stream: IO[bytes], place: str, progress: Callable[[int], None] | None = None) -> None:
        self._stream, self._place, self._progress = stream, place, progress
        self._taken = 0
        self.lines: array[int] = array("i")
        self.merged: list[tuple[int, int, int, int]] = []
        self.head, self.prefix = b"", None
        while piece := self._read():
            self.head += piece
            if match := _OPENING.search(self.head):
                self.prefix = match[1]
                self._rest = self.head[match.start() :]
                self.head = b""
                return
            if len(self.head) > limits.MOST_BYTES:
                raise limits.too_large(place)

    def batches(self, most_bytes: int, most_cells: int) -> Iterator[tuple[bytes, int]]:
        """Give the distinct rows as XML, and how many they are, each numbered within its batch from `FIRST_ROW`.

        Parameters
        ----------
        most_bytes, most_cells : int
            A batch ends when its XML, or its grid with the blank cells, is larger.

        Raises
        ------
        UnreadableSource
            If the sheet is broken or too large.
        """
        seen: dict[bytes, int] = {}
        batch: list[bytes] = []
        size, width, distinct = 0, _NARROW, 0
        for line, cells in self._rows():
            key = self._numbered(cells, line, b"")
            number = seen.get(key, 0)
            if not number:
                distinct += 1
                number = seen[key] = distinct
                batch.append(self._row(cells, line, FIRST_ROW + len(batch)))
                size += len(batch[-1])
                if width < _LAST_COLUMN and _WIDE.search(cells):
                    width = max(width, *(_column(letters) for letters in _WIDE.findall(cells)))
            self._at(line, number)
            if size > most_bytes or len(batch) * width > most_cells:
                yield self._checked(batch)
                batch, size, width = [], 0, _NARROW
        yield self._checked(batch)

    def _read(self) -> bytes:
        piece = self._stream.read(_PIECE)
        self._taken += len(piece)
        if self._taken > limits.MOST_SHEET_BYTES:
            raise limits.too_large(self._place, limits.MOST_SHEET_BYTES)
        return piece

    def _rows(self) -> Iterator[tuple[int, bytes]]:
        """Give the line and the cells of each row, and note the merged cells that stand after the last of them."""
        opening, closing = b"<" + (self.prefix or b"") + b"row", b"</" + (self.prefix or b"") + b"row>"
        rest, line = self._rest, 0
        while True:
            *rows, rest = rest.split(closing)
            for row in rows:
                start = row.rfind(opening)
                end = row.find(b">", start)
                if row.find(opening) < start:  # rows without cells, closed where they open, stand before it
                    line = self._last_line(row[:start], opening, line)
                line = self._line_of(row[start:end], line)
                yield line, row[end + 1 :]
            piece = self._read()
            if not piece:
                break
            rest += piece
            if len(rest) > _LONGEST_ROW:
                raise UnreadableSource(
                    f"{self._place}: a row of more than {_LONGEST_ROW // 1024**2} MiB. {limits.ALLOWED} Open it in a "
                    "spreadsheet, save it again and load that."
                )
        for left, top, right, bottom in _MERGED.findall(rest):
            self.merged.append((int(top) - 1, _column(left) - 1, int(bottom) - 1, _column(right) - 1))

    def _last_line(self, empty: bytes, opening: bytes, line: int) -> int:
        for row in empty.split(opening)[1:]:
            line = self._line_of(row[: row.find(b">")], line)
        return line

    def _line_of(self, attributes: bytes, before: int) -> int:
        match = _LINE.search(attributes)
        line = int(match[1]) if match else before + 1
        if not 1 <= line <= _LAST_LINE:
            raise self._broken(f"a row has the number {line}")
        return line

    def _at(self, line: int, number: int) -> None:
        if line > len(self.lines):
            self.lines.extend([0] * (line - len(self.lines)))
            if self._progress is not None and len(self.lines) % 10_000 == 0:
                self._progress(len(self.lines))
        self.lines[line - 1] = number

    def _row(self, cells: bytes, line: int, number: int) -> bytes:
        prefix = self.prefix or b""
        inside = self._numbered(cells, line, b"%d" % number)
        return b'<%srow r="%d">%s</%srow>' % (prefix, number, inside, prefix)

    def _numbered(self, cells: bytes, line: int, number: bytes) -> bytes:
        """Return the cells of a row with `number` in place of the row's own number."""
        old, opening = b'%d"' % line, b"<%sc " % (self.prefix or b"")
        n_cells = cells.count(opening)
        if n_cells == cells.count(old) == cells.count(b' r="'):
            return cells.replace(old, number + b'"')
        return re.sub(rb"(<(?:[\w.-]+:)?c)(?=[\s/>])([^>]*?)(/?>)", lambda tag: self._tag(tag, line, number), cells)

    def _tag(self, tag: re.Match[bytes], line: int, number: bytes) -> bytes:
        attributes = []
        for name, value in _ATTRIBUTE.findall(tag[2]):
            if name == b"r":
                place = _PLACE.fullmatch(value)
                if place is None or int(place[2]) != line:
                    raise self._broken(f"a cell has the place {value.decode('utf-8', 'replace')!r}")
                value = place[1] + number  # noqa: PLW2901  (the place with another number)
            attributes.append(b' %s="%s"' % (name, value))
        return tag[1] + b"".join(attributes) + tag[3]

    def _checked(self, batch: list[bytes]) -> tuple[bytes, int]:
        """Return the rows of a batch as one, if each of its cells stands in them and in a column that can be."""
        xml = b"".join(batch)
        wrong = _ELSEWHERE % (len(str(FIRST_ROW + len(batch))))
        if re.search(wrong, xml) and (cell := re.search(_OF_A_CELL + wrong + rb"([^\"'<>]*)", xml)):
            raise self._broken(f"a cell has the place {cell[1].decode('utf-8', 'replace')!r}")
        return xml, len(batch)

    def _broken(self, cause: str) -> UnreadableSource:
        return UnreadableSource(
            f"{self._place}: a workbook that cannot be read ({cause}). {limits.ALLOWED} Open it in a spreadsheet, save "
            "it again as XLSX or CSV and load that."
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
