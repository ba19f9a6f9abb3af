"""Nothing lies beyond the window, nothing is cut off, and a phone shows the answer first, with targets for a finger."""

from typing import Any

import pytest

from tests.browser.dashboards import open_filters, opened, until

pytestmark = pytest.mark.browser

WIDTHS = (1280, 1024, 390)
TWICE = (640, 400)  # what a window of 1280 x 800 shows at 200 %
PHONE = {"width": 390, "height": 844}
FINGER = 44
SEARCH = "?causes=water&status=partner&since=2023-01-01&until=2025-12-31&kinds=meeting"
OUTSIDE = """() => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter((at) => at.checkVisibility() && !at.closest('.skip, .gap-scroll, .ag-root'))
  .map((at) => [at, at.getBoundingClientRect()])
  .filter(([at, box]) => box.width > 0 && (box.right > innerWidth + 1 || box.left < -1))
  .map(([at, box]) => `${at.innerText || at.ariaLabel || at.id} ${Math.round(box.left)}..${Math.round(box.right)}`)"""


# Texts that their box hides a part of. A grid shortens what a cell holds; what moves to the side hides nothing.
CUT = """() => [...document.querySelectorAll('.bar, .bar *, .heading, .what-is-shown *, .lists *, .right *, .page *')]
  .filter((at) => at.checkVisibility() && at.innerText?.trim() && getComputedStyle(at).display !== 'inline')
  .filter((at) => !at.closest('.unseen, .bar h1, .ag-root-wrapper, .gap-scroll, .scroll, .chart, .mantine-Select-root'))
  .filter((at) => at.scrollWidth > at.clientWidth + 1 || (getComputedStyle(at).overflowY !== 'visible'
    && !at.matches('.page, .right, .chosen') && at.scrollHeight > at.clientHeight + 1))
  .map((at) => `${at.className || at.tagName}: ${at.innerText.slice(0, 40)}`)"""
# A label belongs to its control. A link in a sentence is as high as its line.
SMALL = """(finger) => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter((at) => at.checkVisibility() && !at.closest('.skip, .ag-root'))
  .filter((at) => getComputedStyle(at).display !== 'inline' || at.parentElement.innerText === at.innerText)
  .map((at) => [at,
    (at.closest('label, .mantine-Checkbox-root, .mantine-Input-wrapper') ?? at).getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < finger - 0.5)
  .map(([at, box]) => `${at.className} ${at.innerText || at.ariaLabel || at.id} ${box.width} x ${box.height}`)"""
VIEWS = ["coalitions", "bridging", "gaps", "allies", "organizations", "data", "help"]
SWAPPED = """() => { const [first, last] = ['.left', '.right'].map((one) => document.querySelector(one)
  .getBoundingClientRect()); return [first.width, last.width, first.left - last.right] }"""


def fits(page: Any) -> None:
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [(1280, 800), (1024, 800), (390, 844), TWICE])
@pytest.mark.parametrize("view", VIEWS)
def test_no_control_lies_beyond_the_window(page: Any, sample: str, view: str, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    opened(page, sample, f"{SEARCH}&view={view}")
    fits(page)
    assert page.evaluate(CUT) == []
    if width == PHONE["width"]:
        answer = page.locator("#heading h2").bounding_box()
        assert answer["y"] + answer["height"] < height
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert page.evaluate(SMALL, FINGER) == []
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    fits(page)
    lists, answers, apart = page.evaluate(SWAPPED)
    if width > 900 and lists and answers:
        assert apart > 0, "the lists are on the right of the answers"
    assert page.evaluate("() => getComputedStyle(document.querySelector('#heading h2')).textAlign") == "start"


def test_a_phone_opens_cards_and_menus_from_below(page: Any, sample: str) -> None:
    page.set_viewport_size(PHONE)
    opened(page, sample, "?organization=orvenne-water-keepers")
    assert not page.locator("#mine").is_visible(), "the lists are folded"
    card = page.locator("#right").bounding_box()
    assert round(card["y"] + card["height"]) == PHONE["height"]
    answer, drawing = (page.locator(one).bounding_box() for one in ("#heading h2", ".map-place"))
    assert answer["y"] + answer["height"] < drawing["y"] < card["y"]
    assert page.evaluate(SMALL, FINGER) == []
    page.locator(".card .close").click()
    until(lambda: not page.locator(".card .close").count())
    for button, panel in (("#filter-button", ".filters"), ("#take-out-button", ".take-out")):
        page.locator(button).click()
        sheet = page.locator(f".mantine-Popover-dropdown:has(> {panel})")
        sheet.wait_for()
        box = until(sheet.bounding_box)
        assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, PHONE["width"], PHONE["height"])
        assert page.evaluate(SMALL, FINGER) == []
        page.keyboard.press("Escape")
        sheet.wait_for(state="hidden")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_opens_lies_inside_the_window(page: Any, sample: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, sample)
    page.wait_for_function("() => document.querySelectorAll('#mine').length")
    for name in ("causes", "places", "kinds", "status", "organization-kinds", "dates"):
        open_filters(page)
        panel = until(page.locator(".mantine-Popover-dropdown:has(.filters)").bounding_box)
        assert panel["x"] >= -1
        assert panel["x"] + panel["width"] <= width + 1
        page.locator(f"#filter-{name}").click()
        popup = page.locator(".filters .mantine-Popover-dropdown").locator("visible=true").first
        until(popup.count)
        box = until(popup.bounding_box)
        assert box["x"] >= -1, name
        assert box["x"] + box["width"] <= width + 1, name
        assert box["width"] < width, name
        page.keyboard.press("Escape")
        until(lambda: not page.locator("#filter-causes").is_visible())
