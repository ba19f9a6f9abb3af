"""The NetworkX backend: every function that runs on an engine returns what NetworkX itself returns."""

import math
import random
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.utils.backends import _registered_algorithms

from graph.backend import ENGINE_FUNCTIONS, MOST_TIES_READ, backend, calls
from graph.network import TieNetwork

CHOICES: dict[str, list[dict[str, Any]]] = {
    "adamic_adar_index": [{}],
    "articulation_points": [{}],
    "betweenness_centrality": [{}, {"normalized": False}, {"weight": "length"}, {"k": 3, "seed": 5}],
    "bridges": [{}],
    "closeness_centrality": [{}, {"wf_improved": False}, {"distance": "length"}],
    "clustering": [{}],
    "connected_components": [{}],
    "constraint": [{}, {"weight": "length"}],
    "core_number": [{}],
    "effective_size": [{}],
    "eigenvector_centrality": [{"max_iter": 2000}, {"weight": "length", "max_iter": 2000, "tol": 1e-9}],
    "harmonic_centrality": [{}, {"distance": "length"}],
    "is_connected": [{}],
    "number_connected_components": [{}],
    "resource_allocation_index": [{}],
    "to_scipy_sparse_array": [{}, {"weight": "length", "dtype": "float64"}, {"weight": None, "dtype": "float64"}],
}
"""Calls that are compared with NetworkX's; the functions that take a node, or that NetworkX lacks, have tests below."""

FEW_LOOPS = st.integers(0, 9).map(lambda n: n == 0)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    n = draw(st.integers(1, 12))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(1, 6))
    found = nx.Graph()
    found.add_nodes_from(f"n{i}" for i in range(n))
    with_loops = draw(FEW_LOOPS)
    for a, b, length in draw(st.lists(pairs, max_size=24)):
        if a != b or with_loops:
            found.add_edge(f"n{a}", f"n{b}", length=length)
    return found


def outcome(function: Callable[..., Any], network: nx.Graph, choice: dict[str, Any]) -> Any:
    """Return what the function returns in a form that can be compared, or the error that it raises."""
    asked = dict(choice)
    if "seed" in asked:
        asked["seed"] = random.Random(asked["seed"])
    try:
        found = function(network, **asked)
        if hasattr(found, "toarray"):
            return found.toarray()
        if hasattr(found, "__next__"):
            found = list(found)
    except (nx.NetworkXException, ValueError, ZeroDivisionError) as error:
        return type(error)
    if isinstance(found, list) and found and isinstance(found[0], set):
        return sorted(map(sorted, found))
    if isinstance(found, list) and found and isinstance(found[0], tuple):
        return {frozenset(row[:2]): row[2:] for row in found}
    return set(found) if isinstance(found, list) else found


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, np.ndarray):
        return bool(np.allclose(found, expected, rtol=0, atol=1e-9))
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[key], expected[key]) for key in expected)
    if isinstance(expected, tuple):
        return all(same(a, b) for a, b in zip(found, expected, strict=True))
    if isinstance(expected, float | int) and not isinstance(expected, bool):
        return math.isclose(found, expected, abs_tol=1e-9) or (math.isnan(found) and math.isnan(expected))
    return bool(found == expected)


def test_every_engine_function_is_compared() -> None:
    compared_below = {"leiden_communities", "node_connected_component", "single_source_dijkstra_path_length"}
    assert set(ENGINE_FUNCTIONS) == set(CHOICES) | compared_below


@pytest.mark.parametrize("name", sorted(CHOICES))
@given(network=graphs())
@settings(max_examples=25, deadline=None)
def test_an_engine_returns_what_networkx_returns(name: str, network: nx.Graph) -> None:
    for choice in CHOICES[name]:
        expected = outcome(_registered_algorithms[name].orig_func, network, choice)
        found = outcome(getattr(backend, name), network, choice)
        assert same(found, expected), (choice, found, expected)


@given(graphs())
@settings(max_examples=25, deadline=None)
def test_the_functions_of_one_node(network: nx.Graph) -> None:
    for node in network:
        assert backend.node_connected_component(network, node) == nx.node_connected_component(network, node)
        expected = nx.single_source_dijkstra_path_length(network, node, weight="length")
        assert same(backend.single_source_dijkstra_path_length(network, node, weight="length"), expected)


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
    assert calls["to_scipy_sparse_array"] == before["to_scipy_sparse_array"] + 1
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
