"""One row of a file is followed to the screen, straight and by way of a workspace and of the database.

The row is line 3 of `WHO`: Well Diggers worked with Lake Committee on water in Lake, a year (one half-life) before the
latest day in the file.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from dashboard.components.card import organization_card
from dashboard.components.reach_table import reach_columns, reach_table
from dashboard.explorer import Explorer
from dashboard.explorer.map_data import map_data
from dashboard.state import State
from graph.brokers.scores import broker_scores, what_breaks
from graph.reach.gaps import reach_gaps
from graph.selection import as_of_date, select
from graph.tables import Tables
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network
from loaders import Loaded, load, neo4j_store, read_folder, write_folder
from loaders.neo4j.model import TIES
from loaders.neo4j.rows import tie_rows
from tests.dashboard.component_tree import text
from tests.loaders.store_in_memory import StoreInMemory

WHO = """\
Donor,Programme organization,Implementing partner,Sector,Region,Zone,Start date,Status
River Fund,Well Diggers,Hill Committee,Water,North,Hill,2024-01-31,Ongoing
River Fund,Well Diggers,Lake Committee,Water,North,Lake,2023-01-31,Completed
,Seed House,Hill Committee,Land,North,Hill,,
"""
SOURCE = "who.csv##3"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    file = tmp_path_factory.mktemp("one_row") / "who.csv"
    file.write_text(WHO, encoding="utf-8")
    return load(file)


def by_workspace(loaded: Loaded, folder: Path) -> Tables:
    return read_folder(write_folder(loaded.tables, folder / "work", loaded.report)).tables


def by_store(loaded: Loaded, _: Path) -> Tables:
    store = StoreInMemory()
    ties = tie_network(loaded.tables).frame()
    neo4j_store._push(store, loaded.tables, ties=ties, replace=False, batch=2, progress=None)
    return neo4j_store._pull(store)


WAYS = {"straight": lambda loaded, _: loaded.tables, "workspace": by_workspace, "database": by_store}


@pytest.fixture(scope="module", params=WAYS)
def tables(request: pytest.FixtureRequest, loaded: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    found: Tables = WAYS[request.param](loaded, tmp_path_factory.mktemp("way"))
    return found


@pytest.fixture(scope="module")
def name(tables: Tables) -> dict[str, str]:
    """Return the id of each name."""
    return dict(zip(tables.organizations["name"], tables.organizations["organization_id"], strict=True))


@pytest.fixture(scope="module")
def ties(tables: Tables) -> TieNetwork:
    return tie_network(tables)


@pytest.fixture(scope="module")
def explorer(tables: Tables, loaded: Loaded) -> Explorer:
    made = Explorer(lambda: (tables, loaded.report))
    made._prepare()
    assert made.error == ""
    return made


def of_the_row(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["source"] == SOURCE]


def test_the_row_is_counted(loaded: Loaded) -> None:
    (sheet,) = loaded.report.sheets.to_dict("records")
    assert (sheet["read"], sheet["kept"], sheet["merged"], sheet["rejected"]) == (3, 3, 0, 0)


def test_every_way_holds_the_same_tables(loaded: Loaded, tables: Tables) -> None:
    assert tables == loaded.tables


def test_the_row_becomes_facts_that_know_their_line(tables: Tables, name: dict[str, str]) -> None:
    project = of_the_row(tables.interactions).set_index("kind").loc["joint_project"]
    assert (project["date"], project["status"]) == (pd.Timestamp(2023, 1, 31), "done")
    took_part = of_the_row(tables.participations)
    roles = took_part[took_part["interaction_id"] == project["interaction_id"]]
    assert dict(zip(roles["organization_id"], roles["role"], strict=True)) == {
        name["Well Diggers"]: "lead",
        name["Lake Committee"]: "implementer",
    }
    (there,) = of_the_row(tables.presences).to_dict("records")
    assert there["organization_id"] == name["Lake Committee"]
    assert of_the_row(tables.organizations)["name"].tolist() == ["Lake Committee"]


def test_the_selection_keeps_it(tables: Tables) -> None:
    assert len(of_the_row(select(tables.shown()).interactions)) == 2
    assert select(tables.shown(), State(since=date(2023, 2, 1)).selection()).interactions["source"].ne(SOURCE).all()
    assert as_of_date(tables.shown()) == date(2024, 1, 31)


def test_it_is_a_tie_at_half_its_warmth(tables: Tables, ties: TieNetwork, name: dict[str, str]) -> None:
    tie = ties[name["Well Diggers"]][name["Lake Committee"]]
    assert tie["strength"] == 0.5  # one half-life old, two participants
    assert tie["distance"] == 3.0  # the strongest: a grant of today and one a half-life old
    assert (tie["interactions"], tie["first"], tie["last"]) == (1, date(2023, 1, 31), date(2023, 1, 31))
    assert (tie["kinds"], tie["causes"]) == (
        ("joint_project",),
        tuple(of_the_row(tables.interaction_causes)["cause_id"][:1]),
    )


def test_it_is_a_tie_in_the_database_too(loaded: Loaded, tables: Tables, name: dict[str, str]) -> None:
    store = StoreInMemory()
    found = tie_network(tables).frame()
    neo4j_store._push(store, tables, ties=found, replace=False, batch=5, progress=None)
    kept = store.held[TIES]
    pair = {name["Well Diggers"], name["Lake Committee"]}
    (tie,) = [row for row in kept.values() if {row["start"], row["end"]} == pair]
    assert tie["properties"]["strength"] == 0.5
    assert len(kept) == len(tie_rows(found)) == 4
    assert neo4j_store._pull(store) == loaded.tables


def test_it_is_what_holds_lake_committee(ties: TieNetwork, name: dict[str, str]) -> None:
    assert name["Well Diggers"] in set(nx.articulation_points(ties))
    scores = broker_scores(ties).set_index("name")
    assert scores["rank"].idxmin() == "Well Diggers"
    lost = what_breaks(ties, name["Well Diggers"])
    assert "Lake Committee" in lost.loc[lost["loses_touch"], "name"].tolist()


def test_it_is_a_cell_of_the_gaps(tables: Tables, explorer: Explorer) -> None:
    cells = reach_gaps(tables.shown()).frame
    (cell,) = cells[(cells["cause"] == "Water") & (cells["community"] == "Lake")].to_dict("records")
    assert (cell["organizations"], cell["fragile"], cell["gap"]) == (1, True, 0.0)
    said = explorer.base.grid("everybody").cells.set_index(["cause", "community"])["state"].to_dict()
    assert said == {
        ("Water", "Hill"): "fragile",
        ("Water", "Lake"): "fragile",
        ("Land", "Hill"): "fragile",
        ("Land", "Lake"): "none",
    }


def test_it_is_a_number_in_the_table_of_gaps(tables: Tables, explorer: Explorer) -> None:
    table = vars(reach_table("table", reach_columns(explorer.base.grid("everybody").cells)))
    (there,) = of_the_row(tables.presences).to_dict("records")
    row = table["rows"].index({"id": there["community_id"], "name": "Lake"})
    column = table["columns"].index({"id": there["cause_id"], "name": "Water"})
    assert table["texts"][row][column] == "1"
    assert table["titles"][row][column].startswith("Water in Lake: 1 organization present")


def test_it_is_a_line_on_the_map(explorer: Explorer, name: dict[str, str]) -> None:
    data: Any = json.loads(json.dumps(map_data(explorer.base, explorer.base), allow_nan=False))
    ids, lines = data["organizations"]["id"], data["ties"]
    pairs = [{ids[a], ids[b]} for a, b in zip(lines["from"], lines["to"], strict=True)]
    at = pairs.index({name["Well Diggers"], name["Lake Committee"]})
    assert lines["strength"][at] == pytest.approx(0.5 / 1.5, abs=0.001)
    assert len(pairs) == 4


def test_it_is_a_partner_on_the_card(explorer: Explorer, name: dict[str, str]) -> None:
    card = text(organization_card(State(organization=name["Lake Committee"]), explorer.base))
    assert "Works with 1 organization." in card
    assert "Well Diggers very warm: joint project, last 31 Jan 2023" in card
    assert "Places reached Lake" in card
    assert "Causes Water" in card
