"""The analysis is written against NetworkX: a plain graph gets the answer that the snapshot it copies gets."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.clusters.names import cluster_names
from graph.clusters.partition import cohesion, internal_share
from graph.clusters.table import clusters
from graph.measures.cutpoints import cutpoints
from graph.measures.registry import MEASURES
from graph.measures.structural_holes import constraint, effective_size
from graph.tables import Tables
from graph.ties.strength import tie_network
from sample.generate import make
from tests.examples import examples


@cache
def sample() -> tuple[Tables, graph.TieNetwork]:
    tables = make()
    return tables, tie_network(tables)


def kinds() -> pd.Series:
    return sample()[1].organizations["kind"]


def groups() -> pd.Series:
    return clusters(sample()[1])


def best_connected(ties: nx.Graph) -> str:
    return str(max(sorted(ties), key=lambda i: ties.degree[i]))


def of_sample(call: Callable[..., Any], ties: nx.Graph) -> Any:
    return call(ties, sample()[0])


ANSWERS: dict[str, Callable[[nx.Graph], Any]] = {
    "broker_scores": graph.broker_scores,
    "brokerage_roles": lambda ties: graph.brokerage_roles(ties, kinds()),
    "centrality_scores": lambda ties: graph.centrality_scores(ties, [m.name for m in MEASURES]),
    "cluster_members": partial(of_sample, graph.cluster_members),
    "cluster_names": lambda ties: cluster_names(ties, groups(), sample()[0].shown()),
    "cluster_table": lambda ties: graph.cluster_table(ties, sample()[0].shown()).frame,
    "cohesion": lambda ties: cohesion(ties, groups()),
    "constraint": constraint,
    "cutpoints": cutpoints,
    "effective_size": effective_size,
    "internal_share": lambda ties: internal_share(ties, groups()),
    "key_players": lambda ties: graph.key_players(ties, 2),
    "key_players by distance": lambda ties: graph.key_players(ties, 2, measure="distance_fragmentation"),
    "map_layout": lambda ties: graph.map_layout(ties, groups()),
    "missing_pairs": graph.missing_pairs,
    "overlapping_groups": lambda ties: graph.overlapping_groups(ties, k=5),
    "participation": lambda ties: graph.participation(ties, kinds()),
    "role_significance": lambda ties: graph.role_significance(ties, kinds(), permutations=20),
    "sampled_betweenness": lambda ties: graph.sampled_betweenness(ties, pairs=400).frame,
    "sampled along distance": lambda ties: graph.sampled_betweenness(ties, along="distance", pairs=400).frame,
    "warmest_routes": lambda ties: graph.warmest_routes(ties, list(ties)[:5], best_connected(ties)),
    "what_breaks": lambda ties: graph.what_breaks(ties, next(iter(ties))),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_plain_copy_gets_the_same_answer(name: str) -> None:
    ties = sample()[1]
    found, plain = ANSWERS[name](ties), ANSWERS[name](nx.Graph(ties))
    if isinstance(found, pd.Series):
        pd.testing.assert_series_equal(found, plain, rtol=0, atol=1e-9)
    else:
        pd.testing.assert_frame_equal(found, plain, rtol=0, atol=1e-9)
        assert len(found)


OF_ANY: dict[str, Callable[[nx.Graph], Any]] = {
    "brokerage_roles": lambda ties: graph.brokerage_roles(ties, thirds(ties)),
    "clusters": clusters,
    "cutpoints": cutpoints,
    "key_players": lambda ties: graph.key_players(ties, 1),
    "missing_pairs": graph.missing_pairs,
    "overlapping_groups": graph.overlapping_groups,
    "participation": lambda ties: graph.participation(ties, thirds(ties)),
    "role_significance": lambda ties: graph.role_significance(ties, thirds(ties), permutations=5),
    "sampled_betweenness": lambda ties: graph.sampled_betweenness(ties, along="distance", pairs=4).frame,
}


def thirds(ties: nx.Graph) -> pd.Series:
    return pd.Series({i: "abc".index(i) if i in "abc" else 3 for i in ties}, dtype="Int64")


@settings(max_examples=examples(40))
@given(data=st.data())
def test_a_tie_to_oneself_changes_nothing(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    if len(ties) < 3:
        return
    looped = nx.Graph(ties)
    looped.add_edge(next(iter(ties)), next(iter(ties)), strength=7.0, distance=0.25)
    for name, ask in OF_ANY.items():
        expected, answer = ask(ties), ask(looped)
        same = pd.testing.assert_series_equal if isinstance(expected, pd.Series) else pd.testing.assert_frame_equal
        same(expected, answer, rtol=0, atol=1e-9, obj=name)
