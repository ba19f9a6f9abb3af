"""`partners centrality` beyond its frame: intervals, labels, and the network as a file."""

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import loaders
from graph import centrality_scores, tie_network
from graph.change.intervals import rank_intervals
from graph.measures.registry import measure
from loaders.export.tie_network_files import plain_graph
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("files_read_once")


def test_intervals_are_those_of_python(run: Run, small: Path) -> None:
    run("centrality", small, "--measure", "strength,constraint", "--intervals", "--out", "found.parquet", "--seed", 5)
    found = pd.read_parquet("found.parquet")
    columns = [f"{m}{end}" for m in ("strength", "constraint") for end in ("", "_rank", "_rank_low", "_rank_high")]
    assert list(found.columns) == ["organization_id", "name", *columns]
    tables = loaders.read(small)
    for name in ("strength", "constraint"):
        expected = rank_intervals(tables.shown(), measure=name, seed=5)
        for column in ("rank", "rank_low", "rank_high"):
            pd.testing.assert_series_equal(found[f"{name}_{column}"], expected[column], check_names=False)


def test_intervals_tell_how_thin_the_data_are(run: Run, small: Path) -> None:
    found = run("centrality", small, "--measure", "degree", "--intervals")
    assert found.exit_code == 0, found.stderr
    assert (
        "organizations without interaction: 14%; interactions without date: 0%; interactions without cause: 100%\n"
    ) in found.stderr


def test_labels_head_the_columns_in_plain_words(run: Run, small: Path) -> None:
    found = run("centrality", small, "--measure", "degree", "--intervals", "--labels").stdout.splitlines()[0]
    assert found.split("  ")[-1] == "partners: worst rank"
    run("centrality", small, "--measure", "degree,betweenness", "--labels", "--out", "found.csv")
    heads = ["organization_id", "name", "partners", measure("betweenness").label]
    assert list(pd.read_csv("found.csv").columns) == heads


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_network_holds_what_the_frame_tells(run: Run, small: Path, form: str) -> None:
    found = run("centrality", small, "--measure", "degree,constraint", "--out", f"found.{form}")
    assert (found.exit_code, found.stdout) == (0, ""), found.stderr
    assert f"Wrote a network of 7 organizations to found.{form}." in found.stderr
    network = nx.read_graphml("found.graphml") if form == "graphml" else nx.read_gexf("found.gexf")
    ties = tie_network(loaders.read(small))
    expected = plain_graph(ties, centrality_scores(ties, ["degree", "constraint"]))
    assert dict(network.nodes(data=True)) == dict(expected.nodes(data=True))
    assert {frozenset(p) for p in network.edges} == {frozenset(p) for p in expected.edges}
    assert network["hill-farmers"]["land-court"]["first"] == "2024-05-01"


def test_a_network_of_the_first_rows(run: Run, small: Path) -> None:
    run("centrality", small, "--measure", "degree", "--top", 3, "--format", "graphml", "--out", "first.xml")
    network = nx.read_graphml("first.xml")
    assert (len(network), network.number_of_edges()) == (3, 3)


REFUSED = {
    "a network is no text": (["centrality", "--format", "gexf"], "Name it with --out"),
    "a list is no network": (["centrality", "--measures", "--out", "list.gexf"], "--measures is a list and no network"),
    "only centrality": (["gaps", "--out", "gaps.graphml"], "Allowed: .csv, .json, .parquet, or "),
    "an unknown ending": (["centrality", "--out", "a.xyz"], "Allowed: .csv, .json, .parquet, .graphml, .gexf, or "),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused(run: Run, small: Path, case: str) -> None:
    (command, *options), told = REFUSED[case]
    found = run(command, small, *options)
    assert found.exit_code == 2
    assert told in found.stderr
