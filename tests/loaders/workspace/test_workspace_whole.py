"""A workspace knows what belongs to it: what is missing, swapped or changed is an error, and nothing is deleted."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import loaders
from graph.errors import StoreUnavailable, UnreadableSource
from loaders.journal import COALITION_NAME, Journal, coalition_journal, rewritten
from loaders.names.decisions import Decision, decide, read_decisions
from loaders.workspace.lock import only_writer
from loaders.workspace.manifest_file import COPY, read_manifest
from loaders.workspace.refused import Unwritable
from loaders.workspace.trash import trash_items

ONE = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Water,North\nMoon Fund,Lake Club,Health,South\n"
TWO = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Health,East\n"
TABLES = ("organizations", "participations")
FIRST_VERSION = Path(__file__).parent / "0.1.0"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(ONE, encoding="utf-8")
    two.write_text(TWO, encoding="utf-8")
    return one, two


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    for name, text in (("one.csv", ONE), ("two.csv", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
        loaders.load_into(folder / "work", folder / name)
    return folder / "work"


@pytest.fixture
def work(tmp_path: Path, template: Path) -> Path:
    """Return a workspace with two loads, of one part each."""
    return Path(shutil.copytree(template, tmp_path / "work"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def states(folder: Path) -> dict[str, str]:
    findings = loaders.doctor(folder)
    return dict(zip(findings["what"], findings["state"], strict=True))


def test_every_part_lists_its_files(work: Path) -> None:
    for name, part in read_manifest(work).parts.items():
        place = work / "parts" / name
        assert {stored.name for stored in part.stored} == {path.name for path in place.iterdir()}
        for stored in part.stored:
            assert stored.size == (place / stored.name).stat().st_size
            if stored.name.endswith(".parquet"):
                assert stored.rows == len(pd.read_parquet(place / stored.name))


def missing(path: Path, _other: Path) -> None:
    path.unlink()


def cut(path: Path, _other: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def swapped(path: Path, other: Path) -> None:
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)


def half_the_rows(path: Path, _other: Path) -> None:
    """Keep the size of the file, and half of its rows."""
    size = path.stat().st_size
    frame = pd.read_parquet(path).iloc[: len(pd.read_parquet(path)) // 2]
    frame.to_parquet(path, index=False, compression="zstd")
    assert path.stat().st_size <= size
    grown = path.read_bytes()
    path.write_bytes(b"PAR1" + bytes(size - len(grown)) + grown[4:])
    # Offsets moved by the padding, so only what the footer says of the rows can be read.
    assert path.stat().st_size == size


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("damage", [missing, cut, swapped, half_the_rows])
def test_damage_is_an_error_that_names_the_last_whole_state(
    work: Path, table: str, damage: Callable[[Path, Path], None]
) -> None:
    path = work / "parts" / "0002-1" / f"{table}.parquet"
    one = work / "parts" / "0002-1" / "communities.parquet"
    if damage is half_the_rows and len(pd.read_parquet(path)) < 2:
        pytest.skip("a table of one row has no half")
    damage(path, one)
    with pytest.raises(UnreadableSource, match=r"0002-1/\S+: this file .*\. The last whole state is that after load 1"):
        loaders.read(work)
    assert loaders.roll_back(work, 1) == 1
    assert len(loaders.read(work).organizations) == 3


def test_a_changed_file_of_the_same_size_and_rows_is_found_by_its_hash(work: Path, files: tuple[Path, Path]) -> None:
    path = work / "parts" / "0002-1" / "organizations.parquet"
    path.write_bytes(path.read_bytes().replace(b"PAR1", b"PAR2", 1))
    assert loaders.doctor(work).query("state == 'damaged'")["what"].tolist() == [
        "parts/0002-1/organizations.parquet",
        "what the workspace holds now",
    ]
    third = files[0].with_name("three.csv")
    third.write_text(TWO.replace("Hill Aid", "River Group"), encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"hash is not the one .* Nothing was loaded\. .* after load 1"):
        loaders.load_into(work, third)
    assert len(loaders.loads(work)) == 2
    assert not list((work / "parts").glob("0003*"))
    # The file that the part came from takes its place.
    assert loaders.load_into(work, files[1]).changed
    assert loaders.read(work) == loaders.read(*files)
    assert states(work)["what the workspace holds now"] == "whole"


def test_a_table_that_nobody_wrote_is_not_read(work: Path) -> None:
    before = loaders.read(work)
    shutil.copy(work / "parts/0001-1/presences.parquet", work / "parts/0002-1/needs.parquet")
    assert loaders.read(work) == before
    assert states(work)["parts/0002-1/needs.parquet"] == "swept"
    assert [item.reason for item in trash_items(work)] == ["not a file of the part 0002-1"]


def test_parts_without_a_list_are_never_deleted(work: Path, files: tuple[Path, Path]) -> None:
    (work / "workspace.json").unlink()
    before = contents(work)
    with pytest.raises(UnreadableSource, match=r"work: found 2 parts of a workspace \(parts/0001-1\) but no workspace"):
        loaders.load_into(work, files[0])
    assert contents(work) == before
    assert states(work)["workspace.json"] == "repaired"
    assert loaders.read(work) == loaders.read(*files)
    assert contents(work).keys() == before.keys() | {"workspace.json"}


def test_a_part_that_the_list_does_not_name_goes_to_the_trash(work: Path, files: tuple[Path, Path]) -> None:
    shutil.copytree(work / "parts" / "0002-1", work / "parts" / "0007-1")
    files[0].write_text(TWO, encoding="utf-8")
    assert loaders.load_into(work, files[0]).changed
    [item] = trash_items(work)
    assert item.reason == "workspace.json does not name it"
    assert (item.path / "organizations.parquet").is_file()
    assert set(contents(item.path)) == set(contents(work / "parts" / "0002-1"))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "loads": [], "parts": 3}'])
def test_a_broken_list_comes_back_from_its_copy(work: Path, files: tuple[Path, Path], text: str) -> None:
    (work / "workspace.json").write_text(text)
    with pytest.raises(UnreadableSource, match="'partners doctor"):
        loaders.read(work)
    assert states(work)["workspace.json"] == "repaired"
    assert loaders.read(work) == loaders.read(*files)
    (work / "workspace.json").write_text(text)
    (work / "parts" / COPY).unlink()
    before = contents(work)
    with pytest.raises(UnreadableSource, match=r"its second copy, \S+, cannot be used .* nothing was changed"):
        loaders.doctor(work)
    assert contents(work) == before


def test_the_doctor_repairs_from_what_lies_in_the_workspace(work: Path, files: tuple[Path, Path]) -> None:
    one, two = (work / "parts" / "0001-1" / f"{table}.parquet" for table in ("organizations", "presences"))
    swapped(one, two)
    assert states(work)["parts/0001-1/organizations.parquet"] == "repaired"
    assert loaders.read(work) == loaders.read(*files)
    shutil.move(one, work / "parts" / "0002-1" / "copy of it.parquet")
    found = loaders.doctor(work)
    assert found.query("state == 'damaged'").empty
    assert loaders.read(work) == loaders.read(*files)
    assert set(states(work).values()) == {"whole"}


def test_tidy_tells_first_and_keeps_what_is_current(work: Path, files: tuple[Path, Path]) -> None:
    files[0].write_text(TWO, encoding="utf-8")
    loaders.load_into(work, files[0])
    (work / "parts" / "0009-1").mkdir()
    before, history = contents(work), loaders.loads(work)
    assert loaders.tidy(work)["item"].tolist() == ["0001-1"]
    assert contents(work) == before
    assert loaders.tidy(work, remove=True)["what"].tolist() == ["old part", "trash"]
    assert not (work / "trash").exists()
    assert sorted(path.name for path in (work / "parts").glob("[!.]*")) == ["0002-1", "0003-1"]
    assert loaders.read(work) == loaders.read(*files)
    assert loaders.loads(work).equals(history)
    assert loaders.tidy(work, remove=True).empty
    with pytest.raises(UnreadableSource, match=r"0001-1: was removed by 'partners tidy' on 20"):
        loaders.roll_back(work, 2)
    assert states(work)["parts/0001-1"] == "removed"


def test_tidy_removes_nothing_while_the_workspace_is_damaged(work: Path, files: tuple[Path, Path]) -> None:
    files[0].write_text(TWO, encoding="utf-8")
    loaders.load_into(work, files[0])
    (work / "parts" / "0003-1" / "interactions.parquet").unlink()
    before = contents(work)
    with pytest.raises(UnreadableSource, match=r"Nothing was removed\. The last whole state is that after load 2"):
        loaders.tidy(work, remove=True)
    assert contents(work) == before


def test_a_workspace_of_the_first_version_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    work = tmp_path / "work"
    shutil.copytree(FIRST_VERSION, work)
    tables = loaders.read(work)
    assert tables.counts() | {"organizations": 4, "interactions": 3, "participations": 6} == tables.counts()
    assert loaders.loads(work)["current"].tolist() == [False, True, True]
    names = coalition_journal([str(work)]).current(COALITION_NAME)
    assert {value["name"]: value["members"] for value in names.values()} == {
        "Lake people": ["hill aid", "lake club"],
        "Moons": ["moon fund"],
    }
    assert read_decisions(work) == [Decision("Hill Aid", "Hill Club", "different")]
    decide(work, "Hill Aid", "Lake Club", "different")
    assert not (work / "name-decisions.csv").exists(), "moved into the journal with the first decision"
    assert [one.kept for one in read_decisions(work)] == ["Hill Club", "Lake Club"]
    assert coalition_journal([str(work)]).current(COALITION_NAME) == names
    new = tmp_path / "new.csv"
    new.write_text("Organization,Sector\nSea Club,Water\n")
    assert loaders.load_into(work, new).changed
    assert len(loaders.read(work).organizations) == 5
    assert json.loads((work / "workspace.json").read_text())["version"] == 2
    assert states(work)["parts/0001-1"] == "repaired"
    assert set(states(work).values()) == {"whole"}
    assert loaders.roll_back(work, 2) == 2
    assert loaders.read(work) == tables
    (work / "parts" / "0002-1" / "participations.parquet").unlink()
    with pytest.raises(UnreadableSource, match=r"participations\.parquet: this file of the workspace is missing"):
        loaders.read(work)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_a_workspace_holds_nobody_up(
    work: Path, tmp_path: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (work / "journal").mkdir()
    os.mkfifo(work / "journal" / "z.jsonl")
    assert Journal([str(work)]).entries() == []
    Journal([str(work)]).record("mark", {"a": 1})
    assert rewritten(work / "journal", lambda entry: entry) == 0

    os.mkfifo(work / "parts" / ".plan.json")
    (work / "trash").mkdir()
    os.mkfifo(work / "trash" / "0001-pipe")
    loaders.load_into(work, *files)
    assert "trash/0001-pipe" in set(loaders.forget(work, "Hill Aid").places["where"])

    (work / "workspace.json").unlink()
    os.mkfifo(work / "workspace.json")
    with pytest.raises(UnreadableSource, match="a pipe or a device"):
        read_manifest(work)
    assert states(work)["workspace.json"] == "repaired"
    first = tmp_path / "first"
    shutil.copytree(FIRST_VERSION, first)
    os.mkfifo(first / "parts" / "0002-1" / "needs.parquet")
    with pytest.raises(UnreadableSource, match="a pipe or a device"):
        loaders.read(first)


# What the disk refuses


def refusing(monkeypatch: pytest.MonkeyPatch, number: int, after: int, owner: Any, name: str) -> None:
    """Let the call of a function after so many others be refused by the disk."""
    calls = iter(range(10_000))
    original = getattr(owner, name)

    def call(*arguments: Any, **options: Any) -> Any:
        if next(calls) >= after:
            raise OSError(number, os.strerror(number))
        return original(*arguments, **options)

    monkeypatch.setattr(owner, name, call)


def refusal(work: Path, file: Path) -> str:
    """Load a file, and return what was said where the disk refused; empty where it was loaded."""
    try:
        assert loaders.load_into(work, file).changed
    except StoreUnavailable as error:
        return str(error)
    return ""


REFUSALS = [
    (errno.ENOSPC, pd.DataFrame, "to_parquet", "make room on the disk"),
    (errno.ENOSPC, os, "fsync", "make room on the disk"),
    (errno.EROFS, Path, "mkdir", "get the right to write there"),
    (errno.EACCES, Path, "rename", "get the right to write there"),
    (errno.ENOSPC, Path, "replace", "make room on the disk"),
]


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda refused: refused[2])
@pytest.mark.parametrize("after", [0, 1, 12])
def test_a_disk_that_refuses_changes_nothing(
    work: Path,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    refused: tuple[int, Any, str, str],
) -> None:
    number, owner, name, advice = refused
    third = files[0].with_name("three.csv")
    third.write_text(TWO.replace("Hill Aid", "River Group"), encoding="utf-8")
    before, tables = contents(work), loaders.read(work)
    with monkeypatch.context() as patched:
        refusing(patched, number, after, owner, name)
        message = refusal(work, third)
    assert after or message, "the first call is refused"
    if message:
        assert message.startswith(
            f"{work}: cannot be written ({os.strerror(number)}), so nothing was changed: {advice}"
        )
        assert contents(work) == before
    assert loaders.read(work) == (tables if message else loaders.read(*files, third))
    assert loaders.load_into(work, third).changed is bool(message)
    assert set(states(work).values()) == {"whole"}


def test_a_first_load_that_the_disk_refuses_leaves_no_folder(
    tmp_path: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for after in (0, 3):
        with monkeypatch.context() as patched:
            refusing(patched, errno.ENOSPC, after, pd.DataFrame, "to_parquet")
            with pytest.raises(Unwritable, match="No space left"):
                loaders.load_into(tmp_path / "deep" / "work", *files)
        assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_read_only_workspace_is_read_and_not_changed(
    work: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    opened = Path.open

    def refused(path: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        if path.is_relative_to(work) and mode[0] in "wax":
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, mode, *more, **options)

    monkeypatch.setattr(Path, "open", refused)
    before = contents(work)
    assert loaders.read(work) == loaders.read(*files)
    for change in (
        lambda: loaders.load_into(work, files[0]),
        lambda: loaders.roll_back(work),
        lambda: loaders.unload(work, "one.csv"),
        lambda: loaders.tidy(work, remove=True),
        lambda: loaders.doctor(work),
    ):
        with pytest.raises(Unwritable, match=r"work: cannot be written \(.*\), so nothing was changed: get the right"):
            change()
    assert contents(work) == before


def test_a_lock_that_is_a_folder(work: Path, files: tuple[Path, Path]) -> None:
    (work / ".lock").unlink()
    (work / ".lock").mkdir()
    before = contents(work)
    with pytest.raises(UnreadableSource, match=r"\.lock: a folder stands where the lock of the workspace belongs"):
        loaders.load_into(work, files[0])
    with pytest.raises(UnreadableSource, match="nothing was changed: move it away"), only_writer(work):
        pass
    assert contents(work) == before
    assert loaders.read(work) == loaders.read(*files)


def with_list(work: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads((work / "workspace.json").read_text())
    change(content)
    (work / "workspace.json").write_text(json.dumps(content))


def test_a_newer_version_is_left_alone(work: Path, files: tuple[Path, Path]) -> None:
    with_list(work, lambda content: content.update(version=3))
    before = contents(work)
    told = r"another version of this program \(form 3; this one reads 1 and 2\)"
    for asked in (loaders.read, loaders.roll_back, loaders.doctor, loaders.tidy):
        with pytest.raises(UnreadableSource, match=told):
            asked(work)
    with pytest.raises(UnreadableSource, match=told):
        loaders.load_into(work, *files)
    assert contents(work) == before


@pytest.mark.parametrize("outside", ["../secret", "/etc", "..", "0001-1/../../secret", "0001-1\n", ""])
def test_a_list_that_points_outside_is_refused(work: Path, files: tuple[Path, Path], outside: str) -> None:
    shutil.copytree(work / "parts" / "0001-1", work.parent / "secret")

    def point(content: dict[str, Any]) -> None:
        content["parts"][outside] = content["parts"]["0001-1"]
        content["loads"][-1]["parts"] = [outside]

    with_list(work, point)
    before = contents(work.parent)
    for asked in (loaders.read, loaders.roll_back, lambda w: loaders.tidy(w, remove=True)):
        with pytest.raises(UnreadableSource, match="no part of this workspace, so nothing was read or changed"):
            asked(work)
    assert contents(work.parent) == before
    assert states(work)["workspace.json"] == "repaired"
    assert loaders.read(work) == loaders.read(*files)


def test_a_file_outside_is_not_read(work: Path) -> None:
    with_list(work, lambda content: content["parts"]["0001-1"]["stored"][0].update(name="../../../who.csv"))
    with pytest.raises(UnreadableSource, match="which is no part of this workspace"):
        loaders.read(work)


def test_a_part_that_is_a_link_outside_is_not_read_and_not_written_through(work: Path) -> None:
    elsewhere = work.parent / "elsewhere"
    shutil.move(work / "parts" / "0001-1", elsewhere)
    (work / "parts" / "0001-1").symlink_to(elsewhere)
    before = contents(elsewhere)
    with pytest.raises(UnreadableSource, match="a link to a place outside"):
        loaders.read(work)
    assert "damaged" in states(work).values()
    assert contents(elsewhere) == before
