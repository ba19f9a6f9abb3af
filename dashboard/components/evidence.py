"""What speaks for a coalition, and for all of them: chance, steadiness, resampled contacts; or that it is checked."""

from collections.abc import Callable
from typing import TypeVar

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.explorer.answers import Answers
from dashboard.explorer.later import Later
from dashboard.language import LANGUAGE, text
from dashboard.state import State
from graph.clusters.chance import Chance
from graph.sentences.chance import chance_sentence, stays_sentence, steadiness_sentence, whole_sentence
from graph.sentences.clusters import fringe_sentence

__all__ = ["chance_of_group", "could_be_chance", "evidence", "is_checked"]

T = TypeVar("T")

_FRINGE = 0.5


def evidence(state: State, answers: Answers) -> list[Component]:
    """Return the sentences for the coalition that is chosen, else for the whole network."""
    if state.coalition is None:
        sentences = [_later(answers.chance, _of_whole, text("Checking whether these groups could be chance ..."))]
    else:
        members = answers.members[answers.members["cluster"] == state.coalition]
        number = state.coalition
        sentences = [
            chance_of_group(answers, number),
            _steadiness(members),
            _later(
                answers.stays,
                lambda stays: stays_sentence(
                    stays.reindex(members["organization_id"]).tolist(), answers.draws, LANGUAGE
                ),
                text("Checking which members stay in random draws of the contacts ..."),
            ),
        ]
    return [html.P(sentence, className="muted") for sentence in sentences if sentence]


def chance_of_group(answers: Answers, number: int) -> str:
    """Return whether a coalition is more than chance, or that this is being checked; blank where it is not compared."""
    return _later(
        answers.chance,
        lambda chance: _of_group(chance, number),
        text("Checking whether this group could be chance ..."),
    )


def could_be_chance(answers: Answers) -> frozenset[int]:
    """Return the numbers of the coalitions that were compared and are within chance; none while that is checked."""
    chance = answers.chance.value()
    if chance is None:
        return frozenset()
    groups = chance.groups
    return frozenset(groups.index[groups["rewired"].notna() & ~groups["beyond_chance"]].astype("int64"))


def is_checked(state: State, answers: Answers) -> bool:
    """Return whether nothing in the sentences is still being checked."""
    return answers.chance.ended.is_set() and (state.coalition is None or answers.stays.ended.is_set())


def _later(checked: Later[T], sentence: Callable[[T], str], waiting: str) -> str:
    value = checked.value()
    if checked.failed:
        return text("This check failed.")
    return waiting if value is None else sentence(value)


def _of_whole(chance: Chance) -> str:
    return whole_sentence(chance.whole, LANGUAGE)


def _of_group(chance: Chance, number: int) -> str:
    if number not in chance.groups.index:
        return ""
    figures = chance.groups.loc[number]
    if pd.isna(figures["rewired"]):
        return ""
    return chance_sentence(int(figures["reached"]), int(figures["rewired"]), chance.whole, LANGUAGE)


def _steadiness(members: pd.DataFrame) -> str:
    fringe = members.loc[members["certainty"] < _FRINGE, "name"].tolist()
    if fringe:
        return fringe_sentence(fringe, LANGUAGE)
    return steadiness_sentence(members["certainty"].dropna().tolist(), LANGUAGE)
