"""The switches of the page: presentation mode, light or dark, and the lists that a phone folds."""

from typing import Any

from dash import Dash, Input, Output, html
from dash import State as Held
from dash.development.base_component import Component

from dashboard import ids
from dashboard.colours import COLOURS
from dashboard.components.links import go
from dashboard.explorer import Explorer
from dashboard.ids import MAP_ID, READY, THEME
from dashboard.language import text
from dashboard.state import State
from graph.tables.masking import sensitive

__all__ = ["presentation_switch", "register"]


def presentation_switch(state: State, explorer: Explorer) -> Component | None:
    """Return the switch of the presentation mode; nothing where nobody is protected."""
    if explorer.presentation.always:
        return html.Span(
            text("Presentation mode"), className="plain", title=text("Protected organizations have pseudonyms.")
        )
    if not state.presentation and not sensitive(explorer.tables.organizations).any():
        return None  # nobody is protected: there is nothing to switch
    label = text("Presentation: on") if state.presentation else text("Presentation: off")
    return go(
        explorer.switched(state), label, className="plain lit" if state.presentation else "plain",
        title=text("Show protected organizations by pseudonyms, or by name"),
    )  # fmt: skip


def register(app: Dash) -> None:
    """Add the callbacks of the switches in the browser: light or dark, and the lists that a phone folds."""
    _theme(app)
    _lists(app)


def _theme(app: Dash) -> None:
    clientside: Any = app.clientside_callback
    clientside(
        "function(clicks, theme) { return theme === 'dark' ? 'light' : 'dark'; }",
        Output(THEME, "data"),
        Input(ids.THEME_BUTTON, "n_clicks"),
        Held(THEME, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ids.PROVIDER, "forceColorScheme"),
        Output(MAP_ID, "theme"),
        Output(MAP_ID, "colours"),
        Output(ids.THEME_BUTTON, "children"),
        Input(THEME, "data"),
    )
    def dress(theme: str) -> tuple[Any, ...]:
        return theme, theme, COLOURS[theme], text("Light") if theme == "dark" else text("Dark")


def _lists(app: Dash) -> None:
    """Fold the lists where the style sheet has one column, and unfold them where it has three."""
    clientside: Any = app.clientside_callback
    clientside(
        "function() { const narrow = window.partnersNarrow = window.matchMedia('(max-width: 900px)');"
        " narrow.onchange = () => { document.getElementById('lists').open = !narrow.matches; };"
        " return !narrow.matches; }",
        Output(ids.LISTS, "open"),
        Input(READY, "data"),
    )
