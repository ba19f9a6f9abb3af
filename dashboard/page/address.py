"""The address and the controls tell the same: a choice changes the address, and the address is the only memory."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import Dash, Input, Output, ctx, no_update
from dash import State as Held
from dash.exceptions import PreventUpdate

from dashboard.components import filters
from dashboard.explorer import Explorer
from dashboard.ids import ADDRESS, AGAIN, CHOICES, MAP_ID, MINE, SEARCH, TOLD
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
    return state.replace(organization=organization or "", coalition=None, steps=None)


def _picked(state: State, number: int | None) -> State:
    if number is None:
        return state
    return state.replace(coalition=None if number == state.coalition else number, organization="")


def _several(state: State, organizations: list[str] | None) -> State:
    several = tuple(organizations or ())
    if several == state.several:
        return state  # the map repeats the address
    return state.replace(several=several, organization="", coalition=None, steps=None, way=False)


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
    (MAP_ID, "chosen"): _several,
    (MAP_ID, "picked_group"): _picked,
}
"""How the value of each control that is always there changes the state."""

_CONTROLS = (*filters.FILTERS, SEARCH, MINE)
"""The controls that show what the address says."""
_ASKED_ANEW = {(ADDRESS, "search"), (AGAIN, "data"), (CHOICES, "data")}
"""Where one of these changed, a control only repeats an earlier address."""


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks that change the address, and those that make the controls say what the address says."""

    @app.callback(
        Output(ADDRESS, "search"),
        Output(TOLD, "data"),
        Output(MAP_ID, "picked_group"),
        Input(ADDRESS, "search"),
        Input(AGAIN, "data"),
        Input(CHOICES, "data"),  # a control takes a value only once its choices are there
        *(Input(name, prop) for name, prop in CHANGES),
        Held(TOLD, "data"),
    )
    def keep_in_step(search: str, again: int, choices: str | None, *controls: object) -> list[Any]:
        del again
        picked, last_told = controls[-2:]
        before = after = state_of(search).replace(why=())  # another choice leaves the question
        values = {tuple(one["prop_id"].rsplit(".", 1)): one["value"] for one in ctx.triggered}
        if not values.keys() & _ASKED_ANEW:
            for control, value in values.items():
                if not _is_echo(control, value, last_told):
                    after = CHANGES[control](after, value)
            if after == before:
                raise PreventUpdate
        tells = {"search": search if after == before else after.search(), "values": _values(after)}
        return [
            no_update if after == before else after.search(),
            tells if choices else no_update,
            no_update if picked is None else None,
        ]

    # Only what differs is set: a control that is filled by a callback draws itself anew at every click.
    clientside: Any = app.clientside_callback
    clientside(
        "function(told, search, ...values) {"
        f" const names = {json.dumps(_CONTROLS)};"
        " const plain = (value) => JSON.stringify(Array.isArray(value) && !value.length ? null : value ?? null);"
        " if (!told || (told.search ?? '') !== (search ?? '')) return;"
        " names.forEach((name, i) => { const value = told.values[name];"
        "  if (plain(value) !== plain(values[i])) window.dash_clientside.set_props(name, { value }); }); }",
        Input(TOLD, "data"),
        Held(ADDRESS, "search"),
        *(Held(name, "value") for name in _CONTROLS),
    )

    for control in dict.fromkeys(control for view in VIEWS for control in view.controls):
        _let_change(app, explorer, control)


def _values(state: State) -> dict[str, Any]:
    """Return what each control that is always there shows for a state."""
    values = [*filters.values(state), state.organization or None, state.mine or None]
    return dict(zip(_CONTROLS, values, strict=True))


def _is_echo(control: tuple[str, ...], value: Any, last_told: Any) -> bool:  # noqa: ANN401  (any control's value)
    """Return whether a control only repeats what it was told: it may be what an earlier address said."""
    name, prop = control
    return bool(last_told and prop == "value" and (last_told["values"].get(name) or None) == (value or None))


def _let_change(app: Dash, explorer: Explorer, control: Control) -> None:
    """Let a control that is there in one view only change the address."""

    @app.callback(
        Output(ADDRESS, "search", allow_duplicate=True),
        Input(control.name, control.prop),
        Held(ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def changed(value: Any, search: str) -> str:  # noqa: ANN401  (any control's value)
        before = state_of(search).replace(why=())
        if not value or not explorer.ready.is_set():
            raise PreventUpdate
        after = control.change(before, explorer.answers(before), value)
        if after == before:
            raise PreventUpdate
        return after.search()
