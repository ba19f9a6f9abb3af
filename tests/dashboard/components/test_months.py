"""The bars of the months: every dated interaction counts in one of them, and what is chosen stands out."""

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.months import months
from dashboard.explorer import Explorer
from dashboard.state import State
from dashboard.why.months import MOST_BARS
from graph.tables import Tables
from tests.dashboard.component_tree import classed

DATES = st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.none(), max_size=40)


def bars(state: State, dates: list[date | None]) -> list[tuple[str, int, bool]]:
    """Return the title's month, the number and whether it stands out, for each bar."""
    interactions = pd.DataFrame(
        {
            "interaction_id": [f"i{n}" for n in range(len(dates))],
            "kind": "meeting",
            "date": pd.Series(dates, dtype="datetime64[ns]"),
        }
    )
    drawn = months(state, Tables.of({"interactions": interactions}).shown())
    read = [(part.props["title"], "lit" in part.props["className"].split()) for part in classed(drawn, "month")]
    titles = [re.fullmatch(r"(.+): (\d+) interactions?", title) for title, _ in read]
    return [(one[1], int(one[2]), lit) for one, (_, lit) in zip(titles, read, strict=True) if one]


@given(dates=DATES)
def test_every_dated_interaction_is_in_one_bar(dates: list[date | None]) -> None:
    drawn = bars(State(), dates)
    whole = sum(one is not None for one in dates)
    n_months = len({(one.year, one.month) for one in dates if one})
    assert len(drawn) <= MOST_BARS
    assert sum(number for _, number, _ in drawn) == (whole if n_months > 1 else 0)
    assert all(lit for *_, lit in drawn)


def test_the_bars_are_those_of_the_sample(explorer: Explorer) -> None:
    dates = explorer.tables.interactions["date"].dropna()
    tall = max(bars(State(), [one.date() for one in dates]), key=lambda bar: bar[1])
    assert tall[1] == dates.groupby([dates.dt.year, dates.dt.month]).size().max()


@pytest.mark.parametrize(
    ("since", "until", "lit"),
    [
        (date(2024, 2, 10), None, ["Feb 2024", "Mar 2024"]),
        (None, date(2024, 1, 31), ["Jan 2024"]),
        (date(2024, 2, 1), date(2024, 2, 29), ["Feb 2024"]),
    ],
)
def test_the_chosen_days_stand_out(since: date | None, until: date | None, lit: list[str]) -> None:
    drawn = bars(State(since=since, until=until), [date(2024, 1, 5), date(2024, 3, 5), date(2024, 3, 6)])
    assert [number for _, number, _ in drawn] == [1, 0, 2]
    assert [month for month, _, is_lit in drawn if is_lit] == lit
