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
    """Let the page look every second whether it has answered its address.

    Dash may forget what waits for a callback that then changes nothing: two quick steps back, and the address names one
    view while the page shows another. Then the page asks again.
    """
    clientside: Any = app.clientside_callback
    clientside(
        "function(_, told, asked) {"
        " const same = !told || (told.search ?? '') === window.location.search;"
        " const busy = document.querySelector('.working.on, .waiting-card');"
        " window.partnersLate = same || busy ? 0 : (window.partnersLate || 0) + 1;"
        " if (window.partnersLate < 2) return window.dash_clientside.no_update;"
        " window.partnersLate = 0; return asked + 1; }",
        Output(ids.AGAIN, "data"),
        Input(ids.HEARTBEAT, "n_intervals"),
        Held(ids.TOLD, "data"),
        Held(ids.AGAIN, "data"),
        prevent_initial_call=True,
    )
