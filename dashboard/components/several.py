"""The card of organizations that are chosen together: who, what is lost without them, and the way between two."""

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.leaving import breaks, goes_dark
from dashboard.components.links import go, organization_link
from dashboard.components.route import step_items
from dashboard.explorer.answers import Answers
from dashboard.language import LANGUAGE, counted, text
from dashboard.state import State
from graph.allies.steps import way_between
from graph.sentences.ties import way_in_steps

__all__ = ["choose_with_others", "chosen", "several_card", "way_ids"]

_PAIR = 2


def chosen(state: State, answers: Answers) -> tuple[str, ...]:
    """Return the ids that are chosen together and are in the data; those that the filters leave out too."""
    return tuple(i for i in dict.fromkeys(state.several) if i in answers.names.index)


def choose_with_others(state: State, answers: Answers) -> list[Component]:
    """Return the link that adds the selected organization to those chosen together, or goes back to them."""
    n_others = len(chosen(state, answers))
    together = state.replace(organization="", coalition=None, steps=None)
    if state.organization in state.several:
        label = counted(
            "Back to the {number} chosen organization", "Back to the {number} chosen organizations", n_others
        )
    else:
        together = together.replace(several=(*state.several, state.organization))
        label = (
            counted("Add to the {number} chosen organization", "Add to the {number} chosen organizations", n_others)
            if n_others
            else text("Choose together with others")
        )
    return [html.P(go(together, label), className="small")]


def several_card(state: State, answers: Answers) -> Component:
    """Return the card of all who are chosen together."""
    every = chosen(state, answers)
    there = [i for i in every if i in answers.ties]
    parts: list[Component] = [
        go(state.replace(several=(), way=False), "\u00d7", className="close", title=text("Choose nobody")),
        html.H2(
            counted("{number} organization chosen", "{number} organizations chosen", len(every)),
            id="card-title", tabIndex=-1,
        ),
        html.Ul([_member(state, answers, i) for i in every], className="chosen"),
        *_missing(len(set(state.several)) - len(every), len(every) - len(there)),
    ]  # fmt: skip
    if len(every) < _PAIR:
        hint = text(
            "Add more: Shift-click on the map, draw around them with the lasso, or open an organization and follow "
            "'Add to the chosen'."
        )
        parts.append(html.P(hint, className="muted"))
    if len(there) == _PAIR:
        parts.append(_choice(state))
    if state.way and len(there) == _PAIR:
        parts += _way(answers, there)
    elif there:
        parts += [
            html.H3(text("If they leave")),
            *breaks(state, answers, there),
            *goes_dark(state, answers, there, always=True),
        ]
    return html.Article(parts, className="card")


def _member(state: State, answers: Answers, organization: str) -> Component:
    name = str(answers.names[organization])
    rest = tuple(i for i in state.several if i != organization)
    remove = go(
        state.replace(several=rest, way=False), "\u00d7", className="remove", title=text("Remove {name}", name=name),
    )  # fmt: skip
    return html.Li([organization_link(state, organization, name), remove])


def _missing(n_unknown: int, n_hidden: int) -> list[Component]:
    """Return how many of those chosen are not reckoned with, and why."""
    said = []
    if n_unknown:
        said.append(
            counted(
                "{number} organization that the link names is not in the data.",
                "{number} organizations that the link names are not in the data.",
                n_unknown,
            )
        )
    if n_hidden:
        said.append(
            counted(
                "The filters hide {number} of them; it is not reckoned with.",
                "The filters hide {number} of them; they are not reckoned with.",
                n_hidden,
            )
        )
    return [html.P(sentence, className="note") for sentence in said]


def _choice(state: State) -> Component:
    """Return the two things that can be asked of two organizations."""
    links = [
        go(state.replace(way=way), label, className="order lit" if state.way == way else "order")
        for way, label in ((False, text("If they leave")), (True, text("The way between them")))
    ]
    return html.Div(links, className="steps", role="group")


def _steps(answers: Answers, pair: Sequence[str]) -> pd.DataFrame:
    return way_between(answers.ties, *pair, tables=answers.selected_tables)


def _way(answers: Answers, pair: Sequence[str]) -> list[Component]:
    steps = _steps(answers, pair)
    one, other = (str(answers.names[i]) for i in pair)
    parts: list[Component] = [html.P(way_in_steps(one, other, steps, LANGUAGE), className="lead")]
    if len(steps):
        parts += [
            html.Ol(step_items(steps)),
            html.P(text("The way with the fewest steps; of several, the one over the strongest relationships."),
                   className="muted small"),
        ]  # fmt: skip
    return parts


def way_ids(state: State, answers: Answers) -> list[str] | None:
    """Return the organizations on the way between the two that are chosen, in order; ``None`` where none is shown."""
    pair = [i for i in chosen(state, answers) if i in answers.ties]
    if not state.way or len(pair) != _PAIR:
        return None
    steps = _steps(answers, pair)
    return [*steps["from_id"].head(1), *steps["to_id"]]
