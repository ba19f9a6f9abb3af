"""What every place on screen shows: the address decides."""

from typing import Any

from dash import Dash, Input, Output, html, no_update
from dash import State as Held
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard import shell
from dashboard.answers import Answers
from dashboard.colours import COLOURS
from dashboard.components import filters
from dashboard.components.links import go
from dashboard.components.questions import questions
from dashboard.explorer import Explorer
from dashboard.routes import MAP
from dashboard.shell import ADDRESS, MAP_ID, MINE, READY, SEARCH, THEME
from dashboard.state import State
from dashboard.views import bridging, coalitions, data, gaps
from dashboard.words import count
from graph.errors import PartnerNetworkError
from graph.names import tidy

__all__ = ["register"]


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks that fill the page."""
    _waiting(app, explorer)
    _places(app, explorer)
    _map(app, explorer)
    _names(app, explorer)
    _theme(app)


def _waiting(app: Dash, explorer: Explorer) -> None:
    """While the data are being read, say what is being done; when they are there, fill the choices."""

    @app.callback(
        Output(READY, "data"),
        Output(shell.POLL, "disabled"),
        Output(shell.WAITING, "children"),
        Input(shell.POLL, "n_intervals"),
    )
    def poll(_: int | None) -> tuple[Any, bool, Any]:
        if explorer.error:
            return no_update, True, _failed(explorer.error)
        if explorer.ready.is_set():
            return True, True, None  # what waits for it runs only if it is told anew
        bar = html.Progress(value=str(explorer.done), max="1")
        return no_update, False, html.Div([html.P(f"{explorer.step} ..."), bar], className="waiting-card")

    @app.callback(
        Output(filters.CAUSES, "data"),
        Output(filters.PLACES, "data"),
        Output(filters.KINDS_FILTER, "data"),
        Output(filters.STATUS, "data"),
        Output(SEARCH, "data"),
        Output(MINE, "data"),
        Output(shell.TITLE, "children"),
        Input(READY, "data"),
    )
    def choices(ready: bool) -> list[Any]:
        if not ready:
            raise PreventUpdate
        known = explorer.tables.organizations.sort_values("name", key=lambda names: names.str.casefold())
        organizations = [
            {"value": i, "label": name} for i, name in zip(known["organization_id"], known["name"], strict=True)
        ]
        return [*filters.options(explorer), organizations, organizations, explorer.title]


def _failed(error: str) -> Component:
    return html.Div(
        [
            html.H2("The data could not be read"),
            html.P(error),
            html.P(
                "Nothing was changed. Correct the file and start again; 'partners check' tells every problem in it."
            ),
        ],
        className="waiting-card failed",
        role="alert",
    )


def _places(app: Dash, explorer: Explorer) -> None:
    @app.callback(
        Output(shell.APP, "className"),
        Output(shell.NAVIGATION, "children"),
        Output(filters.TOLD, "children"),
        Output(shell.QUESTIONS, "children"),
        Output(shell.LEFT, "children"),
        Output(shell.PAGE, "children"),
        Output(shell.RIGHT, "children"),
        Input(ADDRESS, "search"),
        Input(READY, "data"),
        Input(THEME, "data"),
        Input(shell.RENAMED, "data"),
    )
    def show(search: str, ready: bool, theme: str, _: int) -> list[Any]:
        state = State.of(search)
        head = [f"app view-{state.view}", shell.navigation(state)]
        if not ready:
            return [*head, None, questions(state, None), None, None, None]
        try:
            answers = explorer.answers(state)
            return [*head, _told(state, answers), questions(state, answers), *_shown(state, answers, explorer, theme)]
        except PartnerNetworkError as error:
            again = go(State(view=state.view), "Start without filters")
            trouble = html.Div([html.P(str(error)), again], className="note", role="alert")
            return [*head, None, questions(state, None), trouble, trouble, None]


def _shown(state: State, answers: Answers, explorer: Explorer, theme: str) -> list[Component | None]:
    """Return what stands left, in the page and right."""
    if explorer.tables.organizations.empty:
        empty = _note("No partners yet. Open a file with 'partners dashboard FILE', or see 'partners demo'.")
        return [empty, empty, None]
    if state.view == "data":
        return [None, data.page(explorer, theme), None]
    if not len(answers.ties):
        nobody = _note("The filters leave no organization.", go(state.unfiltered(), "Clear the filters"))
        return [nobody, nobody, None]
    if state.view == "gaps":
        return [gaps.left(state, answers), gaps.centre(state, answers, theme), gaps.right(state, answers)]
    view = bridging if state.view == "bridging" else coalitions
    return [view.left(state, answers), None, view.right(state, answers)]


def _note(*lines: Any) -> Component:  # noqa: ANN401  (anything Dash renders)
    return html.Div([html.P(line) for line in lines], className="note")


def _told(state: State, answers: Answers) -> list[Any]:
    """Return what the filters leave, and the way back."""
    total = len(answers.tables.organizations)
    if not state.filtered:
        return [count(total, "organization")]
    regroup = go(
        state.but(regroup=not state.regroup),
        "Keep coalitions" if state.regroup else "Regroup",
        className="plain",
        title="Find coalitions anew in what the filters leave",
    )
    return [
        f"{len(answers.ties):,} of {count(total, 'organization')} ",
        regroup,
        " ",
        go(state.unfiltered(), "Clear", className="plain"),
    ]


def _map(app: Dash, explorer: Explorer) -> None:
    """Hand the map its data's address, what is selected and what breaks without it."""

    @app.callback(
        Output(MAP_ID, "dataUrl"),
        Output(MAP_ID, "selected"),
        Output(MAP_ID, "broken"),
        Output(MAP_ID, "group"),
        Output(MAP_ID, "focus"),
        Input(ADDRESS, "search"),
        Input(READY, "data"),
        Input(shell.RENAMED, "data"),
    )
    def draw(search: str, ready: bool, _: int) -> list[Any]:
        state = State.of(search)
        broken = None
        if ready and state.organization:
            try:
                broken = bridging.broken(state, explorer.answers(state))
            except PartnerNetworkError:  # the address makes no sense: `show` says so
                broken = None
        focus = state.organization if state.organization and state.organization == state.mine else None
        address = f"{MAP}{state.filters().search() or '?'}&names={explorer.revision}"
        return [address, state.organization or None, broken, state.coalition, focus]


def _names(app: Dash, explorer: Explorer) -> None:
    @app.callback(
        Output(shell.RENAMED, "data"),
        Input(coalitions.RENAME_BUTTON, "n_clicks"),
        Held(coalitions.RENAME, "value"),
        Held(ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def rename(clicks: int | None, name: str | None, search: str) -> int:
        state = State.of(search)
        if not clicks or state.coalition is None:
            raise PreventUpdate
        explorer.rename(state, state.coalition, tidy(name or ""))
        return explorer.revision


def _theme(app: Dash) -> None:
    clientside: Any = app.clientside_callback
    clientside(
        "function(clicks, theme) { return theme === 'dark' ? 'light' : 'dark'; }",
        Output(THEME, "data"),
        Input(shell.THEME_BUTTON, "n_clicks"),
        Held(THEME, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(shell.PROVIDER, "forceColorScheme"),
        Output(MAP_ID, "theme"),
        Output(MAP_ID, "colours"),
        Output(shell.THEME_BUTTON, "children"),
        Input(THEME, "data"),
    )
    def dress(theme: str) -> tuple[Any, ...]:
        return theme, theme, COLOURS[theme], "Light" if theme == "dark" else "Dark"
