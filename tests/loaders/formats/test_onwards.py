"""What every form here gives goes onwards like any other data set: into a folder and back, and into a network."""

from pathlib import Path

import pytest

import loaders
from graph import tie_network
from graph.selection import Selection
from graph.tables import Tables
from tests.loaders.formats.given import saved
from tests.loaders.formats.test_damaged import FILES

TIES = {"360giving": 3, "iati": 3, "civicrm": 3, "npsp": 2, "hapi": 0}


def load(folder: Path, form: str) -> Tables:
    ending = "xml" if form == "iati" else "csv"
    return loaders.load(*(saved(folder, f"{i}.{ending}", text) for i, text in enumerate(FILES[form]))).tables


@pytest.mark.parametrize("form", FILES)
def test_a_folder_keeps_everything(tmp_path: Path, form: str) -> None:
    tables = load(tmp_path, form)
    assert loaders.read_folder(loaders.write_folder(tables, tmp_path / "work")).tables == tables


@pytest.mark.parametrize("form", FILES)
def test_into_a_workspace_twice(tmp_path: Path, form: str) -> None:
    ending = "xml" if form == "iati" else "csv"
    paths = [saved(tmp_path, f"{i}.{ending}", text) for i, text in enumerate(FILES[form])]
    for _ in range(2):
        loaders.add_to_workspace(loaders.load(*paths), tmp_path / "work")
    assert loaders.read(tmp_path / "work") == loaders.load(*paths).tables


@pytest.mark.parametrize("form", FILES)
def test_the_network_has_the_pairs_that_took_part_together(tmp_path: Path, form: str) -> None:
    tables = load(tmp_path, form)
    took_place = tables.interactions.loc[tables.interactions["status"] != "planned", "interaction_id"]
    parts = tables.participations[tables.participations["interaction_id"].isin(took_place)]
    pairs = set()
    for _, members in parts.groupby("interaction_id"):
        funders = set(members.loc[members["role"] == "funder", "organization_id"])
        others = set(members["organization_id"]) - funders
        pairs |= {frozenset((a, b)) for a in funders or others for b in others if a != b}
    pairs |= {frozenset(pair) for pair in tables.declared_ties[["from_id", "to_id"]].itertuples(index=False, name=None)}
    ties = tie_network(tables, Selection(half_life=None))
    assert {frozenset(pair) for pair in ties.edges()} == pairs
    assert len(pairs) == TIES[form]
