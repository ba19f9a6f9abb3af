"""Gould and Fernandez's brokerage roles against a count by hand and by brute force."""

from collections.abc import Callable
from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.brokers import roles as module
from graph.brokers.roles import ROLE_ORDER, brokerage_roles, role_counts, role_significance, strongest_role
from graph.engines.matrix import presence, strength_matrix
from tests.examples import examples


def counted(ties: nx.Graph, groups: dict[str, int]) -> dict[str, list[int]]:
    """Count by the definition: every ordered pair, every go-between."""
    roles = {role: dict.fromkeys(ties, 0) for role in ROLE_ORDER}
    for a, v, b in permutations(ties, 3):
        if not (ties.has_edge(a, v) and ties.has_edge(v, b)) or ties.has_edge(a, b):
            continue
        ga, gv, gb = (groups[i] for i in (a, v, b))
        if ga == gb:
            role = "coordinator" if ga == gv else "itinerant"
        elif ga == gv:
            role = "representative"
        else:
            role = "gatekeeper" if gb == gv else "liaison"
        roles[role][v] += 1
    return {role: list(found.values()) for role, found in roles.items()}


def test_the_hand_check() -> None:
    ties = nx.DiGraph(["AB", "AC", "BC", "BD", "CD", "DA"])
    found = brokerage_roles(ties, pd.Series({"A": 1, "B": 1, "C": 2, "D": 2}))
    assert found.to_dict("list") == {
        "organization_id": ["A", "B", "C", "D"],
        "name": ["A", "B", "C", "D"],
        "coordinator": [0, 0, 0, 0],
        "itinerant": [1, 0, 0, 1],
        "representative": [0, 1, 0, 1],
        "gatekeeper": [1, 0, 1, 0],
        "liaison": [0, 0, 0, 0],
    }


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=examples(80))
@given(data=st.data())
def test_as_counted_by_the_definition(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, *, directed: bool
) -> None:
    ties = draw_ties(data, directed=directed)
    groups = {i: data.draw(st.sampled_from([1, 2, 3])) for i in ties}
    found = role_counts(ties, pd.Series(groups, dtype="Int64"))
    assert found.to_dict("list") == counted(ties, groups)


def test_who_has_no_group_is_a_group_alone() -> None:
    ties = nx.Graph(["ab", "bc"])
    groups = pd.Series({"a": pd.NA, "b": pd.NA, "c": pd.NA}, dtype="Int64")
    assert role_counts(ties, groups).loc["b"].to_dict() == dict.fromkeys(ROLE_ORDER, 0) | {"liaison": 2}


def test_the_order_of_groups_and_their_names_do_not_matter(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    groups = pd.Series({i: int(i) % 3 for i in ties})
    named = groups.map({0: "coast", 1: "hills", 2: "town"})[::-1]
    pd.testing.assert_frame_equal(brokerage_roles(ties, groups), brokerage_roles(ties, named))


def test_undirected_ties_let_in_as_much_as_they_speak_for(network: Callable[[str], nx.Graph]) -> None:
    found = brokerage_roles(network("karate"), pd.Series({i: int(i) % 3 for i in network("karate")}))
    assert found["gatekeeper"].tolist() == found["representative"].tolist()


def test_the_strongest_role() -> None:
    counts = pd.DataFrame(
        [[3, 0, 1, 1, 0], [0, 0, 2, 2, 0], [0, 0, 0, 0, 0], [0, 4, 0, 0, 4]], columns=list(ROLE_ORDER)
    )
    assert strongest_role(counts).tolist() == ["coordinator", "gatekeeper", "", "liaison"]


def dealt_out(ties: nx.Graph, groups: dict[str, int]) -> np.ndarray:
    """Return the counts under every order in which the groups can be dealt out: permutations, organizations, roles."""
    found = [counted(ties, dict(zip(ties, order, strict=True))) for order in permutations(groups.values())]
    return np.array([[each[role] for role in ROLE_ORDER] for each in found]).transpose(0, 2, 1)


@pytest.mark.parametrize("directed", [False, True])
def test_significance_approaches_that_of_all_permutations(*, directed: bool) -> None:
    pairs = ["ab", "bc", "ca", "cd", "de", "ef", "bf"]
    ties = nx.DiGraph([*pairs, "ba", "dc"]) if directed else nx.Graph(pairs)
    groups = dict(zip(ties, [1, 1, 2, 2, 2, 3], strict=True))
    every = dealt_out(ties, groups)
    count = np.array([counted(ties, groups)[role] for role in ROLE_ORDER]).T
    found = role_significance(ties, pd.Series(groups), permutations=1000)
    assert found["count"].tolist() == count.ravel().tolist()
    error = 5 / np.sqrt(1000)
    assert (abs(found["expected"] - every.mean(axis=0).ravel()) <= error * every.std(axis=0).ravel() + 1e-12).all()
    share = (every >= count).mean(axis=0).ravel()
    assert (abs(found["p"] - share) <= error * np.sqrt(share * (1 - share)) + 1 / 1000).all()
    assert found["p"].between(1 / 1001, 1).all()


def test_expected_roles_follow_from_the_sizes_of_the_groups(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    groups = pd.Series({i: int(i) % 4 for i in ties})
    sizes, n = groups.value_counts(), 34
    found = role_significance(ties, groups, permutations=500)
    broken = found.groupby("organization_id", sort=False)["count"].transform("sum")
    same = (sizes * (sizes - 1) * (sizes - 2)).sum() / (n * (n - 1) * (n - 2))
    two = (sizes * (sizes - 1) * (n - sizes)).sum() / (n * (n - 1) * (n - 2))
    shares = [same, two, two, two, 1 - same - 3 * two]
    assert found["expected"].to_numpy() == pytest.approx(broken * (shares * 34), rel=0.2, abs=0.5)
    by_role = found.groupby("role", sort=False)[["expected", "count"]].sum()
    assert (by_role["expected"] / by_role["count"].sum()).tolist() == pytest.approx(shares, rel=0.05)


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=examples(40))
@given(data=st.data())
def test_counts_under_permutation_are_those_of_the_roles(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, *, directed: bool
) -> None:
    ties = draw_ties(data, directed=directed)
    groups = pd.Series({i: data.draw(st.sampled_from([1, 2, pd.NA])) for i in ties}, dtype="Int64")
    found = role_significance(ties, groups, permutations=3)
    assert found["count"].tolist() == role_counts(ties, groups).to_numpy().ravel().tolist()
    assert found["organization_id"].tolist() == [i for i in ties for _ in ROLE_ORDER]
    assert found["role"].tolist() == list(ROLE_ORDER) * len(ties)
    assert found["p"].isin([0.25, 0.5, 0.75, 1.0]).all()
    total = role_counts(ties, groups).sum(axis=1)
    assert found.groupby("organization_id")["expected"].sum().to_dict() == pytest.approx(total.to_dict())
    assert (found.loc[found["organization_id"].isin(list(nx.isolates(ties))), "p"] == 1).all()


def test_few_paths_at_a_time_find_the_same_triples(
    monkeypatch: pytest.MonkeyPatch, network: Callable[[str], nx.Graph]
) -> None:
    tied = presence(strength_matrix(network("karate")))
    at_once = module._closed_triples(tied)
    assert at_once.shape[1] == 6 * sum(nx.triangles(network("karate")).values()) / 3
    monkeypatch.setattr(module, "_PATHS", 7)
    assert module._closed_triples(tied).tolist() == at_once.tolist()


def test_a_planted_broker_is_significant() -> None:
    ties = nx.Graph()
    for clique in ("abcde", "vwxyz"):
        ties.add_edges_from((p, q) for p in clique for q in clique if p < q)
    ties.add_edges_from([("m", "a"), ("m", "b"), ("m", "v"), ("m", "w")])
    groups = pd.Series({i: 1 if i in "abcde" else 2 if i in "vwxyz" else 3 for i in ties})
    found = role_significance(ties, groups, permutations=199)
    liaisons = found[found["role"] == "liaison"].set_index("organization_id")
    assert liaisons["count"].to_dict() == dict.fromkeys(ties, 0) | {"m": 8}
    assert liaisons["p"]["m"] < 0.05
    assert liaisons["expected"]["m"] < 4
    assert liaisons["p"]["c"] == 1


def test_permutations_follow_the_seed_and_not_the_order_of_rows(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    groups = pd.Series({i: int(i) % 3 for i in ties})
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(ties)))
    turned.add_edges_from(ties.edges)
    found = role_significance(ties, groups, permutations=50)
    other = role_significance(turned, groups[::-1], permutations=50)
    keys = ["organization_id", "role"]
    pd.testing.assert_frame_equal(found.set_index(keys), other.set_index(keys).loc[found.set_index(keys).index])
    assert found.equals(role_significance(ties, groups, permutations=50))
    assert not found.equals(role_significance(ties, groups, permutations=50, seed=1))


def test_no_permutation_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="found 0, allowed 1 or more"):
        role_significance(nx.path_graph(3), pd.Series(dtype="float64"), permutations=0)
