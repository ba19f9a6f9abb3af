"""Nothing lies beyond the window: no control, and nothing that opens."""

from typing import Any

import pytest

from tests.browser.dashboards import open_filters, opened, until

pytestmark = pytest.mark.browser

WIDTHS = (1280, 1024, 390)
SEARCH = "?causes=water&status=partner&since=2023-01-01&until=2025-12-31&kinds=meeting"
OUTSIDE = """() => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter((at) => at.checkVisibility() && !at.closest('.skip, .gap-scroll, .ag-root'))
  .map((at) => [at, at.getBoundingClientRect()])
  .filter(([at, box]) => box.width > 0 && (box.right > innerWidth + 1 || box.left < -1))
  .map(([at, box]) => `${at.innerText || at.ariaLabel || at.id} ${Math.round(box.left)}..${Math.round(box.right)}`)"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["coalitions", "bridging", "gaps", "allies", "organizations", "data", "help"])
def test_no_control_lies_beyond_the_window(page: Any, sample: str, view: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, sample, f"{SEARCH}&view={view}")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


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
