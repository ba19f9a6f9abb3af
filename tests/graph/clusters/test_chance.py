"""Coalitions against chance: noise is called chance, planted groups are not, and the figures are counted twice."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graph.clusters import chance as module
from graph.clusters.chance import Chance, compare_with_chance
from graph.clusters.remembered import remembered
from graph.clusters.table import SEED, clusters
from graph.engines.matrix import igraph_form, strength_matrix
from graph.engines.rewiring import rewired_pairs
from graph.ties.strength import tie_network
from sample.generate import make
from tests.examples import examples

ETHIOPIA = "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv"
LIBYA = "libya-3w-2021/3w_as_of_may_2021.xlsx"
HONDURAS = "honduras-345w-2021/345_honduras.csv"


def with_text_ids(network: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(nx.Graph(network), {node: f"o{node:03}" for node in network})


def noise(seed: int) -> nx.Graph:
    return with_text_ids(nx.gnm_random_graph(100, 200, seed=seed))


def planted(seed: int) -> nx.Graph:
    return with_text_ids(nx.random_partition_graph([20] * 5, 0.3, 0.02, seed=seed))


def compared(ties: nx.Graph, seed: int = SEED) -> Chance:
    return compare_with_chance(ties, clusters(ties), resolution=1.0, seed=seed)


def coalitions(ties: nx.Graph, chance: Chance) -> pd.DataFrame:
    sizes = clusters(ties).value_counts().rename("organizations")
    table = chance.groups.join(sizes)
    return table[table["organizations"] >= 3]


def pairs_of(network: nx.Graph) -> frozenset[tuple[int, int]]:
    return frozenset((min(pair), max(pair)) for pair in network.edges)


@settings(max_examples=examples(60))
@given(data=st.data(), seed=st.integers(0, 99))
def test_rewiring_keeps_every_number_of_ties_and_makes_no_loop_and_no_double(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, seed: int
) -> None:
    network = igraph_form(strength_matrix(draw_ties(data, most=12)))
    before = network.get_edgelist()
    for rewired, pairs in islice(rewired_pairs(network, random.Random(seed)), 3):
        assert rewired.is_simple()
        assert np.bincount(pairs.ravel(), minlength=network.vcount()).tolist() == network.degree()
    assert network.get_edgelist() == before


def test_every_network_with_the_same_numbers_of_ties_is_as_likely() -> None:
    degrees = [3, 2, 2, 2, 2, 1]
    every = [
        pairs for pairs in combinations(list(combinations(range(6), 2)), 6)
        if [sum(node in pair for pair in pairs) for node in range(6)] == degrees
    ]  # fmt: skip
    assert len(every) == 36
    start = igraph_form(strength_matrix(nx.Graph(every[0])))
    ids = list(nx.Graph(every[0]))
    drawn = Counter(
        frozenset((min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in pairs.tolist())
        for _, pairs in islice(rewired_pairs(start, random.Random(5)), 7_200)
    )
    assert set(drawn) == {frozenset(pairs) for pairs in every}
    # 200 of each are expected; five standard deviations, widened by what one network says of the next.
    assert min(drawn.values()) > 100
    assert max(drawn.values()) < 300


def test_rewiring_mixes_as_far_as_that_of_networkx(network: Callable[[str], nx.Graph]) -> None:
    karate = nx.convert_node_labels_to_integers(network("karate"))

    def of_networkx() -> Iterator[float]:
        swapped = karate.copy()
        for seed in range(60):
            nx.double_edge_swap(swapped, nswap=160, max_tries=10**5, seed=seed)
            yield nx.transitivity(swapped)

    chain = rewired_pairs(igraph_form(strength_matrix(karate)), random.Random(1))
    ours = [nx.transitivity(nx.Graph(pairs.tolist())) for _, pairs in islice(chain, 60)]
    theirs = list(of_networkx())
    assert np.mean(ours) == pytest.approx(np.mean(theirs), abs=0.015)


def test_the_figures_are_those_that_networkx_counts(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    members = clusters(ties)
    chance = compare_with_chance(ties, members, resolution=1.0, seed=1)
    search = module._search(ties, 1.0, 1)
    for number in members.dropna().unique():
        group = set(members.index[members == number])
        cohesion = 2 * ties.subgraph(group).number_of_edges() / sum(degree for _, degree in ties.degree(group))
        reached = sum(
            any(
                size >= len(group) and other >= cohesion - 1e-12
                for size, other in zip(sizes.tolist(), cohesions.tolist(), strict=True)
            )
            for sizes, cohesions in zip(search.sizes, search.cohesions, strict=True)
        )
        assert chance.groups.loc[number].tolist() == [reached, 99, reached == 0]
    assert chance.whole.modularity == pytest.approx(0.4197896, abs=5e-8)
    assert chance.whole.expected == pytest.approx(np.mean(search.modularities))
    assert chance.whole.reached == sum(search.modularities >= chance.whole.modularity - 1e-12)


def test_sizes_cohesion_and_modularity_of_a_search_are_those_of_networkx(network: Callable[[str], nx.Graph]) -> None:
    ties = nx.convert_node_labels_to_integers(network("two_pieces"))
    labels = np.array([0, 0, 0, 1, 1, 1, 2, 2, 3, 4])
    groups = [set(np.flatnonzero(labels == label).tolist()) for label in range(5)]
    modularity, sizes, cohesions = module._described(labels, np.array(ties.edges), 1.3)
    assert modularity == pytest.approx(nx.community.modularity(ties, groups, weight=None, resolution=1.3))
    assert sizes.tolist() == [3, 3, 2]
    assert cohesions.tolist() == pytest.approx([6 / 7, 6 / 7, 1])


def test_of_twenty_networks_of_noise_at_most_one_has_a_coalition_beyond_chance() -> None:
    found = [compared(noise(seed)) for seed in range(20)]
    assert sum(chance.groups["beyond_chance"].any() for chance in found) <= 1
    assert sum(chance.whole.beyond_chance for chance in found) <= 1


def test_planted_groups_are_beyond_chance() -> None:
    networks = [planted(seed) for seed in range(20)]
    found = [compared(ties) for ties in networks]
    tables = pd.concat([coalitions(*both) for both in zip(networks, found, strict=True)])
    assert len(tables) >= 100
    assert tables["beyond_chance"].mean() >= 0.95
    assert all(chance.whole.beyond_chance for chance in found)


@pytest.mark.parametrize("seed", [SEED, 1, 2])
def test_every_coalition_of_the_sample_is_beyond_chance(seed: int) -> None:
    ties = tie_network(make())
    chance = compared(ties, seed)
    table = coalitions(ties, chance)
    assert len(table) == 11
    assert table["beyond_chance"].all()
    assert (chance.whole.reached, chance.whole.rewired) == (0, 99)
    assert chance.whole.modularity == pytest.approx(0.732, abs=0.002)
    assert chance.whole.expected == pytest.approx(0.245, abs=0.005)


@pytest.mark.real_data
@pytest.mark.parametrize("seed", [SEED, 1, 2, 3])
def test_what_chance_says_of_the_ethiopian_file(real_data: Path, seed: int) -> None:
    ties = tie_network(loaders.read(real_data / ETHIOPIA))
    chance = compared(ties, seed)
    assert chance.whole.beyond_chance
    assert chance.whole.expected == pytest.approx(0.467, abs=0.005)
    table = coalitions(ties, chance).sort_values(["organizations", "reached"])
    reached = list(zip(table["organizations"].tolist(), table["reached"].tolist(), strict=True))
    for size in (29, 18, 10):
        assert dict(reached)[size] <= 2
    assert [n for size, n in reached if size in {23, 21, 14, 11, 9, 3} and n < 5] == []
    assert len(reached) == 12


@pytest.mark.real_data
@pytest.mark.parametrize(("file", "expected"), [(LIBYA, 0.628), (HONDURAS, 0.715)])
def test_libya_and_honduras_could_be_chance(real_data: Path, file: str, expected: float) -> None:
    ties = tie_network(loaders.read(real_data / file))
    chance = compared(ties)
    assert not chance.whole.beyond_chance
    assert not chance.groups["beyond_chance"].any()
    assert chance.whole.expected == pytest.approx(expected, abs=0.01)


def test_strengths_and_the_order_of_rows_have_no_say(network: Callable[[str], nx.Graph]) -> None:
    ties = network("planted")
    members = clusters(ties)
    draw = random.Random(3)
    edges = [(b, a, {"strength": draw.choice([0.1, 1.0, 40.0])}) for a, b in ties.edges]
    other = nx.empty_graph(draw.sample(list(ties), len(ties)))
    other.add_edges_from(draw.sample(edges, len(edges)))
    one, two = (compare_with_chance(network, members, resolution=1.0, seed=2) for network in (ties, other))
    pd.testing.assert_frame_equal(one.groups, two.groups)
    assert one.whole == two.whole


@pytest.mark.parametrize("shape", [nx.complete_graph(6), nx.star_graph(5)])
def test_where_no_other_network_is_possible_every_one_reaches_it(shape: nx.Graph) -> None:
    ties = with_text_ids(shape)
    chance = compare_with_chance(ties, pd.Series(1, index=list(ties), dtype="Int64"), resolution=1.0, seed=1)
    assert chance.groups.iloc[0].tolist() == [99, 99, False]
    assert chance.whole.reached == 99


def test_pairs_and_groups_without_ties_are_not_compared(network: Callable[[str], nx.Graph]) -> None:
    ties = network("two_pieces")
    ties.add_nodes_from(["lost"])
    members = pd.Series([1, 1, 1, 2, 2, 3, 3, 3], index=[*"abcxy", "lone", "lorn", "lost"], dtype="Int64")
    groups = compare_with_chance(ties, members, resolution=1.0, seed=1).groups
    assert groups.index.tolist() == [1, 2, 3]
    assert groups["rewired"].isna().tolist() == [False, True, True]
    assert groups["reached"].isna().tolist() == [False, True, True]
    assert not groups["beyond_chance"].iloc[1:].any()


@pytest.mark.parametrize("name", ["empty", "alone", "strangers"])
def test_without_ties_nothing_is_compared(network: Callable[[str], nx.Graph], name: str) -> None:
    chance = compared(network(name))
    assert chance.groups.empty
    assert (chance.whole.reached, chance.whole.rewired, chance.whole.beyond_chance) == (0, 0, False)
    assert np.isnan([chance.whole.modularity, chance.whole.expected, chance.whole.highest]).all()


def test_a_larger_network_is_rewired_less_often_and_says_so() -> None:
    ties = with_text_ids(nx.gnm_random_graph(1_000, 10_001, seed=1))
    members = pd.Series(1 + np.arange(1_000) % 5, index=list(ties), dtype="Int64")
    groups = compare_with_chance(ties, members, resolution=1.0, seed=1).groups
    assert groups["rewired"].tolist() == [39] * 5


def test_the_rewired_networks_are_made_once_for_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = tie_network(make())
    first = compared(ties)
    monkeypatch.setattr(module, "rewired_pairs", lambda *_: pytest.fail("searched again"))
    pd.testing.assert_frame_equal(compared(ties).groups, first.groups)


def test_a_graph_that_may_change_is_searched_again() -> None:
    searches: list[int] = []

    @remembered
    def search(_: nx.Graph, resolution: float, seed: int) -> float:
        searches.append(seed)
        return resolution

    for network, times in ((tie_network(make()), 2), (nx.path_graph(3), 4)):
        searches.clear()
        assert [search(network, 1.0, seed) for seed in (1, 1, 2, 2)] == [1.0] * 4
        assert len(searches) == times
