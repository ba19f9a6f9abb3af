"""The greedy choice against a naive one, against every set, and on the Southern Women."""

import math
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.allies import greedy
from graph.allies.greedy import Offers, best_gain, greedy_choice
from tests.examples import examples

WOMEN = 18


def offers_of(covers: dict[str, dict[int, float]]) -> Offers:
    rows = [(i, c, r) for i, cells in covers.items() for c, r in cells.items()]
    return Offers.of(pd.DataFrame(rows, columns=["organization_id", "cell", "reach"]))


def gain_of(covers: dict[str, dict[int, float]], missing: np.ndarray, chosen: Any) -> float:
    gain = 0.0
    for cell, amount in enumerate(missing):
        left = amount
        for i in chosen:
            left *= 1.0 - covers[i].get(cell, 0.0)
        gain += amount - left
    return gain


def naive(covers: dict[str, dict[int, float]], missing: np.ndarray, k: int) -> list[str]:
    """Choose by working everything out anew in every round."""
    chosen: list[str] = []
    scale = missing.sum()
    while len(chosen) < k:
        offers = []
        for i, offer in covers.items():
            if i in chosen:
                continue
            adds = {
                c: missing[c] * r * math.prod(1.0 - covers[j].get(c, 0.0) for j in chosen)
                for c, r in offer.items()
            }  # fmt: skip
            share = round(sum(adds.values()) / scale, 12) if scale else 0.0
            offers.append((-share, sum(a <= 0 for a in adds.values()), i))
        if not offers or min(offers)[0] == 0:
            break
        chosen.append(min(offers)[2])
    return chosen


def southern_women() -> tuple[dict[str, dict[int, float]], dict[str, dict[int, float]]]:
    """Return the women that each event reaches, and the events that each woman reaches."""
    women_and_events = nx.davis_southern_women_graph()
    women, events = women_and_events.graph["top"], women_and_events.graph["bottom"]
    by_event = {e: {women.index(w): 1.0 for w in women_and_events[e]} for e in events}
    by_woman = {w: {events.index(e): 1.0 for e in women_and_events[w]} for w in women}
    return by_event, by_woman


# Halves keep products exact, so that equal gains are equal.
instances = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.dictionaries(st.integers(0, 7), st.sampled_from([1.0, 1.0, 0.5, 0.25]), min_size=1),
    max_size=8,
)
amounts = st.lists(st.integers(0, 5), min_size=8, max_size=8).map(lambda v: np.array(v, dtype=np.float64))


@settings(max_examples=examples(200))
@given(instances, amounts, st.integers(0, 6))
def test_lazy_is_naive(covers: dict[str, dict[int, float]], missing: np.ndarray, k: int) -> None:
    chosen = greedy_choice(offers_of(covers), missing, k)
    assert [c.organization_id for c in chosen] == naive(covers, missing, k)
    told = sum(c.gain for c in chosen)
    assert told == pytest.approx(gain_of(covers, missing, [c.organization_id for c in chosen]))
    assert all(c.gain > 0 and len(c.closes) for c in chosen)


@settings(max_examples=examples(150))
@given(instances, amounts, st.integers(1, 4))
def test_the_gain_is_within_the_bound_and_the_best_is_the_best(
    covers: dict[str, dict[int, float]], missing: np.ndarray, k: int
) -> None:
    best = max((gain_of(covers, missing, some) for some in combinations(covers, min(k, len(covers)))), default=0.0)
    told, method = best_gain(offers_of(covers), missing, k)
    assert method == "enumeration"
    assert told == pytest.approx(best)
    gained = sum(c.gain for c in greedy_choice(offers_of(covers), missing, k))
    assert (1 - 1 / math.e) * best - 1e-9 <= gained <= best + 1e-9


@settings(max_examples=examples(60))
@given(instances, amounts, st.integers(1, 4))
def test_the_program_finds_what_enumeration_finds(
    covers: dict[str, dict[int, float]], missing: np.ndarray, k: int
) -> None:
    whole = {i: dict.fromkeys(cells, 1.0) for i, cells in covers.items()}
    expected, _ = best_gain(offers_of(whole), missing, k)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(greedy, "_MOST_SETS", 0)
        told, method = best_gain(offers_of(whole), missing, k)
    assert told == pytest.approx(expected)
    assert method == ("milp" if expected > 0 else "enumeration")


def test_what_would_take_too_long_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greedy, "_MOST_SETS", 0)
    gain, method = best_gain(offers_of({"a": {0: 0.5}, "b": {1: 1.0}}), np.ones(2), 1)
    assert math.isnan(gain)
    assert method == ""


@pytest.mark.parametrize(("k", "covered"), [(1, 14), (2, 17), (3, 18)])
def test_events_that_cover_the_southern_women(k: int, covered: int) -> None:
    by_event, _ = southern_women()
    everybody = np.ones(WOMEN)
    assert best_gain(offers_of(by_event), everybody, k)[0] == covered
    assert sum(c.gain for c in greedy_choice(offers_of(by_event), everybody, k)) == covered
    best = [some for some in combinations(by_event, k) if gain_of(by_event, everybody, some) == covered]
    assert len(best) == {1: 1, 2: 4, 3: 14}[k]
    if k == 1:
        assert best == [("E8",)]
        assert greedy_choice(offers_of(by_event), everybody, 1)[0].organization_id == "E8"


def test_women_who_cover_the_events() -> None:
    _, by_woman = southern_women()
    events = np.ones(14)
    assert best_gain(offers_of(by_woman), events, 1)[0] == 8
    assert sum(gain_of(by_woman, events, [w]) == 8 for w in by_woman) == 3
    pairs = [some for some in combinations(by_woman, 2) if gain_of(by_woman, events, some) == 14]
    assert [set(p) for p in pairs] == [{"Evelyn Jefferson", "Nora Fayette"}]
    assert best_gain(offers_of(by_woman), events, 2)[0] == 14
    chosen = greedy_choice(offers_of(by_woman), events, 2)
    assert {c.organization_id for c in chosen} == {"Evelyn Jefferson", "Nora Fayette"}


def test_the_choice_stops_where_nobody_adds_anything() -> None:
    by_event, _ = southern_women()
    chosen = greedy_choice(offers_of(by_event), np.ones(WOMEN), 14)
    assert len(chosen) == 3
    assert greedy_choice(offers_of(by_event), np.zeros(WOMEN), 3) == []
    assert greedy_choice(offers_of({}), np.ones(3), 3) == []
    assert best_gain(offers_of({}), np.ones(3), 3) == (0.0, "enumeration")


def test_equal_gains_go_to_who_is_in_fewest_other_cells_then_to_the_smaller_id() -> None:
    missing = np.array([1.0, 0.0, 0.0])
    chosen = greedy_choice(offers_of({"a": {0: 1, 1: 1}, "c": {0: 1}, "b": {0: 1}}), missing, 1)
    assert chosen[0].organization_id == "b"
