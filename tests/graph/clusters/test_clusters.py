"""Clusters against the published optimum, brute force, and what must not change them."""

import random
from collections.abc import Callable, Iterator

import igraph
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.clusters.chance import Chance, compare_with_chance
from graph.clusters.consensus import quality
from graph.clusters.partition import certainty, partition
from graph.clusters.table import SEED, cluster_members, cluster_table, clusters
from graph.engines.matrix import strength_matrix
from graph.sentences.tables import with_sentences
from graph.tables import Tables
from tests.examples import examples

TABLE_COLUMNS = [
    "cluster", "name", "organizations", "form", "cohesion", "certainty", "reached", "rewired", "beyond_chance",
    "causes", "communities", "holds_together",
]  # fmt: skip
MEMBER_COLUMNS = ["organization_id", "name", "cluster", "cluster_name", "certainty", "internal_share", "beyond_chance"]
NOTHING = Tables.of({})


def agreement(one: pd.Series, other: pd.Series) -> float:
    labels = [s.astype("float").fillna(-1).astype(int).tolist() for s in (one, other[one.index])]
    return float(igraph.compare_communities(*labels, method="nmi"))


def groups(found: pd.Series) -> set[frozenset[str]]:
    return {frozenset(found.index[found == number]) for number in found.dropna().unique()}


def partitions(items: list[str]) -> Iterator[list[set[str]]]:
    if not items:
        yield []
        return
    for smaller in partitions(items[1:]):
        yield [{items[0]}, *smaller]
        for i, part in enumerate(smaller):
            yield [*smaller[:i], part | {items[0]}, *smaller[i + 1 :]]


def test_the_optimum_of_the_karate_club(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    assert cluster_table(ties, NOTHING.shown()).quality == pytest.approx(0.4197896, abs=5e-8)
    found = clusters(ties)
    assert found.value_counts().sort_index().tolist() == [12, 11, 6, 5]
    assert nx.community.modularity(ties, groups(found), weight=None) == pytest.approx(0.4197896, abs=5e-8)


@pytest.mark.parametrize("name", ["karate", "planted"])
def test_seeds_agree(network: Callable[[str], nx.Graph], name: str) -> None:
    ties = network(name)
    first = clusters(ties, seed=0)
    assert min(agreement(first, clusters(ties, seed=1000 * seed)) for seed in range(1, 20)) >= 0.95


def test_planted_groups_are_found(network: Callable[[str], nx.Graph]) -> None:
    planted = pd.Series({f"{i:02}": i // 12 + 1 for i in range(72)}, dtype="Int64")
    assert agreement(planted, clusters(network("planted"))) == pytest.approx(1)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_no_partition_is_better(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data, most=6)
    if not ties.size():
        assert clusters(ties).isna().all()
        return
    best = max(nx.community.modularity(ties, parts, weight="strength") for parts in partitions(list(ties)))
    found = partition(ties, resolution=1.0, seed=SEED)
    assert found.quality == pytest.approx(best, abs=1e-9)


@settings(max_examples=examples(60))
@given(data=st.data(), resolution=st.sampled_from([0.5, 1.0, 3.0]))
def test_numbers_pieces_and_isolates(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, resolution: float
) -> None:
    ties = draw_ties(data, most=12)
    found = clusters(ties, resolution=resolution)
    assert found.dtype == "Int64"
    assert found.index.tolist() == list(ties)
    assert found[list(nx.isolates(ties))].isna().all()
    order = []
    for number in range(1, len(groups(found)) + 1):
        members = found.index[found == number].tolist()
        assert len(members) >= 2
        assert nx.is_connected(ties.subgraph(members))
        order.append((-len(members), min(members)))
    assert order == sorted(order)


def test_the_order_of_rows_does_not_matter(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    for a, b, tie in ties.edges(data=True):
        tie["strength"] = 1 + (int(a) * int(b)) % 7 / 3
    draw = random.Random(5)
    nodes, edges = list(ties), list(ties.edges(data=True))
    draw.shuffle(nodes)
    draw.shuffle(edges)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from((b, a, tie) for a, b, tie in edges)
    one, other = clusters(ties), clusters(shuffled)
    assert one.to_dict() == other[one.index].to_dict()
    sure = cluster_members(ties, NOTHING.shown()).set_index("organization_id")["certainty"]
    assert (
        sure.to_dict() == cluster_members(shuffled, NOTHING.shown()).set_index("organization_id")["certainty"].to_dict()
    )


def test_renaming_organizations_renames_members_only(network: Callable[[str], nx.Graph]) -> None:
    ties = network("planted")
    new = dict(zip(ties, random.Random(3).sample(sorted(ties), len(ties)), strict=True))
    renamed = clusters(nx.relabel_nodes(ties, new))
    assert groups(renamed) == {frozenset(new[i] for i in group) for group in groups(clusters(ties))}


def test_a_common_factor_of_all_strengths_changes_nothing(network: Callable[[str], nx.Graph]) -> None:
    ties = network("borgatti_weighted")
    before = clusters(ties)
    for *_, tie in ties.edges(data=True):
        tie["strength"] *= 2 ** (-800 / 365)
    assert clusters(ties).to_dict() == before.to_dict()


def test_resolution_makes_more_of_them(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    assert clusters(ties, resolution=0.2).max() < clusters(ties).max() < clusters(ties, resolution=3).max()


def test_quality_is_networkx_s_modularity(network: Callable[[str], nx.Graph]) -> None:
    ties = network("borgatti_weighted")
    labels = pd.Series({"A": 0, "E": 0, "F": 0, "B": 1, "D": 1, "G": 2, "C": 2})[list(ties)]
    parts = [set(labels.index[labels == i]) for i in range(3)]
    for resolution in (0.5, 1.0, 2.0):
        theirs = nx.community.modularity(ties, parts, weight="strength", resolution=resolution)
        assert quality(strength_matrix(ties), labels.to_numpy(), resolution) == pytest.approx(theirs)


def test_the_process_s_random_numbers_are_left_alone(network: Callable[[str], nx.Graph]) -> None:
    random.seed(1)
    expected = random.random()
    random.seed(1)
    clusters(network("karate"))
    assert random.random() == expected


def test_certainty_counts_the_runs_in_which_the_cluster_is_the_same() -> None:
    members = pd.Series([1, 1, 1, 2, 2, pd.NA], index=list("abcdef"), dtype="Int64")
    runs = [
        [0, 0, 0, 1, 1, 2],  # as they are
        [0, 0, 1, 1, 1, 2],  # c goes over: it stands in the other cluster
        [0, 0, 0, 0, 0, 2],  # joined: more than half of the whole is the first cluster, the second is gone
        [0, 0, 0, 1, 3, 2],  # the pair is apart
    ]
    found = certainty(members, pd.DataFrame(runs).to_numpy())
    assert found[list("abcde")].tolist() == [1, 1, 0.75, 0.5, 0.5]
    assert pd.isna(found["f"])


def test_a_fringe_member_is_found_less_steadily_than_the_core() -> None:
    ties = nx.Graph()
    for clique in ("abcde", "vwxyz"):
        ties.add_edges_from((a, b) for a in clique for b in clique if a < b)
    ties.add_edges_from([("m", "a"), ("m", "b"), ("m", "v"), ("m", "w")])
    sure = cluster_members(ties, NOTHING.shown()).set_index("organization_id")["certainty"]
    assert sure["m"] < 1
    assert (sure.drop("m") == 1).all()


def test_cohesion_is_the_share_of_strength_that_stays_inside() -> None:
    ties = nx.Graph()
    ties.add_weighted_edges_from(
        [("a", "b", 4.0), ("b", "c", 4.0), ("a", "c", 4.0), ("c", "x", 1.0), ("x", "y", 5.0)], weight="strength"
    )
    ties.add_node("lone")
    table = cluster_table(ties, NOTHING.shown()).frame
    assert table["cluster"].tolist() == [1, 2]
    assert table["form"].tolist() == ["coalition", "pair"]
    assert table["cohesion"].tolist() == pytest.approx([24 / 25, 10 / 11])
    members = cluster_members(ties, NOTHING.shown()).set_index("organization_id")
    assert members["internal_share"].to_dict() == pytest.approx(
        {"a": 1, "b": 1, "c": 8 / 9, "x": 5 / 6, "y": 1, "lone": float("nan")}, nan_ok=True
    )
    assert members.loc[["lone"], ["cluster", "cluster_name", "certainty"]].isna().all(axis=None)


def test_frames_are_whole_for_every_network(every_network: nx.Graph) -> None:
    members = cluster_members(every_network, NOTHING.shown())
    table = with_sentences(cluster_table(every_network, NOTHING.shown()))
    assert list(members.columns) == MEMBER_COLUMNS
    assert list(table.columns) == TABLE_COLUMNS
    assert members["organization_id"].tolist() == list(every_network)
    assert members["cluster"].dtype == table["cluster"].dtype == "Int64"
    assert table["organizations"].sum() == members["cluster"].notna().sum()
    assert table["name"].is_unique
    assert set(members["cluster_name"].dropna()) == set(table["name"])
    for shares in (members["certainty"], members["internal_share"], table["cohesion"], table["certainty"]):
        assert shares.dropna().between(0, 1).all()
        assert shares.dtype == "float64"
    compared = table["form"] == "coalition"
    assert table.drop(columns=["reached", "rewired"]).notna().all(axis=None)
    assert (table["reached"].notna() == compared).all()
    assert (table["rewired"].notna() == compared).all()


def test_clusters_found_before_are_taken_as_they_are(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    halves = pd.Series([1] * 17 + [2] * 17, index=sorted(ties), dtype="Int64")
    assert cluster_table(ties, NOTHING.shown(), members=halves).frame["organizations"].tolist() == [17, 17]
    found = cluster_members(ties, NOTHING.shown(), members=halves[::-1])
    assert found.set_index("organization_id")["cluster"].to_dict() == halves.to_dict()


def test_clusters_of_a_larger_network_in_a_part_of_it() -> None:
    part = nx.Graph(["ab"])
    part.add_nodes_from("cxyz")
    whole = pd.Series({"a": 1, "b": 1, "c": 2, "d": 2, "x": 3, "y": 3, "z": 3}, dtype="Int64")
    table = with_sentences(cluster_table(part, NOTHING.shown(), members=whole))
    assert table[["cluster", "organizations"]].to_numpy().tolist() == [[1, 2], [3, 3]]
    assert table["cohesion"].tolist() == pytest.approx([1, float("nan")], nan_ok=True)
    assert table["holds_together"].tolist()[1] == "3 organizations; no relationship is recorded"
    assert cluster_members(part, NOTHING.shown(), members=whole)["cluster"].tolist() == [1, 1, pd.NA, 3, 3, 3]


def test_changing_the_answer_does_not_change_the_next_one(network: Callable[[str], nx.Graph]) -> None:
    ties = network("from_tables")
    first = clusters(ties)
    expected = first.copy()
    first.iloc[:] = 9
    pd.testing.assert_series_equal(clusters(ties), expected)


def test_the_table_says_which_clusters_are_beyond_chance_and_the_figure_of_the_whole() -> None:
    cliques = nx.relabel_nodes(nx.connected_caveman_graph(6, 8), {i: f"{i:02}" for i in range(48)})
    cliques.add_edge("x", "y")
    answer = cluster_table(cliques, NOTHING.shown())
    table = answer.frame
    assert table["form"].tolist() == ["coalition"] * 6 + ["pair"]
    assert table["reached"].tolist() == [0] * 6 + [pd.NA]
    assert table["rewired"].tolist() == [99] * 6 + [pd.NA]
    assert table["beyond_chance"].tolist() == [True] * 6 + [False]
    assert answer.whole is not None
    assert answer.whole.beyond_chance
    unchecked = cluster_table(cliques, NOTHING.shown(), against_chance=False)
    assert unchecked.frame[["reached", "rewired"]].isna().all(axis=None)
    assert not unchecked.frame["beyond_chance"].any()
    assert unchecked.whole is None
    figures = ["reached", "rewired", "beyond_chance"]
    pd.testing.assert_frame_equal(table.drop(columns=figures), unchecked.frame.drop(columns=figures))


def test_members_say_whether_their_cluster_is_beyond_chance_if_that_was_checked() -> None:
    cliques = nx.relabel_nodes(nx.connected_caveman_graph(6, 8), {i: f"{i:02}" for i in range(48)})
    cliques.add_edge("x", "y")
    cliques.add_node("z")
    found = clusters(cliques)
    chance = compare_with_chance(cliques, found, resolution=1.0, seed=SEED)
    members = cluster_members(cliques, NOTHING.shown(), chance=chance)
    assert members["beyond_chance"].tolist() == [True] * 48 + [pd.NA] * 3
    groups = chance.groups.assign(beyond_chance=chance.groups["beyond_chance"].where(chance.groups.index != 2, False))
    within = cluster_members(cliques, NOTHING.shown(), chance=Chance(groups, chance.whole))
    assert set(within.loc[within["beyond_chance"].eq(False).fillna(False), "cluster"]) == {2}
    unchecked = cluster_members(cliques, NOTHING.shown())["beyond_chance"]
    assert unchecked.isna().all()
    assert unchecked.dtype == "boolean"


def test_the_ties_of_a_directed_network_are_taken_both_ways(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    draw = random.Random(2)
    directed = nx.DiGraph()
    directed.add_nodes_from(ties)
    directed.add_edges_from((a, b) if draw.random() < 0.5 else (b, a) for a, b in ties.edges)
    one, other = cluster_table(ties, NOTHING.shown()), cluster_table(directed, NOTHING.shown())
    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert one.whole == other.whole
    pd.testing.assert_series_equal(clusters(ties), clusters(directed))
    pd.testing.assert_frame_equal(cluster_members(ties, NOTHING.shown()), cluster_members(directed, NOTHING.shown()))
