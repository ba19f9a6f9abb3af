"""What every place on screen shows: the address decides."""

import json
from typing import Any

from dash import Dash, Input, Output, ctx, html, no_update
from dash import State as Held
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard import ids
from dashboard.components import filters
from dashboard.components.chips import chips, spans
from dashboard.components.months import months
from dashboard.components.outward import within
from dashboard.components.several import chosen, way_ids
from dashboard.components.source import source_of
from dashboard.components.why import why
from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.ids import ADDRESS, MAP_ID, MINE, READY, SEARCH, THEME
from dashboard.language import counted, decimal, text
from dashboard.log import log_error
from dashboard.page import shell
from dashboard.page.announced import announced
from dashboard.page.start import again, start_card
from dashboard.rows import rows
from dashboard.server.routes import MAP
from dashboard.state import State
from dashboard.still import still
from dashboard.taking_out.routes import PICTURE
from dashboard.views import Scene, broken_without, state_of, trouble, view_of
from dashboard.views.why_panel import heading_of, right_of
from graph.errors import PartnerNetworkError

__all__ = ["register"]

_PICTURE = PICTURE + "?"
_MAP_NOTES = {
    "no-webgl": text(
        "This browser cannot draw the map because it has no WebGL. A picture stands in its place. Choose organizations "
        "in the lists."
    ),
    "failed": text("The map could not be loaded. Reload the page. The lists on the page show the same organizations."),
}
"""What the page says in place of the map, by the first word of its status."""


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks that fill the page."""
    _waiting(app, explorer)
    _places(app, explorer)
    _map(app, explorer)


def _waiting(app: Dash, explorer: Explorer) -> None:
    """While the data are being read, say what is being done; when they are there, fill the choices."""

    @app.callback(
        Output(READY, "data"),
        Output(ids.POLL, "disabled"),
        Output(ids.WAITING, "children"),
        Input(ids.POLL, "n_intervals"),
    )
    def poll(_: int | None) -> tuple[Any, bool, Any]:
        if explorer.is_choosing:
            return no_update, True, start_card(explorer)
        if explorer.error:
            return no_update, True, _failed(explorer)
        if explorer.ready.is_set():
            return True, True, None  # what waits for it runs only if it is told anew
        bar = html.Progress(value=str(explorer.done), max="1")
        return (
            no_update,
            False,
            html.Div([html.P(text("{step} ...", step=explorer.step)), bar], className="waiting-card"),
        )

    @app.callback(
        Output(filters.CAUSES, "data"),
        Output(filters.PLACES, "data"),
        Output(filters.KINDS_FILTER, "data"),
        Output(filters.STATUS, "data"),
        Output(filters.ORGANIZATION_KINDS_FILTER, "data"),
        Output(SEARCH, "data"),
        Output(MINE, "data"),
        Output(ids.CHOICES, "data"),
        Output(ids.TITLE, "children"),
        Input(READY, "data"),
        Input(ids.MASKED, "data"),
        Held(ADDRESS, "search"),
    )
    def choices(ready: bool, _: bool, search: str) -> list[Any]:
        if not ready:
            raise PreventUpdate
        state = state_of(search)
        base = explorer.base_of(state)
        *options, organizations = base.drawn(_choices, base)
        there = f"{explorer.revision}{'-masked' if explorer.masks(state) else ''}"
        return [*options, organizations, organizations, there, source_of(explorer)]


def _choices(base: Answers) -> list[list[dict[str, str]]]:
    """Return the choices of each filter, and of the organizations."""
    by_name = base.tables.organizations.sort_values("name", key=lambda names: names.str.casefold())
    organizations = [
        {"value": row["organization_id"], "label": _findable(row["name"], row["aliases"])} for row in rows(by_name)
    ]
    return [*filters.options(base.tables), organizations]


def _findable(name: str, aliases: str | None) -> str:
    """Return a name with the shortest alias behind it, so that typing either finds it: the map shows acronyms."""
    short = min((aliases or "").split(";"), key=len)
    return f"{name} ({short})" if short and short.casefold() not in name.casefold() else name


def _failed(explorer: Explorer) -> Component:
    return html.Div(
        [
            html.H2(text("The data could not be read")),
            html.P(explorer.error),
            html.P(text("Nothing was changed. Correct the file and start again. 'partners check' lists its problems.")),
            again() if explorer.opening else None,
        ],
        className="waiting-card failed",
        role="alert",
    )


def _places(app: Dash, explorer: Explorer) -> None:
    @app.callback(
        Output(ids.APP, "className"),
        Output(ids.NAVIGATION, "children"),
        Output(filters.SUMMARY, "children"),
        Output(filters.CHIPS, "children"),
        Output(filters.SPANS, "children"),
        Output(ids.HEADING, "children"),
        Output(ids.LEFT, "children"),
        Output(ids.PAGE, "children"),
        Output(ids.RIGHT, "children"),
        Output(ids.ANNOUNCED, "children"),
        Output(ids.ANSWERED, "data"),
        Input(ADDRESS, "search"),
        Input(READY, "data"),
        Input(THEME, "data"),
        Input(ids.RENAMED, "data"),
        Input(ids.DECIDED, "data"),
        Input(ids.AGAIN, "data"),
        Held(ids.ANSWERED, "data"),
        Held(ids.APP, "className"),
        running=[(Output(ids.WORKING, "className"), "working on", "working")],
    )
    def show(search: str, ready: bool, theme: str, *more: Any) -> list[Any]:  # noqa: ANN401  (counts, then texts)
        asked, (answered, shown_look) = state_of(search), more[-2:]
        state = asked.replace(why=())  # so that no link keeps the question
        look = shell.look(state)
        said = announced(state, None)
        if not ready:
            return [look, shell.navigation(state), *[None] * 7, said, search]
        navigation = still(shell.navigation(state, explorer.to_check, len(explorer.guessed)))
        set_filters: list[Any] = [None] * 3
        try:
            set_filters = [None, still(chips(state, explorer.base_of(state))), None]
            answers = explorer.answers(state)
            said = announced(state, answers)
            set_filters = _filters(state, answers, explorer.base_of(state))
            if view_of(state).without_organizations or (instead := _instead(state, answers, explorer)) is None:
                scene = Scene(state, answers, explorer, theme)
                parts: list[Any] = _parts(scene) if view_of(state).always_anew else scene.once(_parts)
                if _stays(state, answered, shown_look):
                    parts = [parts[0], no_update, no_update, parts[3]]
                if asked.why:
                    parts = [*parts[:3], Scene(asked, answers, explorer, theme).once(_why)]
                return [look, navigation, *set_filters, *parts, said, search]
        except PartnerNetworkError as error:
            instead = trouble.senseless(state, error)
        except Exception as error:  # noqa: BLE001  (whatever is wrong with one view, the page and the others stay)
            log_error(error)
            instead = trouble.broken(state)
        return [f"{look} trouble", navigation, *set_filters, None, None, still(instead), None, said, search]


def _instead(state: State, answers: Answers, explorer: Explorer) -> Component | None:
    """Return what stands in place of a view that has nobody to show."""
    if answers.tables.organizations.empty:
        return trouble.no_data()
    return None if len(answers.selected_tables.organizations) else trouble.nobody_left(state, explorer)


def _stays(state: State, answered: str | None, look: str | None) -> bool:
    """Return whether what stands left and in the centre is left to the view: only the rest of the address changed."""
    before = state_of(answered)
    is_other_address = {one["prop_id"] for one in ctx.triggered} == {f"{ADDRESS}.search"}
    is_same = (before.view, before.filters()) == (state.view, state.filters())
    return view_of(state).stays and is_other_address and is_same and "trouble" not in (look or "")


def _parts(scene: Scene) -> list[Any]:
    """Return the heading, and what stands left, in the page and right."""
    view = view_of(scene.state)
    parts = [heading_of(view, scene), view.left(scene), view.centre(scene), view.right(scene)]
    return [still(part) for part in parts]


def _why(scene: Scene) -> Any:  # noqa: ANN401  (whatever Dash renders)
    """Return what stands right while somebody asks about a number."""
    return still(right_of(view_of(scene.state), scene))


def _filters(state: State, answers: Answers, base: Answers) -> list[Any]:
    """Return how many the filters leave, the filters that are set, and the spans of time to choose from."""
    n_all, n_left = (len(tables.organizations) for tables in (base.tables, answers.selected_tables))
    how_many: Any = (
        counted("{left} of {number} organization", "{left} of {number} organizations", n_all, left=decimal(n_left))
        if state.filtered
        else counted("{number} organization", "{number} organizations", n_all)
    )
    times = [months(state, base.tables), *spans(state, base.tables)]
    how_many = still([how_many, " ", why(state, "organizations")])
    return [how_many, still(_set_filters(state, answers, base)), still(times)]


def _set_filters(state: State, answers: Answers, base: Answers) -> list[Any]:
    """Return how many relationships the filters leave, and a chip for each of them."""
    if not state.filtered:
        return []
    n_all, n_left = base.ties.number_of_edges(), answers.ties.number_of_edges()
    said = counted("{left} of {number} relationship", "{left} of {number} relationships", n_all, left=decimal(n_left))
    return [html.P([said, " ", why(state, "relationships")], className="small"), *chips(state, base)]


def _map(app: Dash, explorer: Explorer) -> None:
    """Hand the map its data's address, what is selected and what breaks without it; say why it is not drawn."""
    clientside: Any = app.clientside_callback
    clientside(
        f"function(status) {{ return {json.dumps(_MAP_NOTES)}[(status || '').split(':')[0]] || null; }}",
        Output(ids.MAP_NOTE, "children"),
        Input(MAP_ID, "status"),
    )
    clientside(
        "function(status, search, theme) { if (status !== 'no-webgl') return [true, {}];"
        " const asked = new URLSearchParams(search || ''); asked.set('bare', '1'); asked.set('theme', theme);"
        f" return [false, {{backgroundImage: 'url(\"' + {json.dumps(_PICTURE)} + asked + '\")'}}]; }}",
        Output(ids.MAP_PICTURE, "hidden"),
        Output(ids.MAP_PICTURE, "style"),
        Input(MAP_ID, "status"),
        Input(ADDRESS, "search"),
        Input(THEME, "data"),
        Input(ids.RENAMED, "data"),
    )

    outputs = ("dataUrl", "selected", "broken", "group", "focus", "chosen", "highlighted", "route")

    @app.callback(
        *(Output(MAP_ID, name) for name in outputs),
        Input(ADDRESS, "search"),
        Input(READY, "data"),
        Input(ids.RENAMED, "data"),
        Input(ids.AGAIN, "data"),
    )
    def draw(search: str, ready: bool, *_: int) -> list[Any]:
        state = state_of(search)
        if not ready:
            return [no_update] * len(outputs)
        broken = highlighted = route = None
        several: list[str] = []
        try:
            answers = explorer.answers(state)
            answers.selected_tables.counts()  # raises where the address makes no sense
            several = list(chosen(state, answers))
            broken = broken_without(state, answers)
            highlighted, route = _lit(state, answers)
        except PartnerNetworkError:  # the address makes no sense: `show` says so
            state = State(view=state.view, presentation=state.presentation)
        focus = state.organization if state.organization and state.organization == state.mine else None
        address = f"{MAP}{state.filters().search() or '?'}&names={explorer.revision}"
        return [
            address, state.organization or None, broken, state.coalition, focus, several or None, highlighted, route,
        ]  # fmt: skip


def _lit(state: State, answers: Answers) -> tuple[list[str] | None, list[str] | None]:
    """Return who is lit beside the selected organization, and the way that is drawn between two."""
    if state.organization:
        return within(state, answers), None
    return None, way_ids(state, answers) if state.coalition is None and state.several else None
