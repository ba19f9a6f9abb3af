"""What stands in place of a view that has nothing to show: what happened, and the way on."""

from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.explorer import Explorer
from dashboard.state import State
from dashboard.words import KINDS, STATUSES
from graph.errors import PartnerNetworkError
from graph.sentences.words import count, day, listed

__all__ = ["no_data", "nobody_left", "senseless"]


def no_data() -> Component:
    """Return what is said where the data hold no organization."""
    return _note(
        "No partners yet", html.P("Open a file with 'partners dashboard FILE', or see the sample: 'partners demo'.")
    )


def senseless(state: State, error: PartnerNetworkError) -> Component:
    """Return what is said where the address names what the data do not know."""
    return _note(
        "This link asks for something that is not in the data",
        html.P(str(error)),
        go(State(view=state.view), "Start again without it"),
        role="alert",
    )


def nobody_left(state: State, explorer: Explorer) -> Component:
    """Return which filters leave nobody, how many come back without each, and the way back."""
    tables = explorer.tables
    causes = tables.causes.set_index("cause_id")["name"]
    places = tables.communities.set_index("community_id")["name"]
    chosen: list[tuple[str, list[str], State]] = [
        ("causes", [causes.get(one, one) for one in state.causes], state.but(causes=())),
        ("places", [places.get(one, one) for one in state.places], state.but(places=())),
        ("kinds", [KINDS[one] for one in state.kinds], state.but(kinds=())),
        ("status", [STATUSES[one] for one in state.status], state.but(status=())),
        ("dates", _range(state.since, state.until), state.but(since=None, until=None)),
    ]
    items = []
    for name, values, without in chosen:
        if values:
            back = len(explorer.answers(without).part.organizations)
            link = go(without, f"Without {name}: {count(back, 'organization')}")
            items.append(html.Li([f"{name.capitalize()}: {listed(values, 4)}. ", link]))
    return _note("The filters leave nobody", html.Ul(items), go(state.unfiltered(), "Clear all filters"))


def _range(since: date | None, until: date | None) -> list[str]:
    return [f"{day(since) or 'the beginning'} to {day(until) or 'today'}"] if since or until else []


def _note(title: str, *children: Any, **props: Any) -> Component:  # noqa: ANN401  (anything Dash renders)
    return html.Div([html.H2(title, id="card-title", tabIndex=-1), *children], className="note", **props)
