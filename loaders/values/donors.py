"""Several donors in one cell."""

import re
from collections.abc import Iterable

from graph.names import normal_name, tidy
from loaders.values.words import is_placeholder

__all__ = ["split_donors"]

_ALWAYS = re.compile(r"\s*[;\n]\s*")
_COMMA = re.compile(r"\s*,\s*")
_MAYBE = re.compile(r"\s*[/+&]\s*|\s+(?:and|y|et)\s+", re.IGNORECASE)
_HELD = re.compile(r"([^()]*)\(([^()]*)\)\s*")
_COMPANY_ENDINGS = {"inc", "inc.", "ltd", "ltd.", "llc", "e.v.", "plc", "s.a.", "co."}
_LONGEST_NAME = 3


def split_donors(cells: Iterable[str], names: Iterable[str]) -> dict[str, list[str]]:
    """Return the donors that each cell names.

    A semicolon or a line break always separates. A comma separates unless the cell is itself a known name, a part
    is longer than three words, or a part is an ending such as "Inc.". A slash, plus, ampersand or "and" separates
    only where every part stands alone elsewhere, for they stand inside names too. Nothing is split inside brackets,
    but ``Multiple donors (A and B)`` is its bracket.

    Parameters
    ----------
    cells : iterable of str
        The distinct cells of the donor column.
    names : iterable of str
        The cells of the other columns of organizations.

    Returns
    -------
    dict of str to list of str
        The parts of each cell, in order; a blank cell has none.

    Examples
    --------
    >>> parts = split_donors(["BHA, ECHO", "ECHO/BHA", "ACT/DCA", "Multiple donors (BHA and ECHO)"], ["DCA"])
    >>> parts["BHA, ECHO"], parts["ECHO/BHA"], parts["ACT/DCA"]
    (['BHA', 'ECHO'], ['ECHO', 'BHA'], ['ACT/DCA'])
    >>> parts["Multiple donors (BHA and ECHO)"]
    ['BHA', 'ECHO']
    """
    distinct = [cell for cell in dict.fromkeys(cells) if cell.strip()]
    other_names = {normal_name(name) for name in names if name.strip()}
    opened = {cell: _opened(tidy_keeping_breaks(cell)) for cell in distinct}
    listed = {
        cell: [p for part in _ALWAYS.split(text) for p in _comma(part, other_names)] for cell, text in opened.items()
    }
    alone = other_names | {normal_name(p) for parts in listed.values() for p in parts if not _MAYBE.search(p)}
    return {cell: [p for part in parts for p in _maybe(part, alone, other_names)] for cell, parts in listed.items()}


def tidy_keeping_breaks(text: str) -> str:
    r"""Return `text` with single spaces and its line breaks.

    Examples
    --------
    >>> tidy_keeping_breaks(" A  b \n c")
    'A b\nc'
    """
    return "\n".join(line for part in text.splitlines() if (line := tidy(part)))


def _opened(text: str) -> str:
    match = _HELD.fullmatch(text)
    return match[2] if match and is_placeholder(match[1]) and match[1].strip() else text


def _comma(text: str, other_names: set[str]) -> list[str]:
    if "(" in text or normal_name(text) in other_names:
        return [text]
    parts = [part for part in _COMMA.split(text) if part]
    long = any(len(part.split()) > _LONGEST_NAME for part in parts)
    ending = any(part.casefold() in _COMPANY_ENDINGS for part in parts)
    return [text] if long or ending else parts


def _maybe(text: str, alone: set[str], other_names: set[str]) -> list[str]:
    if "(" in text or normal_name(text) in other_names:
        return [text]
    parts = [part for part in _MAYBE.split(text) if part]
    return parts if all(normal_name(part) in alone for part in parts) else [text]
