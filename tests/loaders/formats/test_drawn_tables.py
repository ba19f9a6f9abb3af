"""Networks in tables: Kumu, Gephi, NodeXL, Graph Commons, lists of members and of pairs, matrices."""

from pathlib import Path

import pytest

import loaders
from graph.errors import UnreadableSource
from graph.tables import Tables
from tests.loaders.formats.given import balanced, ends, names, saved, without_source
from tests.loaders.formats.samples import SAMPLES
from tests.loaders.made_files import workbook_of

Tie = tuple[str, str, str, float | None, bool | None, str]


def ties(tables: Tables) -> set[Tie]:
    """Return from, to, kind, strength, direction and day of each declared tie; undirected ends by name."""
    of = names(tables)
    found = set()
    frame = tables.declared_ties.astype("object").where(tables.declared_ties.notna(), None)
    for row in frame.to_dict("records"):
        a, b = of[row["from_id"]], of[row["to_id"]]
        a, b = (a, b) if row["directed"] else sorted((a, b))
        day = "" if row["date"] is None else f"{row['date']:%Y-%m-%d}"
        found.add((a, b, row["kind"] or "", row["strength"], row["directed"], day))
    return found


def sample(folder: Path, name: str) -> loaders.Loaded:
    return balanced(loaders.load(*(saved(folder, file, held) for file, held in SAMPLES[name][1](None).items())))


def told(loaded: loaders.Loaded, part: str) -> list[tuple[str, str]]:
    frame = getattr(loaded.report, part)
    return sorted(frame[["found", "reason"]].astype("str").itertuples(index=False, name=None))


@pytest.mark.parametrize("name", ["kumu workbook", "kumu csv", "kumu sections"])
def test_a_kumu_map(tmp_path: Path, name: str) -> None:
    loaded = sample(tmp_path, name)
    assert ties(loaded.tables) == {
        ("River Fund", "Well Diggers", "funds", 3.0, True, ""),
        ("River Fund", "Open Alliance", "funds", 3.0, True, ""),
        ("Open Alliance", "Well Diggers", "allies", 4.0, False, ""),
        ("Night School", "Open Alliance", "allies", 1.0, False, ""),
    }
    assert told(loaded, "rejects") == [("a person", "person"), ("a person", "person")]
    assert ("2 connections", "parallel_ties") in told(loaded, "notes")
    assert (("a sheet to be ignored", "unused_sheet") in told(loaded, "notes")) == (name == "kumu workbook")
    wells = loaded.tables.organizations.set_index("name").loc["Well Diggers"]
    assert (wells["kind"], wells["website"], wells["x_Tags"]) == ("ngo", "https://wells.example", "water|land")


def test_one_blank_row_begins_no_section_and_two_do(tmp_path: Path) -> None:
    head = [["From", "To"], ["Well Diggers", "River Fund"]]
    for blanks, made in ((1, {"Well Diggers", "River Fund", "Label", "Type", "Hill Farm", "NGO"}),
                         (2, {"Well Diggers", "River Fund", "Hill Farm"})):  # fmt: skip
        rows = [*head, *([["", ""]] * blanks), ["Label", "Type"], ["Hill Farm", "NGO"]]
        loaded = balanced(loaders.load(saved(tmp_path, "a.xlsx", workbook_of({"Map": rows}))))
        assert set(names(loaded.tables).values()) == made


def test_ends_are_ids_where_elements_have_ids(tmp_path: Path) -> None:
    sheets = {
        "Elements": [["ID", "Label"], ["1", "Well Diggers"], ["2", "River Fund"], ["3", "River Fund"], ["4", "2"]],
        "Connections": [["From", "To"], ["1", "2|3"], ["1", "River Fund"], ["4", "Well Diggers"], ["", "1"]],
    }
    loaded = balanced(loaders.load(saved(tmp_path, "a.xlsx", workbook_of(sheets))))
    organizations = loaded.tables.organizations
    by_id = organizations.assign(given=organizations["x_id"]).set_index("given")["organization_id"]
    pairs = set(loaded.tables.declared_ties[["from_id", "to_id"]].itertuples(index=False, name=None))
    assert pairs == {(by_id["1"], by_id["2"]), (by_id["1"], by_id["3"]), (by_id["4"], by_id["1"])}
    assert told(loaded, "rejects") == [("", "missing_value"), ("River Fund", "ambiguous_name")]


def test_a_connection_with_itself_is_no_tie(tmp_path: Path) -> None:
    loaded = balanced(loaders.load(saved(tmp_path, "a.csv", "From,To\nHill Farm,Hill Farm|River Fund\nLone,Lone\n")))
    assert ties(loaded.tables) == {("Hill Farm", "River Fund", "", None, None, "")}
    assert sorted(names(loaded.tables).values()) == ["Hill Farm", "Lone", "River Fund"]
    assert told(loaded, "notes") == [("Lone", "self_tie")]


def test_both_forms_of_kumu_json(tmp_path: Path) -> None:
    simple, project = (sample(tmp_path, f"kumu {form}") for form in ("json", "project"))
    assert ties(simple.tables) == {("River Fund", "Well Diggers", "funds", None, True, "")}
    assert told(simple, "rejects") == [("a person", "person"), ("a person", "person")]
    assert ties(project.tables) == {("River Fund", "Well Diggers", "allies", None, False, "")}
    assert project.tables.organizations.set_index("name").loc["River Fund", "note"] == "Gives"


def test_gephi_tables(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "gephi csv")
    assert ties(loaded.tables) == {
        ("River Fund", "Well Diggers", "allies", 5.0, False, "2019-05-01"),
        ("Well Diggers", "Open Alliance", "funds", 1.5, True, "2021-01-01"),
        ("Open Alliance", "Well Diggers", "funds", 4.0, True, "2021-01-01"),
        ("Open Alliance", "zed", "funds", 4.0, True, ""),
    }
    assert ("2 connections", "parallel_ties") in told(loaded, "notes")


@pytest.mark.parametrize(
    ("column", "cell", "days"),
    [
        ("Timeset", "<[2019-05-01, 2020-01-31]>", {"2019-05-01", "2020-01-31"}),
        ("Interval", "<[2019, 2020]; [2021, 2022]>", {"2019-01-01", "2022-01-01"}),
        ("Timestamp", "2019-05-01", {"2019-05-01"}),
        ("Timeset", "<[0.0, 5.0]>", {""}),
    ],
)
def test_time_columns_of_gephi(tmp_path: Path, column: str, cell: str, days: set[str]) -> None:
    loaded = balanced(
        loaders.load(saved(tmp_path, "a.csv", f'Source,Target,{column}\nHill Farm,River Fund,"{cell}"\n'))
    )
    assert {tie[-1] for tie in ties(loaded.tables)} == days
    assert [reason for _, reason in told(loaded, "notes")] == (["not_a_date"] if days == {""} else [])


def test_types_of_ends_tell_kinds_and_people(tmp_path: Path) -> None:
    rows = "NGO,Well Diggers,ALLY,Fund,River Fund\nPerson,Ada Example,CHAIRS,NGO,Well Diggers\n"
    loaded = balanced(loaders.load(saved(tmp_path, "a.csv", f"From Type,From Name,Edge,To Type,To Name\n{rows}")))
    assert ties(loaded.tables) == {("River Fund", "Well Diggers", "ALLY", None, None, "")}
    assert loaded.tables.organizations.set_index("name").loc["Well Diggers", "kind"] == "ngo"
    assert {reason for _, reason in told(loaded, "rejects")} == {"person"}
    nodes = saved(tmp_path, "nodes.csv", "Type,Name,Description\nNGO,Hill Farm,Grows\nPerson,Ben Example,\n")
    listed = balanced(loaders.load(nodes))
    assert listed.tables.organizations[["name", "note"]].values.tolist() == [["Hill Farm", "Grows"]]
    assert told(listed, "rejects") == [("a person", "person")]


def test_members(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "members")
    found = loaded.tables.organizations.set_index("name")[["kind", "status", "aliases", "place"]]
    assert list(found.loc["Well Diggers"]) == ["ngo", "member", "WD", "Northport, Utopia"]
    assert set(found.index) == {"Well Diggers", "River Fund"}
    assert told(loaded, "rejects") == [("", "no_organization")]
    assert {("First Name", "person"), ("Last Name", "person"), ("Email", "person")} <= set(told(loaded, "notes"))
    every = loaded.tables.organizations.astype("str").to_csv() + loaded.report.notes.to_csv()
    assert "Ben" not in every
    assert "ada@" not in every


@pytest.mark.parametrize(
    ("header", "ends_of_scale"), [("Strength (1-4)", [1.0, 4.0]), ("Contact (1=daily, 5=never)", [5.0, 1.0])]
)
def test_scales(tmp_path: Path, header: str, ends_of_scale: list[float]) -> None:
    header = header.replace("Contact", "Frequency")
    text = f'From,To,"{header}"\nHill Farm,River Fund,2\nHill Farm,River Fund,3\n'
    tie = balanced(loaders.load(saved(tmp_path, "a.csv", text))).tables.declared_ties.iloc[0]
    assert [tie["scale_min"], tie["scale_max"]] == ends_of_scale
    # Levels are not added up: the strongest holds.
    assert tie["strength"] == (3.0 if ends_of_scale[0] < ends_of_scale[1] else 2.0)


def test_pairs_without_a_header(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "edge list")
    assert {frozenset(tie[:2]) for tie in ties(loaded.tables)} == {
        frozenset(pair)
        for pair in [("Well Diggers", "River Fund"), ("River Fund", "Open Alliance"), ("Open Alliance", "Well Diggers")]
    }
    three = saved(tmp_path, "three.csv", "Well Diggers,River Fund,2\nRiver Fund,Hill Farm,high\nHill Farm,,1\n")
    asked = balanced(loaders.load(three, form="edge-list"))
    assert {tie[3] for tie in ties(asked.tables)} == {2.0, 3.0}
    assert told(asked, "rejects") == [("", "missing_value")]
    with pytest.raises(UnreadableSource):
        loaders.load(three)


def test_a_matrix_of_events(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "matrix")
    assert ends(loaded.tables.replace(participations=loaded.tables.participations.assign(role=""))) == {
        ("2021-03-04", "co_signature", "Well Diggers", ""), ("2021-03-04", "co_signature", "River Fund", ""),
        ("", "meeting", "River Fund", ""), ("", "meeting", "Open Alliance", ""),
        ("2022-05-01", "training", "Well Diggers", ""), ("2022-05-01", "training", "Open Alliance", ""),
    }  # fmt: skip


def test_a_matrix_of_organizations(tmp_path: Path) -> None:
    text = ",Hill Farm,River Fund,Well Diggers\nHill Farm,0,2,0\nRiver Fund,2,0,1\nWell Diggers,0,1,0\n"
    tables = balanced(loaders.load(saved(tmp_path, "a.csv", text))).tables
    assert {tie[:2] + tie[4:5] for tie in ties(tables)} == {
        ("Hill Farm", "River Fund", False), ("River Fund", "Well Diggers", False),
    }  # fmt: skip
    one_way = balanced(loaders.load(saved(tmp_path, "b.csv", text.replace("Farm,0,2", "Farm,0,5")))).tables
    assert ("Hill Farm", "River Fund", "", 5.0, True, "") in ties(one_way)


def test_files_of_one_form_do_not_share_ids(tmp_path: Path) -> None:
    first = saved(tmp_path, "a.gml", 'graph [ node [ id 1 label "Hill Farm" ] node [ id 2 label "River Fund" ] '
                  "edge [ source 1 target 2 ] ]")  # fmt: skip
    second = saved(tmp_path, "b.gml", 'graph [ node [ id 1 label "Well Diggers" ] node [ id 2 label "Hill Farm" ] '
                   "edge [ source 1 target 2 ] ]")  # fmt: skip
    tables = balanced(loaders.load(first, second)).tables
    assert {tie[:2] for tie in ties(tables)} == {("Hill Farm", "River Fund"), ("Hill Farm", "Well Diggers")}
    assert len(tables.organizations) == 3
    for path in (first, second):
        loaders.load_into(tmp_path / "work", path)
    assert without_source(loaders.read(tmp_path / "work")) == without_source(tables)
