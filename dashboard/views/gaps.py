"""Gaps in reach: where is nobody, who is near, and whom to ask."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.links import go, list_item, organization_link
from dashboard.components.reach_table import MARKS, reach_columns, reach_list, reach_table
from dashboard.components.route import way_in
from dashboard.components.why import why
from dashboard.explorer.answers import EVERYBODY, Answers
from dashboard.explorer.cells import CELL_STATES, Grid
from dashboard.gap_table import GapTable
from dashboard.language import LANGUAGE, counted, day, gettext_noop, text
from dashboard.long_list import LongList
from dashboard.rows import Row, rows
from dashboard.state import State
from dashboard.views.gap_choices import CONTROLS, TABLE, grid_of_state, whose_and_where
from dashboard.views.record import Scene, Table, View
from dashboard.views.short_answers import nobody_there
from graph.reach.gaps import ReachGaps
from graph.sentences.allies import why as why_asked
from graph.sentences.reach import basis, covered, last_heard, outside_grid, there, why_near

__all__ = ["LARGEST", "VIEW"]

LARGEST = "gaps-largest"

_MOST_LISTED = 8
_MOST_CELLS = 200
_COUNTED = frozenset({"fragile", "few", "many"})
"""What a cell says that holds a number."""


def _left(scene: Scene) -> Component:
    """Return the questions that the table answers: whose reach, at which level of places, and the legend."""
    state, answers = scene.state, scene.answers
    grid = grid_of_state(state, answers)
    said = set(grid.cells["state"])
    return html.Div(
        [
            html.H2(text("Gaps in reach")),
            *whose_and_where(state, answers),
            html.P(basis(grid.facts, LANGUAGE), className="muted small"),
            html.H3(text("Legend")),
            html.Ul([_legend(name) for name in CELL_STATES if name in said], className="legend"),
            html.P(last_heard(claimed=True, language=LANGUAGE), className="muted small")
            if grid.cells["claimed"].any() else None,
            _outside(grid.facts),
        ]
    )  # fmt: skip


def _legend(name: str) -> Component:
    mark = "" if name in _COUNTED else MARKS.get(name, "-")
    key = html.Span(mark, className=f"cell-key cell-{name}")
    return html.Li([key, text(CELL_STATES[name])], className="legend-row")


def _outside(gaps: ReachGaps) -> Component | None:
    """Return what the data say that has no cell."""
    sentences = [html.P(sentence, className="small") for sentence in outside_grid(gaps, LANGUAGE)]
    return html.Div([html.H3(text("Not shown in the grid")), *sentences]) if sentences else None


def _centre(scene: Scene) -> Component:
    """Return the table, with the way back where it is drilled into a place."""
    state, answers = scene.state, scene.answers
    grid = grid_of_state(state, answers)
    gaps = grid.cells
    if gaps.empty:
        return html.Div(
            [
                html.H2(text("No cells to show")),
                html.P(text("A gap needs a cause and a place. This selection names no causes or no places.")),
                go(state.unfiltered(), text("Clear the filters")) if state.filtered else None,
            ],
            className="note",
        )
    whom = answers.whom(state)
    head = covered(
        gaps, len(grid.empty_cells), whose=whom if whom in {EVERYBODY, "us"} else "coalition", language=LANGUAGE
    )
    crumbs = _crumbs(state, answers)
    return html.Div(
        [
            html.P(head, className="muted small"),
            crumbs,
            _table(scene),
            _inside_links(state, answers, grid),
        ]
    )


def _table(scene: Scene) -> GapTable | None:
    """Return the table of places and causes; ``None`` where it would have no cell."""
    state, answers = scene.state, scene.answers
    if grid_of_state(state, answers).cells.empty:
        return None
    chosen = (state.cell[0], state.cell[1]) if state.cell else None
    columns = answers.drawn(_columns, answers, answers.whom(state), state.level, state.inside)
    return reach_table(TABLE, columns, chosen=chosen)


def _columns(answers: Answers, whom: str, level: int | None, inside: str) -> dict[str, Any]:
    return reach_columns(answers.grid(whom, level, inside).cells)


def _crumbs(state: State, answers: Answers) -> Component | None:
    if not state.inside:
        return None
    names = answers.tables.communities.set_index("community_id")["name"]
    place = names.get(state.inside, state.inside)
    return html.P([go(state.replace(inside="", level=None, cell=()), text("All places")), f" / {place}"])


def _inside_links(state: State, answers: Answers, grid: Grid) -> Component | None:
    """Return links that drill into each place that has places below it."""
    parents = set(answers.tables.communities["parent_id"].dropna())
    places = grid.cells[["community_id", "community"]].drop_duplicates().sort_values("community")
    places = places[places["community_id"].isin(parents)]
    if places.empty:
        return None
    level = grid.facts.level
    links = [
        go(state.replace(inside=row["community_id"], level=level + 1, cell=()), row["community"], className="order")
        for row in rows(places)
    ]
    return html.Details([html.Summary(text("Look inside a place")), html.Div(links, className="steps")])


def _right(scene: Scene) -> Component:
    """Return the card of the chosen cell, else the largest gaps."""
    return _cell_card(scene.state, scene.answers) if scene.state.cell else _largest(scene.state, scene.answers)


def _largest(state: State, answers: Answers) -> Component:
    """Return the empty cells as links, most needed first: the way to them without a mouse."""
    missing = grid_of_state(state, answers).largest_gaps
    if missing.empty:
        return html.Div()
    items = [
        list_item(
            state.replace(cell=(row["cause_id"], row["community_id"]), organization=""),
            text("{cause} in {place}", cause=row["cause"], place=row["community"]),
        )
        for row in rows(missing.head(_MOST_CELLS))
    ]
    more = len(missing) - len(items)
    rest = [html.P(counted("and {number} more", "and {number} more", more), className="muted")] if more else []
    return html.Article(
        [
            html.H2(text("Largest gaps"), id="card-title", tabIndex=-1),
            LongList(LARGEST, of="", items=items, className="quiet"),
            *rest,
            html.P(go(state.replace(view="allies"), text("Whom should we call?"))),
        ],
        className="card",
    )


def _cell_card(state: State, answers: Answers) -> Component:
    cause, place = state.cell
    causes = answers.tables.causes.set_index("cause_id")["name"]
    places = answers.tables.communities.set_index("community_id")["name"]
    close = go(state.replace(cell=()), "\u00d7", className="close", title=text("Close this card"))
    if cause not in causes.index or place not in places.index:
        return html.Article(
            [close, html.P(text("This link names a cause or place that is not in the data."))], className="card"
        )
    whom = answers.whom(state)
    present, near, asked = answers.in_cell(cause, place, whom)
    ours = answers.coalition(whom)
    n_ours = None if ours is None else int(present["organization_id"].isin(ours).sum())
    reason: list[Any] = [" ", why(state, "presence", cause, place)] if len(present) else []
    return html.Article(
        [
            close,
            html.H2(text("{cause} in {place}", cause=causes[cause], place=places[place]), id="card-title", tabIndex=-1),
            html.P([there(len(present), n_ours, LANGUAGE), *reason], className="lead" if len(present) else "warn"),
            _people(state, text("Present"), present, _since),
            _people(state, text("Whom to ask"), asked.frame, lambda row: why_asked(row, LANGUAGE), asked.routes),
            _people(state, text("Nearby"), near, lambda row: why_near(row, LANGUAGE)),
        ],
        className="card",
    )


def _people(
    state: State, title: str, frame: pd.DataFrame, sentence: Callable[[Row], str], routes: pd.DataFrame | None = None
) -> Component | None:
    if frame.empty:
        return None
    items = []
    for row in rows(frame.head(_MOST_LISTED)):
        link = organization_link(state.replace(view="coalitions"), row["organization_id"], row["name"])
        way = None if routes is None else _way_in(routes, row)
        items.append(html.Li([link, html.Div([html.Div(sentence(row)), way], className="muted small")]))
    more = len(frame) - _MOST_LISTED
    if more > 0:
        items.append(html.Li(counted("and {number} more", "and {number} more", more), className="muted"))
    return html.Section([html.H3(title), html.Ul(items)])


def _since(row: Row) -> str:
    since = day(row["since"])
    return text("since {day}", day=since) if since else ""


def _way_in(routes: pd.DataFrame, row: Row) -> Component | None:
    return way_in(routes[routes["organization_id"] == row["organization_id"]], row["name"])


def _cells_listed(scene: Scene) -> pd.DataFrame:
    return reach_list(grid_of_state(scene.state, scene.answers).cells)


VIEW = View(
    name="gaps",
    label=gettext_noop("Gaps in reach"),
    question=gettext_noop("Where is nobody?"),
    answer=nobody_there,
    rests_on=lambda scene: () if grid_of_state(scene.state, scene.answers).cells.empty else ("gaps",),
    layout="page",
    left=_left,
    centre=_centre,
    right=_right,
    controls=CONTROLS,
    tables=(Table("cells", gettext_noop("Places and causes"), _cells_listed),),
    picture=_table,
)
