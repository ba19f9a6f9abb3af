"""What speaks for a coalition: the page is there first, the figures come when they are worked out."""

from threading import Event
from typing import Any

import pandas as pd
import pytest

from dashboard.explorer import Explorer
from dashboard.explorer import answers as answers_module
from dashboard.explorer.later import Later
from dashboard.explorer.renames import Rename
from dashboard.state import State
from graph.clusters.chance import Chance, WholeNetwork
from graph.report import LoadReport
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import by_id, classed, text
from tests.dashboard.village import village

PATIENCE = 120
COALITION = State(coalition=1)


def explorer_of_village() -> Explorer:
    explorer = Explorer(lambda: (village(), LoadReport()))
    explorer.start()
    assert explorer.ready.wait(PATIENCE)
    return explorer


def checked(explorer: Explorer) -> None:
    for later in (explorer.base.chance, explorer.base.stays):
        later.value()
        assert later.ended.wait(PATIENCE)


def within_chance() -> Chance:
    """Return figures by which the first coalition of the village could be chance, and the second is more."""
    groups = pd.DataFrame(
        {"reached": [29, 0, pd.NA], "rewired": [99, 99, pd.NA], "beyond_chance": [False, True, False]},
        index=pd.Index([1, 2, 3], dtype="Int64", name="cluster"),
    )
    return Chance(groups.astype({"reached": "Int64", "rewired": "Int64"}), WholeNetwork(0.5, 0.4, 0.6, 1, 99))


def hovers(left: Any) -> list[str]:
    """Return what each row of the list of coalitions says when it is pointed at."""
    return [part.props["title"] for part in classed(left, "legend-row")]


def asked(at: StandIn, state: State, *, listed: bool = False) -> dict[str, Any]:
    values = {"coalition-checking.n_intervals": 1, "coalition-checked.data": listed, "address.search": state.search()}
    answer = at.ask("coalition-evidence.children", values, "coalition-checking.n_intervals")
    return {name.split("@")[0]: value for name, value in answer.items()}


def test_the_page_is_there_while_chance_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    release = Event()

    def slow(*_: Any, **__: Any) -> Chance:
        assert release.wait(PATIENCE)
        return within_chance()

    monkeypatch.setattr(answers_module, "compare_with_chance", slow)
    monkeypatch.setattr(answers_module, "_DRAWS", ())
    explorer = explorer_of_village()
    at = StandIn(explorer)
    for state, waiting in (
        (State(), "Checking whether these groups could be chance ..."),
        (COALITION, "Checking whether this group could be chance ..."),
    ):
        card = at.shown(state)["right.children"]
        assert waiting in text(card)
        assert by_id(card, "coalition-checking")["disabled"] is False
        assert by_id(card, "coalition-checked")["data"] is False
        answer = asked(at, state)
        assert waiting in text(answer["coalition-evidence.children"])
        assert answer["coalition-checking.disabled"] is False
        assert "left.children" not in answer
    left = at.shown(State())["left.children"]
    assert not any("could be chance" in text(part.props["children"]) for part in classed(left, "legend-name"))
    assert hovers(left)[0] == "Checking whether this group could be chance ..."
    release.set()
    checked(explorer)
    answer = asked(at, COALITION)
    assert answer["coalition-checking.disabled"] is True
    assert answer["coalition-checked.data"] is True
    assert "could be chance" in text(answer["left.children"])
    assert "left.children" not in asked(at, COALITION, listed=True)
    assert "Checking" not in text(answer["coalition-evidence.children"])


def test_the_cards_say_what_the_figures_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_module, "compare_with_chance", lambda *_, **__: within_chance())
    explorer = explorer_of_village()
    checked(explorer)
    base, at = explorer.base, StandIn(explorer)
    cards = [text(at.shown(state)["right.children"]) for state in (State(), *(State(coalition=n) for n in (1, 2, 3)))]
    assert "These groups could be chance: 1 of 99 shuffled networks falls into groups as clearly." in cards[0]
    assert "This group could be chance: 29 of 99 shuffled networks hold one like it. More data would" in cards[1]
    assert "More than chance: none of 99 shuffled networks holds a group as large and as closely tied." in cards[2]
    assert "chance" not in cards[3]
    stays = base.stays.value()
    assert stays is not None
    for number, card in enumerate(cards[1:], start=1):
        share = stays[base.groups.index[(base.groups == number).fillna(value=False)]].mean()
        assert f"In 100 random draws of the contacts, a member stays in {share:.0%} on average" in card
    assert not any("for sure" in card or "Checking" in card for card in cards)
    names = [text(part.props["children"]) for part in classed(at.shown(State())["left.children"], "legend-name")]
    assert ["could be chance" in name for name in names] == [True, False, False]
    said = hovers(at.shown(State())["left.children"])
    assert said[0].startswith("This group could be chance: 29 of 99 shuffled networks hold one like it.")
    assert said[1].startswith("More than chance: none of 99 shuffled networks")
    assert said[2:] == [""]
    members = base.members.set_index("cluster")["organization_id"]
    lines = [text(at.shown(State(organization=members.loc[[n]].iloc[0]))["right.children"]) for n in (1, 2)]
    assert ["could be chance" in line for line in lines] == [True, False]


def test_the_village_is_no_accident(hamlet: Explorer) -> None:
    checked(hamlet)
    chance = hamlet.base.chance.value()
    assert chance is not None
    assert chance.whole.beyond_chance
    assert chance.groups["beyond_chance"].tolist() == [True, True, False]
    told = text(StandIn(hamlet).shown(State())["right.children"])
    assert (
        "The network as a whole is more than chance: none of 99 shuffled networks falls into groups as clearly." in told
    )


def test_a_check_that_fails_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Chance:
        raise MemoryError

    monkeypatch.setattr(answers_module, "compare_with_chance", broken)
    monkeypatch.setattr(answers_module, "_DRAWS", ())
    explorer = explorer_of_village()
    checked(explorer)
    card = text(StandIn(explorer).shown(State())["right.children"])
    assert "This check failed." in card
    assert "Checking" not in card


def test_filters_and_names_keep_the_figures_and_regrouping_makes_new_ones() -> None:
    explorer = explorer_of_village()
    base = explorer.base
    land = State(causes=("land",))
    assert explorer.answers(land).chance is base.chance
    assert explorer.answers(land).stays is base.stays
    assert explorer.answers(land.replace(regroup=True)).chance is not base.chance
    named = base.called([Rename("River people", frozenset({"ada"}))])
    assert named.chance is base.chance
    assert named.stays is base.stays


@pytest.mark.parametrize("state", [State(view="bridging"), State(organization="ada")])
def test_an_answer_that_comes_late_changes_no_other_page(at_hamlet: StandIn, state: State) -> None:
    assert asked(at_hamlet, state) == {}


@pytest.mark.parametrize(
    ("n_ties", "draws"), [(0, 100), (10_000, 100), (10_001, 40), (100_000, 40), (100_001, 20)]
)  # fmt: skip
def test_large_networks_are_drawn_less_often(monkeypatch: pytest.MonkeyPatch, n_ties: int, draws: int) -> None:
    base = explorer_of_village().base
    monkeypatch.setattr(type(base.ties), "number_of_edges", lambda _: n_ties)
    assert base.draws == draws


def test_a_later_value_is_worked_out_once() -> None:
    times = []

    def work() -> int:
        times.append(1)
        return 7

    later = Later(work)
    assert not later.ended.is_set()
    later.value()
    assert later.ended.wait(PATIENCE)
    assert (later.value(), later.value(), len(times), later.failed) == (7, 7, 1, False)
