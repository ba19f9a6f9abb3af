"""The one row of filters that all views share."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.language import text
from dashboard.state import State
from dashboard.words import KINDS, ORGANIZATION_KINDS_CHOICES, STATUSES
from graph.selection import UNKNOWN
from graph.tables import ShownTables
from graph.tree import depths

__all__ = [
    "CAUSES",
    "DATES",
    "FILTERS",
    "KINDS_FILTER",
    "ORGANIZATION_KINDS_FILTER",
    "PLACES",
    "STATUS",
    "SUMMARY",
    "filter_row",
    "options",
    "values",
]

CAUSES, PLACES, KINDS_FILTER, STATUS, ORGANIZATION_KINDS_FILTER, DATES = (
    "filter-causes", "filter-places", "filter-kinds", "filter-status", "filter-organization-kinds", "filter-dates",
)  # fmt: skip
SUMMARY = "filter-summary"
FILTERS = (CAUSES, PLACES, KINDS_FILTER, STATUS, ORGANIZATION_KINDS_FILTER, DATES)


def filter_row() -> Component:
    """Return the row of filters, without choices until the data are there."""

    def choose(name: str, label: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
        return dmc.MultiSelect(
            id=name, placeholder=label, data=[], value=[], searchable=True, clearable=True, hidePickedOptions=True,
            size="xs", className="filter", limit=200, nothingFoundMessage=text("Nothing has this name"),
            comboboxProps={"shadow": "md"}, **{"aria-label": label},
        )  # fmt: skip

    return html.Div(
        [
            choose(CAUSES, text("All causes")),
            choose(PLACES, text("All places")),
            choose(KINDS_FILTER, text("All kinds")),
            choose(STATUS, text("Any status")),
            choose(ORGANIZATION_KINDS_FILTER, text("Kind of organization")),
            dmc.DatePickerInput(
                id=DATES, type="range", placeholder=text("All dates"), valueFormat=text("D MMM YYYY"), clearable=True,
                size="xs", className="filter filter-dates", **{"aria-label": text("All dates")},
            ),
            html.Div(id=SUMMARY, className="filter-summary", role="status"),
        ],
        className="filters",
        role="search",
    )  # fmt: skip


def options(tables: ShownTables) -> list[list[dict[str, str]]]:
    """Return the choices of causes, places, kinds, status and kinds of organizations: only what the data hold."""
    kinds = set(tables.interactions["kind"].dropna())
    statuses = {*tables.organizations["status"].dropna(), *tables.presences["status"].dropna()}
    organization_kinds = set(tables.organizations["kind"].fillna(UNKNOWN))
    statuses |= set(tables.interactions["status"].dropna())
    return [
        _tree(tables.causes),
        _tree(tables.communities),
        [{"value": kind, "label": text(label)} for kind, label in KINDS.items() if kind in kinds],
        [{"value": status, "label": text(label)} for status, label in STATUSES.items() if status in statuses],
        [
            {"value": kind, "label": text(label)}
            for kind, label in ORGANIZATION_KINDS_CHOICES.items()
            if kind in organization_kinds
        ],
    ]


def _tree(nodes: Any) -> list[dict[str, str]]:  # noqa: ANN401  (a frame of causes or communities)
    """Return the choices of a tree, those higher up first; equal names are told apart by what they lie in."""
    ids, names = nodes.iloc[:, 0], nodes["name"]
    name_of = dict(zip(ids, names, strict=True))
    twice = set(names[names.duplicated(keep=False)])
    depth = depths(nodes)
    ordered = sorted(
        zip(ids, names, nodes["parent_id"], strict=True), key=lambda row: (depth[row[0]], row[1].casefold(), row[0])
    )
    return [
        {"value": i, "label": f"{name} ({name_of[parent]})" if name in twice and parent in name_of else name}
        for i, name, parent in ordered
    ]


def values(state: State) -> list[Any]:
    """Return what each control shows for a state, in the order of `FILTERS`."""
    since = state.since.isoformat() if state.since else None
    until = state.until.isoformat() if state.until else None
    dates = [since, until] if since or until else None
    return [
        list(state.causes),
        list(state.places),
        list(state.kinds),
        list(state.status),
        list(state.organization_kinds),
        dates,
    ]
