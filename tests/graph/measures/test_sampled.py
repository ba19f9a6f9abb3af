"""Betweenness from pairs against the exact one, and its bound over many seeds."""

from collections.abc import Callable
from itertools import permutations

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from graph.engines.paths_of_pairs import lie_between
from graph.measures import centrality as position
from graph.measures.sampled import SampledBetweenness, _upper, sampled_betweenness
from tests.examples import examples

NOTHING = sparse.csr_array((0, 0))
ALONG = pytest.mark.parametrize("along", [None, "distance"])


def weighted(n: int, seed: int) -> nx.Graph:
    ties = nx.barabasi_albert_graph(n, 3, seed=seed)
    strengths = np.random.default_rng(seed).choice([1.0, 2.0, 3.0, 6.0], ties.number_of_edges())
    for (_, _, tie), strength in zip(ties.edges(data=True), strengths, strict=True):
        tie["distance"] = 6 / strength
    ties.add_nodes_from(["lone", "lorn"])
    return nx.relabel_nodes(ties, str)


def by_id(estimates: SampledBetweenness) -> pd.DataFrame:
    return estimates.frame.set_index("organization_id")


@ALONG
@settings(max_examples=examples(40))
@given(data=st.data())
def test_of_every_pair_it_is_exact(draw_ties: Callable[..., nx.Graph], data: st.DataObject, along: str | None) -> None:
    ties = draw_ties(data)
    found = sampled_betweenness(ties, along=along, pairs=max(len(ties) ** 2, 1))
    exact = nx.betweenness_centrality(ties, weight=along)
    for column in ("betweenness", "low", "high"):
        assert by_id(found)[column].to_dict() == pytest.approx(exact, abs=1e-9)
    assert found.epsilon == 0


@ALONG
@settings(max_examples=examples(60))
@given(data=st.data())
def test_who_lies_between_all_pairs_is_who_networkx_says(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, along: str | None
) -> None:
    ties = nx.convert_node_labels_to_integers(draw_ties(data))
    ties.remove_edges_from(list(nx.selfloop_edges(ties)))
    for _, _, tie in ties.edges(data=True):
        tie["distance"] = data.draw(st.integers(1, 4))  # whole numbers: many paths of exactly one length
    n = len(ties)
    network = sparse.csr_array(nx.to_scipy_sparse_array(ties, weight="distance", dtype=float)) if n else NOTHING
    pairs = np.array(list(permutations(range(n), 2)), dtype=np.int64).reshape(-1, 2)
    found = lie_between(network, pairs, steps=along is None)
    exact = nx.betweenness_centrality(ties, weight=along, normalized=False)
    assert found == pytest.approx([2 * exact[node] for node in ties], abs=1e-9)


@ALONG
@pytest.mark.parametrize("seed", range(4))
def test_who_lies_between_many_is_who_igraph_says(along: str | None, seed: int) -> None:
    ties = nx.convert_node_labels_to_integers(weighted(60, seed))
    network = sparse.csr_array(nx.to_scipy_sparse_array(ties, weight="distance", dtype=float))
    pairs = np.array(list(permutations(range(len(ties)), 2)))
    found = lie_between(network, pairs, steps=along is None)
    peer = igraph.Graph.from_networkx(ties)
    assert found == pytest.approx(2 * np.array(peer.betweenness(directed=False, weights=along)), abs=1e-7)


@ALONG
def test_the_bound_holds_in_nearly_all_seeds(along: str | None) -> None:
    ties = weighted(300, 5)
    exact = pd.Series(nx.betweenness_centrality(ties, weight=along))
    held = 0
    for seed in range(40):
        found = sampled_betweenness(ties, along=along, pairs=500, seed=seed)
        frame = by_id(found)
        held += bool(((frame["low"] <= exact) & (exact <= frame["high"])).all())
        assert (found.frame["betweenness"] - found.frame["low"]).max() <= found.epsilon
        assert (found.frame["high"] - found.frame["betweenness"]).max() <= found.epsilon
    assert held >= 38


@ALONG
def test_the_mean_over_seeds_is_the_exact_value(along: str | None) -> None:
    ties = weighted(120, 3)
    exact = nx.betweenness_centrality(ties, weight=along)
    estimates = [sampled_betweenness(ties, along=along, pairs=2_000, seed=seed) for seed in range(200)]
    found = [by_id(estimate)["betweenness"] for estimate in estimates]
    mean, spread = pd.concat(found, axis=1).mean(axis=1), pd.concat(found, axis=1).std(axis=1)
    off = (mean - pd.Series(exact)).abs()
    assert (off <= 5 * spread / np.sqrt(200) + 1e-12).all()
    assert off.max() < 0.005


def test_the_bound_is_where_the_divergence_says() -> None:
    mean = np.array([0.0, 0.01, 0.3, 0.9])
    high = _upper(mean, 0.02)
    with np.errstate(divide="ignore", invalid="ignore"):
        hit = np.where(mean > 0, mean * np.log(mean / high), 0)
    assert hit + (1 - mean) * np.log((1 - mean) / (1 - high)) == pytest.approx(np.full(4, 0.02))
    assert high[0] == pytest.approx(1 - np.exp(-0.02))
    assert (high > mean).all()
    assert _upper(np.ones(1), 0.02).tolist() == [1.0]


def test_the_middle_of_a_star() -> None:
    found = sampled_betweenness(nx.star_graph(999), pairs=5_000, seed=1).frame
    assert found.loc[0, "betweenness"] == pytest.approx(1, abs=0.01)
    assert found["low"].iloc[0] > 0.98
    assert (found["betweenness"].iloc[1:] == 0).all()
    assert found["high"].iloc[1:].max() < 0.003


def test_the_draw_follows_the_seed_and_not_the_order_of_rows() -> None:
    ties = weighted(150, 2)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(ties)))
    turned.add_edges_from(ties.edges(data=True))
    found = by_id(sampled_betweenness(ties, along="distance", pairs=900))
    assert found.equals(by_id(sampled_betweenness(ties, along="distance", pairs=900)))
    other = by_id(sampled_betweenness(turned, along="distance", pairs=900))
    assert other.index.tolist() == list(turned)
    pd.testing.assert_frame_equal(found, other.loc[found.index], rtol=1e-9, atol=1e-12)
    assert not found.equals(by_id(sampled_betweenness(ties, along="distance", pairs=900, seed=9)))


@pytest.mark.parametrize("wrong", [{"pairs": 0}, {"delta": 0.0}, {"delta": 1.0}])
def test_what_is_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="allowed 1 or more"):
        sampled_betweenness(nx.path_graph(3), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["betweenness", "betweenness_distance"])
def test_the_measure_is_sampled_above_its_limit(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    ties = weighted(700, 4)
    measure = getattr(position, name)
    exact = measure(ties)
    monkeypatch.setattr(position, "EXACT_UP_TO", 701)
    found = measure(ties)
    along = "distance" if name.endswith("distance") else None
    assert found.name == name
    assert found.tolist() == sampled_betweenness(ties, along=along).frame["betweenness"].tolist()
    assert found.index.tolist() == list(ties)
    assert not np.allclose(found, exact, rtol=0, atol=1e-9)
    monkeypatch.setattr(position, "EXACT_UP_TO", 702)
    assert measure(ties).equals(exact)


def test_a_loop_changes_nothing() -> None:
    ties = weighted(40, 2)
    looped = ties.copy()
    looped.add_edge("1", "1", distance=1.0)
    found, expected = (sampled_betweenness(network, pairs=99).frame for network in (looped, ties))
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize(
    "ties", [nx.DiGraph([(1, 2)]), nx.MultiGraph([(1, 2), (1, 2)]), nx.Graph([(1, 2, {"distance": -1.0})])]
)
def test_what_cannot_be_estimated_is_refused(ties: nx.Graph) -> None:
    with pytest.raises(nx.NetworkXNotImplemented, match="undirected networks without parallel ties"):
        sampled_betweenness(ties, along="distance")
