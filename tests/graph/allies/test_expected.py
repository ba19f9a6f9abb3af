"""What allies cover there now and may come to cover: two sums, against a count cell by cell."""

import math
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.errors import UnknownName
from graph.reach.coverage import presence_and_need
from graph.tables import ShownTables
from tests.examples import examples
from tests.graph.allies.test_arrivals import DAYS, ROWS, many, presences, tables_of

Cell = tuple[str, str]
needs = st.dictionaries(
    st.tuples(st.sampled_from("wlh"), st.sampled_from(["n1", "n2", "s1", "s2", "s3"])), st.integers(1, 4)
)


def probabilities(tables: ShownTables, coalition: frozenset[str]) -> dict[str, dict[Cell, float]]:
    """Return with which probability each organization outside is in each cell: 1 where it is there."""
    likely = graph.likely_arrivals(tables, k=2000, most_each=None)
    there = presence_and_need(tables)
    cells = there.grid.frame(there.present["cell"].to_numpy())
    chances: dict[str, dict[Cell, float]] = {}
    for row in likely.frame.to_dict("records"):
        chances.setdefault(row["organization_id"], {})[row["cause_id"], row["community_id"]] = row["came"]
    for i, cause, place in zip(there.present["organization_id"], cells["cause_id"], cells["community_id"], strict=True):
        chances.setdefault(i, {})[cause, place] = 1.0
    return {i: cells for i, cells in chances.items() if i not in coalition}


def gain(need: dict[Cell, float], chances: dict[str, dict[Cell, float]], ours: set[Cell], some: Any) -> float:
    return sum(
        amount * (1 - math.prod(1 - chances[i].get(cell, 0) for i in some))
        for cell, amount in need.items()
        if cell not in ours
    )


@settings(max_examples=examples(20))
@given(presences, needs, st.integers(1, 3), st.booleans())
def test_greedy_and_exact_are_those_of_every_set(rows: Any, stated: dict[Cell, int], k: int, some_need: bool) -> None:
    frames = {}
    if some_need and stated:
        frames["needs"] = pd.DataFrame(
            [(*cell, n) for cell, n in stated.items()], columns=["cause_id", "community_id", "need"]
        )
    tables = tables_of(rows, **frames)
    coalition = frozenset("a")
    allies = graph.expected_allies(tables, coalition=coalition, k=k, anyway=True)
    grid = graph.reach_gaps(tables, coalition=coalition).frame
    need = {(c, p): n for c, p, n in zip(grid["cause_id"], grid["community_id"], grid["need"].fillna(0), strict=True)}
    ours = {(k, p) for o, k, p, _ in rows if o == "a"}
    chances = probabilities(tables, coalition)
    ids = allies.frame["organization_id"].tolist()
    assert allies.expected_gain == pytest.approx(gain(need, chances, ours, ids))
    sure = {i: {cell: p for cell, p in cells.items() if p == 1} for i, cells in chances.items()}
    assert allies.there_now == pytest.approx(gain(need, sure, ours, ids))
    assert allies.there_now + allies.may_come == pytest.approx(allies.expected_gain)
    assert (allies.frame[["there_now", "may_come"]] >= 0).all(axis=None)
    best = max(gain(need, chances, ours, some) for some in combinations(chances, min(k, len(chances))))
    assert allies.exact_method in {"enumeration", "milp"}
    assert allies.exact_gain == pytest.approx(best)
    assert (1 - 1 / math.e) * best - 1e-9 <= allies.expected_gain <= best + 1e-9


def test_without_arrivals_they_are_the_missing_allies() -> None:
    tables = many()
    us = frozenset({"o0", "o1"})
    plain = graph.expected_allies(tables, coalition=us, arrivals=False, k=4)
    assert (
        plain.frame["organization_id"].tolist()
        == graph.missing_allies(tables, coalition=us, k=4).frame["organization_id"].tolist()
    )
    assert (plain.may_come, plain.withheld) == (0.0, False)


def test_where_the_data_speak_against_a_list_nothing_is_hoped_for() -> None:
    tables = tables_of(ROWS)
    told = graph.expected_allies(tables, coalition=frozenset("a"))
    assert (told.withheld, told.may_come) == (True, 0.0)
    anyway = graph.expected_allies(tables, coalition=frozenset("a"), anyway=True)
    assert anyway.may_come > 0
    assert set(anyway.closes["came"]) <= {1.0, 0.18, 0.1}


def test_groups_are_parents_people_places_or_a_column() -> None:
    tables = tables_of(ROWS)
    served = {
        fair: graph.expected_allies(tables, coalition=frozenset("a"), arrivals=False, fair=fair)
        .served["group"]
        .tolist()
        for fair in ("parents", "places", "people", "name")
    }
    assert sorted(served["parents"]) == ["N", "S"]
    assert sorted(served["places"]) == ["N1 (N)", "N2 (N)", "S1 (S)", "S2 (S)", "S3 (S)"]
    assert served["people"] == [""]
    assert sorted(served["name"]) == ["N1", "N2", "S1", "S2", "S3"]
    with pytest.raises(UnknownName, match="groups of communities"):
        graph.expected_allies(tables, coalition=frozenset("a"), fair="regions")


def test_dates_make_no_difference_to_what_is_there_now() -> None:
    undated = tables_of([row[:3] for row in ROWS])
    dated = tables_of([(*row[:3], DAYS[0]) for row in ROWS])
    one, other = (graph.expected_allies(t, coalition=frozenset("a")) for t in (undated, dated))
    assert one.frame.to_dict("records") == other.frame.to_dict("records")
