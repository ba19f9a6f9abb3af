"""The answer of each view in one or two sentences, with names and numbers: its heading, a line of the summary."""

import pandas as pd

from dashboard.components.evidence import could_be_chance
from dashboard.explorer.answers import EVERYBODY, Answers
from dashboard.explorer.left import coalitions_left
from dashboard.language import LANGUAGE, counted, text
from dashboard.views.record import Scene
from graph.sentences.allies import call
from graph.sentences.brokers import hold_together
from graph.sentences.clusters import stand_together
from graph.sentences.reach import most_needed

__all__ = ["coalitions_told", "holds_together", "nobody_there", "only_links", "stands_together", "whom_to_call"]


def coalitions_told(answers: Answers) -> bool:
    """Return whether there is a coalition to speak of, and a relationship."""
    return bool(answers.ties.number_of_edges()) and not coalitions_left(answers).empty


def stands_together(scene: Scene) -> str:
    """Return how many coalitions there are, and the largest; or that nobody works with anybody."""
    answers = scene.answers
    table = coalitions_left(answers)
    if not coalitions_told(answers):
        organizations = counted("{number} organization", "{number} organizations", answers.ties.number_of_nodes())
        if answers.ties.number_of_edges():
            return text("{organizations}, and no coalition among them.", organizations=organizations)
        return text("{organizations}, and no relationship between them.", organizations=organizations)
    chance = answers.chance.value()
    doubtful = (chance is not None and not chance.whole.beyond_chance) or set(table["cluster"]) <= could_be_chance(
        answers
    )
    first = table.iloc[0]
    return stand_together(
        len(table), str(first["name"]), int(first["left"]), could_be_chance=doubtful, language=LANGUAGE
    )


def only_links(answers: Answers) -> pd.DataFrame:
    """Return the bridging partners without whom others lose touch, most first: ``lose_touch`` is how many."""
    links = answers.brokers[answers.brokers["cutpoint"]]
    return links.sort_values(["lose_touch", "organization_id"], ascending=[False, True])


def holds_together(scene: Scene) -> str:
    """Return who holds the network together, and what breaks without the one who matters most."""
    answers = scene.answers
    names = answers.brokers.loc[answers.brokers["betweenness"] > 0, "name"].head(3).tolist()
    links = only_links(answers)
    if links.empty:
        return hold_together(names, language=LANGUAGE)
    worst = links.iloc[0]
    return hold_together(names, str(worst["name"]), int(worst["lose_touch"]), LANGUAGE)


def nobody_there(scene: Scene) -> str:
    """Return in how many cells nobody is, and where it matters most."""
    state, answers = scene.state, scene.answers
    grid = answers.grid(answers.whom(state), state.level, state.inside)
    return most_needed(grid.cells, grid.empty_cells, grid.facts.needs, LANGUAGE)


def whom_to_call(scene: Scene) -> str:
    """Return the allies who would close most gaps, and what the first one alone would close."""
    state, answers = scene.state, scene.answers
    whom = answers.whom(state)
    if whom == EVERYBODY:
        return text("Choose for whom: your own organization, or one coalition.")
    return call(answers.allies(whom, state.level, state.inside), LANGUAGE)
