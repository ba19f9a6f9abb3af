"""The facts counted in the real files by independent code come out of the tables, each under its recipe."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import loaders
from graph.tables import Tables
from graph.tree import ancestor_at
from loaders.contract import REASONS
from loaders.reading.opened import Opened

pytestmark = pytest.mark.real_data

CSV = "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv"
WORKBOOK = "ethiopia-4w-2022/ethiopia_who_is_doing_what_where_4w_february_2022.xlsx"
LIBYA = "libya-3w-2021/3w_as_of_may_2021.xlsx"
HONDURAS = "honduras-345w-2021/345_honduras.csv"
EBOLA = "ebola-west-africa-2014"

Load = Callable[..., loaders.Loaded]


def active(frame: pd.DataFrame, *, every_status: bool) -> pd.DataFrame:
    return frame if every_status else frame[~frame["status"].isin(["planned", "suspended"])]


def pairs(tables: Tables, kind: str, *, every_status: bool = True) -> nx.Graph:
    kept = active(tables.interactions, every_status=every_status)
    kept = kept[kept["kind"] == kind]
    parts = tables.participations[tables.participations["interaction_id"].isin(kept["interaction_id"])]
    ties = nx.Graph()
    for _, members in parts.groupby("interaction_id")["organization_id"]:
        assert len(members) == 2, "a pair is two organizations"
        ties.add_edge(*members)
    return ties


def shape(ties: nx.Graph) -> tuple[int, int, int]:
    return ties.number_of_edges(), len(ties), len(list(nx.articulation_points(ties)))


def cells(tables: Tables, level: int, *, every_status: bool = True) -> pd.Series:
    """Number of organizations in each cell (place at a level, cause) where there is any."""
    present = active(tables.presences, every_status=every_status)
    place = present["community_id"].map(ancestor_at(tables.communities, level))
    return (
        present.assign(place=place)
        .dropna(subset=["place", "cause_id"])
        .groupby(["place", "cause_id"])["organization_id"]
        .nunique()
    )


def without_source(tables: Tables) -> Tables:
    return tables.replace(**{name: frame.assign(source="") for name, frame in tables.frames().items()})


@pytest.fixture(scope="module")
def load(real_data: Path) -> Load:
    """Load a real file once for all tests, with the organizations that it names, before they are resolved."""

    @cache
    def once(file: str, names: str = "merged") -> loaders.Loaded:
        return loaders.load(real_data / file, names=names, resolved=False)

    return once


@pytest.fixture(scope="module")
def ethiopia(load: Load) -> dict[str, Tables]:
    return {rule: load(CSV, rule).tables for rule in ("merged", "acronym", "written")}


@pytest.mark.parametrize(
    ("rule", "every_status", "expected"),
    [
        ("written", True, (178, 182, 42)),
        ("acronym", True, (113, 92, 29)),
        ("acronym", False, (105, 89, 27)),
        ("merged", True, (112, 90, 28)),
        ("merged", False, (104, 87, 26)),
    ],
)
def test_ethiopian_pairs_under_each_naming_rule(
    ethiopia: dict[str, Tables], rule: str, every_status: bool, expected: tuple[int, int, int]
) -> None:
    assert shape(pairs(ethiopia[rule], "joint_project", every_status=every_status)) == expected


def test_ethiopian_components(ethiopia: dict[str, Tables]) -> None:
    written = max(nx.connected_components(pairs(ethiopia["written"], "joint_project")), key=len)
    by_acronym = list(nx.connected_components(pairs(ethiopia["acronym"], "joint_project")))
    assert len(written) == 117
    assert (len(by_acronym), max(map(len, by_acronym))) == (5, 82)


@pytest.mark.parametrize(
    ("rule", "every_status", "expected"),
    [
        ("written", True, (382, 202)),
        ("acronym", True, (382, 204)),
        ("acronym", False, (376, 214)),
        ("merged", True, (382, 204)),
        ("merged", False, (376, 214)),
    ],
)
def test_ethiopian_reach_of_92_zones_and_9_clusters(
    ethiopia: dict[str, Tables], rule: str, every_status: bool, expected: tuple[int, int]
) -> None:
    tables = ethiopia[rule]
    depth = ancestor_at(tables.communities, 2).dropna().nunique()
    found = cells(tables, 2, every_status=every_status)
    assert (depth, len(tables.causes)) == (92, 9)
    assert (len(found), int((found == 1).sum())) == expected


@pytest.mark.parametrize("rule", ["merged", "acronym", "written"])
def test_the_workbook_and_the_csv_say_the_same(load: Load, ethiopia: dict[str, Tables], rule: str) -> None:
    workbook = load(WORKBOOK, rule).tables
    assert without_source(workbook) == without_source(ethiopia[rule])


def test_the_hidden_sheets_of_the_workbook_are_left_alone(load: Load) -> None:
    report = load(WORKBOOK).report
    assert report.sheets[["sheet", "read", "rejected"]].to_numpy().tolist() == [["Eth_4Ws_February_2022", 7900, 0]]
    hidden = report.notes[report.notes["found"] == "a hidden sheet"]
    assert "HNO Ethiopia admin location" in set(hidden["sheet"])


def test_ethiopian_months_take_their_year_from_the_name(ethiopia: dict[str, Tables]) -> None:
    interactions = ethiopia["merged"].interactions
    assert set(interactions["date"].dt.date) == {date(2022, 1, 1), date(2022, 2, 1)}
    assert set(interactions["date_precision"]) == {"month"}


def test_ethiopian_donor_lists_are_split(ethiopia: dict[str, Tables]) -> None:
    names = set(ethiopia["written"].organizations["name"])
    assert {"BHA", "ECHO", "CERF", "FCDO", "EHF", "RHB", "EU (ECHO, EuropAid, Trust Fund)"} <= names
    assert {"BHA, ECHO, CERF, FCDO", "EHF, BHA", "WHO/RHB/UNICEF"}.isdisjoint(names)


def test_ethiopian_placeholders_are_no_organizations(load: Load, ethiopia: dict[str, Tables]) -> None:
    names = {name.casefold() for name in ethiopia["written"].organizations["name"]}
    told = load(CSV).report.notes.query("reason == 'placeholder'")
    held = {"multiple donors", "own fund", "internal fund", "internal resources", "private", "other", "tbd"}
    assert held.isdisjoint(names)
    assert held <= {found.casefold() for found in told["found"]}


def test_an_ethiopian_row_says_where_it_stands(ethiopia: dict[str, Tables]) -> None:
    source = ethiopia["merged"].presences["source"].iloc[0]
    assert source == "eth_4w_feb2022_no_sites.csv##2"


def test_every_ethiopian_merge_is_told(load: Load, ethiopia: dict[str, Tables]) -> None:
    merges = load(CSV).report.merges
    by_acronym = merges[merges["reason"].isin(["acronym_and_name", "chained_names"])]
    chained = set(merges.loc[merges["reason"] == "chained_names", "found"])
    assert {"SNNP RWB", "Catholic Relief Services"} <= chained, "one acronym with several names is worth a look"
    assert "AAH" not in chained
    kept = dict(zip(by_acronym["found"], by_acronym["kept"], strict=True))
    assert kept["AAH"] == "Action Against Hunger"
    assert kept["RWB"] == kept["SNNP RWB"] == kept["Regional Water Bureau"] == "Somali RWB"
    assert by_acronym["line"].min() >= 2
    assert set(kept.values()) <= set(ethiopia["merged"].organizations["name"])
    aliases = ethiopia["merged"].organizations.set_index("name")["aliases"]
    assert "AAH" in aliases["Action Against Hunger"].split(";")


@pytest.mark.parametrize("file", [CSV, WORKBOOK, LIBYA, HONDURAS, f"{EBOLA}/guinea_3w_2015.json"])
def test_counts_add_up(load: Load, file: str) -> None:
    loaded = load(file)
    sheets = loaded.report.sheets
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
    assert sheets["rejected"].sum() == len(loaded.report.rejects[["sheet", "line"]].drop_duplicates())
    assert sheets["organizations"].max() == len(loaded.tables.organizations)


def test_libya(load: Load) -> None:
    loaded = load(LIBYA)
    tables = loaded.tables
    ties = pairs(tables, "joint_project")
    name = tables.organizations.set_index("organization_id")["name"]
    between = nx.betweenness_centrality(ties)
    best = max(between, key=lambda organization: between[organization])
    assert shape(ties)[:2] == (25, 28)
    assert (name[best], round(between[best], 3)) == ("UNHCR", 0.370)
    assert not name.str.casefold().eq("no partner").any()
    assert tables.interactions["date"].isna().all()
    assert tables.presences["since"].isna().all()
    assert len(cells(tables, 3)) == 134
    placeholder = loaded.report.notes.query("reason == 'placeholder'").iloc[0]
    assert (placeholder["found"], placeholder["expected"]) == ("No partner", "an organization (34 rows)")


def test_libyan_list_of_districts_is_the_list_of_places(load: Load) -> None:
    loaded = load(LIBYA)
    places = loaded.tables.communities
    districts = places[places["community_id"].str.len() == 6]
    assert len(districts) == 22
    assert districts["source"].str.startswith("3w_as_of_may_2021.xlsx#CODs Libya#").all()
    parents = places.set_index("community_id")["parent_id"]
    assert (parents["LY0106"], parents["LY01"]) == ("LY01", "LY")
    assert set(places.loc[places["parent_id"] == "LY", "name"]) == {"East", "West", "South"}
    forms = loaded.report.sheets.set_index("sheet")
    assert forms.loc[["CODs Libya"], ["form", "read", "kept"]].to_numpy().tolist() == [["list of places", 22, 22]]


def test_honduras(load: Load) -> None:
    loaded = load(HONDURAS)
    tables = loaded.tables
    parts = tables.participations.merge(tables.interactions, on="interaction_id")
    assert set(parts["kind"]) == {"funding"}
    found = cells(tables, 2)
    departments = tables.communities[tables.communities["parent_id"] == "HN"]
    assert (len(tables.causes), len(departments), len(found)) == (13, 18, 136)
    nationwide = tables.communities.set_index("community_id").loc["nationwide"]
    assert nationwide["name"] == "Nationwide"
    assert pd.isna(nationwide["parent_id"])
    present = tables.presences.set_index("community_id")
    everywhere = {
        (place, cause) for cause in present.loc["nationwide", "cause_id"] for place in departments["community_id"]
    }
    assert len(everywhere | set(found.index)) == 175


def test_honduran_donors_and_implementers(real_data: Path, load: Load) -> None:
    raw = pd.read_csv(real_data / HONDURAS, dtype="str", keep_default_na=False).iloc[1:]
    named = {" ".join(n.split()).casefold() for n in raw["ORGANIZACIÓN DONANTE"]} - {""}
    working = {" ".join(n.split()).casefold() for n in raw["ORGANIZACIÓN IMPLEMENTADORA"]} - {""}
    tables = load(HONDURAS).tables
    assert (len(named), len(working)) == (38, 43)
    assert {n.casefold() for n in tables.organizations["name"]} == named | working
    name = tables.organizations.set_index("organization_id")["name"]
    assert {n.casefold() for n in tables.presences["organization_id"].map(name)} == working


def test_honduran_dates(load: Load) -> None:
    notes = load(HONDURAS).report.notes
    notes = notes[notes["reason"].isin(["empty_date", "end_before_start"])]
    counts = notes["expected"].str.extract(r"\((\d+) rows?\)$", expand=False).astype("int64")
    rows = counts.groupby([notes["column"], notes["reason"]]).sum()
    assert rows["FECHA DE INICIO", "empty_date"] == 3
    assert rows["FECHA DE FINALIZACIÓN", "empty_date"] == 15
    # 16 ends stand before their starts as written: 12 of them are 1970-01-01, which stands for a blank.
    assert rows["FECHA DE FINALIZACIÓN", "end_before_start"] == 16 - (15 - 3)
    tables = load(HONDURAS).tables
    assert (tables.presences["until"] >= tables.presences["since"]).sum() > 1000
    assert not (tables.presences["until"] < tables.presences["since"]).any()
    assert tables.interactions["date"].min().date() >= date(2020, 1, 1)


@pytest.mark.parametrize(
    ("day", "written", "organizations", "in_two_countries"),
    [("2014-09-11", 60, 60, 11), ("2014-11-11", 151, 150, 24), ("2014-12-10", 128, 127, 18)],
)
@pytest.mark.parametrize("snapshot", [True, False])
def test_ebola_snapshots(
    load: Load, day: str, written: int, organizations: int, in_two_countries: int, *, snapshot: bool
) -> None:
    # The counts as written hold the placeholder "unknown" as one name more.
    file = f"snapshot_{day}.json" if snapshot else "ebola_3w_all_snapshots.csv"
    loaded = load(f"{EBOLA}/{file}")
    tables = loaded.tables
    there = tables.presences[tables.presences["since"] == day]
    unknown = bool((loaded.report.notes["found"] == "unknown").any())
    country = there["community_id"].map(ancestor_at(tables.communities, 1))
    countries = there.assign(country=country).groupby("organization_id")["country"].nunique()
    assert len(countries) == organizations
    assert written - organizations == (unknown if snapshot else day != "2014-09-11")
    assert int((countries > 1).sum()) == in_two_countries


@pytest.mark.parametrize(("file", "columns", "repeated"), [(CSV, 15, 3131), (WORKBOOK, 16, 1547)])
def test_ethiopian_rows_that_repeat_another_in_every_column_are_merged(
    real_data: Path, load: Load, file: str, *, columns: int, repeated: int
) -> None:
    [sheet] = [one for one in Opened(real_data / file).tables if one.visible]
    rows = [tuple(row) for row in sheet.rows]
    assert ({len(row) for row in rows}, len(rows) - len(set(rows))) == ({columns}, repeated)
    [counts] = load(file).report.sheets.to_dict("records")
    assert counts["merged"] >= repeated
    assert counts["kept"] + counts["merged"] == 7900


def test_the_shifted_country_column_is_caught_and_put_right(real_data: Path, load: Load) -> None:
    file = f"{EBOLA}/snapshot_2014-11-18.json"
    loaded = load(file)
    assert loaded.report.sheets["read"].tolist() == [1437]
    moved = loaded.report.notes[loaded.report.notes["reason"] == "column_shifted"]
    assert moved[["line", "found"]].to_numpy().tolist() == [
        [1, "Senegal"],
        [6, "Guinea"],
        [435, "Sierra Leone"],
        [760, "Liberia"],
    ]
    assert "code_disagrees" not in set(loaded.report.notes["reason"])
    # As written 26 are in two or more countries; by the codes, counted here without the loader, 27.
    raw = pd.read_json(real_data / file).fillna("")
    letters = raw["Pcode"].str[:3]
    country = raw["Country"].groupby(letters).agg(lambda named: named.mode()[0]).to_dict() | {"NGA": "NGA"}
    name = raw["Organisation"].map(lambda text: " ".join(text.split()).casefold())
    by_code = letters.map(country).where(letters != "", raw["Country"].shift(1))
    real = raw.assign(name=name, by_code=by_code)[~name.isin(["", "unknown"])]
    expected = (real.drop_duplicates(["name", "by_code"])["name"].value_counts() > 1).sum()
    tables = loaded.tables
    there = tables.presences.assign(country=tables.presences["community_id"].map(ancestor_at(tables.communities, 1)))
    found = there.drop_duplicates(["organization_id", "country"])["organization_id"].value_counts() > 1
    assert found.sum() == expected == 27


def test_a_gap_in_reporting_is_no_withdrawal(real_data: Path) -> None:
    days = ("2014-10-08", "2014-10-20", "2014-10-27")
    tables = loaders.read(*(real_data / EBOLA / f"snapshot_{day}.json" for day in days))
    there = tables.presences.assign(country=tables.presences["community_id"].map(ancestor_at(tables.communities, 1)))
    name = tables.communities.set_index("community_id")["name"]
    liberia = there[there["country"].map(name) == "Liberia"]
    seen = [set(liberia.loc[liberia["since"] == day, "organization_id"]) for day in days]
    assert (seen[0] & seen[2]) - seen[1], "some are missing on the day in the middle only"
    # A snapshot says who was there on its day, never that somebody left.
    assert tables.presences["until"].isna().all()


def test_snapshots_with_drifting_columns_load_together(real_data: Path) -> None:
    files = sorted((real_data / EBOLA).glob("snapshot_*.json"))
    together = loaders.load(*files)
    assert len(together.report.sheets) == 10
    assert together.tables.presences["since"].nunique() == 10
    as_csv = loaders.read(real_data / EBOLA / "ebola_3w_all_snapshots.csv")
    assert set(together.tables.organizations["organization_id"]) == set(as_csv.organizations["organization_id"])


def test_guinea_reads_in_french_and_takes_a_given_date(real_data: Path) -> None:
    file = real_data / EBOLA / "guinea_3w_2015.json"
    loaded = loaders.load(file)
    assert loaded.tables.presences["since"].isna().all()
    assert set(loaded.report.rejects["reason"]) == {"no_organization"}
    assert {"Divers Bailleurs", "Privé"} == set(loaded.report.notes.query("reason == 'placeholder'")["found"])
    dated = loaders.read(file, date=date(2015, 3, 1))
    assert set(dated.presences["since"].dt.date) == {date(2015, 3, 1)}


@pytest.mark.parametrize("file", [CSV, WORKBOOK, LIBYA, HONDURAS, f"{EBOLA}/snapshot_2014-11-18.json"])
def test_every_reason_stands_on_the_page_of_formats(load: Load, file: str) -> None:
    report = load(file).report
    for part in ("rejects", "merges", "notes"):
        assert set(getattr(report, part)["reason"]) <= REASONS[part].keys()


def test_several_files_are_one_data_set(real_data: Path) -> None:
    both = loaders.load(real_data / LIBYA, real_data / HONDURAS)
    assert len(both.report.sheets) == 3
    assert len(both.tables.interactions) == 38 + 66
    unicef = both.tables.organizations[both.tables.organizations["name"] == "UNICEF"]
    assert len(unicef) == 1
