"""Networks in files of their own: GEXF, GraphML and GML beside NetworkX; LittleSis, Oligrapher, node-link JSON."""

import gzip
import json
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pytest

import loaders
from graph.errors import UnreadableSource
from loaders.formats.networks.littlesis import _CATEGORIES
from tests.loaders.formats.given import balanced, ends, names, saved
from tests.loaders.formats.test_drawn_tables import sample, ties, told

WRITERS = {"gexf": nx.write_gexf, "graphml": nx.write_graphml, "gml": nx.write_gml}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("directed", [True, False])
def test_what_networkx_writes(tmp_path: Path, ending: str, directed: bool) -> None:
    random = Random(f"{ending}{directed}")
    drawn: Any = nx.gnp_random_graph(12, 0.3, seed=random.randrange(1000), directed=directed)
    nx.set_node_attributes(drawn, {node: f"Group {node} & <Ć>" for node in drawn}, "label")
    nx.set_edge_attributes(drawn, {edge: random.randrange(1, 9) / 2 for edge in drawn.edges}, "weight")
    path = tmp_path / f"net.{ending}"
    # GML takes the name of a node for its label.
    WRITERS[ending](nx.relabel_nodes(drawn, nx.get_node_attributes(drawn, "label")) if ending == "gml" else drawn, path)
    tables = balanced(loaders.load(path)).tables
    label = nx.get_node_attributes(drawn, "label")
    expected = {
        (*((label[a], label[b]) if directed else sorted((label[a], label[b]))), "", told["weight"], directed, "")
        for a, b, told in drawn.edges(data=True)
    }
    assert ties(tables) == expected
    assert sorted(names(tables).values()) == sorted(label.values())


def test_gexf(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "gexf")
    assert ties(loaded.tables) == {
        ("Well Diggers", "River Fund", "allies", 2.0, True, "2010-01-01"),
        ("Well Diggers", "River Fund", "allies", 2.0, True, "2012-06-01"),
        ("River Fund", "Well Diggers", "", 0.5, False, ""),
    }
    assert told(loaded, "rejects") == [("a person", "person"), ("a person", "person")]


def test_an_edge_without_a_strength_beside_others_has_one(tmp_path: Path) -> None:
    text = '<gexf><graph><nodes><node id="a"/><node id="b"/><node id="c"/></nodes><edges>{}</edges></graph></gexf>'
    edges = '<edge source="a" target="b"{}/><edge source="b" target="c"/>'
    for stated, found in ((' weight="3"', {3.0, 1.0}), ("", {None})):
        tables = loaders.read(saved(tmp_path, "a.gexf", text.format(edges.format(stated))))
        assert {tie[3] for tie in ties(tables)} == found


def test_graphml_with_nested_graphs_and_defaults(tmp_path: Path) -> None:
    assert ties(sample(tmp_path, "graphml").tables) == {
        ("River Fund", "Well Diggers", "", 2.5, False, ""),
        ("Well Diggers", "n3", "", 1.0, True, ""),
        ("n3", "Well Diggers", "", 1.0, True, ""),
    }


def test_gml(tmp_path: Path) -> None:
    assert ties(sample(tmp_path, "gml").tables) == {
        ("Well & Diggers", "River Fund", "", 3.0, True, ""),
        ("River Fund", "Well & Diggers", "", 1.0, True, ""),
    }


@pytest.mark.parametrize("text", ["graph [", "graph [ node [ id ] ]", "graph [ ] ]", "graph [ [ ] ]", "graph [ ]"])
def test_broken_gml(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableSource, match="Allowed: "):
        loaders.load(saved(tmp_path, "a.gml", text), form="gml")


def test_littlesis(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "littlesis")
    assert ties(loaded.tables) == {("Well Diggers", "River Fund", "membership", None, True, "2010-01-01")}
    assert ends(loaded.tables) == {
        ("2012-05-01", "funding", "River Fund", "funder"), ("2012-05-01", "funding", "Well Diggers", "implementer"),
    }  # fmt: skip
    assert loaded.tables.interactions["date_end"].dt.strftime("%Y-%m-%d").tolist() == ["2013-01-01"]
    assert told(loaded, "rejects") == [
        ("99", "unknown_id"),
        ("a person", "person"),
        ("a person", "person"),
        ("false", "ended"),
    ]
    wells = loaded.tables.organizations.set_index("name").loc["Well Diggers"]
    assert (wells["kind"], wells["aliases"], wells["note"]) == ("ngo", "WD;The Diggers", "Wells")


@pytest.mark.parametrize("packed", [True, False])
def test_the_twelve_categories_of_littlesis(tmp_path: Path, packed: bool) -> None:
    entities = [{"id": i, "name": f"Group {i}", "primary_ext": "Org"} for i in range(13)]
    relations = [
        {"id": i, "entity1_id": 0, "entity2_id": i, "category_id": i, "start_date": "2001-00-00", "is_current": True}
        for i in range(1, 13)
    ]
    texts = [json.dumps(part).encode() for part in (relations, entities)]
    paths = [
        saved(tmp_path, f"{i}.json{'.gz' * packed}", gzip.compress(text) if packed else text)
        for i, text in enumerate(texts)
    ]
    tables = balanced(loaders.load(*paths)).tables
    kinds = {kind: directed for _, _, kind, _, directed, _ in ties(tables)}
    assert list(_CATEGORIES).index("ownership") == 9
    assert set(kinds) == set(_CATEGORIES) - {"donation"}
    assert {kind for kind, directed in kinds.items() if not directed} == {"family", "social", "professional", "generic"}
    # What holds now has no date, but a gift has its own.
    assert {tie[-1] for tie in ties(tables)} == {""}
    assert set(tables.declared_ties["x_start_date"]) == {"2001-00-00"}
    assert {day for day, _, _, _ in ends(tables)} == {"2001-01-01"}
    with pytest.raises(UnreadableSource, match="Load them together"):
        loaders.load(paths[0])


def test_oligrapher(tmp_path: Path) -> None:
    loaded = sample(tmp_path, "oligrapher")
    assert ties(loaded.tables) == {
        ("River Fund", "Well Diggers", "grantee", None, True, ""),
        ("River Fund", "Well Diggers", "allies", None, False, ""),
    }
    assert told(loaded, "rejects") == [("a person", "person"), ("a person", "person")]


def test_node_link_and_cytoscape(tmp_path: Path) -> None:
    tables = sample(tmp_path, "node link").tables
    assert ties(tables) == {("River Fund", "Well Diggers", "", 2.0, False, "")}
    assert tables.declared_ties["sign"].tolist() == [-1.0]
    assert ties(sample(tmp_path, "cytoscape").tables) == {("River Fund", "Well Diggers", "allies", None, None, "")}
    drawn = nx.relabel_nodes(nx.karate_club_graph(), lambda node: f"Member {node}")
    path = saved(tmp_path, "karate.json", nx.node_link_data(drawn, edges="links"))
    found = ties(balanced(loaders.load(path)).tables)
    assert {(frozenset(tie[:2]), tie[3]) for tie in found} == {
        (frozenset((a, b)), float(told["weight"])) for a, b, told in drawn.edges(data=True)
    }
