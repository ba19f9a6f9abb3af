"""Grants of the 360Giving standard: JSON, CSV and the official spreadsheet give one data set."""

import io
import json
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import UnreadableSource
from loaders.formats.grants.parts import organizations_of
from tests.examples import examples
from tests.loaders.formats.given import balanced, ends, names, rows_csv, saved, without_source
from tests.loaders.made_files import workbook_of

FUND, TRUST = {"id": "GB-CHC-900", "name": "River Fund"}, {"id": "GB-CHC-901", "name": "Hill Trust"}
WELLS = {"id": "GB-CHC-100", "name": "Well Diggers", "addressLocality": "Leeds", "url": "https://wells.example"}
LEEDS = {"name": "Leeds", "countryCode": "GB", "geoCode": "E08000035", "latitude": 53.8, "longitude": -1.5}
GRANTS: list[dict[str, Any]] = [
    {
        "id": "360G-river-1", "title": "Wells", "description": "Two wells", "currency": "GBP", "amountAwarded": 1000,
        "awardDate": "2020-01-02", "plannedDates": [{"startDate": "2020-02-01", "endDate": "2021-01-31"}],
        "recipientOrganization": [WELLS], "fundingOrganization": [FUND], "beneficiaryLocation": [LEEDS],
        "grantProgramme": [{"title": "Water"}],
    },
    {
        "id": "360G-river-2", "title": "More wells", "description": "A third", "currency": "GBP",
        "amountAwarded": 500.5, "awardDate": "2021-03-04", "recipientOrganization": [WELLS],
        "fundingOrganization": [FUND, TRUST], "beneficiaryLocation": [LEEDS, {"name": "York", "countryCode": "GB"}],
        "grantProgramme": [{"title": "Water"}],
    },
    {
        "id": "360G-river-3", "title": "Choir", "description": "Songs", "currency": "GBP", "amountAwarded": 20,
        "awardDate": "2021-05-06", "recipientOrganization": [{"id": "360G-river-org-7", "name": "Town Choir"}],
        "fundingOrganization": [FUND], "classifications": [{"vocabulary": "own", "code": "A", "title": "Music"}],
    },
    {
        "id": "360G-river-4", "title": "Bursary", "description": "To study", "currency": "GBP", "amountAwarded": 5,
        "awardDate": "2021-05-06", "recipientIndividual": {"id": "360G-river-ind-1", "name": "A. Example"},
        "fundingOrganization": [FUND],
    },
]  # fmt: skip
TITLES = {
    "id": "Identifier", "title": "Title", "description": "Description", "currency": "Currency",
    "amountAwarded": "Amount Awarded", "awardDate": "Award Date", "name": "Name", "code": "Code", "url": "Web Address",
    "recipientOrganization": "Recipient Org", "recipientIndividual": "Recipient Ind", "countryCode": "Country Code",
    "fundingOrganization": "Funding Org", "beneficiaryLocation": "Beneficiary Location", "latitude": "Latitude",
    "longitude": "Longitude", "geoCode": "Geographic Code", "grantProgramme": "Grant Programme",
    "plannedDates": "Planned Dates", "startDate": "Start Date", "endDate": "End Date", "vocabulary": "Vocabulary",
    "classifications": "Classifications", "addressLocality": "City",
}  # fmt: skip


def flat(grant: dict[str, Any]) -> dict[str, object]:
    """Return a grant as a row, further items of a list numbered."""
    row: dict[str, object] = {}
    for field, value in grant.items():
        listed = value if isinstance(value, list) else [value]
        for i, item in enumerate(listed):
            if isinstance(item, dict):
                at = f"{TITLES[field]}:{i}:" if i else f"{TITLES[field]}:"
                row |= {f"{at}{TITLES[key]}": told for key, told in item.items()}
            else:
                row[TITLES[field]] = item
    return row


def load(folder: Path, name: str, held: object, **options: Any) -> loaders.Loaded:
    return balanced(loaders.load(saved(folder, name, held), **options))


@pytest.fixture
def told(tmp_path: Path) -> loaders.Loaded:
    return load(tmp_path, "grants.json", {"grants": GRANTS})


def test_who_funds_whom(told: loaders.Loaded) -> None:
    assert ends(told.tables) == {
        ("2020-01-02", "funding", "River Fund", "funder"),
        ("2020-01-02", "funding", "Well Diggers", "implementer"),
        ("2021-03-04", "funding", "River Fund", "funder"),
        ("2021-03-04", "funding", "Hill Trust", "funder"),
        ("2021-03-04", "funding", "Well Diggers", "implementer"),
        ("2021-05-06", "funding", "River Fund", "funder"),
        ("2021-05-06", "funding", "Town Choir", "implementer"),
    }
    first = told.tables.interactions.set_index("interaction_id").loc["360G-river-1"]
    assert (first["title"], first["note"]) == ("Wells", "Two wells")
    assert (first["x_amount_awarded"], first["x_currency"]) == ("1000", "GBP")
    assert f"{first['date_end']:%Y-%m-%d}" == "2021-01-31"
    about = told.tables.organizations.set_index("organization_id")
    assert about["kind"].dropna().to_dict() == {"GB-CHC-900": "funder", "GB-CHC-901": "funder"}
    assert (about.loc["GB-CHC-100", "place"], about.loc["GB-CHC-100", "website"]) == ("Leeds", "https://wells.example")


def test_where_and_for_what(told: loaders.Loaded) -> None:
    tables = told.tables
    place, cause = (f.set_index(f.columns[0])["name"] for f in (tables.communities, tables.causes))
    present = {
        (names(tables)[o], place[p], cause[c], f"{s:%Y-%m-%d}")
        for o, p, c, s in tables.presences[["organization_id", "community_id", "cause_id", "since"]].itertuples(
            index=False
        )
    }
    assert present == {
        ("Well Diggers", "Leeds", "Water", "2020-02-01"),
        ("Well Diggers", "Leeds", "Water", "2021-03-04"),
        ("Well Diggers", "York", "Water", "2021-03-04"),
    }
    leeds = tables.communities.set_index("community_id").loc["E08000035"]
    assert (leeds["parent_id"], leeds["latitude"]) == ("GB", 53.8)
    assert tables.supports["organization_id"].tolist() == ["360G-river-org-7"]
    assert len(tables.interaction_causes) == 3
    assert len(tables.interaction_communities) == 3


def test_a_grant_to_a_person_is_left_out_and_told(told: loaders.Loaded) -> None:
    rejects = told.report.rejects
    assert rejects[["line", "reason"]].values.tolist() == [[4, "person"]]
    assert told.report.sheets[["read", "kept", "rejected"]].values.tolist() == [[4, 3, 1]]
    everything = "".join(f.to_csv() for f in [*told.tables.frames().values(), rejects, told.report.notes])
    assert "Example" not in everything
    assert "ind-1" not in everything


def test_people_that_are_asked_for(tmp_path: Path) -> None:
    tables = load(tmp_path, "grants.json", {"grants": GRANTS}, people=True).tables
    person = tables.organizations.set_index("organization_id").loc["360G-river-ind-1"]
    assert (person["name"], person["kind"], person["sensitive"]) == ("A. Example", "other", True)
    assert ("2021-05-06", "funding", "A. Example", "implementer") in ends(tables)


@pytest.mark.parametrize("person", [
    {"Recipient Ind:Identifier": "p-1"}, {"Recipient Ind:Name": "A. Example"}, {"Recipient Org:Name": "Individual"},
    {"To Individuals Details:Primary Grant Reason": "GTIR010"}, {"recipientIndividual/0/name": "A. Example"},
])  # fmt: skip
def test_every_sign_of_a_person(tmp_path: Path, person: dict[str, str]) -> None:
    about = {"Identifier": "x", "Title": "y", "Funding Org:Name": "River Fund"}
    rows: list[dict[str, object]] = [flat(GRANTS[0]), {**about, **person}]
    assert load(tmp_path, "a.csv", rows_csv(rows)).report.rejects["reason"].tolist() == ["person"]


def test_formats_agree(tmp_path: Path, told: loaders.Loaded) -> None:
    rows = [flat(grant) for grant in GRANTS]
    headers = list(dict.fromkeys(key for row in rows for key in row))
    cells: list[list[object]] = [[*headers], *([row.get(header) for header in headers] for row in rows)]
    book = workbook_of({"Meta": [["Version"], ["1.4"]], "grants": cells})
    spaced = {key: f"  {key.upper().replace(':', ' : ')} " for key in headers}
    odd = rows_csv([{spaced[key]: value for key, value in row.items()} for row in rows])
    below = "Grants of the River Fund\n\n" + rows_csv(rows)
    for name, held in {
        "a.json": GRANTS, "a.csv": rows_csv(rows), "odd.csv": odd, "below.csv": below, "a.xlsx": book,
        "a.tsv": rows_csv(rows).replace(",", "\t"),
    }.items():  # fmt: skip
        again = load(tmp_path, name, held)
        assert set(again.report.sheets["form"]) == {"360Giving grants"}
        assert without_source(again.tables) == without_source(told.tables), name


def test_lists_beside_the_grants(tmp_path: Path) -> None:
    grant = {key: value for key, value in flat(GRANTS[0]).items() if not key.startswith("Beneficiary")}
    held = workbook_of({
        "grants": [list(grant), list(grant.values())],
        "Beneficiary Location": [
            ["Identifier", "Beneficiary Location:Name", "Beneficiary Location:Country Code"],
            ["360G-river-1", "Leeds", "GB"], ["360G-river-1", "York", "GB"], ["360G-river-9", "Hull", "GB"],
        ],
        "Classifications": [["Identifier", "Classifications:Title"], ["360G-river-1", "Health"]],
    })  # fmt: skip
    found = load(tmp_path, "a.xlsx", held)
    assert set(found.tables.communities["name"]) == {"United Kingdom", "Leeds", "York"}
    assert set(found.tables.causes["name"]) == {"Water", "Health"}
    assert len(found.tables.presences) == 4
    assert found.report.rejects[["sheet", "line", "found", "reason"]].values.tolist() == [
        ["Beneficiary Location", 4, "360G-river-9", "unknown_id"]
    ]
    assert found.report.sheets.set_index("sheet")["kept"].to_dict() == {
        "grants": 1, "Beneficiary Location": 2, "Classifications": 1,
    }  # fmt: skip


def test_the_official_spreadsheet_filled_in(tmp_path: Path, real_data: Path, told: loaders.Loaded) -> None:
    empty = real_data / "format-examples/360-giving-template.xlsx"
    with pytest.raises(UnreadableSource, match="no grant below them"):
        loaders.load(empty)
    book = openpyxl.load_workbook(empty)
    columns = {cell.value: cell.column for cell in book["grants"][1]}
    for i, grant in enumerate(GRANTS, start=2):
        for title, value in flat(grant).items():
            if title in columns:
                book["grants"].cell(i, columns[title], value)
    places = {cell.value: cell.column for cell in book["Beneficiary Location"][1]}
    for title, value in {"Identifier": "360G-river-2", "Beneficiary Location:Name": "York",
                         "Beneficiary Location:Country Code": "GB"}.items():  # fmt: skip
        book["Beneficiary Location"].cell(2, places[title], value)
    book["Funding Org"].append(["360G-river-2", "GB-CHC-901", "Hill Trust"])
    book["Classifications"].append(["360G-river-3", "own", "A", "Music"])
    held = io.BytesIO()
    book.save(held)
    again = load(tmp_path, "filled.xlsx", held.getvalue())
    assert without_source(again.tables) == without_source(told.tables)


def test_the_schema_knows_every_field_that_is_read(real_data: Path) -> None:
    schema = json.loads((real_data / "format-examples/360-giving-schema.json").read_text())
    from loaders.formats.grants.titles import _MANY, _ONE

    for title, field in _ONE.items():
        assert schema["properties"][field].get("title", title) == title
    for (said, parent), fields in _MANY.items():
        held = schema["properties"][parent]
        assert held["title"] == said
        ref = held.get("$ref") or held.get("items", {}).get("$ref", "")
        inner = schema["$defs"][ref.rpartition("/")[2]]["properties"] if ref else held["properties"]
        for title, field in fields.items():
            assert inner[field]["title"] == title


def test_twice_and_in_any_order(tmp_path: Path, told: loaders.Loaded) -> None:
    twice = load(tmp_path, "twice.json", GRANTS + GRANTS)
    assert twice.report.sheets[["read", "kept", "merged", "rejected"]].values.tolist() == [[8, 3, 3, 2]]
    both = balanced(
        loaders.load(saved(tmp_path, "a.json", GRANTS), saved(tmp_path, "b.csv", rows_csv([*map(flat, GRANTS)])))
    )
    for tables in (twice.tables, both.tables):
        assert without_source(tables) == without_source(told.tables)
    for seed in range(5):
        mixed = random.Random(seed).sample(GRANTS, len(GRANTS))
        assert without_source(load(tmp_path, "m.json", mixed).tables) == without_source(told.tables)


def test_one_identifier_for_two_grants(tmp_path: Path) -> None:
    other = GRANTS[2] | {"id": GRANTS[0]["id"]}
    found = load(tmp_path, "a.json", [GRANTS[0], other])
    assert found.report.rejects[["line", "reason"]].values.tolist() == [[2, "contradicts"]]
    assert "Town Choir" not in set(found.tables.organizations["name"])


def test_a_name_without_its_id_is_the_one_with_it(tmp_path: Path) -> None:
    loose = GRANTS[2] | {
        "recipientOrganization": [{"name": "WELL  diggers"}],
        "fundingOrganization": [{"name": "River fund"}],
    }
    tables = load(tmp_path, "a.json", [loose, GRANTS[0]]).tables
    assert set(tables.organizations["organization_id"]) == {"GB-CHC-100", "GB-CHC-900"}


def test_one_id_with_several_names(tmp_path: Path) -> None:
    named = [GRANTS[i] | {"recipientOrganization": [{"id": "GB-CHC-100", "name": name}]} for i, name in
             enumerate(["Well Diggers", "Well Diggers Leeds", "Well Diggers"])]  # fmt: skip
    found = load(tmp_path, "a.json", named)
    assert found.tables.organizations.set_index("organization_id").loc["GB-CHC-100", "aliases"] == "Well Diggers Leeds"
    assert found.report.merges[["line", "found", "kept", "reason"]].values.tolist() == [
        [2, "Well Diggers Leeds", "Well Diggers", "register_id"]
    ]


def test_parallel_lists_of_ids_and_names(tmp_path: Path) -> None:
    row = flat(GRANTS[0]) | {
        "Recipient Org:Identifier": "GB-CHC-1; GB-CHC-2", "Recipient Org:Name": "Ash, Oak and Elm, Larch"
    }  # fmt: skip
    found = load(
        tmp_path,
        "a.csv",
        rows_csv([row, flat(GRANTS[1]) | {"Recipient Org:Identifier": "GB-CHC-2", "Recipient Org:Name": "Larch"}]),
    )
    assert {"GB-CHC-1": "GB-CHC-1", "GB-CHC-2": "Larch"}.items() <= names(found.tables).items()
    assert "unpaired_names" in set(found.report.notes["reason"])


@given(st.lists(st.sampled_from(["GB-CHC-1", "GB-COH-22", "360G-a-b"]), min_size=1, max_size=3, unique=True))
def test_ids_are_never_lost(ids: list[str]) -> None:
    found = organizations_of({"id": " ; ".join(ids), "name": "A, B, C, D, E"})
    assert [stated for stated, _ in found] == ids


def test_values_that_are_not_what_they_should_be(tmp_path: Path) -> None:
    odd = GRANTS[0] | {
        "awardDate": "soon", "plannedDates": [{"startDate": "2021-02-01", "endDate": "2020-01-01"}],
        "beneficiaryLocation": [{"name": "Leeds", "latitude": 530, "longitude": "west"}, {"name": "nationwide"}],
    }  # fmt: skip
    found = load(tmp_path, "a.json", [odd])
    assert {"not_a_date", "end_before_start"} <= set(found.report.notes["reason"])
    assert found.tables.communities["latitude"].isna().all()
    assert "nationwide" in set(found.tables.communities["community_id"])


def test_nobody_named(tmp_path: Path) -> None:
    nobody = GRANTS[0] | {"recipientOrganization": [{"name": "n/a"}], "fundingOrganization": []}
    found = load(tmp_path, "a.json", [nobody, GRANTS[0], "words"])
    assert found.report.rejects["reason"].tolist() == ["no_organization"] * 2


def test_a_fund_that_grants_to_itself_is_no_tie(tmp_path: Path) -> None:
    own = GRANTS[0] | {"recipientOrganization": [FUND]}
    tables = load(tmp_path, "a.json", [own]).tables
    assert len(tables.interactions) == 0
    assert len(tables.presences) == 1


def test_a_date_for_grants_without_one(tmp_path: Path) -> None:
    from datetime import date

    bare = {key: value for key, value in GRANTS[2].items() if key != "awardDate"}
    tables = load(tmp_path, "a.json", [bare], date=date(2022, 3, 1)).tables
    assert tables.interactions["date"].dt.date.tolist() == [date(2022, 3, 1)]


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TITLES, "other"]), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(40))
@given(st.dictionaries(st.sampled_from(list(GRANTS[0])), ODD, max_size=6), ODD)
def test_whatever_stands_in_the_fields(tmp_path: Path, odd: dict[str, Any], more: object) -> None:
    held = json.dumps([GRANTS[0] | odd, more, GRANTS[1]])
    load(tmp_path, "odd.json", held)


@pytest.mark.parametrize("held", ['{"grants": []}', '{"grants": [1]}', "[]", "{}", "a,b\n1,2\n", '{"grants": 3}'])
def test_what_is_no_grant_is_refused_when_it_is_asked_to_be_one(tmp_path: Path, held: str) -> None:
    with pytest.raises(UnreadableSource, match="Allowed: "):
        loaders.load(saved(tmp_path, "a.json", held), form="360giving")
