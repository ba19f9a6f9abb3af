"""No text of any kind makes a reader of values raise; what it cannot be is left blank, with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.names import normal_name, stable_id, tidy
from graph.schema import SCHEMA
from graph.tables import clean
from loaders.formats.grants.parts import number_in as number_between
from loaders.formats.networks.elements import _lies_in
from loaders.formats.networks.tie_dates import days_read
from loaders.formats.networks.tie_facts import _number
from loaders.formats.networks.vocabulary import (
    connection_field,
    direction_of,
    element_field,
    is_person,
)
from loaders.formats.own_tables.together import _number as own_number
from loaders.values.countries import country_name
from loaders.values.dates import day_in_name, month_and_year, read_dates, stands_for_blank
from loaders.values.development import sector_name
from loaders.values.donors import split_donors
from loaders.values.model_words import activity_status, interaction_kind, organization_status, part_played
from loaders.values.numbers import number_in, read_counts
from loaders.values.people import without_contacts
from loaders.values.scales import scale_in
from loaders.values.words import is_blank, is_nationwide, is_placeholder, organization_kind
from tests.examples import examples

READERS: dict[str, Callable[[str], Any]] = {
    "dates": lambda text: read_dates(pd.Series([text], dtype="object"), [text]),
    "counts": lambda text: read_counts(pd.Series([text], dtype="object")),
    "month and year": lambda text: month_and_year([text]),
    "days of ties": lambda text: days_read([{"date": text, "spell": text}]),
    "donors": lambda text: split_donors([text], [text]),
    "number between": lambda text: number_between(text, 0, 1),
    "latitude": lambda text: _lies_in(text, SCHEMA["organizations"].columns["latitude"]),
    "person": lambda text: is_person([text]),
    "id": lambda text: stable_id("org", text),
    "nationwide": lambda text: is_nationwide(text, text),
} | {
    function.__name__: function
    for function in (
        activity_status, connection_field, country_name, day_in_name, direction_of, element_field, interaction_kind,
        is_blank, is_placeholder, normal_name, number_in, organization_kind,
        organization_status, own_number, part_played, scale_in, sector_name,
        stands_for_blank, tidy, without_contacts,
    )
} | {"number of a tie": _number}  # fmt: skip

ODD = st.sampled_from([*"0123456789", "33.3333333333", "٣", "²", "½", "e", "-", "+", ".", ",", "/", ":", "T", "Z", " ",
                       "inf", "nan", "Jan", "(", ")", "=", "1=", "%", "1" * 30, "\x00", "\ud800"])  # fmt: skip
TEXTS = st.text() | st.lists(ODD, max_size=12).map("".join) | st.floats().map(str) | st.integers().map(str)


@settings(max_examples=examples(150))
@given(TEXTS)
@example("33.3333333333")
@example("44562.3333333333")
@example("1." + "9" * 5000)
@example("²/²/²")
@example("1" * 5000)
def test_no_text_makes_a_reader_raise(text: str) -> None:
    for name, reader in READERS.items():
        try:
            reader(text)
        except UnicodeEncodeError:
            assert any("\ud800" <= c <= "\udfff" for c in text), name  # half a character never leaves a file
        except Exception as error:
            error.add_note(f"{name}: {text!r}")
            raise


@settings(max_examples=examples(40))
@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["inf", "1e400", "9" * 400])
@example(["\ud800"])
def test_no_text_makes_the_data_model_raise(texts: list[str]) -> None:
    for table in ("needs", "interactions", "communities", "declared_ties"):
        frame = pd.DataFrame(dict.fromkeys(SCHEMA[table].columns, texts), dtype="object")
        cleaned = clean({table: frame})
        assert len(cleaned.rejected[table]) + len(cleaned.merged[table]) + len(getattr(cleaned.tables, table)) == len(
            texts
        )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1'234", 1234.0),
        ("1\u2019234\u2019567", 1234567.0),
        ("12,345", 12345.0),
        ("1 234 567", 1234567.0),
        ("12.345", 12.345),
        ("1,234.125", 1234.125),
    ],
)
def test_a_comma_a_space_or_an_apostrophe_sets_thousands_apart_and_a_dot_a_fraction(text: str, number: float) -> None:
    assert number_in(text) == number
    assert read_counts(pd.Series([text])).iloc[0].tolist() == [number, ""]


def test_the_day_number_of_a_spreadsheet_may_have_a_time() -> None:
    read = read_dates(pd.Series(["44562.3333333333", "33.3333333333", "44562"]))
    assert [None if pd.isna(day) else day.date() for day in read["date"]] == [date(2022, 1, 1), None, date(2022, 1, 1)]
    assert read["problem"].tolist() == ["", "not_a_date", ""]


@pytest.mark.parametrize(
    ("table", "column", "bad", "good"),
    [
        ("needs", "need", ["inf", "-1", "1e10", "-inf"], ["0", "1e9"]),
        ("needs", "people_in_need", ["inf", "-1", "1e11"], ["0", "1e10"]),
        ("communities", "population", ["1e11"], ["8e9"]),
        ("communities", "latitude", ["90.1", "inf"], ["-90"]),
        ("communities", "longitude", ["-180.5"], ["180"]),
        ("feedback", "score", ["inf", "-inf", "1e400"], ["-3", "1e300"]),
        ("declared_ties", "strength", ["inf"], ["5000"]),
    ],
)
def test_a_number_out_of_range_is_rejected_with_the_reason(
    table: str, column: str, bad: list[str], good: list[str]
) -> None:
    ids = {
        "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["a", "b"]}),
        "causes": pd.DataFrame({"cause_id": ["c"], "name": ["c"]}),
        "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]}),
    }
    places = pd.DataFrame({"community_id": [f"p{i}" for i in range(9)], "name": "p"})
    first = {"cause_id": "c", "interaction_id": "i", "from_id": "a", "to_id": "b", "name": "p", "need": "1"}
    values = [*bad, *good]
    row = {name: value for name, value in first.items() if name in SCHEMA[table].columns}
    frame = pd.DataFrame([row | {column: value} for value in values])
    if "community_id" in SCHEMA[table].columns:
        frame["community_id"] = [f"p{i}" for i in range(len(values))]
    if table == "declared_ties":
        frame["kind"] = [f"k{i}" for i in range(len(values))]
    cleaned = clean(ids | {"communities": places} | {table: frame})
    assert cleaned.failures["found"].tolist() == [str(float(value)) for value in bad]
    assert set(cleaned.failures["reason"]) == {"out_of_range"}
    assert len(getattr(cleaned.tables, table)) == len(good)
