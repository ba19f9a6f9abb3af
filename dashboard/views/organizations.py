"""Organizations: all of them with every measure, how a measure is spread, and one measure against another."""

from typing import Any

import dash_ag_grid as dag
import pandas as pd
from dash import Dash, Input, Output, dcc, html, no_update
from dash import State as Held
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard import ids
from dashboard.components.links import go
from dashboard.components.why import why
from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.explorer.measured import RANKS
from dashboard.explorer.organization_rows import organization_table, part_of_table
from dashboard.language import counted, decimal, gettext_noop, significant, text
from dashboard.state import State
from dashboard.views import organization_choices as choices
from dashboard.views.organization_columns import (
    TABLE_WORDS,
    head,
    measures_of,
)
from dashboard.views.organization_filling import asked_for, filling, organizations_listed, table_of
from dashboard.views.organization_pictures import against, distribution
from dashboard.views.record import Scene, Table, View
from dashboard.views.why_panel import right_of
from graph.errors import PartnerNetworkError

__all__ = ["ASKED", "CHECKED", "CHECKING", "FILLED", "NOTES", "VIEW"]

CHECKING, CHECKED = "organizations-checking", "organizations-checked"
ASKED, FILLED, NOTES = "organizations-asked", "organizations-filled", "organizations-notes"


def _answer(scene: Scene) -> str:
    """Return who has the most partners; blank where nobody has any."""
    partners = scene.answers.measured.values("degree")
    if partners is None or partners.max() == 0:
        return ""
    first = str(scene.answers.names[str(partners.idxmax())])
    return text("{name} has the most partners ({number}).", name=first, number=decimal(int(partners.max())))


def _most_partners(scene: Scene) -> tuple[str, ...]:
    """Return the value of `State.why` for the partners that the answer counts."""
    partners = scene.answers.measured.values("degree")
    return () if partners is None or partners.max() == 0 else ("partners", str(partners.idxmax()))


def _left(scene: Scene) -> Component:
    """Return the choice of columns."""
    return html.Div(
        [
            html.H2(text("Columns")),
            choices.columns_choice(scene.state),
            html.P(text("Point at the head of a column to read what it says."), className="muted small hint"),
        ]
    )


def _centre(scene: Scene) -> Component:
    """Return the table; what changes in it later, `fill` sets."""
    definitions, row_data, notes = filling(scene.state, scene.answers)
    is_long = row_data is no_update
    how_rows_come = {"rowModelType": "infinite"} if is_long else {"rowData": row_data}
    options = _OPTIONS | {"localeText": {key: text(message) for key, message in TABLE_WORDS.items()}}
    if is_long:
        options |= {"cacheBlockSize": 100, "maxConcurrentDatasourceRequests": 1}
    mode: dict[str, Any] = {"data-ag-theme-mode": scene.theme}
    return html.Div(
        [
            html.P(
                text("Click a head to sort, type below it to filter. Choose a row with a click or the space bar."),
                className="muted small hint",
            ),
            html.Div(notes, id=NOTES, role="status"),
            html.Div(
                dag.AgGrid(
                    id=choices.TABLE,
                    columnDefs=definitions,
                    **how_rows_come,
                    defaultColDef=_ALL_COLUMNS,
                    getRowId="params.data.organization_id",
                    dashGridOptions=options,
                    className=f"grid grid-{scene.theme}",
                    style={"height": "100%"},
                ),
                className="organization-table",
                **mode,
            ),
            dcc.Store(id=FILLED, data=asked_for(scene.state, scene.answers)),
        ],
        className="organizations",
    )


_ALL_COLUMNS = {
    "floatingFilter": True, "sortable": True, "resizable": True, "wrapHeaderText": True, "autoHeaderHeight": True,
    "cellDataType": False, "comparator": {"function": "blanksLast"}, "suppressHeaderMenuButton": True,
    "suppressHeaderFilterButton": True, "minWidth": 80,
}  # fmt: skip
_OPTIONS = {
    "theme": {"function": "themeQuartz.withParams({spacing: 4, fontSize: 13, fontFamily: 'inherit'})"},
    "suppressMultiSort": True, "enableCellTextSelection": True,
    "animateRows": False, "tooltipShowDelay": 300,
    "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
}  # fmt: skip


def _right(scene: Scene) -> Component:
    """Return the chosen organization, the two pictures, and how certain the ranks are."""
    state, answers = scene.state, scene.answers
    across, up = measures_of(state)
    table = organization_table(answers, tuple(dict.fromkeys((across, up)))).set_index("organization_id")
    waiting = answers.measured.waiting([across, up])
    computing = [html.P(text("Being computed ..."), className="muted")]
    first = computing if across in waiting else distribution(
        "organizations-distribution", across, table[across], state.organization, scene.theme
    )  # fmt: skip
    second = computing if waiting else against(
        "organizations-against", (across, up), table, state.organization, scene.theme
    )  # fmt: skip
    return html.Div(
        [
            *_chosen(state, answers, table, across),
            choices.measure_choice(choices.MEASURE, text("Distribution of"), across),
            *choices.meaning(across),
            *first,
            *_certainty(state, answers, across),
            choices.measure_choice(choices.AGAINST, text("Compared with"), up),
            *choices.meaning(up),
            *second,
            *_asking(state, answers),
        ],
        className="organization-pictures",
    )


def _chosen(state: State, answers: Answers, table: pd.DataFrame, by: str) -> list[Component]:
    """Return the chosen organization, its place by a measure, and the way to the map."""
    if not state.organization:
        return [html.H2(text("Measures"), id="card-title", tabIndex=-1)]
    name = answers.names.get(state.organization)
    if name is None:
        return [html.P(text("This link names an organization that is not in the data."), className="note")]
    close = go(state.replace(organization=""), "\u00d7", className="close", title=text("Close this card"))
    title = html.H2(str(name), id="card-title", tabIndex=-1)
    if state.organization not in table.index:
        back = go(state.unfiltered(), text("Clear the filters"))
        said: list[Component] = [html.P(text("The filters hide this organization.")), back]
    else:
        reason: list[Any] = [" ", why(state, "partners", state.organization)] if by == "degree" else []
        said = [html.P([_place(table[by], state.organization, by), *reason])]
    # The map is the first view, and the first view is the one that an address without a name opens.
    to_map = go(state.replace(view=State().view, coalition=None), text("Show on map"), className="plain")
    return [html.Article([close, title, *said, html.P(to_map)], className="card")]


def _place(values: pd.Series, organization: str, by: str) -> str:
    value = values[organization]
    if pd.isna(value):
        return text("{measure}: no value", measure=head(by))
    above = int((values.round(12) > round(float(value), 12)).sum())
    return text(
        "{measure}: {value}, place {place} of {all}",
        measure=head(by), value=significant(float(value)), place=decimal(above + 1), all=decimal(values.notna().sum()),
    )  # fmt: skip


def _certainty(state: State, answers: Answers, by: str) -> list[Component]:
    """Return the way to the ranks and how certain they are, or what they mean once they are asked for."""
    if not answers.ties.number_of_edges():
        return []
    if not state.ranks:
        button = go(state.replace(ranks=True), text("How certain are the ranks?"), className="plain")
        return [html.P(button)]
    answers.measured.ranks(by)  # starts it
    said = counted(
        "The columns Rank, Rank from and Rank to say how certain the ranks are: the interactions are drawn anew at "
        "random {number} time, and in 9 of 10 draws the rank lies between the two.",
        "The columns Rank, Rank from and Rank to say how certain the ranks are: the interactions are drawn anew at "
        "random {number} times, and in 9 of 10 draws the rank lies between the two.",
        answers.draws,
    )  # fmt: skip
    if answers.measured.waiting([RANKS + by]):
        said = counted(
            "Being computed: the interactions are drawn anew {number} time. This may take minutes.",
            "Being computed: the interactions are drawn anew {number} times. This may take minutes.", answers.draws,
        )  # fmt: skip
    elif answers.measured.failed([RANKS + by]):
        said = text("The ranks could not be computed.")
    leave = go(state.replace(ranks=False), text("Without these columns"), className="plain")
    return [html.P(said, className="note", role="status"), html.P(leave)]


def _asking(state: State, answers: Answers) -> list[Component]:
    """Return what fills the table, and what asks again until nothing is being computed."""
    checks = answers.measured.checks
    ended = sum(check.ended.is_set() for check in checks)
    return [
        dcc.Interval(id=CHECKING, interval=1000, disabled=ended == len(checks)),
        dcc.Store(id=CHECKED, data=ended),
        dcc.Store(id=ASKED, data=asked_for(state, answers)),
    ]


def _asked(explorer: Explorer, search: str) -> tuple[State, Answers]:
    """Return the state of an address and its answers, if it shows this view and makes sense; the page says so else."""
    state = State.of(search)
    if state.view != VIEW.name:
        raise PreventUpdate
    try:
        return state, explorer.answers(state)
    except PartnerNetworkError:
        raise PreventUpdate from None


def _callbacks(app: Dash, explorer: Explorer) -> None:
    @app.callback(
        Output(choices.TABLE, "columnDefs"),
        Output(choices.TABLE, "rowData"),
        Output(NOTES, "children"),
        Output(choices.COLUMNS, "value"),
        Output(choices.TABLE, "selectedRows"),
        Output(FILLED, "data"),
        Input(ASKED, "data"),
        Held(FILLED, "data"),
        Held(choices.COLUMNS, "value"),
        Held(ids.ADDRESS, "search"),
    )
    def fill(asked: dict[str, Any], filled: dict[str, Any] | None, ticked: list[str], search: str) -> list[Any]:
        state, answers = _asked(explorer, search)
        selected = {"ids": [state.organization]} if state.organization else []
        before = filled or asked | {"table": ""}
        contents = [no_update] * 3 if asked["table"] == before["table"] else filling(state, answers)
        # Somebody who has ticked a column since then is ahead of this answer.
        is_untouched = set(ticked) == {"name", *before["columns"]}
        ticks = ["name", *asked["columns"]] if is_untouched and asked["columns"] != before["columns"] else no_update
        return [*contents, ticks, selected, asked]

    @app.callback(
        Output(choices.TABLE, "getRowsResponse"),
        Input(choices.TABLE, "getRowsRequest"),
        Held(ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def part(request: dict[str, Any] | None, search: str) -> dict[str, Any]:
        state, answers = _asked(explorer, search)
        if not request:
            raise PreventUpdate
        part_rows, n_rows = part_of_table(table_of(state, answers), request)
        return {"rowData": part_rows, "rowCount": n_rows}

    clientside: Any = app.clientside_callback
    clientside(
        "function(columns, selected) { setTimeout(() => {"
        " const api = window.dash_ag_grid?.getApi('organizations-table'), chosen = selected?.ids?.[0];"
        " if (!api || api.isDestroyed()) return;"
        " if (api.getGridOption('rowModelType') === 'infinite') api.refreshInfiniteCache();"
        " const row = chosen && api.getRowNode(chosen); if (row) api.ensureNodeVisible(row);"
        " }, 100); return window.dash_clientside.no_update; }",
        Output(choices.TABLE, "scrollTo"),
        Input(choices.TABLE, "columnDefs"),
        Held(choices.TABLE, "selectedRows"),
    )

    @app.callback(
        Output(ids.RIGHT, "children", allow_duplicate=True),
        Input(CHECKING, "n_intervals"),
        Held(CHECKED, "data"),
        Held(ids.ADDRESS, "search"),
        Held(ids.THEME, "data"),
        prevent_initial_call=True,
    )
    def look_again(_: int | None, n_ended: int, search: str, theme: str) -> Any:  # noqa: ANN401  (or no change)
        state, answers = _asked(explorer, search)
        if sum(one.ended.is_set() for one in answers.measured.checks) == n_ended:
            return no_update
        return right_of(VIEW, Scene(state, answers, explorer, theme))


VIEW = View(
    name="organizations",
    label=gettext_noop("Organizations"),
    question=gettext_noop("How do all organizations compare?"),
    answer=_answer,
    rests_on=_most_partners,
    layout="page",
    left=_left,
    centre=_centre,
    right=_right,
    controls=choices.CONTROLS,
    callbacks=_callbacks,
    tables=(Table("organizations", gettext_noop("Organizations"), organizations_listed),),
    stays=True,
)
