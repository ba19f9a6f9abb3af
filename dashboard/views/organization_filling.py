"""What fills the table of organizations: its columns, its rows, and what has to be said about them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html, no_update
from dash.development.base_component import Component

from dashboard.explorer.answers import Answers
from dashboard.explorer.measured import RANKS
from dashboard.explorer.organization_rows import organization_table, sorted_table
from dashboard.language import listed, text
from dashboard.rows import rows
from dashboard.state import State
from dashboard.views.organization_columns import (
    RANK_COLUMNS,
    chosen_columns,
    column_definitions,
    head,
    measures_of,
    order_of,
)
from dashboard.views.record import Scene

__all__ = ["MOST_IN_BROWSER", "asked_for", "filling", "organizations_listed", "table_of"]

MOST_IN_BROWSER = 2_000
"""As many organizations are sorted and filtered in the browser; of more, the server sends the part on screen."""


def filling(state: State, answers: Answers) -> list[Any]:
    """Return the columns and the rows of the table, and what has to be said about it."""
    columns = chosen_columns(state)
    table = _in_order(state, answers)
    waiting = [column for column in columns if answers.measured.waiting([_computed(column)])]
    notes = _notes(state, answers, waiting)
    if state.ranks and answers.measured.waiting([RANKS + measures_of(state)[0]]):
        waiting += RANK_COLUMNS
    definitions = column_definitions(state, table, waiting, _values(table))
    rows_in_browser = no_update if len(table) > MOST_IN_BROWSER else rows(table)
    return [definitions, rows_in_browser, notes]


def asked_for(state: State, answers: Answers) -> dict[str, Any]:
    """Return what the table depends on beside the filters: ``table`` changes when its columns or values do."""
    columns, ended = chosen_columns(state), sum(check.ended.is_set() for check in answers.measured.checks)
    ranked = measures_of(state)[0] if state.ranks else ""
    table = repr((columns, order_of(state), ranked, ended))
    return {"organization": state.organization, "columns": list(columns), "table": table}


def _in_order(state: State, answers: Answers) -> pd.DataFrame:
    by, is_descending = order_of(state)
    table = table_of(state, answers)
    return sorted_table(table, by, is_ascending=not is_descending) if by in table else table


def table_of(state: State, answers: Answers) -> pd.DataFrame:
    """Return the values of all rows, blank where they are computed or missing."""
    ranked = measures_of(state)[0] if state.ranks else ""
    return answers.drawn(_table, answers, chosen_columns(state), ranked)


def _table(answers: Answers, columns: tuple[str, ...], ranked: str) -> pd.DataFrame:
    """Return the table with the columns of a state, and how certain the ranks by a measure are if it is given."""
    table = organization_table(answers, columns)
    if ranked:
        ranks = answers.measured.ranks(ranked)
        for column in RANK_COLUMNS:
            blank = pd.Series(pd.NA, index=table.index, dtype="Int64")
            table[column] = blank if ranks is None else ranks[column].reindex(table["organization_id"]).array
    return table


def organizations_listed(scene: Scene) -> pd.DataFrame:
    """Return the table in the order of the address, with the heads of its columns; one being computed says so."""
    state, answers = scene.state, scene.answers
    table = _in_order(state, answers)
    columns = table.columns[1:]
    waiting = answers.measured.waiting([*map(_computed, columns), RANKS + measures_of(state)[0]])
    return table[columns].set_axis([_listed_head(column, waiting, state) for column in columns], axis=1)


def _listed_head(column: str, waiting: list[str], state: State) -> str:
    if column == "name":
        return text("Organization")
    if column in RANK_COLUMNS:
        computed = RANKS + measures_of(state)[0]
        words = text("{head}, {measure}", head=text(RANK_COLUMNS[column]), measure=head(measures_of(state)[0]))
    else:
        computed, words = _computed(column), head(column)
    return text("{head} (being computed)", head=words) if computed in waiting else words


def _values(table: pd.DataFrame) -> Mapping[str, list[str]]:
    return {
        column: sorted(table[column].dropna().unique(), key=str.casefold)
        for column in ("kind", "status", "coalition")
        if column in table
    }


def _computed(column: str) -> str:
    return "betweenness" if column == "bridging" else column


def _notes(state: State, answers: Answers, waiting: list[str]) -> list[Component]:
    """Return why values are 0 or missing, and what is being computed."""
    notes = []
    if not answers.ties.number_of_edges():
        notes.append(
            text("No relationship passes the filters. So the measures are 0 or blank.")
            if state.filtered
            else text(
                "The data do not say that any two organizations did something together. So the measures are 0 or blank."
            )
        )
    if waiting:
        notes.append(text("Being computed: {measures}.", measures=listed([head(column) for column in waiting], 20)))
    columns = [*chosen_columns(state), *measures_of(state)]
    if failed := answers.measured.failed(dict.fromkeys(_computed(column) for column in columns)):
        notes.append(text("Could not be computed: {measures}.", measures=listed([head(name) for name in failed], 20)))
    return [html.P(note, className="note") for note in notes]
