"""The name of what is selected."""

from dashboard.components.several import chosen
from dashboard.explorer.answers import Answers
from dashboard.language import counted, text
from dashboard.state import State

__all__ = ["selection_name"]


def selection_name(state: State, answers: Answers) -> str:
    """Return what is selected: a cell, an organization, a coalition or several; blank where nothing is, or has it."""
    if state.cell and state.view == "gaps":
        causes = answers.tables.causes.set_index("cause_id")["name"]
        places = answers.tables.communities.set_index("community_id")["name"]
        cause, place = causes.get(state.cell[0]), places.get(state.cell[1])
        return text("{cause} in {place}", cause=cause, place=place) if cause and place else ""
    if state.organization:
        return str(answers.names.get(state.organization, ""))
    if state.coalition is not None:
        return str(answers.coalitions.set_index("cluster")["name"].get(state.coalition, ""))
    if state.several:
        return counted("{number} organization chosen", "{number} organizations chosen", len(chosen(state, answers)))
    return ""
