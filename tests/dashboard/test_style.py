"""The style sheet says start and end, never left and right, and takes sizes and gaps from its scale."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dashboard

SHEETS = sorted((Path(dashboard.__file__).parent / "assets").glob("*.css"))
FOUR_SIDES = {"margin", "padding", "inset", "border-width", "border-style", "border-color", "border-radius"}
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+)[;}]")


def physical(sheet: str) -> Iterator[str]:
    """Yield every declaration that names left or right, or has another value on the left than on the right."""
    for name, value in DECLARATION.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        sides = value.split()
        names_a_side = re.search(r"\b(left|right)\b", name) or re.search(r"\b(left|right)\b", value)
        uneven = name in FOUR_SIDES and len(sides) == 4 and sides[1] != sides[3]
        if not name.startswith("--") and (names_a_side or uneven):
            yield f"{name}: {value}"


def test_the_style_sheet_is_logical() -> None:
    assert SHEETS
    faults = {sheet.name: list(physical(sheet.read_text(encoding="utf-8"))) for sheet in SHEETS}
    assert {name: lines for name, lines in faults.items() if lines} == {}


def test_sizes_of_text_and_gaps_come_from_the_scale() -> None:
    # 1px and 2px are lines and nudges, no gaps.
    scaled = re.compile(
        r"(?<![\w-])(?:font-size|font|padding|margin|gap|row-gap|column-gap)(?:-(?:block|inline)[\w-]*)?"
    )
    rest = [
        f"{name}: {value}"
        for sheet in SHEETS
        for name, value in DECLARATION.findall(sheet.read_text(encoding="utf-8"))
        if scaled.fullmatch(name) and re.search(r"(?<![\w.-])(?:[3-9]|\d\d+|\d+\.\d+)(?:px|rem|pt)", value)
    ]
    assert rest == []


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 1px", "padding-right: 2px", "left: 0", "right: 0", "text-align: left", "float: right",
        "border-left: 1px solid", "border-top-left-radius: 2px", "margin: 0 1px 0 2px", "inset: 0 1px 2px 3px",
        "clear: left", "transform-origin: top right",
    ],
)  # fmt: skip
def test_a_physical_side_is_refused(declaration: str) -> None:
    assert list(physical(f".left {{ color: red; {declaration}; }}")) == [declaration]


def test_a_logical_side_is_allowed() -> None:
    sheet = "/* left: 0; */ .left { inset-inline-start: 0; margin: 1px 2px 1px 2px; padding: 1px 2px; } .right {}"
    assert list(physical(sheet)) == []
