"""What is written as GraphML or GEXF is the network: every node, pair and value, in three readers."""

import warnings
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pandas as pd
import pytest

from graph import Tables, centrality_scores, tie_network
from graph.errors import UnknownName
from graph.measures.registry import MEASURES
from loaders.export.tie_network_files import plain_graph, write_graph

NAMES = ["=1+1", 'A & <B> "C"', "bell\x07\x00", "line\r\nend", "Čović, 水", "lone"]


@pytest.fixture
def ties() -> nx.Graph:
    ids = list("abcdef")
    kinds = {
        "i1": ("meeting", "2024-05-01", "ab"),
        "i2": ("training", "2024-06-01", "ab"),
        "i3": ("check_in", None, "cd"),
    }
    kinds["i4"] = ("meeting", "2024-02-03", "ace")
    interactions = [(i, kind, day) for i, (kind, day, _) in kinds.items()]
    return tie_network(
        Tables.of(
            {
                "organizations": pd.DataFrame({"organization_id": ids, "name": NAMES, "status": ["us", *[None] * 5]}),
                "causes": pd.DataFrame({"cause_id": ["w", "l"], "name": ["Water", "Land"]}),
                "interactions": pd.DataFrame(interactions, columns=["interaction_id", "kind", "date"]),
                "participations": pd.DataFrame(
                    [(i, who) for i, (_, _, there) in kinds.items() for who in there],
                    columns=["interaction_id", "organization_id"],
                ),
                "interaction_causes": pd.DataFrame({"interaction_id": ["i1", "i1"], "cause_id": ["w", "l"]}),
            }
        )
    )


def read(path: Path) -> tuple[dict[str, dict[str, Any]], dict[frozenset[str], dict[str, Any]]]:
    """Return nodes and edges with their attributes, without what the reader itself adds."""
    found = nx.read_graphml(path) if path.suffix == ".graphml" else nx.read_gexf(path)
    nodes = {node: dict(told) for node, told in found.nodes(data=True)}
    edges = {frozenset((a, b)): {k: v for k, v in told.items() if k != "id"} for a, b, told in found.edges(data=True)}
    return nodes, edges


def test_the_plain_graph_tells_the_network(ties: nx.Graph) -> None:
    found = plain_graph(ties, centrality_scores(ties, ["degree", "constraint"]))
    assert type(found) is nx.Graph
    assert found.nodes["a"] == {
        "label": "=1+1", "name": "=1+1", "kind": "", "status": "us", "degree": 3,
        "constraint": pytest.approx(ties_constraint(ties)),
    }  # fmt: skip
    assert found.nodes["f"] == {"label": "lone", "name": "lone", "kind": "", "status": "", "degree": 0}
    tie = dict(found["a"]["b"])
    assert tie.pop("strength") == ties["a"]["b"]["strength"]
    assert tie.pop("distance") == ties["a"]["b"]["distance"]
    assert tie == {
        "interactions": 2, "first": "2024-05-01", "last": "2024-06-01", "kinds": "meeting;training", "causes": "l;w"
    }  # fmt: skip
    assert (found["c"]["d"]["first"], found["c"]["d"]["causes"]) == ("", "")


def ties_constraint(ties: nx.Graph) -> float:
    return float(nx.constraint(nx.Graph(ties), weight="strength")["a"])


def test_what_xml_cannot_hold_is_written_as_its_number(ties: nx.Graph) -> None:
    found = plain_graph(ties)
    assert found.nodes["c"]["name"] == "bell\\u0007\\u0000"
    assert found.nodes["d"]["name"] == "line\\u000d\nend"
    clash = nx.Graph([("x\x01", "x\x02")])
    assert sorted(plain_graph(clash)) == ["x\\u0001", "x\\u0002"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_every_node_pair_and_value(ties: nx.Graph, tmp_path: Path, form: str) -> None:
    scores = centrality_scores(ties, [m.name for m in MEASURES])
    path = tmp_path / f"network.{form}"
    write_graph(ties, path, form, scores)
    nodes, edges = read(path)
    expected = plain_graph(ties, scores)
    assert nodes == {node: dict(told) for node, told in expected.nodes(data=True)}
    assert edges == {frozenset((a, b)): dict(told) for a, b, told in expected.edges(data=True)}


def test_igraph_reads_every_node_pair_and_value(ties: nx.Graph, tmp_path: Path) -> None:
    scores = centrality_scores(ties, [m.name for m in MEASURES])
    write_graph(ties, tmp_path / "network.graphml", "graphml", scores)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the file states ids, which igraph keeps as an attribute
        found = igraph.Graph.Read_GraphML(str(tmp_path / "network.graphml"))
    expected = plain_graph(ties, scores)
    ids = found.vs["id"]
    assert ids == list(expected)
    for vertex in found.vs:
        for name, value in expected.nodes[vertex["id"]].items():
            assert vertex[name] == value, (vertex["id"], name)
    assert found.ecount() == expected.number_of_edges()
    for edge in found.es:
        for name, value in expected[ids[edge.source]][ids[edge.target]].items():
            assert edge[name] == value, name


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_an_empty_network_is_written_too(tmp_path: Path, form: str) -> None:
    write_graph(nx.Graph(), tmp_path / f"none.{form}", form)
    assert read(tmp_path / f"none.{form}") == ({}, {})


def test_only_the_organizations_of_the_scores(ties: nx.Graph) -> None:
    found = plain_graph(ties, centrality_scores(ties, ["degree"]).head(2))
    assert (list(found), list(found.edges)) == (["a", "b"], [("a", "b")])


def test_an_unknown_form_is_refused(ties: nx.Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"found 'gefx'.*'gexf'"):
        write_graph(ties, tmp_path / "x", "gefx")
