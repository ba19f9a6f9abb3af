"""Likely arrivals on two real responses, whose names are kept: what was counted with independent code.

Ebola: seven splits of four states of the names (`tests.resolved_names`), read as one file of ten counts. Honduras: by
quarters of 2020, a presence is reported in every quarter in which it ran for a day. Candidates and came are equal, the
hits within one, AUC within .004.
"""

from datetime import date

import numpy as np
import pytest

import graph
from graph.allies.reported import reported_presences
from graph.schema import ACTIVITY_STATUSES
from tests.graph.allies.likely_page import PAGE, SPLITS, Figures, ebola, honduras, remade
from tests.resolved_names import STATES, frozen

pytestmark = [pytest.mark.real_data, pytest.mark.usefixtures("real_data")]

EBOLA: dict[str, tuple[Figures, ...]] = {
    "rules": (
        (21_431, 49, 0, 1, 0.805), (21_431, 52, 0, 0, 0.895), (51_649, 78, 0, 0, 0.897), (124_225, 262, 0, 0, 0.823),
        (124_225, 262, 0, 0, 0.828), (196_938, 161, 0, 2, 0.826), (234_176, 67, 0, 1, 0.846),
    ),
    "alias": (
        (21_063, 84, 2, 3, 0.845), (21_063, 95, 1, 3, 0.851), (50_970, 119, 0, 1, 0.891), (115_400, 262, 0, 0, 0.838),
        (115_400, 262, 0, 0, 0.843), (184_633, 161, 0, 2, 0.836), (221_039, 67, 0, 1, 0.848),
    ),
    "decided": (
        (19_591, 110, 4, 9, 0.856), (19_591, 123, 3, 9, 0.868), (42_779, 140, 0, 1, 0.892), (90_015, 269, 0, 0, 0.841),
        (90_015, 269, 0, 0, 0.844), (144_489, 161, 0, 2, 0.844), (178_207, 67, 0, 1, 0.849),
    ),
    "joined": (
        (14_537, 167, 7, 16, 0.844), (14_537, 174, 6, 16, 0.853), (24_644, 160, 5, 9, 0.868),
        (51_952, 233, 4, 8, 0.860), (51_952, 211, 3, 6, 0.869), (88_785, 137, 1, 2, 0.850), (105_849, 64, 0, 0, 0.840),
    ),
}  # fmt: skip
WITH_LIMIT = ((5, 7, 15, 20), (4, 5, 14, 19), (4, 5, 6, 12), (2, 1, 1, 9), (2, 1, 1, 8), (0, 1, 1, 3), (0, 0, 0, 0))
"""How many of the first 100 came where an organization has three proposals at most, by split and state."""
LEAST = {"rules": 0, "alias": 3, "decided": 7, "joined": 24}
"""The sum of the hits among the top 20 of all splits, whatever the names."""
HONDURAS: dict[bool, dict[tuple[int, int], Figures]] = {
    True: {
        (1, 2): (3_874, 133, 1, 9, 0.687), (1, 4): (3_874, 61, 1, 1, 0.642), (2, 4): (6_321, 38, 2, 8, 0.840),
    },
    False: {
        (1, 2): (3_463, 104, 0, 8, 0.727), (1, 4): (3_463, 35, 0, 0, 0.728), (2, 4): (5_994, 40, 1, 5, 0.823),
    },
}  # fmt: skip


def day(number: int) -> date:
    return date(2014, number // 100, number % 100)


def close(counted: Figures, figures: Figures) -> None:
    assert counted[:2] == figures[:2]
    assert counted[2:4] == pytest.approx(figures[2:4], abs=1)
    assert counted[4] == pytest.approx(figures[4], abs=0.004)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("n", range(len(SPLITS)))
def test_who_came_in_the_response_to_ebola(state: str, n: int) -> None:
    close(ebola(state, n), EBOLA[state][n])
    tables, (start, end) = frozen("ebola", state).shown(), SPLITS[n]
    limited = graph.backtest(tables, start=start, end=end, top=100).proposals
    assert abs(limited["arrived"].sum() - WITH_LIMIT[n][STATES.index(state)]) <= 1
    assert limited["arrived"].head(20).sum() == ebola(state, n)[2]


@pytest.mark.parametrize("state", STATES)
def test_the_top_twenty_of_a_state_together(state: str) -> None:
    assert sum(ebola(state, n)[2] for n in range(len(SPLITS))) >= LEAST[state]


@pytest.mark.parametrize("state", STATES)
def test_the_biggest_first_do_not_come(state: str) -> None:
    answer = graph.backtest(frozen("ebola", state).shown(), start=SPLITS[0][0], end=SPLITS[0][1])
    assert answer.frame["biggest_came"].item() <= 3
    assert answer.frame["chance"].item() == pytest.approx(20 * ebola(state, 0)[1] / ebola(state, 0)[0])


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert remade(page) == page, "python -m tests.graph.allies.likely_page"


def test_what_is_known_of_the_response_to_ebola_in_september() -> None:
    shapes = [reported_presences(frozen("ebola", s).shown()).by(np.datetime64("2014-09-11")).shape for s in STATES]  # type: ignore[arg-type]
    assert shapes == [(60, 8, 46), (59, 8, 46), (55, 8, 46), (55, 6, 46)]
    likely = graph.likely_arrivals(frozen("ebola").shown(), graph.Selection(as_of=day(911)))
    assert (likely.level, likely.kind, likely.candidates) == (2, "counts", 21_431)
    assert not likely.withheld
    reported = reported_presences(frozen("ebola").shown())
    assert {reason: n for reason, n in reported.left_out.items() if n} == {"above": 246, "without_cause": 1}
    assert len(reported.grid.communities) == 68


@pytest.mark.parametrize("every_status", HONDURAS)
@pytest.mark.parametrize("quarters", [(1, 2), (1, 4), (2, 4)])
def test_who_came_in_honduras_by_quarters(*, every_status: bool, quarters: tuple[int, int]) -> None:
    close(honduras(*quarters, every_status=every_status), HONDURAS[every_status][quarters])


@pytest.mark.parametrize(("quarter", "few"), [(date(2020, 3, 31), True), (date(2020, 6, 30), False)])
def test_why_honduras_gives_no_list(quarter: date, *, few: bool) -> None:
    every_status = graph.Selection(activity_status=ACTIVITY_STATUSES)
    answer = graph.backtest(frozen("honduras").shown(), every_status, start=quarter, end=date(2020, 12, 31))
    assert answer.kind == "periods"
    told = set(answer.conditions.loc[answer.conditions["fails"], "condition"])
    assert told == {"flat_places", "few_organizations"} if few else {"flat_places"}


def failing(state: str, until: int) -> set[str]:
    conditions = graph.likely_arrivals(frozen("ebola", state).shown(), graph.Selection(as_of=day(until))).conditions
    return set(conditions.loc[conditions["fails"], "condition"])


@pytest.mark.parametrize(
    ("state", "until", "reasons"),
    [
        ("rules", 911, set()),
        ("rules", 929, {"names_changed", "causes_changed"}),
        ("decided", 929, {"causes_changed"}),
        ("joined", 929, set()),
        ("joined", 1008, set()),
        ("joined", 1027, {"nothing_new"}),
        ("joined", 1210, {"nothing_new"}),
    ],
)
def test_when_the_response_to_ebola_gives_no_list(state: str, until: int, reasons: set[str]) -> None:
    assert failing(state, until) == reasons


def test_ties_do_not_decide_who_is_in_the_list() -> None:
    tables = frozen("ebola", "joined")
    draw = np.random.default_rng(7)
    new = draw.permutation(len(tables.organizations)).astype("U5")
    ids = dict(zip(tables.organizations["organization_id"], new, strict=True))
    frames = {
        "organizations": tables.organizations.assign(organization_id=tables.organizations["organization_id"].map(ids)),
        "presences": tables.presences.assign(organization_id=tables.presences["organization_id"].map(ids)),
        "causes": tables.causes, "communities": tables.communities,
    }  # fmt: skip
    other = graph.backtest(graph.Tables.of(frames).shown(), start=day(911), end=day(1008))
    assert other.frame["top_came"].item() == ebola("joined", 0)[2]
    assert other.frame["biggest_came"].item() <= 3
