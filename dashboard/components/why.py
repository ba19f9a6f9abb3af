"""The quiet link beside a number that leads to the rows which the number rests on."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.language import gettext_noop, text
from dashboard.state import State

__all__ = ["why", "why_each"]

_LABELS = {
    "organizations": gettext_noop("organizations"),
    "relationships": gettext_noop("relationships"),
    "coalitions": gettext_noop("coalitions"),
}
"""What stands in a line with several numbers, by what is asked."""


def why(state: State, *asked: str, label: Any = None) -> Component:  # noqa: ANN401  (anything Dash renders)
    """Return the link.

    Parameters
    ----------
    state : State
        What the page shows.
    *asked : str
        Which number it is: the value of `State.why`.
    label : component or str, optional
        What is shown in place of "Why?".
    """
    return go(
        state.replace(why=asked), text("Why?") if label is None else label, className="why",
        title=text("Show the rows that this number rests on"),
    )  # fmt: skip


def why_each(state: State, *kinds: str) -> Component:
    """Return a line of links for several numbers that one sentence says."""
    links: list[Any] = []
    for kind in kinds:
        links += [why(state, kind, label=text(_LABELS[kind])), " \u00b7 "]
    return html.P([text("Why?"), " ", *links[:-1]], className="muted small hint")
