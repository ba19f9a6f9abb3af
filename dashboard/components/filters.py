"""The filters that all views share, behind one button."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.language import text
from dashboard.state import State
from dashboard.still import still
from dashboard.words import KINDS, ORGANIZATION_KINDS_CHOICES, STATUSES
from graph.selection import UNKNOWN
from graph.tables import ShownTables
from graph.tree import depths

__all__ = [
    "CAUSES",
    "CHIPS",
    "DATES",
    "FILTERS",
    "FILTER_BUTTON",
    "KINDS_FILTER",
    "ORGANIZATION_KINDS_FILTER",
    "PLACES",
    "SPANS",
    "STATUS",
    "SUMMARY",
    "filter_button",
    "options",
    "values",
]

CAUSES, PLACES, KINDS_FILTER, STATUS, ORGANIZATION_KINDS_FILTER, DATES = (
    "filter-causes", "filter-places", "filter-kinds", "filter-status", "filter-organization-kinds", "filter-dates",
)  # fmt: skip
SUMMARY, CHIPS, SPANS, FILTER_BUTTON = "filter-summary", "filter-chips", "filter-spans", "filter-button"
FILTERS = (CAUSES, PLACES, KINDS_FILTER, STATUS, ORGANIZATION_KINDS_FILTER, DATES)

_INSIDE = {"withinPortal": False, "shadow": "md"}
"""Lists and calendar open within the panel: a click elsewhere would close it."""
_OPENS: dict[str, Any] = {"aria-haspopup": "dialog"}
_TAKES_FOCUS: dict[str, Any] = {"data-autofocus": "true"}
"""On the heading: if the first list took the focus, it would open at once and hide the others."""


def filter_button() -> Any:  # noqa: ANN401  (Mantine ships no types)
    """Return the button that opens the filters; they have no choices until the data are there."""

    def choose(name: str, label: str, everything: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
        return dmc.MultiSelect(
            id=name, label=label, placeholder=everything, data=[], value=[], searchable=True, clearable=True,
            hidePickedOptions=True, size="xs", limit=200, nothingFoundMessage=text("Nothing has this name"),
            comboboxProps=_INSIDE,
        )  # fmt: skip

    panel = html.Div(
        [
            html.H2(text("Filters"), tabIndex=-1, **_TAKES_FOCUS),
            choose(CAUSES, text("Causes"), text("All causes")),
            choose(PLACES, text("Places"), text("All places")),
            choose(KINDS_FILTER, text("What they did together"), text("All kinds")),
            choose(STATUS, text("Status"), text("Any status")),
            choose(ORGANIZATION_KINDS_FILTER, text("Kind of organization"), text("All kinds of organizations")),
            dmc.DatePickerInput(
                id=DATES, type="range", label=text("When they did it"), placeholder=text("All dates"),
                valueFormat=text("D MMM YYYY"), clearable=True, size="xs", popoverProps=_INSIDE,
            ),
            still(html.Div(id=SPANS, className="orders", role="group")),
        ],
        className="filters", role="search",
    )  # fmt: skip
    button = html.Button(text("Filters"), id=FILTER_BUTTON, className="plain filter-button", **_OPENS)
    return dmc.Popover(
        [
            dmc.PopoverTarget(button),
            dmc.PopoverDropdown(panel),
        ],
        position="bottom-start", keepMounted=True, trapFocus=True, returnFocus=True, shadow="md",
        withRoles=False,  # it would put them on a box around the button
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
