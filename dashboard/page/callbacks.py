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
from dashboard.components.source import source_of
from dashboard.components.why import why
from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.ids import ADDRESS, MAP_ID, MINE, READY, SEARCH, THEME
from dashboard.language import counted, decimal, text
from dashboard.log import log_error
from dashboard.page import shell
from dashboard.page.address import shown_by_controls
from dashboard.page.announced import announced
from dashboard.page.on_map import MAP_PROPERTIES, map_properties
from dashboard.page.start import again, start_card
from dashboard.rows import rows
from dashboard.state import State
from dashboard.still import Pieces, still
from dashboard.views import Scene, state_of, trouble, view_of
from dashboard.views.why_panel import heading_of, right_of
from graph.errors import PartnerNetworkError

__all__ = ["register"]

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
    _note_of_the_map(app)


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
    """Answer the address with one callback: to the browser each further one costs as much again."""

    @app.callback(
        Output(ids.APP, "className"),
        Output(ids.LEFT, "children"),
        Output(ids.PAGE, "children"),
        Output(ids.RIGHT, "children"),
        *(Output(MAP_ID, name) for name in MAP_PROPERTIES),
        Output(ids.MASKED, "data"),
        Output(ids.TOLD, "data"),
        # Filled in this order: once the view is lit in the navigation, all else is there.
        Output(ids.PIECES, "pieces"),
        Output(ids.PIECES, "opened"),
        Output(ids.PIECES, "moment"),
        Input(ADDRESS, "search"),
        Input(READY, "data"),
        Input(THEME, "data"),
        Input(ids.RENAMED, "data"),
        Input(ids.DECIDED, "data"),
        Input(ids.AGAIN, "data"),
        Held(ids.APP, "className"),
        Held(ids.MASKED, "data"),
        Held(ids.TOLD, "data"),
        running=[(Output(ids.WORKING, "className"), "working on", "working")],
    )
    def show(search: str, ready: bool, theme: str, *more: Any) -> list[Any]:  # noqa: ANN401  (counts, then the page)
        asked, (_, decided, _, shown_look, masked, answered) = state_of(search), more
        state = asked.replace(why=())  # so that no link keeps the question
        look, around = shell.look(state), shell.around(asked, None)
        parts: list[Any] = [None] * 3
        on_map: list[Any] = [no_update] * len(MAP_PROPERTIES)
        instead: Component | None = None
        if ready:
            try:
                around = shell.around(asked, explorer)
                on_map = map_properties(state, explorer)
                around |= {filters.CHIPS: chips(state, explorer.base_of(state))}
                answers = explorer.answers(state)
                around |= {ids.ANNOUNCED: announced(state, answers)}
                around |= _filters(state, answers, explorer.base_of(state))
                instead = None if view_of(state).without_organizations else _instead(state, answers, explorer)
                if instead is None:
                    scene = Scene(state, answers, explorer, theme)
                    around[ids.HEADING], *parts = _parts(scene) if view_of(state).always_anew else scene.once(_parts)
                    if asked.why:
                        parts[2] = Scene(asked, answers, explorer, theme).once(_why)
            except PartnerNetworkError as error:
                instead = trouble.senseless(state, error)
            except Exception as error:  # noqa: BLE001  (whatever is wrong with one view, the page and the others stay)
                log_error(error)
                instead = trouble.broken(state)
            if instead is not None:
                look, around[ids.HEADING], parts = f"{look} trouble", None, [None, still(instead), None]
            elif _stays(state, answered, shown_look):
                parts = [no_update, no_update, parts[2]]
        return [
            no_update if look == shown_look else look, *parts, *on_map,
            no_update if state.presentation == masked else state.presentation,
            {"search": search, "values": shown_by_controls(state)},
            Pieces.written(around), ready, f"{search} {decided}",
        ]  # fmt: skip


def _instead(state: State, answers: Answers, explorer: Explorer) -> Component | None:
    """Return what stands in place of a view that has nobody to show."""
    if answers.tables.organizations.empty:
        return trouble.no_data()
    return None if len(answers.selected_tables.organizations) else trouble.nobody_left(state, explorer)


def _stays(state: State, answered: dict[str, Any] | None, look: str | None) -> bool:
    """Return whether what stands left and in the centre is left to the view: only the rest of the address changed."""
    before = state_of(answered["search"] if answered else None)
    is_other_address = {one["prop_id"] for one in ctx.triggered} == {f"{ADDRESS}.search"}
    is_same = (before.view, before.filters()) == (state.view, state.filters())
    return view_of(state).stays and is_other_address and is_same and "trouble" not in (look or "")


def _parts(scene: Scene) -> list[Any]:
    """Return the heading, and what stands left, in the page and right."""
    view = view_of(scene.state)
    parts = [still(part(scene)) for part in (view.left, view.centre, view.right)]
    return [heading_of(view, scene), *parts]


def _why(scene: Scene) -> Any:  # noqa: ANN401  (whatever Dash renders)
    """Return what stands right while somebody asks about a number."""
    return still(right_of(view_of(scene.state), scene))


def _filters(state: State, answers: Answers, base: Answers) -> dict[str, Any]:
    """Return how many the filters leave, the filters that are set, and the spans of time to choose from."""
    n_all, n_left = (len(tables.organizations) for tables in (base.tables, answers.selected_tables))
    how_many: Any = (
        counted("{left} of {number} organization", "{left} of {number} organizations", n_all, left=decimal(n_left))
        if state.filtered
        else counted("{number} organization", "{number} organizations", n_all)
    )
    return {
        filters.SUMMARY: [how_many, " ", why(state, "organizations")],
        filters.CHIPS: _set_filters(state, answers, base),
        filters.SPANS: [months(state, base.tables), *spans(state, base.tables)],
    }


def _set_filters(state: State, answers: Answers, base: Answers) -> list[Any]:
    """Return how many relationships the filters leave, and a chip for each of them."""
    if not state.filtered:
        return []
    n_all, n_left = base.ties.number_of_edges(), answers.ties.number_of_edges()
    said = counted("{left} of {number} relationship", "{left} of {number} relationships", n_all, left=decimal(n_left))
    return [html.P([said, " ", why(state, "relationships")], className="small"), *chips(state, base)]


def _note_of_the_map(app: Dash) -> None:
    """Say why the map is not drawn."""
    clientside: Any = app.clientside_callback
    clientside(
        f"function(status) {{ return {json.dumps(_MAP_NOTES)}[(status || '').split(':')[0]] || null; }}",
        Output(ids.MAP_NOTE, "children"),
        Input(MAP_ID, "status"),
    )
