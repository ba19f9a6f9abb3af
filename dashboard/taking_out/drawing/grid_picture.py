"""The table of gaps as a picture, made from what the table on screen is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from dashboard.colours import COLOURS, cell_colours
from dashboard.explorer.cells import CELL_STATES
from dashboard.gap_table import GapTable
from dashboard.language import LANGUAGE, text
from dashboard.taking_out.drawing.frames import Drawing, Key
from dashboard.taking_out.drawing.svg import tag, written
from dashboard.taking_out.drawing.widths import shortened, width_of
from graph.sentences.reach import last_heard

__all__ = ["grid_picture"]

_SIZE = 11.0
_ROW, _COLUMN = 22.0, 38.0
_LONGEST = 190.0
_MARGIN = 16.0
_NARROWEST = 560.0
"""So wide is the picture at least, for the sentences around the table."""


@dataclass(frozen=True)
class _Grid:
    """What is drawn of a table of gaps: its properties, under their names."""

    rows: Sequence[Mapping[str, str]]
    columns: Sequence[Mapping[str, str]]
    states: Sequence[Sequence[str]]
    texts: Sequence[Sequence[str]]
    chosen: Sequence[str] | None


def grid_picture(table: GapTable, theme: str = "light") -> Drawing:
    """Return the table as a picture with its legend.

    Parameters
    ----------
    table : GapTable
        The table on screen.
    theme : {"light", "dark"}, optional
        The colours.
    """
    grid = _Grid(**{part.name: getattr(table, part.name) for part in fields(_Grid)})
    colours, cells = COLOURS[theme], cell_colours(theme)["cells"]
    places, causes = _short(grid.rows), _short(grid.columns)
    left = _MARGIN + max((width_of(name, _SIZE) for name in places), default=0) + 10
    head = max((width_of(name, _SIZE) for name in causes), default=0) + 14
    parts = [
        written(
            name, 0, 0, font_size=_SIZE, fill=colours["ink"],
            transform=f"translate({round(left + (at + 0.5) * _COLUMN + 4)} {round(head - 6)}) rotate(-90)",
        )
        for at, name in enumerate(causes)
    ]  # fmt: skip
    for row, name in enumerate(places):
        top = head + row * _ROW
        parts.append(written(name, _MARGIN, top + 15, font_size=_SIZE, fill=colours["ink"]))
        for column, state in enumerate(grid.states[row]):
            ground, ink = cells[state]
            across = left + column * _COLUMN
            parts.append(tag("rect", x=across, y=top, width=_COLUMN - 2, height=_ROW - 2, rx=3, fill=ground))
            sign = grid.texts[row][column]
            if sign:
                middle = across + _COLUMN / 2 - 1
                parts.append(written(sign, middle, top + 14, font_size=_SIZE, fill=ink, text_anchor="middle"))
    parts += _chosen(grid, left, head, colours["ink"])
    width = max(left + len(causes) * _COLUMN + _MARGIN, _NARROWEST)
    used = {state for line in grid.states for state in line}
    legend = [Key(cells[state][0], text(words)) for state, words in CELL_STATES.items() if state in used]
    claimed = any(sign.endswith("*") for line in grid.texts for sign in line)
    remarks = [last_heard(claimed=True, language=LANGUAGE)] if claimed else []
    return Drawing(round(width), round(head + len(places) * _ROW), "\n".join(parts), legend, remarks)


def _short(headings: Sequence[Mapping[str, str]]) -> list[str]:
    return [shortened(one["name"], _LONGEST, _SIZE) for one in headings]


def _chosen(grid: _Grid, left: float, head: float, ink: str) -> list[str]:
    """Return the frame of the chosen cell."""
    if not grid.chosen:
        return []
    at = [[one["id"] for one in getattr(grid, part)].index(cell) for part, cell in zip(("columns", "rows"), grid.chosen,
          strict=True)]  # fmt: skip
    return [
        tag(
            "rect", x=left + at[0] * _COLUMN, y=head + at[1] * _ROW, width=_COLUMN - 2, height=_ROW - 2, rx=3,
            fill="none", stroke=ink, stroke_width=2.5,
        )
    ]  # fmt: skip
