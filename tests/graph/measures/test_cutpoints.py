"""What falls apart when one leaves, against published values, NetworkX, and removing each in turn."""

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.cutpoints import cutpoints
from tests.examples import examples


def apart(ties: nx.Graph) -> float:
    """Return Borgatti's F: the share of pairs that cannot reach each other."""
    n = len(ties)
    if n < 2:
        return float("nan")
    return 1 - sum(len(c) * (len(c) - 1) for c in nx.connected_components(ties)) / (n * (n - 1))


def test_key_players_of_the_kite(network: Callable[[str], nx.Graph]) -> None:
    found = cutpoints(network("kite"))["fragmentation"]
    assert found.tolist() == pytest.approx([0] * 7 + [0.3889, 0.2222, 0], abs=5e-5)


def test_key_players_of_the_florentine_families(network: Callable[[str], nx.Graph]) -> None:
    found = cutpoints(network("florentine"))
    assert found[found["cutpoint"]]["fragmentation"].round(4).to_dict() == {
        "Medici": 0.3846, "Albizzi": 0.1429, "Salviati": 0.1429, "Guadagni": 0.1429,
    }  # fmt: skip
    assert found.loc["Medici", "pieces_without"] == 3


@settings(max_examples=examples(150))
@given(data=st.data())
def test_as_if_each_were_removed(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    found = cutpoints(ties)
    assert set(found.index[found["cutpoint"]]) == set(nx.articulation_points(ties))
    for i in ties:
        without = nx.Graph(ties)
        without.remove_node(i)
        own = nx.node_connected_component(ties, i) - {i}
        assert found.loc[i, "pieces_without"] == nx.number_connected_components(without.subgraph(own))
        assert found.loc[i, "lose_touch"] == sum(sorted(map(len, nx.connected_components(without.subgraph(own))))[:-1])
        change = apart(without) - apart(ties)
        assert found.loc[i, "fragmentation"] == pytest.approx(change, abs=1e-12, nan_ok=True)


def test_a_long_chain_is_no_problem() -> None:
    found = cutpoints(nx.path_graph([f"{i:05}" for i in range(20_000)]))
    assert found["pieces_without"].value_counts().to_dict() == {2: 19_998, 1: 2}


def test_an_isolate_that_leaves_brings_the_others_nearer() -> None:
    ties = nx.Graph(["ab", "bc"])
    ties.add_node("lone")
    found = cutpoints(ties).loc["lone"]
    assert found.to_dict() == {"cutpoint": False, "pieces_without": 0, "lose_touch": 0, "fragmentation": -0.5}
