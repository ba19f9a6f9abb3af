"""The summary: what the other views answer, each as a sentence under the link that opens it."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go
from dashboard.explorer.answers import EVERYBODY
from dashboard.explorer.left import coalitions_left
from dashboard.language import LANGUAGE, text
from dashboard.rows import row_at, rows
from dashboard.state import State
from dashboard.views.record import Scene
from dashboard.views.short_answers import holds_together, nobody_there, only_links, whom_to_call
from graph.sentences.clusters import holds_together as shared

__all__ = ["MOST_FINDINGS", "findings"]

MOST_FINDINGS = 6


def findings(scene: Scene) -> Component:
    """Return what the network tells, each finding a link and a sentence; one that says nothing is left out."""
    every = [_largest(scene), _together(scene), _nobody(scene), _call(scene)]
    items = [
        html.Li([go(target, title, className="name-link"), html.P(sentence)])
        for target, title, sentence in (one for one in every if one)
    ]
    return html.Ul(items[:MOST_FINDINGS], className="findings")


def _largest(scene: Scene) -> tuple[State, str, str] | None:
    """Return the largest coalition, and what holds it."""
    table = coalitions_left(scene.answers)
    if table.empty:
        return None
    first = row_at(table, 0)
    target = scene.state.replace(coalition=int(first["cluster"]))
    return target, str(first["name"]), text("{sentence}.", sentence=shared(first, LANGUAGE))


def _together(scene: Scene) -> tuple[State, str, str] | None:
    """Return who holds the network together; the link opens what breaks without the one who matters most."""
    worst = only_links(scene.answers)["organization_id"].head(1)
    target = scene.state.replace(view="bridging", organization="".join(worst))
    return target, text("Who holds us together?"), holds_together(scene)


def _nobody(scene: Scene) -> tuple[State, str, str] | None:
    """Return where nobody is; the link opens the cell where most is needed."""
    state, answers = scene.state, scene.answers
    grid = answers.grid(answers.whom(state), state.level, state.inside)
    if grid.cells.empty:
        return None
    worst = [(str(row["cause_id"]), str(row["community_id"])) for row in rows(grid.largest_gaps.head(1))]
    cell: tuple[str, ...] = worst[0] if worst else ()
    return state.replace(view="gaps", cell=cell), text("Where is nobody?"), nobody_there(scene)


def _call(scene: Scene) -> tuple[State, str, str] | None:
    """Return whom to call, where it is clear for whom."""
    state, answers = scene.state, scene.answers
    if answers.grid(EVERYBODY, state.level, state.inside).cells.empty:
        return None
    return state.replace(view="allies"), text("Whom should we call?"), whom_to_call(scene)
