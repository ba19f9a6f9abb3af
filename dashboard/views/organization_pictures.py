"""The pictures beside the table of organizations: how one measure is spread, and one measure against another."""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.colours import COLOURS
from dashboard.components.chart import chart, chart_layout
from dashboard.language import counted, decimal, significant, text
from dashboard.views.organization_columns import head

__all__ = ["Bins", "against", "bins_of", "distribution"]

_MOST_BARS = 20


@dataclass(frozen=True)
class Bins:
    """The bars of a distribution.

    Attributes
    ----------
    counts : list of int
        How many values lie in each.
    lows, highs : list of float
        The smallest and the largest value that each is for; equal where it is for one number alone.
    """

    counts: list[int]
    lows: list[float]
    highs: list[float]

    def of(self, value: float) -> int:
        """Return the position of the bar that a value lies in."""
        return int(np.searchsorted(self.lows, value, side="right")) - 1


def bins_of(values: pd.Series) -> Bins:
    """Return the bars of values that are not blank: one for each whole number if they are few, else of equal width.

    Examples
    --------
    >>> bins_of(pd.Series([1, 1, 3]))
    Bins(counts=[2, 0, 1], lows=[1.0, 2.0, 3.0], highs=[1.0, 2.0, 3.0])
    """
    numbers = values.to_numpy(dtype="float64")
    low, high = float(numbers.min()), float(numbers.max())
    if (numbers == np.round(numbers)).all():
        width = int(np.ceil((high - low + 1) / _MOST_BARS))
        edges = np.arange(low, high + width + 1, width)[: int((high - low) // width) + 2]
        lows, highs = edges[:-1], edges[1:] - 1
    else:
        edges = np.linspace(low, high, _MOST_BARS + 1)
        lows, highs = edges[:-1], edges[1:]
    position = np.searchsorted(lows, numbers, side="right") - 1
    counts = np.bincount(position, minlength=len(lows))
    return Bins(counts.tolist(), lows.tolist(), highs.tolist())


def distribution(name: str, measure: str, values: pd.Series, organization: str, theme: str) -> list[Component]:
    """Return how a measure is spread: a sentence and a picture, or why there is no picture.

    Parameters
    ----------
    name : str
        Id of the picture.
    measure : str
        Name of the measure.
    values : pd.Series
        Its values by id of the organization; some may be blank.
    organization : str
        The one whose bar is marked.
    theme : str
        ``"light"`` or ``"dark"``.
    """
    numbers, blank = values.dropna(), int(values.isna().sum())
    missing = (
        [html.P(counted("{number} organization has no value.", "{number} organizations have no value.", blank))]
        if blank
        else []
    )
    if numbers.empty:
        return [html.P(text("No organization has a value."), className="note")]
    if numbers.min() == numbers.max():
        same = counted(
            "{number} organization has a value: {value}.",
            "All {number} organizations with a value have the same: {value}.",
            len(numbers), value=significant(numbers.iloc[0]),
        )  # fmt: skip
        return [html.P(same, className="note"), *missing]
    said = text(
        "Lowest {low}, half of the organizations have at most {middle}, highest {high}.",
        low=significant(numbers.min()), middle=significant(float(numbers.quantile(0.5, interpolation="lower"))),
        high=significant(numbers.max()),
    )  # fmt: skip
    bins, colours = bins_of(numbers), COLOURS["dark" if theme == "dark" else "light"]
    marked = bins.of(numbers[organization]) if organization in numbers.index else -1
    spans = [_span(low, high) for low, high in zip(bins.lows, bins.highs, strict=True)]
    bars = {
        "type": "bar",
        "x": [(low + high) / 2 for low, high in zip(bins.lows, bins.highs, strict=True)],
        "y": bins.counts,
        "hovertext": [
            counted("{number} organization: {span}", "{number} organizations: {span}", count, span=span)
            for count, span in zip(bins.counts, spans, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {"color": [colours["groups"][1 if i == marked else 0] for i in range(len(spans))]},
    }
    layout = chart_layout(theme, head(measure), text("organizations"))
    return [
        chart(name, [bars], layout, text("Distribution of: {measure}", measure=head(measure))),
        html.P(said, className="small"),
        *missing,
    ]


def _span(low: float, high: float) -> str:
    return significant(low) if low == high else text("{low} to {high}", low=significant(low), high=significant(high))


def against(
    name: str, measures: tuple[str, str], table: pd.DataFrame, organization: str, theme: str
) -> list[Component]:
    """Return one measure against another, a point an organization, or why there is no picture.

    Parameters
    ----------
    name : str
        Id of the picture.
    measures : tuple of str
        The measure across, and the measure up.
    table : pd.DataFrame
        ``name`` and both measures, by id of the organization.
    organization : str
        The one whose point is marked.
    theme : str
        ``"light"`` or ``"dark"``.
    """
    across, up = measures
    points = table.dropna(subset=list(dict.fromkeys(measures)))
    if points.empty:
        return [html.P(text("No organization has a value for both."), className="note")]
    colours = COLOURS["dark" if theme == "dark" else "light"]
    is_marked = points.index == organization
    traces = [
        _points(points[~is_marked], measures, {"color": colours["groups"][0], "size": 6, "opacity": 0.55}),
        _points(points[is_marked], measures, {
            "color": colours["groups"][1], "size": 12, "line": {"color": colours["ink"], "width": 2},
        }),
    ]  # fmt: skip
    words = text("{up} against {across}", up=head(up), across=head(across))
    sentences = [html.P(same_order(points[across], points[up]), className="small")]
    if blank := len(table) - len(points):
        missing = counted(
            "{number} organization has no value for both.", "{number} organizations have no value for both.", blank
        )
        sentences.append(html.P(missing, className="small"))
    return [chart(name, traces, chart_layout(theme, head(across), head(up)), words), *sentences]


def _points(table: pd.DataFrame, measures: tuple[str, str], marker: dict[str, Any]) -> dict[str, Any]:
    across, up = measures
    first, second = (",d" if pd.api.types.is_integer_dtype(table[one]) else ".3~r" for one in measures)
    return {
        "type": "scatter", "mode": "markers", "x": table[across].tolist(),
        "y": table[up].tolist(), "text": [escape(str(name), quote=False) for name in table["name"]], "marker": marker,
        "hovertemplate": f"%{{text}}<br>{head(across)}: %{{x:{first}}}<br>{head(up)}: %{{y:{second}}}<extra></extra>",
    }  # fmt: skip


def same_order(one: pd.Series, other: pd.Series) -> str:
    """Return how far two measures put the organizations into the same order."""
    if one.min() == one.max() or other.min() == other.max():
        return text("All have the same value of one of the two, so the two cannot be compared.")
    return text(
        "Rank correlation: {value} (1: same order, 0: no connection, -1: opposite order).",
        value=decimal(round(float(np.corrcoef(one.rank(), other.rank())[0, 1]), 2)),
    )
