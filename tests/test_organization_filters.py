"""At every door an organization filter chooses among ties that are weighed already: commands, dashboard, Neo4j."""

import json

import pytest
from click.testing import CliRunner

from cli.main import partners
from dashboard.explorer.answers import Answers
from dashboard.state import State
from graph.clusters.coalition import coalition_members
from graph.clusters.table import cluster_members
from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import tie_network
from loaders import neo4j_store, read_folder
from loaders.sample import sample_folder
from tests.loaders.store_in_memory import StoreInMemory

KINDS = ("funder", "union", "faith", "grassroots")


@pytest.fixture(scope="module")
def sample() -> Tables:
    return read_folder(sample_folder()).tables


def degrees(*options: str) -> tuple[dict[str, int], str]:
    asked = ["centrality", str(sample_folder()), "--measure", "degree", "--format", "json", *options]
    answer = CliRunner().invoke(partners, asked, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return {row["organization_id"]: row["degree"] for row in json.loads(answer.stdout)}, answer.stderr


def among(tables: Tables, ids: set[str], **asked: object) -> dict[str, int]:
    whole = tie_network(tables, Selection(**asked))  # type: ignore[arg-type]
    return dict(whole.subgraph([i for i in whole if i in ids]).degree())


def test_commands(sample: Tables) -> None:
    rows = sample.organizations
    coalition = coalition_members("1", sample.shown(), cluster_members(tie_network(sample), sample.shown()))
    assert coalition
    few = rows["organization_id"].tolist()[3:40]
    for option, value, ids in (
        ("--status", "partner", set(rows.loc[rows["status"] == "partner", "organization_id"])),
        ("--organization-kinds", ",".join(KINDS), set(rows.loc[rows["kind"].isin(KINDS), "organization_id"])),
        ("--organizations", ",".join(few), set(few)),
        ("--organizations", "1", set(coalition)),
    ):
        found, told = degrees(option, value)
        assert found == among(sample, ids), option
        assert "ties of organizations outside the filter" in told
    found, told = degrees("--status", "partner")
    assert sum(found.values()) == 2 * 623
    assert "Left out of the network: 923 ties of organizations outside the filter" in told
    assert "1 interaction with more than 50 participants (--most-participants)" in told


def test_a_selection_without_ties_is_reported() -> None:
    found, told = degrees("--since", "2031-01-01", "--kinds", "meeting")
    assert set(found.values()) == {0}
    assert "There are no ties in this selection" in told
    assert "There are no ties" not in degrees("--status", "partner")[1]


def test_the_size_and_the_weight_of_a_kind_are_options(sample: Tables) -> None:
    everybody = set(sample.organizations["organization_id"])
    found, told = degrees("--most-participants", "100")
    assert found == among(sample, everybody, most_participants=100)
    assert "--most-participants" not in told
    found, told = degrees("--kind-weight", "meeting=0", "--kind-weight", "funding=2.5")
    assert found == among(sample, everybody, kind_weights={"meeting": 0.0, "funding": 2.5})
    assert "pairs that share only conflicts, kinds of weight 0" in told
    for wrong in ("meeting", "meeting=-1", "=2", "meeting=inf", "meeting=nan"):
        answer = CliRunner().invoke(partners, ["centrality", str(sample_folder()), "--kind-weight", wrong])
        assert answer.exit_code == 2
        assert f"found '{wrong}'; write a kind and a weight" in answer.stderr


@pytest.fixture(scope="module")
def pulled(sample: Tables) -> Tables:
    """Return the sample as a database gives it back, with its derived ties."""
    store = StoreInMemory()
    ties = tie_network(sample)
    neo4j_store._push(
        store, sample, ties=ties.frame().assign(recipe=ties.recipe), replace=False, batch=5000, progress=None
    )
    return neo4j_store._pull(store)


@pytest.mark.parametrize("by", ["status", "kind", "list", "coalition"])
def test_the_dashboard_and_neo4j(sample: Tables, pulled: Tables, by: str) -> None:
    """What an address asks for, and what is asked of a database, is filtered as the files are: each tie as it was."""
    whole = tie_network(sample)
    rows = sample.organizations
    few = rows["organization_id"].tolist()[3:40]
    if by == "coalition":
        few = sorted(coalition_members("1", sample.shown(), cluster_members(whole, sample.shown())) or ())
    name, values, ids = {
        "status": ("status", ["partner"], rows.loc[rows["status"] == "partner", "organization_id"]),
        "kind": ("organization_kinds", KINDS, rows.loc[rows["kind"].isin(KINDS), "organization_id"]),
    }.get(by, ("organizations", few, few))
    selection = State.of("?" + "&".join(f"{name}={value}" for value in values)).selection()
    expected = whole.subgraph(ids)
    assert 0 < expected.number_of_edges() < whole.number_of_edges()
    for ties in (Answers(sample.shown(), selection).ties, tie_network(pulled, selection)):
        assert set(ties) == set(ids)
        assert {frozenset(pair) for pair in ties.edges} == {frozenset(pair) for pair in expected.edges}
        for a, b, tie in ties.edges(data=True):
            assert dict(tie) == dict(whole.edges[a, b])
    if by == "status":
        assert expected.number_of_edges() == 623
