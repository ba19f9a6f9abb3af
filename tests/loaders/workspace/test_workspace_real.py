"""Real files in a workspace: loading twice, newer versions, rows in any order, and the account of each row."""

import csv
import random
from pathlib import Path

import openpyxl
import pytest

import loaders
from graph.tables import Tables
from loaders.reading.delimited import decoded
from tests.real_data import real_data_folder

pytestmark = pytest.mark.real_data

FILES = {
    "ethiopia": "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv",
    "libya": "libya-3w-2021/3w_as_of_may_2021.xlsx",
    "honduras": "honduras-345w-2021/345_honduras.csv",
}
Rows = list[list[object]]
SHUFFLE, DROP, CHANGE = "shuffle", "drop", "change"


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest) -> Path:
    return real_data_folder() / FILES[request.param]


def changed(rows: Rows, how: str) -> Rows:
    """Return the rows of a sheet, below its header, in another order, without some, or with other values."""
    dice = random.Random(7)
    if how == SHUFFLE:
        return dice.sample(rows, len(rows))
    if how == DROP:
        return [row for row in rows if dice.random() < 0.7]
    columns = range(len(rows[0]))
    return [[dice.choice(rows)[i] if dice.random() < 0.2 else row[i] for i in columns] for row in rows]


def version(file: Path, folder: Path, how: str) -> Path:
    """Return a copy of a file, under its own name, whose rows were `changed`."""
    folder.mkdir(exist_ok=True)
    target = folder / file.name
    if file.suffix == ".csv":
        text = decoded(file.read_bytes())
        rows: Rows = [list(row) for row in csv.reader(text.splitlines(keepends=True))]
        head = 2 if any(str(cell).startswith("#") for cell in rows[1]) else 1
        with target.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([*rows[:head], *changed(rows[head:], how)])
        return target
    book = openpyxl.load_workbook(file, data_only=True)
    sheet = book.worksheets[0]
    rows_of = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(i for i, row in enumerate(rows_of) if sum(bool(v) for v in row) > 3) + 1
    head += any(str(v).startswith("#") for v in rows_of[head])
    for i, row in enumerate(rows_of[head:]):
        for j in range(len(row)):
            sheet.cell(head + i + 1, j + 1).value = None
    for i, row in enumerate(changed(rows_of[head:], how)):
        for j, value in enumerate(row):
            sheet.cell(head + i + 1, j + 1).value = value
    book.save(target)
    return target


def without_lines(tables: Tables) -> Tables:
    return tables.replace(**{name: frame.assign(source="") for name, frame in tables.frames().items()})


def adds_up(loaded: loaders.Loaded) -> bool:
    sheets = loaded.report.sheets
    return bool((sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all())


def test_loading_twice_changes_nothing(tmp_path: Path, file: Path) -> None:
    added = loaders.load_into(tmp_path / "work", file)
    assert added.changed
    assert not loaders.load_into(tmp_path / "work", file).changed
    held = loaders.load(tmp_path / "work")
    assert held.tables == loaders.read(file)
    assert added.loaded.tables == loaders.read(file, resolved=False), "it keeps organizations as the file names them"
    assert adds_up(held)
    assert len(loaders.loads(tmp_path / "work")) == 1


@pytest.mark.parametrize("how", [DROP, CHANGE])
def test_a_newer_version_leaves_nothing_of_the_earlier_one(tmp_path: Path, file: Path, how: str) -> None:
    work = tmp_path / "work"
    before = loaders.load_into(work, file).loaded.tables
    newer = version(file, tmp_path / "newer", how)
    held = loaders.load_into(work, newer).loaded
    alone = loaders.load(newer, resolved=False)
    assert held.tables == alone.tables
    assert loaders.read(work) == loaders.read(newer)
    assert held.report.sheets.to_numpy().tolist() == alone.report.sheets.to_numpy().tolist()
    assert held.tables != before
    assert adds_up(held)
    loaders.roll_back(work)
    assert loaders.read(work, resolved=False) == before


def test_rows_in_any_order_give_the_same_tables(tmp_path: Path, file: Path) -> None:
    one, other = loaders.load(file), loaders.load(version(file, tmp_path / "other", SHUFFLE))
    assert without_lines(one.tables) == without_lines(other.tables)
    counts = ["read", "kept", "merged", "rejected", "organizations"]
    assert one.report.sheets[counts].to_numpy().tolist() == other.report.sheets[counts].to_numpy().tolist()


def test_all_of_them_in_any_order_are_one_data_set(tmp_path: Path) -> None:
    paths = [real_data_folder() / name for name in FILES.values()]
    for path in paths:
        loaders.load_into(tmp_path / "one", path)
    loaders.load_into(tmp_path / "other", *reversed(paths))
    one, other = (loaders.load(tmp_path / name, resolved=False) for name in ("one", "other"))
    assert adds_up(one)
    counts = {name: loaders.read(path, resolved=False).counts() for name, path in zip(FILES, paths, strict=True)}
    for table in ("presences", "interactions"):
        assert one.tables.counts()[table] == sum(of[table] for of in counts.values())
    ids = {name: set(frame.iloc[:, 0]) for name, frame in one.tables.frames().items()}
    assert ids == {name: set(frame.iloc[:, 0]) for name, frame in other.tables.frames().items()}
    loaders.unload(tmp_path / "one", paths[1].name)
    assert loaders.read(tmp_path / "one") == loaders.load(tmp_path / "one").tables
    loaders.load_into(tmp_path / "one", paths[1])
    assert len(loaders.read(tmp_path / "one", resolved=False).presences) == len(one.tables.presences)
