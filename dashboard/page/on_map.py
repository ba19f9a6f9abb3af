"""What the map is told to draw for an address."""

from typing import Any
from urllib.parse import urlencode

from dashboard.components.outward import within
from dashboard.components.several import chosen, way_ids
from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.explorer.folded import is_large
from dashboard.server.routes import MAP
from dashboard.state import State
from dashboard.taking_out.routes import PICTURE
from dashboard.views import broken_without
from dashboard.views.unfolded import unfolded_of
from graph.errors import PartnerNetworkError

__all__ = ["MAP_PROPERTIES", "map_properties"]

MAP_PROPERTIES = (
    "dataUrl", "selected", "broken", "group", "focus", "chosen", "highlighted", "route", "picture",
)  # fmt: skip
"""Of `dashboard.netmap.NetworkMap`, in the order of `map_properties`."""


def map_properties(state: State, explorer: Explorer) -> list[Any]:
    """Return the address of the map's data, who is selected, and what is drawn out for them.

    Of an address that makes no sense the map draws everybody: the page says what is wrong.
    """
    broken = highlighted = route = None
    several: list[str] = []
    opened = ""
    try:
        answers = explorer.answers(state)
        answers.selected_tables.counts()  # raises where the address makes no sense
        several = list(chosen(state, answers))
        broken = broken_without(state, answers)
        highlighted, route = _lit(state, answers)
        opened = _unfolded(state, answers, explorer)
    except PartnerNetworkError:
        state = State(view=state.view, presentation=state.presentation)
    focus = state.organization if state.organization and state.organization == state.mine else None
    address = f"{MAP}{state.filters().search() or '?'}&names={explorer.revision}{opened}"
    picture = f"{PICTURE}{state.search() or '?'}&bare=1&names={explorer.revision}"
    return [
        address, state.organization or None, broken, state.coalition, focus, several or None, highlighted, route,
        picture,
    ]  # fmt: skip


def _unfolded(state: State, answers: Answers, explorer: Explorer) -> str:
    """Return what a large map shows besides the coalitions, as it stands in the address of the map's data."""
    base = explorer.base_of(state)
    if not is_large(answers, base):
        return ""
    opened = unfolded_of(state, answers, base)
    numbers = ",".join(map(str, opened.coalitions))
    return "&" + urlencode([("open", numbers), *(("with", one) for one in opened.alone)])


def _lit(state: State, answers: Answers) -> tuple[list[str] | None, list[str] | None]:
    """Return who is lit beside the selected organization, and the way that is drawn between two."""
    if state.organization:
        return within(state, answers), None
    return None, way_ids(state, answers) if state.coalition is None and state.several else None
