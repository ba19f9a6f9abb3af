"""A workspace grows file by file: newer versions replace, every load is recorded, and one can go back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import UnknownName, UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from loaders.formats.who_does_what.form import WHO_DOES_WHAT_WHERE
from loaders.workspace import sources
from loaders.workspace.keeping import EARLIER
from tests.examples import examples

ONE = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Water,North\n,,Water,South\n"
NEWER = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Health,North\nMoon Fund,Lake Club,Water,South\n"
TWO = "Organization,Sector,Region\nHill Aid,Health,North\nLake Club,Water,South\nhill aid,Health,North\n"
ELEMENTS = "name,kind\nHill Aid,ngo\nRiver Group,grassroots\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path / "one.csv", ONE), written(tmp_path / "two.csv", TWO)


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def same_report(one: LoadReport, two: LoadReport) -> bool:
    return all(
        getattr(one, name).astype("str").equals(getattr(two, name).astype("str"))
        for name in ("sheets", "rejects", "merges", "notes")
    )


def state_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def test_tables_and_account_come_back(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaded = loaders.load(files[0])
    added = loaders.load_into(tmp_path / "deep" / "work", files[0])
    back = loaders.load(tmp_path / "deep" / "work")
    assert back.tables == added.loaded.tables == loaded.tables
    assert same_report(back.report, loaded.report)
    assert same_report(added.report, loaded.report)
    assert back.report.sheets["read"].dtype == "int64"
    assert {name: frame.dtypes.to_dict() for name, frame in back.tables.frames().items()} == {
        name: frame.dtypes.to_dict() for name, frame in loaded.tables.frames().items()
    }


def test_files_add_up_in_one_load_or_in_several(tmp_path: Path, files: tuple[Path, Path]) -> None:
    for file in files:
        loaders.load_into(tmp_path / "several", file)
    loaders.load_into(tmp_path / "one", *files)
    together = loaders.load(*files)
    for work in (tmp_path / "several", tmp_path / "one"):
        assert loaders.read(work) == together.tables
        assert loaders.load(work).report.sheets["file"].tolist() == ["one.csv", "two.csv"]


def test_the_same_file_twice_changes_nothing(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", *files)
    before = state_of(tmp_path / "work")
    for again in (files[:1], files, files[::-1], (files[0], files[0])):
        added = loaders.load_into(tmp_path / "work", *again)
        assert not added.changed
        assert set(added.report.sheets["file"]) == {file.name for file in again}
    assert state_of(tmp_path / "work") == before


def test_the_same_file_read_in_another_way_is_loaded_again(tmp_path: Path) -> None:
    file = written(tmp_path / "who.csv", "Acronym,Organization,Sector\nHA,Hill Aid,Water\n")
    loaders.load_into(tmp_path / "work", file)
    assert loaders.load_into(tmp_path / "work", file, names="acronym").changed
    assert loaders.read(tmp_path / "work").organizations["name"].tolist() == ["HA"]


def test_a_newer_version_updates_its_rows_and_retires_those_that_went(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", *files)
    written(files[0], NEWER)
    added = loaders.load_into(tmp_path / "work", files[0])
    assert added.changed
    assert loaders.read(tmp_path / "work") == added.loaded.tables == loaders.read(*files)
    assert loaders.load(tmp_path / "work").report.rejects.empty
    history = loaders.loads(tmp_path / "work")
    assert history[["load", "file", "current"]].to_numpy().tolist() == [
        [1, "one.csv", False],
        [1, "two.csv", True],
        [2, "one.csv", True],
    ]


def test_a_file_of_another_name_adds(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", files[0])
    dated = written(tmp_path / "one-2024-05-01.csv", NEWER)
    held = loaders.load_into(tmp_path / "work", dated).loaded.tables
    assert held == loaders.read(files[0], dated)


def test_each_load_is_recorded(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", files[0])
    loaders.load_into(tmp_path / "work", files[1])
    loaders.roll_back(tmp_path / "work")
    history = loaders.loads(tmp_path / "work")
    assert history["what"].tolist() == ["load", "load", "rollback to 1"]
    first = history.iloc[0]
    assert (first["form"], first["read"], first["kept"], first["merged"], first["rejected"]) == (
        "who does what where", 2, 1, 0, 1,
    )  # fmt: skip
    assert first["when"].endswith("Z")
    assert len(first["hash"]) == 12
    counted = history.dropna(subset="read")
    assert (counted["read"] == counted["kept"] + counted["merged"] + counted["rejected"]).all()


def test_going_back_and_forward(tmp_path: Path, files: tuple[Path, Path]) -> None:
    work = tmp_path / "work"
    states = [loaders.load_into(work, file).loaded.tables for file in files]
    written(files[0], NEWER)
    states.append(loaders.load_into(work, files[0]).loaded.tables)
    assert [loaders.roll_back(work) for _ in range(2)] == [2, 1]
    assert loaders.read(work) == states[0]
    assert loaders.roll_back(work) == 0
    assert loaders.read(work).counts()["organizations"] == 0
    assert [loaders.roll_back(work, number) for number in (3, 2)] == [3, 2]
    assert loaders.read(work) == states[1]
    assert loaders.load_into(work, files[0]).changed
    assert loaders.read(work) == states[2]
    assert loaders.roll_back(work) == 2


def test_there_is_nothing_to_go_back_to(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", files[0])
    with pytest.raises(UnknownName, match="load: found '7'"):
        loaders.roll_back(tmp_path / "work", 7)
    loaders.roll_back(tmp_path / "work")
    with pytest.raises(UnreadableSource, match="nothing to go back to"):
        loaders.roll_back(tmp_path / "work")
    for asked in (loaders.roll_back, loaders.loads):
        with pytest.raises(UnreadableSource, match=r"no such folder\. A workspace is made by"):
            asked(tmp_path / "nowhere")


def test_a_file_is_taken_out(tmp_path: Path, files: tuple[Path, Path]) -> None:
    work = tmp_path / "work"
    loaders.load_into(work, *files)
    assert loaders.unload(work, "one.csv").tables == loaders.read(work) == loaders.read(files[1])
    assert loaders.loads(work)["what"].tolist() == ["load", "load", "unload"]
    with pytest.raises(UnknownName, match=r"'two\.csv'"):
        loaders.unload(work, "on.csv")
    loaders.roll_back(work)
    assert loaders.read(work) == loaders.read(*files)


def test_our_own_tables_refer_to_each_other_over_loads(tmp_path: Path) -> None:
    texts = {
        "organizations.csv": ELEMENTS,
        "interactions.csv": "interaction_id,date,kind\ni1,2024-01-02,meeting\n",
        "participations.csv": "interaction_id,organization_id\ni1,hill aid\ni1,River Group\ni1,Lake Club\n",
    }
    paths = [written(tmp_path / name, text) for name, text in texts.items()]
    for path in paths:
        loaders.load_into(tmp_path / "work", path)
    together, held = loaders.load(*paths), loaders.load(tmp_path / "work")
    assert held.tables == together.tables
    assert same_report(held.report, together.report)
    assert held.report.rejects["found"].tolist() == ["Lake Club"]
    # The row that was refused finds its organization once that is there, and loses it again with it.
    written(paths[0], ELEMENTS + "Lake Club,\n")
    assert loaders.load_into(tmp_path / "work", paths[0]).loaded.report.rejects.empty
    assert len(loaders.read(tmp_path / "work").participations) == 3
    written(paths[0], "name\nHill Aid\n")
    loaders.load_into(tmp_path / "work", paths[0])
    held = loaders.load(tmp_path / "work")
    assert held.report.rejects["found"].tolist() == ["River Group", "Lake Club"]
    assert (held.report.sheets["read"] == held.report.sheets[["kept", "merged", "rejected"]].sum(axis=1)).all()


def test_our_own_tables_refer_to_what_a_spreadsheet_names(tmp_path: Path, files: tuple[Path, Path]) -> None:
    need = "cause_id,community_id,need\nWater,north,3\nWater,Nowhere,1\n"
    needs = written(tmp_path / "needs.csv", need)
    loaders.load_into(tmp_path / "work", files[0])
    added = loaders.load_into(tmp_path / "work", needs)
    assert added.loaded.tables.needs["need"].tolist() == [3.0]
    assert added.report.rejects["found"].tolist() == ["Nowhere"]
    assert added.loaded.tables == loaders.read(*files[:1], needs) == loaders.read(needs, *files[:1])
    assert added.loaded.tables.counts()["causes"] == 1


def test_a_row_that_breaks_the_data_model_only_beside_another_file_is_told(tmp_path: Path) -> None:
    for name, parents in (("up", ("b", "")), ("down", ("", "a"))):
        text = f"cause_id,name,parent_id\na,A,{parents[0]}\nb,B,{parents[1]}\n"
        written(tmp_path / name / "causes.csv", text)
        tables = loaders.load(tmp_path / name)
        loaders.add_to_workspace(tables, tmp_path / "work", name)
    report = loaders.load(tmp_path / "work").report
    assert set(report.rejects["reason"]) == {"circular_parent"}
    assert (report.sheets["read"] == report.sheets[["kept", "merged", "rejected"]].sum(axis=1)).all()


def test_a_folder_is_known_by_its_name(tmp_path: Path) -> None:
    ours = written(tmp_path / "ours" / "organizations.csv", ELEMENTS).parent
    theirs = written(tmp_path / "theirs" / "organizations.csv", "name\nLake Club\n").parent
    loaders.load_into(tmp_path / "work", ours)
    loaders.load_into(tmp_path / "work", theirs)
    assert len(loaders.read(tmp_path / "work").organizations) == 3
    written(ours / "organizations.csv", "name\nHill Aid\n")
    assert not loaders.load_into(tmp_path / "work", theirs).changed
    held = loaders.load_into(tmp_path / "work", ours).loaded
    assert sorted(held.tables.organizations["name"]) == ["Hill Aid", "Lake Club"]
    assert loaders.loads(tmp_path / "work")["file"].tolist() == ["ours/", "theirs/", "ours/"]


def test_a_workspace_goes_into_another(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "inner", files[0])
    held = loaders.load_into(tmp_path / "work", tmp_path / "inner", files[1]).loaded
    assert held.tables == loaders.read(*files)


def test_two_files_of_one_name_are_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    other = written(tmp_path / "other" / "one.csv", NEWER)
    with pytest.raises(UnreadableSource, match=r"one\.csv: named twice"):
        loaders.load_into(tmp_path / "work", files[0], other)
    assert not (tmp_path / "work").exists()


def test_a_data_set_from_elsewhere_takes_the_place_of_the_earlier_one(tmp_path: Path, files: tuple[Path, Path]) -> None:
    work = tmp_path / "work"
    loaders.load_into(work, files[0])
    for file, changed in ((files[0], True), (files[0], False), (files[1], True)):
        pulled = loaders.Loaded(loaders.read(file), LoadReport())
        assert loaders.add_to_workspace(pulled, work, "database").changed is changed
    assert loaders.read(work) == loaders.read(*files)
    assert loaders.loads(work)["file"].tolist() == ["one.csv", "database", "database"]


def test_nothing_kept_changes_nothing(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", files[0])
    before = state_of(tmp_path / "work")
    written(files[0], "Donor,Organization,Sector,Region\n,,Water,South\n")
    added = loaders.load_into(tmp_path / "work", files[0])
    assert not added.changed
    assert added.report.rejects["reason"].tolist() == ["no_organization"]
    assert not loaders.load_into(tmp_path / "new", files[0]).changed
    assert not loaders.load_into(tmp_path / "work", *files, strict=True).changed
    assert state_of(tmp_path / "work") == before
    assert not (tmp_path / "new").exists()


def test_a_folder_of_csv_files_becomes_a_workspace(tmp_path: Path, files: tuple[Path, Path]) -> None:
    first = loaders.load(files[0])
    work = loaders.write_folder(first.tables, tmp_path / "work", first.report)
    written(work / "coalition-names.json", "[]")
    assert not loaders.load_into(work, written(tmp_path / "no.csv", "Organization,Sector\n,Water\n")).changed
    assert (work / "organizations.csv").is_file()
    added = loaders.load_into(work, files[1])
    assert added.loaded.tables == loaders.read(*files)
    assert loaders.load(work).report.sheets["file"].tolist() == ["one.csv", "two.csv"]
    assert loaders.load(work).report.rejects["reason"].tolist() == ["no_organization"]
    assert (work / EARLIER / "organizations.csv").is_file()
    assert not (work / "organizations.csv").exists()
    assert (work / "coalition-names.json").is_file()
    assert loaders.loads(work)["file"].tolist() == ["work/", "two.csv"]
    loaders.roll_back(work)
    assert loaders.read(work) == first.tables


def test_what_is_not_ours_stays(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", files[0])
    written(tmp_path / "work" / "minutes" / "may.txt", "We met.")
    loaders.load_into(tmp_path / "work", files[1])
    loaders.roll_back(tmp_path / "work", 0)
    assert (tmp_path / "work" / "minutes" / "may.txt").read_text() == "We met."


def test_somebody_elses_folder_is_not_made_ours(tmp_path: Path, files: tuple[Path, Path]) -> None:
    written(tmp_path / "home" / "diary.txt", "Dear diary")
    with pytest.raises(UnreadableSource, match=r"it holds diary\.txt"):
        loaders.load_into(tmp_path / "home", files[0])
    assert [p.name for p in (tmp_path / "home").iterdir() if not p.name.startswith(".")] == ["diary.txt"]


def test_a_file_in_the_place_of_the_folder(files: tuple[Path, Path]) -> None:
    with pytest.raises(UnreadableSource, match="a file stands there"):
        loaders.load_into(files[1], files[0])


def test_a_broken_workspace_says_so(tmp_path: Path, files: tuple[Path, Path]) -> None:
    work = tmp_path / "work"
    loaders.load_into(work, files[0])
    (work / "parts" / "0001-1" / "organizations.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(UnreadableSource, match=r"organizations\.parquet: this file was changed: it has 15 bytes"):
        loaders.read(work)
    for text in ("{", "[]", '{"version": 99, "loads": [], "parts": {}}'):
        written(work / "workspace.json", text)
        with pytest.raises(UnreadableSource, match=r"workspace\.json: (cannot be read|written by another version)"):
            loaders.read(work)


def test_an_unknown_way_of_reading_is_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    with pytest.raises(UnknownName, match="way of naming organizations: found 'shortest'"):
        loaders.load_into(tmp_path / "work", files[0], names="shortest")
    with pytest.raises(UnknownName, match="form of a file: found 'papyrus'"):
        loaders.load_into(tmp_path / "work", files[0], form="papyrus")
    with pytest.raises(UnreadableSource, match="Nothing to load"):
        loaders.load_into(tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_a_workspace_is_not_loaded_into_itself(tmp_path: Path, files: tuple[Path, Path]) -> None:
    loaders.load_into(tmp_path / "work", files[0])
    with pytest.raises(UnreadableSource, match="work: cannot be loaded into itself"):
        loaders.load_into(tmp_path / "work", tmp_path / "work")


def test_a_folder_of_parts_that_is_not_ours_is_not_swept(tmp_path: Path, files: tuple[Path, Path]) -> None:
    work = loaders.write_folder(loaders.read(files[0]), tmp_path / "work")
    written(work / "parts" / "engine" / "screws.txt", "12")
    loaders.load_into(work, files[1])
    assert (work / "parts" / "engine" / "screws.txt").read_text() == "12"


def test_files_that_were_read_together_are_replaced_together(
    tmp_path: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = replace(WHO_DOES_WHAT_WHERE, stands_alone=False)
    monkeypatch.setattr(sources, "form_of", lambda *_: form)
    work = tmp_path / "work"
    before = loaders.load_into(work, *files).loaded.tables
    assert loaders.loads(work)[["file", "read"]].to_numpy().tolist() == [["one.csv", 2], ["two.csv", 3]]
    assert [path.name for path in (work / "parts").glob("[!.]*")] == ["0001-1"]
    written(files[0], NEWER)
    with pytest.raises(UnreadableSource, match=r"one\.csv: was loaded together with two\.csv"):
        loaders.load_into(work, files[0])
    assert loaders.read(work) == before
    assert loaders.load_into(work, *files).changed
    assert loaders.read(work) == loaders.read(*files)
    assert loaders.unload(work, "two.csv").tables.counts()["organizations"] == 0
    assert loaders.loads(work)["file"].tolist()[-2:] == ["one.csv", "two.csv"]
    assert loaders.load_into(work, files[0]).changed


TEXTS = {
    "one.csv": (ONE, NEWER, TWO),
    "organizations.csv": (ELEMENTS, "name,status\nhill aid,us\nMoon Fund,partner\n"),
    "supports.csv": ("organization_id,cause_id\nHill Aid,Water\nRiver Group,Health\nNobody,Water\n",),
}
VERSIONS = [(name, text) for name, texts in TEXTS.items() for text in texts]


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(st.one_of(st.sampled_from(VERSIONS), st.integers(0, 5), st.sampled_from(list(TEXTS))), max_size=7)
)
def test_whatever_was_done_it_reads_as_its_current_files(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str] | int | str]
) -> None:
    """Loads, steps back and files taken out in any order, beside a plain list of what should be there."""
    folder = tmp_path_factory.mktemp("any")
    work = folder / "work"
    states: list[dict[str, str]] = [{}]
    now: dict[str, str] = {}
    for step in steps:
        if isinstance(step, tuple):
            name, text = step
            if loaders.load_into(work, written(folder / name, text)).changed:
                now = now | {name: text}
                states.append(now)
        elif isinstance(step, int) and step < len(states) and len(states) > 1:
            loaders.roll_back(work, step)
            now = states[step]
            states.append(now)
        elif isinstance(step, str) and step in now:
            loaders.unload(work, step)
            now = {name: text for name, text in now.items() if name != step}
            states.append(now)
    if len(states) == 1:
        assert not work.exists()
        return
    held = loaders.load(work)
    sheets = held.report.sheets
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
    assert sorted(sheets["file"]) == sorted(now)
    files = [written(folder / "now" / name, text) for name, text in now.items()]
    assert held.tables == (loaders.read(*files) if files else Tables.of())
