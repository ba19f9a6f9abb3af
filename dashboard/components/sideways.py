"""A table that is wider than a phone: it moves to the side, by keyboard too."""

from typing import Any

from dash import html
from dash.development.base_component import Component

__all__ = ["sideways"]


def sideways(table: Component, label: str) -> Component:
    """Return the table in a box that moves to the side; `label` is what a screen reader calls the box."""
    labelled: dict[str, Any] = {"aria-label": label}
    return html.Div(table, className="scroll", role="region", tabIndex=0, **labelled)
