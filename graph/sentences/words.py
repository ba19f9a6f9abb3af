"""Numbers, lists and dates inside a sentence."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from graph.sentences.language import ENGLISH, Language

__all__ = ["count", "day", "listed", "numbered", "ordinal"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def numbered(one: str, plural: str, number: int, language: Language = ENGLISH, **values: object) -> str:
    """Return the message that goes with a number, with ``{number}`` and the other places filled.

    Examples
    --------
    >>> numbered("{number} place", "{number} places", 1204)
    '1,204 places'
    """
    return language.ngettext(one, plural, number).format(number=f"{number:,}", **values)


def count(number: int, one: str, plural: str = "", *, language: Language = ENGLISH) -> str:
    """Return a number with its noun; the plural is the noun with an s where none is passed.

    Examples
    --------
    >>> count(1, "place"), count(2, "party", "parties")
    ('1 place', '2 parties')
    """
    return f"{number:,} {language.ngettext(one, plural or one + 's', number)}"


def listed(
    names: Sequence[str],
    most: int = 3,
    *,
    between: str = ", ",
    conjunction: bool = True,
    language: Language = ENGLISH,
) -> str:
    """Return the first names in one line, the rest counted.

    Parameters
    ----------
    names : sequence of str
        What to list.
    most : int
        How many names to write out.
    between : str
        What stands between two names.
    conjunction : bool
        Whether "and" stands before the last name of a complete list, as in a sentence, or `between`, as in a column.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> listed(["Water", "Health", "Land"]), listed(["Water", "Health", "Land"], 2)
    ('Water, Health and Land', 'Water, Health and 1 more')
    >>> listed(["Water", "Health"], between="; ", conjunction=False)
    'Water; Health'
    """
    first = [str(name) for name in names[:most]]
    more = len(names) - len(first)
    if more:
        return language.gettext("{names} and {number} more").format(names=between.join(first), number=more)
    if conjunction and len(first) > 1:
        return language.gettext("{names} and {last}").format(names=between.join(first[:-1]), last=first[-1])
    return between.join(first)


def ordinal(number: int, language: Language = ENGLISH) -> str:
    """Return ``"1st"``, ``"22nd"``, ``"113th"``."""
    forms = {1: "{number}st", 2: "{number}nd", 3: "{number}rd"}
    form = "{number}th" if 10 <= number % 100 <= 20 else forms.get(number % 10, "{number}th")
    return language.gettext(form).format(number=f"{number:,}")


def day(when: date | pd.Timestamp | None, precision: str | None = None, *, language: Language = ENGLISH) -> str:
    """Return a date as precisely as it is known; blank where there is none.

    Examples
    --------
    >>> day(pd.Timestamp("2024-03-01")), day(date(2024, 3, 1), "month"), day(None)
    ('1 Mar 2024', 'Mar 2024', '')
    """
    if when is None or pd.isna(when):
        return ""
    forms = {"year": "{year}", "month": "{month} {year}"}
    form = forms.get(precision or "", "{day} {month} {year}")
    month = language.gettext(_MONTHS[when.month - 1])
    return language.gettext(form).format(day=when.day, month=month, year=when.year)
