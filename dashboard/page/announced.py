"""What was opened, in one line: the title of the window, and what a screen reader is told after a change."""

from typing import Any

from dash import Dash, Input, Output
from dash import State as Held

from dashboard import ids
from dashboard.explorer.answers import Answers
from dashboard.language import text
from dashboard.state import State
from dashboard.taking_out.selection import selection_name
from dashboard.views import view_of

__all__ = ["announced", "register"]


def announced(state: State, answers: Answers | None) -> str:
    """Return what is selected, the view and the program, the most particular first.

    Examples
    --------
    >>> announced(State(view="gaps"), None)
    'Gaps in reach - Partner network'
    """
    selected = selection_name(state, answers) if answers is not None else ""
    parts = [selected, text(view_of(state).label), text("Partner network")]
    return " - ".join(part for part in parts if part)


def register(app: Dash) -> None:
    """Put the line into the window's title; where the chosen link is gone with its list, the card gets the focus.

    Who asks why a number is what it is, goes to the rows; who comes back, to the link that asked.

    Dash may forget what waits for a callback that then changes nothing: two quick steps back, and the address names one
    view while the page shows another. So the page looks every second whether it has answered its address, else it asks.
    """
    clientside: Any = app.clientside_callback
    clientside(
        "function(line, right, page) {"
        " const first = !window.partnersOpened; if (right || page) window.partnersOpened = true;"
        " if (line) document.title = line;"
        " const search = window.location.search, asks = new URLSearchParams(search).has('why');"
        " if (search !== window.partnersSearch)"
        "  { window.partnersBefore = window.partnersSearch; window.partnersSearch = search; }"
        " const back = () => asks ? null"
        "  : [...document.querySelectorAll('a.why')].find((one) => one.search === window.partnersBefore);"
        " const look = () => { const at = document.activeElement; if (window.location.search !== search) return;"
        "  if (at !== document.body && !(asks && at.classList.contains('why') && !at.closest('#right'))) return;"
        "  (back() ?? document.getElementById('card-title'))?.focus({ preventScroll: !asks }) };"
        " if (!first) [50, 250, 600].forEach((wait) => setTimeout(look, wait));"
        " return window.dash_clientside.no_update; }",
        Output(ids.ANNOUNCED, "title"),
        Input(ids.ANNOUNCED, "children"),
        Input(ids.RIGHT, "children"),
        Input(ids.PAGE, "children"),
    )
    clientside(
        "function(_, answered, asked) {"
        " const same = answered === undefined || answered === null || answered === window.location.search;"
        " const busy = document.querySelector('.working.on, .waiting-card');"
        " window.partnersLate = same || busy ? 0 : (window.partnersLate || 0) + 1;"
        " if (window.partnersLate < 2) return window.dash_clientside.no_update;"
        " window.partnersLate = 0; return asked + 1; }",
        Output(ids.AGAIN, "data"),
        Input(ids.HEARTBEAT, "n_intervals"),
        Held(ids.ANSWERED, "data"),
        Held(ids.AGAIN, "data"),
        prevent_initial_call=True,
    )
