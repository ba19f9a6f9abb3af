"""Bridging partners: who holds the network together, in order, and what breaks if one of them leaves."""

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.card import organization_card
from dashboard.components.leaving import breaks, lost_groups
from dashboard.components.links import go, list_item
from dashboard.components.several import several_card
from dashboard.explorer.answers import Answers
from dashboard.language import LANGUAGE, counted, decimal, gettext_noop, text
from dashboard.long_list import LongList
from dashboard.rows import Row, rows
from dashboard.state import State
from dashboard.views.record import Scene, Table, View
from dashboard.views.short_answers import holds_together, only_links
from graph.sentences.brokers import falls_apart, role_sentence
from graph.sentences.brokers import only_links as only_links_sentence

__all__ = ["VIEW"]

_LIST, _ONLY_LINKS = "bridging-list", "bridging-only-links"
_MOST_ROWS = 200


def _left(scene: Scene) -> Component:
    """Return the ranked table of bridging partners."""
    state = scene.state
    ranked, more = scene.once(_ranked, organization="")
    head = [
        html.H2(text("Bridging partners")),
        html.P(text("Ranked by how often others need them to reach each other."), className="muted small"),
        html.Div(
            [
                go(state.replace(sort=""), text("By rank"), className="order lit" if not state.sort else "order"),
                go(state.replace(sort="surprise"), text("Small but connecting"),
                   className="order lit" if state.sort else "order"),
            ],
            className="orders", role="group",
        ),
    ]  # fmt: skip
    if not ranked:
        return html.Div([*head, html.P(text("No organization connects others here."), className="note")])
    items = [{**item, "lit": organization == state.organization} for organization, item in ranked]
    headings = [text("Rank"), text("Organization")]
    table = LongList(_LIST, of=state.sort, items=items, headings=headings, className="ranking")
    note = [html.P(counted("and {number} more", "and {number} more", more), className="muted")] if more > 0 else []
    return html.Div([*head, table, *note])


def _ranked(scene: Scene) -> tuple[list[tuple[str, dict[str, Any]]], int]:
    """Return the rows of the table by the ids of their organizations, and how many more there are."""
    state, answers = scene.state, scene.answers
    bridging = _ordered(scene)
    listed = rows(bridging.head(_MOST_ROWS))
    return [(row["organization_id"], _item(state, answers, row)) for row in listed], len(bridging) - _MOST_ROWS


def _ordered(scene: Scene) -> pd.DataFrame:
    """Return the bridging partners in the order that the address asks for."""
    brokers = scene.answers.brokers
    bridging: pd.DataFrame = brokers[brokers["betweenness"] > 0]
    if scene.state.sort == "surprise":
        return bridging.sort_values(["surprise", "rank", "organization_id"], ascending=[False, True, True])
    return bridging


def _item(state: State, answers: Answers, row: Row) -> dict[str, Any]:
    organization = row["organization_id"]
    home = answers.homes.get(organization)
    return list_item(
        state.replace(organization=organization), str(row["name"]), number=decimal(row["rank"]),
        note=_role(answers, row), colour=home.colour if home else None,
    )  # fmt: skip


def _role(answers: Answers, row: Row) -> str:
    """Return what a bridging partner does, or what breaks without it."""
    if row["cutpoint"]:
        return falls_apart(int(row["pieces_without"]), LANGUAGE)
    home = answers.homes.get(row["organization_id"])
    return role_sentence(row["role"], home.name if home else "", LANGUAGE)


def _ranking(scene: Scene) -> pd.DataFrame:
    """Return all of the ranked table."""
    answers, partners = scene.answers, rows(_ordered(scene))
    homes = [answers.homes.get(row["organization_id"]) for row in partners]
    return pd.DataFrame(
        {
            text("Rank"): [row["rank"] for row in partners],
            text("Organization"): [row["name"] for row in partners],
            text("Coalition"): [home.name if home else "" for home in homes],
            text("Role"): [_role(answers, row) for row in partners],
        }
    )


def _right(scene: Scene) -> Component:
    """Return the card of the chosen partner with what breaks without it."""
    state, answers = scene.state, scene.answers
    if not state.organization and state.several:
        return several_card(state, answers)
    if not state.organization:
        sentence = only_links_sentence(int(answers.brokers["cutpoint"].sum()), LANGUAGE)
        return html.Article(
            [
                html.H2(text("What breaks if they leave?"), id="card-title", tabIndex=-1),
                html.P(sentence, className="lead"),
                _links(scene),
                html.P(text("Choose an organization in the list or on the map."), className="muted"),
            ],
            className="card",
        )
    card = organization_card(state, answers)
    if state.organization in answers.ties and not answers.brokers.loc[state.organization, "cutpoint"]:
        return html.Div([card, html.Article(breaks(state, answers, (state.organization,)), className="card")])
    return card


def _links(scene: Scene) -> Component | None:
    """Return those without whom others lose touch, and how many."""
    items = [
        list_item(
            scene.state.replace(organization=row["organization_id"]),
            row["name"],
            note=counted(
                "{number} organization would lose touch",
                "{number} organizations would lose touch",
                int(row["lose_touch"]),
            ),
        )
        for row in rows(only_links(scene.answers).head(_MOST_ROWS))
    ]
    return LongList(_ONLY_LINKS, of="", items=items) if items else None


def _broken(state: State, answers: Answers) -> list[list[str]] | None:
    """Return the groups that lose touch without the chosen organization, for the map; ``None`` draws no break."""
    return lost_groups(answers, [state.organization]) if state.organization in answers.ties else None


VIEW = View(
    name="bridging",
    label=gettext_noop("Bridging partners"),
    question=gettext_noop("Who holds us together, and what breaks without them?"),
    answer=holds_together,
    left=_left,
    right=_right,
    broken=_broken,
    tables=(Table("ranking", gettext_noop("Bridging partners"), _ranking),),
)
