"""Sets of key players against published values, every set there is, and plain greedy."""

import random
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.brokers import key_player_sets as module
from graph.brokers.key_player_sets import key_players
from graph.engines.matrix import strength_matrix
from graph.errors import EmptyNetwork
from tests.examples import examples

MEASURES = pytest.mark.parametrize("measure", ["fragmentation", "distance_fragmentation"])


def apart(ties: nx.Graph, measure: str) -> float:
    """Return F or dF by their definitions."""
    n = len(ties)
    near = 0.0
    for i, ways in nx.all_pairs_shortest_path_length(ties):
        near += sum(1 / (d if measure == "distance_fragmentation" else 1) for j, d in ways.items() if j != i)
    return 1 - near / (n * (n - 1))


def without(ties: nx.Graph, leaving: set[str]) -> nx.Graph:
    return ties.subgraph(set(ties) - leaving)


def change(ties: nx.Graph, leaving: set[str], measure: str) -> float:
    return apart(without(ties, leaving), measure) - apart(ties, measure)


def greedy(ties: nx.Graph, k: int, measure: str) -> float:
    chosen: set[str] = set()
    for _ in range(k):
        chosen.add(min(sorted(set(ties) - chosen), key=lambda i: (-round(change(ties, chosen | {i}, measure), 12), i)))
    return change(ties, chosen, measure)


def random_ties(n: int, seed: int, density: float = 0.12) -> nx.Graph:
    return nx.relabel_nodes(nx.gnp_random_graph(n, density, seed=seed), {i: f"{i:02}" for i in range(n)})


@pytest.mark.parametrize(("name", "who", "value"), [("kite", "7", 0.3889), ("florentine", "Medici", 0.3846)], ids=str)
def test_published_key_players(network: Callable[[str], nx.Graph], name: str, who: str, value: float) -> None:
    found = key_players(network(name), 1)
    assert found["organization_id"].tolist() == [who]
    assert found["value"].tolist() == pytest.approx([value], abs=5e-5)
    assert found["method"].tolist() == ["exact"]


@pytest.mark.parametrize(
    ("name", "left", "who", "value"),
    [("kite", "7", "8", 0.2222), ("florentine", "Medici", "Albizzi", 0.1429)],
    ids=str,
)
def test_published_values_of_others(
    network: Callable[[str], nx.Graph], name: str, left: str, who: str, value: float
) -> None:
    ties = network(name)
    ids = sorted(ties)
    order = [list(ties).index(i) for i in ids]
    given_values = module._fragmentation(strength_matrix(ties)[order][:, order])
    alone = pd.Series(given_values([], np.arange(len(ids))), index=ids)
    assert alone.drop(left).max() == pytest.approx(value, abs=5e-5)
    assert alone.drop(left).idxmax() == who
    if name == "florentine":
        assert alone[["Albizzi", "Salviati", "Guadagni"]].round(4).tolist() == [0.1429] * 3
    else:
        assert alone.drop(["7", "8"]).abs().max() == 0


@MEASURES
@settings(max_examples=examples(40))
@given(data=st.data())
def test_no_set_is_better(draw_ties: Callable[..., nx.Graph], data: st.DataObject, measure: str) -> None:
    ties = draw_ties(data)
    k = data.draw(st.integers(1, 3))
    if len(ties) < k + 2:
        with pytest.raises(EmptyNetwork, match="two or more must be left"):
            key_players(ties, k)
        return
    found = key_players(ties, k, measure=measure)  # type: ignore[arg-type]
    sets = {chosen: round(change(ties, set(chosen), measure), 12) for chosen in combinations(sorted(ties), k)}
    best = max(sets.values())
    assert found["value"].tolist() == pytest.approx([best] * k, abs=1e-9)
    chosen = tuple(sorted(found["organization_id"]))
    assert chosen == min(s for s, value in sets.items() if value > best - 1e-9)
    assert found["organization_id"].tolist() == [i for i in ties if i in chosen]


@MEASURES
@pytest.mark.parametrize("seed", range(6))
def test_exchange_lies_between_greedy_and_the_optimum(monkeypatch: pytest.MonkeyPatch, measure: str, seed: int) -> None:
    ties = random_ties(18, seed)
    exact = key_players(ties, 3, measure=measure)  # type: ignore[arg-type]
    monkeypatch.setattr(module, "EXACT_SETS", 0)
    found = key_players(ties, 3, measure=measure)  # type: ignore[arg-type]
    assert set(found["method"]) == {"exchange"}
    value = found["value"].iloc[0]
    assert value == pytest.approx(change(ties, set(found["organization_id"]), measure), abs=1e-9)
    assert greedy(ties, 3, measure) - 1e-9 <= value <= exact["value"].iloc[0] + 1e-9


def test_exchange_finds_what_greedy_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_SETS", 0)
    better = 0
    for seed in range(10):
        ties = random_ties(18, seed)
        better += key_players(ties, 3)["value"].iloc[0] > greedy(ties, 3, "fragmentation") + 1e-9
    assert better > 0


@MEASURES
def test_neither_order_of_rows_nor_strength_matters(monkeypatch: pytest.MonkeyPatch, measure: str) -> None:
    monkeypatch.setattr(module, "EXACT_SETS", 0)
    ties = random_ties(25, 4)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(random.Random(2).sample(sorted(ties), len(ties)))
    shuffled.add_edges_from((b, a, {"strength": 1 + int(a)}) for a, b in reversed(list(ties.edges)))
    one = key_players(ties, 4, measure=measure)  # type: ignore[arg-type]
    other = key_players(shuffled, 4, measure=measure)  # type: ignore[arg-type]
    assert set(one["organization_id"]) == set(other["organization_id"])
    assert one["value"].equals(other["value"])
    assert one.equals(key_players(ties, 4, measure=measure))  # type: ignore[arg-type]


def test_renaming_organizations_renames_them_only(network: Callable[[str], nx.Graph]) -> None:
    ties = network("florentine")
    new = dict(zip(ties, random.Random(3).sample(sorted(ties), len(ties)), strict=True))
    found = key_players(ties, 1)
    renamed = key_players(nx.relabel_nodes(ties, new), 1)
    assert renamed["organization_id"].tolist() == [new[i] for i in found["organization_id"]]


def test_only_who_lies_on_most_paths_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, network: Callable[[str], nx.Graph]
) -> None:
    monkeypatch.setattr(module, "EXACT_SETS", 0)
    monkeypatch.setattr(module, "_CANDIDATES", 2)
    found = key_players(network("karate"), 2, measure="distance_fragmentation")
    central = pd.Series(nx.betweenness_centrality(network("karate"))).nlargest(2)
    assert set(found["organization_id"]) == set(central.index)


def test_names_stand_beside_the_ids(network: Callable[[str], nx.Graph]) -> None:
    found = key_players(network("from_tables"), 2)
    assert list(found.columns) == ["organization_id", "name", "value", "method"]
    assert found["name"].tolist() == [i.upper() for i in found["organization_id"]]


@pytest.mark.parametrize(
    ("k", "measure", "message"), [(0, "fragmentation", "k: found 0"), (1, "reach", "measure: found 'reach'")]
)
def test_what_is_out_of_range_is_refused(k: int, measure: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        key_players(nx.path_graph(5), k, measure=measure)  # type: ignore[arg-type]
