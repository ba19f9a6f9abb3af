"""How many things organizations did together in each month, as bars; the days that are chosen stand out."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.why import why
from dashboard.language import counted, day, text
from dashboard.state import State
from dashboard.why.months import Bar, bars_of
from graph.tables import ShownTables

__all__ = ["months"]


def months(state: State, tables: ShownTables) -> Component | None:
    """Return the bars from the first dated interaction to the last; nothing where fewer than two months have one.

    An interaction whose day is not known exactly counts in the month that the data hold for it.
    """
    dates = tables.interactions["date"].dropna()
    every = bars_of(dates)
    if not every or every[0].first == dates.max().to_period("M"):
        return None
    most = max(bar.number for bar in every)
    bars = [_bar(state, bar, most) for bar in every]
    said = text("What they did together, {first} to {last}", first=day(dates.min()), last=day(dates.max()))
    described: dict[str, Any] = {"aria-label": said}
    return html.Div(
        [
            html.Div(bars, className="months", role="img", **described),
            html.Div(
                [html.Span(str(dates.min().year)), html.Span(str(dates.max().year))],
                className="months-ends muted small",
            ),
            html.P(why(state, "interactions"), className="small"),
        ]
    )


def _bar(state: State, bar: Bar, most: int) -> Component:
    """Return one bar; its title says the first month and how many."""
    first, last = bar.first.start_time.date(), bar.last.end_time.date()
    is_inside = (not state.since or last >= state.since) and (not state.until or first <= state.until)
    how_many = counted("{number} interaction", "{number} interactions", bar.number)
    return html.Span(
        title=text("{day}: {interactions}", day=day(bar.first.start_time, "month"), interactions=how_many),
        className="month lit" if is_inside else "month",
        style={"blockSize": f"{max(100 * bar.number / most, 2 if bar.number else 0):.0f}%"},
    )
