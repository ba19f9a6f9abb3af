"""How many things organizations did together in each month, as bars; the days that are chosen stand out."""

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.language import counted, day, text
from dashboard.state import State
from graph.tables import ShownTables

__all__ = ["MOST_BARS", "months"]

MOST_BARS = 60
"""So many bars at most: longer than five years, a bar is several months."""


def months(state: State, tables: ShownTables) -> Component | None:
    """Return the bars from the first dated interaction to the last; nothing where fewer than two months have one.

    An interaction whose day is not known exactly counts in the month that the data hold for it.
    """
    dates = tables.interactions["date"].dropna()
    if dates.empty:
        return None
    first, last = dates.min().to_period("M"), dates.max().to_period("M")
    n_months = last.ordinal - first.ordinal + 1
    if n_months < 2:
        return None
    step = -(-n_months // MOST_BARS)
    at = (dates.dt.to_period("M").map(lambda month: month.ordinal) - first.ordinal) // step
    numbers = at.value_counts().reindex(range(-(-n_months // step)), fill_value=0)
    most = int(numbers.max())
    bars = [_bar(state, first + step * i, step, int(number), most) for i, number in numbers.items()]
    said = text("What they did together, {first} to {last}", first=day(dates.min()), last=day(dates.max()))
    described: dict[str, Any] = {"aria-label": said}
    return html.Div(
        [
            html.Div(bars, className="months", role="img", **described),
            html.Div([html.Span(str(first.year)), html.Span(str(last.year))], className="months-ends muted small"),
        ]
    )


def _bar(state: State, month: pd.Period, step: int, number: int, most: int) -> Component:
    """Return one bar; its title says the first month and how many."""
    first, last = month.start_time.date(), (month + step - 1).end_time.date()
    is_inside = (not state.since or last >= state.since) and (not state.until or first <= state.until)
    how_many = counted("{number} interaction", "{number} interactions", number)
    return html.Span(
        title=text("{day}: {interactions}", day=day(month.start_time, "month"), interactions=how_many),
        className="month lit" if is_inside else "month",
        style={"blockSize": f"{max(100 * number / most, 2 if number else 0):.0f}%"},
    )
