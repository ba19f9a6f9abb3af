"""The three questions that a newcomer brings, each answered in one click with names and numbers."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.explorer.answers import Answers
from dashboard.state import State
from dashboard.words import count, listed

__all__ = ["answer", "questions"]

_QUESTIONS = (
    ("together", "bridging", "Who holds us together?"),
    ("nobody", "gaps", "Where is nobody?"),
    ("call", "gaps", "Whom should we call?"),
)


def questions(state: State, answers: Answers | None) -> Component:
    """Return the three buttons and, below the one that was clicked, its answer."""
    buttons = [
        go(
            state.but(ask="" if state.ask == name else name, view=view, cell=()),
            text,
            className="question lit" if state.ask == name else "question",
        )
        for name, view, text in _QUESTIONS
    ]
    told = answer(state, answers) if answers is not None and state.ask else ""
    return html.Div([html.Div(buttons, className="question-row"), html.P(told, className="answer", role="status")])


def answer(state: State, answers: Answers) -> str:
    """Return the answer to the question that `state` asks, one or two sentences."""
    if state.ask == "together":
        return _together(answers)
    whom = answers.whom(state)
    return _nobody(state, answers, whom) if state.ask == "nobody" else _call(state, answers, whom)


def _together(answers: Answers) -> str:
    bridging = answers.brokers[answers.brokers["betweenness"] > 0]
    if bridging.empty:
        return "Nobody stands between others here: everybody who is tied is tied directly."
    top = bridging.head(3)["name"].tolist()
    cut = bridging[bridging["cutpoint"]]
    first = f"{listed(top, 3)} {'holds' if len(top) == 1 else 'hold'} the network together."
    if cut.empty:
        return f"{first} Nobody would lose touch if any single one of them left."
    lost = {i: int(answers.without(i)["loses_touch"].sum()) for i in cut["organization_id"]}
    worst = max(lost, key=lambda i: (lost[i], i))
    return (
        f"{first} {count(len(cut), 'organization')} {'is' if len(cut) == 1 else 'are'} the only link to others; "
        f"without {answers.names[worst]} alone, {count(lost[worst], 'organization')} would lose touch."
    )


def _nobody(state: State, answers: Answers, whom: str) -> str:
    grid = answers.grid(whom, state.level, state.inside)
    gaps, empty = grid.cells, grid.empty_cells
    if gaps.empty:
        return "The data in view name no causes or no places, so no gap can be told."
    if empty.empty:
        return f"Somebody is there in all {len(gaps):,} cells of cause and place."
    worst = empty.sort_values(["gap", "cause", "community"], ascending=[False, True, True]).head(3)
    names = [f"{cause} in {place}" for cause, place in zip(worst["cause"], worst["community"], strict=True)]
    return (
        f"Nobody is there in {len(empty):,} of {len(gaps):,} cells of cause and place, "
        f"{'most needed in' if grid.facts['needs'] == 'stated' else 'for example'} {listed(names, 3)}."
    )


def _call(state: State, answers: Answers, whom: str) -> str:
    found = answers.allies(whom, state.level, state.inside)
    if found.empty:
        return str(found.attrs.get("reason") or "Nobody outside would close a gap here.")
    first = found.iloc[0]
    return (
        f"Call {listed(found['name'].tolist(), 3)}. {first['name']} alone would close "
        f"{count(int(first['cells']), 'cell')}: {first['closes']}."
    )
