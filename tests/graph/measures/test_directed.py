"""What each measure does on a directed network is what the list says, beside NetworkX, igraph and brute force."""

from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engines.undirected import undirected_view
from graph.errors import WrongArgument
from graph.measures.harmonic import estimated_harmonic
from graph.measures.registry import MEASURES, Measure, centrality_scores
from graph.measures.structural_holes import constraint, effective_size
from graph.tables import Tables
from graph.ties.strength import tie_network
from tests.examples import examples


@st.composite
def digraphs(draw: st.DrawFn) -> nx.DiGraph:
    """Draw a directed network of up to 7 organizations, with loops, both directions and isolates."""
    nodes = [f"o{i}" for i in range(draw(st.integers(1, 7)))]
    ties = nx.DiGraph()
    ties.add_nodes_from(nodes)
    pair = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes), st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0]))
    for a, b, strength in draw(st.lists(pair, max_size=16)):
        ties.add_edge(a, b, strength=strength, distance=4.0 / strength)
    return ties


def without_loops(ties: nx.DiGraph) -> nx.DiGraph:
    plain = ties.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(ties)))
    return plain


def both_ways(ties: nx.DiGraph) -> nx.Graph:
    """Return each tie taken both ways, by a way of its own."""
    plain = without_loops(ties)
    weights: dict[frozenset[str], float] = {}
    for a, b, tie in plain.edges(data=True):
        weights[frozenset((a, b))] = weights.get(frozenset((a, b)), 0.0) + tie["strength"]
    both = nx.Graph()
    both.add_nodes_from(ties)
    both.add_edges_from((*pair, {"strength": strength}) for pair, strength in weights.items())
    return both


def components(graph: nx.Graph) -> int:
    return sum(1 for _ in nx.connected_components(graph))


def fragmentation(graph: nx.Graph) -> float:
    n = len(graph)
    return 1 - sum(len(c) * (len(c) - 1) for c in nx.connected_components(graph)) / (n * (n - 1)) if n > 1 else np.nan


def pieces(graph: nx.Graph, node: str) -> int:
    own = graph.subgraph(nx.node_connected_component(graph, node) - {node})
    return components(own)


def change(graph: nx.Graph, node: str) -> float:
    after = graph.subgraph(set(graph) - {node})
    return fragmentation(after) - fragmentation(graph) if len(graph) > 2 else np.nan


def of_igraph(ties: nx.DiGraph) -> Any:
    return igraph.Graph.from_networkx(without_loops(ties))


def betweenness(ties: nx.DiGraph, weights: str | None) -> list[float]:
    n = len(ties)
    between = np.array(of_igraph(ties).betweenness(directed=True, weights=weights if ties.size() else None))
    return list(between / max((n - 1) * (n - 2), 1))


# NetworkX gives NaN to whom only others turn to; in Burt's sum both directions count.
SECOND_WAY: dict[str, Callable[[nx.DiGraph], Any]] = {
    "degree": lambda t: [len(({*t.successors(v)} | {*t.predecessors(v)}) - {v}) for v in t],
    "strength": lambda t: [d for _, d in without_loops(t).degree(weight="strength")],
    "betweenness": lambda t: betweenness(t, None),
    "betweenness_distance": lambda t: list(nx.betweenness_centrality(without_loops(t), weight="distance").values()),
    "closeness": lambda t: list(nx.closeness_centrality(without_loops(t)).values()),
    "harmonic": lambda t: of_igraph(t).harmonic_centrality(mode="in") if len(t) > 1 else [0.0],
    "pagerank": lambda t: of_igraph(t).pagerank(directed=True, weights="strength" if without_loops(t).size() else None),
    "core_number": lambda t: igraph.Graph.from_networkx(both_ways(t)).coreness(),
    "clustering": lambda t: igraph.Graph.from_networkx(both_ways(t)).transitivity_local_undirected(mode="zero"),
    "constraint": lambda t: [nx.constraint(both_ways(t), [v], weight="strength")[v] for v in t],
    "effective_size": lambda t: [nx.effective_size(both_ways(t), [v], weight="strength")[v] for v in t],
    "pieces_without": lambda t: [pieces(both_ways(t), v) for v in t],
    "fragmentation": lambda t: [change(both_ways(t), v) for v in t],
}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
@settings(max_examples=examples(40))
@given(ties=digraphs())
def test_a_measure_does_with_a_direction_what_the_list_says(measure: Measure, ties: nx.DiGraph) -> None:
    if measure.directed == "refused":
        with pytest.raises(WrongArgument, match=f"{measure.name}: found a directed network"):
            measure.function(ties)
        return
    found = measure.function(ties)
    assert found.index.tolist() == list(ties)
    assert found.tolist() == pytest.approx(SECOND_WAY[measure.name](ties), abs=1e-6, nan_ok=True)
    if measure.directed == "undirected view":
        pd.testing.assert_series_equal(found, measure.function(both_ways(ties)))


@settings(max_examples=examples(40))
@given(digraphs())
def test_the_undirected_view_adds_up_both_directions(ties: nx.DiGraph) -> None:
    view = undirected_view(ties)
    view.remove_edges_from(list(nx.selfloop_edges(view)))
    assert nx.utils.graphs_equal(nx.Graph(view.edges(data=True)), nx.Graph(both_ways(ties).edges(data=True)))
    assert list(view) == list(ties)


@settings(max_examples=examples(40))
@given(digraphs())
def test_estimated_harmonic_counts_the_steps_towards_an_organization(ties: nx.DiGraph) -> None:
    found = estimated_harmonic(ties, sources=len(ties))["harmonic"].to_dict()
    others = max(len(ties) - 1, 1)
    exact = {v: total / others for v, total in nx.harmonic_centrality(without_loops(ties)).items()}
    assert found == pytest.approx(exact)


def test_grants_are_measured_as_any_directed_network() -> None:
    roles = ("funder", "implementer")
    grants = {"i": ("a", "b"), "j": ("b", "c"), "k": ("c", "a"), "l": ("a", "d"), "m": ("e", "a")}
    tables = Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list("abcdef"), "name": list("ABCDEF")}),
            "interactions": pd.DataFrame({"interaction_id": list(grants), "kind": "funding"}),
            "participations": pd.DataFrame(
                [(i, who, role) for i, pair in grants.items() for who, role in zip(pair, roles, strict=True)],
                columns=["interaction_id", "organization_id", "role"],
            ),
        }
    )  # fmt: skip
    ties = tie_network(tables).directed("funding")
    names = [m.name for m in MEASURES if m.directed != "refused"]
    pd.testing.assert_frame_equal(centrality_scores(ties, names), centrality_scores(nx.DiGraph(ties), names))
    assert centrality_scores(ties, ["degree"])["degree"].tolist() == [4, 2, 2, 1, 1, 0]
    with pytest.raises(WrongArgument, match="Use pagerank"):
        centrality_scores(ties, ["eigenvector"])
    assert constraint(ties).notna().tolist() == effective_size(ties).notna().tolist() == [True] * 5 + [False]
