"""A callback that fails says so on the page, whatever it should have filled."""

from typing import Any

from dash import Dash, Input, Output, html, set_props

from dashboard.ids import ADDRESS, DECIDED, FAILED
from dashboard.language import text
from dashboard.log import log_error

__all__ = ["register", "shown"]


def shown(error: Exception) -> None:
    """Say on the page that something failed, and write a line without data to the log; nothing else is changed."""
    log_error(error)
    sentence = text(
        "An unexpected error occurred, and this part of the page could not be changed. The window in which the "
        "dashboard was started has a line about it."
    )
    set_props(FAILED, {"children": html.P(sentence, className="warn", role="alert")})


def register(app: Dash) -> None:
    """Take the sentence back when the address changes, or an answer is saved."""
    clientside: Any = app.clientside_callback
    # While the page is loaded, the address is told more than once: what fails then must stay.
    clientside(
        "function(search, decided) { const place = window.location.search + ' ' + decided; "
        "const moved = window.lastPlace !== undefined && window.lastPlace !== place; window.lastPlace = place; "
        "return moved ? null : window.dash_clientside.no_update; }",
        Output(FAILED, "children"),
        Input(ADDRESS, "search"),
        Input(DECIDED, "data"),
    )
