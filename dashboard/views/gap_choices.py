"""What a reader may choose in the views of gaps and allies, and how each choice changes the address."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd

from dashboard.explorer.answers import EVERYBODY, Answers
from dashboard.explorer.cells import Grid
from dashboard.language import decimal, text
from dashboard.rows import rows
from dashboard.state import State
from dashboard.views.record import Control
from graph.schema import NATIONWIDE
from graph.tree import depths

__all__ = ["CONTROLS", "LEVEL", "TABLE", "WHOM", "grid_of_state", "level_options", "whom_options", "whose_and_where"]

WHOM, LEVEL, TABLE = "gaps-whom", "gaps-level", "gaps-table"


def grid_of_state(state: State, answers: Answers) -> Grid:
    """Return the cells that the address asks for."""
    return answers.grid(answers.whom(state), state.level, state.inside)


def whose_and_where(state: State, answers: Answers) -> list[Any]:
    """Return the two choices: whose reach is looked at, and at which level of places."""
    whom, level = answers.whom(state), grid_of_state(state, answers).facts.level
    options = whom_options(answers)
    if whom not in {o["value"] for o in options}:
        options.append({"value": whom, "label": answers.names.get(whom, whom)})
    return [
        dmc.Select(
            id=WHOM, label=text("Whose reach?"), data=options, value=whom, searchable=True, allowDeselect=False,
            size="xs", className="choice",
        ),
        dmc.Select(
            id=LEVEL, label=text("Which places?"), value=str(level) if level else "", allowDeselect=False,
            size="xs", className="choice", data=level_options(answers),
        ),
    ]  # fmt: skip


def whom_options(answers: Answers) -> list[dict[str, str]]:
    """Return the choices of whose reach is looked at."""
    status = answers.tables.organizations["status"]
    ours = [{"value": "us", "label": text("Us and our members")}] if status.isin(["us", "member"]).any() else []
    coalitions = [
        {"value": str(row["cluster"]), "label": row["name"]}
        for row in rows(answers.named_groups)
    ]  # fmt: skip
    return [*ours, {"value": EVERYBODY, "label": text("Everybody in the data")}, *coalitions]


def level_options(answers: Answers) -> list[dict[str, str]]:
    """Return each level of the tree of places, by one of its places and their number, for the choice."""
    places = answers.tables.communities
    places = places[(places["kind"].fillna("place") == "place") & (places["community_id"] != NATIONWIDE)]
    level = depths(answers.tables.communities).reindex(places["community_id"]).to_numpy()
    return [{"value": str(depth), "label": _level_label(names)} for depth, names in places["name"].groupby(level)]


def _level_label(names: pd.Series) -> str:
    if len(names) == 1:
        return str(names.iloc[0])
    return text("Places like {name} ({number})", name=names.min(), number=decimal(len(names)))


def _whom_chosen(state: State, answers: Answers, value: str) -> State:
    return state if value == answers.whom(state) else state.replace(whom=value)


def _level_chosen(state: State, answers: Answers, value: str) -> State:
    return (
        state if str(grid_of_state(state, answers).facts.level) == value else state.replace(level=int(value), cell=())
    )


def _cell_chosen(state: State, answers: Answers, picked: list[str]) -> State:
    del answers
    cell = tuple(str(part) for part in picked)
    return state.replace(cell=cell, organization="") if len(cell) == 2 else state


CONTROLS = (
    Control(WHOM, "value", _whom_chosen),
    Control(LEVEL, "value", _level_chosen),
    Control(TABLE, "picked", _cell_chosen),
)
