"""Two modes seen from one side: published values, NetworkX and the definitions, whatever the order of rows."""

import math
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from graph.affiliation.one_mode import PROJECTIONS, projection
from graph.errors import UnknownName
from tests.examples import examples

MEMBERSHIPS = st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("123456")), max_size=30)


def frame(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["organization_id", "event_id"], dtype="str")


def scores(pairs: list[tuple[str, str]], score: str) -> dict[tuple[str, str], float]:
    found = projection(frame(pairs), by="event_id", score=score)
    return dict(zip(zip(found["from_id"], found["to_id"], strict=True), found[score].tolist(), strict=True))


def davis() -> list[tuple[str, str]]:
    return list(nx.davis_southern_women_graph().edges)


def by_definition(pairs: list[tuple[str, str]], score: str) -> dict[tuple[str, str], float]:
    who = sorted({a for a, _ in pairs})
    of = {a: {event for b, event in pairs if b == a} for a in who}
    size = {event: sum(event in held for held in of.values()) for _, event in pairs}
    values: dict[str, Callable[[str, str], float]] = {
        "newman": lambda a, b: sum(1 / (size[k] - 1) for k in of[a] & of[b]),
        "adamic_adar": lambda a, b: sum(1 / math.log(size[k]) for k in of[a] & of[b]),
        "rarity": lambda a, b: sum(math.log(len(who) / size[k]) for k in of[a] & of[b]),
        "jaccard": lambda a, b: len(of[a] & of[b]) / len(of[a] | of[b]),
    }
    return {(a, b): values[score](a, b) for a, b in combinations(who, 2) if of[a] & of[b]}


@pytest.mark.parametrize("score", PROJECTIONS)
@settings(max_examples=examples(40))
@given(pairs=MEMBERSHIPS)
def test_as_defined(pairs: set[tuple[str, str]], score: str) -> None:
    found, expected = scores(sorted(pairs), score), by_definition(sorted(pairs), score)
    assert found == pytest.approx(expected, abs=1e-9)


@settings(max_examples=examples(40))
@given(pairs=MEMBERSHIPS.filter(bool))
def test_as_networkx_projects(pairs: set[tuple[str, str]]) -> None:
    both = nx.Graph(pairs)
    who = {a for a, _ in pairs}
    newman = bipartite.collaboration_weighted_projected_graph(both, who)
    jaccard = bipartite.overlap_weighted_projected_graph(both, who)
    for score, other in (("newman", newman), ("jaccard", jaccard)):
        expected = {tuple(sorted((a, b))): w for a, b, w in other.edges(data="weight")}
        assert scores(sorted(pairs), score) == pytest.approx(expected, abs=1e-9)
    plain = bipartite.weighted_projected_graph(both, who)
    found = projection(frame(sorted(pairs)), by="event_id")
    counted = dict(zip(zip(found["from_id"], found["to_id"], strict=True), found["shared"], strict=True))
    assert counted == {tuple(sorted((a, b))): w for a, b, w in plain.edges(data="weight")}


def test_newmans_own_example() -> None:
    pairs = [*zip("AAABBBCDE", "123123113", strict=True)]
    third, half = pytest.approx(1 / 3), pytest.approx(1 / 2)
    assert scores(pairs, "newman") == {
        ("A", "B"): pytest.approx(11 / 6),
        ("A", "E"): half,
        ("B", "E"): half,
        ("A", "C"): third,
        ("A", "D"): third,
        ("B", "C"): third,
        ("B", "D"): third,
        ("C", "D"): third,
    }


def test_davis_southern_women() -> None:
    women = frame(davis())
    found = projection(women, by="event_id")
    assert len(found) == 139
    assert found[["from_id", "to_id"]].to_numpy()[0].tolist() == ["Nora Fayette", "Sylvia Avondale"]
    assert found["newman"].iloc[0] == pytest.approx(1.652, abs=5e-4)
    most = found[found["shared"] == found["shared"].max()]
    assert most[["from_id", "to_id", "shared"]].to_numpy().tolist() == [["Evelyn Jefferson", "Theresa Anderson", 7]]
    assert most["newman"].tolist() == pytest.approx([1.487], abs=5e-4)


def test_a_cause_that_everybody_has_says_nothing() -> None:
    pairs = [("a", "all"), ("b", "all"), ("c", "all"), ("a", "rare"), ("b", "rare")]
    assert scores(pairs, "rarity") == {("a", "b"): pytest.approx(math.log(3 / 2)), ("a", "c"): 0.0, ("b", "c"): 0.0}


@pytest.mark.parametrize("score", PROJECTIONS)
def test_the_order_of_rows_and_the_names_of_events_do_not_matter(score: str) -> None:
    women = frame(davis())
    found = projection(women, by="event_id", score=score)
    turned = women[::-1].assign(event_id=women["event_id"].str[::-1])
    pd.testing.assert_frame_equal(found, projection(turned, by="event_id", score=score), check_exact=True)


def test_equal_scores_by_id() -> None:
    pairs = [(a, k) for k, members in {"1": "dc", "2": "ba", "3": "abz"}.items() for a in members]
    assert list(scores(pairs, "newman")) == [("a", "b"), ("c", "d"), ("a", "z"), ("b", "z")]


def test_repeated_rows_count_once_and_blanks_not_at_all() -> None:
    rows = pd.DataFrame(
        [("a", "1", "lead"), ("a", "1", "host"), ("b", "1", None), ("b", None, None), (None, "1", None)],
        columns=["organization_id", "interaction_id", "role"],
    )
    assert projection(rows, by="interaction_id").to_dict("list") == {
        "from_id": ["a"],
        "to_id": ["b"],
        "shared": [1],
        "newman": [1.0],
    }


@pytest.mark.parametrize("score", PROJECTIONS)
@pytest.mark.parametrize("pairs", [[], [("a", "1")], [("a", "1"), ("b", "2")]])
def test_nothing_shared_gives_an_empty_frame(pairs: list[tuple[str, str]], score: str) -> None:
    found = projection(frame(pairs), by="event_id", score=score)
    assert found.empty
    assert [str(kind) for kind in found.dtypes] == ["str", "str", "int64", "float64"]


def test_unknown_words_are_refused() -> None:
    with pytest.raises(UnknownName, match=r"projection: found 'newmann'.*'newman'"):
        projection(frame([]), by="event_id", score="newmann")
    with pytest.raises(UnknownName, match=r"column of memberships: found 'event'.*'event_id'"):
        projection(frame([]), by="event")
