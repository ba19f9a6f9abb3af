"""Lists and dates in plain words."""

from collections.abc import Iterable

import pandas as pd

__all__ = ["day_in_words", "handful"]

_FORMATS = {"year": "%Y", "month": "%b %Y"}


def handful(items: Iterable[str], *, most: int = 5, joined_by: str = "; ") -> str:
    """Return the first few items in one line, and how many more there are.

    Examples
    --------
    >>> handful(["Water", "Health", "Land"], most=2, joined_by=", ")
    'Water, Health and 1 more'
    """
    every = list(items)
    told = joined_by.join(every[:most])
    return f"{told} and {len(every) - most} more" if len(every) > most else told


def day_in_words(day: pd.Timestamp, precision: str | None = None) -> str:
    """Return a date as precisely as it is known.

    Examples
    --------
    >>> day_in_words(pd.Timestamp("2024-03-01")), day_in_words(pd.Timestamp("2024-03-01"), "month")
    ('1 Mar 2024', 'Mar 2024')
    """
    known = _FORMATS.get(precision or "")
    return day.strftime(known) if known else f"{day.day} {day.strftime('%b %Y')}"
