"""Presentation mode, and every secret changed: no page, choice or map may say anything else than before."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from dashboard.explorer import Explorer, Presentation
from dashboard.state import State
from dashboard.taking_out import about
from dashboard.views import view_of
from dashboard.views.why_panel import tables_of
from graph.tables import Tables
from graph.tables.masking import sensitive
from loaders import Loaded
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import text as words
from tests.dashboard.conftest import started
from tests.dashboard.test_pages import some_states
from tests.secrets.swapped import MARK, with_other_secrets, with_other_sensitive_organizations

pytestmark = pytest.mark.usefixtures("few_draws")

KEY = b"one key for all of these tests"
ASKED = {
    "show": "every place of every page, the map, the switch, and what can be taken out",
    "choices": "what can be chosen",
    "check": "whether coalitions are more than chance",
    "fill": "the table of organizations",
    "part": "a part of that table",
    "poll": "no data: progress, and the start page",
    "opened": "begins to read what somebody chooses",
    "choose_again": "the start page again",
    "look_again": "only repeats what stands right",
    "dress": "no data: colours",
    "change": "only repeats what the browser sends",
    "changed": "only repeats what the browser sends",
    "rename": "keeps a name that somebody gives",
    "decide": "keeps an answer that somebody gives",
    "read_again": "reads the files again",
    "save": "keeps a choice that somebody makes",
}
"""The callbacks, by their function. The first five are asked below; the others answer nothing from the data."""
TAKEN = ("api/picture.svg", "api/text.txt", "api/table.csv", "api/table.txt", "api/table.xlsx", "print")
"""What is taken out of the page, with the address of the page behind it."""
ROUTES = {"api/map", "_dash-layout", "readyz", "healthz", *TAKEN}
"""The routes that are asked below; the others serve files of the program, or a page that holds no data."""
PROGRAM = {"static", "assets", "_dash-component-suites", "_dash-dependencies", "_reload-hash", "_favicon.ico", "",
           "<path:path>", "_dash-update-component"}  # fmt: skip


def functions(stand_in: StandIn) -> set[str]:
    return {entry["callback"].__name__ for entry in stand_in.app.callback_map.values() if "callback" in entry}


def routes(stand_in: StandIn) -> set[str]:
    """Return the routes below the secret path, and those beside it, without what varies in them."""
    rules = (rule.rule.removeprefix(stand_in.app.config.routes_pathname_prefix) for rule in
             stand_in.app.server.url_map.iter_rules())  # fmt: skip
    return {rule.lstrip("/").split("/<")[0] for rule in rules}


def uncovered(stand_in: StandIn) -> set[str]:
    return (functions(stand_in) - set(ASKED)) | (routes(stand_in) - ROUTES - PROGRAM)


@dataclass
class Two:
    """The dashboard of the sample, and that of the sample with other secrets."""

    before: StandIn
    after: StandIn
    explorer: Explorer
    other: Explorer


def _reading(tables: Tables, sample: Loaded, *, always: bool = False) -> Explorer:
    presentation = Presentation(always, lambda: KEY)
    explorer = Explorer(lambda: (tables, sample.report), "Sample network (fictional)", presentation=presentation)
    return started(explorer)


@pytest.fixture(scope="module")
def explorer_before(sample: Loaded) -> Explorer:
    return _reading(sample.tables, sample)


@pytest.fixture(scope="module")
def before(explorer_before: Explorer) -> StandIn:
    return StandIn(explorer_before)


@pytest.fixture(scope="module")
def two(before: StandIn, explorer_before: Explorer, sample: Loaded) -> Two:
    other = _reading(with_other_secrets(sample.tables, 5), sample)
    return Two(before, StandIn(other), explorer_before, other)


@pytest.fixture(scope="module")
def two_masked(before: StandIn, explorer_before: Explorer, sample: Loaded) -> Two:
    other = _reading(with_other_sensitive_organizations(with_other_secrets(sample.tables, 6)), sample)
    return Two(before, StandIn(other), explorer_before, other)


ADDRESSES = {"map.dataUrl", "map.picture"}
"""They hold a number that differs between two dashboards; what is behind them is asked."""


def said(stand_in: StandIn, state: State) -> dict[str, Any]:
    """Return all that a dashboard says in a state: its places and marks; without a selection all else, too."""
    ready = {"address.search": state.search(), "ready.data": True, "masked.data": state.presentation}
    shown = stand_in.shown(state)
    texts = {name: value for name, value in shown.items() if name.endswith(".children")}
    marks = {name: value for name, value in shown.items() if name.startswith("map.") and name not in ADDRESSES}
    if state.view == "organizations":
        marks |= filled_table(stand_in, state)
    if state.replace(view="coalitions") != state.filters():
        return texts | marks
    choices = stand_in.ask("mine.data", ready, "ready.data")
    body = stand_in.client.get(str(shown["map.dataUrl"])).data.decode()
    checking = {"coalition-checking.n_intervals": 1, "coalition-checked.data": False, "address.search": state.search()}
    evidence = stand_in.ask("coalition-evidence.children", checking, "coalition-checking.n_intervals")
    return texts | choices | marks | {"map": body} | evidence


def filled_table(stand_in: StandIn, state: State) -> dict[str, Any]:
    """Return the table of organizations, and the part of it that the server sends of a long one."""
    values = {
        "organizations-asked.data": {"table": "all", "columns": []},
        "organizations-columns.value": ["name"],
        "organizations-table.getRowsRequest": {"startRow": 0, "endRow": 1000},
        "address.search": state.search(),
    }
    if "trouble" in stand_in.shown(state)["app.className"]:
        return {}
    table = stand_in.ask("organizations-table.columnDefs", values, "organizations-asked.data")
    return table | stand_in.ask("organizations-table.getRowsResponse", values, "organizations-table.getRowsRequest")


def states(explorer: Explorer) -> Iterator[State]:
    hidden = explorer.tables.organizations[sensitive(explorer.tables.organizations)]
    first = str(hidden["organization_id"].iloc[0])
    yield from some_states(explorer)[::2]
    yield State()
    yield State(organization=first)
    yield State(view="bridging", organization=first, mine=first)
    yield State(kinds=("funding",))
    yield State(organizations=(first,))
    yield from why_states(first)


def why_states(organization: str) -> list[State]:
    """Return states that show the rows behind numbers, the newest of which are those of the organization."""
    return [
        State(view="gaps", why=("relationships",)),
        State(organization=organization, why=("partners", organization)),
        State(organization=organization, why=("places", organization)),
        State(why=("interactions", "2024-01", "2024-06")),
    ]


def test_every_callback_and_route_is_asked_or_has_no_data(two: Two) -> None:
    assert uncovered(two.before) == set()
    assert set(ASKED) <= functions(two.before)
    app = two.before.app.server

    def whisper() -> str:
        return ""

    rule = app.url_map._rules_by_endpoint
    before = set(rule)
    app._got_first_request = False
    app.add_url_rule(f"{two.before.app.config.routes_pathname_prefix}api/whisper", "whisper", whisper)
    assert uncovered(two.before) == {"api/whisper"}
    assert set(rule) - before == {"whisper"}


def wait_for_chance(two: Two, state: State) -> None:
    """Let what is checked in the background end, so that both say the same of it."""
    for explorer in (two.explorer, two.other):
        answers = explorer.answers(state)
        for later in (answers.chance, answers.stays):
            later.value()
            later.ended.wait(600)


def test_no_page_says_what_is_confidential(two: Two) -> None:
    wait_for_chance(two, State())
    for state in states(two.explorer):
        if state.regroup:  # these coalitions are compared with chance by themselves
            wait_for_chance(two, state)
        before, after = said(two.before, state), said(two.after, state)
        assert MARK not in json.dumps(after), state
        assert after == before, state


def test_no_page_in_presentation_mode_says_who_is_protected(two_masked: Two, sample: Loaded) -> None:
    two, organizations = two_masked, sample.tables.organizations
    wait_for_chance(two, State(presentation=True))
    hidden = organizations[sensitive(organizations)]
    own_words = {*hidden["name"], *hidden["organization_id"], *hidden["website"].dropna(), *hidden["note"].dropna()}
    for state in states(two.explorer):
        masked = two.explorer.switched(state)
        assert masked.presentation
        assert two.other.switched(state) == masked
        if masked.regroup:
            wait_for_chance(two, masked)
        before, after = said(two.before, masked), said(two.after, masked)
        # The switch leads back to the page that shows names.
        back = before.pop("presentation.children"), after.pop("presentation.children")
        assert back[0] == back[1]
        assert MARK not in json.dumps(after), masked
        assert after == before, masked
        text = json.dumps(before, ensure_ascii=False)
        assert not [word for word in own_words if word in text], masked


def taken(stand_in: StandIn, state: State) -> dict[str, bytes]:
    """Return all that can be taken out of the page in a state: every table of the view, too."""
    search = state.search() or "?"
    tables = [f"{TAKEN[2]}{search}&table={table.name}" for table in tables_of(view_of(state), state)]
    return {name: stand_in.client.get(name).data for name in [*(f"{route}{search}" for route in TAKEN), *tables]}


def taken_states(explorer: Explorer) -> list[State]:
    organizations = explorer.tables.organizations
    first = str(organizations.loc[sensitive(organizations), "organization_id"].iloc[0])
    return [
        State(kinds=("funding",)),
        State(coalition=1),
        State(view="bridging", organization=first),
        State(view="gaps", organizations=(first,), whom="everybody"),
        State(view="allies", whom="us"),
        State(view="data"),
        *why_states(first)[:2],
    ]


def test_nothing_that_is_taken_out_says_what_is_confidential(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "today", lambda: date(2026, 1, 2))
    wait_for_chance(two, State())
    for state in taken_states(two.explorer):
        before, after = taken(two.before, state), taken(two.after, state)
        assert not [name for name, content in after.items() if MARK.encode() in content], state
        assert after == before, state


def test_nothing_that_is_taken_out_in_presentation_mode_says_who_is_protected(
    two_masked: Two, sample: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    two, organizations = two_masked, sample.tables.organizations
    monkeypatch.setattr(about, "today", lambda: date(2026, 1, 2))
    wait_for_chance(two, State(presentation=True))
    hidden = organizations[sensitive(organizations)]
    names = [name.encode() for name in (*hidden["name"], *hidden["organization_id"])]
    for state in taken_states(two.explorer):
        masked = two.explorer.switched(state)
        before, after = taken(two.before, masked), taken(two.after, masked)
        assert after == before, masked  # the bytes of the workbook are those of its cells alone
        readable = b"".join(content for name, content in before.items() if "xlsx" not in name)
        assert not [name for name in names if name in readable], masked
    named = taken(two.before, State(view="bridging", organization=str(hidden["organization_id"].iloc[0])))
    assert any(names[0] in content for content in named.values()), "else this test sees no name"


def test_the_map_stays_where_it_is(two: Two) -> None:
    layouts = [two.explorer.base_of(State(presentation=on)).layout for on in (False, True)]
    assert layouts[0][["x", "y"]].equals(layouts[1][["x", "y"]])
    bases = [two.explorer.base_of(State(presentation=on)) for on in (False, True)]
    assert bases[0].groups.tolist() == bases[1].groups.tolist()
    assert bases[0].brokers["betweenness"].round(9).tolist() == bases[1].brokers["betweenness"].round(9).tolist()


def test_a_switch_there_and_back_is_no_change(two: Two) -> None:
    for state in states(two.explorer):
        there = two.explorer.switched(state)
        assert two.explorer.switched(there) == state


def test_two_readers_in_different_modes_get_their_own_answers(two: Two, sample: Loaded) -> None:
    organizations = sample.tables.organizations
    name = str(organizations.loc[sensitive(organizations), "name"].iloc[0])
    for _ in range(2):
        for on in (False, True, False):
            state = State(presentation=on, kinds=("meeting",))
            assert (name in json.dumps(said(two.before, state)["map"])) is not on
            assert (name in json.dumps(said(two.before, State(presentation=on))["mine.data"])) is not on


def test_where_it_is_always_on_no_address_shows_a_name(sample: Loaded) -> None:
    explorer = _reading(sample.tables, sample, always=True)
    stand_in = StandIn(explorer)
    organizations = sample.tables.organizations
    hidden = organizations[sensitive(organizations)]
    for state in (State(), State(presentation=True), State(view="data"), State(organization=str(hidden.iloc[0, 0]))):
        text = json.dumps(stand_in.shown(state)) + json.dumps(
            stand_in.ask("mine.data", {"ready.data": True}, "ready.data")
        )
        assert not [name for name in hidden["name"] if name in text], state
    assert words(stand_in.ask("presentation.children", {"ready.data": True}, "ready.data")["presentation.children"])
    assert "hides" in words(stand_in.shown(State(view="data"))["page.children"])


def test_a_name_given_in_presentation_mode_holds_in_both(sample: Loaded) -> None:
    kept: list[Any] = []
    tables, report = sample.tables, sample.report
    explorer = started(Explorer(lambda: (tables, report), keep=kept.append, presentation=Presentation(key=lambda: KEY)))
    hidden = tables.organizations[sensitive(tables.organizations)]["organization_id"]
    groups = explorer.base.groups
    number = int(groups[groups.index.isin(set(hidden))].dropna().iloc[0])
    explorer.rename(State(presentation=True), number, "Our friends")
    for on in (False, True):
        names = explorer.base_of(State(presentation=on)).coalitions.set_index("cluster")["name"]
        assert names[number] == "Our friends"
    (rename,) = kept[-1]
    assert rename.members == frozenset(groups.index[groups == number])


def test_a_protected_organization_says_so_on_its_card(two: Two) -> None:
    hidden = two.explorer.tables.organizations
    first = str(hidden.loc[sensitive(hidden), "organization_id"].iloc[0])
    assert "Protected: exports, Neo4j" in words(two.before.shown(State(organization=first))["right.children"])
    other = str(hidden.loc[~sensitive(hidden), "organization_id"].iloc[0])
    assert "Protected" not in words(two.before.shown(State(organization=other))["right.children"])


def test_no_pseudonym_is_made_before_one_is_shown(sample: Loaded) -> None:
    def refused() -> bytes:
        raise AssertionError

    presentation = Presentation(key=refused)
    explorer = started(Explorer(lambda: (sample.tables, sample.report), presentation=presentation))
    organizations = sample.tables.organizations
    other = str(organizations.loc[~sensitive(organizations), "organization_id"].iloc[0])
    for state in (State(), State(view="gaps", whom="us"), State(organization=other, mine=other)):
        assert explorer.switched(state) == state.replace(presentation=True)
        StandIn(explorer).shown(state)


def test_where_nobody_is_protected_there_is_no_switch(at_hamlet: StandIn, two: Two) -> None:
    ready = {"ready.data": True, "address.search": ""}
    assert at_hamlet.ask("presentation.children", ready, "ready.data")["presentation.children"] is None
    assert words(two.before.ask("presentation.children", ready, "ready.data")["presentation.children"])
