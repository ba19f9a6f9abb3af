"""Snapshots on the backend: nothing is read tie by tie, arrays are made once, directed kinds, what cannot run."""

import pickle
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.utils.backends import _registered_algorithms

from graph.backend import ENGINE_FUNCTIONS, backend, calls, functions_markdown
from graph.errors import UnknownName
from graph.ties.network import DIRECTED_COLUMNS, DirectedTies, TieNetwork
from tests.examples import examples

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "networkx.md"

Strengths = dict[tuple[int, int], float]


def frame(strengths: Strengths, **columns: Any) -> pd.DataFrame:
    rows = [(a, b, value, max(strengths.values()) / value) for (a, b), value in strengths.items()]
    made = pd.DataFrame(rows, columns=["a", "b", "strength", "distance"])
    made = made.astype({"a": "int64", "b": "int64", "strength": "float64", "distance": "float64"})
    made["interactions"], made["first"], made["last"] = 2, None, None
    return made.assign(**{name: [value] * len(made) for name, value in columns.items()})


def snapshot(n: int, strengths: Strengths, funding: Strengths | None = None) -> TieNetwork:
    organizations = pd.DataFrame(
        {"name": [f"N{i}" for i in range(n)], "kind": ["ngo", "funder"] * (n // 2) + ["ngo"] * (n % 2), "status": None},
        index=pd.Index([f"o{i}" for i in range(n)], name="organization_id", dtype="object"),
    )
    directed = frame(funding, kind="funding") if funding else None
    return TieNetwork(organizations, frame(strengths, kinds=(), causes=()), directed=directed)


@st.composite
def snapshots(draw: st.DrawFn) -> TieNetwork:
    n = draw(st.integers(1, 8))
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    strength = st.sampled_from([1.0, 2.0, 3.0, 6.0])
    if not pairs:
        return snapshot(n, {})
    gave = draw(st.dictionaries(st.sampled_from(pairs), strength, max_size=14))
    return snapshot(n, draw(st.dictionaries(st.sampled_from([p for p in pairs if p[0] < p[1]]), strength)), gave)


def outcome(call: Callable[[nx.Graph], Any], ties: nx.Graph) -> Any:
    try:
        return call(ties)
    except nx.NetworkXException as error:
        return type(error)


def same(found: Any, expected: Any) -> bool:
    exact = isinstance(expected, type | list | set)
    return bool(found == (expected if exact else pytest.approx(expected, rel=0, abs=1e-9, nan_ok=True)))


OF_TIES: dict[str, Callable[[nx.Graph], Any]] = {
    "average_clustering": lambda g: nx.average_clustering(g, weight="strength"),
    "betweenness": lambda g: nx.betweenness_centrality(g, weight="distance"),
    "clustering": lambda g: nx.clustering(g, weight="strength"),
    "constraint": lambda g: nx.constraint(g, weight="strength"),
    "core": lambda g: {(frozenset(tie[:2]), tie[2]) for tie in nx.k_core(g).edges(data="strength")},
    "degree": lambda g: dict(g.degree),
    "degree of some": lambda g: dict(g.degree(["o0"])),
    "degree by interactions": lambda g: dict(g.degree(weight="interactions")),
    "degree of one by strength": lambda g: g.degree("o0", weight="strength"),
    "degree by what no tie has": lambda g: dict(g.degree(weight="nothing")),
    "density": nx.density,
    "edge betweenness": lambda g: nx.edge_betweenness_centrality(g, weight="distance"),
    "neighbours": lambda g: sorted(g.neighbors("o0")),
    "order": lambda g: g.order() + g.number_of_nodes() + g.number_of_edges() + len(g),
    "pagerank": nx.pagerank,
    "pagerank by strength": lambda g: nx.pagerank(g, weight="strength"),
    "path length": lambda g: nx.shortest_path_length(g, "o0", list(g)[-1], weight="distance"),
    "size": lambda g: g.size() + g.size(weight="strength"),
}
OF_DIRECTED: dict[str, Callable[[nx.Graph], Any]] = {
    name: call for name, call in OF_TIES.items() if name not in {"average_clustering", "clustering", "core"}
} | {
    "degrees": lambda g: [*g.in_degree, *g.out_degree(weight="strength")] and dict(g.in_degree),
    "in degree": nx.in_degree_centrality,
    "out degree": nx.out_degree_centrality,
    "predecessors": lambda g: sorted(g.predecessors("o0")),
    "reversed": lambda g: sorted(g.reverse().edges),
}


@given(ties=snapshots())
@settings(max_examples=examples(40))
def test_a_snapshot_is_answered_as_its_plain_copy_is_by_networkx(ties: TieNetwork) -> None:
    copy = nx.Graph(ties)
    for name, ask in OF_TIES.items():
        assert same(outcome(ask, ties), outcome(ask, copy)), name


@given(ties=snapshots())
@settings(max_examples=examples(40))
def test_so_is_a_directed_kind(ties: TieNetwork) -> None:
    gave = ties.directed("funding")
    copy = nx.DiGraph(gave)
    for name, ask in OF_DIRECTED.items():
        assert same(outcome(ask, gave), outcome(ask, copy)), name


@pytest.mark.parametrize("by", [None, "distance"])
@given(ties=snapshots())
@settings(max_examples=examples(12))
def test_of_equally_short_paths_networkx_chooses_by_the_order_of_the_snapshot(by: str | None, ties: TieNetwork) -> None:
    # A plain copy has its neighbours in another order, and so other paths.
    theirs = _registered_algorithms["shortest_path"].orig_func
    for network in (ties, ties.directed("funding")):
        asked = {"source": ties.ids[0], "target": ties.ids[-1], "weight": by}
        expected = outcome(partial(theirs, **asked), network)
        assert outcome(partial(nx.shortest_path, **asked), network) == expected


def test_what_is_asked_of_columns_is_not_read_tie_by_tie() -> None:
    ties = snapshot(5, {(0, 1): 1.0, (1, 2): 2.0, (2, 3): 3.0}, {(1, 0): 1.0, (2, 0): 2.0})
    for name in OF_TIES.keys() - {"degree of some", "neighbours"}:
        outcome(OF_TIES[name], ties)
    assert nx.shortest_path(ties, "o0", "o3", weight="distance") == ["o0", "o1", "o2", "o3"]
    for read in (len, list, nx.density, lambda g: "o0" in g, lambda g: [] in g):
        read(ties)
    gave = ties.directed("funding")
    nx.pagerank(gave, weight="strength")
    nx.betweenness_centrality(gave)
    nx.constraint(gave, weight="strength")
    assert not {"_adj", "_node"} & ties.__dict__.keys()
    assert not {"_both", "_node"} & gave.__dict__.keys()


def test_the_arrays_of_a_snapshot_are_made_once_and_do_not_change() -> None:
    ties = snapshot(4, {(0, 1): 1.0, (1, 2): 2.0})
    nx.betweenness_centrality(ties)
    nx.betweenness_centrality(ties, weight="distance")
    nx.pagerank(ties, weight="strength")
    kept = ties.engines
    assert set(kept) == {None, "distance", "strength"}
    assert kept[None].igraph is kept["distance"].igraph
    assert kept["strength"].matrix is kept["strength"].matrix
    with pytest.raises(ValueError, match="read-only"):
        kept["strength"].matrix.data[0] = 9
    mine = nx.to_scipy_sparse_array(ties, weight="strength", dtype=float)
    mine.data[:] = 9
    assert kept["strength"].matrix.data.tolist() == [1.0, 1.0, 2.0, 2.0]
    assert pickle.loads(pickle.dumps(ties)).engines == {}


def test_a_directed_kind_is_a_network_of_the_same_organizations() -> None:
    ties = snapshot(4, {(0, 1): 1.0}, {(1, 0): 1.0, (2, 0): 4.0})
    gave = ties.directed("funding")
    assert gave is ties.directed("funding")
    assert list(gave) == list(ties)
    assert gave.is_directed()
    assert dict(gave["o2"]["o0"]) == dict(zip(DIRECTED_COLUMNS, [4.0, 1.0, 2, None, None, "funding"], strict=True))
    assert not gave.has_edge("o0", "o2")
    assert ties.directed("referral").number_of_edges() == 0
    again = pickle.loads(pickle.dumps(ties)).directed("funding")
    assert isinstance(again, DirectedTies)
    assert nx.utils.graphs_equal(again, gave)
    with pytest.raises(nx.NetworkXError, match="cannot be changed"):
        gave.add_edge("o0", "o3")
    with pytest.raises(UnknownName, match=r"directed kind: found 'meeting'"):
        ties.directed("meeting")


def test_a_directed_kind_runs_on_the_engines() -> None:
    gave = snapshot(4, {}, {(1, 0): 1.0, (2, 0): 4.0, (0, 3): 2.0}).directed("funding")
    before = calls.copy()
    found = nx.betweenness_centrality(gave)
    nx.pagerank(gave, weight="strength")
    nx.constraint(gave, weight="strength")
    assert found["o0"] == pytest.approx(2 / 6)
    assert {name for name in calls if calls[name] > before[name]} == {
        "betweenness_centrality", "pagerank", "constraint",
    }  # fmt: skip


def test_a_degree_by_what_is_no_number_is_refused_as_by_networkx() -> None:
    ties = snapshot(3, {(0, 1): 1.0})
    for network in (ties, nx.Graph(ties)):
        with pytest.raises(TypeError):
            dict(network.degree(weight="kinds"))


def test_a_copy_of_a_part_is_that_of_networkx() -> None:
    ties = snapshot(5, {(0, 2): 1.0, (2, 4): 2.0, (0, 1): 3.0})
    inside = ties.degree_column() != 3
    inside[1] = False
    part = ties.among(inside)
    assert nx.utils.graphs_equal(nx.Graph(part), nx.Graph(ties.subgraph(["o0", "o2", "o3", "o4"])))


def test_what_cannot_run_is_told_to_networkx() -> None:
    plain, parallel = nx.path_graph(3), nx.MultiGraph([(0, 1), (0, 1)])
    ties = snapshot(3, {(0, 1): 1.0})
    assert backend.can_run("pagerank", (plain,), {}) is True
    assert backend.can_run("diameter", (ties,), {}) is True
    assert "parallel" in str(backend.can_run("pagerank", (), {"G": parallel}))
    assert "diameter" in str(backend.can_run("diameter", (plain,), {}))
    with pytest.raises(NotImplementedError, match="for the given arguments"):
        nx.pagerank(parallel, backend="partners")


def test_louvain_finds_planted_groups_by_seed() -> None:
    planted = nx.planted_partition_graph(4, 12, 0.8, 0.02, seed=3)
    found = backend.louvain_communities(planted, seed=random.Random(1))
    assert found == backend.louvain_communities(planted, seed=random.Random(1))
    assert sorted(map(sorted, found)) == [list(range(12 * i, 12 * i + 12)) for i in range(4)]
    assert nx.community.is_partition(planted, backend.louvain_communities(planted, max_level=1))


def test_groups_that_are_no_partition_are_refused_as_by_networkx() -> None:
    with pytest.raises(nx.community.quality.NotAPartition):
        backend.modularity(nx.path_graph(3), [{0, 1}])


def test_the_documentation_holds_the_functions_as_they_are() -> None:
    table = functions_markdown()
    assert all(f"| `{name}` | " in table for name in ENGINE_FUNCTIONS)
    for row in table.splitlines():
        assert all(row.split(" | ")[:3]), row
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert text.split("<!-- functions -->\n")[1].split("\n<!-- /functions -->")[0] == table
