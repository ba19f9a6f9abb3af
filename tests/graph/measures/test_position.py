"""Centralities against published values and against a second engine."""

from collections.abc import Callable

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures import centrality as position
from tests.examples import examples

KITE_BETWEENNESS = [0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0]
KITE_CLOSENESS = [0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.310]
FLORENTINE_BETWEENNESS = {
    "Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Salviati": 0.143, "Ridolfi": 0.114, "Bischeri": 0.104,
    "Strozzi": 0.103, "Barbadori": 0.093, "Tornabuoni": 0.092, "Castellani": 0.055, "Peruzzi": 0.022,
    "Acciaiuoli": 0, "Ginori": 0, "Lamberteschi": 0, "Pazzi": 0,
}  # fmt: skip
MEASURED = [name for name in position.__all__ if callable(getattr(position, name))]

FLORENTINE_CLOSENESS = {
    "Medici": 0.560, "Ridolfi": 0.500, "Albizzi": 0.483, "Tornabuoni": 0.483, "Guadagni": 0.467,
}  # fmt: skip


def in_igraph(ties: nx.Graph) -> igraph.Graph:
    at = {node: i for i, node in enumerate(ties)}
    graph = igraph.Graph(n=len(at), edges=[(at[a], at[b]) for a, b in ties.edges])
    for name in ("strength", "distance"):
        graph.es[name] = [tie[name] for *_, tie in ties.edges(data=True)]
    return graph


def test_the_kite(network: Callable[[str], nx.Graph]) -> None:
    ties = network("kite")
    assert position.betweenness(ties).tolist() == pytest.approx(KITE_BETWEENNESS, abs=5e-4)
    assert position.closeness(ties).tolist() == pytest.approx(KITE_CLOSENESS, abs=5e-4)


def test_the_florentine_families(network: Callable[[str], nx.Graph]) -> None:
    ties = network("florentine")
    assert position.betweenness(ties).to_dict() == pytest.approx(FLORENTINE_BETWEENNESS, abs=5e-4)
    found = position.closeness(ties)[list(FLORENTINE_CLOSENESS)]
    assert found.to_dict() == pytest.approx(FLORENTINE_CLOSENESS, abs=5e-4)


def test_the_four_core_of_the_karate_club(network: Callable[[str], nx.Graph]) -> None:
    found = position.core_number(network("karate"))
    inner = {f"{i:02}" for i in (0, 1, 2, 3, 7, 8, 13, 30, 32, 33)}
    assert found.max() == 4
    assert set(found.index[found == 4]) == inner


def test_isolates_count_in_betweenness() -> None:
    ties = nx.star_graph(["hub", "a", "b", "c"])
    assert position.betweenness(ties)["hub"] == 1
    ties.add_nodes_from(["lone", "lorn"])
    assert position.betweenness(ties)["hub"] == pytest.approx(3 / 10)


def test_a_weak_tie_is_a_long_way(network: Callable[[str], nx.Graph]) -> None:
    ties = network("borgatti_weighted")
    assert position.betweenness_distance(ties).to_dict() == pytest.approx(
        nx.betweenness_centrality(ties, weight=lambda _a, _b, tie: 10 / tie["strength"])
    )
    # By steps A lies between others, by strength only G does.
    assert position.betweenness(ties)[["A", "G"]].tolist() == pytest.approx([0.1, 0.6])
    assert position.betweenness_distance(ties)[["A", "G"]].tolist() == pytest.approx([0, 14 / 15])


@settings(max_examples=examples(100))
@given(data=st.data())
def test_as_igraph_has_it(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    graph, n = in_igraph(ties), len(ties)
    pairs = max((n - 1) * (n - 2) / 2, 1)
    reached = np.array([len(nx.node_connected_component(ties, i)) - 1 for i in ties])
    near = np.nan_to_num(np.array(graph.closeness(), dtype=float)) if n else np.zeros(0)
    theirs = {
        "degree": graph.degree(),
        "strength": graph.strength(weights="strength"),
        "betweenness": np.array(graph.betweenness(directed=False)) / pairs,
        "betweenness_distance": np.array(graph.betweenness(directed=False, weights="distance")) / pairs,
        "closeness": near * reached / max(n - 1, 1),
        "harmonic": np.nan_to_num(graph.harmonic_centrality()) if n else [],
        "pagerank": graph.pagerank(weights="strength", directed=False) if n else [],
        "core_number": graph.coreness(),
        "clustering": graph.transitivity_local_undirected(mode="zero") if n else [],
    }
    for name, values in theirs.items():
        found = getattr(position, name)(ties)
        assert found.tolist() == pytest.approx(list(values), abs=1e-9), name


@settings(max_examples=examples(100))
@given(data=st.data())
def test_eigenvector_solves_its_equation_in_each_component(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject
) -> None:
    ties = draw_ties(data)
    found = position.eigenvector(ties)
    for component in nx.connected_components(ties):
        ids = sorted(component)
        values = found[ids].to_numpy()
        if len(ids) == 1:
            assert values[0] == 0
            continue
        strengths = nx.to_numpy_array(ties, nodelist=ids, weight="strength")
        largest = np.linalg.eigvalsh(strengths)[-1]
        assert (values > 0).all()
        assert np.linalg.norm(values) == pytest.approx(1)
        assert (strengths @ values).tolist() == pytest.approx((largest * values).tolist(), abs=1e-9)


def test_eigenvector_of_a_connected_network_is_networkx_s() -> None:
    # Larger than what is solved as a dense matrix, so that both ways are seen.
    ties = nx.connected_watts_strogatz_graph(300, 6, 0.3, seed=3)
    theirs = nx.eigenvector_centrality_numpy(ties)
    assert position.eigenvector(ties).to_dict() == pytest.approx(theirs, abs=1e-9)


def test_published_eigenvector_of_the_karate_club(network: Callable[[str], nx.Graph]) -> None:
    # NetworkX's test of eigenvector_centrality has the same values from UCINET.
    found = position.eigenvector(network("karate"))
    assert found[["33", "00", "02"]].tolist() == pytest.approx([0.3734, 0.3555, 0.3172], abs=5e-5)


@settings(max_examples=examples(40))
@given(data=st.data())
def test_renaming_organizations_renames_results_only(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    new = dict(zip(ties, data.draw(st.permutations([f"n{i}" for i in range(len(ties))])), strict=True))
    renamed = nx.relabel_nodes(ties, new)
    for name in MEASURED:
        before: pd.Series = getattr(position, name)(ties)
        after = getattr(position, name)(renamed)[[new[i] for i in ties]]
        assert after.tolist() == pytest.approx(before.tolist(), abs=1e-9), name
