"""What is left out of the network: by age and by size, always counted; and what a confidential row may not tell."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import LAPSED, tie_network
from tests.examples import examples

T = date(2024, 6, 29)


def made(
    interactions: list[tuple[Any, ...]],
    parts: list[tuple[Any, ...]],
    declared: list[tuple[Any, ...]] | None = None,
    **more: Any,
) -> Tables:
    ids = sorted({p[1] for p in parts} | {end for d in declared or [] for end in d[:2]} | {"a"})
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": ids, "name": ids}),
            "interactions": pd.DataFrame(interactions, columns=["interaction_id", "kind", "date", "confidential"]),
            "participations": pd.DataFrame(parts, columns=["interaction_id", "organization_id", "role"]),
            "declared_ties": pd.DataFrame(declared or [], columns=["from_id", "to_id", "kind", "strength", "date"]),
        }
        | more
    )


def test_weights_far_apart_all_stay() -> None:
    weights = {"b": 5000.0, "c": 6.0, "d": 4.0, "e": 1.0}
    ties = tie_network(made([], [], [("a", end, "co-use", w, None) for end, w in weights.items()]))
    assert ties.number_of_edges() == 4
    assert {end: ties["a"][end]["strength"] for end in weights} == {end: w / 5000 for end, w in weights.items()}
    assert ties.counts["lapsed"] == 0


def test_weights_below_one_keep_their_order() -> None:
    ties = tie_network(made([], [], [("a", "b", "w", 0.5, None), ("a", "c", "w", 0.1, None)]))
    assert (ties["a"]["b"]["strength"], ties["a"]["c"]["strength"]) == (1.0, 0.2)


@pytest.mark.parametrize(("low", "high"), [(1, 5), (5, 1), (2021, 2022), (1, None), (None, 5)])
def test_a_statement_outside_its_scale_is_its_nearest_end_and_told(low: float | None, high: float | None) -> None:
    strengths = [-3.0, 0.0, 1.0, 2.0, 5.0, 7.0]
    stated = pd.DataFrame(
        {"from_id": "a", "to_id": list("bcdefg"), "strength": strengths, "scale_min": low, "scale_max": high}
    )
    tables = made([], [], [("a", end, None, None, None) for end in "bcdefg"], declared_ties=stated)
    ties = tie_network(tables)
    first, last = low or 1, high or max(strengths)
    levels = abs(last - first) + 1
    inside = [min(max(strength, min(first, last)), max(first, last)) for strength in strengths]
    expected = [(abs(strength - first) + 1) / levels for strength in inside]
    assert [ties["a"][end]["strength"] for end in "bcdefg"] == pytest.approx(expected)
    assert ties.counts["outside_scale"] == sum(a != b for a, b in zip(inside, strengths, strict=True))
    assert ties.counts["no_weight"] == 0


def test_statements_of_nothing_tie_nobody_whatever_stands_beside_them() -> None:
    for others in ([], [("a", "c", "w", 4.0, None)]):
        ties = tie_network(made([], [], [("a", "b", "w", 0.0, None), *others]))
        assert (ties.number_of_edges(), ties.counts["no_weight"]) == (len(others), 1)


def test_what_is_planned_or_suspended_is_counted() -> None:
    rows = [(i, "meeting", None, None) for i in ("on", "plan", "stop", "other")]
    parts = [(i, o, None) for i, *_ in rows for o in "ab"]
    tables = made(rows, parts)
    tables = tables.replace(
        interactions=tables.interactions.assign(
            status=["ongoing", "planned", "suspended", "planned"], kind=["meeting", "meeting", "meeting", "training"]
        )
    )
    assert tie_network(tables).counts["inactive"] == 3
    assert tie_network(tables, Selection(kinds=("meeting",))).counts["inactive"] == 2
    assert tie_network(tables, Selection(activity_status=("planned", "done"))).counts["inactive"] == 2


def test_a_filter_or_a_date_does_not_move_the_scale_of_what_is_declared() -> None:
    rows = [("a", "b", "w", 2.0, "2024-01-01"), ("a", "c", "w", 4.0, "2024-06-01")]
    early = tie_network(made([], [], rows), Selection(as_of=date(2024, 3, 1), half_life=None))
    assert early["a"]["b"]["strength"] == 0.5
    assert early.counts["declared_after_as_of"] == 1


@pytest.mark.parametrize("half_life", [1.0, 30.0, 365.0])
def test_a_tie_lapses_by_the_age_of_its_newest_evidence(half_life: float) -> None:
    """2^(-age / half-life) falls below .001 at log2(1000) = 9.97 half-lives, whatever the size of the meeting."""
    for half_lives, stays in ((9.9, True), (10.1, False), (3000, False)):
        age = min(int(half_lives * half_life), 700_000)
        assert (2 ** (-age / half_life) >= LAPSED) == stays
        crowd = [("i", f"o{n:02}", None) for n in range(40)]
        tables = made([("i", "meeting", str(T - timedelta(age)), None)], crowd)
        ties = tie_network(tables, Selection(as_of=T, half_life=half_life))
        lapsed = 0 if stays else 40 * 39 // 2
        assert (ties.number_of_edges(), ties.counts["lapsed"], len(ties.former)) == (780 - lapsed, lapsed, lapsed)
        assert (ties.former["strength"] > 0).all()
        assert (ties.former["distance"] < float("inf")).all()


def test_undated_evidence_or_a_fresh_statement_keeps_a_tie() -> None:
    old = ("i", "meeting", "1990-01-01", None)
    both = [("i", "a", None), ("i", "b", None)]
    asked = Selection(as_of=T)
    assert tie_network(made([old], both), asked).number_of_edges() == 0
    undated = made([old, ("j", "meeting", None, None)], [*both, ("j", "a", None), ("j", "b", None)])
    assert tie_network(undated, asked).number_of_edges() == 1
    assert tie_network(made([old], both, [("a", "b", "w", 1.0, "2024-06-01")]), asked).number_of_edges() == 1
    assert tie_network(made([old], both, [("a", "b", "w", 1.0, None)]), asked).number_of_edges() == 1
    assert tie_network(made([], [], [("a", "b", "w", 1.0, "1990-01-01")]), asked).counts["lapsed"] == 1
    # A quarrel of yesterday is no evidence that two are close.
    fought = made([old, ("j", "conflict", "2024-06-28", None)], [*both, ("j", "a", None), ("j", "b", None)])
    assert tie_network(fought, asked).counts["lapsed"] == 1


def test_who_gave_to_whom_lapses_by_age_too() -> None:
    parts = [("i", "a", "funder"), *[("i", f"o{n:02}", "implementer") for n in range(49)]]
    for age, stays in ((3600, True), (3700, False)):
        tables = made([("i", "funding", str(T - timedelta(age)), None)], parts)
        ties = tie_network(tables, Selection(as_of=T))
        assert ties.directed("funding").number_of_edges() == ties.number_of_edges() == 49 * stays


def test_everything_left_out_is_counted() -> None:
    crowd = [("crowd", f"o{n:02}", None) for n in range(51)]
    rows = [("crowd", "meeting", None, None), ("late", "meeting", "2025-01-01", None), ("row", "conflict", None, None)]
    parts = [*crowd, ("late", "a", None), ("late", "b", None), ("row", "a", None), ("row", "c", None)]
    declared = [("a", "d", "w", 1.0, "2030-01-01")]
    tables = made(rows, parts, declared)
    ties = tables.declared_ties
    negative = ties.assign(sign=-1.0, date=ties["date"].mask(ties["date"].notna()))
    tables = tables.replace(declared_ties=pd.concat([ties, negative]))
    counts = tie_network(tables, Selection(as_of=T)).counts
    assert counts == {
        "after_as_of": 1, "undated": 2, "too_many_participants": 1, "declared_negative": 1,
        "declared_after_as_of": 1, "no_weight": 1, "filtered_out": 0, "lapsed": 0, "inactive": 0, "outside_scale": 0,
    }  # fmt: skip


def test_a_confidential_grant_ties_all_who_took_part_and_weighs_one() -> None:
    parts = [("i", "a", "funder"), ("i", "b", "implementer"), ("i", "c", "implementer")]
    asked = Selection(kind_weights={"funding": 7.0})
    told, secret = (tie_network(made([("i", "funding", None, flag)], parts), asked) for flag in (None, True))
    assert {frozenset(pair) for pair in told.edges} == {frozenset("ab"), frozenset("ac")}
    assert [tie["strength"] for _, _, tie in secret.edges(data=True)] == [0.5] * 3
    assert secret.directed("funding").number_of_edges() == 0
    assert told.directed("funding").number_of_edges() == 2


@settings(max_examples=examples(40))
@given(
    st.tuples(
        st.sampled_from(["meeting", "funding", "referral", "training", "win"]),
        st.lists(st.sampled_from([None, "funder", "implementer", "referrer"]), min_size=3, max_size=3),
        st.floats(0, 50),
        st.sampled_from(["land", "water"]),
        st.sampled_from([(), ("meeting",), ("funding",)]),
        st.sampled_from([(), ("land",)]),
    )
)
def test_the_network_does_not_tell_what_a_confidential_interaction_was(drawn: tuple[Any, ...]) -> None:
    """Whatever a confidential row says besides who and when, the network is the same."""
    kind, roles, weight, cause, kinds, causes = drawn
    about: dict[str, Any] = {
        "causes": pd.DataFrame({"cause_id": ["land", "water"], "name": ["Land", "Water"]}),
        "interaction_causes": pd.DataFrame({"interaction_id": ["i"], "cause_id": [cause]}),
    }
    asked = Selection(kind_weights={"funding": weight}, kinds=kinds, causes=causes)
    parts = [("i", who, role) for who, role in zip("abc", roles, strict=True)]
    plain = made([("i", "meeting", "2024-01-01", True)], [("i", who, None) for who in "abc"], **about)
    secret = made([("i", kind, "2024-01-01", True)], parts, **about)
    one, other = tie_network(plain, asked), tie_network(secret, asked)
    assert one.frame().equals(other.frame())
    assert (list(one), one.counts) == (list(other), other.counts)
    assert one.counts.get("confidential", 0) == int(bool(kinds or causes))
