"""Overlapping groups: published sizes, NetworkX, and the definition, clique by clique."""

from collections.abc import Callable
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.clusters.overlapping import overlapping_groups
from graph.errors import PartnerNetworkError
from tests.examples import examples


def groups(found: pd.DataFrame) -> list[set[str]]:
    return [set(rows) for _, rows in found.groupby("group")["organization_id"]]


def by_definition(ties: nx.Graph, k: int) -> set[frozenset[str]]:
    """Return what the steps between all sets of k that are tied to each other lead through."""
    tied = [frozenset(some) for some in combinations(ties, k) if all(ties.has_edge(*p) for p in combinations(some, 2))]
    walk = nx.Graph()
    walk.add_nodes_from(tied)
    walk.add_edges_from((a, b) for a, b in combinations(tied, 2) if len(a & b) == k - 1)
    return {frozenset().union(*piece) for piece in nx.connected_components(walk)}


@pytest.mark.parametrize("k", [2, 3, 4])
@settings(max_examples=examples(40))
@given(data=st.data())
def test_as_defined_and_as_networkx_finds(draw_ties: Callable[..., nx.Graph], data: st.DataObject, k: int) -> None:
    ties = draw_ties(data)
    found = groups(overlapping_groups(ties, k=k))
    assert set(map(frozenset, found)) == by_definition(ties, k)
    assert set(map(frozenset, found)) == set(nx.community.k_clique_communities(ties, k))
    assert found == sorted(found, key=lambda group: (-len(group), sorted(group)))


def test_the_published_sizes_of_the_karate_club(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    found = overlapping_groups(ties)
    assert set(map(frozenset, groups(found))) == set(nx.community.k_clique_communities(ties, 3))
    assert found.groupby("group").size().to_dict() == {1: 25, 2: 6, 3: 3}
    assert found.loc[found["organization_id"].duplicated(), "organization_id"].tolist() == ["00", "31"]


def test_with_two_the_groups_are_the_components(network: Callable[[str], nx.Graph]) -> None:
    ties = network("two_pieces")
    pieces = sorted((set(p) for p in nx.connected_components(ties) if len(p) > 1), key=len, reverse=True)
    assert groups(overlapping_groups(ties, k=2)) == pieces


def test_few_meetings_at_a_time_find_the_same(
    monkeypatch: pytest.MonkeyPatch, network: Callable[[str], nx.Graph]
) -> None:
    at_once = overlapping_groups(network("karate"))
    monkeypatch.setattr("graph.clusters.overlapping._MEETINGS", 7)
    pd.testing.assert_frame_equal(overlapping_groups(network("karate")), at_once)


def test_the_order_of_rows_does_not_matter(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(ties)))
    turned.add_edges_from(ties.edges)
    keys = ["organization_id", "group"]
    found = overlapping_groups(ties).sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(found, overlapping_groups(turned).sort_values(keys, ignore_index=True))


def test_equal_sizes_are_numbered_by_ids() -> None:
    ties = nx.Graph(["xy", "yz", "xz", "ab", "bc", "ac"])
    assert overlapping_groups(ties)["group"].tolist() == [2, 2, 2, 1, 1, 1]


def test_every_network_gives_a_frame_of_one_form(every_network: nx.Graph) -> None:
    found = overlapping_groups(every_network)
    assert [str(kind) for kind in found.dtypes] == ["str", "str", "int64"]
    place = {node: at for at, node in enumerate(every_network)}
    order = [(place[i], number) for i, number in zip(found["organization_id"], found["group"], strict=True)]
    assert order == sorted(set(order))


def test_names_are_shown() -> None:
    ties = nx.complete_graph(["a", "b", "c"])
    ties.nodes["a"]["name"] = "Ana Trust"
    assert overlapping_groups(ties)["name"].tolist() == ["Ana Trust", "b", "c"]


def test_too_many_cliques_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Twelve groups of three, all tied but within them: 3 ** 12 maximal cliques.
    with pytest.raises(PartnerNetworkError, match=r"k = 3: found more than 200,000 cliques;.*larger k"):
        overlapping_groups(nx.complete_multipartite_graph(*[3] * 12))
    monkeypatch.setattr("graph.clusters.overlapping.MOST_MEETINGS", 10)
    with pytest.raises(PartnerNetworkError, match=r"found 8 cliques that meet 96 times; allowed"):
        overlapping_groups(nx.complete_multipartite_graph(2, 2, 2))


def test_sets_of_one_are_refused() -> None:
    with pytest.raises(ValueError, match="k: found 1, allowed 2 or more"):
        overlapping_groups(nx.path_graph(3), k=1)
