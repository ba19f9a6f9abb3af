"""Serving the worst-served group first: against every set, and never worse for it than the sum."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.allies import fair
from graph.allies.fair import Groups, fair_choice
from graph.allies.greedy import Offers, greedy_choice
from tests.examples import examples
from tests.graph.allies.test_greedy import offers_of

CELLS = 8
# Halves keep products exact, so that equal gains are equal.
instances = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.dictionaries(st.integers(0, CELLS - 1), st.sampled_from([1.0, 1.0, 0.5, 0.25]), min_size=1),
    min_size=1,
    max_size=7,
)
needs = st.lists(st.integers(1, 5), min_size=CELLS, max_size=CELLS).map(lambda v: np.array(v, dtype=np.float64))
covered = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=CELLS, max_size=CELLS).map(np.array)
grouped = st.lists(st.integers(-1, 2), min_size=CELLS, max_size=CELLS).map(np.array)


def groups_of(of_cell: np.ndarray, need: np.ndarray, before: np.ndarray) -> Groups:
    numbers, at = np.unique(of_cell[of_cell >= 0], return_inverse=True)
    renamed = np.full(CELLS, -1, dtype=np.int64)
    renamed[of_cell >= 0] = at
    return Groups(tuple(map(str, numbers)), renamed, need, need * (1 - before))


def worst(groups: Groups, covers: dict[str, dict[int, float]], chosen: list[str]) -> tuple[float, float]:
    """Return the share of the worst-served group that anybody can help, and the gain, counted cell by cell."""
    shares, gain = [], 0.0
    for g in range(len(groups.names)):
        cells = [c for c in range(CELLS) if groups.of_cell[c] == g]
        if not any(groups.missing[c] > 0 and c in offer for c in cells for offer in covers.values()):
            continue
        left = [groups.missing[c] * math.prod(1 - covers[i].get(c, 0) for i in chosen) for c in cells]
        shares.append(1 - sum(left) / sum(groups.need[c] for c in cells))
    for c in range(CELLS):
        gain += groups.missing[c] * (1 - math.prod(1 - covers[i].get(c, 0) for i in chosen))
    return min(shares, default=1.0), gain


def names(offers: Offers, chosen: list[int]) -> list[str]:
    return [str(offers.ids[i]) for i in chosen]


@settings(max_examples=examples(80))
@given(instances, needs, covered, grouped, st.integers(1, 3))
def test_every_set_is_tried_where_there_are_few(
    covers: dict[str, dict[int, float]], need: np.ndarray, before: np.ndarray, of_cell: np.ndarray, k: int
) -> None:
    offers, groups = offers_of(covers), groups_of(of_cell, need, before)
    chosen, method = fair_choice(offers, groups, k)
    assert method == "enumeration"
    best = max(
        worst(groups, covers, list(some)) for n in range(k + 1) for some in combinations(covers, min(n, len(covers)))
    )
    told = worst(groups, covers, names(offers, chosen))
    assert told[0] == pytest.approx(best[0])
    assert told[1] == pytest.approx(best[1])


@settings(max_examples=examples(80))
@given(instances, needs, covered, grouped, st.integers(1, 3), st.booleans())
def test_the_fair_choice_is_never_worse_for_the_worst_served(  # noqa: PLR0917  (drawn one by one)
    covers: dict[str, dict[int, float]], need: np.ndarray, before: np.ndarray, of_cell: np.ndarray, k: int, whole: bool
) -> None:
    if whole:
        covers = {i: dict.fromkeys(cells, 1.0) for i, cells in covers.items()}
    offers, groups = offers_of(covers), groups_of(of_cell, need, before)
    best, _ = fair_choice(offers, groups, k)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fair, "_MOST_SETS", 0)
        chosen, method = fair_choice(offers, groups, k)
    by_sum = [choice.organization_id for choice in greedy_choice(offers, groups.missing, k)]
    told = worst(groups, covers, names(offers, chosen))
    assert len(chosen) <= k
    assert told[0] >= worst(groups, covers, by_sum)[0] - 1e-9
    if method == "milp":
        assert told == pytest.approx(worst(groups, covers, names(offers, best)))
    elif whole:
        assert chosen == []


def test_a_small_group_is_served_before_a_large_one() -> None:
    covers = {"giant": dict.fromkeys(range(4), 1.0), "second": {4: 1.0, 5: 1.0}, "small": {7: 1.0}}
    of_cell = np.array([0, 0, 0, 0, 0, 0, 1, 1])
    groups = groups_of(of_cell, np.ones(CELLS), np.zeros(CELLS))
    offers = offers_of(covers)
    assert [choice.organization_id for choice in greedy_choice(offers, groups.missing, 2)] == ["giant", "second"]
    assert names(offers, fair_choice(offers, groups, 2)[0]) == ["giant", "small"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fair, "_MOST_SETS", 0)
        patched.setattr(fair, "_MOST_ENTRIES", 0)
        chosen, method = fair_choice(offers, groups, 2)
    assert (sorted(names(offers, chosen)), method) == (["giant", "small"], "greedy")


def test_without_an_offer_nobody_is_chosen() -> None:
    groups = groups_of(np.zeros(CELLS, dtype=np.int64), np.ones(CELLS), np.ones(CELLS))
    assert fair_choice(offers_of({"a": {0: 1.0}}), groups, 2) == ([], "enumeration")
