"""Why so many interactions in a month."""

import re
from dataclasses import dataclass

import pandas as pd

from dashboard.language import counted, day, decimal, text
from dashboard.why.record import Asked, Because

__all__ = ["MOST_BARS", "Bar", "bars_of", "interactions"]

MOST_BARS = 60
"""So many bars at most: longer than five years, a bar is several months."""
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Bar:
    """The interactions of one month or of several: the first and the last month, and how many."""

    first: pd.Period
    last: pd.Period
    number: int


def bars_of(dates: pd.Series) -> list[Bar]:
    """Return the bars from the first date to the last; none where there is no date.

    Examples
    --------
    >>> [(str(bar.first), bar.number) for bar in bars_of(pd.to_datetime(pd.Series(["2024-01-05", "2024-02-01"])))]
    [('2024-01', 1), ('2024-02', 1)]
    """
    dates = dates.dropna()
    if dates.empty:
        return []
    first, last = dates.min().to_period("M"), dates.max().to_period("M")
    n_months = last.ordinal - first.ordinal + 1
    step = -(-n_months // MOST_BARS)
    at = (dates.dt.to_period("M").map(lambda month: month.ordinal) - first.ordinal) // step
    numbers = at.value_counts().reindex(range(-(-n_months // step)), fill_value=0)
    return [Bar(first + step * i, first + step * (i + 1) - 1, int(number)) for i, number in numbers.items()]


def interactions(asked: Asked, first: str = "", last: str = "") -> Because | None:
    """Return the interactions that have a date, or those of some months; the filters leave out none of them."""
    rows = asked.base.tables.interactions
    rows = rows[rows["date"].notna()]
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    if first or last:
        if not _MONTH.fullmatch(first) or not _MONTH.fullmatch(last):
            return None
        months = pd.Period(first, "M"), pd.Period(last, "M")
        rows = rows[(rows["date"] >= months[0].start_time) & (rows["date"] <= months[1].end_time)]
        said = counted("{number} interaction", "{number} interactions", len(rows))
        title = text("{day}: {interactions}", day=_called(*months), interactions=said)
    else:
        title = counted("{number} dated interaction", "{number} dated interactions", len(rows))
        parts = tuple(
            (
                text("{day}: {number}", day=_called(bar.first, bar.last), number=decimal(bar.number)),
                ("interactions", str(bar.first), str(bar.last)),
            )
            for bar in reversed(bars_of(rows["date"]))
            if bar.number
        )
    made = text(
        "Each interaction counts once, in the month that the data hold for it. The bars show all of the data, "
        "whatever the filters leave."
    )
    return Because(title=title, number=len(rows), made=made, rows={"interactions": rows}, parts=parts)


def _called(first: pd.Period, last: pd.Period) -> str:
    """Return the name of some months."""
    names = [day(month.start_time, "month") for month in (first, last)]
    return names[0] if first == last else text("{first} to {last}", first=names[0], last=names[1])
