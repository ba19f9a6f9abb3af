"""Activities of the IATI standard: the annotated example, and small files for each rule."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph import tie_network
from graph.errors import UnreadableSource
from tests.examples import examples
from tests.loaders.formats.given import balanced, ends, names, saved, without_source

EXAMPLE = "format-examples/iati-activity-2.03-example.xml"
WELLS = """
<iati-activity xml:lang="en">
 <iati-identifier>XX-1-wells</iati-identifier>
 <reporting-org ref="XX-1" type="21"><narrative>Well Diggers</narrative></reporting-org>
 <title><narrative xml:lang="fr">Puits</narrative><narrative>Wells</narrative></title>
 <description><narrative>Two wells</narrative></description>
 <participating-org ref="XX-9" role="1" type="60"><narrative>River Fund</narrative></participating-org>
 <participating-org role="4" type="22">
  <narrative xml:lang="fr">Amis de l'eau</narrative><narrative xml:lang="en">Friends of Water</narrative>
 </participating-org>
 <activity-status code="2"/>
 <activity-date type="1" iso-date="2020-01-01"/><activity-date type="3" iso-date="2021-12-31"/>
 <recipient-country code="ET" percentage="100"><narrative>Ethiopia</narrative></recipient-country>
 <location><name><narrative>Jimma</narrative></name><point><pos>7.67 36.83</pos></point></location>
 <sector code="14030" percentage="60"/><sector vocabulary="99" code="W"><narrative>Wells</narrative></sector>
</iati-activity>"""
SCHOOL = """
<iati-activity>
 <iati-identifier>XX-2-school</iati-identifier>
 <reporting-org ref="XX-9" secondary-reporter="1"><narrative>River Fund</narrative></reporting-org>
 <participating-org ref="xx-1" role="2"><narrative>Well Diggers</narrative></participating-org>
 <participating-org role="3"><narrative>friends of  water</narrative></participating-org>
 <activity-status code="4"/><activity-date type="2" iso-date="2018-03-01"/>
 <activity-date type="4" iso-date="2019-03-01"/>
 <recipient-region code="298"/><sector vocabulary="2" code="111"/>
</iati-activity>"""


def xml(*activities: str) -> str:
    return (
        f'<?xml version="1.0"?>\n<!-- made -->\n<iati-activities version="2.03">{"".join(activities)}</iati-activities>'
    )


def load(folder: Path, held: object, **options: Any) -> loaders.Loaded:
    return balanced(loaders.load(saved(folder, "activities.xml", held), **options))


def test_the_annotated_example(real_data: Path) -> None:
    loaded = balanced(loaders.load(real_data / EXAMPLE))
    text = (real_data / EXAMPLE).read_text(encoding="utf-8")
    assert loaded.report.sheets[["form", "read", "kept"]].values.tolist() == [["IATI activities", 1, 1]]
    # Counted in the text itself, without a reader of XML.
    listed = re.findall(r'<participating-org ref="([^"]+)" role="(\d)"', text)
    role = {"1": "funder", "2": "lead", "3": "partner", "4": "implementer"}
    tables = loaded.tables
    assert len(listed) == 3
    parts = set(tables.participations.iloc[:, :3].itertuples(index=False, name=None))
    act = "AA-AAA-123456789-ABC123"
    project = {(act, ref, role[code]) for ref, code in listed if code != "1"}
    funded = {(f"{act} funding", ref, "funder" if code == "1" else "implementer") for ref, code in listed}
    assert parts == project | funded
    assert {frozenset(pair) for pair in tie_network(tables).edges()} == {
        frozenset((one, other)) for one, _ in listed for other, _ in listed if one != other
    }
    activity = tables.interactions.iloc[0]
    assert activity["interaction_id"] == "AA-AAA-123456789-ABC123"
    assert (activity["title"], activity["status"], activity["kind"]) == ("Activity title", "ongoing", "joint_project")
    assert (f"{activity['date']:%Y-%m-%d}", f"{activity['date_end']:%Y-%m-%d}") == ("2012-04-28", "2015-12-31")
    assert tables.organizations.set_index("organization_id")["name"].to_dict() == {
        "AA-AAA-123456789": "Name of Agency A",
        "BB-BBB-123456789": "Name of Agency B",
        "CC-CCC-123456789": "Name of Agency C",
    }
    agency = tables.organizations.set_index("organization_id").loc["AA-AAA-123456789"]
    assert agency["aliases"].split(";") == ["Nom de l'agence A", "Nom de l'organisme", "Organisation name"]
    assert dict(zip(tables.organizations["organization_id"], tables.organizations["kind"], strict=True)) == {
        "AA-AAA-123456789": "ngo", "BB-BBB-123456789": "other", "CC-CCC-123456789": "government",
    }  # fmt: skip
    places = dict(zip(tables.communities["community_id"], tables.communities["name"], strict=True))
    assert places == {
        "AF": "Afghanistan", "AG": "Antigua and Barbuda",
        "region-1-489": "South America", "region-99-A1": "A1", "G1-1453782": "Location name",
        "G1-1821306": "Location #2 name",
    }  # fmt: skip
    point = tables.communities.set_index("community_id").loc["G1-1453782"]
    assert (point["latitude"], point["longitude"]) == (31.616944, 65.716944)
    assert set(tables.causes["name"]) == {"Education", "Basic education", "A description of the sector"}
    # Nobody implements: who extends is present, at 6 places for 3 sectors.
    assert set(tables.presences["organization_id"]) == {"AA-AAA-123456789"}
    assert len(tables.presences) == 18
    links = tables.interaction_causes
    shares = links[links["interaction_id"] == act].set_index("cause_id")["x_percentage"]
    assert shares.loc[["DAC-111", "DAC-112"]].tolist() == ["50", "50"]


def test_nobody_to_contact_is_read(real_data: Path) -> None:
    loaded = loaders.load(real_data / EXAMPLE, people=True)
    told = "".join(f.to_csv() for f in [*loaded.tables.frames().values(), loaded.report.notes])
    assert "A. Example" not in told
    assert "0044111222333444" not in told
    assert loaded.report.notes[["reason", "found"]].values.tolist() == [["person", "1 contacts"]]


def test_roles_dates_and_statuses(tmp_path: Path) -> None:
    tables = load(tmp_path, xml(WELLS, SCHOOL)).tables
    assert ends(tables) == {
        ("2020-01-01", "funding", "River Fund", "funder"),
        ("2020-01-01", "funding", "Friends of Water", "implementer"),
        ("2020-01-01", "funding", "Well Diggers", "implementer"),
        ("2020-01-01", "joint_project", "Friends of Water", "implementer"),
        ("2020-01-01", "joint_project", "Well Diggers", "lead"),
        ("2018-03-01", "joint_project", "Well Diggers", "lead"),
        ("2018-03-01", "joint_project", "Friends of Water", "partner"),
    }
    acts = tables.interactions.set_index("interaction_id")
    assert acts["status"].to_dict() == {
        "XX-1-wells": "ongoing", "XX-1-wells funding": "ongoing", "XX-2-school": "done",
    }  # fmt: skip
    assert acts["date_end"].dt.strftime("%Y").to_dict() == {
        "XX-1-wells": "2021", "XX-1-wells funding": "2021", "XX-2-school": "2019",
    }  # fmt: skip
    assert acts["title"].dropna().to_dict() == {"XX-1-wells": "Wells", "XX-1-wells funding": "Wells"}


def test_who_funds_and_does_ties_to_itself_in_nothing(tmp_path: Path) -> None:
    own = WELLS.replace(
        '<participating-org role="4"', '<participating-org ref="XX-9" role="4"/><participating-org role="4"'
    )
    parts = ends(load(tmp_path, xml(own)).tables)
    assert {(kind, role) for _, kind, name, role in parts if name == "River Fund"} == {
        ("funding", "funder"), ("joint_project", "implementer"),
    }  # fmt: skip
    only = "<iati-activity><participating-org ref='A' role='1'/><participating-org ref='B' role='1'/></iati-activity>"
    tables = load(tmp_path, xml(only)).tables
    assert tables.interactions["kind"].tolist() == ["funding"]
    assert list(tie_network(tables).edges()) == []


def test_names_ids_and_languages(tmp_path: Path) -> None:
    tables = load(tmp_path, xml(SCHOOL, WELLS)).tables
    found = tables.organizations.set_index("name")
    assert set(found.index) == {"Well Diggers", "River Fund", "Friends of Water"}
    assert str(found.loc["Well Diggers", "organization_id"]).casefold() == "xx-1"
    assert found.loc["Friends of Water", "aliases"] == "Amis de l'eau"
    assert found["kind"].to_dict() == {"Well Diggers": "ngo", "River Fund": "funder", "Friends of Water": "ngo"}


def test_places_and_sectors_are_trees(tmp_path: Path) -> None:
    tables = load(tmp_path, xml(WELLS)).tables
    places = tables.communities.set_index("name")
    assert (places.loc["Jimma", "parent_id"], places.loc["Ethiopia", "community_id"]) == ("ET", "ET")
    causes = tables.causes.set_index("cause_id")
    assert causes.loc["DAC-14030", "parent_id"] == "DAC-140"
    assert set(causes["name"]) == {"Water and sanitation", "Water and sanitation (14030)", "Wells"}
    assert {names(tables)[one] for one in tables.presences["organization_id"]} == {"Friends of Water"}
    assert len(tables.presences) == 4
    assert set(tables.presences["status"]) == {"ongoing"}


@pytest.mark.parametrize(("code", "status"), [
    ("1", "planned"), ("2", "ongoing"), ("3", "done"), ("4", "done"), ("5", "suspended"), ("6", "suspended"),
    ("9", None),
])  # fmt: skip
def test_each_status(tmp_path: Path, code: str, status: str | None) -> None:
    loaded = load(tmp_path, xml(WELLS.replace('activity-status code="2"', f'activity-status code="{code}"')))
    assert (
        loaded.tables.interactions["status"].astype("object").where(lambda s: s.notna(), None).tolist() == [status] * 2
    )
    assert ("unknown_status" in set(loaded.report.notes["reason"])) == (status is None)


def test_the_words_of_version_1(tmp_path: Path) -> None:
    old = """<iati-activity><iati-identifier>o</iati-identifier><title>Wells</title>
    <reporting-org ref="XX-1" type="21">Well Diggers</reporting-org>
    <participating-org ref="XX-9" role="Funding">River Fund</participating-org>
    <participating-org ref="XX-1" role="Implementing">Well Diggers</participating-org>
    <activity-date type="start-actual" iso-date="2010-05-01">1 May</activity-date></iati-activity>"""
    tables = load(tmp_path, xml(old)).tables
    assert ends(tables) == {
        ("2010-05-01", "funding", "River Fund", "funder"),
        ("2010-05-01", "funding", "Well Diggers", "implementer"),
        ("2010-05-01", "joint_project", "Well Diggers", "implementer"),
    }
    assert set(tables.interactions["title"]) == {"Wells"}


def test_a_namespace_and_one_activity_alone(tmp_path: Path) -> None:
    plain = load(tmp_path, xml(WELLS)).tables
    spaced = load(tmp_path, xml(WELLS).replace("<iati-activities ", '<iati-activities xmlns="urn:iati" ')).tables
    alone = load(tmp_path, WELLS.strip()).tables
    for tables in (spaced, alone):
        assert without_source(tables) == without_source(plain)


def test_a_country_and_a_sector_with_several_names(tmp_path: Path) -> None:
    other = WELLS.replace("XX-1-wells", "o").replace(">Ethiopia<", ">Éthiopie<").replace("Wells</n", "Puits</n")
    third = other.replace(">o<", ">p<").replace("<narrative>Éthiopie</narrative>", "")
    tables = load(tmp_path, xml(WELLS, other, third)).tables
    assert tables.communities.set_index("community_id").loc["ET", "name"] == "Ethiopia"
    assert not {"aliases", "x_aliases"} & {*tables.communities.columns, *tables.causes.columns}
    assert {"Wells", "Puits"} <= set(tables.causes["name"])


def test_twice_and_in_any_order(tmp_path: Path) -> None:
    once = load(tmp_path, xml(WELLS, SCHOOL))
    twice = load(tmp_path, xml(WELLS, SCHOOL, WELLS))
    assert twice.report.sheets[["read", "kept", "merged", "rejected"]].values.tolist() == [[3, 2, 1, 0]]
    assert without_source(twice.tables) == without_source(once.tables)
    third = WELLS.replace("XX-1-wells", "XX-3").replace("2020", "2019")
    first = load(tmp_path, xml(WELLS, SCHOOL, third)).tables
    for seed in range(5):
        mixed = random.Random(seed).sample([WELLS, SCHOOL, third], 3)
        assert without_source(load(tmp_path, xml(*mixed)).tables) == without_source(first)


def test_what_is_rejected(tmp_path: Path) -> None:
    nobody = "<iati-activity><iati-identifier>n</iati-identifier><reporting-org ref='n/a'/></iati-activity>"
    other = WELLS.replace("Two wells", "Three wells")
    loaded = load(tmp_path, xml(WELLS, nobody, other))
    assert loaded.report.rejects[["line", "reason"]].values.tolist() == [[2, "no_organization"], [3, "contradicts"]]


@pytest.mark.parametrize("held", [
    "<iati-activities/>", "<iati-activities>", '<iati-activities version="2.03"><x/></iati-activities>',
    '<!DOCTYPE iati-activities [<!ENTITY a "b">]><iati-activities>&a;</iati-activities>',
    "<iati-organisations><iati-organisation/></iati-organisations>", "<iati-activities>" + "<a>" * 5000,
])  # fmt: skip
def test_what_is_refused(tmp_path: Path, held: str) -> None:
    with pytest.raises(UnreadableSource, match=r"activities\.xml"):
        loaders.load(saved(tmp_path, "activities.xml", held))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.data())
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    text = xml(WELLS, SCHOOL)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = start + data.draw(st.integers(0, 60))
        put = data.draw(
            st.sampled_from(["", "x", "<", ">", '"', "&", "</narrative>", "é", " code='99'", "2020-13-45", "-"])
        )
        text = text[:start] + put + text[stop:]
    try:
        load(tmp_path, text)
    except UnreadableSource as error:
        assert "llowed: " in str(error) or "Needed" in str(error)  # noqa: PT017  (either outcome is right)
