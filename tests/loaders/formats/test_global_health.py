"""The real networks of global health organizations: each file's facts, counted by other readers."""

import csv
from collections import Counter
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

import loaders
from graph.errors import UnreadableSource
from tests.loaders.formats.given import balanced, names

pytestmark = pytest.mark.real_data
FOLDER = "global-health-ties"
FILES = {"Data3.csv": (1021, 1019, 8), "Data4.csv": (2042, 2038, 1027), "Data6.csv": (128, 128, 24)}


def strengths(loaded: loaders.Loaded) -> dict[tuple[str, str, int], float]:
    of = names(loaded.tables)
    columns = loaded.tables.declared_ties[["from_id", "to_id", "date", "strength"]]
    return {
        (of[a], of[b], 0 if day != day else day.year): strength  # noqa: PLR0124  (a blank date is not itself)
        for a, b, day, strength in columns.itertuples(index=False)
    }


@pytest.mark.parametrize("name", FILES)
def test_tables_of_ties(real_data: Path, name: str) -> None:
    path = real_data / FOLDER / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{key.casefold(): cell for key, cell in row.items()} for row in csv.DictReader(file)]
    expected: Counter[tuple[str, str, int]] = Counter()
    for row in rows:
        key = (row["source"].strip(), row["target"].strip(), int(row.get("year", "0")))
        expected[key] += int(row.get("weight") or row["value"])
    loaded = balanced(loaders.load(path))
    assert strengths(loaded) == dict(expected)
    people = {end for a, b, _ in expected for end in (a, b)}
    assert set(names(loaded.tables).values()) == people
    assert (len(rows), len(expected), len(people)) == FILES[name]
    assert loaded.report.sheets[["read", "kept", "rejected"]].values.tolist() == [[len(rows), len(expected), 0]]


def test_the_gexf_of_1027_nodes(real_data: Path) -> None:
    path = real_data / FOLDER / "Network.gexf"
    drawn = nx.read_gexf(path)
    loaded = balanced(loaders.load(path))
    label = {node: told.get("label") or node for node, told in drawn.nodes(data=True)}
    # NetworkX leaves a strength of 1 out where the file does.
    expected = {(label[a], label[b], told["year"]): told.get("weight", 1.0) for a, b, told in drawn.edges(data=True)}
    assert strengths(loaded) == expected
    assert (len(loaded.tables.organizations), len(expected), sum(expected.values())) == (1027, 2038, 28522)
    assert set(names(loaded.tables).values()) == set(label.values())
    assert loaded.tables.declared_ties["directed"].all()
    assert loaded.report.sheets["rejected"].sum() == 0


def test_a_table_of_sums_is_refused(real_data: Path) -> None:
    path = real_data / FOLDER / "Data5.xlsx"
    book = openpyxl.load_workbook(path)
    assert [str(cell.value).strip() for cell in book.active[1][1:5]] == ["GAVI", "GAVI", "GAVI", "Global Fund"]
    with pytest.raises(UnreadableSource, match="no column of organizations"):
        loaders.load(path)


def test_every_file_is_loaded_or_refused(real_data: Path) -> None:
    known = {*FILES, "Network.gexf", "Data5.xlsx"}
    assert {path.name for path in (real_data / FOLDER).iterdir()} == known
