"""What the browser sends when somebody does something, and what comes back."""

import json
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from dashboard.components import chips
from dashboard.explorer import Explorer
from dashboard.page import address
from dashboard.state import State
from graph.report import LoadReport
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import links, plain, text, words
from tests.dashboard.village import SECOND, village


def done(at: StandIn, name: str, value: Any, before: State | None = None) -> str | None:
    """Return the address after a control changed, or ``None`` where it stays."""
    search = (before or State()).search()
    answer = at.ask(
        "address.search", {"asked.data": {"changes": {name: value}}, "address.search": search}, "asked.data"
    )
    found: str | None = answer.get("address.search")
    return found


@pytest.mark.parametrize(
    ("name", "value", "after"),
    [
        ("filter-causes.value", ["land"], State(causes=("land",))),
        ("filter-places.value", ["north", "south"], State(places=("north", "south"))),
        ("filter-kinds.value", ["meeting"], State(kinds=("meeting",))),
        ("filter-status.value", ["us", "planned"], State(status=("us", "planned"))),
        ("filter-organization-kinds.value", ["ngo", "unknown"], State(organization_kinds=("ngo", "unknown"))),
        ("filter-dates.value", ["2024-01-01", "2024-02-01"], State.of("?since=2024-01-01&until=2024-02-01")),
        ("filter-dates.value", ["2024-01-01T00:00:00", "2024-02-01T00:00:00"],
         State.of("?since=2024-01-01&until=2024-02-01")),
        ("search.value", "ada", State(organization="ada")),
        ("mine.value", "ada", State(mine="ada", organization="ada")),
        ("map.picked", {"organization": "hub"}, State(organization="hub")),
        ("map.picked", {"several": ["ada", "bea"]}, State(several=("ada", "bea"))),
        ("map.picked", {"group": 2}, State(coalition=2)),
    ],
)  # fmt: skip
def test_a_choice_becomes_the_address(at_hamlet: StandIn, name: str, value: Any, after: State) -> None:
    assert done(at_hamlet, name, value) == after.search()
    assert done(at_hamlet, name, value, after.replace(view="gaps")) in {
        None,
        after.replace(view="gaps", coalition=None).search(),
    }


def test_every_choice_of_the_row_is_tested() -> None:
    assert {f"{name}.{prop}" for name, prop in address.CHANGES} == {
        "filter-causes.value", "filter-places.value", "filter-kinds.value", "filter-status.value",
        "filter-organization-kinds.value", "filter-dates.value", "search.value", "mine.value", "map.picked",
    }  # fmt: skip


def test_half_a_range_of_dates_waits_for_the_other_half(at_hamlet: StandIn) -> None:
    assert done(at_hamlet, "filter-dates.value", ["2024-01-01", None]) is None
    assert done(at_hamlet, "filter-dates.value", None, State.of("?since=2024-01-01&until=2024-02-01")) == ""


def test_clearing_a_choice_clears_the_address(at_hamlet: StandIn) -> None:
    before = State(view="bridging", causes=("land",), organization="ada", mine="ada")
    assert done(at_hamlet, "filter-causes.value", [], before) == before.replace(causes=()).search()
    assert done(at_hamlet, "search.value", None, before) == before.replace(organization="").search()
    assert done(at_hamlet, "mine.value", None, before) == before.replace(mine="").search()


def test_the_address_fills_the_controls(at_hamlet: StandIn) -> None:
    state = State(causes=("land",), kinds=("meeting",), organization_kinds=("ngo",), mine="ada", organization="hub")
    answer = at_hamlet.shown(state)
    told = answer["told.data"]
    assert told["search"] == state.search()
    assert told["values"]["filter-causes"] == ["land"]
    assert told["values"]["filter-kinds"] == ["meeting"]
    assert told["values"]["filter-status"] == []
    assert told["values"]["filter-organization-kinds"] == ["ngo"]
    assert told["values"]["filter-dates"] is None
    assert (told["values"]["search"], told["values"]["mine"]) == ("hub", "ada")
    assert "address.search" not in answer


def changed(at: StandIn, name: str, value: Any, before: State) -> str | None:
    """Return the address after a control of the Gaps page changed, or ``None`` where it stays."""
    (callback,) = [c for c in at.app._callback_list if [f"{i['id']}.{i['property']}" for i in c["inputs"]] == [name]]
    answer = at.ask(callback["output"], {name: value, "address.search": before.search()}, name)
    return next((value for key, value in answer.items() if key.startswith("address.search")), None)


def test_the_controls_of_the_gaps_change_the_address(at_hamlet: StandIn) -> None:
    gaps = State(view="gaps")
    assert changed(at_hamlet, "gaps-whom.value", "us", gaps) is None
    assert changed(at_hamlet, "gaps-whom.value", "everybody", gaps) == gaps.replace(whom="everybody").search()
    assert changed(at_hamlet, "gaps-level.value", "2", gaps) is None
    assert changed(at_hamlet, "gaps-level.value", "1", gaps) == gaps.replace(level=1).search()
    assert changed(at_hamlet, "gaps-level.value", "", gaps) is None
    click = ["land", "hill"]
    after = gaps.replace(cell=("land", "hill"))
    assert changed(at_hamlet, "gaps-table.picked", click, gaps) == after.search()
    assert changed(at_hamlet, "gaps-table.picked", click, after) is None
    assert changed(at_hamlet, "gaps-table.picked", None, gaps) is None


def test_the_map_is_told_what_to_draw(at_hamlet: StandIn, hamlet: Explorer) -> None:
    def told(state: State) -> dict[str, Any]:
        return at_hamlet.shown(state)

    first = told(State(view="bridging", causes=("land",), organization="hub", mine="hub"))
    assert first["map.dataUrl"] == f"api/map?causes=land&names={hamlet.revision}"
    assert (first["map.selected"], first["map.focus"]) == ("hub", "hub")
    assert told(State(view="bridging", organization="hub"))["map.broken"] == [list(SECOND)]
    assert told(State(organization="hub"))["map.broken"] is None
    assert told(State(coalition=2))["map.group"] == 2
    assert told(State(view="gaps"))["map.dataUrl"] == told(State(organization="ada"))["map.dataUrl"]
    assert at_hamlet.client.get(told(State())["map.dataUrl"]).status_code == 200
    assert told(State(causes=("no such",)))["map.dataUrl"] == told(State())["map.dataUrl"]


def test_the_choices_are_what_the_data_hold(at_hamlet: StandIn) -> None:
    told = at_hamlet.ask("mine.data", {"ready.data": True}, "ready.data")
    assert [one["value"] for one in told["filter-causes.data"]] == ["land", "water", "wells"]
    assert [one["value"] for one in told["filter-places.data"]] == ["north", "south", "coast", "hill", "lake"]
    assert [one["value"] for one in told["filter-kinds.data"]] == ["meeting"]  # the conflict is confidential
    assert [one["value"] for one in told["filter-status.data"]] == ["us", "member", "partner", "prospect"]
    kinds = [(one["value"], one["label"]) for one in told["filter-organization-kinds.data"]]
    assert kinds == [("ngo", "NGO"), ("grassroots", "Grassroots group")]
    assert [one["label"][:9] for one in told["mine.data"]][:3] == ["Ada House", "Ali House", "Amy House"]
    assert told["mine.data"] == told["search.data"]
    assert told["title.children"] == "Village"
    assert at_hamlet.ask("mine.data", {"ready.data": False}, "ready.data") == {}


def test_a_list_of_organizations_in_the_address_is_said_and_can_be_cleared(at_hamlet: StandIn) -> None:
    state = State(organizations=("ada", "bea", "hub"), organization_kinds=("grassroots", "ngo"))
    shown = at_hamlet.shown(state)
    assert words(shown["filter-summary.children"]) == "3 of 14 organizations Why?"
    assert words(shown["filter-chips.children"]).startswith("2 of 23 relationships")
    assert "3 organizations of this link" in words(shown["filter-chips.children"])
    assert "./" + state.replace(organizations=()).search() in links(shown["filter-chips.children"])
    assert "link" not in words(at_hamlet.shown(State(organization_kinds=("ngo",)))["filter-chips.children"])


def test_each_value_of_a_filter_is_a_chip_that_takes_it_away_alone(at_hamlet: StandIn) -> None:
    state = State.of(
        "?view=bridging&causes=land&causes=water&places=north&kinds=meeting&status=partner&organization_kinds=ngo"
        "&since=2024-01-01&organization=ada&regroup=1"
    )
    chips = plain(at_hamlet.shown(state)["filter-chips.children"])
    labels = [words(one).removesuffix("\u00d7").strip() for one in chips[1:]]
    assert labels == [
        "Land", "Water", "North", "Meeting", "Partner", "NGO", "since 1 Jan 2024",
        "Show the coalitions of all the data", "Clear filters",
    ]  # fmt: skip
    left = [
        *(state.replace(causes=(one,)) for one in ("water", "land")),
        *(state.replace(**{field: ()}) for field in ("places", "kinds", "status", "organization_kinds")),
        state.replace(since=None),
        state.replace(regroup=False),
        State(view="bridging", organization="ada"),
    ]
    assert [one for one in links(chips) if "why=" not in one] == ["./" + one.search() for one in left]


def test_the_last_chip_ends_coalitions_that_were_found_in_a_selection(at_hamlet: StandIn) -> None:
    chips = at_hamlet.shown(State(causes=("land",), regroup=True))["filter-chips.children"]
    assert next(one for one in links(chips) if "why=" not in one) == "./"
    assert at_hamlet.shown(State())["filter-chips.children"] == []


def test_a_filter_that_the_data_do_not_know_can_be_taken_away_alone(at_hamlet: StandIn) -> None:
    shown = at_hamlet.shown(State(causes=("land", "no-such")))
    assert "is none of the" in words(shown["page.children"])
    assert "./" + State(causes=("land",)).search() in links(shown["filter-chips.children"])


def test_spans_of_time_end_with_the_last_interaction(at_sample: StandIn, explorer: Explorer) -> None:
    days = explorer.tables.interactions["date"]
    last = days[days <= pd.Timestamp.today()].max()
    assert last < days.max()  # what is planned is not the last interaction
    offered = at_sample.shown(State(view="gaps"))["filter-spans.children"]
    asked = [State.of(link.removeprefix("./")) for link in links(offered) if "why=" not in link]
    assert [one.view for one in asked] == ["gaps"] * 3
    year = [(one.since, one.until) for one in asked]
    assert year[0][1] == last.date()
    assert year[0][0] == (last - pd.DateOffset(years=1)).date() + timedelta(days=1)
    assert year[1:] == [(date(last.year - back, 1, 1), date(last.year - back, 12, 31)) for back in (0, 1)]


def test_data_without_dates_offer_no_spans() -> None:
    tables = village()
    undated = tables.interactions.assign(date=pd.Series(dtype="datetime64[ns]"))
    assert chips.spans(State(), tables.replace(interactions=undated).shown()) == []


def test_a_list_that_names_nobody_we_know_says_so(at_hamlet: StandIn) -> None:
    page = at_hamlet.shown(State(organizations=("nobody-here",)))["page.children"]
    assert "This link asks for something that is not in the data" in text(page)


def test_kinds_that_leave_nobody_offer_the_way_back(at_hamlet: StandIn) -> None:
    state = State(organization_kinds=("media", "unknown"), organizations=("ada",))
    page = at_hamlet.shown(state)["page.children"]
    assert "Kind of organization: Media and No kind in the data." in text(page)
    assert "Organizations: Ada House." in text(page)
    assert "./" + state.replace(organization_kinds=()).search() in links(page)


@pytest.fixture
def renaming() -> tuple[StandIn, list[Any]]:
    """Return a stand-in at a dashboard of its own, and the names that were kept."""
    kept: list[Any] = []
    explorer = Explorer(lambda: (village(), LoadReport()), keep=kept.append)
    explorer._prepare()
    return StandIn(explorer), kept


def test_a_coalition_is_renamed(renaming: tuple[StandIn, list[Any]]) -> None:
    at, kept = renaming
    values = {
        "coalition-rename.n_clicks": 1,
        "coalition-name.value": "  River\u00a0 people ",
        "address.search": "?coalition=2",
    }
    assert at.ask("renamed.data", values | {"address.search": ""}, "coalition-rename.n_clicks") == {}
    assert at.ask("renamed.data", values | {"coalition-rename.n_clicks": None}, "coalition-rename.n_clicks") == {}
    assert kept == []
    told = at.ask("renamed.data", values, "coalition-rename.n_clicks")
    assert [(one.name, set(one.members)) for one in kept[-1]] == [("River people", set(SECOND))]
    drawn = at.ask("map.dataUrl", {"address.search": "", "ready.data": True, "renamed.data": told["renamed.data"]})
    assert drawn["map.dataUrl"] == f"api/map?&names={told['renamed.data']}"
    assert "River people" in at.client.get(drawn["map.dataUrl"]).text
    assert "River people" in text(at.shown(State())["left.children"])


def test_light_and_dark(at_hamlet: StandIn) -> None:
    dark = at_hamlet.ask("map.colours", {"theme.data": "dark"}, "theme.data")
    light = at_hamlet.ask("map.colours", {"theme.data": "light"}, "theme.data")
    assert (dark["provider.forceColorScheme"], light["provider.forceColorScheme"]) == ("dark", "light")
    assert (dark["theme-button.children"], light["theme-button.children"]) == ("Light", "Dark")
    assert dark["map.colours"] != light["map.colours"]


def test_an_address_that_makes_no_sense_is_told_and_offers_the_way_back(at_hamlet: StandIn) -> None:
    for state in (State(view="gaps", causes=("lnad",)), State(view="gaps", whom="nobdy"), State(view="gaps", level=9)):
        page = at_hamlet.page(state)
        assert "found '" in text(page) or "found 9" in text(page)
        assert "./?view=gaps" in [part for part in json.dumps(page).split('"') if part.startswith("./?")]
