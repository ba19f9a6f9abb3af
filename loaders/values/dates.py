"""Dates as people write them in spreadsheets, with how precise they are."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from loaders.values.plain import normal_header

__all__ = ["day_in_name", "month_and_year", "read_dates", "stands_for_blank", "written_day"]

_MONTHS = (
    ("january", "jan", "enero", "ene", "janvier", "janv"),
    ("february", "feb", "febrero", "fevrier", "fev", "fevr"),
    ("march", "mar", "marzo", "mars"),
    ("april", "apr", "abril", "abr", "avril", "avr"),
    ("may", "mayo", "mai"),
    ("june", "jun", "junio", "juin"),
    ("july", "jul", "julio", "juillet", "juil"),
    ("august", "aug", "agosto", "ago", "aout"),
    ("september", "sep", "sept", "septiembre", "setiembre", "septembre"),
    ("october", "oct", "octubre", "octobre"),
    ("november", "nov", "noviembre", "novembre"),
    ("december", "dec", "diciembre", "dic", "decembre"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_EMPTY = (date(1900, 1, 1), date(1970, 1, 1))
_YEARS = range(1920, 2080)
_EXCEL_DAY_0 = date(1899, 12, 30)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(z|[ap]m|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_SERIAL_WITH_TIME = re.compile(r"(\d{5})\.\d+", re.ASCII)
_LONGEST_NUMBER = 8
_LONGEST_DATE = 60
_SEPARATORS = re.compile(r"[\s/.,\-]+")
_LINK_WORDS = {"de", "del", "of", "le", "el", "st", "nd", "rd", "th"}
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ISO_DAY_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")

Read = tuple[date | None, str, str]


def read_dates(texts: pd.Series, names: Iterable[str] = ()) -> pd.DataFrame:
    """Return the date in each text.

    Read are ``2022-01-31`` (with or without a time), ``2022-01``, ``2022``, ``31/01/2022``, ``28/03/19``,
    ``14/June/19``, ``1 March 2015``, ``March 2015``, a month's name alone (its year from `names`) in English,
    Spanish and French, and the day numbers of spreadsheets, with or without a time. Days come before months in
    ``dd/mm``, unless the column has a date that only reads the other way round and none that only reads this way.

    Parameters
    ----------
    texts : pd.Series
        Text; blanks are ``""``.
    names : iterable of str
        Names of the sheet and of the file, in this order, where a year may stand.

    Returns
    -------
    pd.DataFrame
        Indexed as `texts`: ``date`` (``datetime64[us]``, missing where none), ``precision`` (``day``, ``month``,
        ``year`` or ``""``) and ``problem`` (``""``, ``empty_date`` for 1900-01-01 and 1970-01-01, which
        spreadsheets write for a blank, ``impossible_year`` for one before 1920 or after 2079, ``no_year`` or
        ``not_a_date``).

    Examples
    --------
    >>> read_dates(pd.Series(["14/June/19", "February", "44593"]), ["4w_feb2022"])["date"].dt.date.tolist()
    [datetime.date(2019, 6, 14), datetime.date(2022, 2, 1), datetime.date(2022, 2, 1)]
    """
    spelled = {text: _tokens(text) for text in texts.unique()}
    month_first = _month_first(spelled.values())
    month_year = month_and_year(names)
    read = {text: _read(tokens, month_year, month_first=month_first) for text, tokens in spelled.items()}
    dates = pd.DataFrame(
        [read[text] for text in texts.tolist()], columns=["date", "precision", "problem"], index=texts.index
    )
    dates["date"] = pd.Series(pd.to_datetime(dates["date"], errors="coerce"), dtype="datetime64[us]")
    return dates


def month_and_year(names: Iterable[str]) -> tuple[int | None, int | None]:
    """Return the month and the year in the first name that has a year.

    Examples
    --------
    >>> month_and_year(["Eth_4Ws_February_2022"]), month_and_year(["data", "3w_2021.csv"]), month_and_year(["3W"])
    ((2, 2022), (None, 2021), (None, None))
    """
    for name in names:
        years = _YEAR_IN_NAME.findall(name)
        if len(set(years)) == 1:
            words = normal_header(re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", name)).split()
            months = {_MONTH[word] for word in words if word in _MONTH}
            return (months.pop() if len(months) == 1 else None), int(years[0])
    return None, None


def day_in_name(name: str) -> date | None:
    """Return the only day that a file's name states as YYYY-MM-DD.

    Examples
    --------
    >>> day_in_name("snapshot_2014-09-11.json")
    datetime.date(2014, 9, 11)
    """
    days = set(_ISO_DAY_IN_NAME.findall(name))
    return _day(*(int(part) for part in days.pop().split("-"))) if len(days) == 1 else None


def _tokens(text: str) -> list[str]:
    if len(text) > _LONGEST_DATE:
        return [text]
    if serial := _SERIAL_WITH_TIME.fullmatch(text.strip()):
        return [serial[1]]
    whole = _CLOCK.sub("", normal_header_keeping_digits(text))
    return [word for word in _SEPARATORS.split(whole) if word and word not in _LINK_WORDS]


def normal_header_keeping_digits(text: str) -> str:
    """Return `text` without case, accents and outer spaces; separators stay.

    Examples
    --------
    >>> normal_header_keeping_digits(" 14/Août/19 ")
    '14/aout/19'
    """
    words = re.split(r"([\W_]+)", text.strip())
    return "".join(word if re.fullmatch(r"[\W_]*", word) else normal_header(word) for word in words)


def _month_first(spelled: Iterable[list[str]]) -> bool:
    firsts, seconds = False, False
    for tokens in spelled:
        if len(tokens) == 3 and all(map(_is_number, tokens)) and len(tokens[0]) <= 2:
            firsts |= int(tokens[0]) > 12
            seconds |= int(tokens[1]) > 12
    return seconds and not firsts


def _read(tokens: list[str], month_year: tuple[int | None, int | None], *, month_first: bool) -> Read:
    if not tokens:
        return None, "", ""
    numbers = [int(token) for token in tokens if _is_number(token)]
    months = [_MONTH[token] for token in tokens if token in _MONTH]
    if len(numbers) + len(months) != len(tokens) or len(months) > 1 or len(tokens) > 3:
        return None, "", "not_a_date"
    read_day, precision = None, "day"
    if months:
        return _with_month_name(months[0], numbers, tokens, month_year)
    if len(numbers) == 3:
        if len(tokens[0]) == 4:
            read_day = _day(*numbers)
        else:
            first, second, year = numbers
            day, month = (second, first) if month_first else (first, second)
            read_day = _day(_full_year(year), month, day)
    elif len(numbers) == 2:
        year, month = numbers if len(tokens[0]) == 4 else numbers[::-1]
        read_day, precision = (_day(year, month, 1) if year > 999 else None), "month"
    elif 1900 <= numbers[0] <= 2199:
        read_day, precision = _day(numbers[0], 1, 1), "year"
    elif len(tokens[0]) == 8:
        read_day = _day(numbers[0] // 10_000, numbers[0] // 100 % 100, numbers[0] % 100)
    elif 20_000 <= numbers[0] <= 80_000 or numbers[0] <= 1:
        read_day = _EXCEL_DAY_0 + timedelta(days=max(numbers[0], 2))
    return _checked(read_day, precision)


def _is_number(token: str) -> bool:
    """Whether a token may be a part of a date: digits, no more of them than a day written as 20220131 has."""
    return len(token) <= _LONGEST_NUMBER and token.isascii() and token.isdigit()


def _with_month_name(
    month: int, numbers: list[int], tokens: list[str], month_year: tuple[int | None, int | None]
) -> Read:
    if not numbers:
        named_month, named_year = month_year
        if named_year is None:
            return None, "", "no_year"
        # A report of January that still lists December means the December before.
        earlier = named_month is not None and month > named_month
        return _checked(_day(named_year - earlier, month, 1), "month")
    if len(numbers) == 1:
        return _checked(_day(_full_year(numbers[0]), month, 1), "month")
    day, year = numbers if len(tokens[0]) != 4 else numbers[::-1]
    return _checked(_day(_full_year(year), month, day), "day")


def _checked(day: date | None, precision: str) -> Read:
    if day is None:
        return None, "", "not_a_date"
    if day in _EMPTY:
        return None, "", "empty_date"
    return (day, precision, "") if day.year in _YEARS else (None, "", "impossible_year")


def _full_year(year: int) -> int:
    if year > 99:
        return year
    return year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def stands_for_blank(text: str) -> bool:
    """Whether a day is one that spreadsheets write for a blank: 1900-01-01 or 1970-01-01, never the year alone.

    Examples
    --------
    >>> stands_for_blank("1970-01-01"), stands_for_blank("1900-01-01 00:00:00"), stands_for_blank("1970")
    (True, True, False)
    """
    return _CLOCK.sub("", text.strip()) in {day.isoformat() for day in _EMPTY}


def written_day(day: date) -> str:
    """Return a day as YYYY-MM-DD; one that would be read as a blank as its year alone, which is the same day.

    Examples
    --------
    >>> written_day(date(2024, 3, 31)), written_day(date(1970, 1, 1))
    ('2024-03-31', '1970')
    """
    return f"{day.year:04}" if day in _EMPTY else day.isoformat()
