"""What every view stands in: the bar with the navigation, and the places for heading, left, centre and right."""

from typing import Any

import dash_ag_grid  # noqa: F401  (a component first imported inside a callback is refused by Dash)
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.colours import COLOURS
from dashboard.components.filters import CHIPS, SPANS, SUMMARY, filter_button
from dashboard.components.links import go
from dashboard.explorer import Explorer
from dashboard.language import counted, text
from dashboard.netmap import NetworkMap
from dashboard.page.announced import announced
from dashboard.page.switches import presentation_switch
from dashboard.state import State
from dashboard.still import Pieces, still
from dashboard.taking_out.menu import MENU, menu, take_out
from dashboard.views import VIEWS, view_of

__all__ = ["around", "layout", "look", "navigation"]


def layout(explorer: Explorer) -> Any:  # noqa: ANN401  (Mantine ships no types)
    """Return the page as it stands before the first callback: the shell is there while the data are being read."""
    ready = explorer.ready.is_set() and not explorer.error
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.ADDRESS, refresh="callback-nav"),
            dcc.Store(id=ids.READY, data=ready),
            dcc.Store(id=ids.THEME, storage_type="local", data="light"),
            dcc.Store(id=ids.RENAMED, data=explorer.revision),
            dcc.Store(id=ids.DECIDED, data=0),
            dcc.Store(id=ids.MASKED, data=False),
            dcc.Store(id=ids.CHOICES),
            dcc.Store(id=ids.TOLD),
            dcc.Store(id=ids.ASKED),
            dcc.Store(id=ids.AGAIN, data=0),
            dcc.Interval(id=ids.HEARTBEAT, interval=1000),
            dcc.Interval(id=ids.POLL, interval=300, disabled=ready),
            html.A(text("Skip to the answers"), href="#right", className="skip"),
            html.Div([_bar(), html.Div(id=ids.FAILED), _main()], id=ids.APP, className=look(State())),
            html.Div(id=ids.WAITING, className="waiting", role="status"),
            still(html.Div(id=ids.ANNOUNCED, className="unseen", role="status")),
            html.Div(text("Calculating ..."), id=ids.WORKING, className="working", role="status"),
            Pieces(ids.PIECES, around(State(), None)),
        ],
        id=ids.PROVIDER,
        forceColorScheme="light",
        theme={"primaryColor": "teal", "fontFamily": "var(--font)"},
    )  # fmt: skip


def _bar() -> Component:
    """Return the one bar of the page: the views, then what is the same in all of them."""
    return html.Header(
        [
            still(
                [
                    html.H1(text("Partner network")),
                    html.Nav(id=ids.NAVIGATION, **_labelled(text("Views"))),
                    html.Span(id=ids.PRESENTATION),
                ]
            ),
            filter_button(),
            take_out(),
            _find(ids.SEARCH, text("Find an organization")),
            html.Button(
                text("Dark"), id=ids.THEME_BUTTON, className="plain", title=text("Switch between light and dark")
            ),
        ],
        className="bar",
    )


def _find(name: str, label: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
    return dmc.Select(
        id=name, placeholder=label, data=[], searchable=True, clearable=True, limit=50, size="xs",
        nothingFoundMessage=text("No organization has this name"), className="find", **_labelled(label),
    )  # fmt: skip


def _labelled(label: str) -> dict[str, Any]:
    return {"aria-label": label}


def look(state: State) -> str:
    """Return the classes of the whole page, which say what stands in its centre."""
    return f"app layout-{view_of(state).layout}{' filtered' if state.filtered else ''}"


def around(state: State, explorer: Explorer | None) -> dict[str, Any]:
    """Return what stands around a view, by the ids of its places; `explorer` is missing until the data are there."""
    blank = dict.fromkeys((ids.HEADING, SUMMARY, CHIPS, SPANS, ids.PRESENTATION, MENU))
    plain = state.replace(why=())
    always = {ids.NAVIGATION: navigation(plain), ids.ANNOUNCED: announced(plain, None)}
    if explorer is None:
        return blank | always
    return {
        **blank,
        **always,
        ids.NAVIGATION: navigation(plain, explorer.to_check, len(explorer.guessed), is_stale=explorer.is_stale),
        ids.PRESENTATION: presentation_switch(state, explorer),
        MENU: menu(state, explorer),
    }


def navigation(state: State, to_check: int = 0, guessed: int = 0, *, is_stale: bool = False) -> list[Component]:
    """Return the links to the views, and to what there is to do on the page Data; filters and selection stay."""
    links = [
        go(
            state.replace(view=view.name),
            text(view.label),
            className="view lit" if view.name == state.view else "view",
            title=text(view.question),
        )
        for view in VIEWS
        if view.in_navigation
    ]
    checks = [
        (int(is_stale), text("The files have changed")),
        (guessed, counted("{number} file to check", "{number} files to check", guessed)),
        (to_check, counted("{number} name to check", "{number} names to check", to_check)),
    ]
    data_page = state.replace(view="data")
    help_page = state.replace(view="help")
    return [
        *links,
        go(help_page, text("Help"), className="view lit" if state.view == "help" else "view"),
        *(go(data_page, label, className="view check") for number, label in checks if number),
    ]


def _main() -> Component:
    mine = html.Div(
        [
            html.Label(text("Which organization is yours?"), htmlFor=ids.MINE),
            _find(ids.MINE, text("Choose your organization")),
        ],
        className="mine",
    )
    label = text("Lists and choices")
    # Open where there is room for a column; a phone folds it, with a summary that nobody else sees.
    lists = html.Details([html.Summary(label), mine, html.Div(id=ids.LEFT)], id=ids.LISTS, className="lists", open=True)
    # Not above the map: chips that come and go would move it.
    chips = html.Div(id=CHIPS, className="chips", role="group", **_labelled(text("Filters that are set")))
    status = html.Div(
        [
            html.P(id=ids.TITLE, className="title"),
            still([html.Div(id=SUMMARY, className="filter-summary", role="status"), chips]),
        ],
        className="what-is-shown",
    )
    return html.Main(
        [
            html.Aside([status, lists], className="left", **_labelled(label)),
            html.Section(
                [
                    still(html.Div(id=ids.HEADING, className="heading")),
                    html.Div(
                        [
                            NetworkMap(id=ids.MAP_ID, dataUrl="", theme="light", colours=COLOURS["light"]),
                            html.P(id=ids.MAP_NOTE, className="map-note", role="status"),
                        ],
                        className="map-place",
                    ),
                    html.Div(id=ids.PAGE, className="page"),
                ],
                className="centre", **_labelled(text("Answer")),
            ),
            html.Aside(id=ids.RIGHT, className="right", tabIndex=-1, **_labelled(text("Answers"))),
        ],
        className="main",
    )  # fmt: skip
