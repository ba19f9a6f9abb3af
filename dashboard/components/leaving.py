"""What is lost if organizations leave: who loses touch, and where nobody is left."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go, organization_link
from dashboard.components.why import why
from dashboard.explorer.answers import EVERYBODY, Answers
from dashboard.language import LANGUAGE, counted, listed, text
from dashboard.rows import rows
from dashboard.state import State
from graph.sentences import reach
from graph.sentences.brokers import loses_touch

__all__ = ["breaks", "goes_dark", "lost_groups"]

_MOST_GROUPS = 30
_MOST_CELLS = 30
_FEW = 12


def lost_groups(answers: Answers, organizations: Sequence[str]) -> list[list[str]]:
    """Return the groups of ids that lose touch if organizations leave; those without ties are passed over."""
    pieces = answers.without(*(i for i in organizations if i in answers.ties))
    return [group["organization_id"].tolist() for _, group in pieces[pieces["loses_touch"]].groupby("piece")]


def breaks(state: State, answers: Answers, organizations: Sequence[str]) -> list[Component]:
    """Return what breaks if organizations leave: the sentence, and who loses touch, group by group."""
    pieces = answers.without(*organizations)
    lost = pieces[pieces["loses_touch"]]
    parts: list[Component] = [html.P(loses_touch(_called(answers, organizations), pieces, LANGUAGE), className="warn")]
    groups = [group for _, group in lost.groupby("piece")]
    items = [html.Li([_names(state, group)], className="piece") for group in groups[:_MOST_GROUPS]]
    if (more := len(groups) - _MOST_GROUPS) > 0:
        items.append(html.Li(counted("and {number} more group", "and {number} more groups", more), className="muted"))
    if items:
        parts.append(html.Details([html.Summary(text("Who loses touch")), html.Ul(items)], open=len(lost) <= _FEW))
    return parts


def goes_dark(state: State, answers: Answers, organizations: Sequence[str], *, always: bool = False) -> list[Component]:
    """Return where nobody is left if organizations leave: the sentence, and the cells; nothing where that is nowhere.

    Parameters
    ----------
    state, answers : State, Answers
        The state, and the answers for its filters.
    organizations : sequence of str
        Ids of those who leave.
    always : bool
        Whether it is also said that nobody is missed anywhere.
    """
    cells = answers.gone_dark(*organizations)
    if cells.empty and not always:
        return []
    reason: list[Any] = [] if cells.empty else [" ", why(state, "dark", *organizations)]
    parts: list[Component] = [html.P([reach.goes_dark(_called(answers, organizations), cells, LANGUAGE), *reason])]
    if len(cells) > 1:
        items = [
            html.Li(
                go(
                    state.replace(view="gaps", whom=EVERYBODY, cell=(row["cause_id"], row["community_id"])),
                    text("{cause} in {place}", cause=row["cause"], place=row["community"]),
                )
            )
            for row in rows(cells.head(_MOST_CELLS))
        ]
        if (more := len(cells) - _MOST_CELLS) > 0:
            items.append(html.Li(counted("and {number} more", "and {number} more", more), className="muted"))
        parts.append(html.Details([html.Summary(text("Where nobody is left")), html.Ul(items)]))
    return parts


def _called(answers: Answers, organizations: Sequence[str]) -> str:
    return listed([str(answers.names[i]) for i in organizations])


def _names(state: State, group: pd.DataFrame, most: int = 30) -> Component:
    links: list[Any] = []
    for row in rows(group.head(most)):
        links += [organization_link(state, row["organization_id"], row["name"]), ", "]
    more = len(group) - most
    rest = [" ", counted("and {number} more", "and {number} more", more)] if more > 0 else []
    return html.Span([*links[:-1], *rest])
