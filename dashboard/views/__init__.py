"""The list of views, one module each: navigation, page, address and documentation are made from it.

A new view is one module with a `View`, and its entry in `VIEWS`.
"""

from dashboard.components.leaving import lost_groups
from dashboard.components.several import chosen, way_ids
from dashboard.explorer.answers import Answers
from dashboard.state import State
from dashboard.views import allies, bridging, coalitions, data, gaps, organizations
from dashboard.views import help as help_page
from dashboard.views.record import Control, Scene, Table, View

__all__ = ["VIEWS", "Control", "Scene", "Table", "View", "broken_without", "state_of", "view_of", "views_markdown"]

VIEWS: tuple[View, ...] = (
    coalitions.VIEW,
    bridging.VIEW,
    gaps.VIEW,
    allies.VIEW,
    organizations.VIEW,
    data.VIEW,
    help_page.VIEW,
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
    """Return the state of an address; a view that does not exist is left out.

    Examples
    --------
    >>> state_of("?view=nowhere") == State()
    True
    """
    state = State.of(search)
    return state.replace(view=view_of(state).name)


def broken_without(state: State, answers: Answers) -> list[list[str]] | None:
    """Return the groups of ids that the map draws as cut off in a state; ``None`` draws no break."""
    if state.organization:
        broken = view_of(state).broken
        there = answers.selected_tables.organizations["organization_id"]
        is_drawn = broken and not state.steps and state.organization in set(there)
        return broken(state, answers) if broken and is_drawn else None
    several = [] if state.coalition is not None else list(chosen(state, answers))
    return lost_groups(answers, several) if several and way_ids(state, answers) is None else None


def views_markdown() -> str:
    """Return the list as the table of the documentation.

    Examples
    --------
    >>> print(views_markdown().splitlines()[2])
    | Map | Who stands together? | `?view=coalitions` |
    """
    lines = [f"| {view.label} | {view.question} | `?view={view.name}` |" for view in VIEWS]
    return "\n".join(["| view | question | address |", "| --- | --- | --- |", *lines])
