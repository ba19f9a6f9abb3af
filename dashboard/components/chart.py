"""The one way to show a Plotly figure: nothing in it may leave this machine."""

from typing import Any

import plotly.graph_objects as go
from dash import dcc
from dash.development.base_component import Component

__all__ = ["chart"]

_OFFLINE: Any = {
    "showSendToCloud": False,  # Plotly's default offers to upload the figure
    "plotlyServerURL": "",
    "topojsonURL": "assets/",
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
}


def chart(name: str, figure: go.Figure) -> Component:
    """Return `figure` as a chart with the id `name`."""
    return dcc.Graph(id=name, figure=figure, config=_OFFLINE, className="chart")
