"""The answers in one or two sentences, with names and numbers, to the questions that stand above every view."""

from dashboard.explorer.answers import Answers
from dashboard.language import LANGUAGE
from dashboard.state import State
from graph.sentences.allies import call
from graph.sentences.brokers import hold_together
from graph.sentences.reach import most_needed

__all__ = ["holds_together", "nobody_there", "whom_to_call"]


def holds_together(state: State, answers: Answers) -> str:
    """Return who holds the network together, and what breaks without the one who matters most."""
    del state
    bridging = answers.brokers[answers.brokers["betweenness"] > 0]
    names = bridging.head(3)["name"].tolist()
    cutpoints = bridging.loc[bridging["cutpoint"], "organization_id"]
    lost = {i: int(answers.without(i)["loses_touch"].sum()) for i in cutpoints}
    if not lost:
        return hold_together(names, 0, language=LANGUAGE)
    worst = max(lost, key=lambda i: (lost[i], i))
    return hold_together(names, len(lost), str(answers.names[worst]), lost[worst], LANGUAGE)


def nobody_there(state: State, answers: Answers) -> str:
    """Return in how many cells nobody is, and where it matters most."""
    grid = answers.grid(answers.whom(state), state.level, state.inside)
    return most_needed(grid.cells, grid.empty_cells, grid.facts.needs, LANGUAGE)


def whom_to_call(state: State, answers: Answers) -> str:
    """Return the allies who would close most gaps, and what the first one alone would close."""
    return call(answers.allies(answers.whom(state), state.level, state.inside), LANGUAGE)
