"""Allies: whom should we call, what would they close, and who can introduce us."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.card import organization_card
from dashboard.components.links import go, organization_link
from dashboard.components.route import short_way, way_in
from dashboard.components.why import why
from dashboard.explorer.answers import EVERYBODY, Answers
from dashboard.language import LANGUAGE, counted, gettext_noop, listed, text
from dashboard.rows import Row, rows
from dashboard.state import State
from dashboard.views.gap_choices import CONTROLS, whose_and_where
from dashboard.views.record import Scene, Table, View
from dashboard.views.short_answers import whom_to_call
from graph.allies.results import MissingAllies
from graph.sentences.allies import closes, together_close, why_nobody

__all__ = ["VIEW"]


def _left(scene: Scene) -> Component:
    """Return for whom allies are looked for, and at which places."""
    return html.Div([html.H2(text("Allies")), *whose_and_where(scene.state, scene.answers)])


def _centre(scene: Scene) -> Component:
    """Return the allies in the order in which to call them; without a coalition, the coalitions to choose from."""
    state, answers = scene.state, scene.answers
    whom = answers.whom(state)
    if whom == EVERYBODY:
        return _for_whom(state, answers)
    allies = answers.allies(whom, state.level, state.inside)
    if allies.frame.empty:
        return html.P(why_nobody(allies, LANGUAGE), className="note")
    items = [html.Li(_ally(state, allies, row)) for row in rows(allies.frame)]
    return html.Div(
        [html.P([together_close(allies, LANGUAGE), " ", why(state, "closes")]), html.Ol(items, className="allies")]
    )


def _ally(state: State, allies: MissingAllies, row: Row) -> Component:
    """Return one ally: what it would close, what it shares with us, and the way to it."""
    cells = allies.closes[allies.closes["organization_id"] == row["organization_id"]]
    steps = allies.routes[allies.routes["organization_id"] == row["organization_id"]]
    reason = why(state, "closes", row["organization_id"])
    shared = html.P(text("Shares {causes}", causes=listed(row["shared_causes"], 5))) if row["shared_causes"] else None
    return html.Div(
        [
            organization_link(state, row["organization_id"], row["name"]),
            html.P([text("Closes {cells}", cells=closes(cells, LANGUAGE)), " ", reason]),
            shared,
            way_in(steps, row["name"]),
        ]
    )


def _for_whom(state: State, answers: Answers) -> Component:
    """Return the coalitions, each with a link that asks for its allies."""
    items = [
        html.Li(
            [
                go(state.replace(whom=str(row["cluster"])), row["name"], className="name-link"),
                " ",
                html.Span(
                    counted("{number} organization", "{number} organizations", int(row["organizations"])),
                    className="muted",
                ),
            ]
        )
        for row in rows(answers.named_groups)
    ]
    hint = text("An ally is an organization outside a coalition that is present where the coalition is not.")
    return html.Div([html.P(hint), html.Ul(items) if items else None])


def _right(scene: Scene) -> Component:
    """Return the card of the chosen organization."""
    state, answers = scene.state, scene.answers
    if state.organization:
        return organization_card(state, answers)
    return html.P(text("Click an organization to see its causes, places, partners and role."), className="muted hint")


def _first_called(scene: Scene) -> tuple[str, ...]:
    """Return the value of `State.why` for the gaps that the answer counts: those that the first ally closes."""
    state, answers = scene.state, scene.answers
    whom = answers.whom(state)
    if whom == EVERYBODY:
        return ()
    first = answers.allies(whom, state.level, state.inside).frame["organization_id"].head(1)
    return ("closes", *first) if len(first) else ()


def _listed(scene: Scene) -> pd.DataFrame:
    """Return whom the page lists."""
    state, answers = scene.state, scene.answers
    allies = answers.allies(answers.whom(state), state.level, state.inside)
    listed_allies = rows(allies.frame)
    cells = [allies.closes[allies.closes["organization_id"] == row["organization_id"]] for row in listed_allies]
    steps = [allies.routes[allies.routes["organization_id"] == row["organization_id"]] for row in listed_allies]
    return pd.DataFrame(
        {
            text("Organization"): [row["name"] for row in listed_allies],
            text("Closes"): [closes(one, LANGUAGE) for one in cells],
            text("Shares"): ["; ".join(row["shared_causes"] or ()) for row in listed_allies],
            text("Introduction"): [
                short_way(one, row["name"]) for one, row in zip(steps, listed_allies, strict=True)
            ],
        }
    )  # fmt: skip


VIEW = View(
    name="allies",
    label=gettext_noop("Allies"),
    question=gettext_noop("Whom should we call?"),
    answer=whom_to_call,
    rests_on=_first_called,
    layout="page",
    left=_left,
    centre=_centre,
    right=_right,
    controls=CONTROLS,
    tables=(Table("allies", gettext_noop("Allies"), _listed),),
)
