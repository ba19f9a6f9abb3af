"""The NetworkX backend: every function that runs on an engine returns what NetworkX itself returns."""

import math
import random
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.utils.backends import _registered_algorithms

from graph.backend import ENGINE_FUNCTIONS, MOST_TIES_READ, backend, calls
from graph.ties.network import TieNetwork
from tests.examples import examples

CHOICES: dict[str, list[dict[str, Any]]] = {
    "adamic_adar_index": [{}, {"ebunch": [("n0", "n0"), ("n0", "n1")]}],
    "articulation_points": [{}],
    "attribute_assortativity_coefficient": [{"attribute": "kind"}],
    "average_clustering": [{}, {"count_zeros": False}, {"weight": "length"}],
    "average_shortest_path_length": [{}, {"weight": "length"}],
    "betweenness_centrality": [{}, {"normalized": False}, {"weight": "length"}, {"k": 3, "seed": 5}],
    "betweenness_centrality_subset": [
        {"sources": ["n0", "n2"], "targets": ["n1", "n2", "nobody"], "normalized": normalized, "weight": length}
        for normalized in (True, False)
        for length in (None, "length")
    ],
    "biconnected_components": [{}],
    "bridges": [{}],
    "closeness_centrality": [{}, {"wf_improved": False}, {"distance": "length"}],
    "clustering": [{}, {"weight": "length"}],
    "connected_components": [{}],
    "constraint": [{}, {"weight": "length"}],
    "core_number": [{}],
    "degree_assortativity_coefficient": [{}, {"weight": "length"}],
    "degree_centrality": [{}],
    "edge_betweenness_centrality": [
        {},
        {"normalized": False},
        {"weight": "length"},
        {"k": 2, "seed": 5},
        {"k": 1, "seed": 5, "normalized": False, "weight": "length"},
    ],
    "effective_size": [{}],
    "eigenvector_centrality": [{"max_iter": 2000}, {"weight": "length", "max_iter": 2000, "tol": 1e-9}],
    "harmonic_centrality": [{}, {"distance": "length"}],
    "is_biconnected": [{}],
    "is_connected": [{}],
    "isolates": [{}],
    "jaccard_coefficient": [{}, {"ebunch": [("n0", "n0"), ("n0", "n1")]}],
    "k_core": [{}, {"k": 2}],
    "modularity": [{"weight": "length"}, {"weight": None, "resolution": 0.5}],
    "number_connected_components": [{}],
    "number_of_isolates": [{}],
    "numeric_assortativity_coefficient": [{"attribute": "size"}],
    "pagerank": [
        {},
        {"weight": "length", "alpha": 0.5, "tol": 1e-10},
        {"max_iter": 1},
        {"personalization": {"n0": 1, "n2": 3}, "dangling": {"n1": 1}, "nstart": {"n0": 1}, "weight": "length"},
        {"personalization": {"nobody": 1}},
    ],
    "preferential_attachment": [{}, {"ebunch": [("n0", "n0"), ("n0", "n1")]}],
    "resource_allocation_index": [{}, {"ebunch": [("n0", "n0"), ("n0", "n1")]}],
    "to_scipy_sparse_array": [{}, {"weight": "length", "dtype": "float64"}, {"weight": None, "dtype": "float64"}],
    "transitivity": [{}],
    "triangles": [{}],
}
"""Calls that are compared with NetworkX's; the functions that take a node, or that NetworkX lacks, have tests below."""

FEW_LOOPS = st.integers(0, 9).map(lambda n: n == 0)


DIRECTED: dict[str, list[dict[str, Any]]] = {
    "attribute_assortativity_coefficient": CHOICES["attribute_assortativity_coefficient"],
    "average_shortest_path_length": CHOICES["average_shortest_path_length"],
    "betweenness_centrality": CHOICES["betweenness_centrality"],
    "betweenness_centrality_subset": CHOICES["betweenness_centrality_subset"],
    "constraint": CHOICES["constraint"],
    "degree_assortativity_coefficient": [{"x": x, "y": y} for x in ("in", "out") for y in ("in", "out")],
    "degree_centrality": [{}],
    "edge_betweenness_centrality": CHOICES["edge_betweenness_centrality"],
    "eigenvector_centrality": CHOICES["eigenvector_centrality"],
    "in_degree_centrality": [{}],
    "isolates": [{}],
    "modularity": CHOICES["modularity"],
    "numeric_assortativity_coefficient": CHOICES["numeric_assortativity_coefficient"],
    "out_degree_centrality": [{}],
    "pagerank": CHOICES["pagerank"],
    "to_scipy_sparse_array": CHOICES["to_scipy_sparse_array"],
}
"""The functions that take directed networks as well, or alone."""


@st.composite
def graphs(draw: st.DrawFn, *, directed: bool = False) -> nx.Graph:
    n = draw(st.integers(0, 12))
    found = nx.DiGraph() if directed else nx.Graph()
    found.add_nodes_from((f"n{i}", {"kind": "ab"[i % 2], "size": i % 3}) for i in range(n))
    with_loops = draw(FEW_LOOPS)
    pairs = st.tuples(st.integers(0, max(n - 1, 0)), st.integers(0, max(n - 1, 0)), st.integers(1, 6))
    for a, b, length in draw(st.lists(pairs, max_size=24 if n else 0)):
        if a != b or with_loops:
            found.add_edge(f"n{a}", f"n{b}", length=length)
    return found


def outcome(function: Callable[..., Any], network: nx.Graph, choice: dict[str, Any]) -> Any:
    """Return what the function returns in a form that can be compared, or the error that it raises."""
    asked = dict(choice)
    if function.__name__ == "modularity":
        asked["communities"] = iter([set(list(network)[::2]), set(list(network)[1::2])])
    if "seed" in asked:
        asked["seed"] = random.Random(asked["seed"])
    try:
        found = function(network, **asked)
        if hasattr(found, "toarray"):
            return found.toarray()
        if isinstance(found, Iterator):
            return unordered(list(found))
    except (nx.NetworkXException, ValueError, ZeroDivisionError, KeyError) as error:
        return type(error)
    if isinstance(found, nx.Graph):
        return dict(found.nodes(data=True)), {frozenset(edge): data for *edge, data in found.edges(data=True)}
    return found


def unordered(found: list[Any]) -> Any:
    if found and isinstance(found[0], set):
        return sorted(map(sorted, found))
    if found and isinstance(found[0], tuple):
        return {frozenset(row[:2]): row[2:] for row in found}
    return set(found)


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, np.ndarray):
        return bool(np.allclose(found, expected, rtol=0, atol=1e-9))
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[key], expected[key]) for key in expected)
    if isinstance(expected, tuple | list) and isinstance(found, tuple | list):
        return len(found) == len(expected) and all(same(a, b) for a, b in zip(found, expected, strict=True))
    if isinstance(expected, float | int) and not isinstance(expected, bool):
        return math.isclose(found, expected, abs_tol=1e-9) or (math.isnan(found) and math.isnan(expected))
    return bool(found == expected)


OF_NODES = {
    "dijkstra_path": lambda function, g, a, b: function(g, a, b, weight="length"),
    "dijkstra_path_length": lambda function, g, a, b: function(g, a, b, weight="length"),
    "has_path": lambda function, g, a, b: function(g, a, b),
    "shortest_path": lambda function, g, a, b: [function(g, a, b), function(g, a, b, weight="length")],
    "shortest_path_length": lambda function, g, a, b: [
        function(g, a), function(g, target=b), function(g, a, b),
        function(g, a, weight="length"), function(g, target=b, weight="length"), function(g, a, b, weight="length"),
    ],
    "single_source_dijkstra": lambda function, g, a, b: list(function(g, a, b, weight="length")),
    "single_source_dijkstra_path_length": lambda function, g, a, _: function(g, a, weight="length"),
    "single_source_shortest_path_length": lambda function, g, a, _: function(g, a),
}  # fmt: skip
"""Calls with a source and a target."""


def test_every_engine_function_is_compared() -> None:
    compared_below = {"leiden_communities", "louvain_communities", "node_connected_component"}
    assert set(ENGINE_FUNCTIONS) == set(CHOICES) | set(DIRECTED) | set(OF_NODES) | compared_below


def compare(name: str, network: nx.Graph, choices: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # NetworkX divides by 0 where there is nothing to correlate
        for choice in choices:
            expected = outcome(_registered_algorithms[name].orig_func, network, choice)
            found = outcome(getattr(backend, name), network, choice)
            assert same(found, expected), (name, choice, found, expected)


@given(network=graphs())
@settings(max_examples=examples(60))
def test_an_engine_returns_what_networkx_returns(network: nx.Graph) -> None:
    for name in sorted(CHOICES):
        compare(name, network, CHOICES[name])


@given(network=graphs(directed=True))
@settings(max_examples=examples(60))
def test_an_engine_returns_what_networkx_returns_of_a_directed_network(network: nx.Graph) -> None:
    for name in sorted(DIRECTED):
        compare(name, network, DIRECTED[name])


@pytest.mark.parametrize("directed", [False, True])
@given(data=st.data())
@settings(max_examples=examples(25))
def test_the_functions_from_node_to_node(directed: bool, data: st.DataObject) -> None:
    network = data.draw(graphs(directed=directed).filter(len))
    node = st.sampled_from([*network, "nobody"])
    a, b = data.draw(node), data.draw(node)
    for name, call in OF_NODES.items():
        assert same(
            outcome(lambda g, name=name, call=call: call(getattr(backend, name), g, a, b), network, {}),
            outcome(lambda g, name=name, call=call: call(_registered_algorithms[name].orig_func, g, a, b), network, {}),
        ), name


def test_of_equally_short_paths_the_one_of_networkx_is_returned() -> None:
    network = nx.convert_node_labels_to_integers(nx.grid_2d_graph(3, 3))
    network = nx.Graph(list(network.edges)[::-1])  # its order decides
    before = calls.copy()
    for a in network:
        for b in network:
            for name in ("shortest_path", "dijkstra_path", "single_source_dijkstra"):
                expected = _registered_algorithms[name].orig_func(network, a, b)
                assert getattr(backend, name)(network, a, b) == expected
    one_way = sum(len(list(nx.all_shortest_paths(network, a, b))) == 1 for a in network for b in network)
    assert calls["shortest_path"] - before["shortest_path"] == one_way < 81


@given(graphs())
@settings(max_examples=examples(25))
def test_the_component_of_one_node(network: nx.Graph) -> None:
    for node in network:
        assert backend.node_connected_component(network, node) == nx.node_connected_component(network, node)


def test_weighted_effective_size_is_burts_and_not_networkx() -> None:
    """NetworkX's per-node path is Burt's definition; its path over all nodes is not."""
    network = nx.Graph()
    for pair, strength in {
        "AB": 2,
        "AF": 3,
        "AG": 5,
        "AE": 2,
        "EG": 8,
        "FG": 3,
        "BG": 4,
        "BD": 1,
        "DG": 3,
        "GC": 10,
    }.items():
        network.add_edge(*pair, strength=strength)
    ours = nx.effective_size(network, weight="strength", backend="partners")
    assert ours["G"] == pytest.approx(5.4717, abs=1e-4)
    for node in network:
        one = nx.effective_size(network, nodes=[node], weight="strength")
        assert ours[node] == pytest.approx(one[node], abs=1e-12)


@given(graphs(directed=True))
@settings(max_examples=examples(25))
def test_directed_effective_size_is_burts_too(network: nx.Graph) -> None:
    sending = [node for node in network if set(network[node]) - {node}]
    if not nx.number_of_selfloops(network) and sending:
        found = backend.effective_size(network, weight="length")
        expected = _registered_algorithms["effective_size"].orig_func(network, nodes=sending, weight="length")
        assert same({node: found[node] for node in sending}, expected)


def snapshot(pairs: list[tuple[int, int]], n: int) -> TieNetwork:
    organizations = pd.DataFrame(
        {"name": [f"N{i}" for i in range(n)], "kind": None, "status": None},
        index=pd.Index([f"o{i}" for i in range(n)], name="organization_id"),
    )
    edges = pd.DataFrame(pairs, columns=["a", "b"])
    edges["strength"], edges["distance"], edges["interactions"] = 1.0, 1.0, 1
    edges["first"], edges["last"] = None, None
    edges["kinds"], edges["causes"] = [()] * len(edges), [()] * len(edges)
    return TieNetwork(organizations, edges)


def test_a_snapshot_runs_on_the_engine_without_being_read_tie_by_tie() -> None:
    ties = snapshot([(0, 1), (1, 2), (2, 3)], 5)
    before = calls.copy()
    nx.betweenness_centrality(ties)
    nx.pagerank(ties, weight="strength")
    list(nx.connected_components(ties))
    assert calls["betweenness_centrality"] == before["betweenness_centrality"] + 1
    assert calls["pagerank"] == before["pagerank"] + 1
    assert "_adj" not in ties.__dict__


def test_a_function_without_an_engine_reads_the_snapshot_below_a_size_and_says_so_above(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ties = snapshot([(0, 1), (1, 2)], 3)
    assert nx.diameter(ties) == 2
    assert MOST_TIES_READ >= 1_000_000
    monkeypatch.setattr("graph.backend.MOST_TIES_READ", 1)
    with pytest.raises(nx.NetworkXNotImplemented, match="2 ties is too large for NetworkX's own"):
        nx.diameter(ties)


def test_leiden_finds_planted_groups_by_seed_and_is_called_through_networkx() -> None:
    planted = nx.planted_partition_graph(4, 12, 0.8, 0.02, seed=3)
    planted.__networkx_cache__ = None  # NetworkX warns each time that it finds a graph converted before
    found = nx.community.leiden_communities(planted, seed=1, backend="partners")
    assert sorted(map(len, found)) == [12, 12, 12, 12]
    assert found == nx.community.leiden_communities(planted, seed=1, backend="partners")
    with pytest.raises(nx.NetworkXNotImplemented, match="max_level"):
        nx.community.leiden_communities(planted, max_level=1, backend="partners")
