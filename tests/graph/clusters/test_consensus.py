"""What many runs agree on: steadier over seeds than one run, no worse in modularity, and blind to names and order."""

import random
from collections.abc import Callable
from functools import cache
from itertools import combinations
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graph.clusters import partition as module
from graph.clusters.consensus import consensus, many_runs, quality
from graph.clusters.partition import Partition, certainty, partition
from graph.clusters.table import SEED, cluster_members, clusters
from graph.engines.leiden import leiden, leiden_within
from graph.engines.matrix import igraph_form, strength_matrix
from graph.tables import Tables
from graph.ties.strength import tie_network
from sample.generate import make
from tests.examples import examples

SEEDS = range(5)
ONE = 1.0


def nmi(one: np.ndarray, other: np.ndarray) -> float:
    return float(igraph.compare_communities(one.tolist(), other.tolist(), method="nmi"))


def codes(members: pd.Series) -> np.ndarray:
    return members.astype("float64").fillna(-1).to_numpy().astype(np.int64)


@pytest.fixture(scope="module")
def rugged() -> nx.Graph:
    """Return the ties of 1,500 organizations with unclear coalitions: a third of those who meet come from anywhere."""
    rng = np.random.default_rng(3)
    n = 1500
    coalition = rng.permutation(np.repeat(np.arange(60), n // 60))
    ties = nx.empty_graph([f"o{i:04}" for i in range(n)])
    for first in rng.integers(n, size=n).tolist():
        inside = np.flatnonzero(coalition == coalition[first])
        others = np.where(rng.random(4) < 1 / 3, rng.integers(n, size=4), rng.choice(inside, 4))
        there = sorted({first, *others.tolist()})
        for a, b in combinations([f"o{i:04}" for i in there], 2):
            strength = ties.edges[a, b]["strength"] if ties.has_edge(a, b) else 0.0
            ties.add_edge(a, b, strength=strength + 1 / (len(there) - 1))
    return ties


@pytest.fixture(scope="module")
def found(rugged: nx.Graph) -> Callable[[int], Partition]:
    """Return the clusters of the rugged network by seed."""
    return cache(lambda seed: partition(rugged, resolution=ONE, seed=seed))


def test_seeds_agree_on_a_rugged_network_where_single_runs_do_not(
    rugged: nx.Graph, found: Callable[[int], Partition]
) -> None:
    network = igraph_form(strength_matrix(rugged))
    single = [np.array(leiden(network, "strength", ONE, random.Random(seed), rounds=2)) for seed in SEEDS]
    agreed = [codes(found(seed).members) for seed in SEEDS]
    of_single = [nmi(a, b) for a, b in combinations(single, 2)]
    of_agreed = [nmi(a, b) for a, b in combinations(agreed, 2)]
    assert max(of_single) < 0.9
    assert min(of_agreed) > max(of_single)
    assert np.mean(of_agreed) >= 0.95


def test_the_consensus_is_no_worse_than_a_run_of_two_rounds(
    rugged: nx.Graph, found: Callable[[int], Partition]
) -> None:
    matrix = strength_matrix(rugged)
    network = igraph_form(matrix)
    single = [
        quality(matrix, np.array(leiden(network, "strength", ONE, random.Random(seed), rounds=2)), ONE)
        for seed in SEEDS
    ]
    assert np.mean([found(seed).quality for seed in SEEDS]) >= np.mean(single)


def test_names_and_the_order_of_rows_have_no_say_even_there(
    rugged: nx.Graph, found: Callable[[int], Partition]
) -> None:
    draw = random.Random(4)
    new = dict(zip(rugged, draw.sample([f"n{i}" for i in range(len(rugged))], len(rugged)), strict=True))
    edges = [(new[b], new[a], tie) for a, b, tie in rugged.edges(data=True)]
    renamed = nx.empty_graph(draw.sample(list(new.values()), len(new)))
    renamed.add_edges_from(draw.sample(edges, len(edges)))
    before, after = found(SEED).members, clusters(renamed)
    assert nmi(codes(before), codes(after[[new[i] for i in rugged]])) == pytest.approx(1)


def test_same_seed_same_answer(rugged: nx.Graph, found: Callable[[int], Partition]) -> None:
    first, again = found(4), partition(rugged, resolution=ONE, seed=4)
    pd.testing.assert_series_equal(first.members, again.members)
    assert (first.runs == again.runs).all()
    assert not (first.runs == found(3).runs).all()


def test_every_cluster_is_connected(rugged: nx.Graph, found: Callable[[int], Partition]) -> None:
    members = found(SEED).members
    for number in members.dropna().unique():
        assert nx.is_connected(rugged.subgraph(members.index[members == number]))


def test_certainty_says_who_stays_with_other_seeds(found: Callable[[int], Partition]) -> None:
    first = found(0)
    sure = certainty(first.members, first.runs)
    others = np.array([codes(found(seed).members) for seed in range(1, 4)])
    stays = certainty(first.members, others)
    assert stays[sure > 0.9].mean() > 0.95 > stays[sure < 0.5].mean()


def test_the_clusters_of_the_sample_agree_over_many_seeds() -> None:
    ties = tie_network(make())
    found = [codes(clusters(ties, seed=seed)) for seed in range(examples(20))]
    assert min(nmi(a, b) for a, b in combinations(found, 2)) >= 0.95


@pytest.mark.real_data
def test_so_do_those_of_a_real_file(real_data: Path) -> None:
    ties = tie_network(loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv"))
    found = [codes(clusters(ties, seed=seed)) for seed in range(examples(20))]
    assert min(nmi(a, b) for a, b in combinations(found, 2)) >= 0.95


def test_a_partition_that_is_found_again_and_again_is_kept(network: Callable[[str], nx.Graph]) -> None:
    matrix = strength_matrix(network("karate"))
    runs = many_runs(matrix, ONE, random.Random(1))
    assert runs.shape == (100, 34)
    scores = [quality(matrix, run, ONE) for run in runs]
    assert partition(network("karate"), resolution=ONE, seed=1).quality == pytest.approx(max(scores))
    twice = np.array([[0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1]])
    chain = strength_matrix(nx.path_graph(list("abcdef")))
    assert module._found_again(chain, twice, ONE) is None
    kept = module._found_again(chain, np.vstack([twice, twice[:1]]), ONE)
    assert kept is not None
    assert kept.tolist() == twice[0].tolist()


def test_a_better_one_that_a_single_run_happens_on_is_left_aside() -> None:
    matrix = strength_matrix(nx.Graph(["ab", "bc", "ac", "cd", "de", "ef", "df"]))
    halves, thirds = [0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 2, 2]
    kept = module._found_again(matrix, np.array([halves, thirds, thirds, thirds]), ONE)
    assert kept is not None
    assert kept.tolist() == thirds
    assert module._found_again(matrix, np.array([halves] * 2 + [thirds] * 2), ONE) is None
    more = module._found_again(matrix, np.array([halves] * 3 + [thirds] * 5), ONE)
    assert more is not None
    assert more.tolist() == halves


@settings(max_examples=examples(60))
@given(data=st.data(), resolution=st.sampled_from([0.5, 1.0, 3.0]))
def test_whom_no_run_has_parted_stay_together(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, resolution: float
) -> None:
    ties = draw_ties(data, most=12)
    n = len(ties)
    label = st.integers(0, 2)
    many = data.draw(st.integers(1, 4))
    drawn = data.draw(st.lists(label, min_size=many * n, max_size=many * n))
    runs = np.array(drawn, dtype=np.int64).reshape(many, n)
    found = consensus(strength_matrix(ties), runs, resolution, random.Random(1))
    assert len(found) == n
    for a, b in combinations(range(n), 2):
        if (runs[:, a] == runs[:, b]).all():
            assert found[a] == found[b]


def test_of_runs_that_agree_the_consensus_is_what_they_say(network: Callable[[str], nx.Graph]) -> None:
    matrix = strength_matrix(network("planted"))
    planted = np.repeat(np.arange(6), 12)
    found = consensus(matrix, np.array([planted, planted[::-1] + 9]), ONE, random.Random(1))
    assert nmi(found, planted) == pytest.approx(1)


@settings(max_examples=examples(40))
@given(data=st.data())
def test_groups_of_parts_are_modularity_of_the_whole(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data, most=8)
    matrix = strength_matrix(ties)
    if not matrix.nnz:
        return
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    found = leiden_within(igraph_form(matrix), "strength", degree.tolist(), 1 / degree.sum(), random.Random(1))
    best = max(
        quality(matrix, np.array(leiden(igraph_form(matrix), "strength", ONE, random.Random(s))), ONE) for s in range(5)
    )
    assert quality(matrix, np.array(found), ONE) <= best + 1e-9
    assert quality(matrix, np.array(found), ONE) >= quality(matrix, np.arange(len(ties)), ONE) - 1e-12


def test_members_carry_the_certainty_of_the_runs(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    found = partition(ties, resolution=ONE, seed=3)
    frame = cluster_members(ties, Tables.of({}).shown(), seed=3)
    assert frame["certainty"].tolist() == certainty(found.members, found.runs).tolist()
