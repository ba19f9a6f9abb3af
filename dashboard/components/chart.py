"""Pictures of numbers: the one place where Plotly is used, without its logo, its toolbar and its ways out."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.colours import COLOURS

__all__ = ["chart", "chart_layout"]

_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "showSendToCloud": False,
    "topojsonURL": "/",
}
"""Plotly's own defaults offer to send a picture to its servers, and load outlines of countries from there."""

_FONT = "Inter, 'Noto Sans Arabic', system-ui, sans-serif"


def chart(name: str, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], words: str) -> Component:
    """Return a picture.

    Parameters
    ----------
    name : str
        The component's id.
    traces, layout : mappings
        Plotly's figure; `layout` as `chart_layout` returns it.
    words : str
        What the picture shows, for those who cannot see it.
    """
    picture = dcc.Graph(
        id=name,
        figure={"data": [dict(trace) for trace in traces], "layout": dict(layout)},
        config=_CONFIG,  # type: ignore[arg-type]  # Dash knows fewer of Plotly's settings than there are
        style={"height": "220px"},
    )
    spoken: dict[str, Any] = {"aria-label": words}
    return html.Div(picture, role="img", className="chart", **spoken)


def chart_layout(theme: str, across: str, up: str) -> dict[str, Any]:
    """Return the layout of a picture with two axes, in the colours of a theme.

    Parameters
    ----------
    theme : str
        ``"light"`` or ``"dark"``.
    across, up : str
        Titles of the axes.
    """
    colours = COLOURS["dark" if theme == "dark" else "light"]
    axis = {
        "gridcolor": colours["line"], "zerolinecolor": colours["line"], "linecolor": colours["line"],
        "automargin": True, "fixedrange": True,
    }  # fmt: skip
    return {
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False, "bargap": 0.08,
        "font": {"color": colours["quiet"], "size": 11, "family": _FONT},
        "hoverlabel": {
            "bgcolor": colours["background"], "bordercolor": colours["line"], "font": {"color": colours["ink"]},
        },
        "margin": {"l": 4, "r": 8, "t": 8, "b": 4}, "hovermode": "closest",
        "xaxis": axis | {"title": {"text": across}}, "yaxis": axis | {"title": {"text": up}},
    }  # fmt: skip
