"""Gould and Fernandez's brokerage roles against a count by hand and by brute force."""

from collections.abc import Callable
from itertools import permutations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.roles import ROLE_ORDER, brokerage_roles, strongest_role


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
        "coordinator": [0, 0, 0, 0],
        "itinerant": [1, 0, 0, 1],
        "representative": [0, 1, 0, 1],
        "gatekeeper": [1, 0, 1, 0],
        "liaison": [0, 0, 0, 0],
    }


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_as_counted_by_the_definition(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, *, directed: bool
) -> None:
    ties = draw_ties(data, directed=directed)
    groups = {i: data.draw(st.sampled_from([1, 2, 3])) for i in ties}
    found = brokerage_roles(ties, pd.Series(groups, dtype="Int64"))
    assert found.to_dict("list") == counted(ties, groups)


def test_who_has_no_group_is_a_group_alone() -> None:
    ties = nx.Graph(["ab", "bc"])
    groups = pd.Series({"a": pd.NA, "b": pd.NA, "c": pd.NA}, dtype="Int64")
    assert brokerage_roles(ties, groups).loc["b"].to_dict() == dict.fromkeys(ROLE_ORDER, 0) | {"liaison": 2}


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
