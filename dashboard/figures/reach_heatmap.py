"""The heatmap of cause x place: who is there, and what is missing."""

from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.explorer.cells import CELL_STATES
from dashboard.language import LANGUAGE, counted, decimal, gettext_noop, text
from dashboard.rows import Row, rows
from graph.sentences.reach import last_heard

__all__ = ["reach_heatmap"]

_LONGEST_LABEL = 28
_HEIGHT = 520
"""What a screen leaves for the rows, in pixels."""
_LOWEST_ROW, _HIGHEST_ROW = 17, 30
_MOST_UPRIGHT = 6
"""More columns than these have slanted names."""

_NEED = {
    ("high", "nothing"): gettext_noop("High need, nothing in place"),
    ("high", "part"): gettext_noop("High need, partly covered"),
    ("high", "all"): gettext_noop("High need, covered"),
    ("medium", "nothing"): gettext_noop("Medium need, nothing in place"),
    ("medium", "part"): gettext_noop("Medium need, partly covered"),
    ("medium", "all"): gettext_noop("Medium need, covered"),
    ("low", "nothing"): gettext_noop("Low need, nothing in place"),
    ("low", "part"): gettext_noop("Low need, partly covered"),
    ("low", "all"): gettext_noop("Low need, covered"),
}


def reach_heatmap(
    gaps: pd.DataFrame, colours: dict[str, Any], *, selected: tuple[str, str] | None = None, width: int = 0
) -> go.Figure:
    """Return the heatmap: one row a place, one column a cause, a number or a word in each cell.

    Parameters
    ----------
    gaps : pd.DataFrame
        The cells of a `dashboard.explorer.cells.Grid`.
    colours : dict
        Colour of each state under ``"cells"`` (pairs of background and ink), of text under ``"ink"``, and of the
        page under ``"background"``.
    selected : tuple of str, optional
        Cause id and community id of the cell to frame.
    width : int
        Width in pixels; 0 fills what there is.
    """
    order = list(CELL_STATES)
    texts = [
        _text(state, count, claimed)
        for state, count, claimed in zip(
            gaps["state"], gaps["organizations"], gaps["claimed"].fillna(False), strict=True
        )
    ]
    places = (
        gaps[["community_id", "community"]].drop_duplicates().sort_values("community", key=lambda s: s.str.casefold())
    )
    columns = gaps[["cause_id", "cause"]].drop_duplicates().sort_values("cause", key=lambda s: s.str.casefold())
    cells = gaps.assign(state=gaps["state"].map(order.index), text=texts).set_index(["community_id", "cause_id"])
    grid = pd.MultiIndex.from_product([places["community_id"], columns["cause_id"]])
    cells = cells.reindex(grid)
    shape = (len(places), len(columns))
    ids = np.array([f"{cause}\x1f{place}" for place, cause in grid], dtype=object).reshape(shape)
    backgrounds = [colours["cells"][name][0] for name in order]
    steps = np.repeat(np.arange(len(order) + 1) / len(order), 2)[1:-1]
    scale = [[float(at), backgrounds[i // 2]] for i, at in enumerate(steps)]
    figure = go.Figure(
        go.Heatmap(
            z=cells["state"].to_numpy(float).reshape(shape),
            customdata=ids,
            hovertext=_hover(cells, order).reshape(shape),
            hovertemplate="%{hovertext}<extra></extra>",
            colorscale=scale,
            zmin=-0.5,
            zmax=len(order) - 0.5,
            xgap=2,
            ygap=2,
            showscale=False,
        )
    )
    _texts(figure, cells, shape, order, colours)
    if selected is not None and (selected[1], selected[0]) in cells.index:
        at = (places["community_id"].tolist().index(selected[1]), columns["cause_id"].tolist().index(selected[0]))
        line = {"color": colours["ink"], "width": 3}
        figure.add_shape(type="rect", x0=at[1] - 0.5, x1=at[1] + 0.5, y0=at[0] - 0.5, y1=at[0] + 0.5, line=line)
    row = min(max(_HEIGHT / len(places), _LOWEST_ROW), _HIGHEST_ROW)
    slanted = len(columns) > _MOST_UPRIGHT
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        height=max(220, round(len(places) * row) + (90 if slanted else 40)),
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colours["ink"], "size": 12, "family": "system-ui, sans-serif"},
        hoverlabel={"bgcolor": colours["background"], "font": {"color": colours["ink"]}, "align": "left"},
    )
    if width:
        figure.update_layout(width=width)
    fixed = {"fixedrange": True, "ticks": "", "automargin": True, "tickmode": "array", "zeroline": False}
    figure.update_xaxes(
        side="top",
        tickangle=-35 if slanted else 0,
        tickvals=list(range(len(columns))),
        ticktext=_labels(columns["cause"]),
        range=[-0.5, len(columns) - 0.5],
        **fixed,
    )
    figure.update_yaxes(
        tickvals=list(range(len(places))),
        ticktext=_labels(places["community"]),
        range=[len(places) - 0.5, -0.5],
        **fixed,
    )
    figure.update_xaxes(showgrid=False)
    figure.update_yaxes(showgrid=False)
    return figure


def _labels(names: pd.Series) -> list[str]:
    short = [name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "\u2026" for name in names]
    return [_plain(name) for name in short]


def _plain(text: str) -> str:
    """Return `text` so that Plotly writes it as it is; quotes need no escape, and Plotly would show it."""
    return escape(text, quote=False)


def _text(state: str, count: int, claimed: bool) -> str:
    if count:
        return f"{decimal(count)}*" if claimed else decimal(count)
    marks = {"unneeded": "-", "unknown": "?", "silent": ""}
    return marks[state] if state in marks else text("none")


def _hover(cells: pd.DataFrame, order: list[str]) -> np.ndarray:
    highest = cells["need"].max()
    return np.array([_hover_text(row, order[row["state"]], highest) for row in rows(cells)], dtype=object)


def _hover_text(row: Row, state: str, highest: float) -> str:
    cause, place = f"<b>{_plain(row['cause'])}</b>", f"<b>{_plain(row['community'])}</b>"
    lines = [text("{cause} in {place}", cause=cause, place=place)]
    if row["organizations"]:
        lines.append(counted("{number} organization present", "{number} organizations present", row["organizations"]))
    else:
        lines.append(text(CELL_STATES[state]))
    if row["need"] not in {None, 0.0, 1.0}:
        lines.append(text(_NEED[_level(row["need"], highest), _share(row["need"], row["gap"])]))
    if row["organizations"] and (news := last_heard(row["claimed"], LANGUAGE)):
        lines.append(news)
    return "<br>".join(lines)


def _level(need: float, highest: float) -> str:
    """Return the level of a need, by thirds of the highest, as the colours of the cells have it."""
    if need > highest * 2 / 3:
        return "high"
    return "medium" if need > highest / 3 else "low"


def _share(need: float, gap: float) -> str:
    """Return how much of a need is covered."""
    if gap <= 0:
        return "all"
    return "part" if gap < need else "nothing"


def _texts(
    figure: go.Figure, cells: pd.DataFrame, shape: tuple[int, int], order: list[str], colours: dict[str, Any]
) -> None:
    """Write each cell's text in the ink of its state: Plotly has one text colour a trace, so a trace a state."""
    states = cells["state"].to_numpy(np.int64).reshape(shape)
    texts = cells["text"].to_numpy(object).reshape(shape)
    for number in np.unique(states):
        at = np.argwhere(states == number)
        ink = {"color": colours["cells"][order[number]][1], "size": 12}
        figure.add_scatter(
            x=at[:, 1], y=at[:, 0], text=texts[at[:, 0], at[:, 1]], mode="text", textfont=ink, hoverinfo="skip",
            showlegend=False,
        )  # fmt: skip
