"""What was opened, in one line: the title of the window, and what a screen reader is told after a change."""

from typing import Any

from dash import Dash, Input, Output

from dashboard import ids
from dashboard.explorer.answers import Answers
from dashboard.language import text
from dashboard.state import State
from dashboard.views import view_of

__all__ = ["announced", "register"]


def announced(state: State, answers: Answers | None) -> str:
    """Return what is selected, the view and the program, the most particular first.

    Examples
    --------
    >>> announced(State(view="gaps"), None)
    'Gaps in reach - Partner network'
    """
    selected = _selected(state, answers) if answers is not None else ""
    parts = [selected, text(view_of(state).label), text("Partner network")]
    return " - ".join(part for part in parts if part)


def _selected(state: State, answers: Answers) -> str:
    """Return the name of the selected cell, organization or coalition; blank where nothing is, or nothing has it."""
    if state.cell and state.view == "gaps":
        causes = answers.tables.causes.set_index("cause_id")["name"]
        places = answers.tables.communities.set_index("community_id")["name"]
        cause, place = causes.get(state.cell[0]), places.get(state.cell[1])
        return text("{cause} in {place}", cause=cause, place=place) if cause and place else ""
    if state.organization:
        return str(answers.names.get(state.organization, ""))
    if state.coalition is not None:
        return str(answers.coalitions.set_index("cluster")["name"].get(state.coalition, ""))
    return ""


def register(app: Dash) -> None:
    """Put the line into the window's title; where the chosen link is gone with its list, the card gets the focus."""
    clientside: Any = app.clientside_callback
    clientside(
        "function(line) {"
        " const first = window.partnersOpened === undefined; window.partnersOpened = true;"
        " if (line) document.title = line;"
        " const look = () => { if (document.activeElement === document.body)"
        " document.getElementById('card-title')?.focus({ preventScroll: true }) };"
        " if (!first) [50, 250, 600].forEach((wait) => setTimeout(look, wait));"
        " return window.dash_clientside.no_update; }",
        Output(ids.ANNOUNCED, "title"),
        Input(ids.ANNOUNCED, "children"),
        Input(ids.RIGHT, "children"),
        Input(ids.PAGE, "children"),
    )
