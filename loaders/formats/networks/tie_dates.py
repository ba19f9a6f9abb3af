"""The dates of connections: a day, a first and a last one, or the spells of Gephi."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from loaders.facts.gathered import Gathered
from loaders.formats.networks.record import Record
from loaders.values.dates import read_dates, stands_for_blank

__all__ = ["days_read", "tie_dates"]

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?-00$")
_YEAR = re.compile(r"^(\d{4})\.0+$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_SPELL = re.compile(r"[^<>\[\](),;\s]+")

Days = Mapping[str, tuple[date | None, str]]


def _plain_date(text: str) -> str:
    """Return a date without what stands for an unknown month or day.

    Examples
    --------
    >>> _plain_date("2012-00-00"), _plain_date("2012-05-00"), _plain_date("2001.0")
    ('2012', '2012-05', '2001')
    """
    if match := _PARTIAL.match(text.strip()):
        return match[1] if match[2] in {None, "00"} else f"{match[1]}-{match[2]}"
    match = _YEAR.match(text.strip())
    return match[1] if match else text.strip()


def days_read(every: Iterable[dict[str, str]]) -> Days:
    """Return each distinct text of a date in the file, read: the day, and what is wrong with it."""
    texts: dict[str, None] = {}
    for cells in every:
        for column in ("date", "first", "last"):
            if column in cells:
                texts[_plain_date(cells[column])] = None
        texts |= dict.fromkeys(_plain_date(part) for part in _SPELL.findall(cells.get("spell", "")))
    read = read_dates(pd.Series(list(texts), dtype="object")) if texts else pd.DataFrame({"date": [], "problem": []})
    days = [None if pd.isna(day) else day.date() for day in read["date"]]
    day_by_text = dict(zip(texts, zip(days, read["problem"], strict=True), strict=True))
    # A spreadsheet writes a blank as a day of 1900 or 1970, never as the year alone.
    return day_by_text | {year: (date(int(year), 1, 1), "") for year in {"1900", "1970"} & set(texts)}


def tie_dates(
    facts: Gathered,
    record: Record,
    cells: dict[str, str],
    header_of: dict[str, str],
    days: Days,
) -> list[date | None]:
    """Return the dates that a connection states, its first and its last at most; what is none is noted in `facts`."""
    dates: dict[str, date] = {}
    for column in ("date", "first", "last"):
        text = _plain_date(cells.get(column, ""))
        if not text:
            continue
        if header_of[column] == column and _ISO.match(text) and not stands_for_blank(text):
            # So we write them ourselves, days of any year.
            try:
                dates[column] = date.fromisoformat(text)
            except ValueError:
                pass
            else:
                continue
        day, problem = days[text]
        if problem:
            facts.note(record.source, header_of[column], text, "a date, for example 2022-01-31", problem)
        elif day is not None:
            dates[column] = day
    spells = sorted(day for text in _SPELL.findall(cells.get("spell", "")) if (day := days[_plain_date(text)][0]))
    if cells.get("spell") and not spells:
        expected = "a span of dates, for example <[2019-05-01, 2021-12-31]>"
        facts.note(record.source, header_of["spell"], cells["spell"][:80], expected, "not_a_date")
    first = dates.get("first", dates.get("date", spells[0] if spells else None))
    last = dates.get("last", spells[-1] if spells else None)
    if first and last and last < first:
        expected = "an end after its start; the end was dropped"
        facts.note(record.source, header_of.get("last", ""), str(last), expected, "end_before_start")
        last = None
    ends = [day for day in (first, last) if day is not None]
    return list(dict.fromkeys(ends))
