"""Every page when there is nothing, when it takes long, when it fails, and when the address makes no sense."""

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest

from dashboard.app import create_app
from dashboard.explorer import Explorer
from dashboard.page import callbacks
from graph.errors import UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from loaders import load
from loaders.sample import sample_folder
from tests.browser.dashboards import opened, settled, texts, until

pytestmark = pytest.mark.browser


def served(serve: Callable[[Any], str], read: Callable[[], tuple[Tables, LoadReport]]) -> str:
    explorer = Explorer(read, "A test")
    explorer.start()
    app = create_app(explorer)
    return serve(app.server) + str(app.config.requests_pathname_prefix)


@pytest.fixture(scope="module")
def nothing(serve: Callable[[Any], str]) -> str:
    return served(serve, lambda: (Tables.of(), LoadReport()))


def test_no_data(page: Any, nothing: str) -> None:
    for view in ("", "?view=bridging", "?view=gaps", "?view=organizations"):
        opened(page, nothing, view)
        assert page.locator(".page h2").inner_text() == "No partners yet"
        assert "partners demo" in page.locator(".page").inner_text()
    opened(page, nothing, "?view=data")
    assert page.locator(".page .lead").inner_text().startswith("Nothing.")


def test_a_source_that_fails(browser: Any, serve: Callable[[Any], str]) -> None:
    def fail() -> tuple[Tables, LoadReport]:
        raise UnreadableSource("plans.xlsx", "a picture", "CSV or XLSX", "Save it as a spreadsheet.")

    address = served(serve, fail)
    context = browser.new_context()  # the map's data are refused with 503, which Chromium writes on the console
    page = context.new_page()
    page.goto(address)
    until(lambda: page.locator("[role=alert]").count())
    told = page.locator("[role=alert]").inner_text()
    assert told.startswith("The data could not be read")
    assert "plans.xlsx" in told
    assert page.request.get(urljoin(address, "/healthz")).ok
    assert page.get_by_role("link", name="Gaps in reach").is_visible()
    context.close()


def test_a_slow_source(page: Any, serve: Callable[[Any], str]) -> None:
    go_on = threading.Event()

    def slow() -> tuple[Tables, LoadReport]:
        go_on.wait(60)
        loaded = load(sample_folder())
        return loaded.tables, loaded.report

    search = "?causes=water&since=2021-01-01&until=2026-12-31&coalition=2&mine=orvenne-water-keepers"
    page.goto(served(serve, slow) + search)
    until(lambda: page.locator(".waiting-card").count())
    assert "Reading the files" in page.locator(".waiting-card").inner_text()
    assert page.locator(".waiting-card progress").is_visible()
    assert page.get_by_role("link", name="Bridging partners").is_visible()
    go_on.set()
    settled(page)
    until(lambda: page.locator("#mine").input_value() == "Orvenne Water Keepers (OWK)")
    assert page.evaluate("() => location.search") == search
    assert page.locator(".legend-row.lit").count() == 1


@pytest.mark.parametrize("view", ["coalitions", "bridging", "gaps", "organizations"])
def test_a_filter_that_leaves_nobody(page: Any, sample: str, view: str) -> None:
    opened(page, sample, f"?view={view}&causes=water&kinds=win&places=skarrow-isles&status=former")
    note = page.locator(".page .note")
    assert note.locator("h2").inner_text() == "No organization passes these filters"
    told = note.inner_text()
    assert "Safe water" in told
    assert "Skarrow Isles" in told
    assert "Without this filter: " in told
    note.get_by_text("Clear all filters").click()
    until(lambda: page.locator("#filter-summary").inner_text().startswith("254 organizations"))


def test_a_part_that_fails_says_so_until_the_next_address(
    page: Any, serve: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    def read() -> tuple[Tables, LoadReport]:
        loaded = load(sample_folder())
        return loaded.tables, loaded.report

    monkeypatch.setattr(callbacks, "_choices", fail)
    opened(page, served(serve, read))
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert alert.inner_text().startswith(
        "An unexpected error occurred, and this part of the page could not be changed."
    )
    page.get_by_role("link", name="Gaps in reach").click()
    settled(page)
    assert alert.count() == 0
    monkeypatch.setattr(callbacks, "_parts", fail)
    page.get_by_role("link", name="Bridging partners").click()
    alert.wait_for()
    assert alert.locator("h2").inner_text() == "This view could not be shown"


SENSELESS = {
    "?causes=none-such": "This link asks for something that is not in the data",
    "?view=gaps&whom=none-such": "This link asks for something that is not in the data",
    "?view=gaps&inside=none-such": "This link asks for something that is not in the data",
    "?view=gaps&cell=none&cell=such": "This link names a cause or place that is not in the data.",
    "?view=bridging&organization=none-such": "This link names an organization that is not in the data.",
    "?coalition=900": "This link names a coalition that is not in this selection.",
    "?mine=none-such": "Summary",
    "?view=nonsense&level=x&since=x&coalition=x&cell=x": "Summary",
    "?view=gaps&level=99": "",
}


def test_an_address_that_makes_no_sense(page: Any, sample: str) -> None:
    for search, told in SENSELESS.items():
        opened(page, sample, search, same=False)
        assert told in page.locator(".main").inner_text(), search


@pytest.mark.parametrize("view", ["coalitions", "bridging"])
def test_an_organization_outside_the_filter(page: Any, sample: str, view: str) -> None:
    opened(page, sample, f"?view={view}&causes=water&places=quannet&organization=women-of-the-sundral-plains")
    card = page.locator("#right").inner_text()
    assert "Women of the Sundral Plains" in card
    assert "The filters hide this organization." in card
    page.locator("#right").get_by_text("Clear the filters").click()
    until(lambda: "Works with" in page.locator("#right").inner_text())


def test_without_webgl_lists_stay(launch: Callable[..., Any], watched: Callable[[Any], Any], sample: str) -> None:
    plain = launch("--disable-software-rasterizer")
    page = watched(plain)
    page.goto(sample)
    settled(page)
    until(lambda: page.locator("#map-note").is_visible())
    assert "cannot draw the map" in page.locator("#map-note").inner_text()
    page.locator(".legend-row").first.click()
    until(lambda: page.locator("#right .close").count())
    page.get_by_role("link", name="Bridging partners").click()
    until(lambda: page.locator(".ranking .name-link").count())
    page.locator(".ranking .name-link").first.click()
    until(lambda: "Without" in page.locator("#right").inner_text())
    plain.close()


def test_a_small_window_stays_usable(page: Any, sample: str) -> None:
    page.set_viewport_size({"width": 480, "height": 800})
    opened(page, sample)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 480
    assert texts(page)


def test_title_and_focus_follow_what_is_opened(page: Any, sample: str) -> None:
    opened(page, sample)
    until(lambda: page.title() == "Map - Partner network")
    page.get_by_role("link", name="Bridging partners").click()
    until(lambda: page.title() == "Bridging partners - Partner network")
    settled(page)
    first = page.locator(".ranking .name-link").first
    name = first.inner_text()
    first.click()
    until(lambda: page.title() == f"{name} - Bridging partners - Partner network")
    assert page.locator("#announced").text_content() == page.title()
    focused = "() => document.activeElement?.id || document.activeElement?.innerText"
    until(lambda: page.evaluate(focused) in {"card-title", name})
    page.get_by_role("link", name="Gaps in reach").click()
    settled(page)
    until(lambda: page.evaluate("() => document.activeElement !== document.body"))
