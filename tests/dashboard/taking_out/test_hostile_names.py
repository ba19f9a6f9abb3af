"""Names that try to be markup, style, a formula or a broken file: they leave the page as text."""

import io
import re
from itertools import combinations

import openpyxl
import pytest
from defusedxml import ElementTree

from dashboard.explorer import Explorer
from dashboard.state import State
from graph.report import LoadReport
from graph.tables import Tables
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.conftest import started
from tests.dashboard.village import village

pytestmark = pytest.mark.usefixtures("few_draws")

NAMES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=a>',
    "=HYPERLINK(1)",
    "@media{}</style><b>",
    "]]>&lt;\x08\x00",
    "-1+2",
)
SVG = "{http://www.w3.org/2000/svg}"


def hostile() -> Tables:
    tables = village()
    organizations, causes = tables.organizations.copy(), tables.causes.copy()
    for frame in (organizations, causes):
        names = [NAMES[at % len(NAMES)] + " " * (at // len(NAMES)) for at in range(len(frame))]
        frame["name"] = names
        if "aliases" in frame:
            frame["aliases"] = None
    frames = tables.frames() | {"organizations": organizations, "causes": causes}
    return Tables.of(frames)


@pytest.fixture(scope="module")
def at_hostile() -> StandIn:
    return StandIn(started(Explorer(lambda: (hostile(), LoadReport()), '</title><script>"\\ a')))


@pytest.mark.parametrize("view", ["coalitions", "bridging", "gaps"])
def test_names_leave_as_text(at_hostile: StandIn, view: str) -> None:
    search = State(view=view).search() or "?"
    picture = at_hostile.client.get(f"api/picture.svg{search}").text
    svg = ElementTree.fromstring(picture)
    assert {one.tag.removeprefix(SVG) for one in svg.iter()} <= {
        "svg", "title", "rect", "g", "path", "circle", "line", "text",
    }  # fmt: skip
    attributes = {name for one in svg.iter() for name in one.attrib}
    assert not [name for name in attributes if "href" in name or name.startswith("on") or name == "style"]
    assert "url(" not in picture
    page = at_hostile.client.get(f"print{search}").text
    assert not re.search(r"<(script|img|b)\b", page)
    assert page.count("</style>") == page.count("</title>\n<style>") == 1
    sheet = at_hostile.client.get(f"api/table.xlsx{search}").data
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(sheet)) for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    for form in ("csv", "txt"):
        text = at_hostile.client.get(f"api/table.{form}{search}").data.decode("utf-8-sig")
        starts = [cell[:1] for line in text.splitlines() for cell in re.split("\t" if form == "txt" else ",", line)]
        assert not {"=", "@", "-"} & set(starts)
    assert view != "coalitions" or "=HYPERLINK(1)" in {str(cell.value).strip() for cell in cells}


def test_no_two_texts_overlap(explorer: Explorer) -> None:
    """By a check of every pair; the widths themselves are measured in a browser."""
    from dashboard.taking_out.drawing.places import Area, Disc, Places

    layout, names = explorer.base.layout, explorer.base.names
    columns = (layout[name].tolist() for name in ("organization_id", "x", "y"))
    discs = [Disc(str(names[one]), 0.65 * left, 0.65 * top, 5) for one, left, top in zip(*columns, strict=True)]
    places = Places(840, 672, discs)
    square = [(100.0, 100.0), (300.0, 100.0), (300.0, 300.0), (100.0, 300.0)]
    areas = [Area(f"Coalition {at} of the coast", square, 12, "#000000") for at in range(8)]
    labels = [places.area(area, areas) for area in areas]
    labels += [places.organization(disc, at) for at, disc in enumerate(discs)]
    boxes = [label.box for label in labels if label]
    assert len(boxes) > 60
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert all(
        box.left >= 2 and box.top >= 2 and box.left + box.width <= 838 and box.top + box.height <= 670 for box in boxes
    )
