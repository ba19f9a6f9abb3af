"""Partners of partners: published scores, NetworkX pair by pair, and no dependence on the order of rows."""

from collections import Counter
from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.allies.partners_of_partners import PAIR_SCORES, missing_pairs
from graph.errors import UnknownName
from tests.examples import examples

INDEX = {"resource_allocation": nx.resource_allocation_index, "adamic_adar": nx.adamic_adar_index}


def by_pair(found: pd.DataFrame) -> dict[tuple[str, str], float]:
    return {(a, b): value for a, b, value in found[["organization_id", "other_id", "score"]].itertuples(index=False)}


def by_definition(ties: nx.Graph, k: int, score: str) -> list[tuple[str, str, float]]:
    rows = []
    for a in ties:
        others = [(a, b) for b in ties if b != a and not ties.has_edge(a, b)]
        scored = [(-round(value, 12), b) for _, b, value in INDEX[score](ties, others) if value > 0]
        rows += [(a, b, -value) for value, b in sorted(scored)[:k]]
    return rows


@pytest.fixture(params=["products", "kernel"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small networks go either way, as only large ones would be given to the kernel."""
    monkeypatch.setattr(
        "graph.allies.partners_of_partners._COMPILED_FROM", 0 if request.param == "kernel" else float("inf")
    )


@pytest.mark.parametrize("score", sorted(PAIR_SCORES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(data=st.data())
def test_the_best_of_all_pairs_that_networkx_scores(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, score: str
) -> None:
    ties = draw_ties(data, most=12)
    k = data.draw(st.integers(1, 4))
    found = missing_pairs(ties, k=k, score=score)
    expected = by_definition(ties, k, score)
    assert list(zip(found["organization_id"], found["other_id"], strict=True)) == [row[:2] for row in expected]
    assert found["score"].tolist() == pytest.approx([row[2] for row in expected], abs=1e-9)
    times = Counter(row[0] for row in expected)
    assert found["rank"].tolist() == [nth for a in ties for nth in range(1, times[a] + 1)]


@pytest.mark.parametrize("score", sorted(PAIR_SCORES))
@pytest.mark.parametrize("k", [1, 3, 10])
def test_long_rows_are_cut_into_parts_without_losing_any(score: str, k: int) -> None:
    ties = nx.relabel_nodes(nx.barabasi_albert_graph(250, 3, seed=4), {i: f"{i:03}" for i in range(250)})
    found = missing_pairs(ties, k=k, score=score)
    expected = by_definition(ties, k, score)
    assert found[["organization_id", "other_id"]].to_numpy().tolist() == [list(row[:2]) for row in expected]
    assert found["score"].tolist() == pytest.approx([row[2] for row in expected], abs=1e-9)


@pytest.mark.parametrize("paths", [1, 50])
def test_few_paths_at_a_time_find_the_same(
    monkeypatch: pytest.MonkeyPatch, network: Callable[[str], nx.Graph], paths: int
) -> None:
    at_once = missing_pairs(network("karate"))
    monkeypatch.setattr("graph.allies.partners_of_partners._PATHS", paths)
    pd.testing.assert_frame_equal(missing_pairs(network("karate")), at_once)


def test_the_published_scores() -> None:
    five = nx.complete_graph(list("abcde"))
    five.remove_edge("a", "b")
    # The three in common keep four partners each.
    assert by_pair(missing_pairs(five)) == {("a", "b"): 0.75, ("b", "a"): 0.75}
    assert by_pair(missing_pairs(five, score="adamic_adar"))["a", "b"] == pytest.approx(2.1640425613, abs=1e-9)
    assert by_pair(missing_pairs(nx.path_graph(["a", "b", "c"]))) == {("a", "c"): 0.5, ("c", "a"): 0.5}
    star = by_pair(missing_pairs(nx.Graph([("hub", leaf) for leaf in "abcd"])))
    assert len(star) == 12
    assert set(star.values()) == {0.25}


def test_the_florentine_families_that_could_meet_first(network: Callable[[str], nx.Graph]) -> None:
    best = missing_pairs(network("florentine")).sort_values("score", ascending=False)
    pairs = best.iloc[::2][["organization_id", "other_id"]].head(2)
    assert [set(pair) for pair in pairs.to_numpy()] == [{"Guadagni", "Medici"}, {"Castellani", "Bischeri"}]
    assert best["score"].iloc[[0, 2]].tolist() == pytest.approx([0.6667, 0.5833], abs=5e-5)


def test_equal_scores_by_id_however_they_are_summed() -> None:
    # 1/2 + 1/3 + 1/7 on one way and 1/7 + 1/3 + 1/2 on another may differ in the last bit.
    ties = nx.Graph([("v", "q"), ("v", "p"), ("v", "r"), ("v", "z")])
    for other, order in (("b", "pqr"), ("a", "rqp")):
        ties.add_edges_from((other, middle) for middle in order)
    ties.add_edges_from(
        (middle, f"{middle}{i}") for middle, most in (("p", 2), ("q", 9), ("r", 4)) for i in range(most)
    )
    found = missing_pairs(ties, k=2).set_index("organization_id").loc["v"]
    assert found["other_id"].tolist() == ["a", "b"]
    assert found["score"].iloc[0] == found["score"].iloc[1]


def test_the_order_of_rows_does_not_matter(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(ties)))
    turned.add_edges_from((b, a) for a, b in reversed(list(ties.edges)))
    keys = ["organization_id", "rank"]
    found = missing_pairs(ties, k=3).sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(found, missing_pairs(turned, k=3).sort_values(keys, ignore_index=True))


def test_strength_does_not_count(network: Callable[[str], nx.Graph]) -> None:
    pd.testing.assert_frame_equal(missing_pairs(network("borgatti")), missing_pairs(network("borgatti_weighted")))


def test_every_network_gives_a_frame_of_one_form(every_network: nx.Graph) -> None:
    found = missing_pairs(every_network)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == {
        "organization_id": "str",
        "other_id": "str",
        "rank": "int64",
        "score": "float64",
    }
    assert not any(every_network.has_edge(a, b) or a == b for a, b in by_pair(found))
    assert set(found["organization_id"]).isdisjoint(nx.isolates(every_network))


def test_what_is_not_known_or_not_possible_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"score of pairs: found 'adamic'.*Nearest: 'adamic_adar'"):
        missing_pairs(nx.path_graph(3), score="adamic")
    with pytest.raises(ValueError, match="found 0, allowed 1 or more"):
        missing_pairs(nx.path_graph(3), k=0)
