"""E-mail addresses and phone numbers go from free text, and nothing that only looks like them does."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.tables import Tables
from loaders.formats.people import without_people
from loaders.sample import sample_folder
from loaders.values.people import EMAIL, PHONE, is_personal_header, without_contacts
from tests.loaders.formats.given import balanced, saved

PHONES = (
    "+44 20 7946 0958", "+442079460958", "+251 911 234 567", "+1 (555) 010-4477", "0044 20 7946 0958",
    "(020) 7946 0958", "020 7946 0958", "07700 900123", "01 23 45 67 89", "01.23.45.67.89", "(555) 010-4477",
    "555-010-4477", "555.010.4477",
)  # fmt: skip
SAID = (
    "tel. 12 34 56", "Tel: 0044111222333444", "phone no: 123456", "Téléphone : 0123456", "fax +33 1 23 45",
    "WhatsApp 0911234567", "call 0911 234 567", "Mobile: 0911-234-567",
)  # fmt: skip
MAILS = (
    "a.example@fund.example",
    "A_B+c@mail.co.example",
    "o'neil@x.example",
    "info (at) fund (dot) example",
    "x[at]y.org",
)
NEITHER = (
    "2022-01-31", "2022-01-31 10:00:00", "2022-01-31T10:00:00+03:00", "01/02/2022 - 05/06/2022",
    "31.12.2021-01.02.2022",
    "call 2021-2022", "Call 01.02.2021-03.04.2022", "cell 123456", "GB-CHC-1234567", "360G-abc-0123-456-7890",
    "XM-DAC-41114-PROJECT-00012345", "0012345678", "HN0101", "ET010203", "120 000 000", "1.200.000,50", "+125 000 000",
    "+12 500 000 people", "+120 000 000 000", "0.123456789", "-0.5", "76,501-78,000", "25120 units", "20 000 - 30 000",
    "0-5, 6-17, 18-59", "https://x.example/555-010-4477", "https://x.example/?id=0800-123-4567",
    "ISBN 978-0-306-40615-7",
    "@handle", "photos/12345@N00/", "5 @ 20.50", "9.03, 38.74", "mobile clinics 2 4 6", "phase 2 of 3, 2021-2022",
    "44593", "20220131", "1234567890123", "12:30-14:30", "Resolution 1325 (2000)", "3 x 100 000 000 = 300 000 000",
)  # fmt: skip


@pytest.mark.parametrize("number", PHONES)
@pytest.mark.parametrize("around", ["{}", "Ask {}.", "({})", "a, {}, b", "{} (office)"])
def test_a_phone_number(number: str, around: str) -> None:
    left, found = without_contacts(around.format(number))
    assert not re.search(r"\d", left)
    assert found == {PHONE: 1}


@pytest.mark.parametrize("text", SAID)
def test_a_number_that_a_word_announces(text: str) -> None:
    left, found = without_contacts(f"Ask there, {text} or come")
    assert not re.search(r"\d", left)
    assert left.endswith("[...] or come")
    assert found == {PHONE: 1}


@pytest.mark.parametrize("address", MAILS)
def test_an_address(address: str) -> None:
    assert without_contacts(f"Write to <{address}>.") == ("Write to <[...]>.", {EMAIL: 1})
    assert without_contacts(address) == ("", {EMAIL: 1})


@pytest.mark.parametrize("text", NEITHER)
@pytest.mark.parametrize("around", ["{}", "until {}.", "({})", "a; {}, b"])
def test_what_only_looks_like_it(text: str, around: str) -> None:
    assert without_contacts(around.format(text)) == (around.format(text), {})


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).flatmap(
    lambda day: st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y%m%d", "%Y/%m/%d"]).map(
        day.strftime
    )
)
AMOUNTS = st.integers(0, 10**15).flatmap(
    lambda n: st.sampled_from([f"{n:,}", f"{n:,}".replace(",", " "), f"{n:,}".replace(",", "."), str(n), f"{n:,}.50"])
)
IDS = st.from_regex(r"[A-Z]{2}-[A-Z]{3}-[0-9]{5,12}|[A-Z]{2}[0-9]{4,8}|360G-[a-z]{3,8}-[0-9]{1,9}", fullmatch=True)


@given(st.lists(DAYS | AMOUNTS | IDS, min_size=1, max_size=4), st.sampled_from([", ", "; ", " - ", " to ", " and "]))
def test_dates_amounts_and_ids_are_no_phone_numbers(parts: list[str], between: str) -> None:
    text = between.join(parts)
    assert without_contacts(text) == (text, {})


@given(st.text(max_size=200) | st.text("0123456789+-. ()@ateldo", max_size=80))
def test_what_is_left_holds_nothing_more(text: str) -> None:
    left, _ = without_contacts(text)
    assert without_contacts(left)[1].total() == 0


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "0 " * 100_000, "+1" * 100_000, "a.a" * 70_000, "x@" * 100_000, "(at)" * 50_000]
)
def test_a_long_cell_is_read_in_one_go(text: str) -> None:
    assert without_contacts(text)[0] is not None


def test_headers() -> None:
    for header in ("E-mail", "Contact Email", "PHONE_NUMBER", "Teléfono", "Focal point", "First Name"):
        assert is_personal_header(header)
    for header in ("Mobile clinics", "Phone survey", "Name", "Website", "Contacts made", "Focal area"):
        assert not is_personal_header(header)


def told_by(folder: Path, *, people: bool = False) -> loaders.Loaded:
    saved(folder, "own/organizations.csv", (
        "organization_id,name,note,website,phone,score\n"
        "a,Ash a.example@ash.example,ask a.example@ash.example or +44 20 7946 0958,https://ash.example,"
        "12345,020 7946 0958\n"
        "b,Birch,since 2020-01-31,,,7\n"
    ))  # fmt: skip
    return balanced(loaders.load(folder / "own", people=people))


def test_our_own_folder_and_its_unknown_columns(tmp_path: Path) -> None:
    loaded = told_by(tmp_path)
    row = loaded.tables.organizations.set_index("organization_id").loc["a"]
    assert (row["note"], row["website"]) == ("ask [...] or [...]", "https://ash.example")
    assert row["name"] == "Ash a.example@ash.example", "a name is no free text"
    assert pd.isna(row["x_phone"])
    assert pd.isna(row["x_score"])
    told = loaded.report.notes[loaded.report.notes["reason"] == "person"]
    assert sorted(told[["file", "column", "found"]].itertuples(index=False, name=None)) == [
        ("organizations.csv", "organizations.note", "1 e-mail address, 1 phone number"),
        ("organizations.csv", "organizations.x_phone", "1 contact"),
        ("organizations.csv", "organizations.x_score", "1 phone number"),
    ]


def test_people_that_are_asked_for(tmp_path: Path) -> None:
    row = told_by(tmp_path, people=True).tables.organizations.set_index("organization_id").loc["a"]
    assert row["note"].endswith("0958")
    assert row["x_phone"] == "12345"


def test_twice_is_once(tmp_path: Path) -> None:
    loaded = told_by(tmp_path)
    again = without_people(loaded)
    assert again.tables == loaded.tables
    assert again.report.notes.equals(loaded.report.notes)


def test_comments_that_differ_in_an_address_only(tmp_path: Path) -> None:
    saved(tmp_path, "interactions.csv", "interaction_id,kind\ni,meeting\n")
    saved(tmp_path, "feedback.csv", "interaction_id,comment\ni,ask a@x.example\ni,ask b@x.example\ni,good\n")
    loaded = balanced(loaders.load(tmp_path / "interactions.csv", tmp_path / "feedback.csv"))
    assert sorted(loaded.tables.feedback["comment"]) == ["ask [...]", "good"]
    counts = loaded.report.sheets.set_index("file").loc["feedback.csv"]
    assert (counts["kept"], counts["merged"]) == (2, 1)
    Tables.of(loaded.tables.frames())


def test_a_rejected_row_quotes_nobody(tmp_path: Path) -> None:
    saved(tmp_path, "interactions.csv", "interaction_id,kind\ni,ask a@x.example\n")
    assert loaders.load(tmp_path / "interactions.csv").report.rejects["found"].tolist() == ["ask [...]"]


def test_the_sample_does_not_change() -> None:
    kept, left = loaders.load(sample_folder(), people=True), loaders.load(sample_folder())
    assert left.tables == kept.tables
    assert "person" not in set(left.report.notes["reason"])


@pytest.mark.real_data
def test_real_cells_are_not_taken_for_numbers(real_data: Path) -> None:
    from loaders.reading.opened import Opened

    changed, looked_at = set(), 0
    for path in sorted(real_data.rglob("*")):
        if path.suffix not in {".csv", ".xlsx", ".json"}:
            continue
        cells = {cell for sheet in Opened(path).tables for row in sheet.rows for cell in row}
        looked_at += len(cells)
        changed |= {(path.name, cell) for cell in cells if without_contacts(cell)[1]}
    assert looked_at > 20_000
    assert changed == set()
