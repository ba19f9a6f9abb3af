"""What a large map, which draws coalitions as discs, shows of an address besides these."""

from dashboard.components.outward import within
from dashboard.components.several import chosen, way_ids
from dashboard.explorer.answers import Answers
from dashboard.explorer.folded import Unfolded, unfolded_by
from dashboard.state import State
from dashboard.views import broken_without

__all__ = ["unfolded_of"]


def unfolded_of(state: State, answers: Answers, base: Answers) -> Unfolded:
    """Return the coalitions that the map opens: where somebody is selected, leaves, is cut off, reached or on the way.

    Parameters
    ----------
    state : State
        What the address says.
    answers, base : Answers
        As in `dashboard.explorer.map_data.map_data`.
    """
    home = base if answers.layout is base.layout else answers
    asked = [
        *([state.organization] if state.organization else []),
        *chosen(state, answers),
        *(way_ids(state, answers) or []),
        *(one for piece in broken_without(state, answers) or [] for one in piece),
        *(within(state, answers) or []),
    ]
    return unfolded_by(home, asked, state.coalition)
