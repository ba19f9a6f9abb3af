"""Where several rows speak of one thing, one rule says what holds, whichever format the rows are from."""

from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from loaders.facts.gathered import Gathered
from loaders.formats.mapped import Mapping, load_mapped
from loaders.formats.mapped.model import Column
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.agreed import MOST_ACTIVE, agreed_rows

DAYS = st.none() | st.dates(min_value=pd.Timestamp(2020, 1, 1).date(), max_value=pd.Timestamp(2020, 1, 5).date())
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "organization_id": st.sampled_from("ab"),
            "cause_id": st.none() | st.sampled_from("xy"),
            "status": st.none() | st.sampled_from(MOST_ACTIVE),
            "until": DAYS.map(lambda day: pd.NaT if day is None else pd.Timestamp(day)),
            "people_reached": st.none() | st.integers(0, 3).map(float),
            "title": st.none() | st.sampled_from(["one", "two", "three"]),
            "times": st.integers(1, 3),
        }
    ),
    min_size=1,
    max_size=8,
)


def one_by_one(rows: list[dict[str, Any]]) -> list[list[object]]:
    """Return what the rows agree on, thing after thing and value after value."""
    things: dict[tuple[object, object], list[dict[str, Any]]] = {}
    for row in rows:
        things.setdefault((row["organization_id"], row["cause_id"]), []).append(row)
    agreed: list[list[object]] = []
    for key, several in things.items():
        stated = {name: [r for r in several if not pd.isna(r[name])] for name in several[0] if name != "cause_id"}
        statuses = [status for status in MOST_ACTIVE if status in {r["status"] for r in stated["status"]}]
        votes = {
            r["title"]: sum(o["times"] for o in stated["title"] if o["title"] == r["title"]) for r in stated["title"]
        }
        agreed.append(
            [
                *key,
                statuses[0] or None if statuses else None,
                max((r["until"] for r in stated["until"]), default=None),
                max((r["people_reached"] for r in stated["people_reached"]), default=None),
                min(votes, key=lambda title: (-votes[title], str(title)), default=None),
            ]
        )
    return agreed


def by_columns(rows: list[dict[str, Any]]) -> list[list[object]]:
    """Return what `agreed_rows` makes of the rows, in the same order of columns."""
    frame = pd.DataFrame(rows).astype({"people_reached": "float64"})
    agreed = agreed_rows(frame.assign(until=pd.to_datetime(frame["until"])), ["organization_id", "cause_id"])
    agreed = agreed[["organization_id", "cause_id", "status", "until", "people_reached", "title"]]
    return [[None if pd.isna(value) else value for value in row] for row in agreed.itertuples(index=False, name=None)]


@given(ROWS)
def test_rows_agree_on_what_counting_by_hand_gives(rows: list[dict[str, Any]]) -> None:
    assert by_columns(rows) == one_by_one(rows)


@given(ROWS, st.randoms())
def test_the_order_of_rows_makes_no_difference(rows: list[dict[str, Any]], order: Random) -> None:
    mixed = list(rows)
    order.shuffle(mixed)
    assert sorted(map(str, by_columns(rows))) == sorted(map(str, by_columns(mixed)))


PLAN_AND_PRESENCE = "Implementing partner,Sector,Region,Status\nHill Aid,Water,North,Planned\nHill Aid,Water,North,\n"
COLUMNS = {"Implementing partner": "implementer", "Sector": "cause", "Region": "region", "Status": "status"}


@pytest.mark.parametrize("text", [PLAN_AND_PRESENCE, "\n".join(PLAN_AND_PRESENCE.splitlines()[i] for i in (0, 2, 1))])
def test_a_presence_without_a_status_is_no_plan_whichever_way_the_file_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "presence.csv"
    file.write_text(text, encoding="utf-8")
    mapping = Mapping("presences", tuple(Column(header, role) for header, role in COLUMNS.items()))
    by_form = loaders.read(file)
    mapped = load_mapped(Opened(file), mapping, Reading()).tables
    for tables in (by_form, mapped):
        assert tables.presences["status"].isna().tolist() == [True]


def test_rows_of_one_event_need_not_repeat_its_status(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("When,Title,Who,Status\n2024-05-01,March,Hill Aid,planned\n2024-05-01,March,River Club,\n")
    roles = {"When": "date", "Title": "title", "Who": "organization", "Status": "status"}
    mapping = Mapping("events", tuple(Column(header, role) for header, role in roles.items()))
    tables = load_mapped(Opened(file), mapping, Reading()).tables
    assert tables.interactions["status"].tolist() == ["planned"]
    assert len(tables.participations) == 2


def test_what_is_added_row_by_row_stated_and_added_by_columns_is_one_data_set_with_one_account() -> None:
    facts = Gathered("three ways")
    first, second, third = (facts.record("x.csv", "", line) for line in (2, 3, 4))
    thing = facts.organization("", "Hill Aid", first)
    facts.state("causes", second, cause_id="land", name="Land")
    facts.state("causes", third, cause_id="land", name="land")
    facts.count(
        pd.DataFrame({"file": "y.csv", "sheet": "", "line": [2, 9], "times": [3, 1], "fate": ["kept", "rejected"]})
    )
    facts.add_rows(
        "organizations", pd.DataFrame([{"organization_id": "b", "name": "River Club", "source": "y.csv##2"}])
    )
    facts.add("supports", first, organization_id=thing, cause_id="land", since="2020")
    loaded = facts.loaded()
    assert loaded.tables.counts()["organizations"] == 2
    assert loaded.tables.causes["name"].tolist() == ["Land"]
    columns = ["file", "read", "kept", "merged", "rejected", "organizations"]
    assert loaded.report.sheets[columns].to_numpy().tolist() == [["x.csv", 3, 2, 1, 0, 1], ["y.csv", 4, 1, 2, 1, 1]]


def test_nothing_gathered_is_an_empty_data_set() -> None:
    loaded = Gathered("nothing").loaded()
    assert not any(loaded.tables.counts().values())
    assert loaded.report.sheets.empty
