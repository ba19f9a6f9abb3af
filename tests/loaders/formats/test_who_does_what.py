"""The rules of who-does-what-where files, each on a small invented file."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.tables import Tables
from loaders.contract import REASONS
from tests.examples import examples

HEADER = "Date,Status,Donor,Programme organization,Implementing partner,Sector,Region,District,People reached"


def load(folder: Path, *lines: str, header: str = HEADER, name: str = "who.csv", **options: object) -> loaders.Loaded:
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return loaders.load(path, **options)  # type: ignore[arg-type]


def names(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.organizations["organization_id"], tables.organizations["name"], strict=True))


def told(tables: Tables) -> list[tuple[str, str, str, str, str]]:
    """Return (kind, from, role, to, role) of each interaction, sorted."""
    parts = tables.participations.assign(name=tables.participations["organization_id"].map(names(tables)))
    kinds = tables.interactions.set_index("interaction_id")["kind"]
    found = []
    for interaction, members in parts.groupby("interaction_id"):
        (giver, gives), (taker, takes) = sorted(
            zip(members["name"], members["role"], strict=True), key=lambda one: one[1] == "implementer"
        )
        found.append((str(kinds[interaction]), giver, gives, taker, takes))
    return sorted(found)


def present(tables: Tables) -> set[tuple[str, str]]:
    places = tables.communities.set_index("community_id")["name"]
    return set(
        zip(
            tables.presences["organization_id"].map(names(tables)),
            tables.presences["community_id"].map(places),
            strict=True,
        )
    )


def test_donor_programme_and_implementer(tmp_path: Path) -> None:
    tables = load(tmp_path, "2022-01-05,,Moon Fund,Hill Aid,River Group,Water,North,Lowtown,40").tables
    assert told(tables) == [
        ("funding", "Moon Fund", "funder", "Hill Aid", "implementer"),
        ("joint_project", "Hill Aid", "lead", "River Group", "implementer"),
    ]
    assert present(tables) == {("River Group", "Lowtown")}
    assert tables.presences[["people_reached", "status"]].fillna("").to_numpy().tolist() == [[40, ""]]
    assert dict(zip(tables.organizations["name"], tables.organizations["kind"].fillna(""), strict=True)) == {
        "Moon Fund": "funder", "Hill Aid": "", "River Group": ""
    }  # fmt: skip
    assert tables.interactions["date"].dt.date.unique().tolist() == [date(2022, 1, 5)]
    assert len(tables.interaction_causes) == 2
    assert len(tables.interaction_communities) == 2


def test_the_donor_funds_the_implementer_where_no_programme_organization_is_named(tmp_path: Path) -> None:
    tables = load(tmp_path, ",,Moon Fund,,River Group,Water,North,Lowtown,").tables
    assert told(tables) == [("funding", "Moon Fund", "funder", "River Group", "implementer")]


@pytest.mark.parametrize("partner", ["", "No partner", "n/a", " - ", "Sin socio", "Aucun"])
def test_presence_falls_back_to_the_programme_organization(tmp_path: Path, partner: str) -> None:
    tables = load(tmp_path, f",,Moon Fund,Hill Aid,{partner},Water,North,Lowtown,").tables
    assert present(tables) == {("Hill Aid", "Lowtown")}
    assert set(names(tables).values()) == {"Moon Fund", "Hill Aid"}


def test_an_organization_that_implements_its_own_programme_has_no_tie_with_itself(tmp_path: Path) -> None:
    loaded = load(tmp_path, ",,HILL AID,Hill Aid, hill\u00a0aid ,Water,North,Lowtown,")
    assert told(loaded.tables) == []
    assert present(loaded.tables) == {("HILL AID", "Lowtown")}, "each spelling once: the first in order is shown"
    assert set(loaded.report.merges["reason"]) == {"same_spelling"}


def test_one_interaction_for_each_pair_kind_cause_and_date(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "2022-01-05,,,Hill Aid,River Group,Water,North,Lowtown,40",
        "2022-01-05,,,Hill Aid,River Group,Water,North,Hightown,90",
        "2022-01-05,,,Hill Aid,River Group,Water,North,Lowtown,70",
        "2022-01-05,,,hill aid,River Group,WATER,North,Lowtown,70",
        "2022-02-05,,,Hill Aid,River Group,Water,North,Lowtown,10",
        "2022-02-05,,,Hill Aid,River Group,Health,North,Lowtown,10",
    )
    tables = loaded.tables
    assert len(tables.interactions) == 3
    assert tables.interactions["people_reached"].max() == 90
    assert sorted(tables.interaction_communities.groupby("interaction_id").size()) == [1, 1, 2]
    first = tables.presences[tables.presences["people_reached"] == 70]
    assert first["source"].tolist() == ["who.csv##2"]
    assert loaded.report.sheets[["read", "kept", "merged", "rejected"]].to_numpy().tolist() == [[6, 5, 1, 0]]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("Planned", "On-going"), "ongoing"),
        (("Completed ", "Suspended"), "done"),
        (("Planeada", "Finalizada"), "done"),
        (("En ejecución", "Finalizada"), "ongoing"),
        (("Planifié", "Suspendu"), "suspended"),
        (("Planned", ""), ""),
        (("Suspended", ""), ""),
        (("Completed", ""), "done"),
        (("soon",), ""),
    ],
)
def test_the_most_active_status_holds_whatever_the_order(tmp_path: Path, words: tuple[str, ...], status: str) -> None:
    lines = [f"2022-01-05,{word},,Hill Aid,River Group,Water,North,Lowtown," for word in words]
    for order in (lines, lines[::-1]):
        tables = load(tmp_path, *order).tables
        assert tables.presences["status"].fillna("").tolist() == [status]
        assert tables.interactions["status"].fillna("").tolist() == [status]


def test_an_unknown_status_is_noted(tmp_path: Path) -> None:
    notes = load(tmp_path, ",soon,,,River Group,Water,North,Lowtown,").report.notes
    assert notes.query("reason == 'unknown_status'")[["line", "column", "found"]].to_numpy().tolist() == [
        [2, "Status", "soon"]
    ]


def test_donor_lists(tmp_path: Path) -> None:
    tables = load(
        tmp_path,
        ',,"Moon Fund, Sun Fund; Star Fund",Hill Aid,,Water,North,Lowtown,',
        ",,Moon Fund/Sun Fund,Hill Aid,,Water,North,Lowtown,",
        ",,ACT/DCA,Hill Aid,,Water,North,Lowtown,",
        ",,Bread and Roses,Hill Aid,,Water,North,Lowtown,",
        ",,Sun Fund and Hill Aid,River Group,,Water,North,Lowtown,",
        ',,"The Lamp Project, Inc.",Hill Aid,,Water,North,Lowtown,',
        ',,"Multiple donors(Moon Fund and Star Fund)",Lake Club,,Water,North,Lowtown,',
    ).tables
    donors = {one[1] for one in told(tables)}
    assert donors == {
        "Moon Fund", "Sun Fund", "Star Fund", "ACT/DCA", "Bread and Roses", "Hill Aid", "The Lamp Project, Inc."
    }  # fmt: skip
    assert ("funding", "Star Fund", "funder", "Lake Club", "implementer") in told(tables)


def test_placeholders_are_noted_with_their_rows(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        ",,Multiple donors,Hill Aid,No partner,Water,North,Lowtown,",
        ",,multiple donors,Hill Aid,No partner,Water,North,Hightown,",
        ",,,No partner,,Water,North,Hightown,",
    )
    notes = loaded.report.notes.query("reason == 'placeholder'")
    held = notes[["column", "found", "expected", "line"]].to_numpy().tolist()
    assert ["Implementing partner", "No partner", "an organization (2 rows)", 2] in held
    assert list(names(loaded.tables).values()) == ["Hill Aid"]
    rejected = loaded.report.rejects
    assert rejected[["line", "reason"]].to_numpy().tolist() == [[4, "no_organization"]]
    assert loaded.report.sheets[["read", "kept", "merged", "rejected"]].to_numpy().tolist() == [[3, 2, 0, 1]]


def test_blank_rows_are_not_read(tmp_path: Path) -> None:
    loaded = load(tmp_path, ",,,,,,,,", "", ",,,,River Group,Water,North,Lowtown,", " , ,,,,,,,")
    assert loaded.report.sheets[["read", "kept"]].to_numpy().tolist() == [[1, 1]]


@pytest.mark.parametrize(
    ("region", "code"), [("Nationwide", ""), ("Cobertura Nacional", "XX00"), ("couverture nationale", ""), ("0", "")]
)
def test_a_nationwide_row(tmp_path: Path, region: str, code: str) -> None:
    header = "Organization,Sector,Country,Region,Admin1 Pcode"
    tables = load(
        tmp_path, f"Hill Aid,Water,Farland,{region},{code}", "Hill Aid,Water,Farland,North,XX01", header=header
    ).tables
    places = tables.communities.set_index("community_id")
    assert set(tables.presences["community_id"]) == {"nationwide", "XX01"}
    assert places.loc["nationwide", "name"] == "Nationwide"
    assert places["parent_id"].isna()["nationwide"]


def test_nationwide_in_a_file_of_several_countries_is_the_country(tmp_path: Path) -> None:
    header = "Organization,Sector,Country,Region"
    tables = load(tmp_path, "Hill Aid,Water,Farland,0", "Hill Aid,Water,Nearland,North", header=header).tables
    assert present(tables) == {("Hill Aid", "Farland"), ("Hill Aid", "North")}


def test_places_are_a_tree_with_codes_where_they_are_consistent(tmp_path: Path) -> None:
    header = "Organization,Region,Zone,Woreda,Woreda Pcode"
    loaded = load(
        tmp_path,
        "A,OROMIA,East,Green,ET01", "A,Oromia ,East,Green,ET01", "A,Oromia,East,Blue,ET02", "A,Oromia,East,Red,ET02",
        "A,Oromia,West,Green,ET09", "A,Oromia,,Lost,ET07", "A,,East,Green,ET01",
        header=header,
    )  # fmt: skip
    places = loaded.tables.communities
    named = places.set_index("community_id")["name"]
    assert sorted(named) == ["Blue", "East", "Green", "Green", "Oromia", "Red", "West"]
    assert named["ET01"] == named["ET09"] == "Green"
    assert "ET02" not in named.index
    assert places["parent_id"].isna().sum() == 1
    lost = loaded.report.notes.query("reason == 'no_parent_place'")
    assert lost[["line", "found"]].to_numpy().tolist() == [[7, "Lost"]]
    at = loaded.tables.presences["community_id"].map(named)
    assert "Oromia" in set(at)


def test_a_row_without_a_place_is_support_for_its_cause(tmp_path: Path) -> None:
    tables = load(tmp_path, "2022-01-05,,,,River Group,Water,,,").tables
    assert tables.presences.empty
    assert tables.supports["since"].dt.date.tolist() == [date(2022, 1, 5)]


def test_starts_and_ends(tmp_path: Path) -> None:
    header = "Organization,Sector,Region,Report date,Start date,End date"
    loaded = load(
        tmp_path,
        "A,Water,North,01/06/2021,01/02/2021,31/12/2021",
        "B,Water,North,01/06/2021,01/02/2021,31/01/2021",
        "C,Water,North,01/06/2021,01/01/1970,01/01/1970",
        "D,Water,North,01/06/2021,,31/01/2021",
        header=header,
    )
    presences = loaded.tables.presences.assign(
        name=loaded.tables.presences["organization_id"].map(names(loaded.tables))
    )
    held = presences.set_index("name")[["since", "until"]].map(
        lambda day: "" if pd.isna(day) else day.date().isoformat()
    )
    assert held.T.to_dict("list") == {
        "A": ["2021-02-01", "2021-12-31"],
        "B": ["2021-02-01", ""],
        "C": ["2021-06-01", ""],
        "D": ["", "2021-01-31"],
    }
    assert loaded.report.notes["reason"].value_counts().to_dict() == {"empty_date": 2, "end_before_start": 1}


def test_the_order_in_which_a_date_is_taken(tmp_path: Path) -> None:
    header = "Organization,Sector,Region,Month"
    lines = ("A,Water,North,February", "B,Water,North,")
    given_date = date(2020, 6, 1)
    found = load(tmp_path, *lines, header=header, name="report_2022.csv", date=given_date).tables.presences["since"]
    assert found.dt.date.tolist() == [date(2022, 2, 1), given_date]
    undated = load(tmp_path, *lines, header=header, name="report.csv")
    assert undated.tables.presences["since"].isna().all()
    assert "no_year" in set(undated.report.notes["reason"])
    named = load(tmp_path, *lines, header=header, name="report_2022-03-04.csv")
    assert named.tables.presences["since"].dt.date.tolist() == [date(2022, 2, 1), date(2022, 3, 4)]
    assert "date_from_name" in set(named.report.notes["reason"])


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("25120 units", 25120, "number_with_unit"),
        ("1,200", 1200, ""),
        ("12 000", 12000, ""),
        ("7.5", 7.5, ""),
        ("76,501-78,000", None, "number_band"),
        ("500 to 600 people", None, "number_band"),
        (">500", None, "number_band"),
        ("-4", None, "negative_number"),
        ("many", None, "unknown_reached"),
        ("1/2", None, "unknown_reached"),
        ("#N/A", None, "spreadsheet_error"),
        (" - ", None, ""),
    ],
)
def test_people_reached(tmp_path: Path, text: str, number: float | None, reason: str) -> None:
    loaded = load(tmp_path, f'2022-01-05,,,,River Group,Water,North,Lowtown,"{text}"')
    assert loaded.tables.presences["people_reached"].replace({float("nan"): None}).tolist() == [number]
    noted = loaded.report.notes.query("column == 'People reached'")
    assert noted[["found", "reason"]].to_numpy().tolist() == ([[text, reason]] if reason else [])


ACRONYMS = "Programme organization,Implementing agency name,Implementing agency acronym,Sector,Region"


def test_an_acronym_and_a_name_that_one_row_gives_are_one_organization_in_every_row(tmp_path: Path) -> None:
    lines = (
        "RG,River Group,RG,Water,North",
        "River Group,Lake Club,LC,Water,North",
        "Hill Aid,,RG,Water,South",
        "LC,Hill Aid,,Water,South",
    )
    merged = load(tmp_path, *lines, header=ACRONYMS)
    assert told(merged.tables) == [
        ("joint_project", "Hill Aid", "lead", "River Group", "implementer"),
        ("joint_project", "Lake Club", "lead", "Hill Aid", "implementer"),
        ("joint_project", "River Group", "lead", "Lake Club", "implementer"),
    ]
    assert merged.report.merges[["line", "found", "kept", "reason"]].to_numpy().tolist() == [
        [2, "RG", "River Group", "acronym_and_name"],
        [3, "LC", "Lake Club", "acronym_and_name"],
    ]
    by_acronym = load(tmp_path, *lines, header=ACRONYMS, names="acronym").tables
    assert {one[1] for one in told(by_acronym)} | {one[3] for one in told(by_acronym)} == {
        "River Group",
        "RG",
        "LC",
        "Hill Aid",
    }
    written = load(tmp_path, *lines, header=ACRONYMS, names="written").tables
    assert ("joint_project", "RG", "lead", "River Group", "implementer") in told(written)
    assert ("Hill Aid", "South") in present(written)


def test_a_generic_acronym_joins_nothing_and_is_noted(tmp_path: Path) -> None:
    lines = [f"Hill Aid,Group {letter},NGO,Water,North" for letter in "ABCDE"]
    loaded = load(tmp_path, *lines, header=ACRONYMS)
    assert {f"Group {letter}" for letter in "ABCDE"} <= set(names(loaded.tables).values())
    assert loaded.report.notes.query("reason == 'ambiguous_name'")["found"].tolist() == ["NGO"]


def test_a_name_with_its_acronym_in_brackets(tmp_path: Path) -> None:
    lines = (
        ",,,,River Group (RG),Water,North,A,",
        ",,,,RG,Water,North,B,",
        ",,,,Moon Club (Lunar),Water,North,C,",
        ",,,,Lunar,Water,North,D,",
    )
    loaded = load(tmp_path, *lines)
    assert len(loaded.tables.organizations) == 3
    assert loaded.report.merges["reason"].tolist() == ["name_with_acronym"]


def test_the_same_organization_has_the_same_id_in_two_files(tmp_path: Path) -> None:
    one = load(tmp_path, "Hill Aid,River Group,RG,Water,North", header=ACRONYMS, name="one.csv").tables
    two = load(tmp_path, ",,,,rg,Water,North,A,", name="two.csv").tables
    assert set(two.organizations["organization_id"]) < set(one.organizations["organization_id"])


def test_types_of_organizations(tmp_path: Path) -> None:
    header = "Organization,Organization type,Sector,Region"
    kinds = {
        "International NGO": "ngo", "ONG Nacional": "ngo", "Non-governmental organization": "ngo", "UN Agency": "other",
        "Naciones Unidas": "other", "Red Cross Movement": "other", "Government ": "government",
        "Goverment": "government",
        "Consortium / Rapid Response": "coalition", "Iglesia - Grupo Religioso": "faith", "Donantes": "funder",
        "Private": "business", "Community based organization": "grassroots", "Université": "academic", "?": None,
    }  # fmt: skip
    tables = load(tmp_path, *(f"Org {i},{kind},Water,North" for i, kind in enumerate(kinds)), header=header).tables
    found = tables.organizations.set_index("name")["kind"].fillna("")
    assert [found[f"Org {i}"] for i in range(len(kinds))] == [kind or "" for kind in kinds.values()]


def test_columns_that_are_not_used_are_noted(tmp_path: Path) -> None:
    notes = load(tmp_path, "A,Water,North,blue", header="Organization,Sector,Region,Colour").report.notes
    assert notes.query("reason == 'unused_column'")["column"].tolist() == ["Colour"]


CELL = st.sampled_from(["Hill Aid", "hill aid", "River Group", "RG", "Lake Club", "LC", "", "No partner"])
ROW = st.tuples(
    st.sampled_from(["2022-01-05", "2022-01", "2021-06-01", ""]), st.sampled_from(["Planned", "On-going", "Done", ""]),
    CELL, CELL, CELL, st.sampled_from(["Water", "WATER", "Health", ""]), st.sampled_from(["North", "South", "", "0"]),
    st.sampled_from(["Lowtown", "LOWTOWN ", ""]), st.sampled_from(["", "5", "90"]),
)  # fmt: skip


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=12), seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_the_counts_add_up(
    tmp_path: Path, rows: list[tuple[str, ...]], seed: object
) -> None:
    lines = [",".join(row) for row in rows]
    shuffled = list(lines)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = load(tmp_path, *lines), load(tmp_path, *shuffled)
    plain = [
        loaded.tables.replace(**{n: f.assign(source="") for n, f in loaded.tables.frames().items()})
        for loaded in (one, two)
    ]
    assert plain[0] == plain[1]
    for loaded in (one, two):
        sheet = loaded.report.sheets.iloc[0]
        filled = sum(bool(line.replace(",", "").strip()) for line in lines)
        assert sheet["read"] == filled == sheet["kept"] + sheet["merged"] + sheet["rejected"]
        assert loaded.tables.organizations["organization_id"].is_unique
        for part in ("rejects", "merges", "notes"):
            assert set(getattr(loaded.report, part)["reason"]) <= REASONS[part].keys()


def test_several_implementers_in_a_cell_are_each_there(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "2022-01-05,,,Lead Group,Oxfam/Care/Save the Children,Water,North,Lowtown,10",
        "2022-01-05,,,Lead Group,Care,Health,North,Lowtown,10",
        "2022-01-05,,,Lead Group,ACT/DCA,Health,North,Lowtown,10",
        "2022-01-05,,,Lead Group,Care and Oxfam,Health,North,Lowtown,10",
        "2022-01-05,,,Lead Group,Seeds; Wells,Health,North,Lowtown,10",
        "2022-01-05,,,Lead Group,Care; Care,Health,North,Lowtown,10",
    )
    assert set(loaded.tables.organizations["name"]) == {
        "Lead Group", "Oxfam", "Care", "Save the Children", "ACT/DCA", "Care and Oxfam", "Seeds", "Wells",
    }  # fmt: skip
    notes = loaded.report.notes.query("reason == 'several_organizations'")
    assert notes["found"].tolist() == ["Oxfam/Care/Save the Children", "Seeds; Wells", "Care; Care"]
    (sheet,) = loaded.report.sheets.to_dict("records")
    assert (sheet["read"], sheet["kept"], sheet["merged"]) == (6, 5, 1)
    assert sheet["organizations"] == 8
    # A cell of three is three ties with the lead, and no tie among the three.
    projects = loaded.tables.interactions[loaded.tables.interactions["kind"] == "joint_project"]
    assert len(projects) == 8
