"""Dates as people write them."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.values.dates import month_and_year, read_dates
from tests.examples import examples


def one(text: str, *names: str) -> tuple[date | None, str, str]:
    found = read_dates(pd.Series([text]), names).iloc[0]
    return (None if pd.isna(found["date"]) else found["date"].date()), found["precision"], found["problem"]


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("2022-01-31", date(2022, 1, 31), "day"),
        ("2022-01-31T10:20:30Z", date(2022, 1, 31), "day"),
        ("2022-01-31 10:20:30", date(2022, 1, 31), "day"),
        ("31/01/2022", date(2022, 1, 31), "day"),
        ("28/03/19", date(2019, 3, 28), "day"),
        ("14/June/19", date(2019, 6, 14), "day"),
        ("14-juin-2019", date(2019, 6, 14), "day"),
        ("1 March 2015", date(2015, 3, 1), "day"),
        ("March 1, 2015", date(2015, 3, 1), "day"),
        ("3 de marzo de 2015", date(2015, 3, 3), "day"),
        ("1er août 2020", None, ""),
        ("31.12.2020", date(2020, 12, 31), "day"),
        ("20220131", date(2022, 1, 31), "day"),
        ("2022-01", date(2022, 1, 1), "month"),
        ("01/2022", date(2022, 1, 1), "month"),
        ("Mar-22", date(2022, 3, 1), "month"),
        ("Diciembre 2021", date(2021, 12, 1), "month"),
        ("2022", date(2022, 1, 1), "year"),
        ("44593", date(2022, 2, 1), "day"),
    ],
)
def test_a_date(text: str, expected: date | None, precision: str) -> None:
    found, how, problem = one(text)
    assert (found, how) == (expected, precision)
    assert problem == ("" if expected else "not_a_date")


@pytest.mark.parametrize("text", ["1900-01-01", "01/01/1970", "1970-01-01 00:00:00"])
def test_what_spreadsheets_write_for_a_blank(text: str) -> None:
    assert one(text) == (None, "", "empty_date")


@pytest.mark.parametrize(
    "text", ["2109-03-01", "01/03/2109", "1900-03-01", "1905", "1 May 2190", "0022-01-31", "79999"]
)
def test_a_year_that_cannot_be(text: str) -> None:
    assert one(text) == (None, "", "impossible_year")


@pytest.mark.parametrize("text", ["soon", "31/02/2022", "2022-13-01", "1/2/3/4", "12", "next February 2022"])
def test_no_date(text: str) -> None:
    assert one(text) == (None, "", "not_a_date")


def test_a_blank_is_no_problem() -> None:
    assert one("") == (None, "", "")


@pytest.mark.parametrize(
    ("month", "names", "expected"),
    [
        ("February", ["Eth_4Ws_February_2022"], date(2022, 2, 1)),
        ("enero", ["", "eth_4w_feb2022_no_sites.csv"], date(2022, 1, 1)),
        ("December", ["Report January 2022"], date(2021, 12, 1)),
        ("décembre", ["3w_2021.csv"], date(2021, 12, 1)),
    ],
)
def test_a_month_alone_takes_its_year_from_the_name(month: str, names: list[str], expected: date) -> None:
    assert one(month, *names) == (expected, "month", "")


def test_a_month_without_any_year() -> None:
    assert one("February", "3w.csv") == (None, "", "no_year")
    assert month_and_year(["from 2019 to 2020"]) == (None, None)


def test_the_column_says_whether_months_come_first() -> None:
    american = read_dates(pd.Series(["03/04/2022", "12/31/2021"]))["date"].dt.date.tolist()
    european = read_dates(pd.Series(["03/04/2022", "31/12/2021"]))["date"].dt.date.tolist()
    mixed = read_dates(pd.Series(["03/04/2022", "31/12/2021", "12/31/2021"]))
    assert american == [date(2022, 3, 4), date(2021, 12, 31)]
    assert european == [date(2022, 4, 3), date(2021, 12, 31)]
    assert mixed["problem"].tolist() == ["", "", "not_a_date"]


@settings(max_examples=examples(50))
@given(st.dates(min_value=date(1971, 1, 1), max_value=date(2068, 12, 31)))
def test_every_day_in_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d %B %Y}",
        f"{day:%d-%b-%y}",
        f"{day:%Y%m%d}",
        str(serial),
    ):
        assert one(text) == (day, "day", ""), text


@settings(max_examples=examples(50))
@given(st.text(max_size=20))
def test_no_text_fails(text: str) -> None:
    found, _, problem = one(text, "report 2022")
    assert (found is None) or (problem == "" and abs(found - date(2000, 1, 1)) < timedelta(days=800_000))
