"""The columns of the table of organizations: which there are, what each says, and how it is filtered and sorted."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

import pandas as pd

from dashboard.language import decimal, gettext_noop, text
from dashboard.state import State
from dashboard.words import FACTS
from graph.measures.registry import MEASURES, Measure, measure

__all__ = [
    "ALL_COLUMNS", "RANK_COLUMNS", "TABLE_WORDS", "chosen_columns", "column_definitions", "explained", "formula",
    "head", "measures_of", "order_of",
]  # fmt: skip

ALL_COLUMNS = (*FACTS, *(entry.name for entry in MEASURES))
"""Every column that can be chosen, in the order of the table."""
_USUAL = ("coalition", "places", "bridging", "degree", "strength")
_USUAL_ORDER = "-degree"
_USUAL_MEASURES = ("degree", "betweenness")
_TEXTS = ("name", "kind", "status", "place", "coalition")
_CHOICES = ("kind", "status", "coalition")
"""Columns with so few values that the filter is a list of them."""

_EXPLAINED = {
    "kind": gettext_noop("What kind of organization it is."),
    "status": gettext_noop("What it is to us."),
    "place": gettext_noop("Where it has its seat."),
    "coalition": gettext_noop("The coalition found for it in the data. Blank: it has no partners."),
    "places": gettext_noop("In how many places it is present."),
    "bridging": gettext_noop(
        "Rank by how often others need it to reach each other. 1: most often. Blank: it connects no others."
    ),
}
RANK_COLUMNS = {
    "rank": gettext_noop("Rank"),
    "rank_low": gettext_noop("Rank from"),
    "rank_high": gettext_noop("Rank to"),
}
"""Columns that are there while the ranks by a measure are asked for."""

TABLE_WORDS = {
    "noRowsToShow": gettext_noop("No organization passes the filters of the columns."),
    "noMatchingRows": gettext_noop("No organization passes the filters of the columns."),
    "loadingOoo": gettext_noop("Loading ..."),
    "contains": gettext_noop("Contains"),
    "notContains": gettext_noop("Does not contain"),
    "equals": gettext_noop("Equals"),
    "notEqual": gettext_noop("Does not equal"),
    "startsWith": gettext_noop("Begins with"),
    "greaterThanOrEqual": gettext_noop("At least"),
    "lessThanOrEqual": gettext_noop("At most"),
    "inRange": gettext_noop("Between"),
    "blank": gettext_noop("Blank"),
    "notBlank": gettext_noop("Not blank"),
    "andCondition": gettext_noop("and"),
    "orCondition": gettext_noop("or"),
    "filterOoo": gettext_noop("Filter ..."),
    "inRangeStart": gettext_noop("From"),
    "inRangeEnd": gettext_noop("To"),
}
"""Words of the grid itself, by the keys of AG Grid."""


def chosen_columns(state: State) -> tuple[str, ...]:
    """Return the columns that a state asks for, in the order of the table; the usual ones if it names none."""
    return tuple(column for column in ALL_COLUMNS if column in (state.columns or _USUAL))


def measures_of(state: State) -> tuple[str, str]:
    """Return the measure whose distribution is drawn, and the one that it is compared with."""
    return state.measure or _USUAL_MEASURES[0], state.against or _USUAL_MEASURES[1]


def order_of(state: State) -> tuple[str, bool]:
    """Return the column that the table is sorted by, and whether the largest value comes first.

    Examples
    --------
    >>> order_of(State()), order_of(State(order="name"))
    (('degree', True), ('name', False))
    """
    order = state.order or _USUAL_ORDER
    return order.lstrip("-"), order.startswith("-")


def head(column: str) -> str:
    """Return the short head of a column, with a capital.

    Examples
    --------
    >>> head("places"), head("pagerank")
    ('Places reached', 'Random walk')
    """
    words = text(FACTS[column]) if column in FACTS else text(measure(column).short)
    return words[:1].upper() + words[1:]


def explained(column: str) -> str:
    """Return what a column says, in plain words."""
    words = text(_EXPLAINED[column]) if column in FACTS else text(measure(column).label)
    return words[:1].upper() + words[1:]


def formula(entry: Measure) -> str:
    """Return how a measure is computed, in what it is counted and what it can be, for analysts."""
    span = (
        text("from {low}", low=decimal(entry.low))
        if entry.high == inf
        else text("{low} to {high}", low=decimal(entry.low), high=decimal(entry.high))
    )
    return text(
        "{formula}. Unit: {unit}. Range: {range}. Without partners: {isolates}. Source: {source}.",
        formula=entry.formula,
        unit=entry.unit,
        range=span,
        isolates=entry.isolates.removesuffix(" (NaN)"),
        source=entry.source,
    )


def column_definitions(
    state: State, table: pd.DataFrame, waiting: Sequence[str], choices: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Return the columns as AG Grid takes them, the names of the organizations first.

    Parameters
    ----------
    state : State
        Which columns, and the order.
    table : pd.DataFrame
        The values; it may have columns of `RANK_COLUMNS`.
    waiting : sequence of str
        Columns whose values are being computed.
    choices : mapping
        The values of each column with few of them.
    """
    name = {
        "field": "name", "headerName": text("Organization"), "pinned": "left", "width": 200, "tooltipField": "name",
        **_text_filter(),
    }  # fmt: skip
    definitions = [name]
    for column in table.columns[2:]:
        if column in RANK_COLUMNS:
            by = explained(measures_of(state)[0])
            label, tooltip = text(RANK_COLUMNS[column]), text("Rank by: {measure}", measure=by)
        else:
            label, tooltip = head(column), _tooltip(column)
        definitions.append({"field": column, "headerName": label, "headerTooltip": tooltip})
        if column in _TEXTS:
            definitions[-1] |= {"width": 136, "tooltipField": column}
            definitions[-1] |= _choice(label, choices[column]) if column in _CHOICES else _text_filter()
        else:
            definitions[-1] |= _number(column, table[column], is_waiting=column in waiting)
    by, is_descending = order_of(state)
    for definition in definitions:
        definition["sort"] = ("desc" if is_descending else "asc") if definition["field"] == by else None
    return definitions


def _tooltip(column: str) -> str:
    if column in FACTS:
        return explained(column)
    return text("{label}. Formula: {formula}", label=explained(column), formula=formula(measure(column)))


def _text_filter() -> dict[str, Any]:
    options = ["contains", "notContains", "equals", "notEqual", "startsWith", "blank", "notBlank"]
    return {
        "filter": "agTextColumnFilter", "filterParams": {"filterOptions": options}, "sortingOrder": ["asc", "desc"],
    }  # fmt: skip


def _choice(label: str, values: Sequence[str]) -> dict[str, Any]:
    params = {
        "choices": list(values), "all": text("All"), "none": text("Blank"),
        "label": text("Filter by: {column}", column=label),
    }  # fmt: skip
    return _text_filter() | {
        "floatingFilterComponent": "ChoiceFilter", "floatingFilterComponentParams": params,
        "suppressFloatingFilterButton": True,
    }  # fmt: skip


def _number(column: str, values: pd.Series, *, is_waiting: bool) -> dict[str, Any]:
    is_rank = column == "bridging" or column in RANK_COLUMNS
    first = ["lessThanOrEqual", "greaterThanOrEqual"] if is_rank else ["greaterThanOrEqual", "lessThanOrEqual"]
    options = [*first, "equals", "notEqual", "inRange", "blank", "notBlank"]
    most = values.max() if len(values) and not is_rank else 0
    return {
        "width": 94, "type": "rightAligned", "tooltipField": column,
        "filter": "agNumberColumnFilter",
        "filterParams": {"filterOptions": options, "inRangeInclusive": True},
        "sortingOrder": ["asc", "desc"] if is_rank else ["desc", "asc"],
        "cellRenderer": "MeasureBar",
        "cellRendererParams": {"most": 0 if pd.isna(most) else float(most), "waiting": is_waiting},
    }  # fmt: skip
