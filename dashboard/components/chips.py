"""The filters that are set, each as a chip that takes it away, and spans of time to choose with one click."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.explorer.answers import Answers
from dashboard.language import counted, day, text
from dashboard.state import State
from dashboard.words import KINDS, ORGANIZATION_KINDS_CHOICES, STATUSES
from graph.tables import ShownTables

__all__ = ["SetFilter", "chips", "filter_names", "filters_set", "spans"]

_YEARS = 2
"""So many calendar years stand among the spans of time: that of the last interaction, and those before it."""


def filter_names(state: State, tables: ShownTables) -> dict[str, dict[str, str]]:
    """Return the name of each value that is set, by the field of the state; one that the data do not know stays."""
    causes = tables.causes.set_index("cause_id")["name"]
    places = tables.communities.set_index("community_id")["name"]
    return {
        "causes": {one: str(causes.get(one, one)) for one in state.causes},
        "places": {one: str(places.get(one, one)) for one in state.places},
        "kinds": {one: text(KINDS[one]) for one in state.kinds},
        "status": {one: text(STATUSES[one]) for one in state.status},
        "organization_kinds": {one: text(ORGANIZATION_KINDS_CHOICES[one]) for one in state.organization_kinds},
    }


@dataclass(frozen=True)
class SetFilter:
    """A filter that is set: what it is, the names of its values, and the state without it."""

    label: str
    names: list[str]
    without: State


def filters_set(state: State, tables: ShownTables) -> list[SetFilter]:
    """Return the filters that are set, in words."""
    names = {field: list(name_of_value.values()) for field, name_of_value in filter_names(state, tables).items()}
    organizations = tables.organizations.set_index("organization_id")["name"]
    every = [
        SetFilter(text("Causes"), names["causes"], state.replace(causes=())),
        SetFilter(text("Places"), names["places"], state.replace(places=())),
        SetFilter(text("Kinds"), names["kinds"], state.replace(kinds=())),
        SetFilter(text("Status"), names["status"], state.replace(status=())),
        SetFilter(text("Kind of organization"), names["organization_kinds"], state.replace(organization_kinds=())),
        SetFilter(
            text("Organizations"),
            [str(organizations.get(one, one)) for one in state.organizations],
            state.replace(organizations=()),
        ),
        SetFilter(
            text("Dates"),
            [_first_to_last(state.since, state.until)] if state.since or state.until else [],
            state.replace(since=None, until=None),
        ),
    ]
    return [one for one in every if one.names]


def _first_to_last(since: date | None, until: date | None) -> str:
    first, last = day(since) or text("the beginning"), day(until) or text("today")
    return text("{first} to {last}", first=first, last=last)


def chips(state: State, answers: Answers) -> list[Component]:
    """Return one chip for each value of a filter, for the span of time and for a list of organizations; all at once."""
    if not state.filtered:
        return []
    set_chips = [
        _chip(state.replace(**{field: tuple(other for other in names if other != value)}), name)
        for field, names in filter_names(state, answers.tables).items()
        for value, name in names.items()
    ]
    if state.since or state.until:
        set_chips.append(_chip(state.replace(since=None, until=None), _span(state.since, state.until)))
    if n_listed := len(state.organizations):
        listed = counted("{number} organization of this link", "{number} organizations of this link", n_listed)
        set_chips.append(_chip(state.replace(organizations=()), listed))
    return [*set_chips, *_all_of_them(state)]


def _all_of_them(state: State) -> list[Component]:
    """Return what can be done with all filters together."""
    again = (
        text("Show the coalitions of all the data")
        if state.regroup
        else text("Find coalitions again in this selection")
    )
    return [
        go(state.replace(regroup=not state.regroup), again, className="plain"),
        go(state.unfiltered(), text("Clear filters"), className="plain"),
    ]


def _chip(without: State, label: str) -> Component:
    # Without filters there is nothing to find coalitions again in.
    target = without.replace(regroup=without.regroup and without.filtered)
    name = text("Remove this filter: {name}", name=label)
    return go(target, [label, html.Span("\u00d7")], className="chip", title=name)


def _span(since: date | None, until: date | None) -> str:
    """Return a span of time in words."""
    if since and until:
        return text("{since} to {until}", since=day(since), until=day(until))
    return text("since {day}", day=day(since)) if since else text("until {day}", day=day(until))


def spans(state: State, tables: ShownTables) -> list[Component]:
    """Return links to the twelve months up to the last interaction in the data, and to the calendar years around it.

    Not up to today: the data may have been gathered long ago. What is planned for the future does not count.
    """
    days = tables.interactions["date"].dropna()
    last = days[days <= pd.Timestamp.today()].max()
    if pd.isna(last):
        return []
    year = int(last.year)
    a_year_before = (last - pd.DateOffset(years=1) + pd.Timedelta(days=1)).date()
    choices = [
        (text("12 months to {day}", day=day(last)), a_year_before, last.date()),
        *((str(one), date(one, 1, 1), date(one, 12, 31)) for one in range(year, year - _YEARS, -1)),
    ]
    return [
        go(
            state.replace(since=since, until=until),
            label,
            className="order lit" if (state.since, state.until) == (since, until) else "order",
        )
        for label, since, until in choices
    ]
