"""The address and the state say the same, whatever an address holds."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import State
from dashboard.views import VIEWS, state_of
from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_KINDS, ORGANIZATION_STATUSES
from graph.selection import ACTIVE, UNKNOWN, Selection

STATUSES = (*ORGANIZATION_STATUSES, *ACTIVITY_STATUSES)
ORGANIZATION_KINDS_ALLOWED = (*ORGANIZATION_KINDS, UNKNOWN)
names = st.text(min_size=1)
several = st.lists(names, unique=True, max_size=3).map(tuple)
days = st.none() | st.dates()
numbers = st.none() | st.integers()

states = st.builds(
    State,
    view=st.sampled_from([view.name for view in VIEWS]),
    causes=several,
    places=several,
    kinds=st.lists(st.sampled_from(INTERACTION_KINDS), unique=True).map(tuple),
    status=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    organization_kinds=st.lists(st.sampled_from(ORGANIZATION_KINDS_ALLOWED), unique=True).map(tuple),
    organizations=several,
    since=days,
    until=days,
    organization=st.text(),
    several=several,
    way=st.booleans(),
    steps=st.sampled_from([None, 1, 2, 3]),
    coalition=numbers,
    mine=st.text(),
    whom=st.text(),
    cell=st.just(()) | st.tuples(names, names),
    level=numbers,
    inside=st.text(),
    sort=st.sampled_from(["", "surprise"]),
    columns=st.lists(st.sampled_from(["kind", "bridging", "degree", "pagerank"]), unique=True).map(tuple),
    order=st.sampled_from(["", "name", "-degree", "bridging"]),
    measure=st.sampled_from(["", "constraint"]),
    against=st.sampled_from(["", "degree"]),
    ranks=st.booleans(),
    regroup=st.booleans(),
    presentation=st.booleans(),
)


@given(states)
def test_every_state_comes_back_from_its_address(state: State) -> None:
    assert State.of(state.search()) == state_of(state.search()) == state


@given(states)
def test_an_address_is_one_line_of_plain_characters(state: State) -> None:
    assert re.fullmatch(r"(\?[\w.~%&=+*-]+)?", state.search(), flags=re.ASCII)


@given(st.text() | st.none())
def test_nonsense_is_a_state_too(search: str | None) -> None:
    for read in (State.of, state_of):
        state = read(search)
        assert read(state.search()) == state


@given(st.lists(st.tuples(st.sampled_from([f.name for f in fields(State)]), st.text(max_size=8)), max_size=6))
def test_nonsense_in_the_fields_is_left_out(told: list[tuple[str, str]]) -> None:
    state = state_of("?" + "&".join(f"{name}={value}" for name, value in told))
    assert state.view in {view.name for view in VIEWS}
    assert len(state.cell) in {0, 2}
    assert set(state.kinds) <= set(INTERACTION_KINDS)
    assert set(state.status) <= set(STATUSES)
    assert set(state.organization_kinds) <= set(ORGANIZATION_KINDS_ALLOWED)
    state.selection()


@pytest.mark.parametrize("search", ["", "?", None, "?view=nowhere", "?level=deep&since=yesterday&cell=one&kinds=war"])
def test_what_makes_no_sense_leaves_the_first_screen(search: str | None) -> None:
    assert state_of(search) == State()


def test_the_first_screen_has_no_address_of_its_own() -> None:
    assert State().search() == ""


@pytest.mark.parametrize(
    ("state", "search"),
    [
        (State(view="gaps", cell=("land", "north")), "?view=gaps&cell=land&cell=north"),
        (State(since=date(2024, 1, 31), regroup=True), "?since=2024-01-31&regroup=1"),
        (
            State(organization_kinds=("ngo",), organizations=("a", "b;c")),
            "?organization_kinds=ngo&organizations=a&organizations=b%3Bc",
        ),
        (State(causes=("a&b", "c=d"), coalition=0), "?causes=a%26b&causes=c%3Dd&coalition=0"),
        (State(organization="Mères d'Été"), "?organization=M%C3%A8res+d%27%C3%89t%C3%A9"),
    ],
)
def test_an_address_reads_as(state: State, search: str) -> None:
    assert state.search() == search


def test_the_last_of_two_values_counts() -> None:
    assert State.of("?level=1&level=2&view=gaps&view=data") == State(level=2, view="data")


def test_two_states_differ_in_what_is_changed_alone() -> None:
    before = State(view="gaps", mine="a")
    assert before.replace(level=2) == State(view="gaps", mine="a", level=2)
    assert before == State(view="gaps", mine="a")


FILTERS = {
    "causes": ("land",),
    "places": ("north",),
    "kinds": ("meeting",),
    "status": ("partner",),
    "organization_kinds": ("ngo", "unknown"),
    "organizations": ("a", "b"),
    "since": date(2024, 1, 1),
    "until": date(2024, 2, 1),
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_filters(name: str) -> None:
    assert State().replace(**{name: FILTERS[name]}).filtered


@pytest.mark.parametrize("field", [f for f in fields(State) if f.name not in FILTERS], ids=lambda f: f.name)
def test_nothing_else_filters(field: object) -> None:
    state = State.of("?view=data&organization=a&coalition=1&mine=a&whom=us&cell=a&cell=b&level=1&inside=n"
                     "&sort=surprise&columns=kind&order=-kind&measure=degree&against=degree&ranks=1"
                     "&regroup=1&presentation=1&several=a&several=b&way=1&steps=2&why=gaps")  # fmt: skip
    assert getattr(state, field.name) != field.default  # type: ignore[attr-defined]  # dataclasses.Field has no type
    assert not state.filtered


@given(states)
def test_the_filters_alone_choose_the_data(state: State) -> None:
    assert state.filters().selection() == state.selection()
    assert state.filters().filters() == state.filters()
    assert state.filters().filtered == state.filtered
    assert state.filters().organization == state.filters().whom == state.filters().inside == ""
    assert state.filters().cell == ()


@given(states)
def test_without_filters_everything_else_stays(state: State) -> None:
    cleared = state.unfiltered()
    assert not cleared.filtered
    assert not cleared.regroup
    assert cleared.selection() == Selection()
    assert cleared.replace(**FILTERS, regroup=True) == state.replace(**FILTERS, regroup=True)


def test_the_selection_says_what_the_filters_say() -> None:
    state = State(**FILTERS)  # type: ignore[arg-type]  # one dictionary for six types
    assert state.selection() == Selection(
        since=date(2024, 1, 1),
        until=date(2024, 2, 1),
        kinds=("meeting",),
        causes=("land",),
        communities=("north",),
        organization_status=("partner",),
        organization_kinds=("ngo", "unknown"),
        organizations=("a", "b"),
    )
    assert State().selection().organizations is None


def test_one_row_of_statuses_stands_for_organizations_and_for_activities() -> None:
    both = State(status=("us", "member", "planned")).selection()
    assert both.organization_status == ("us", "member")
    assert both.activity_status == ("planned",)
    assert State(status=("former",)).selection().activity_status == ACTIVE
    assert State(status=("done",)).selection().organization_status == ()


def test_every_field_is_documented() -> None:
    told = re.findall(r"^ {4}([\w, ]+) : ", State.__doc__ or "", flags=re.MULTILINE)
    assert [name for line in told for name in line.split(", ")] == [f.name for f in fields(State)]


def test_two_days_the_wrong_way_round_are_put_in_order() -> None:
    state = State.of("?since=2024-06-01&until=2024-01-01")
    assert (state.selection().since, state.selection().until) == (date(2024, 1, 1), date(2024, 6, 1))
    assert state.replace(until=date(2023, 1, 1)).selection().since == date(2023, 1, 1)
