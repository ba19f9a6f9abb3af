"""Measures that take long are computed in another process, once, and say when they are there or failed."""

from typing import Any

import pandas as pd
import pytest

from dashboard.explorer import Explorer, measured
from dashboard.explorer.measured import RANKS, Measured
from dashboard.explorer.other_process import in_other_process
from graph.change.intervals import rank_intervals
from graph.measures.registry import measure
from tests.patience import PATIENCE

pytestmark = pytest.mark.usefixtures("few_draws")


def test_another_process_answers() -> None:
    assert in_other_process(max, [2, 7, 5]) == 7


def test_a_process_that_fails_says_so() -> None:
    with pytest.raises(RuntimeError, match="without an answer"):
        in_other_process(max, [])


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take every network for a large one, compute in this process, and list what would go to another."""
    names: list[str] = []

    def directly(function: Any, *arguments: Any) -> Any:
        names.append(function.__name__)
        return function(*arguments)

    monkeypatch.setattr(measured, "_AT_ONCE", 0)
    monkeypatch.setattr(measured, "in_other_process", directly)
    return names


def ended(own: Measured) -> None:
    for check in own.checks:
        assert check.ended.wait(PATIENCE)


def test_slow_measures_of_large_networks_come_later(hamlet: Explorer, calls: list[str]) -> None:
    own = Measured(hamlet.base)
    assert own.values("degree") is not None
    assert own.checks == ()
    own.values("betweenness")
    ended(own)
    values = own.values("betweenness")
    assert values is not None
    pd.testing.assert_series_equal(values, measure("betweenness").function(hamlet.base.ties))
    assert own.waiting(["betweenness", "degree"]) == own.failed(["betweenness", "degree"]) == []
    assert calls == ["betweenness"]


def test_while_it_is_computed_it_is_waited_for_and_a_failure_is_told(
    hamlet: Explorer, monkeypatch: pytest.MonkeyPatch, calls: list[str]
) -> None:
    del calls

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(measured, "in_other_process", fail)
    own = Measured(hamlet.base)
    with measured._turn:
        assert own.values("closeness") is None
        assert own.waiting(["closeness", "degree"]) == ["closeness"]
    ended(own)
    assert own.values("closeness") is None
    assert own.waiting(["closeness"]) == []
    assert own.failed(["closeness", "degree"]) == ["closeness"]


def test_ranks_are_those_of_the_command_with_as_many_draws(hamlet: Explorer, calls: list[str]) -> None:
    own, base = Measured(hamlet.base), hamlet.base
    own.ranks("strength")
    ended(own)
    ranks = own.ranks("strength")
    assert ranks is not None
    expected = rank_intervals(base.tables, base.selection, "strength", resamples=base.draws)
    pd.testing.assert_frame_equal(ranks.reset_index(), expected)
    assert own.waiting([RANKS + "strength"]) == []
    assert calls == ["_ranks"]
