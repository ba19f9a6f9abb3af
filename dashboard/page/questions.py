"""The questions that a newcomer brings, each answered in one click with names and numbers."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.explorer.answers import Answers
from dashboard.language import text
from dashboard.state import State
from dashboard.views import VIEWS

__all__ = ["answer", "questions"]


def questions(state: State, answers: Answers | None) -> Component:
    """Return the buttons and, below the one that was clicked, its answer."""
    buttons = [
        go(
            state.replace(ask="" if state.ask == question.name else question.name, view=view.name, cell=()),
            text(question.text),
            className="question lit" if state.ask == question.name else "question",
        )
        for view in VIEWS
        for question in view.questions
    ]
    sentence = answer(state, answers) if answers is not None and state.ask else ""
    return html.Div([html.Div(buttons, className="question-row"), html.P(sentence, className="answer", role="status")])


def answer(state: State, answers: Answers) -> str:
    """Return the answer to the question that `state` asks, one or two sentences; blank where no view has it."""
    every = {question.name: question for view in VIEWS for question in view.questions}
    return every[state.ask].answer(state, answers) if state.ask in every else ""
