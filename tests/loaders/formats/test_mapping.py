"""Any other spreadsheet: a mapping is proposed, previewed, kept beside the file and read again."""

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.errors import UnknownName, UnreadableSource
from graph.schema import INTERACTION_KINDS
from graph.tables import Tables
from loaders.formats.mapped import (
    Mapping,
    load_mapped,
    mapping_journal,
    mapping_path,
    preview,
    propose,
    put_back,
    read_mapping,
    save,
)
from loaders.formats.mapped.kept import toml_text
from loaders.formats.mapped.model import Column
from loaders.formats.mapped.roles import HEADERS, ROLES, SEVERAL, SHAPES
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from tests.real_data import real_data_folder

CIRCLE = """\
Contacts of the water circle,,,,,,
Club,Since,Works with,Focus,Town,Email,Remarks
Hill Aid,2019,"River Club; Lake Society",Water;Land,Upton,office@hill.example,They know the mayor well and always help
River Club,2020-05,Hill Aid,Water,Lowtown,club@river.example,
Lake Society,2021-01-31,"River Club, Hill Aid",Land,Upton,,TBD
"""
MINUTES = """\
When,What,Who was there,How many,Outcome,Kind
12/03/2024,Water day,"Hill Aid; River Club; Lake Society",120,0.5,event
13/04/2024,Board,"Hill Aid; River Club",12,,meeting
14/05/2024,March,"River Club; Lake Society; Hill Aid","1,200",1,campaign
"""
PAIRS = """\
A,B,Date,Type
Hill Aid,River Club,2024-03-01,meeting
River Club,Lake Society,2024-04-01,training
Hill Aid,Lake Society,2024-04-01,meeting
River Club,Hill Aid,2024-03-01,meeting
"""


def opened(folder: Path, text: str, name: str = "some.csv") -> Opened:
    (folder / name).write_text(text, encoding="utf-8")
    return Opened(folder / name)


def roles(mapping: Mapping) -> dict[str, str]:
    return {column.header: column.role for column in mapping.columns}


def names(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.organizations["organization_id"], tables.organizations["name"], strict=True))


def who_took_part(tables: Tables) -> dict[str, set[str]]:
    name = names(tables)
    part = tables.participations
    return {str(i): {name[o] for o in rows} for i, rows in part.groupby("interaction_id")["organization_id"]}


def test_one_row_an_organization(tmp_path: Path) -> None:
    file = opened(tmp_path, CIRCLE)
    mapping = propose(file)
    assert mapping.shape == "organizations"
    assert roles(mapping) == {
        "Club": "organization", "Since": "since", "Works with": "partner", "Focus": "cause", "Town": "region",
        "Email": "ignore", "Remarks": "note",
    }  # fmt: skip
    tables = load_mapped(file, mapping, Reading()).tables
    name = names(tables)
    assert set(name.values()) == {"Hill Aid", "River Club", "Lake Society"}
    ties = tables.declared_ties
    assert {frozenset((name[a], name[b])) for a, b in zip(ties["from_id"], ties["to_id"], strict=True)} == {
        frozenset(("Hill Aid", "River Club")), frozenset(("Hill Aid", "Lake Society")),
        frozenset(("River Club", "Lake Society")),
    }  # fmt: skip
    assert not ties["directed"].any()
    assert len(tables.presences) == 4, "two causes of Hill Aid, one of each other"
    assert sorted(tables.communities["name"]) == ["Lowtown", "Upton"]
    assert tables.presences["since"].dt.year.tolist() == [2019, 2019, 2020, 2021]
    assert "example" not in tables.organizations.to_csv(), "people are left out"


def test_one_row_an_event(tmp_path: Path) -> None:
    file = opened(tmp_path, MINUTES)
    mapping = propose(file)
    assert mapping.shape == "events"
    assert [column.role for column in mapping.columns] == [
        "date", "title", "organization", "attendance", "outcome", "kind",
    ]  # fmt: skip
    tables = load_mapped(file, mapping, Reading()).tables
    held = tables.interactions.set_index("title")
    assert held["kind"].to_dict() == {"Water day": "co_hosted_event", "Board": "meeting", "March": "joint_campaign"}
    assert held.loc["March", "attendance"] == 1200
    assert held["outcome"].fillna(0).to_dict() == {"Water day": 0.5, "Board": 0, "March": 1}
    assert sorted(map(len, who_took_part(tables).values())) == [2, 3, 3]


def test_several_columns_of_participants_and_rows_of_one_event(tmp_path: Path) -> None:
    text = (
        "Event,Date,Host,Partner 1,Partner 2,Role\n"
        "Forum,2024-05-01,Hill Aid,River Club,Lake Society,\n"
        "Forum,2024-05-01,Hill Aid,Moor Trust,,\n"
    )
    file = opened(tmp_path, text)
    mapping = propose(file)
    assert mapping.shape == "events"
    loaded = load_mapped(file, mapping, Reading())
    assert list(who_took_part(loaded.tables).values()) == [{"Hill Aid", "River Club", "Lake Society", "Moor Trust"}]
    assert loaded.tables.participations["role"].dropna().tolist() == ["host"]


def test_one_row_a_pair(tmp_path: Path) -> None:
    file = opened(tmp_path, PAIRS)
    mapping = propose(file)
    assert mapping.shape == "pairs"
    loaded = load_mapped(file, mapping, Reading())
    assert sorted(map(sorted, who_took_part(loaded.tables).values())) == [
        ["Hill Aid", "Lake Society"], ["Hill Aid", "River Club"], ["Lake Society", "River Club"],
    ]  # fmt: skip
    assert loaded.report.sheets[["read", "kept", "merged", "rejected"]].to_numpy().tolist() == [[4, 3, 1, 0]]


def test_a_pair_with_a_strength_is_a_stated_tie(tmp_path: Path) -> None:
    file = opened(tmp_path, "Organization,Partner,Strength\nHill Aid,River Club,3\nLake Society,Hill Aid,1.5\n")
    mapping = propose(file)
    assert mapping.shape == "pairs"
    tables = load_mapped(file, mapping, Reading()).tables
    assert sorted(tables.declared_ties["strength"]) == [1.5, 3.0]
    assert tables.interactions.empty


def test_needs_without_an_organization(tmp_path: Path) -> None:
    text = "Organization,Sector,Region,Need,Population\n,Water,North,3,1000\nHill Aid,Water,South,,\n,,,,5\n"
    file = opened(tmp_path, text)
    loaded = load_mapped(file, propose(file), Reading())
    assert loaded.tables.needs["need"].tolist() == [3.0]
    assert loaded.tables.communities.set_index("name")["population"].dropna().to_dict() == {"North": 1000.0}
    assert loaded.report.rejects[["line", "reason"]].to_numpy().tolist() == [[4, "no_organization"]]


def test_what_cannot_be_understood_is_noted(tmp_path: Path) -> None:
    text = (
        "Organization,Date,Kind,Attendance,Title\n"
        "Hill Aid,2024-01-01,meeting,12,One\n"
        "River Club,some day,picnic,a few,Two\nTBD,2024-01-03,meeting,9,Three\nHill Aid,2024-01-04,meeting,9,Four\n"
    )
    file = opened(tmp_path, text)
    report = load_mapped(file, replace(propose(file), shape="events"), Reading()).report
    told = report.notes[["line", "column", "found", "reason"]].to_numpy().tolist()
    assert [4, "Organization", "TBD", "placeholder"] in told
    assert [3, "Date", "some day", "not_a_date"] in told
    assert [3, "Kind", "picnic", "unknown_word"] in told
    assert [3, "Attendance", "a few", "unknown_number"] in told
    assert report.rejects["line"].tolist() == [4]


@pytest.mark.parametrize("text", [CIRCLE, MINUTES, PAIRS])
def test_rows_in_any_order_give_the_same_tables(tmp_path: Path, text: str) -> None:
    file = opened(tmp_path, text)
    mapping = propose(file)
    first = 2 if text is CIRCLE else 1
    lines = text.splitlines()
    one = load_mapped(file, mapping, Reading())
    for seed in range(3):
        body = random.Random(seed).sample(lines[first:], len(lines) - first)
        other = load_mapped(opened(tmp_path, "\n".join([*lines[:first], *body])), mapping, Reading())
        assert _bare(one.tables) == _bare(other.tables)
        assert one.report.sheets.to_numpy().tolist() == other.report.sheets.to_numpy().tolist()


def _bare(tables: Tables) -> Tables:
    return tables.replace(**{name: frame.assign(source="") for name, frame in tables.frames().items()})


def test_headers_that_the_cells_speak_against_count_little(tmp_path: Path) -> None:
    file = opened(tmp_path, "Organization,Date,Attendance\nHill Aid,blue,many\nRiver Club,green,few\n")
    doubtful = {c.header: c.confidence for c in propose(file).columns}
    assert doubtful["Organization"] == 0.9
    assert max(doubtful["Date"], doubtful["Attendance"]) < 0.4


def test_tags_count_more_than_headers(tmp_path: Path) -> None:
    file = opened(tmp_path, "Donor,Theme\n#org,#adm1+name\nHill Aid,North\nRiver Club,South\n")
    assert roles(propose(file)) == {"Donor": "organization", "Theme": "region"}


def test_every_header_that_is_listed_is_known() -> None:
    assert set(HEADERS) <= set(ROLES)
    assert set(ROLES) >= SEVERAL
    from loaders.formats.mapped.roles import role_of_header

    wrong = {h: (role, found) for role, hs in HEADERS.items() for h in hs if (found := role_of_header(h)[0]) != role}
    assert wrong == {}


def test_a_role_that_one_column_may_have_moves() -> None:
    mapping = Mapping("events", (Column("A", "title"), Column("B", "organization"), Column("C", "ignore")))
    changed = mapping.with_roles([("C", "title"), ("A", "partner"), ("B", "partner")])
    assert roles(changed) == {"A": "partner", "B": "partner", "C": "title"}
    for bad in (("D", "title"), ("A", "colour")):
        with pytest.raises(UnknownName):
            mapping.with_roles([bad])
    with pytest.raises(UnknownName, match="what one row is"):
        replace(mapping, shape="circles")
    with pytest.raises(UnknownName, match="kind of interaction"):
        replace(mapping, kind="picnic")


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    st.builds(
        Mapping,
        st.sampled_from(list(SHAPES)),
        st.lists(st.builds(Column, _TEXTS, st.sampled_from(list(ROLES))), min_size=1, unique_by=lambda c: c.header).map(
            tuple
        ),
        st.sampled_from(INTERACTION_KINDS),
        _TEXTS,
    )
)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, mapping: Mapping) -> None:
    held = tomllib.loads(toml_text(mapping))
    assert held["columns"] == {column.header: column.role for column in mapping.columns}
    path = tmp_path_factory.mktemp("toml") / "x.mapping.toml"
    save(mapping, path)
    back = read_mapping(path)
    assert (back.shape, back.kind, back.sheet) == (mapping.shape, mapping.kind, mapping.sheet)
    assert roles(back) == roles(mapping)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version = ", "cannot be read as a mapping"),
        ("version = 1\nshape = 'events'\n", "not a mapping"),
        ("version = 2\nshape = 'events'\n[columns]\nA = 'title'\n", "not a mapping"),
        ("version = 1\nshape = 'events'\n[columns]\nA = 3\n", "not a mapping"),
        ("version = 1\nshape = 'events'\n[columns]\nA = 'colour'\n", "role of column 'A'"),
    ],
)
def test_a_mapping_that_cannot_be_read(tmp_path: Path, text: str, told: str) -> None:
    file = opened(tmp_path, PAIRS)
    mapping_path(file.path).write_text(text)
    with pytest.raises((UnreadableSource, UnknownName), match=told):
        loaders.load(file.path)


def test_a_mapping_beside_a_file_is_used_at_every_load(tmp_path: Path) -> None:
    file = opened(tmp_path, MINUTES)
    with pytest.raises(UnreadableSource, match=r"'partners map some\.csv' proposes it"):
        loaders.load(file.path)
    mapping = propose(file)
    save(mapping, mapping_path(file.path))
    loaded = loaders.load(file.path)
    assert loaded.tables == load_mapped(file, mapping, Reading()).tables
    assert loaded.report.sheets["form"].tolist() == ["mapped spreadsheet"]


def test_a_mapping_serves_other_files_with_the_same_columns(tmp_path: Path) -> None:
    file = opened(tmp_path, MINUTES, "january.csv")
    save(propose(file), mapping_path(file.path))
    same = opened(tmp_path, MINUTES.replace("2024", "2025"), "february.csv")
    assert len(loaders.read(same.path).interactions) == 3
    other = opened(tmp_path, MINUTES.replace("Outcome", "Mood"), "march.csv")
    with pytest.raises(UnreadableSource, match="partners map"):
        loaders.load(other.path)
    with pytest.raises(UnreadableSource, match="'Outcome' is missing"):
        loaders.load(other.path, mapping=mapping_path(file.path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = opened(elsewhere, MINUTES)
    assert len(loaders.read(moved.path, mapping=mapping_path(file.path)).interactions) == 3


def test_a_changed_mapping_is_a_newer_version_in_a_workspace(tmp_path: Path) -> None:
    file = opened(tmp_path, MINUTES)
    mapping = propose(file)
    save(mapping, mapping_path(file.path))
    work = tmp_path / "work"
    assert loaders.load_into(work, file.path).changed
    assert not loaders.load_into(work, file.path).changed
    save(mapping.with_roles([("Kind", "ignore")]), mapping_path(file.path))
    added = loaders.load_into(work, file.path)
    assert added.changed
    assert set(added.loaded.tables.interactions["kind"]) == {"meeting"}
    assert len(loaders.loads(work)) == 2


def test_a_preview_says_what_would_be_there(tmp_path: Path) -> None:
    file = opened(tmp_path, MINUTES)
    seen = preview(file, propose(file))
    counts = load_mapped(file, propose(file), Reading()).tables.counts()
    assert dict(zip(seen.counts["table"], seen.counts["rows"], strict=True)) == {n: c for n, c in counts.items() if c}
    assert list(seen.first["interactions"]["title"]) == ["Water day", "Board", "March"]
    assert seen.counts["first"].iloc[0].startswith("organization_id = org-")


@pytest.mark.parametrize("text", ["", "\n\n", "one\n", '"a,b\n'])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableSource):
        propose(opened(tmp_path, text))


@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_cells_give_a_mapping_or_a_reason(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cell.replace(",", "") for cell in row) for row in rows)
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(text, encoding="utf-8", errors="replace")
    file = Opened(path)
    try:
        mapping = propose(file)
        report = load_mapped(file, mapping, Reading()).report
    except UnreadableSource:
        return
    sheets = report.sheets
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()


PRESENCES = ("libya-3w-2021/3w_as_of_may_2021.xlsx", "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv")


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "pairs"), list(zip(PRESENCES, (25, 178), strict=True)))
def test_a_mapped_file_ties_the_same_pairs_as_the_reader_of_its_form(name: str, pairs: int) -> None:
    """Two implementations, and the numbers that were counted in the files: 25 and 178 pairs, as written."""
    file = Opened(real_data_folder() / name)
    mapping = propose(file)
    assert mapping.shape == "presences"
    mapped = load_mapped(file, mapping, Reading(names="written")).tables
    by_form = loaders.read(file.path, names="written")

    def tied(tables: Tables, kind: str) -> set[frozenset[str]]:
        of_kind = set(tables.interactions.loc[tables.interactions["kind"] == kind, "interaction_id"])
        found = who_took_part(tables).items()
        return {frozenset(name.casefold() for name in who) for i, who in found if i in of_kind}

    assert len(tied(mapped, "joint_project")) == pairs
    for kind in ("joint_project", "funding"):
        assert tied(mapped, kind) == tied(by_form, kind)
    assert len(mapped.presences) == len(by_form.presences)
    assert set(mapped.interactions["interaction_id"]) == set(by_form.interactions["interaction_id"])


def test_a_mapping_is_an_entry_of_the_journal_of_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "who.csv.mapping.toml"
    mapping = Mapping("organizations", (Column("Group", "organization"),))
    save(mapping, path)
    first = path.read_text(encoding="utf-8")
    path.write_text(first.replace("# What each", "# By hand. What each"), encoding="utf-8")
    save(mapping.with_roles([("Group", "note")]), path)
    entries = mapping_journal(tmp_path).entries()
    assert [entry.before is None for entry in entries] == [True, False]
    assert "# By hand" in entries[-1].before, "what was written by hand is not lost"
    assert entries[-1].after == path.read_text(encoding="utf-8")
    [undo] = mapping_journal(tmp_path).undo(entries[-1].id)
    put_back(path, undo.after)
    assert read_mapping(path) == replace(mapping, columns=(Column("Group", "organization", 1.0, "kept"),))
    assert mapping_journal(tmp_path).current("mapping") == {path.name: path.read_text(encoding="utf-8")}
