"""The address and the controls tell the same: a choice changes the address, and the address is the only memory."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import Dash, Input, Output
from dash import State as Held
from dash.exceptions import PreventUpdate

from dashboard.components import filters
from dashboard.explorer import Explorer
from dashboard.ids import ADDRESS, ASKED, CHOICES, MAP_ID, MINE, SEARCH, TOLD
from dashboard.state import State
from dashboard.views import VIEWS, Control, state_of

__all__ = ["CHANGES", "register", "shown_by_controls"]

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


def _several(state: State, organizations: list[str]) -> State:
    several = tuple(organizations)
    if several == state.several:
        return state
    return state.replace(several=several, organization="", coalition=None, steps=None, way=False)


def _picked(state: State, picked: Mapping[str, Any]) -> State:
    """Return the state after something was chosen on the map: an organization, several of them, or a group."""
    if "organization" in picked:
        return _chosen(state, picked["organization"])
    if "several" in picked:
        return _several(state, picked["several"])
    number = picked["group"]
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
    (MAP_ID, "picked"): _picked,
}
"""How the value of each control that is always there changes the state."""

_CONTROLS = (*filters.FILTERS, SEARCH, MINE)
"""The controls that show what the address says."""


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks that change the address, and those that make the controls say what the address says."""
    clientside: Any = app.clientside_callback
    # What only repeats the address is not sent: the page has told the control so. Nor is what a control says again by
    # itself, as a list does when its choices come.
    clientside(
        "function(...values) {"
        " const told = values.at(-2), changes = {}, before = window.partnersChosen ||= {};"
        " const plain = (value) => JSON.stringify(Array.isArray(value) && !value.length ? null : value || null);"
        " for (const { prop_id, value } of window.dash_clientside.callback_context.triggered) {"
        "  const [name, prop] = prop_id.split('.');"
        "  const same = (one) => prop === 'value' && plain(value) === plain(one);"
        "  if (!same(told?.values[name]) && !same(before[name])) changes[prop_id] = value;"
        "  before[name] = value; }"
        " if (!Object.keys(changes).length) return window.dash_clientside.no_update;"
        " return { changes, times: (values.at(-1)?.times || 0) + 1 }; }",
        Output(ASKED, "data"),
        *(Input(name, prop) for name, prop in CHANGES),
        Held(TOLD, "data"),
        Held(ASKED, "data"),
        prevent_initial_call=True,
    )

    @app.callback(Output(ADDRESS, "search"), Input(ASKED, "data"), Held(ADDRESS, "search"), prevent_initial_call=True)
    def change(asked: dict[str, Any], search: str) -> str:
        before = after = state_of(search).replace(why=())  # another choice leaves the question
        for control, value in asked["changes"].items():
            name, prop = control.rsplit(".", 1)
            after = CHANGES[name, prop](after, value)
        if after == before:
            raise PreventUpdate
        return after.search()

    # Only what differs is set: a control that is filled by a callback draws itself anew at every click.
    clientside(
        "function(told, choices, search, ...values) {"
        f" const names = {json.dumps(_CONTROLS)};"
        " const plain = (value) => JSON.stringify(Array.isArray(value) && !value.length ? null : value ?? null);"
        " if (!told || !choices || (told.search ?? '') !== (search ?? '')) return;"
        # A list whose choices have just come empties itself once more: what it is told must come after.
        " const tell = () => names.forEach((name, i) => { const value = told.values[name];"
        "  if (plain(value) !== plain(values[i])) window.dash_clientside.set_props(name, { value }); });"
        " if (window.partnersChoices === choices) return tell();"
        " window.partnersChoices = choices; requestAnimationFrame(() => setTimeout(tell, 0)); }",
        Input(TOLD, "data"),
        Input(CHOICES, "data"),  # a control takes a value only once its choices are there
        Held(ADDRESS, "search"),
        *(Held(name, "value") for name in _CONTROLS),
    )

    for control in dict.fromkeys(control for view in VIEWS for control in view.controls):
        _let_change(app, explorer, control)


def shown_by_controls(state: State) -> dict[str, Any]:
    """Return what each control that is always there shows for a state."""
    values = [*filters.values(state), state.organization or None, state.mine or None]
    return dict(zip(_CONTROLS, values, strict=True))


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
