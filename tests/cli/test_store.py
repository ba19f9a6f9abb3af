"""`push` and `pull` hand tables to the store and back; a stand-in keeps them (the real server is asked elsewhere)."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import loaders
from graph.report import LoadReport
from graph.tables import Tables
from loaders import Loaded, neo4j_store
from tests.cli.conftest import Run


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}

    def write(tables: Tables, settings: object, **options: Any) -> pd.DataFrame:
        kept.update(options, tables=tables, settings=settings)
        options["progress"]("Organization", 7, 7)
        return pd.DataFrame({"element": ["Organization"], "made": [7]})

    def load(settings: object) -> Loaded:
        assert settings == kept["settings"]
        return Loaded(kept["tables"], kept.get("report", LoadReport()))

    monkeypatch.setenv("NEO4J_URI", "bolt://localhost:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    monkeypatch.setattr(neo4j_store, "write", write)
    monkeypatch.setattr(neo4j_store, "load", load)
    return kept


def test_push_prints_what_was_written(run: Run, small: Path, store: dict[str, Any]) -> None:
    found = run("push", small, "--format", "csv", "--replace")
    assert (found.exit_code, found.stdout) == (0, "element,made\nOrganization,7\n")
    assert "  Organization: 7 of 7\n" in found.stderr
    assert store["tables"] == loaders.read(small)
    assert store["replace"]
    assert len(store["ties"]) == 7


def test_pull_writes_a_workspace(run: Run, small: Path, store: dict[str, Any]) -> None:
    run("push", small)
    assert not store["replace"]
    found = run("pull", "--into", "work")
    assert found.exit_code == 0, found.stderr
    assert found.stdout.splitlines()[:2] == ["table                    rows", "organizations               7"]
    assert "Pulled into work: next, 'partners dashboard work'." in found.stderr
    assert loaders.read("work") == loaders.read(small)


@pytest.mark.usefixtures("store")
def test_the_word_neo4j_is_a_source(run: Run, small: Path) -> None:
    run("push", small)
    found = run("gaps", "neo4j")
    assert found.exit_code == 0, found.stderr
    assert found.stdout == run("gaps", small).stdout


def test_a_pull_takes_the_place_of_the_earlier_one_and_of_nothing_else(
    run: Run, small: Path, store: dict[str, Any]
) -> None:
    Path("who.csv").write_text("Organization,Sector\nWell Club,Water\n", encoding="utf-8")
    run("load", "who.csv", "--into", "work")
    run("push", small)
    run("pull", "--into", "work")
    assert loaders.read("work") == loaders.read("who.csv", small)
    again = run("pull", "--into", "work")
    assert "work holds what the database holds already: nothing was changed." in again.stderr
    store["tables"] = Tables.of()
    assert "The database is empty: nothing was changed in work." in run("pull", "--into", "work").stderr
    assert loaders.read("work") == loaders.read("who.csv", small)


def test_names_that_were_noticed_are_counted_and_not_repeated(run: Run, small: Path, store: dict[str, Any]) -> None:
    run("push", str(small))
    noticed = ("neo4j", "organizations", 3, "name", "River Fund", "a name without marks", "hidden_marks")
    store["report"] = LoadReport(notes=pd.DataFrame([noticed], columns=list(LoadReport().notes)))
    told = run("brokers", "neo4j").stderr
    assert "neo4j: 1 name with letters or marks to check. See the Data page of 'partners dashboard neo4j'." in told
    assert "River Fund" not in told
