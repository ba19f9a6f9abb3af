"""What every view stands in: the header, the filters, the three questions, and the places for left, centre, right."""

from typing import Any

import dash_ag_grid  # noqa: F401  (a component first imported inside a callback is refused by Dash)
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.colours import COLOURS
from dashboard.components.filters import filter_row
from dashboard.components.links import go
from dashboard.explorer import Explorer
from dashboard.netmap import NetworkMap
from dashboard.routes import MAP
from dashboard.state import VIEWS, State
from dashboard.words import count

__all__ = [
    "ADDRESS", "APP", "DECIDED", "LEFT", "MAP_ID", "MAP_NOTE", "MINE", "NAVIGATION", "PAGE", "POLL", "PROVIDER",
    "QUESTIONS", "READY", "RENAMED", "RIGHT", "SEARCH", "THEME", "THEME_BUTTON", "TITLE", "WAITING", "WORKING",
    "layout", "navigation",
]  # fmt: skip

ADDRESS, READY, POLL, RENAMED, THEME, PROVIDER = "address", "ready", "poll", "renamed", "theme", "provider"
APP, TITLE, NAVIGATION, SEARCH, MINE, THEME_BUTTON = "app", "title", "navigation", "search", "mine", "theme-button"
QUESTIONS, LEFT, MAP_ID, PAGE, RIGHT, WAITING = "questions", "left", "map", "page", "right", "waiting"
MAP_NOTE, WORKING, DECIDED = "map-note", "working", "decided"

_VIEW_NAMES = {
    "coalitions": "Coalitions",
    "bridging": "Bridging partners",
    "gaps": "Gaps in reach",
    "data": "Data",
}


def layout(explorer: Explorer) -> Any:  # noqa: ANN401  (Mantine ships no types)
    """Return the page as it stands before the first callback: the shell is there while the data are being read."""
    ready = explorer.ready.is_set() and not explorer.error
    return dmc.MantineProvider(
        [
            dcc.Location(id=ADDRESS, refresh="callback-nav"),
            dcc.Store(id=READY, data=ready),
            dcc.Store(id=THEME, storage_type="local", data="light"),
            dcc.Store(id=RENAMED, data=explorer.revision),
            dcc.Store(id=DECIDED, data=0),
            dcc.Interval(id=POLL, interval=300, disabled=ready),
            html.A("Skip to the answers", href="#right", className="skip"),
            html.Div([_header(), filter_row(), html.Div(id=QUESTIONS, className="questions"), _main()], id=APP,
                     className="app view-coalitions"),
            html.Div(id=WAITING, className="waiting", role="status"),
            html.Div("Working it out ...", id=WORKING, className="working"),
        ],
        id=PROVIDER,
        forceColorScheme="light",
        theme={"primaryColor": "teal", "fontFamily": "system-ui, 'Segoe UI', 'Liberation Sans', sans-serif"},
    )  # fmt: skip


def _header() -> Component:
    return html.Header(
        [
            html.H1(["Partner network", html.Span(id=TITLE, className="title")]),
            html.Nav(navigation(State()), id=NAVIGATION, **_named("Views")),
            _find(SEARCH, "Find an organization"),
            html.Button("Dark", id=THEME_BUTTON, className="plain", title="Switch between light and dark"),
        ],
        className="header",
    )


def _find(name: str, label: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
    return dmc.Select(
        id=name, placeholder=label, data=[], searchable=True, clearable=True, limit=50, size="xs",
        nothingFoundMessage="Nobody by that name", className="find", **_named(label),
    )  # fmt: skip


def _named(label: str) -> dict[str, Any]:
    return {"aria-label": label}


def navigation(state: State, to_check: int = 0, guessed: int = 0) -> list[Component]:
    """Return the links to the views, and to the names and files to check if there are any; filters, selection stay."""
    links = [
        go(state.but(view=view, ask=""), _VIEW_NAMES[view], className="view lit" if view == state.view else "view")
        for view in VIEWS
    ]
    for number, what in ((guessed, "file"), (to_check, "name")):
        if number:
            links.append(go(state.but(view="data", ask=""), f"{count(number, what)} to check", className="view check"))
    return links


def _main() -> Component:
    mine = html.Div(
        [html.Label("Which organization is yours?", htmlFor=MINE), _find(MINE, "Choose your organization")],
        className="mine",
    )
    return html.Main(
        [
            html.Aside([mine, html.Div(id=LEFT)], className="left", **_named("Lists and choices")),
            html.Div(
                [
                    NetworkMap(id=MAP_ID, dataUrl=MAP, theme="light", colours=COLOURS["light"]),
                    html.P(id=MAP_NOTE, className="map-note", role="status"),
                ],
                className="centre map-place",
            ),
            html.Section(id=PAGE, className="centre page"),
            html.Aside(id=RIGHT, className="right", tabIndex=-1, **_named("Answers")),
        ],
        className="main",
    )
