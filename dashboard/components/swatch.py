"""The colour of a coalition, beside its name in ink: coloured text would be unreadable."""

from dash import html
from dash.development.base_component import Component

__all__ = ["swatch"]


def swatch(colour: int | None) -> Component:
    """Return a small disc in a group's colour (0..7); ``None`` is the grey of the other groups."""
    return html.Span(className=f"swatch swatch-{'other' if colour is None else colour}")
