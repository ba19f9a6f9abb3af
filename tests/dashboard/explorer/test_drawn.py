"""What is drawn once and kept: it says what drawing it anew would say, to each reader in each mode."""

from typing import Any

import pytest

from dashboard.explorer import Explorer
from dashboard.explorer.drawn import Drawn
from dashboard.page import callbacks
from dashboard.state import State
from dashboard.views import Scene
from graph.report import LoadReport
from loaders import Loaded
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.conftest import started
from tests.dashboard.test_pages import some_states
from tests.dashboard.village import village, village_review
from tests.patience import PATIENCE


def drawn_anew(drawn: Drawn, draw: Any, *asked: Any) -> Any:
    del drawn
    return draw(*asked)


@pytest.mark.usefixtures("few_draws")
def test_what_is_kept_is_what_would_be_drawn(sample: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = started(Explorer(lambda: (sample.tables, sample.report), review=village_review()))
    at_sample = StandIn(explorer)
    for answers in (explorer.base, explorer.base_of(State(presentation=True))):
        for later in (answers.chance, answers.stays):
            later.value()
            assert later.ended.wait(PATIENCE)
    somebody, other = (str(i) for i in explorer.base.brokers.index[[0, 3]])
    some = some_states(explorer)
    states = [
        *some,
        *(State(view=view, organization=who, mine=mine, sort=sort) for view in ("coalitions", "bridging", "gaps")
          for who in ("", somebody, other) for mine in ("", other) for sort in ("", "surprise")),
        State(presentation=True), State(presentation=True, organization=other),
    ]  # fmt: skip
    for _ in range(2):
        screens = [at_sample.shown(state) for state in states]
    monkeypatch.setattr(Drawn, "__call__", drawn_anew)
    for state, screen in zip(states, screens, strict=True):
        assert screen == at_sample.shown(state), state


@pytest.fixture
def fresh() -> Explorer:
    return started(Explorer(lambda: (village(), LoadReport()), "Village"))


@pytest.fixture
def reader(fresh: Explorer) -> StandIn:
    return StandIn(fresh)


def counted_draws(monkeypatch: pytest.MonkeyPatch) -> list[State]:
    """Return a list that grows with each scene that is drawn."""
    seen: list[State] = []
    parts = callbacks._parts

    def count(scene: Scene) -> list[Any]:
        seen.append(scene.state)
        return list(parts(scene))

    monkeypatch.setattr(callbacks, "_parts", count)
    return seen


def test_the_second_reader_gets_what_the_first_one_asked_for(reader: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted_draws(monkeypatch)
    gaps = State(view="gaps", mine="ada")
    first = reader.shown(gaps)
    n_first = len(seen)
    assert reader.shown(gaps) == first
    assert len(seen) == n_first
    reader.shown(gaps.replace(mine="hub"))
    assert len(seen) == n_first + 1


def test_the_page_of_open_decisions_is_drawn_anew(reader: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted_draws(monkeypatch)
    for _ in range(2):
        reader.shown(State(view="data"))
    assert len(seen) == 2


def test_a_check_that_ended_is_told_in_what_was_drawn_before_it(
    reader: StandIn, fresh: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = counted_draws(monkeypatch)
    fresh.base.chance.value()
    assert fresh.base.chance.ended.wait(PATIENCE)
    fresh.base.chance.ended.clear()
    reader.shown(State())
    fresh.base.chance.ended.set()
    reader.shown(State())
    assert len(seen) == 2


def test_no_callback_sends_back_a_list_of_choices(reader: StandIn) -> None:
    """The browser would send every organization's name with each click."""
    sent = {
        f"{one['id']}.{one['property']}"
        for callback in reader.app._callback_list
        if callback["clientside_function"] is None
        for one in (*callback["inputs"], *callback["state"])
    }
    choices = reader.callback("mine.data")["output"].strip(".").split("...")
    assert "choices.data" in choices
    assert not sent & set(choices) - {"choices.data"}
