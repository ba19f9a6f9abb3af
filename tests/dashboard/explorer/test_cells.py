"""What each cell of the table of gaps says, on grids made by hand."""

from typing import Any

import pandas as pd
import pytest

from dashboard.explorer.cells import CELL_STATES, Grid, grid_of
from graph.reach.gaps import ReachGaps


def gaps(*cells: tuple[str, str, float | None, int], needs: str = "stated") -> ReachGaps:
    """Cells of (cause, place, need, organizations)."""
    frame = pd.DataFrame(cells, columns=["cause_id", "community_id", "need", "organizations"])
    frame = frame.astype({"need": "float64", "organizations": "int64"})
    none = pd.DataFrame()
    return ReachGaps(
        frame, level=1, denominator="seen", needs=needs, needs_above=0, as_of=None, presences={"all": 0},
        nationwide=none, above=none, without_cause=none,
    )  # fmt: skip


def said(frame: ReachGaps, everybody: ReachGaps | None = None) -> list[str]:
    return grid_of(frame, frame if everybody is None else everybody).cells["state"].tolist()


# Somebody is in the place for another cause, so that it is not a place that no row names.
THERE = ("other", "north", 9.0, 1)


@pytest.mark.parametrize(
    ("need", "organizations", "state"),
    [
        (9.0, 0, "nobody_much"),
        (6.1, 0, "nobody_much"),
        (6.0, 0, "nobody"),
        (3.1, 0, "nobody"),
        (3.0, 0, "nobody_some"),
        (0.1, 0, "nobody_some"),
        (0.0, 0, "unneeded"),
        (None, 0, "unknown"),
        (9.0, 1, "fragile"),
        (0.0, 1, "fragile"),
        (None, 1, "fragile"),
        (9.0, 2, "few"),
        (None, 4, "few"),
        (9.0, 5, "many"),
        (None, 12, "many"),
    ],
)
def test_a_cell_where_need_is_stated(need: float | None, organizations: int, state: str) -> None:
    assert said(gaps(("land", "north", need, organizations), THERE))[0] == state


@pytest.mark.parametrize(("organizations", "state"), [(0, "none"), (1, "fragile"), (2, "few"), (5, "many")])
def test_without_need_figures_no_empty_cell_alarms(organizations: int, state: str) -> None:
    cells = gaps(("land", "north", 1.0, organizations), ("other", "north", 1.0, 1), needs="none")
    assert said(cells)[0] == state


def test_a_place_that_no_row_names_is_silent_where_need_is_not_known() -> None:
    unknown, stated = ("land", "south", None, 0), ("water", "south", 4.0, 0)
    assert said(gaps(unknown, stated, THERE))[:2] == ["silent", "nobody"]
    assert said(gaps(("land", "south", 1.0, 0), ("other", "north", 1.0, 1), needs="none"))[0] == "silent"


def test_a_place_where_others_are_is_not_silent_for_a_coalition() -> None:
    ours = gaps(("land", "north", 1.0, 0), ("other", "north", 1.0, 0), needs="none")
    everybody = gaps(("other", "north", 1.0, 1), ("land", "north", 1.0, 0), needs="none")
    assert said(ours, everybody) == ["none", "none"]
    assert said(ours, ours) == ["silent", "silent"]


def test_all_states_have_words_and_all_are_reached() -> None:
    cells = [
        ("a", "n", 9.0, 0), ("b", "n", 5.0, 0), ("c", "n", 1.0, 0), ("d", "n", 0.0, 0), ("e", "n", None, 0),
        ("f", "n", 9.0, 1), ("g", "n", 9.0, 2), ("h", "n", 9.0, 5), ("a", "s", None, 0),
    ]  # fmt: skip
    stated = said(gaps(*cells))
    unstated = said(gaps(("a", "n", 1.0, 0), ("f", "n", 1.0, 1), needs="none"))
    assert {*stated, *unstated} == set(CELL_STATES)
    assert len(set(CELL_STATES.values())) == len(CELL_STATES)


def test_empty_cells_are_those_that_are_or_may_be_needed() -> None:
    cells = gaps(("a", "n", 9.0, 0), ("b", "n", 0.0, 0), ("c", "n", None, 0), ("d", "n", 9.0, 1))
    assert grid_of(cells, cells).empty_cells["cause_id"].tolist() == ["a", "c"]


def test_the_grid_keeps_the_cells_in_order_and_the_facts_beside_them() -> None:
    cells = gaps(("b", "n", 9.0, 0), ("a", "n", 9.0, 1))
    grid = grid_of(cells, cells)
    assert grid.cells.drop(columns="state").equals(cells.frame)
    assert grid.facts is cells
    assert "state" not in cells.frame


def test_no_cells_are_no_cells() -> None:
    none: Any = gaps()
    grid = grid_of(none, none)
    assert isinstance(grid, Grid)
    assert grid.cells.empty
    assert grid.empty_cells.empty
