"""What the cells of a column are: dates, numbers, e-mail addresses, few distinct words, names of organizations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from graph.names import normal_name
from loaders.values.dates import read_dates
from loaders.values.numbers import number_in
from loaders.values.words import is_blank

__all__ = ["Contents", "contents_of"]

_MOST = 400
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[+(]?\d[\d ()./-]{6,}\d")
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;\n|,/]\s*")
_ORGANIZATION_WORDS = re.compile(
    r"\b(foundation|association|network|trust|society|council|ministry|union|club|committee|organi[sz]ation|ngo|"
    r"fund|coalition|alliance|institute|university|centre|center|agency|initiative|collective|cooperative|group|"
    r"fundación|asociación|red|ministerio|sindicato|comité|fondation|réseau|ministère|syndicat|collectif)s?\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b|\([A-Z]{2,}")


@dataclass(frozen=True)
class Contents:
    """Shares, from 0 to 1, of a column's filled cells; all 0 for a column that holds nothing.

    Attributes
    ----------
    filled : int
        How many cells were looked at.
    dates, numbers, contacts, urls, organizations, lists : float
        Dates that are no plain numbers; numbers; e-mail addresses and phone numbers; addresses on the web; texts
        with a word that names of organizations have beside others, or an acronym; texts of several parts.
    distinct : float
        Different cells per cell.
    words : float
        Words per cell that is no number.
    names : frozenset of str
        The parts of its cells, as they are compared.
    """

    filled: int = 0
    dates: float = 0.0
    numbers: float = 0.0
    contacts: float = 0.0
    urls: float = 0.0
    organizations: float = 0.0
    lists: float = 0.0
    distinct: float = 0.0
    words: float = 0.0
    names: frozenset[str] = frozenset()

    def known_in(self, other: "Contents") -> float:
        """Return the share of its names that another column has too."""
        return len(self.names & other.names) / len(self.names) if self.names else 0.0


def contents_of(cells: Sequence[str]) -> Contents:
    """Return what the first few hundred filled cells of a column are.

    Examples
    --------
    >>> content = contents_of(["2024-01-31", "2024-02-01", ""])
    >>> content.filled, content.dates, content.numbers
    (2, 1.0, 0.0)
    """
    filled = [cell.strip() for cell in cells if not is_blank(cell)][:_MOST]
    if not filled:
        return Contents()
    n = len(filled)
    numbers = [number_in(cell) is not None for cell in filled]
    read = read_dates(pd.Series(filled, dtype="str"))["problem"] != "not_a_date"
    dated = [bool(is_date) and not number for is_date, number in zip(read, numbers, strict=True)]
    contacts = [
        bool(_EMAIL.fullmatch(cell) or (_PHONE.fullmatch(cell) and not is_date))
        for cell, is_date in zip(filled, dated, strict=True)
    ]
    words = [len(cell.split()) for cell, number in zip(filled, numbers, strict=True) if not number]
    parts = {normal_name(part) for cell in filled for part in (_PARTS.split(cell) if len(cell) < 500 else ()) if part}
    return Contents(
        filled=n,
        dates=sum(dated) / n,
        numbers=sum(numbers) / n,
        contacts=sum(contacts) / n,
        urls=sum(bool(_URL.fullmatch(cell)) for cell in filled) / n,
        organizations=sum(_like_an_organization(cell) for cell in filled) / n,
        lists=sum(len([p for p in _PARTS.split(cell) if p]) > 1 for cell in filled) / n,
        distinct=len(set(filled)) / n,
        words=sum(words) / len(words) if words else 0.0,
        names=frozenset(parts),
    )


def _like_an_organization(cell: str) -> bool:
    # A word alone names nobody: "red" is a network in Spanish, and a colour.
    return bool((_ORGANIZATION_WORDS.search(cell) and " " in cell) or _ACRONYM.search(cell))
