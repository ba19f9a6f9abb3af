"""Salesforce NPSP exports: made from the names of its fields, for no real export could be had."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.errors import UnreadableSource
from loaders.facts.gathered import Gathered
from loaders.formats.contacts.shared import SHARED, People
from tests.loaders.formats.given import balanced, names, rows_csv, saved, without_source

Rows = list[dict[str, object]]


def number(of: str, n: int) -> str:
    return f"{of}5g0000{n:06d}"


def account(n: int) -> str:
    return number("001", n)


def person(n: int) -> str:
    return number("003", n)


def affiliation(who: int, where: int, status: str = "Current", start: str = "", end: str = "") -> dict[str, object]:
    return {
        "Id": number("a0A", who * 100 + where), "npe5__Contact__c": person(who),
        "npe5__Organization__c": account(where),
        "npe5__Status__c": status, "npe5__StartDate__c": start, "npe5__EndDate__c": end, "npe5__Role__c": "Board",
    }  # fmt: skip


def related(one: int, other: int, kind: str = "Coworker", status: str = "Current") -> Rows:
    return [
        {"npe4__Contact__c": person(a), "npe4__RelatedContact__c": person(b), "npe4__Type__c": kind,
         "npe4__Status__c": status} for a, b in ((one, other), (other, one))
    ]  # fmt: skip


ACCOUNTS: Rows = [
    {"Id": account(1) + "AAA", "Name": "Ash", "Type": "Foundation", "BillingCity": "Leeds", "Website": "ash.example"},
    {"Id": account(2), "Name": "Birch"},
    {"Id": account(3), "Name": "Cedar"},
    {"Id": account(4), "Name": "Example Household", "npe01__SYSTEM_AccountType__c": "Household Account"},
]
AFFILIATIONS: Rows = [
    affiliation(1, 1), affiliation(1, 2), affiliation(2, 1), affiliation(2, 2),
    affiliation(3, 2), affiliation(3, 3, "Former", "2015-01-01", "2018-12-31"),
    affiliation(4, 1, "Former", "2010-01-01", "2011-01-01"), affiliation(4, 3, "Current", "2012-01-01"),
    affiliation(5, 4), affiliation(6, 9),
]  # fmt: skip
RELATIONSHIPS: Rows = [*related(3, 4), *related(1, 2, "Spouse"), *related(1, 5), *related(2, 4, status="Former")]


def load(folder: Path, **tables: Any) -> loaders.Loaded:
    people = bool(tables.pop("people", False))
    held = {"accounts": ACCOUNTS, "affiliations": AFFILIATIONS, "relationships": RELATIONSHIPS} | tables
    paths = [saved(folder, f"{name}.csv", rows_csv(rows)) for name, rows in held.items() if rows]
    return balanced(loaders.load(*paths, people=people))


def ties(loaded: loaders.Loaded) -> set[tuple[object, ...]]:
    of = names(loaded.tables)
    rows = loaded.tables.declared_ties[["from_id", "to_id", "kind", "strength", "date"]].itertuples(index=False)
    return {
        (
            *sorted((of[a], of[b])),
            kind,
            None if pd.isna(strength) else strength,
            "" if pd.isna(day) else f"{day:%Y-%m-%d}",
        )
        for a, b, kind, strength, day in rows
    }


def test_organizations_are_tied_through_people(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert ties(loaded) == {
        ("Ash", "Birch", "shared contact", 2.0, ""),
        ("Birch", "Cedar", "shared contact", 1.0, "2018-12-31"),
        ("Birch", "Cedar", "contacts who know each other", 1.0, ""),
    }
    ash = loaded.tables.organizations.set_index("name").loc["Ash"]
    assert (ash["place"], ash["website"], ash["kind"]) == ("Leeds", "ash.example", "funder")


def test_people_are_left_out_and_told(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert set(names(loaded.tables).values()) == {"Ash", "Birch", "Cedar"}
    assert loaded.report.rejects.groupby("file")["reason"].value_counts().to_dict() == {
        ("accounts.csv", "person"): 1, ("affiliations.csv", "person"): 1, ("affiliations.csv", "unknown_id"): 1,
        ("relationships.csv", "person"): 6,
    }  # fmt: skip
    counts = loaded.report.sheets.query("file == 'relationships.csv'")[["kept", "merged", "rejected"]]
    assert counts.to_numpy().tolist() == [[1, 1, 6]]
    told = "".join(f.to_csv() for f in [*loaded.tables.frames().values(), loaded.report.rejects, loaded.report.notes])
    assert "003" not in told
    assert "Household" not in "".join(loaded.tables.organizations["name"])


def test_contacts_say_where_they_belong(tmp_path: Path) -> None:
    contacts: Rows = [
        {"Id": person(7), "LastName": "Example", "AccountId": account(4), "npsp__Primary_Affiliation__c": account(3)},
        {"Id": person(8), "LastName": "Example", "AccountId": account(1)},
    ]
    found = load(tmp_path, contacts=contacts, affiliations=[affiliation(7, 2)], relationships=related(7, 8))
    assert ties(found) == {
        ("Birch", "Cedar", "shared contact", 1.0, ""),
        ("Ash", "Birch", "contacts who know each other", 1.0, ""),
        ("Ash", "Cedar", "contacts who know each other", 1.0, ""),
    }
    frames = [*found.tables.frames().values(), found.report.notes]
    assert "Example" not in "".join(frame.to_csv() for frame in frames)


def test_people_that_are_asked_for_are_sensitive_organizations(tmp_path: Path) -> None:
    contacts: Rows = [
        {"Id": person(n), "FirstName": name, "LastName": "Example", "AccountId": account(4)}
        for n, name in ((1, "P."), (3, "R."))
    ]  # fmt: skip
    found = load(tmp_path, contacts=contacts, relationships=related(1, 3, "Friend"), people=True)
    persons = found.tables.organizations[found.tables.organizations["sensitive"].fillna(value=False)]
    assert set(persons["name"]) == {"P. Example", "R. Example"}
    assert {tie for tie in ties(found) if "Example" in str(tie)} == {
        ("Ash", "P. Example", "Board", None, ""),
        ("Birch", "P. Example", "Board", None, ""),
        ("Birch", "R. Example", "Board", None, ""),
        ("Cedar", "R. Example", "Board", None, "2018-12-31"),
        ("P. Example", "R. Example", "Friend", None, ""),
    }


def test_what_is_current_holds_now_also_with_a_planned_end(tmp_path: Path) -> None:
    planned = [affiliation(1, 1, end="2099-12-31"), affiliation(1, 2)]
    assert ties(load(tmp_path, affiliations=planned, relationships=[])) == {("Ash", "Birch", "shared contact", 1.0, "")}


def test_affiliations_that_name_their_organization(tmp_path: Path) -> None:
    named = [affiliation(1, n) | {"npe5__Organization__r.Name": name} for n, name in ((1, "Ash"), (2, "Birch"))]
    found = load(tmp_path, accounts=[], relationships=[], affiliations=named)
    assert ties(found) == {("Ash", "Birch", "shared contact", 1.0, "")}


def test_twice_and_in_any_order(tmp_path: Path) -> None:
    once = load(tmp_path)
    twice = load(tmp_path, accounts=ACCOUNTS * 2, affiliations=AFFILIATIONS * 2, relationships=RELATIONSHIPS * 2)
    assert without_source(twice.tables) == without_source(once.tables)
    for seed in range(5):
        dice = random.Random(seed)
        mixed = {"accounts": ACCOUNTS, "affiliations": AFFILIATIONS, "relationships": RELATIONSHIPS}
        mixed = {name: dice.sample(rows, len(rows)) for name, rows in mixed.items()}
        assert without_source(load(tmp_path, **mixed).tables) == without_source(once.tables)


DAYS = st.dates(date(2000, 1, 1), date(2004, 1, 1))
BELONGS = st.tuples(st.integers(0, 3), st.integers(0, 3), DAYS | st.none(), DAYS | st.none())


@given(st.lists(BELONGS, max_size=12))
def test_shared_contacts_are_those_who_were_in_both_at_once(
    given_rows: list[tuple[int, int, date | None, date | None]],
) -> None:
    facts, people = Gathered("x"), People()
    expected: dict[frozenset[int], set[int]] = {}
    spans: list[tuple[int, int, date, date]] = []
    for who, where, start, end in given_rows:
        source = facts.record("x.csv", "", len(spans) + 1)
        thing = facts.organization("", f"org {where}", source)
        assert thing is not None
        people.belong(str(who), thing, source, start=str(start or ""), end=str(end or ""))
        spans.append((who, where, start or date.min, end or date.max))
    for who, where, start, end in spans:
        for other_who, other, other_start, other_end in spans:
            days = (max(start, other_start), min(end, other_end))
            if who == other_who and where != other and days[0] <= days[1] and start <= end and other_start <= other_end:
                expected.setdefault(frozenset((where, other)), set()).add(who)
    people.add_ties(facts)
    tables = facts.loaded().tables
    of = {made: int(name.split()[1]) for made, name in names(tables).items()}
    found = {
        frozenset((of[a], of[b])): int(n)
        for a, b, kind, n in tables.declared_ties[["from_id", "to_id", "kind", "strength"]].itertuples(index=False)
        if kind == SHARED
    }
    assert found == {pair: len(who) for pair, who in expected.items()}


@pytest.mark.parametrize("held", ["npe5__Contact__c,npe5__Organization__c\n", "a,b\n1,2\n", "x"])
def test_what_is_refused(tmp_path: Path, held: str) -> None:
    with pytest.raises(UnreadableSource, match="Allowed: "):
        loaders.load(saved(tmp_path, "a.csv", held), form="npsp")
