"""What stands in place of a view that has nothing to show: what happened, and the way on."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.chips import filters_set
from dashboard.components.links import go
from dashboard.explorer import Explorer
from dashboard.language import counted, listed, text
from dashboard.state import State
from graph.errors import PartnerNetworkError

__all__ = ["broken", "no_data", "nobody_left", "senseless"]


def no_data() -> Component:
    """Return what is said where the data hold no organization."""
    return _note(
        text("No partners yet"),
        html.P(text("Open a file with 'partners dashboard FILE', or see the sample: 'partners demo'.")),
    )


def senseless(state: State, error: PartnerNetworkError) -> Component:
    """Return what is said where the address names what the data do not know."""
    return _note(
        text("This link asks for something that is not in the data"),
        html.P(str(error)),
        go(State(view=state.view, presentation=state.presentation), text("Start again without it")),
        role="alert",
    )


def broken(state: State) -> Component:
    """Return what is said where a view fails for a reason that nobody thought of."""
    return _note(
        text("This view could not be shown"),
        html.P(
            text("An unexpected error occurred. The window in which the dashboard was started has a line about it.")
        ),
        go(State(view=state.view, presentation=state.presentation), text("Start again without filters and selection")),
        role="alert",
    )


def nobody_left(state: State, explorer: Explorer) -> Component:
    """Return which filters leave nobody, how many come back without each, and the way back."""
    items = []
    for one in filters_set(state, explorer.base_of(state).tables):
        n_back = len(explorer.answers(one.without).selected_tables.organizations)
        back = counted("{number} organization", "{number} organizations", n_back)
        link = go(one.without, text("Without this filter: {organizations}", organizations=back))
        items.append(html.Li([text("{label}: {values}.", label=one.label, values=listed(one.names, 4)), " ", link]))
    title = text("No organization passes these filters")
    return _note(title, html.Ul(items), go(state.unfiltered(), text("Clear all filters")))


def _note(title: str, *children: Any, **props: Any) -> Component:  # noqa: ANN401  (anything Dash renders)
    return html.Div([html.H2(title, id="card-title", tabIndex=-1), *children], className="note", **props)
