"""What each number that counts something rests on: "Why?", asked by the address."""

from collections.abc import Mapping
from inspect import signature

from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.state import State
from dashboard.why import months, organizations, reach, ties
from dashboard.why.record import Asked, Because, Reason

__all__ = ["REASONS", "because"]

REASONS: Mapping[str, Reason] = {
    "organizations": organizations.organizations,
    "coalitions": organizations.coalitions,
    "members": organizations.members,
    "relationships": ties.relationships,
    "partners": ties.partners,
    "coalitions-met": ties.coalitions_met,
    "relationship": ties.relationship,
    "presence": reach.presence,
    "gaps": reach.gaps,
    "places": reach.places,
    "closes": reach.closes,
    "dark": reach.dark,
    "interactions": months.interactions,
}
"""What the address may ask for, by the first value of `State.why`; the others go to the function."""


def because(state: State, answers: Answers, explorer: Explorer) -> Because | None:
    """Return what the number rests on that the address asks for; ``None`` where it asks for none that there is.

    Parameters
    ----------
    state, answers, explorer : State, Answers, Explorer
        As in `dashboard.views.record.Scene`.
    """
    reason = REASONS.get("".join(state.why[:1]))
    if reason is None:
        return None
    try:
        asked = signature(reason).bind(Asked(state, answers, explorer.base_of(state)), *state.why[1:])
    except TypeError:  # the address gives it more than it takes
        return None
    return reason(*asked.args)
