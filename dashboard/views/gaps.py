"""Gaps in reach: where nobody is, who is near, and whom to ask."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.colours import cell_colours
from dashboard.components.chart import chart
from dashboard.components.links import go, organization_link
from dashboard.components.route import way_in
from dashboard.explorer.answers import EVERYBODY, Answers
from dashboard.explorer.cells import CELL_STATES, Grid
from dashboard.figures.reach_heatmap import reach_heatmap
from dashboard.rows import rows
from dashboard.state import State
from dashboard.views.gap_choices import CONTROLS, HEATMAP, LEVEL, WHOM, grid_of_state, level_options, whom_options
from dashboard.views.record import Question, Scene, View
from dashboard.views.short_answers import nobody_there, whom_to_call
from dashboard.words import count, day, listed

__all__ = ["VIEW"]

_MOST_LISTED = 8
_MOST_CELLS = 40


def _left(scene: Scene) -> Component:
    """Return the questions that the heatmap answers: whose reach, at which level of places, and the legend."""
    state, answers = scene.state, scene.answers
    grid = grid_of_state(state, answers)
    whom = answers.whom(state)
    options = whom_options(answers)
    if whom not in {o["value"] for o in options}:
        options.append({"value": whom, "label": answers.names.get(whom, whom)})
    level = grid.facts.level
    said = set(grid.cells["state"])
    return html.Div(
        [
            html.H2("Gaps in reach"),
            dmc.Select(
                id=WHOM, label="Whose reach?", data=options, value=whom, searchable=True, allowDeselect=False,
                size="xs", className="choice",
            ),
            dmc.Select(
                id=LEVEL, label="Which places?", value=str(level) if level else "", allowDeselect=False,
                size="xs", className="choice",
                data=level_options(answers),
            ),
            html.P(_basis(grid), className="muted small"),
            html.H3("What the cells say"),
            html.Ul([_legend(name) for name in CELL_STATES if name in said], className="legend"),
            html.P("* the last thing known there is over a year old", className="muted small")
            if grid.cells["claimed"].any() else None,
            _outside(grid),
        ]
    )  # fmt: skip


def _basis(grid: Grid) -> str:
    denominator = (
        "All places that the data list are shown."
        if grid.facts.denominator == "listed"
        else "Only places that some row names are shown: a place that nobody reports from cannot appear here."
    )
    if grid.facts.needs == "none":
        return f"The data say nothing of how much is needed: every empty cell counts the same. {denominator}"
    return denominator


def _legend(name: str) -> Component:
    return html.Li([html.Span(className=f"cell-key cell-{name}"), CELL_STATES[name]], className="legend-row")


def _outside(grid: Grid) -> Component | None:
    """Say what is known but has no cell: nationwide, without a cause, above the level."""
    nationwide, without = grid.facts.nationwide, grid.facts.without_cause
    told = []
    if len(nationwide):
        told.append(f"Nationwide presence covers no cell: {listed(nationwide['cause'].tolist(), 4)}.")
    if len(without):
        told.append(f"{count(len(without), 'place')} with presence for no stated cause.")
    return html.Div([html.H3("Beside the grid"), *(html.P(t, className="small") for t in told)]) if told else None


def _centre(scene: Scene) -> Component:
    """Return the heatmap, with the way back where it is drilled into a place."""
    state, answers = scene.state, scene.answers
    grid = grid_of_state(state, answers)
    gaps = grid.cells
    if gaps.empty:
        return html.Div(
            [
                html.H2("No cells to show"),
                html.P("A gap needs a cause and a place. The data in view name no causes, or no places."),
                go(state.unfiltered(), "Clear the filters") if state.filtered else None,
            ],
            className="note",
        )
    missing = grid.empty_cells
    covered = int((gaps["organizations"] > 0).sum())
    who = "" if answers.whom(state) == EVERYBODY else " of this coalition"
    head = (
        f"Somebody{who} is there in {covered:,} of {len(gaps):,} cells; "
        f"{count(int(gaps['fragile'].sum()), 'cell')} {'hangs' if gaps['fragile'].sum() == 1 else 'hang'} on a single "
        f"organization; nobody{who} is there in {len(missing):,}."
    )
    crumbs = _crumbs(state, answers)
    selected = (state.cell[0], state.cell[1]) if state.cell else None
    figure = reach_heatmap(gaps, cell_colours(scene.theme), selected=selected)
    return html.Div(
        [
            html.P(head, className="lead"),
            crumbs,
            chart(HEATMAP, figure),
            _inside_links(state, answers, grid),
            _empty_links(state, missing),
        ]
    )


def _crumbs(state: State, answers: Answers) -> Component | None:
    if not state.inside:
        return None
    names = answers.tables.communities.set_index("community_id")["name"]
    here = names.get(state.inside, state.inside)
    return html.P([go(state.but(inside="", level=None, cell=()), "All places"), f" / {here}"])


def _inside_links(state: State, answers: Answers, grid: Grid) -> Component | None:
    """Return links that drill into each place that has places below it."""
    parents = set(answers.tables.communities["parent_id"].dropna())
    shown = grid.cells[["community_id", "community"]].drop_duplicates().sort_values("community")
    shown = shown[shown["community_id"].isin(parents)]
    if shown.empty:
        return None
    level = grid.facts.level
    links: list[Any] = []
    for row in rows(shown):
        links += [go(state.but(inside=row["community_id"], level=level + 1, cell=()), row["community"]), " \u00b7 "]
    return html.Details([html.Summary("Look inside a place"), html.P(links[:-1])])


def _empty_links(state: State, missing: pd.DataFrame) -> Component | None:
    """Return the empty cells as links, most needed first: the way to them without a mouse."""
    if missing.empty:
        return None
    ordered = missing.sort_values(["gap", "cause", "community"], ascending=[False, True, True])
    items = [
        html.Li(
            go(
                state.but(cell=(row["cause_id"], row["community_id"]), organization=""),
                f"{row['cause']} in {row['community']}",
            )
        )
        for row in rows(ordered.head(_MOST_CELLS))
    ]
    if (more := len(ordered) - _MOST_CELLS) > 0:
        items.append(html.Li(f"and {count(more, 'more', 'more')}", className="muted"))
    return html.Details([html.Summary("The cells where nobody is, as a list"), html.Ul(items, className="columns")])


def _right(scene: Scene) -> Component:
    """Return the card of the chosen cell, else the allies that the coalition misses."""
    card = _cell_card if scene.state.cell else _allies_card
    return card(scene.state, scene.answers)


def _cell_card(state: State, answers: Answers) -> Component:
    cause, place = state.cell
    causes = answers.tables.causes.set_index("cause_id")["name"]
    places = answers.tables.communities.set_index("community_id")["name"]
    close = go(state.but(cell=()), "\u00d7", className="close", title="Close this card")
    if cause not in causes.index or place not in places.index:
        return html.Article(
            [close, html.P("This link names a cause or place that is not in the data.")], className="card"
        )
    whom = answers.whom(state)
    here, near, asked = answers.in_cell(cause, place, whom)
    ours = answers.coalition(whom)
    mine = here if ours is None else here[here["organization_id"].isin(ours)]
    there = f"{count(len(mine), 'organization')} {'is' if len(mine) == 1 else 'are'} there."
    if ours is not None and len(here):
        of_it = f"{len(mine):,}" if len(mine) else "Nobody"
        others = len(here) - len(mine)
        there = f"{of_it} of this coalition {'are' if len(mine) > 1 else 'is'} there; "
        there += f"{count(others, 'other organization')} {'is' if others == 1 else 'are'}."
    return html.Article(
        [
            close,
            html.H2(f"{causes[cause]} in {places[place]}", id="card-title", tabIndex=-1),
            html.P(there if len(here) else "Nobody is there.", className="lead" if len(here) else "warn"),
            _people(state, "Who is there", here, "since"),
            _people(state, "Whom to ask", asked, "why") if len(asked) else None,
            _people(state, "Who is near", near, "why"),
        ],
        className="card",
    )


def _people(state: State, title: str, frame: pd.DataFrame, told: str) -> Component | None:
    if frame.empty:
        return None
    items = []
    for row in rows(frame.head(_MOST_LISTED)):
        link = organization_link(state.but(view="coalitions"), row["organization_id"], row["name"])
        way = way_in(row.get("route"), row["name"])
        items.append(html.Li([link, html.Div([html.Div(_told(row, told)), way], className="muted small")]))
    more = len(frame) - _MOST_LISTED
    if more > 0:
        items.append(html.Li(f"and {count(more, 'more', 'more')}", className="muted"))
    return html.Section([html.H3(title), html.Ul(items)])


def _told(row: dict[str, Any], told: str) -> str:
    if told == "since":
        since = day(row.get("since"))
        return f"since {since}" if since else ""
    return str(row.get("why") or "")


def _allies_card(state: State, answers: Answers) -> Component:
    whom = answers.whom(state)
    found = answers.allies(whom, state.level, state.inside)
    head = [html.H2("Whom are we missing?", id="card-title", tabIndex=-1)]
    if found.frame.empty:
        reason = found.reason
        hint = "Choose on the left whose reach you ask about: a coalition of yours, or all your members."
        told = html.P(hint, className="muted") if whom == EVERYBODY else None
        return html.Article([*head, html.P(reason, className="lead"), told], className="card")
    items = []
    for row in rows(found.frame):
        link = organization_link(state.but(view="coalitions"), row["organization_id"], row["name"])
        facts = [html.Div(f"Closes {row['closes']}")]
        if row["shared_causes"]:
            facts.append(html.Div(f"Shares {row['shared_causes']}"))
        way = way_in(row["route"], row["name"])
        items.append(html.Li([link, html.Div([*facts, way], className="muted small")]))
    return html.Article(
        [
            *head,
            html.P(f"Together they would close {count(int(found.frame['cells'].sum()), 'cell')} where nobody of the "
                   "coalition is now.", className="lead"),
            html.Ol(items, className="allies"),
            html.P("Click a cell to see who is there, who is near and whom to ask.", className="muted"),
        ],
        className="card",
    )  # fmt: skip


VIEW = View(
    name="gaps",
    label="Gaps in reach",
    question="Where is nobody, and whom are we missing?",
    layout="page",
    left=_left,
    centre=_centre,
    right=_right,
    questions=(
        Question("nobody", "Where is nobody?", nobody_there),
        Question("call", "Whom should we call?", whom_to_call),
    ),
    controls=CONTROLS,
)
