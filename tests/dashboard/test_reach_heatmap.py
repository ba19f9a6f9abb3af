"""The heatmap, from a frame to a figure."""

from itertools import combinations
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.colours import cell_colours
from dashboard.explorer.cells import CELL_STATES
from dashboard.figures.reach_heatmap import reach_heatmap

LIGHT = cell_colours("light")
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


def heat(figure: go.Figure) -> Any:
    return figure.data[0]


def written(figure: go.Figure) -> dict[tuple[int, int], tuple[str, str]]:
    """Return the text and the ink at each column and row."""
    return {
        (int(x), int(y)): (text, trace.textfont.color)
        for trace in figure.data[1:]
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    }


def test_one_row_a_place_and_one_column_a_cause_by_name() -> None:
    figure = reach_heatmap(GAPS, LIGHT)
    assert list(figure.layout.yaxis.ticktext) == ["East", "North", "south"]
    assert list(figure.layout.xaxis.ticktext) == ["Land", "Water"]
    assert heat(figure).z.shape == (3, 2)


def test_each_cell_says_its_state_and_its_ids() -> None:
    trace = heat(reach_heatmap(GAPS, LIGHT))
    order = list(CELL_STATES)
    found = {tuple(trace.customdata[y, x].split("\x1f")): order[int(trace.z[y, x])] for y in range(3) for x in range(2)}
    assert found == {
        (cause, place): state
        for cause, place, state in zip(GAPS["cause_id"], GAPS["community_id"], GAPS["state"], strict=True)
    }


def test_each_cell_carries_its_text_in_the_ink_of_its_state() -> None:
    inks = {state: ink for state, (_, ink) in LIGHT["cells"].items()}
    assert written(reach_heatmap(GAPS, LIGHT)) == {
        (0, 0): ("", inks["silent"]),
        (1, 0): ("?", inks["unknown"]),
        (0, 1): ("-", inks["unneeded"]),
        (1, 1): ("1*", inks["fragile"]),
        (0, 2): ("7", inks["many"]),
        (1, 2): ("none", inks["nobody_much"]),
    }


def test_each_state_is_painted_in_its_own_colour() -> None:
    trace = heat(reach_heatmap(GAPS, LIGHT))
    width = trace.zmax - trace.zmin
    for number, (ground, _) in enumerate(LIGHT["cells"].values()):
        at = (number - trace.zmin) / width
        below = [colour for stop, colour in trace.colorscale if stop <= at][-1]
        above = next(colour for stop, colour in trace.colorscale if stop >= at)
        assert below == above == ground


def hover(gaps: pd.DataFrame) -> list[str]:
    return [str(told) for told in heat(reach_heatmap(gaps, LIGHT)).hovertext.ravel()]


def test_what_is_told_on_pointing_at_a_cell() -> None:
    assert hover(GAPS) == [
        "<b>Land</b> in <b>East</b><br>No data: no row names this place",
        "<b>Water</b> in <b>East</b><br>Nobody present, need unknown",
        "<b>Land</b> in <b>North</b><br>Nobody present, no need",
        (
            "<b>Water</b> in <b>North</b><br>1 organization present<br>Low need, covered"
            "<br>* presence not confirmed in the last 12 months"
        ),
        "<b>Land</b> in <b>south</b><br>7 organizations present<br>Low need, covered",
        "<b>Water</b> in <b>south</b><br>Nobody present, high need<br>High need, nothing in place",
    ]


def test_where_need_counts_as_one_it_is_not_told() -> None:
    (told,) = hover(frame(("w", "Water", "n", "North", "none", 0, False, 1.0, 1.0)))
    assert told == "<b>Water</b> in <b>North</b><br>Nobody present"


def test_only_the_cells_answer_the_pointer() -> None:
    figure = reach_heatmap(GAPS, LIGHT)
    assert heat(figure).hovertemplate == "%{hovertext}<extra></extra>"
    assert {trace.hoverinfo for trace in figure.data[1:]} == {"skip"}
    assert not any(trace.showlegend for trace in figure.data[1:])


def test_two_places_of_one_name_stay_two_rows() -> None:
    figure = reach_heatmap(
        frame(
            ("w", "Water", "n/san", "San Marin", "fragile", 1, False, 1.0, 0.0),
            ("w", "Water", "s/san", "San Marin", "none", 0, False, 1.0, 1.0),
        ),
        LIGHT,
    )
    assert list(figure.layout.yaxis.ticktext) == ["San Marin", "San Marin"]
    assert list(figure.layout.yaxis.tickvals) == [0, 1]
    ids = [heat(figure).customdata[y, 0] for y in (0, 1)]
    texts = [written(figure)[0, y][0] for y in (0, 1)]
    assert dict(zip(ids, texts, strict=True)) == {"w\x1fn/san": "1", "w\x1fs/san": "none"}


@pytest.mark.parametrize(("cell", "column", "row"), [(("w", "s"), 1, 2), (("l", "e"), 0, 0), (("l", "n"), 0, 1)])
def test_the_selected_cell_is_framed(cell: tuple[str, str], column: int, row: int) -> None:
    (shape,) = reach_heatmap(GAPS, LIGHT, selected=cell).layout.shapes
    assert (shape.x0, shape.x1, shape.y0, shape.y1) == (column - 0.5, column + 0.5, row - 0.5, row + 0.5)
    assert shape.line.color == LIGHT["ink"]


def test_a_cell_that_is_not_there_is_not_framed() -> None:
    assert not reach_heatmap(GAPS, LIGHT, selected=("w", "nowhere")).layout.shapes
    assert not reach_heatmap(GAPS, LIGHT).layout.shapes


def test_names_stand_as_they_are_written() -> None:
    name = '<b>=1+1</b> & "co" \'s'
    shown = '&lt;b&gt;=1+1&lt;/b&gt; &amp; "co" \'s'
    gaps = frame(("w", name, "n", name, "none", 0, False, 1.0, 1.0))
    figure = reach_heatmap(gaps, LIGHT)
    assert list(figure.layout.xaxis.ticktext) == list(figure.layout.yaxis.ticktext) == [shown]
    assert hover(gaps) == [f"<b>{shown}</b> in <b>{shown}</b><br>Nobody present"]


def test_a_long_name_is_cut_on_the_axis_before_it_is_escaped_and_whole_on_pointing() -> None:
    name = "a" * 26 + "&" + "b" * 10
    gaps = frame(("w", "Water", "n", name, "none", 0, False, 1.0, 1.0))
    assert list(reach_heatmap(gaps, LIGHT).layout.yaxis.ticktext) == ["a" * 26 + "&amp;\u2026"]
    assert name.replace("&", "&amp;") in hover(gaps)[0]


def test_it_is_a_pure_function() -> None:
    before = GAPS.copy(deep=True)
    one, other = (reach_heatmap(GAPS, LIGHT, selected=("w", "s"), width=900) for _ in range(2))
    assert one == other
    assert one.layout.width == 900
    pd.testing.assert_frame_equal(GAPS, before)
    shuffled = GAPS.sample(frac=1, random_state=3)
    assert reach_heatmap(shuffled, LIGHT, selected=("w", "s"), width=900) == one


def test_it_grows_with_the_places_and_never_shrinks_to_nothing() -> None:
    rows = [("w", "Water", f"p{i}", f"P{i:02}", "none", 0, False, 1.0, 1.0) for i in range(40)]
    assert reach_heatmap(frame(*rows), LIGHT).layout.height > reach_heatmap(GAPS, LIGHT).layout.height >= 220


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
