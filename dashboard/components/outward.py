"""One, two, three steps outward from the selected organization."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.explorer.answers import Answers
from dashboard.language import LANGUAGE, counted, text
from dashboard.state import STEPS, State
from graph.allies.steps import steps_from
from graph.sentences.ties import steps_outward

__all__ = ["outward", "within"]


def within(state: State, answers: Answers) -> list[str] | None:
    """Return who is as many steps from the selected organization as the address says, or fewer; ``None``: not asked."""
    if state.steps is None or state.organization not in answers.ties:
        return None
    return steps_from(answers.ties, state.organization, most_steps=state.steps).index.tolist()


def outward(state: State, answers: Answers) -> list[Component]:
    """Return the buttons of the steps, and how many are reached in words; nothing for who has no partner."""
    if not answers.ties.adj[state.organization]:
        return []
    buttons = [
        go(
            state.replace(steps=None if steps == state.steps else steps),
            counted("{number} step", "{number} steps", steps),
            className="order lit" if steps == state.steps else "order",
        )
        for steps in STEPS
    ]
    parts: list[Component] = [
        html.H3(text("Steps outward")),
        html.Div(buttons, className="steps", role="group"),
    ]
    reached = within(state, answers)
    if reached is not None and state.steps:
        name = str(answers.names[state.organization])
        beyond = answers.ties.number_of_nodes() - 1 - len(reached)
        parts.append(html.P(steps_outward(name, state.steps, len(reached), beyond, LANGUAGE), role="status"))
    return parts
