"""Why so many organizations are in a cell, so many cells are empty, and so many places are reached."""

import pandas as pd

from dashboard.explorer.answers import EVERYBODY
from dashboard.language import counted, decimal, text
from dashboard.why.record import Asked, Because, amounts
from graph.errors import UnknownName
from graph.reach.nearby import cell_coverage

__all__ = ["closes", "dark", "gaps", "places", "presence"]


def presence(asked: Asked, cause: str = "", place: str = "") -> Because | None:
    """Return the presences of a cell, everybody's."""
    answers = asked.answers
    try:
        coverage, cell = cell_coverage(answers.tables, answers.selection, cause, place)
    except UnknownName:
        return None
    rows = coverage.rows()
    rows = rows[rows["cell"] == cell]
    number = int(rows["organization_id"].nunique())
    names = answers.tables.causes.set_index("cause_id")["name"][cause], _places(asked)[place]
    where = text("{cause} in {place}", cause=names[0], place=names[1])
    made = [_once(rows, counted("{number} organization", "{number} organizations", number))]
    ours = answers.coalition(answers.whom(asked.state))
    if ours is not None:
        n_ours = int(rows.loc[rows["organization_id"].isin(ours), "organization_id"].nunique())
        made.append(
            counted("{number} of them is in this coalition.", "{number} of them are in this coalition.", n_ours)
        )
    title = counted("{where}: {number} organization", "{where}: {number} organizations", number, where=where)
    return Because(title=title, number=number, made=" ".join(made), rows={"presences": rows})


def gaps(asked: Asked) -> Because | None:
    """Return the presences that fill cells; the gaps are the cells that none of them fills."""
    state, answers = asked.state, asked.answers
    grid = answers.grid(answers.whom(state), state.level, state.inside)
    if grid.cells.empty:
        return None
    rows = answers.coverage(state.level, state.inside).rows(answers.coalition(answers.whom(state)))
    number, n_filled = len(grid.empty_cells), int((grid.cells["organizations"] > 0).sum())
    n_unneeded = len(grid.cells) - n_filled - number
    made = [
        text(
            "Somebody is present in {filled} of {all} cause-and-place pairs, from {rows}. A gap is a pair of "
            "which no row says that somebody is there.",
            rows=amounts({"presences": rows}), filled=decimal(n_filled), all=decimal(len(grid.cells)),
        )
    ]  # fmt: skip
    if n_unneeded:
        made.append(
            counted(
                "{number} more pair is empty and no gap: the data state that nothing is needed there.",
                "{number} more pairs are empty and no gaps: the data state that nothing is needed there.",
                n_unneeded,
            )
        )
    title = counted("{number} gap", "{number} gaps", number)
    return Because(title=title, number=number, made=" ".join(made), rows={"presences": rows})


def places(asked: Asked, organization: str = "") -> Because | None:
    """Return the presences of an organization."""
    if organization not in asked.answers.names.index:
        return None
    rows = asked.answers.selected_tables.presences
    rows = rows[rows["organization_id"] == organization]
    number = int(rows["community_id"].nunique())
    said = counted("{number} place reached", "{number} places reached", number)
    name = str(asked.answers.names[organization])
    title = text("{name}: {number}", name=name, number=said)
    return Because(title=title, number=number, made=_once(rows, said), rows={"presences": rows})


def closes(asked: Asked, organization: str = "") -> Because | None:
    """Return the presences of one ally, or of all, in the cells that they close."""
    state, answers = asked.state, asked.answers
    whom = answers.whom(state)
    if whom == EVERYBODY:
        return None
    allies = answers.allies(whom, state.level, state.inside)
    cells = allies.closes
    if organization:
        cells = cells[cells["organization_id"] == organization]
    if cells.empty:
        return None
    coverage = answers.coverage(allies.level, state.inside)
    rows = coverage.rows()
    wanted = pd.MultiIndex.from_arrays(
        [cells["organization_id"], coverage.grid.cells(cells["cause_id"], cells["community_id"])]
    )
    rows = rows[pd.MultiIndex.from_arrays([rows["organization_id"], rows["cell"]]).isin(wanted)]
    said = counted("{number} gap", "{number} gaps", len(cells))
    title = said
    if organization:
        title = text("{name}: closes {number}", name=answers.names[organization], number=said)
    return Because(title=title, number=len(cells), made=_once(rows, said), rows={"presences": rows})


def dark(asked: Asked, *organizations: str) -> Because | None:
    """Return the presences of organizations in the cells where nobody else is."""
    answers = asked.answers
    ids = [i for i in organizations if i in answers.names.index]
    cells = answers.gone_dark(*ids) if ids else pd.DataFrame()
    if cells.empty:
        return None
    coverage = answers.coverage()
    rows = coverage.rows(ids)
    rows = rows[rows["cell"].isin(coverage.grid.cells(cells["cause_id"], cells["community_id"]))]
    said = counted("{number} cause-and-place pair", "{number} cause-and-place pairs", len(cells))
    more = text("No other organization has a row there.")
    title = counted(
        "{number} cause-and-place pair loses its last organization",
        "{number} cause-and-place pairs lose their last organization", len(cells),
    )  # fmt: skip
    return Because(title=title, number=len(cells), made=f"{_once(rows, said)} {more}", rows={"presences": rows})


def _places(asked: Asked) -> pd.Series:
    return asked.answers.tables.communities.set_index("community_id")["name"]


def _once(rows: pd.DataFrame, number: str) -> str:
    """Return how presences make a number."""
    said = amounts({"presences": rows})
    return text("{number}, from {rows}. What several rows state counts once.", rows=said, number=number)
