"""The address and the controls tell the same: a choice changes the address, and the address is the only memory."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import Dash, Input, Output, ctx, no_update
from dash import State as Held
from dash.exceptions import PreventUpdate

from dashboard.components import filters
from dashboard.explorer import Explorer
from dashboard.ids import ADDRESS, AGAIN, CHOICES, MAP_ID, MINE, SEARCH
from dashboard.state import State
from dashboard.views import VIEWS, Control, state_of

__all__ = ["CHANGES", "register"]

Change = Callable[[State, Any], State]


def _dates(state: State, value: list[str | None] | None) -> State:
    since, until = value or (None, None)
    if bool(since) != bool(until):
        return state  # half a range: the second day is still to be chosen
    day = date.fromisoformat
    return state.replace(since=day(since[:10]) if since else None, until=day(until[:10]) if until else None)


def _chosen(state: State, organization: str | None) -> State:
    if (organization or "") == state.organization:
        return state  # a control that repeats the address must not put out the coalition that is lit
    return state.replace(organization=organization or "", coalition=None)


def _picked(state: State, number: int | None) -> State:
    if number is None:
        return state
    return state.replace(coalition=None if number == state.coalition else number, organization="")


CHANGES: Mapping[tuple[str, str], Change] = {
    (filters.CAUSES, "value"): lambda state, value: state.replace(causes=tuple(value or ())),
    (filters.PLACES, "value"): lambda state, value: state.replace(places=tuple(value or ())),
    (filters.KINDS_FILTER, "value"): lambda state, value: state.replace(kinds=tuple(value or ())),
    (filters.STATUS, "value"): lambda state, value: state.replace(status=tuple(value or ())),
    (filters.ORGANIZATION_KINDS_FILTER, "value"): lambda state, value: state.replace(
        organization_kinds=tuple(value or ())
    ),
    (filters.DATES, "value"): _dates,
    (SEARCH, "value"): _chosen,
    (MINE, "value"): lambda state, value: state.replace(mine=value or "", organization=value or state.organization),
    (MAP_ID, "selected"): _chosen,
    (MAP_ID, "picked_group"): _picked,
}
"""How the value of each control that is always there changes the state."""


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks that change the address."""
    controls = [Output(name, "value") for name in (*filters.FILTERS, SEARCH, MINE)]

    @app.callback(
        Output(ADDRESS, "search"),
        *controls,
        Output(MAP_ID, "picked_group"),
        Input(ADDRESS, "search"),
        Input(AGAIN, "data"),
        Input(CHOICES, "data"),  # a control takes a value only once its choices are there
        *(Input(name, prop) for name, prop in CHANGES),
    )
    def keep_in_step(search: str, again: int, choices: str | None, *_: object) -> list[Any]:
        del again
        before = after = state_of(search)
        changed_values = {tuple(t["prop_id"].rsplit(".", 1)): t["value"] for t in ctx.triggered}
        if not changed_values.keys() & {
            (ADDRESS, "search"),
            (AGAIN, "data"),
            (CHOICES, "data"),
        }:  # else a control only repeats an earlier address
            for control, value in changed_values.items():
                after = CHANGES[control](after, value)
            if after == before:
                raise PreventUpdate
        control_values = [*filters.values(after), after.organization or None, after.mine or None]
        if not choices:
            control_values = [no_update] * len(control_values)
        return [no_update if after == before else after.search(), *control_values, None]

    for control in dict.fromkeys(control for view in VIEWS for control in view.controls):
        _let_change(app, explorer, control)


def _let_change(app: Dash, explorer: Explorer, control: Control) -> None:
    """Let a control that is there in one view only change the address."""

    @app.callback(
        Output(ADDRESS, "search", allow_duplicate=True),
        Input(control.name, control.prop),
        Held(ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def changed(value: Any, search: str) -> str:  # noqa: ANN401  (any control's value)
        before = state_of(search)
        if not value or not explorer.ready.is_set():
            raise PreventUpdate
        after = control.change(before, explorer.answers(before), value)
        if after == before:
            raise PreventUpdate
        return after.search()
