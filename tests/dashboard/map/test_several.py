"""Several organizations chosen together, steps outward and the way between two: the card, and what the map draws."""

from typing import Any

import networkx as nx
import pytest

from dashboard.explorer import Explorer
from dashboard.state import State
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import links, text
from tests.dashboard.village import FIRST, SECOND


def card(at: StandIn, state: State) -> Any:
    return at.shown(state)["right.children"]


def drawn(at: StandIn, state: State) -> Any:
    return at.ask("map.dataUrl", {"address.search": state.search(), "ready.data": True, "renamed.data": 0})


@pytest.mark.parametrize("view", ["coalitions", "bridging"])
def test_what_is_lost_without_two(at_hamlet: StandIn, view: str) -> None:
    state = State(view=view, several=("ada", "bea"))
    told = text(card(at_hamlet, state))
    assert "2 organizations chosen" in told
    assert "Without Ada House and Bea House, 5 organizations in 2 groups lose touch with the rest." in told
    assert "Without Ada House and Bea House, nobody is left in 1 cause-and-place pair: Wells in Lake." in told
    shown = drawn(at_hamlet, state)
    assert shown["map.chosen"] == ["ada", "bea"]
    assert shown["map.broken"] == [list(SECOND[1:]), ["hub"]]
    assert shown["map.route"] is None


def test_each_can_be_removed_and_another_added(at_hamlet: StandIn) -> None:
    state = State(several=("ada", "bea"))
    told = [State.of(link.removeprefix("./")) for link in links(card(at_hamlet, state))]
    assert State(several=("bea",)) in told
    assert State() in told
    one = card(at_hamlet, state.replace(organization="hub"))
    assert "Add to the 2 chosen organizations" in text(one)
    assert "./" + State(several=("ada", "bea", "hub")).search() in links(one)
    assert "Choose together with others" in text(card(at_hamlet, State(organization="hub")))
    assert "Back to the 2 chosen organizations" in text(card(at_hamlet, state.replace(organization="ada")))


def test_the_way_between_two(at_hamlet: StandIn) -> None:
    state = State(several=("ali", "bea"), way=True)
    told = text(card(at_hamlet, state))
    assert "From Ali House to Bea House it takes 3 steps, through Ada House and Hub House." in told
    assert "lose touch" not in told
    shown = drawn(at_hamlet, state)
    assert shown["map.route"] == ["ali", "ada", "hub", "bea"]
    assert shown["map.broken"] is None


def test_no_way_is_told(at_hamlet: StandIn) -> None:
    state = State(several=("ada", "pia"), way=True)
    assert "No chain of relationships leads from Ada House to Pia House." in text(card(at_hamlet, state))
    assert drawn(at_hamlet, state)["map.route"] == []


def test_who_is_not_there_or_filtered_out_is_told(at_hamlet: StandIn) -> None:
    told = text(card(at_hamlet, State(several=("bea", "ada", "nobody"), status=("partner",))))
    assert "1 organization that the link names is not in the data." in told
    assert "The filters hide 1 of them; it is not reckoned with." in told
    assert "Without Bea House, " in told


def test_a_single_card_tells_where_nobody_is_left(at_hamlet: StandIn) -> None:
    told = text(card(at_hamlet, State(organization="bea")))
    assert "Without Bea House, nobody is left in 1 cause-and-place pair: Wells in Lake." in told
    assert "cause-and-place" not in text(card(at_hamlet, State(organization="ali")))  # Ada is there too


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_steps_outward(hamlet: Explorer, at_hamlet: StandIn, steps: int) -> None:
    state = State(organization="ada", steps=steps)
    reached = set(nx.ego_graph(nx.Graph(hamlet.base.ties.edges), "ada", radius=steps)) - {"ada"}
    assert set(drawn(at_hamlet, state)["map.highlighted"]) == reached
    beyond = len(hamlet.base.ties) - 1 - len(reached)
    told = text(card(at_hamlet, state))
    far = "1 step" if steps == 1 else f"{steps} steps"
    assert f"{len(reached)} organizations are at most {far} from Ada House. {beyond} organizations are further" in told
    assert drawn(at_hamlet, State(organization="ada"))["map.highlighted"] is None
    assert reached >= set(FIRST[1:])


def test_presentation_mode_renames_those_who_are_chosen(explorer: Explorer) -> None:
    rows = explorer.tables.organizations
    hidden = str(rows.loc[rows["sensitive"].fillna(value=False), "organization_id"].iloc[0])
    masked = explorer.switched(State(several=(hidden, "x")))
    assert masked.presentation
    assert masked.several[0] != hidden
    assert masked.several[1] == "x"
    assert explorer.switched(masked).several == (hidden, "x")
