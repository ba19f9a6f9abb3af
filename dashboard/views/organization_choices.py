"""What a reader may choose in the view of the organizations, and how each choice changes the address."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.explorer.answers import Answers
from dashboard.language import text
from dashboard.state import State
from dashboard.views.organization_columns import (
    ALL_COLUMNS,
    chosen_columns,
    explained,
    formula,
    head,
    measures_of,
    order_of,
)
from dashboard.views.record import Control
from graph.measures.registry import MEASURES, measure

__all__ = [
    "AGAINST", "COLUMNS", "CONTROLS", "MEASURE", "TABLE", "columns_choice", "meaning", "measure_choice",
]  # fmt: skip

TABLE, COLUMNS = "organizations-table", "organizations-columns"
MEASURE, AGAINST = "organizations-measure", "organizations-against-measure"


def columns_choice(state: State) -> Component:
    """Return a list of all columns to tick; the names are always there."""
    ticks = [
        dmc.Checkbox(label=text("Organization"), value="name", size="xs", disabled=True),
        *(dmc.Checkbox(label=head(column), value=column, size="xs") for column in ALL_COLUMNS),
    ]
    chosen = ["name", *chosen_columns(state)]
    group = dmc.CheckboxGroup(html.Div(ticks, className="ticks"), id=COLUMNS, value=chosen, size="xs")
    return html.Details([html.Summary(text("Choose columns")), group])


def measure_choice(name: str, label: str, value: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
    """Return the choice of a measure for a picture."""
    options = [{"value": entry.name, "label": head(entry.name)} for entry in MEASURES]
    return dmc.Select(
        id=name, label=label, data=options, value=value, allowDeselect=False, searchable=True, size="xs",
        className="choice",
    )  # fmt: skip


def meaning(name: str) -> list[Component | None]:
    """Return what a measure says, and its formula, folded."""
    exact = html.Details([html.Summary(text("Formula")), html.P(formula(measure(name)), className="small")])
    words = explained(name)
    return [html.P(words, className="muted small") if words != head(name) else None, exact]


def _columns_chosen(state: State, answers: Answers, value: list[str]) -> State:
    del answers
    columns = tuple(column for column in ALL_COLUMNS if column in value)
    return state if columns == chosen_columns(state) else state.replace(columns=columns)


def _sorted(state: State, answers: Answers, value: list[dict[str, Any]]) -> State:
    del answers
    for column in value:
        by, is_descending = str(column.get("colId")), column.get("sort") == "desc"
        if column.get("sort") and (by, is_descending) != order_of(state) and by in {"name", *ALL_COLUMNS}:
            return state.replace(order="-" * is_descending + by)
    return state


def _row_chosen(state: State, answers: Answers, value: Any) -> State:  # noqa: ANN401  (rows, or the ids of rows)
    if not isinstance(value, list):
        return state  # the page itself set it
    organization = str(value[0].get("organization_id"))
    return state.replace(organization=organization, coalition=None) if organization in answers.names else state


def _measure_chosen(state: State, answers: Answers, value: str) -> State:
    del answers
    return state if value == measures_of(state)[0] else state.replace(measure=value)


def _against_chosen(state: State, answers: Answers, value: str) -> State:
    del answers
    return state if value == measures_of(state)[1] else state.replace(against=value)


CONTROLS = (
    Control(COLUMNS, "value", _columns_chosen),
    Control(TABLE, "columnState", _sorted),
    Control(TABLE, "selectedRows", _row_chosen),
    Control(MEASURE, "value", _measure_chosen),
    Control(AGAINST, "value", _against_chosen),
)
