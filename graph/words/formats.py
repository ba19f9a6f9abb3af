"""Numbers and dates as a language writes them. No other module of the sentences or the dashboard formats any."""

from datetime import date

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = ["day", "decimal", "percent", "significant"]

# The patterns are messages: a translation may put day, month and year in another order.
_PATTERNS = {"year": gettext_noop("y"), "month": gettext_noop("MMM y"), "day": gettext_noop("d MMM y")}


def decimal(number: float, language: Language = ENGLISH) -> str:
    """Return a number with its thousands grouped.

    Examples
    --------
    >>> decimal(1204), decimal(0.75)
    ('1,204', '0.75')
    """
    return format_decimal(number, locale=_locale(language))


def significant(number: float, language: Language = ENGLISH) -> str:
    """Return a number with its thousands grouped and three digits that count, or all those before the point.

    Examples
    --------
    >>> significant(1204.4), significant(0.0123456), significant(-7.0), significant(0.0)
    ('1,204', '0.0123', '-7', '0')
    """
    pattern = "#,##0" if abs(number) >= 100 or number == 0 else "@##"
    return format_decimal(number, format=pattern, locale=_locale(language))


def percent(share: float, language: Language = ENGLISH) -> str:
    """Return a share, 0 to 1, in whole percent.

    Examples
    --------
    >>> percent(0.844)
    '84%'
    """
    return format_percent(share, locale=_locale(language))


def day(when: date | pd.Timestamp | None, precision: str | None = None, language: Language = ENGLISH) -> str:
    """Return a date as precisely as it is recorded; blank where there is none.

    Parameters
    ----------
    when : date or pd.Timestamp, optional
        The day; of a month or a year its first.
    precision : {"day", "month", "year"}, optional
        What is known of it; a day where nothing is said.
    language : Language
        Of the date.

    Examples
    --------
    >>> day(pd.Timestamp("2024-03-01")), day(date(2024, 3, 1), "month"), day(None)
    ('1 Mar 2024', 'Mar 2024', '')
    """
    if when is None or pd.isna(when):
        return ""
    pattern = language.gettext(_PATTERNS.get(precision or "day", _PATTERNS["day"]))
    return format_date(when, pattern, locale=_locale(language))


def _locale(language: Language) -> str:
    return language.info().get("language") or "en"
