"""The data behind the dashboard: read once, asked by many, named by a user."""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Barrier, Event, Thread
from typing import Any

import pandas as pd
import pytest

from dashboard.explorer import Explorer
from dashboard.explorer import answers as answers_module
from dashboard.explorer.renames import Rename
from dashboard.state import State
from graph.errors import UnknownName, UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import ids, words
from tests.dashboard.village import FIRST, SECOND, village
from tests.patience import PATIENCE

LAND = State(causes=("land",))


def explorer_of(tables: Tables | None = None, **given: Any) -> Explorer:
    explorer = Explorer(lambda: (village() if tables is None else tables, LoadReport()), **given)
    explorer.start()
    assert explorer.ready.wait(PATIENCE)
    return explorer


def test_it_starts_at_once_and_tells_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    may_read, told = Event(), []

    def read() -> tuple[Tables, LoadReport]:
        assert may_read.wait(PATIENCE)
        return village(), LoadReport()

    explorer = Explorer(read, "Village")
    for name in ("tie_network", "clusters", "map_layout"):
        worked: Callable[..., Any] = getattr(answers_module, name)

        def noted(*args: Any, work: Callable[..., Any] = worked, **more: Any) -> Any:
            told.append((explorer.step, explorer.done))
            return work(*args, **more)

        monkeypatch.setattr(answers_module, name, noted)
    explorer.start()
    assert not explorer.ready.is_set()
    assert (explorer.step, explorer.done, explorer.error) == ("Reading the files", 0.0, "")
    may_read.set()
    assert explorer.ready.wait(PATIENCE)
    assert told == [
        ("Weighing the relationships of 14 organizations", 0.25),
        ("Finding coalitions among 14 organizations", 0.5),
        ("Placing 14 organizations on the map", 0.75),
    ]
    assert explorer.error == ""


def test_files_that_change_are_said_to_have_changed_until_they_are_read_again() -> None:
    written = [1]
    explorer = explorer_of(stamp=lambda: list(written))
    at = StandIn(explorer)
    data = State(view="data")

    def said() -> tuple[bool, bool]:
        page = at.shown(data)
        return "The files have changed" in words(page["navigation.children"]), "read-again" in ids(
            page["page.children"]
        )

    assert (explorer.is_stale, said()) == (False, (False, False))
    written.append(2)
    assert (explorer.is_stale, said()) == (True, (True, True))
    at.ask("ready.data by read_again", {"read-again.n_clicks": 1}, "read-again.n_clicks")
    assert explorer.ready.wait(PATIENCE)
    assert (explorer.is_stale, said()) == (False, (False, False))


def fails(error: Exception) -> Callable[[], tuple[Tables, LoadReport]]:
    def read() -> tuple[Tables, LoadReport]:
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UnreadableSource("who.csv: is empty."), "who.csv: is empty."),
        (PermissionError("who.csv may not be read"), "who.csv may not be read"),
        (ZeroDivisionError("by nothing"), "An unexpected error occurred (ZeroDivisionError: by nothing)."),
    ],
)
def test_trouble_is_told_in_words(error: Exception, told: str) -> None:
    explorer = Explorer(fails(error))
    explorer.start()
    assert explorer.ready.wait(PATIENCE)
    assert explorer.error == told
    assert explorer.tables == Tables.of()


def test_no_data_are_no_trouble() -> None:
    explorer = explorer_of(Tables.of())
    assert explorer.error == ""
    assert explorer.base.coalitions.empty


def test_organizations_that_nothing_ties_are_no_trouble() -> None:
    lone = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["A", "B"]})})
    explorer = explorer_of(lone)
    assert explorer.error == ""
    assert explorer.base.groups.isna().all()
    assert len(explorer.base.layout) == 2


def test_equal_filters_get_one_answer(hamlet: Explorer) -> None:
    assert hamlet.answers(State()) is hamlet.base
    assert hamlet.answers(LAND) is hamlet.answers(State(view="gaps", organization="ada", causes=("land",)))
    assert hamlet.answers(LAND) is not hamlet.base
    assert hamlet.answers(State(regroup=True)) is hamlet.base


def test_filters_keep_the_coalitions_and_the_map(hamlet: Explorer) -> None:
    base, part = hamlet.base, hamlet.answers(LAND)
    assert part.layout is base.layout
    assert part.computed_members is base.computed_members
    assert part.coalitions is base.coalitions
    assert part.groups.equals(base.groups)
    assert part.homes == base.homes
    assert set(part.ties) == {*FIRST, "hub"}
    assert len(base.ties) == 14


def test_regrouping_finds_coalitions_and_places_anew(hamlet: Explorer) -> None:
    anew = hamlet.answers(LAND.replace(regroup=True))
    assert anew.layout is not hamlet.base.layout
    assert set(anew.groups.dropna().index) == {*FIRST, "hub"}
    assert len(anew.coalitions) < len(hamlet.base.coalitions)


def test_coalitions_of_the_village(hamlet: Explorer) -> None:
    groups = hamlet.base.groups
    assert groups[list(FIRST)].nunique() == groups[list(SECOND)].nunique() == 1
    assert groups["ada"] != groups["bea"]
    assert pd.isna(groups["lone"])
    named = hamlet.base.named_groups
    assert named["organizations"].tolist() == [6, 5]
    assert named["colour"].tolist() == [0, 1]
    assert "lone" not in hamlet.base.homes
    assert hamlet.base.homes["pia"].colour is None


def test_an_unknown_name_in_the_address_offers_the_nearest(hamlet: Explorer) -> None:
    answers = hamlet.answers(State(causes=("lnad",)))
    with pytest.raises(UnknownName, match="'Land'"):
        _ = answers.ties


@pytest.mark.parametrize(
    "state",
    [
        State(since=date.min, until=date.max),
        State(since=date.max, until=date.min),
        State(kinds=("win",)),
        State(status=("former",)),
        State(causes=("land",), places=("coast",), regroup=True),
    ],
    ids=State.search,
)
def test_filters_that_leave_little_or_nothing_are_answered(hamlet: Explorer, state: State) -> None:
    answers = hamlet.answers(state)
    assert len(answers.brokers) == len(answers.ties) <= 14
    assert (answers.grid("us").cells["organizations"] <= 2).all()


def test_whose_reach_is_looked_at_unless_somebody_says(hamlet: Explorer) -> None:
    assert hamlet.base.whom(State()) == "us"
    assert hamlet.base.whom(State(whom="2")) == "2"
    organizations = village().organizations.assign(status="partner")
    explorer = explorer_of(village().replace(organizations=organizations))
    assert explorer.base.whom(State()) == "everybody"
    assert explorer.base.whom(State(mine="bea")) == str(explorer.base.groups["bea"])
    assert explorer.base.whom(State(mine="lone")) == explorer.base.whom(State(mine="nobody")) == "everybody"


def test_work_is_done_once_for_eight_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = explorer_of()
    worked = []
    for name in ("tie_network", "cluster_table", "broker_scores", "map_layout"):
        work: Callable[..., Any] = getattr(answers_module, name)

        def noted(*args: Any, name: str = name, work: Callable[..., Any] = work, **more: Any) -> Any:
            worked.append(name)
            return work(*args, **more)

        monkeypatch.setattr(answers_module, name, noted)
    start = Barrier(8)
    found: list[Any] = []

    def ask(number: int) -> None:
        state = LAND if number % 2 else State(kinds=("meeting",))
        start.wait(PATIENCE)
        answers = explorer.answers(state)
        found.append((answers.brokers, answers.layout, answers.homes, explorer.base.brokers))

    threads = [Thread(target=ask, args=(i,), daemon=True) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(found) == 8
    assert sorted(worked) == ["broker_scores"] * 3 + ["tie_network"] * 2


def number_of(explorer: Explorer, organization: str) -> int:
    return int(explorer.base.groups[organization])


def test_a_name_that_a_user_gives_is_kept_and_shown_everywhere() -> None:
    kept: list[Sequence[Rename]] = []
    explorer = explorer_of(keep=kept.append)
    number = number_of(explorer, "bea")
    before, found = explorer.revision, explorer.base.homes["bea"].name
    explorer.rename(State(view="bridging"), number, "River people")
    assert kept == [(Rename("River people", frozenset(SECOND)),)]
    assert explorer.revision != before
    for answers in (explorer.base, explorer.answers(State(causes=("wells",)))):
        assert answers.homes["bea"].name == "River people"
        assert "River people" in answers.coalitions["name"].tolist()
        assert answers.members.set_index("organization_id").loc["ben", "cluster_name"] == "River people"
        assert answers.coalition("river people") == frozenset(SECOND)
    explorer.rename(State(), number, "Lake people")
    assert explorer.base.homes["bea"].name == "Lake people"
    assert [len(names) for names in kept] == [1, 1]
    explorer.rename(State(), number, "")
    assert explorer.base.homes["bea"].name == found
    assert kept[-1] == ()


def test_a_new_name_moves_nobody_and_works_nothing_out_again() -> None:
    explorer = explorer_of()
    before = {
        name: getattr(explorer.base, name)
        for name in ("selected_tables", "ties", "computed_members", "layout", "brokers", "table")
    }
    explorer.rename(State(), 1, "Neighbours")
    assert {name: getattr(explorer.base, name) is value for name, value in before.items()} == dict.fromkeys(
        before, True
    )
    assert explorer.answers(LAND).layout is before["layout"]


def test_a_name_given_before_is_there_from_the_start() -> None:
    explorer = explorer_of(renames=[Rename("River people", frozenset(SECOND))])
    assert explorer.base.homes["bea"].name == "River people"


def test_a_number_that_no_coalition_has_names_nobody() -> None:
    kept: list[Sequence[Rename]] = []
    explorer = explorer_of(keep=kept.append)
    explorer.rename(State(), 99, "Nobody")
    assert kept == []
    assert explorer.renames == ()


def test_who_is_in_a_cell_near_it_and_might_be_asked(hamlet: Explorer) -> None:
    here, near, asked = hamlet.base.in_cell("land", "hill", "us")
    assert set(here["organization_id"]) == {"ada", "ali"}
    assert "hub" in set(near["organization_id"])
    assert not set(asked.frame["organization_id"]) & {"ada", "ali"}
    _, _, nobody = hamlet.base.in_cell("land", "hill", "everybody")
    assert nobody.frame.empty
    assert nobody.reason == "nobody_outside"
