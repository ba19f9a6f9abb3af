"""Estimated harmonic closeness: exact from everybody, fair from a sample, and its error tells how far it is off."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measures.harmonic import estimated_harmonic


@given(st.integers(0, 2**32 - 1), st.integers(1, 90), st.floats(0, 0.2))
def test_from_everybody_it_is_exact(seed: int, n: int, density: float) -> None:
    ties = nx.gnp_random_graph(n, density, seed=seed)
    exact = nx.harmonic_centrality(ties)
    found = estimated_harmonic(ties, sources=n)
    assert (found["harmonic"] * max(n - 1, 1)).to_dict() == pytest.approx(exact, abs=1e-9)
    assert found["error"].to_numpy() == pytest.approx(np.zeros(n), abs=1e-6)


def test_a_sample_is_fair_and_its_error_is_told() -> None:
    ties = nx.barabasi_albert_graph(300, 3, seed=1)
    exact = np.array(list(nx.harmonic_centrality(ties).values())) / 299
    runs = [estimated_harmonic(ties, sources=60, seed=seed) for seed in range(40)]
    values = np.array([run["harmonic"] for run in runs])
    assert values.mean(axis=0) == pytest.approx(exact, rel=0.02)
    off = np.abs(values - exact) / np.array([run["error"] for run in runs])
    assert 0.9 < (off < 2).mean() < 0.99


def test_the_order_of_rows_does_not_matter() -> None:
    ties = nx.barabasi_albert_graph(100, 2, seed=1)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(ties)))
    turned.add_edges_from(ties.edges)
    one, other = (estimated_harmonic(of, sources=20)["harmonic"] for of in (ties, turned))
    assert other.reindex(one.index).to_numpy() == pytest.approx(one.to_numpy(), abs=1e-12)


def test_nobody_and_isolates() -> None:
    assert estimated_harmonic(nx.Graph()).empty
    assert estimated_harmonic(nx.empty_graph(3))["harmonic"].tolist() == [0, 0, 0]
