"""The list of views, one module each: navigation, page, address, buttons and documentation are made from it.

A new view is one module with a `View`, and its entry in `VIEWS`.
"""

from dashboard.state import State
from dashboard.views import bridging, coalitions, data, gaps
from dashboard.views.record import Control, Question, Scene, View

__all__ = ["VIEWS", "Control", "Question", "Scene", "View", "state_of", "view_of", "views_markdown"]

VIEWS: tuple[View, ...] = (
    coalitions.VIEW,
    bridging.VIEW,
    gaps.VIEW,
    data.VIEW,
)
"""In the order of the navigation; the first one opens where the address names none."""


def view_of(state: State) -> View:
    """Return the view that a state names; the first where no view has that name.

    Examples
    --------
    >>> view_of(State(view="gaps")).label
    'Gaps in reach'
    """
    return next((view for view in VIEWS if view.name == state.view), VIEWS[0])


def state_of(search: str | None) -> State:
    """Return the state of an address; a view or a question that does not exist is left out.

    Examples
    --------
    >>> state_of("?view=gaps&ask=nobody") == State(view="gaps", ask="nobody")
    True
    >>> state_of("?view=nowhere&ask=why") == State()
    True
    """
    state = State.of(search)
    questions = {question.name for view in VIEWS for question in view.questions}
    return state.replace(view=view_of(state).name, ask=state.ask if state.ask in questions else "")


def views_markdown() -> str:
    """Return the list as the table of the documentation.

    Examples
    --------
    >>> print(views_markdown().splitlines()[2])
    | Coalitions | Who already works together, and what holds each coalition together? | `?view=coalitions` |
    """
    lines = [f"| {view.label} | {view.question} | `?view={view.name}` |" for view in VIEWS]
    return "\n".join(["| view | question | address |", "| --- | --- | --- |", *lines])
