"""CiviCRM exports: made from the documentation of its API, for no real export could be had."""

import random
from pathlib import Path
from typing import Any

import pytest

import loaders
from graph.errors import UnreadableSource
from graph.tables import Tables
from tests.loaders.formats.given import balanced, ends, names, rows_csv, saved, without_source

Rows = list[dict[str, object]]
CONTACTS: Rows = [
    {"id": 1, "contact_type": "Organization", "display_name": "Ash", "external_identifier": "GB-CHC-1"},
    {"id": 2, "contact_type": "Organization", "display_name": "Birch"},
    {"id": 3, "contact_type": "Organization", "display_name": "Cedar"},
    {"id": 11, "contact_type": "Individual", "display_name": "P. Example", "employer_id": 1},
    {"id": 12, "contact_type": "Individual", "display_name": "Q. Example"},
    {"id": 13, "contact_type": "Household", "display_name": "Example home"},
]
EMPLOYEE = "Employee of"
RELATIONSHIPS: Rows = [
    {"id": 1, "contact_id_a": 1, "contact_id_b": 2, "relationship_type_id.label_a_b": "Funds",
     "relationship_type_id.label_b_a": "Funded by", "start_date": "2019-01-01", "is_active": 1},
    {"id": 2, "contact_id_a": 3, "contact_id_b": 2, "relationship_type_id.label_a_b": "Partner of",
     "relationship_type_id.label_b_a": "Partner of", "end_date": "2020-06-30", "is_active": 0},
    {"id": 3, "contact_id_a": 12, "contact_id_b": 2, "relationship_type_id.label_a_b": EMPLOYEE, "is_active": 1},
    {"id": 4, "contact_id_a": 12, "contact_id_b": 3, "relationship_type_id.label_a_b": "Board member of",
     "start_date": "2018-01-01", "end_date": "2021-03-31", "is_active": 0},
    {"id": 5, "contact_id_a": 11, "contact_id_b": 12, "relationship_type_id.label_a_b": "Spouse of", "is_active": 1},
    {"id": 6, "contact_id_a": 11, "contact_id_b": 12, "relationship_type_id.label_a_b": "Coworker", "is_active": 1},
    {"id": 7, "contact_id_a": 1, "contact_id_b": 99, "relationship_type_id.label_a_b": "Funds", "is_active": 1},
    {"id": 8, "contact_id_a": 1, "contact_id_b": 3, "relationship_type_id.label_a_b": "Funds", "is_active": 0},
]  # fmt: skip
ACTIVITIES: Rows = [
    {"id": 1, "activity_type_id:label": "Meeting", "subject": "Plans", "activity_date_time": "2021-02-03 10:00:00",
     "status_id:label": "Completed", "source_contact_id": 11, "target_contact_id": "[2, 3]"},
    {"id": 2, "activity_type_id:label": "Phone Call", "activity_date_time": "2030-01-01 09:00:00",
     "status_id:label": "Scheduled", "source_contact_id": 1, "target_contact_id": "12"},
    {"id": 3, "activity_type_id:label": "Dance", "source_contact_id": 13, "target_contact_id": ""},
]  # fmt: skip


def load(folder: Path, **tables: Any) -> loaders.Loaded:
    people = tables.pop("people", False)
    held = {"contacts": CONTACTS, "relationships": RELATIONSHIPS, "activities": ACTIVITIES} | tables
    paths = [saved(folder, f"{name}.csv", rows_csv(rows)) for name, rows in held.items() if rows]
    return balanced(loaders.load(*paths, people=people))


def ties(tables: Tables) -> set[tuple[object, ...]]:
    """Return ``(from, to, kind, date, strength, directed)``; the ends of an undirected tie in order; 0 is unstated."""
    of = names(tables)
    found: set[tuple[object, ...]] = set()
    columns = ["from_id", "to_id", "kind", "date", "strength", "directed"]
    frame = tables.declared_ties[columns].astype("object")
    for one, other, kind, day, strength, directed in frame.where(frame.notna(), None).itertuples(index=False):
        pair = (of[one], of[other]) if directed else tuple(sorted((of[one], of[other])))
        found.add((*pair, kind, f"{day:%Y-%m-%d}" if day else "", strength or 0.0, directed))
    return found


def test_ties_of_organizations_and_through_people(tmp_path: Path) -> None:
    assert ties(load(tmp_path).tables) == {
        ("Ash", "Birch", "Funds", "", 0.0, True),
        ("Birch", "Cedar", "Partner of", "2020-06-30", 0.0, False),
        ("Birch", "Cedar", "shared contact", "2021-03-31", 1.0, False),
        ("Ash", "Birch", "contacts who know each other", "", 1.0, False),
    }


def test_people_are_left_out_and_told(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert set(names(loaded.tables).values()) == {"Ash", "Birch", "Cedar"}
    told = loaded.report.rejects.groupby("file")["reason"].value_counts().to_dict()
    assert told == {
        ("contacts.csv", "person"): 3, ("relationships.csv", "person"): 1, ("relationships.csv", "unknown_id"): 1,
        ("relationships.csv", "ended"): 1, ("activities.csv", "person"): 1,
    }  # fmt: skip
    assert loaded.report.notes.query("reason == 'person'")["found"].tolist() == ["3 relationships of people"]
    frames = [*loaded.tables.frames().values(), loaded.report.rejects, loaded.report.notes]
    assert "Example" not in "".join(frame.to_csv() for frame in frames)


def test_people_that_are_asked_for_are_sensitive_organizations(tmp_path: Path) -> None:
    tables = load(tmp_path, people=True).tables
    persons = tables.organizations[tables.organizations["sensitive"].fillna(False)]
    assert set(persons["name"]) == {"P. Example", "Q. Example", "Example home"}
    assert ("Q. Example", "Birch", EMPLOYEE, "") in {tie[:4] for tie in ties(tables)} | {
        (b, a, k, d) for a, b, k, d, _, _ in ties(tables)
    }


def test_activities_bind_the_organizations_of_their_people(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert ends(loaded.tables) == {
        ("2021-02-03", "meeting", "Ash", "lead"),
        ("2021-02-03", "meeting", "Birch", "partner"),
        ("2021-02-03", "meeting", "Cedar", "partner"),
        ("2030-01-01", "check_in", "Ash", "lead"),
        ("2030-01-01", "check_in", "Birch", "partner"),
    }
    assert loaded.tables.interactions["status"].tolist() == ["done", "planned"]
    assert loaded.tables.interactions["title"].dropna().tolist() == ["Plans"]


def test_activities_that_name_and_do_not_number(tmp_path: Path) -> None:
    named: Rows = [
        {"Activity Type": "Meeting", "Activity Date": "2021-02-03", "Added By": "Ash", "With Contact": "birch; Cedar"}
    ]
    found = load(tmp_path, activities=named, relationships=[])
    assert {one[2] for one in ends(found.tables)} == {"Ash", "Birch", "Cedar"}


def test_a_relationship_that_names_its_contacts(tmp_path: Path) -> None:
    alone: Rows = [
        {"contact_id_a": 1, "contact_id_b": 2, "contact_id_a.display_name": "Ash", "contact_id_b.display_name": "Birch",
         "contact_id_a.contact_type": "Organization", "contact_id_b.contact_type": "Organization",
         "relationship_type_id:label": "Funds"},
        {"contact_id_a": 1, "contact_id_b": 9, "contact_id_a.display_name": "Ash",
         "contact_id_b.display_name": "R. Example",
         "contact_id_a.contact_type": "Organization"},
    ]  # fmt: skip
    found = load(tmp_path, contacts=[], activities=[], relationships=alone)
    assert ties(found.tables) == {("Ash", "Birch", "Funds", "", 0.0, None)}
    assert found.report.rejects[["line", "reason"]].values.tolist() == [[3, "unknown_id"]]
    assert "Example" not in found.report.rejects.to_csv()


def test_what_is_active_holds_now_also_with_a_planned_end(tmp_path: Path) -> None:
    planned: Rows = [RELATIONSHIPS[0] | {"end_date": "2099-12-31"}]
    assert ties(load(tmp_path, relationships=planned).tables) == {("Ash", "Birch", "Funds", "", 0.0, True)}


def test_twice_and_in_any_order(tmp_path: Path) -> None:
    once = load(tmp_path)
    twice = load(tmp_path, contacts=CONTACTS * 2, relationships=RELATIONSHIPS * 2, activities=ACTIVITIES * 2)
    assert without_source(twice.tables) == without_source(once.tables)
    for seed in range(5):
        dice = random.Random(seed)
        mixed = {"contacts": CONTACTS, "relationships": RELATIONSHIPS, "activities": ACTIVITIES}
        mixed = {name: dice.sample(rows, len(rows)) for name, rows in mixed.items()}
        assert without_source(load(tmp_path, **mixed).tables) == without_source(once.tables)


@pytest.mark.parametrize("held", ["contact_id_a,contact_id_b\n", "a,b\n1,2\n", "x", '[{"a": 1}]'])
def test_what_is_refused(tmp_path: Path, held: str) -> None:
    with pytest.raises(UnreadableSource, match="Allowed: "):
        loaders.load(saved(tmp_path, "a.csv", held), form="civicrm")
