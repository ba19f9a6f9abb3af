"""The tie network reads as the NetworkX graph of the same ties, and never changes."""

import copy
import io
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.backend import calls
from graph.ties.network import EDGE_COLUMNS, TieNetwork
from tests.examples import examples

Facts = tuple[list[str], dict[tuple[int, int], float]]


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Draw organizations in any order and strengths of pairs of them."""
    ids = draw(st.lists(st.text("abcdefghij", min_size=1, max_size=2), unique=True, max_size=8))
    pairs = [(a, b) for b in range(len(ids)) for a in range(b)]
    strength = st.floats(0.001, 10)
    return ids, draw(st.dictionaries(st.sampled_from(pairs), strength, max_size=12)) if pairs else {}


def frames(found: Facts) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids, strengths = found
    organizations = pd.DataFrame(
        {"name": [f"{i} House" for i in ids], "kind": [None] * len(ids), "status": ["partner"] * len(ids)},
        index=pd.Index(ids, name="organization_id", dtype="object"),
        dtype="str",
    )
    strongest = max(strengths.values(), default=1.0)
    rows = [
        (a, b, s, strongest / s, 1 + a, date(2024, 1, 1) if a else None, None, ("meeting",) * (b % 2), ("land",))
        for (a, b), s in strengths.items()
    ]
    return organizations, pd.DataFrame(rows, columns=["a", "b", *EDGE_COLUMNS]).astype({"a": "int64", "b": "int64"})


def snapshot(found: Facts) -> TieNetwork:
    organizations, edges = frames(found)
    made: TieNetwork = TieNetwork(organizations, edges, as_of=date(2024, 6, 1), counts={"undated": 1})
    return made


def plain(found: Facts) -> nx.Graph:
    """Make the same network edge by edge."""
    organizations, edges = frames(found)
    ties = nx.Graph(as_of=date(2024, 6, 1))
    for i, row in organizations.iterrows():
        ties.add_node(i, name=row["name"], kind=None, status=row["status"])
    for tie in edges.to_dict("records"):
        ends = [found[0][tie[end]] for end in "ab"]
        ties.add_edge(*ends, **{name: tie[name] for name in EDGE_COLUMNS})
    return ties


READS: dict[str, Callable[[nx.Graph], Any]] = {
    "nodes": list,
    "nodes(data)": lambda ties: list(ties.nodes(data=True)),
    "nodes(name)": lambda ties: dict(ties.nodes(data="name")),
    "edges": lambda ties: {frozenset(tie) for tie in ties.edges},
    "edges(strength)": lambda ties: {(frozenset(t[:2]), t[2]) for t in ties.edges(data="strength")},
    "edges of each": lambda ties: [sorted(ties.edges(i)) for i in ties],
    "adj": lambda ties: {i: dict(near) for i, near in ties.adj.items()},
    "adjacency": lambda ties: {i: set(near) for i, near in ties.adjacency()},
    "[]": lambda ties: [{j: dict(ties[i][j]) for j in ties[i]} for i in ties],
    "neighbors": lambda ties: [set(ties.neighbors(i)) for i in ties],
    "degree": lambda ties: dict(ties.degree),
    "degree by strength": lambda ties: {i: pytest.approx(d) for i, d in ties.degree(weight="strength")},
    "len": len,
    "order": lambda ties: (ties.order(), ties.number_of_nodes(), ties.number_of_edges(), ties.size()),
    "in": lambda ties: [i in ties for i in ("a", "ab", "nobody", 7, None)],
    "has_edge": lambda ties: [(i, j) for i in ties for j in ties if ties.has_edge(i, j)],
    "get_edge_data": lambda ties: [ties.get_edge_data(i, j, default=0) for i in ties for j in ties],
    "is": lambda ties: (ties.is_directed(), ties.is_multigraph(), nx.is_weighted(ties, weight="strength")),
    "graph": lambda ties: ties.graph,
    "density": nx.density,
    "selfloops": lambda ties: list(nx.selfloop_edges(ties)),
    "isolates": lambda ties: list(nx.isolates(ties)),
    "components": lambda ties: {frozenset(part) for part in nx.connected_components(ties)},
    "matrix": lambda ties: nx.to_numpy_array(ties, weight="strength").tolist() if len(ties) else [],
    "edge frame": lambda ties: len(nx.to_pandas_edgelist(ties)),
    "bridges": lambda ties: {frozenset(tie) for tie in nx.bridges(ties)},
    "triangles": nx.triangles,
    "relabelled": lambda ties: nx.relabel_nodes(ties, {i: f"{i}!" for i in ties}).adj,
    "line graph": lambda ties: len(nx.line_graph(ties)),
}


@settings(max_examples=examples(40))
@given(facts())
def test_it_reads_as_networkx(found: Facts) -> None:
    ours, theirs = snapshot(found), plain(found)
    for name, read in READS.items():
        assert read(ours) == read(theirs), name


COPIES: dict[str, Callable[[nx.Graph], nx.Graph]] = {
    "nx.Graph": nx.Graph,
    "copy": lambda ties: ties.copy(),
    "view": lambda ties: ties.copy(as_view=True),
    "to_undirected": lambda ties: ties.to_undirected(),
    "to_directed": lambda ties: ties.to_directed(),
    "subgraph": lambda ties: ties.subgraph([i for i in ties if "a" in i]),
    "edge_subgraph": lambda ties: ties.edge_subgraph([tie for tie in ties.edges if "a" in tie[0]]),
    "filtered": lambda ties: nx.subgraph_view(ties, filter_edge=lambda a, b: ties[a][b]["strength"] > 1),
    "pickle": lambda ties: pickle.loads(pickle.dumps(ties)),
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "node_link": lambda ties: nx.node_link_graph(nx.node_link_data(ties)),
}


@settings(max_examples=examples(25))
@given(facts())
def test_a_copy_is_that_of_networkx(found: Facts) -> None:
    network, reference = snapshot(found), plain(found)
    for name, made in COPIES.items():
        ours, theirs = made(network), made(reference)
        assert nx.utils.graphs_equal(ours, theirs), name
        assert ours.is_directed() == theirs.is_directed()


@settings(max_examples=examples(20))
@given(facts())
def test_a_plain_copy_can_be_changed_and_changes_nothing_else(found: Facts) -> None:
    for made in (nx.Graph, nx.Graph.copy):
        ties = snapshot(found)
        free = made(ties)
        assert not isinstance(free, TieNetwork)
        free.add_edge("new", "newer", strength=1.0)
        for *_, tie in free.edges(data=True):
            tie["strength"] = -1.0
        for _, about in free.nodes(data=True):
            about["name"] = "changed"
        assert nx.utils.graphs_equal(ties, plain(found))


@settings(max_examples=examples(10))
@given(facts())
def test_what_pickle_keeps_beside_the_ties(found: Facts) -> None:
    ties = snapshot(found)
    again = pickle.loads(pickle.dumps(ties))
    assert isinstance(again, TieNetwork)
    assert (again.as_of, again.counts) == (ties.as_of, ties.counts)
    assert again.frame().equals(ties.frame())
    assert again.former.equals(ties.former)


FOUND: Facts = (["c", "a", "b", "lone"], {(0, 1): 1.0, (1, 2): 4.0, (0, 2): 2.0})


@pytest.mark.parametrize("write", [nx.write_gexf, nx.write_graphml])
def test_it_is_written_as_networkx_writes_it(write: Callable[..., None]) -> None:
    def written(ties: nx.Graph) -> bytes:
        # Neither format holds dates, lists or blanks: what is written is what they hold.
        kept = nx.Graph()
        kept.add_nodes_from((i, {"name": about["name"]}) for i, about in ties.nodes(data=True))
        kept.add_edges_from((a, b, {"strength": tie["strength"]}) for a, b, tie in ties.edges(data=True))
        file = io.BytesIO()
        write(kept, file)
        return file.getvalue()

    assert written(snapshot(FOUND)) == written(plain(FOUND))
    assert b"lone" in written(snapshot(FOUND))


@pytest.mark.parametrize("write", [nx.write_gexf, nx.write_graphml])
def test_what_networkx_cannot_write_it_refuses_here_too(write: Callable[..., None]) -> None:
    for ties in (snapshot(FOUND), plain(FOUND)):
        with pytest.raises((nx.NetworkXError, TypeError)):
            write(ties, io.BytesIO())


MUTATORS: dict[str, Callable[[nx.Graph], object]] = {
    "add_node": lambda ties: ties.add_node("x"),
    "add_nodes_from": lambda ties: ties.add_nodes_from("xy"),
    "remove_node": lambda ties: ties.remove_node("a"),
    "remove_nodes_from": lambda ties: ties.remove_nodes_from("a"),
    "add_edge": lambda ties: ties.add_edge("a", "lone"),
    "add_edges_from": lambda ties: ties.add_edges_from([("a", "lone")]),
    "add_weighted_edges_from": lambda ties: ties.add_weighted_edges_from([("a", "lone", 1)]),
    "update": lambda ties: ties.update(edges=[("a", "lone")]),
    "remove_edge": lambda ties: ties.remove_edge("a", "b"),
    "remove_edges_from": lambda ties: ties.remove_edges_from([("a", "b")]),
    "clear": lambda ties: ties.clear(),
    "clear_edges": lambda ties: ties.clear_edges(),
    "nx.add_path": lambda ties: nx.add_path(ties, ["a", "lone"]),
    "nx.set_node_attributes": lambda ties: nx.set_node_attributes(ties, 1, "rank"),
    "nx.set_edge_attributes": lambda ties: nx.set_edge_attributes(ties, 1, "strength"),
    "nx.relabel_nodes": lambda ties: nx.relabel_nodes(ties, {"a": "z"}, copy=False),
    "nodes[...][...] =": lambda ties: ties.nodes["a"].__setitem__("name", "x"),
    "edges[...][...] =": lambda ties: ties.edges["a", "b"].__setitem__("strength", 9.0),
    "[a][b][...] =": lambda ties: ties["a"]["b"].__setitem__("strength", 9.0),
    "del": lambda ties: ties["a"]["b"].__delitem__("strength"),
    "attribute update": lambda ties: ties["a"]["b"].update(strength=9.0),
    "attribute |=": lambda ties: ties["a"]["b"].__ior__({"strength": 9.0}),
    "attribute pop": lambda ties: ties["a"]["b"].pop("strength"),
    "attribute popitem": lambda ties: ties["a"]["b"].popitem(),
    "attribute clear": lambda ties: ties["a"]["b"].clear(),
    "attribute setdefault": lambda ties: ties["a"]["b"].setdefault("new", 1),
}


@pytest.mark.parametrize("name", MUTATORS)
def test_every_change_is_refused_and_none_is_made(name: str) -> None:
    ties = snapshot(FOUND)
    with pytest.raises(
        nx.NetworkXError, match=r"^A tie network cannot be changed\. Change a copy: nx\.Graph\(ties\)\.$"
    ):
        MUTATORS[name](ties)
    assert nx.utils.graphs_equal(ties, plain(FOUND))


def test_every_method_that_changes_a_graph_is_refused() -> None:
    changing = {name for name in dir(nx.Graph) if name.split("_")[0] in {"add", "remove", "clear", "update"}}
    assert changing <= set(MUTATORS)


def test_the_columns_that_the_engines_read_do_not_change_either() -> None:
    ties = snapshot(FOUND)
    for column in (ties.tails, ties.heads, ties.strength, ties.distance):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


def test_attributes_can_be_copied_and_the_copy_changed() -> None:
    tie = snapshot(FOUND)["a"]["b"].copy()
    tie["strength"] = 9.0
    assert type(tie) is dict
    assert snapshot(FOUND)["a"]["b"]["strength"] == 4.0


MEASURES: dict[str, Callable[[nx.Graph], Any]] = {
    "pagerank": lambda ties: nx.pagerank(ties, weight="strength"),
    "betweenness": nx.betweenness_centrality,
    "betweenness by distance": lambda ties: nx.betweenness_centrality(ties, weight="distance"),
    "closeness": lambda ties: nx.closeness_centrality(ties, distance="distance"),
    "clustering": lambda ties: nx.clustering(ties, weight="strength"),
    "constraint": lambda ties: nx.constraint(ties, weight="strength"),
    "effective size": nx.effective_size,
    "core": nx.core_number,
    "eccentric path": lambda ties: dict(nx.all_pairs_dijkstra_path_length(ties, weight="distance")),
    "cutpoints": lambda ties: dict.fromkeys(nx.articulation_points(ties), 1),
    "harmonic": nx.harmonic_centrality,
    "spanning tree": lambda ties: nx.minimum_spanning_tree(ties, weight="distance").size(weight="distance"),
    "core graph": lambda ties: set(nx.k_core(ties, 2)),
}


@settings(max_examples=examples(30))
@given(facts().filter(lambda found: len(found[0]) > 2 and len(found[1]) > 1))
def test_measures_equal_those_of_networkx(found: Facts) -> None:
    network, reference = snapshot(found), plain(found)
    for name, measure in MEASURES.items():
        ours, theirs = measure(network), measure(reference)
        if isinstance(theirs, dict):
            assert set(ours) == set(theirs), name
            for key, value in theirs.items():
                assert ours[key] == pytest.approx(value, rel=1e-5, abs=1e-6, nan_ok=True), name
        else:
            assert ours == (pytest.approx(theirs) if isinstance(theirs, float) else theirs), name


def test_it_is_told_which_functions_ran_on_an_engine() -> None:
    ties = snapshot(FOUND)
    for function, runs in ((nx.betweenness_centrality, 1), (nx.core_number, 1), (nx.triangles, None)):
        before = calls[function.__name__]
        function(ties)
        function(nx.Graph(ties))
        if runs is not None:
            assert calls[function.__name__] == before + runs


def test_a_network_of_nobody() -> None:
    ties = snapshot(([], {}))
    assert len(ties) == 0
    assert list(ties.edges) == []
    assert ties.frame().columns.tolist() == ["from_id", "to_id", *EDGE_COLUMNS]
    assert nx.number_of_selfloops(ties) == 0


def test_the_frame_of_ties_is_sorted_by_strength() -> None:
    frame = snapshot(FOUND).frame()
    assert frame[["from_id", "to_id", "strength", "distance"]].to_numpy().tolist() == [
        ["a", "b", 4.0, 1.0],
        ["c", "b", 2.0, 2.0],
        ["c", "a", 1.0, 4.0],
    ]
    assert np.all(frame["strength"] * frame["distance"] == 4.0)
