"""The card of one organization: a sentence first, then numbers, causes, reach and partners."""

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.evidence import could_be_chance
from dashboard.components.leaving import breaks, goes_dark
from dashboard.components.links import go, organization_link
from dashboard.components.outward import outward
from dashboard.components.relationship import relationship
from dashboard.components.several import choose_with_others
from dashboard.components.swatch import swatch
from dashboard.components.why import why
from dashboard.explorer.answers import Answers
from dashboard.language import LANGUAGE, counted, decimal, listed, text
from dashboard.rows import Row, row_at
from dashboard.state import State
from dashboard.words import ORGANIZATION_KINDS, STATUSES
from graph.sentences.brokers import repeats, standing

__all__ = ["organization_card"]

_MOST_PARTNERS = 8
_MOST_PLACES = 10


def organization_card(state: State, answers: Answers) -> Component:
    """Return the card of the organization that `state` selects.

    An organization that the filters leave out says so and offers to clear them; an unknown id says so.
    """
    organization = state.organization
    organizations = answers.tables.organizations.set_index("organization_id")
    if organization not in organizations.index:
        close = go(state.replace(organization=""), text("Close"))
        return _note(text("This link names an organization that is not in the data."), close)
    row = row_at(organizations, organization)
    head = [
        html.H2(row["name"], id="card-title", tabIndex=-1),
        _kind_line(row),
        *_protected(row),
        _coalition_line(state, answers),
    ]
    close = go(state.replace(organization=""), "\u00d7", className="close", title=text("Close this card"))
    if organization not in answers.ties:
        outside = _note(text("The filters hide this organization."), go(state.unfiltered(), text("Clear the filters")))
        return html.Article([close, *head, outside], className="card")
    broker = row_at(answers.brokers, organization)
    return html.Article(
        [
            close,
            *head,
            html.P(_sentence(answers, broker), className="lead"),
            *choose_with_others(state, answers),
            *(breaks(state, answers, (organization,)) if broker["cutpoint"] else ()),
            *goes_dark(state, answers, (organization,)),
            *outward(state, answers),
            _facts(state, answers, broker),
            _causes(answers, organization),
            _reach(answers, organization),
            _partners(state, answers),
        ],
        className="card",
    )


def _note(*children: Any) -> Component:  # noqa: ANN401  (anything Dash renders)
    return html.Div([html.P(child) for child in children], className="note")


def _kind_line(row: Row) -> Component:
    kind = text(ORGANIZATION_KINDS[row["kind"]]) if row["kind"] not in {None, "other"} else ""
    status = text(STATUSES[row["status"]]) if row["status"] else ""
    aliases = text("also {names}", names=row["aliases"].replace(";", ", ")) if row["aliases"] else ""
    return html.P(" · ".join(part for part in (kind, status, row["place"], aliases) if part), className="muted")


def _protected(row: Row) -> list[Component]:
    """Return that an organization is sensitive, and what that means."""
    if not row["sensitive"]:
        return []
    sentence = text(
        "Protected: exports, Neo4j and presentation mode show a pseudonym. What you take out of this page is as the "
        "page shows it."
    )
    return [html.P(sentence, className="protected small")]


def _coalition_line(state: State, answers: Answers) -> Component:
    home = answers.homes.get(state.organization)
    if home is None:
        return html.P(text("Not connected to any organization yet"), className="muted")
    link = go(state.replace(coalition=home.number, organization=""), home.name, className="name-link")
    doubt = html.Span([" ", text("could be chance")], className="muted small")
    return html.P([swatch(home.colour), link, *([doubt] if home.number in could_be_chance(answers) else [])])


def _sentence(answers: Answers, broker: Row) -> str:
    home = answers.homes.get(broker["organization_id"])
    return standing(
        broker["name"],
        int(broker["degree"]),
        rank=int(broker["rank"]) if broker["betweenness"] > 0 else None,
        n_bridging=int((answers.brokers["betweenness"] > 0).sum()),
        role=broker["role"],
        own=home.name if home else "",
        language=LANGUAGE,
    )


def _facts(state: State, answers: Answers, broker: Row) -> Component:
    organization = state.organization
    presences = answers.selected_tables.presences
    presences = presences[presences["organization_id"] == organization]
    n_partners, n_places = int(broker["degree"]), presences["community_id"].nunique()
    n_coalitions = _coalitions_met(answers, organization)
    facts = [
        ("partners", n_partners, counted("partner", "partners", n_partners)),
        ("places", n_places, counted("place reached", "places reached", n_places)),
        ("coalitions-met", n_coalitions, counted("coalition it works with", "coalitions it works with", n_coalitions)),
    ]
    boxes = [
        html.Div([html.Strong(decimal(number)), html.Span(unit), why(state, what, organization)], className="fact")
        for what, number, unit in facts
    ]
    return html.Div(
        [html.Div(boxes, className="facts"), html.P(repeats(broker["constraint"], LANGUAGE), className="muted")]
    )


def _coalitions_met(answers: Answers, organization: str) -> int:
    near = answers.groups.reindex(list(answers.ties.adj[organization])).dropna()
    return int(near.nunique())


def _causes(answers: Answers, organization: str) -> Component:
    part = answers.selected_tables
    mine = part.participations.loc[part.participations["organization_id"] == organization, "interaction_id"]
    about = part.interaction_causes.loc[part.interaction_causes["interaction_id"].isin(mine), "cause_id"]
    there = part.presences.loc[part.presences["organization_id"] == organization, "cause_id"]
    stands = part.supports.loc[part.supports["organization_id"] == organization, "cause_id"]
    ids = pd.concat([about, there, stands]).dropna().value_counts().index
    names = part.causes.set_index("cause_id")["name"].reindex(ids).tolist()
    return _section(text("Causes"), html.P(listed(names, 6))) if names else html.Div()


def _reach(answers: Answers, organization: str) -> Component:
    part = answers.selected_tables
    there = part.presences.loc[part.presences["organization_id"] == organization, "community_id"].drop_duplicates()
    names = part.communities.set_index("community_id")["name"].reindex(there).sort_values().tolist()
    return _section(text("Places reached"), html.P(listed(names, _MOST_PLACES))) if names else html.Div()


def _partners(state: State, answers: Answers) -> Component:
    near = answers.ties.adj[state.organization]
    ordered = sorted(near.items(), key=lambda item: (-item[1]["strength"], item[0]))
    items = []
    for other, _ in ordered[:_MOST_PARTNERS]:
        how_close = relationship(answers, state.organization, other)
        link = organization_link(state, other, str(answers.names[other]))
        reason = why(state, "relationship", state.organization, other)
        items.append(html.Li([link, html.Span([how_close, " ", reason], className="muted small")]))
    more = len(ordered) - len(items)
    if more > 0:
        items.append(
            html.Li(counted("and {number} more partner", "and {number} more partners", more), className="muted")
        )
    return _section(text("Closest partners"), html.Ul(items)) if items else html.Div()


def _section(title: str, *children: Component) -> Component:
    return html.Section([html.H3(title), *children])
