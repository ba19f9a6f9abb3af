"""The table of gaps, from a frame to what the browser draws, and the colours of its cells."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from dash.development.base_component import ComponentRegistry

import dashboard.gap_table as package
from dashboard.colours import cell_colours
from dashboard.components.reach_table import reach_columns, reach_table
from dashboard.explorer.cells import CELL_STATES
from dashboard.gap_table import GapTable

COLUMNS = ["cause_id", "cause", "community_id", "community", "state", "organizations", "claimed", "need", "gap"]


def frame(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS).astype({"claimed": "boolean", "need": "float64", "gap": "float64"})


GAPS = frame(
    ("w", "Water", "s", "south", "nobody_much", 0, False, 9.0, 9.0),
    ("l", "Land", "s", "south", "many", 7, False, 2.0, 0.0),
    ("w", "Water", "n", "North", "fragile", 1, True, 3.0, 0.0),
    ("l", "Land", "n", "North", "unneeded", 0, False, 0.0, 0.0),
    ("w", "Water", "e", "East", "unknown", 0, False, None, None),
    ("l", "Land", "e", "East", "silent", 0, False, None, None),
)


def sent(gaps: pd.DataFrame, chosen: tuple[str, str] | None = None) -> dict[str, Any]:
    return dict(reach_table("table", reach_columns(gaps), chosen=chosen).to_plotly_json()["props"])  # type: ignore[no-untyped-call]


def cells(gaps: pd.DataFrame, part: str) -> dict[tuple[str, str], str]:
    """Return one part of each cell, by the ids of its cause and its place."""
    table = sent(gaps)
    return {
        (column["id"], row["id"]): value
        for row, line in zip(table["rows"], table[part], strict=True)
        for column, value in zip(table["columns"], line, strict=True)
    }


def test_one_row_a_place_and_one_column_a_cause_by_name() -> None:
    table = sent(GAPS)
    assert [one["name"] for one in table["rows"]] == ["East", "North", "south"]
    assert [one["name"] for one in table["columns"]] == ["Land", "Water"]


def test_each_cell_says_its_state() -> None:
    given_cells = zip(GAPS["cause_id"], GAPS["community_id"], GAPS["state"], strict=True)
    assert cells(GAPS, "states") == {(cause, place): state for cause, place, state in given_cells}


def test_each_cell_holds_a_number_or_a_mark() -> None:
    assert cells(GAPS, "texts") == {
        ("l", "e"): "", ("w", "e"): "?", ("l", "n"): "", ("w", "n"): "1*", ("l", "s"): "7", ("w", "s"): "-",
    }  # fmt: skip


def test_what_is_told_on_pointing_at_a_cell() -> None:
    assert cells(GAPS, "titles") == {
        ("l", "e"): "Land in East: No data: no row names this place.",
        ("w", "e"): "Water in East: Nobody present, need unknown.",
        ("l", "n"): "Land in North: Nobody present, no need.",
        ("w", "n"): (
            "Water in North: 1 organization present; Low need, covered; * presence not confirmed in the last 12 months."
        ),
        ("l", "s"): "Land in south: 7 organizations present; Low need, covered.",
        ("w", "s"): "Water in south: Nobody present, high need; High need, nothing in place.",
    }


def test_where_need_counts_as_one_it_is_not_told() -> None:
    gaps = frame(("w", "Water", "n", "North", "none", 0, False, 1.0, 1.0))
    assert list(cells(gaps, "titles").values()) == ["Water in North: Nobody present."]


def test_two_places_of_one_name_stay_two_rows() -> None:
    gaps = frame(
        ("w", "Water", "n/san", "San Marin", "fragile", 1, False, 1.0, 0.0),
        ("w", "Water", "s/san", "San Marin", "none", 0, False, 1.0, 1.0),
    )
    assert [one["name"] for one in sent(gaps)["rows"]] == ["San Marin", "San Marin"]
    assert cells(gaps, "texts") == {("w", "n/san"): "1", ("w", "s/san"): "-"}


def test_the_chosen_cell_is_framed_if_it_is_there() -> None:
    assert sent(GAPS, ("w", "s"))["chosen"] == ["w", "s"]
    assert sent(GAPS, ("w", "nowhere"))["chosen"] is None
    assert sent(GAPS)["chosen"] is None


def test_names_stand_whole_as_they_are_written() -> None:
    name = '<b>=1+1</b> & "co" \'s' + "a" * 80
    gaps = frame(("w", name, "n", name, "none", 0, False, 1.0, 1.0))
    assert sent(gaps)["rows"] == [{"id": "n", "name": name}]
    assert list(cells(gaps, "titles").values()) == [f"{name} in {name}: Nobody present."]


def test_it_is_a_pure_function() -> None:
    before = GAPS.copy(deep=True)
    one = sent(GAPS, ("w", "s"))
    assert one == sent(GAPS.sample(frac=1, random_state=3), ("w", "s"))
    pd.testing.assert_frame_equal(GAPS, before)


def test_dash_serves_the_script_as_it_is_written() -> None:
    assert "dashboard.gap_table" in ComponentRegistry.registry
    (script,) = package._js_dist
    source = (Path(package.__file__).parent / script["relative_package_path"]).read_text(encoding="utf-8")
    assert f"window.{GapTable._namespace} = {{ {GapTable._type} }}" in source
    assert set(sent(GAPS)) == set(GapTable._prop_names)


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted(brightness(colour) + 0.05 for colour in (one, other))
    return high / low


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", CELL_STATES)
def test_what_a_cell_says_can_be_read(theme: str, state: str) -> None:
    assert contrast(*cell_colours(theme)["cells"][state]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_states_look_alike(theme: str) -> None:
    colours = cell_colours(theme)
    assert list(colours["cells"]) == list(CELL_STATES)
    grounds = [ground for ground, _ in colours["cells"].values()]
    for one, other in combinations(grounds, 2):
        apart = [abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5)]
        assert sum(apart) >= 10, (one, other)
    assert contrast(colours["ink"], colours["background"]) >= 7


def test_a_theme_is_light_unless_it_is_dark() -> None:
    assert cell_colours("light") != cell_colours("dark")
