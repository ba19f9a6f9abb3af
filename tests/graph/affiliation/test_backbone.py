"""The backbone of a co-participation network: published p, every outcome counted, two corrections made twice."""

import math
from itertools import combinations, product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import minimize
from scipy.stats import false_discovery_control, norm

from graph.affiliation.sdsm_backbone import (
    CORRECTIONS,
    approximate_tails,
    backbone,
    membership_probabilities,
    upper_tails,
)
from graph.errors import PartnerNetworkError, UnknownName
from tests.examples import examples

PUBLISHED = np.array([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]])
"""The example of the R package ``backbone``, whose p are those by the refined normal approximation."""

ONES = st.integers(1, 7).flatmap(
    lambda wide: st.lists(st.lists(st.sampled_from([0, 1]), min_size=wide, max_size=wide), min_size=1, max_size=7)
)


def frame(ones: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        [(f"o{a}", f"e{k}") for a, k in np.argwhere(ones)], columns=["organization_id", "event_id"], dtype="str"
    )


def davis() -> pd.DataFrame:
    return pd.DataFrame(nx.davis_southern_women_graph().edges, columns=["organization_id", "event_id"], dtype="str")


def every_outcome(chances: np.ndarray, least: int) -> float:
    """Return the probability of `least` hits or more as the sum over all outcomes of the draws."""
    outcomes = product([0, 1], repeat=len(chances))
    return sum(math.prod(np.where(hits, chances, 1 - chances)) for hits in outcomes if sum(hits) >= least)


def test_the_published_p_exact_and_approximate() -> None:
    chance = membership_probabilities(sparse.csr_array(PUBLISHED))
    once = np.ones(4, dtype=np.int64)
    exact, approximate = [], []
    for a, b in combinations(range(3), 2):
        shared = int(PUBLISHED[a] @ PUBLISHED[b])
        both = (chance[a] * chance[b])[None]
        exact.append(upper_tails(both, once, 4)[0, shared])
        approximate.append(approximate_tails(both, once, 4)[0, shared])
    assert exact == pytest.approx([1, 0.555, 1], abs=5e-4)
    assert approximate == pytest.approx([0.977, 0.549, 0.972], abs=5e-4)
    assert backbone(frame(PUBLISHED), by="event_id")["p"].tolist() == pytest.approx([0.555], abs=5e-4)
    found = backbone(frame(PUBLISHED), by="event_id", method="approximate")
    assert found["p"].tolist() == pytest.approx([0.549], abs=5e-4)
    assert found["method"].tolist() == ["approximate"]


@settings(max_examples=examples(60))
@given(ones=ONES)
def test_probabilities_keep_the_degrees(ones: list[list[int]]) -> None:
    held = np.array(ones)
    chance = membership_probabilities(sparse.csr_array(held))
    assert chance.shape == held.shape
    assert ((chance >= 0) & (chance <= 1)).all()
    assert chance.sum(axis=0) == pytest.approx(held.sum(axis=0), abs=1e-7)
    assert chance.sum(axis=1) == pytest.approx(held.sum(axis=1), abs=1e-7)


def test_probabilities_are_those_of_the_largest_entropy() -> None:
    held = PUBLISHED
    rows, columns = held.sum(axis=1), held.sum(axis=0)

    def unlikely(at: np.ndarray) -> float:
        log_odds = at[:3, None] + at[3:]
        return float(np.logaddexp(0, log_odds).sum() - rows @ at[:3] - columns @ at[3:])

    at = minimize(unlikely, np.zeros(7), tol=1e-12).x
    expected = 1 / (1 + np.exp(-(at[:3, None] + at[3:])))
    assert membership_probabilities(sparse.csr_array(held)) == pytest.approx(expected, abs=1e-5)


def test_forced_memberships_are_certain() -> None:
    # Whoever has these degrees, the last two events take in the first two organizations and the first two do not
    # take in the last two.
    held = np.array([[1, 0, 1, 1], [0, 1, 1, 1], [0, 0, 1, 0], [0, 0, 0, 1]])
    expected = [[0.5, 0.5, 1, 1]] * 2 + [[0, 0, 0.5, 0.5]] * 2
    assert membership_probabilities(sparse.csr_array(held)) == pytest.approx(np.array(expected), abs=1e-8)
    assert membership_probabilities(sparse.csr_array(np.ones((3, 2)))) == pytest.approx(np.ones((3, 2)), abs=1e-8)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_exact_tails_are_the_sum_over_every_outcome(data: st.DataObject) -> None:
    chances = data.draw(st.lists(st.floats(0, 1), min_size=1, max_size=4))
    many = np.array(data.draw(st.lists(st.integers(1, 2), min_size=len(chances), max_size=len(chances))))
    each = np.repeat(chances, many)
    found = upper_tails(np.array([chances]), many, len(each))[0]
    expected = [every_outcome(each, least) for least in range(len(each) + 1)]
    assert found == pytest.approx(expected, abs=1e-12)


@settings(max_examples=examples(40))
@given(ones=ONES)
def test_p_of_every_pair_as_defined(ones: list[list[int]]) -> None:
    rows = frame(np.array(ones))
    held = pd.crosstab(rows["organization_id"], rows["event_id"]).to_numpy()
    chance = membership_probabilities(sparse.csr_array(held))
    who = sorted(rows["organization_id"].unique())
    found = backbone(rows, by="event_id").set_index(["from_id", "to_id"])
    assert set(found.index) == {(who[a], who[b]) for a, b in combinations(range(len(who)), 2) if held[a] @ held[b]}
    for a, b in combinations(range(len(who)), 2):
        shared = int(held[a] @ held[b])
        if shared:
            row = found.loc[[(who[a], who[b])]]
            assert row["shared"].tolist() == [shared]
            assert row["p"].tolist() == pytest.approx([every_outcome(chance[a] * chance[b], shared)], abs=1e-9)
            assert row["expected"].tolist() == pytest.approx([chance[a] @ chance[b]], abs=1e-9)


def test_the_approximation_is_the_formula_and_nears_the_exact_with_many_draws() -> None:
    rng = np.random.default_rng(5)
    chances = rng.uniform(0.1, 0.6, 400)
    once = np.ones(400, dtype=np.int64)
    found = approximate_tails(chances[None], once, 400)[0]
    assert abs(found - upper_tails(chances[None], once, 400)[0]).max() < 2e-4
    spread = chances * (1 - chances)
    z = (150 - 0.5 - chances.sum()) / np.sqrt(spread.sum())
    skew = (spread * (1 - 2 * chances)).sum() / spread.sum() ** 1.5
    assert found[150] == pytest.approx(1 - norm.cdf(z) - skew * (1 - z**2) * norm.pdf(z) / 6, abs=1e-12)
    certain = approximate_tails(np.array([[1.0]]), np.array([2]), 3)[0]
    assert certain.tolist() == [1, 1, 1, 0]


@pytest.mark.parametrize("correction", CORRECTIONS)
def test_corrections_count_every_pair(correction: str) -> None:
    women = davis()
    plain = backbone(women, by="event_id", alpha=0.3)
    found = backbone(women, by="event_id", alpha=0.3, correction=correction)
    assert found["p"].tolist() == plain["p"].tolist() == plain["corrected"].tolist()
    every = np.r_[found["p"], np.ones(153 - 139)]
    if correction == "holm":
        expected, before = [], 0.0
        for nth, p in enumerate(every):
            before = max(before, min(1.0, (153 - nth) * p))
            expected.append(before)
    else:
        expected = list(false_discovery_control(every))
    assert found["corrected"].tolist() == pytest.approx(expected[:139], abs=1e-12)
    assert found["kept"].tolist() == [c < 0.3 for c in found["corrected"]]
    assert found["kept"].sum() < plain["kept"].sum()


def test_a_group_that_meets_apart_is_kept() -> None:
    ones = np.zeros((8, 60), dtype=int)
    ones[:4, :30] = ones[4:, 30:] = 1
    found = backbone(frame(ones), by="event_id", correction="holm")
    assert len(found) == 12
    assert found["kept"].all()


def test_davis_is_nearly_all_chance() -> None:
    """A plain projection ties 139 of 153 pairs; few of them are together more often than by chance."""
    found = backbone(davis(), by="event_id", alpha=0.1)
    assert len(found) == 139
    assert found.loc[found["kept"], "from_id"].tolist() == ["Flora Price", "Katherina Rogers"]


def test_exact_gives_way_to_the_approximation_above_a_number_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(backbone(davis(), by="event_id")["method"]) == {"exact"}
    monkeypatch.setattr("graph.affiliation.sdsm_backbone.EXACT_STEPS", 100)
    assert set(backbone(davis(), by="event_id")["method"]) == {"approximate"}
    assert set(backbone(davis(), by="event_id", method="exact")["method"]) == {"exact"}


def test_the_order_of_rows_and_the_names_of_events_do_not_matter() -> None:
    women = davis()
    turned = women[::-1].assign(event_id=women["event_id"].str[::-1])
    pd.testing.assert_frame_equal(backbone(women, by="event_id"), backbone(turned, by="event_id"), check_exact=True)


@pytest.mark.parametrize("ones", [np.zeros((0, 0)), np.ones((1, 1)), np.eye(3)])
def test_nothing_shared_gives_an_empty_frame(ones: np.ndarray) -> None:
    found = backbone(frame(ones), by="event_id", correction="holm")
    assert found.empty
    kinds = ["str", "str", "int64", "float64", "float64", "float64", "bool", "str"]
    assert [str(kind) for kind in found.dtypes] == kinds


def test_what_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownName, match=r"correction: found 'hulm'.*'holm'"):
        backbone(davis(), by="event_id", correction="hulm")
    with pytest.raises(UnknownName, match=r"column of memberships: found 'event'.*'event_id'"):
        backbone(davis(), by="event")
    with pytest.raises(ValueError, match=r"alpha: found 5, allowed above 0 and below 1"):
        backbone(davis(), by="event_id", alpha=5)
    monkeypatch.setattr("graph.affiliation.sdsm_backbone._MOST_ROUNDS", 1)
    with pytest.raises(PartnerNetworkError, match=r"after 1 rounds they are off by .*, allowed 1e-09"):
        backbone(davis(), by="event_id")
