"""Messages with their places filled, and lists inside a sentence."""

from collections.abc import Sequence

from graph.words.formats import decimal
from graph.words.language import ENGLISH, Language

__all__ = ["listed", "numbered", "ordinal", "translated"]


def translated(message: str, language: Language = ENGLISH, **values: object) -> str:
    """Return a message in a language, with its places filled.

    Examples
    --------
    >>> translated("{cause} in {place}", cause="Water", place="North")
    'Water in North'
    """
    return language.gettext(message).format(**values)


def numbered(one: str, plural: str, number: int, language: Language = ENGLISH, **values: object) -> str:
    """Return the message that goes with a number, with ``{number}`` and the other places filled.

    Examples
    --------
    >>> numbered("{number} place", "{number} places", 1204)
    '1,204 places'
    """
    return language.ngettext(one, plural, number).format(number=decimal(number, language), **values)


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
        return numbered(
            "{names} and {number} more", "{names} and {number} more", more, language, names=between.join(first)
        )
    if conjunction and len(first) > 1:
        return translated("{names} and {last}", language, names=between.join(first[:-1]), last=first[-1])
    return between.join(first)


def ordinal(number: int, language: Language = ENGLISH) -> str:
    """Return ``"1st"``, ``"22nd"``, ``"113th"``."""
    figures = decimal(number, language)
    last = 0 if 10 <= number % 100 <= 20 else number % 10
    if last == 1:
        return translated("{number}st", language, number=figures)
    if last == 2:
        return translated("{number}nd", language, number=figures)
    if last == 3:
        return translated("{number}rd", language, number=figures)
    return translated("{number}th", language, number=figures)
