"""The colour of a coalition, beside its name in ink: coloured text would be unreadable."""

from dash import html
from dash.development.base_component import Component

from dashboard.colours import COLOURS

__all__ = ["swatch"]

_HUES = len(COLOURS["light"]["groups"])


def swatch(colour: int | None) -> Component:
    """Return a small disc in a group's hue and pattern, as on the map; ``None`` is grey.

    Examples
    --------
    >>> swatch(9).className
    'swatch swatch-1 pattern-1'
    """
    if colour is None:
        return html.Span(className="swatch swatch-other")
    pattern, hue = divmod(colour, _HUES)
    return html.Span(className=f"swatch swatch-{hue} pattern-{pattern}")
