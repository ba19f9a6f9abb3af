"""Brokers, allies and clusters on directed networks: right, or on the undirected view, never silently wrong."""

from collections.abc import Callable
from itertools import combinations, pairwise
from math import isclose

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.allies.routes import best_routes, step_cost
from graph.clusters.chance import compare_with_chance
from graph.clusters.partition import cohesion, internal_share
from graph.clusters.table import clusters
from graph.engines.undirected import undirected_view
from graph.tables import Tables
from tests.examples import examples
from tests.graph.measures.test_directed import both_ways, digraphs

NOTHING = Tables.of({})
FEW = settings(max_examples=examples(40))


def groups_of(ties: nx.Graph) -> pd.Series:
    return pd.Series({node: 1 + i % 3 for i, node in enumerate(ties)}, dtype="Int64")


ON_THE_VIEW: dict[str, Callable[[nx.Graph], pd.DataFrame]] = {
    "participation": lambda ties: graph.participation(ties, groups_of(ties)),
    "participation in ties": lambda ties: graph.participation(ties, groups_of(ties), counting="ties"),
    "key_players": lambda ties: graph.key_players(ties, 1),
    "distance key_players": lambda ties: graph.key_players(ties, 2, measure="distance_fragmentation"),
    "what_breaks": lambda ties: graph.what_breaks(ties, next(iter(ties))),
    "missing_pairs": graph.missing_pairs,
    "overlapping_groups": graph.overlapping_groups,
    "circles of two": lambda ties: graph.overlapping_groups(ties, k=2),
    "clusters": lambda ties: clusters(ties).reset_index(),
    "cluster_members": lambda ties: graph.cluster_members(ties, NOTHING.shown()),
    "cluster_table": lambda ties: graph.cluster_table(ties, NOTHING.shown(), against_chance=False).frame,
    "compare_with_chance": lambda ties: compare_with_chance(ties, groups_of(ties), resolution=1.0, seed=1).groups,
    "cohesion": lambda ties: cohesion(ties, groups_of(ties)).to_frame(),
    "internal_share": lambda ties: internal_share(ties, groups_of(ties)).to_frame(),
}
"""Each function that takes the ties of a directed network both ways."""


@pytest.mark.parametrize("name", ON_THE_VIEW)
@FEW
@given(ties=digraphs())
def test_a_directed_network_gives_the_answer_of_its_undirected_view(name: str, ties: nx.DiGraph) -> None:
    if "key_players" in name and len(ties) < 4:
        return
    pd.testing.assert_frame_equal(ON_THE_VIEW[name](ties), ON_THE_VIEW[name](both_ways(ties)))


@FEW
@given(ties=digraphs())
def test_the_best_set_of_a_directed_network_is_the_best_of_all_sets(ties: nx.DiGraph) -> None:
    n, both = len(ties), both_ways(ties)
    if n < 4:
        return

    def fragmentation(left: nx.Graph) -> float:
        size = len(left)
        return 1 - sum(len(c) * (len(c) - 1) for c in nx.connected_components(left)) / (size * (size - 1))

    best = max(
        fragmentation(both.subgraph(set(both) - set(leaving))) - fragmentation(both)
        for leaving in combinations(both, 2)
    )
    assert graph.key_players(ties, 2)["value"].iloc[0] == pytest.approx(best, abs=1e-9)


@FEW
@given(ties=digraphs())
def test_what_breaks_counts_the_pieces_of_networkx(ties: nx.DiGraph) -> None:
    both = both_ways(ties)
    for one in ties:
        own = nx.node_connected_component(both, one) - {one}
        pieces = {frozenset(c) for c in nx.connected_components(both.subgraph(own))}
        answer = graph.what_breaks(ties, one)
        assert {frozenset(part) for _, part in answer.groupby("piece")["organization_id"]} == pieces


@FEW
@given(ties=digraphs())
def test_pairs_of_a_directed_network_are_those_of_networkx(ties: nx.DiGraph) -> None:
    both = both_ways(ties)
    scores = {(a, b): s for a, b, s in nx.resource_allocation_index(both) if s > 0}
    answer = graph.missing_pairs(ties, k=10)
    ours = {
        tuple(sorted(pair)): score
        for *pair, score in answer[["organization_id", "other_id", "score"]].itertuples(index=False)
    }
    assert ours == pytest.approx({tuple(sorted(pair)): score for pair, score in scores.items()})


@FEW
@given(ties=digraphs())
def test_circles_of_a_directed_network_are_those_of_networkx(ties: nx.DiGraph) -> None:
    answer = graph.overlapping_groups(ties)
    ours = {frozenset(part) for _, part in answer.groupby("group")["organization_id"]}
    assert ours == set(nx.community.k_clique_communities(both_ways(ties), 3))


@FEW
@given(ties=digraphs())
def test_roles_follow_the_directions(ties: nx.DiGraph) -> None:
    groups = groups_of(ties)
    # Whether a and v, v and b, a and b are of one group.
    kind = {
        (True, True, True): "coordinator", (False, False, True): "itinerant", (True, False, False): "representative",
        (False, True, False): "gatekeeper", (False, False, False): "liaison",
    }  # fmt: skip
    counts = {node: dict.fromkeys(kind.values(), 0) for node in ties}
    for a in ties:
        for v in ties:
            for b in ties:
                if len({a, v, b}) == 3 and ties.has_edge(a, v) and ties.has_edge(v, b) and not ties.has_edge(a, b):
                    same = (groups[a] == groups[v], groups[v] == groups[b], groups[a] == groups[b])
                    counts[v][kind[same]] += 1
    answer = graph.brokerage_roles(ties, groups).set_index("organization_id").drop(columns="name")
    assert answer.to_dict("index") == counts
    significance = graph.role_significance(ties, groups, permutations=2)
    observed = significance.pivot_table(index="organization_id", columns="role", values="count")
    assert observed.to_dict("index") == counts


@FEW
@given(ties=digraphs())
def test_broker_scores_mix_as_documented(ties: nx.DiGraph) -> None:
    scores = graph.broker_scores(ties, groups=groups_of(ties)).set_index("organization_id").sort_index()
    view = graph.broker_scores(both_ways(ties), groups=groups_of(ties)).set_index("organization_id").sort_index()
    same = ["cutpoint", "pieces_without", "lose_touch", "fragmentation", "degree"]
    pd.testing.assert_frame_equal(scores[same], view[same])
    plain = nx.DiGraph(ties)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    expected = nx.betweenness_centrality(plain)
    assert scores["betweenness"].to_dict() == pytest.approx(expected)
    roles = graph.brokerage_roles(ties, groups_of(ties)).set_index("organization_id").sort_index()
    pd.testing.assert_frame_equal(scores[list(roles.columns[1:])], roles[list(roles.columns[1:])])


@FEW
@given(ties=digraphs(), most_steps=st.integers(1, 4))
def test_introductions_follow_the_directions(ties: nx.DiGraph, most_steps: int) -> None:
    source, *others = ties
    for target in others:
        paths = nx.all_simple_paths(ties, source, target, cutoff=most_steps)
        costs = [sum(step_cost(ties[a][b]["strength"]) for a, b in pairwise(path)) for path in paths]
        routes = best_routes(ties, [source], target, most_steps=most_steps)
        assert len(routes) == min(1, len(costs))
        for route in routes:
            ways = list(pairwise(route))
            assert all(ties.has_edge(a, b) for a, b in ways)
            assert isclose(sum(step_cost(ties[a][b]["strength"]) for a, b in ways), min(costs), abs_tol=1e-9)
        steps = graph.warmest_routes(ties, [source], target, most_steps=most_steps)
        assert len(steps) == (len(routes[0]) - 1 if routes else 0)


def test_an_ally_connects_what_it_is_tied_to_at_either_end() -> None:
    presences = {"organization_id": ["a", "b"], "community_id": ["n", "s"], "cause_id": ["w", "w"]}
    tables = Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list("abcde"), "name": list("ABCDE")}),
            "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
            "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
            "presences": pd.DataFrame(presences),
        }
    )
    members = pd.DataFrame({"organization_id": list("cde"), "cluster": 2, "cluster_name": "The three"})
    ties = nx.DiGraph([("c", "b", {"strength": 1.0})])
    ties.add_nodes_from("ade")
    answers = [
        graph.missing_allies(tables.shown(), coalition=frozenset("a"), ties=network, members=members)
        for network in (ties, undirected_view(ties))
    ]
    assert [answer.frame["connects"].tolist() for answer in answers] == [[("The three",)]] * 2
