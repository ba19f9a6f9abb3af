"""The language of the page. Every text on screen is a message of its catalogue and goes through this module."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from graph.words import filled, formats
from graph.words.language import ENGLISH, Language, gettext_noop, ngettext_noop

__all__ = ["LANGUAGE", "counted", "day", "decimal", "gettext_noop", "listed", "ngettext_noop", "significant", "text"]

LANGUAGE: Language = ENGLISH
"""The language that the page hands to every sentence."""


def text(message: str, /, **values: object) -> str:
    """Return a message in the language of the page, with its places filled.

    Examples
    --------
    >>> text("{cause} in {place}", cause="Water", place="North")
    'Water in North'
    """
    return filled.translated(message, LANGUAGE, **values)


def counted(one: str, plural: str, number: int, /, **values: object) -> str:
    """Return the message that goes with a number.

    Examples
    --------
    >>> counted("{number} place", "{number} places", 1204)
    '1,204 places'
    """
    return filled.numbered(one, plural, number, LANGUAGE, **values)


def decimal(number: float) -> str:
    """Return a number as the language of the page writes it."""
    return formats.decimal(number, LANGUAGE)


def significant(number: float) -> str:
    """Return a number with three digits that count, or all those before the point."""
    return formats.significant(number, LANGUAGE)


def day(when: date | pd.Timestamp | None, precision: str | None = None) -> str:
    """Return a day, or its month or year, as the language of the page writes it; blank where there is none."""
    return formats.day(when, precision, language=LANGUAGE)


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return the first names in one line, the rest counted."""
    return filled.listed(names, most, language=LANGUAGE)
