"""Bytes of a CSV, TSV or other delimited text file become rows of cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from graph.errors import UnreadableSource

__all__ = ["decoded", "delimited_rows", "looks_binary", "rows_one_by_one"]

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 10_000_000


def looks_binary(content: bytes) -> bool:
    r"""Whether `content` cannot be text: it holds null bytes and no UTF-16 mark, or mostly control characters.

    Examples
    --------
    >>> looks_binary(b"\x00\x01\x02"), looks_binary(b"Organization,Cause")
    (True, False)
    """
    head = content[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in head)
    return b"\x00" in head or controls > len(head) * 0.05


def decoded(content: bytes) -> str:
    """Return text from UTF-8 (with or without a mark), UTF-16 with a mark, Mac Roman or Windows Latin-1.

    Text that is not UTF-8 is taken for Mac Roman where its lines end in a bare carriage return, as the
    spreadsheets of that system wrote them, and for Windows-1252 (a superset of Latin-1) elsewhere.

    Examples
    --------
    >>> decoded("País".encode("latin-1")), decoded("País".encode("utf-8-sig"))
    ('País', 'País')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        bare_returns = b"\r" in content and b"\n" not in content
        encoding = "mac_roman" if bare_returns else "cp1252"
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            return content.decode("latin-1")


def _delimiter(text: str) -> str:
    """Return the delimiter that splits most of the first lines into the same number of cells."""
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        rows = []
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            for row in reader:
                rows.append(len(row))
                if len(rows) == 50:
                    break
        except csv.Error:
            continue
        wide = [width for width in rows if width > 1]
        if not wide:
            continue
        width, times = Counter(wide).most_common(1)[0]
        score = (times / len(rows), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def delimited_rows(text: str, place: str, delimiter: str = "") -> list[list[str]]:
    r"""Return the rows of a delimited text, blank lines included, so that row numbers are those of the file.

    Parameters
    ----------
    text : str
        The whole file.
    place : str
        The file's name, for the message.
    delimiter : str, optional
        Found by itself where it is not given.

    Raises
    ------
    UnreadableSource
        If a quote is opened and never closed, or a cell is longer than any cell of a spreadsheet.

    Examples
    --------
    >>> delimited_rows("a;b\r\n1;2", "x.csv")
    [['a', 'b'], ['1', '2']]
    """
    return list(rows_one_by_one(text, place, delimiter))


def rows_one_by_one(text: str, place: str, delimiter: str = "") -> Iterator[list[str]]:
    r"""Give the rows that `delimited_rows` returns, without holding them all.

    Examples
    --------
    >>> next(rows_one_by_one("a|b\n1|2", "x.csv"))
    ['a', 'b']
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text))
    except csv.Error as error:
        raise UnreadableSource(
            f"{place}: the text cannot be split into cells ({error}). Allowed: a table with commas, semicolons, "
            "tabs or bars between its cells. Open it in a spreadsheet, save it as CSV UTF-8 and load that."
        ) from error
