"""The table of organizations in a browser: it keeps what somebody did in it, and Plotly loads with it alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.app import create_app
from dashboard.explorer import Explorer
from dashboard.views import organization_filling
from loaders import load
from loaders.sample import sample_folder
from tests.browser.dashboards import opened, settled, theme, until
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser


def first_row(page: Any) -> list[str]:
    row: list[str] = page.locator(".ag-row[row-index='0'] .ag-cell").all_inner_texts()
    return row


def heads(page: Any) -> list[str]:
    texts: list[str] = page.locator(".ag-header-cell-text").all_inner_texts()
    return texts


def table(page: Any) -> None:
    """Wait until the table has rows."""
    page.locator(".ag-row .measure-cell").first.wait_for()


def test_plotly_loads_with_this_view_alone(page: Any, sample: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, sample)
    for view in ("Bridging partners", "Gaps in reach", "Data"):
        page.get_by_role("link", name=view, exact=True).click()
        settled(page)
    assert not [url for url in asked if "plotly" in url]
    page.get_by_role("link", name="Organizations", exact=True).click()
    page.locator("#organizations-distribution .main-svg").first.wait_for()
    assert [url for url in asked if "plotly" in url]


def test_what_somebody_did_in_the_table_stays(page: Any, sample: str) -> None:
    opened(page, sample, "?view=organizations&columns=strength")
    table(page)
    page.locator(".ag-header-cell-text", has_text="Warmth").click()
    page.wait_for_url(re.compile("order=-strength"))  # asking for the address alone never lets the browser tell it
    settled(page)
    page.locator(".ag-floating-filter-input input").first.fill("wa")
    names = page.locator(".ag-cell[col-id=name]")
    until(lambda: all("wa" in name.casefold() for name in names.all_inner_texts()) and names.count())
    before = first_row(page)
    page.locator(".ag-row[row-index='1'] .ag-cell").first.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("organization="))
    settled(page)
    chosen = page.locator(".ag-row[row-index='1'] .ag-cell").first.inner_text()
    until(lambda: page.locator("#card-title").inner_text() == chosen)
    assert first_row(page) == before
    assert page.evaluate("() => document.activeElement.closest('.ag-row')?.getAttribute('row-index')") == "1"
    page.get_by_text("Choose columns").click()
    page.get_by_role("checkbox", name="Nearness", exact=True).press("Space")
    until(lambda: "Nearness" in heads(page))
    assert before[0] in first_row(page)
    assert page.evaluate("() => document.activeElement.value") == "closeness"
    page.go_back()
    until(lambda: "Nearness" not in heads(page))
    until(lambda: not page.get_by_role("checkbox", name="Nearness", exact=True).is_checked())
    page.get_by_role("link", name="Show on map").click()
    settled(page)
    until(lambda: page.locator("#map").is_visible() and page.locator("#card-title").inner_text() == chosen)
    page.go_back()
    until(lambda: page.locator(".ag-row-selected").count())
    selected = page.locator(".ag-row-selected .ag-cell").first.inner_text()
    assert selected == chosen
    assert page.locator(".ag-header-cell", has_text="Warmth").get_attribute("aria-sort") == "descending"
    page.locator("#right .close").click()
    until(lambda: not page.locator(".ag-row-selected").count())


def test_a_list_filters_by_a_value(page: Any, sample: str) -> None:
    opened(page, sample, "?view=organizations&columns=status&columns=constraint&order=name")
    table(page)
    page.set_viewport_size({"width": 390, "height": 844})
    until(lambda: page.locator("#organizations-table .ag-body-viewport").bounding_box()["height"] > 300)
    page.get_by_label("Filter by: Status").select_option("Member")
    until(lambda: {row.inner_text() for row in page.locator(".ag-cell[col-id=status]").all()} == {"Member"})
    page.get_by_label("Filter by: Status").select_option("All")
    until(lambda: len({row.inner_text() for row in page.locator(".ag-cell[col-id=status]").all()}) > 1)
    page.locator(".ag-floating-filter-input input").first.fill("no such name")
    until(lambda: page.get_by_text("No organization passes the filters of the columns.").is_visible())


def test_of_many_organizations_the_server_sends_a_part(
    page: Any, serve: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organization_filling, "MOST_IN_BROWSER", 100)
    loaded = load(sample_folder())
    explorer = Explorer(lambda: (loaded.tables, loaded.report))
    explorer.start()
    app = create_app(explorer)
    address = serve(app.server) + str(app.config.requests_pathname_prefix)
    opened(page, address, "?view=organizations&columns=degree&columns=coalition")
    table(page)
    degrees = dict(explorer.base.ties.degree)
    assert first_row(page)[-1] == str(max(degrees.values()))
    page.locator(".ag-header-cell-text", has_text="Partners").click()
    until(lambda: first_row(page)[-1:] == ["0"])
    page.locator(".ag-floating-filter-input input").nth(1).fill("20")
    until(lambda: first_row(page)[-1:] == [str(min(n for n in degrees.values() if n >= 20))])
    page.get_by_text("Choose columns").click()
    page.get_by_role("checkbox", name="Warmth", exact=True).check()
    until(lambda: len(first_row(page)) == 4 and first_row(page)[-1] not in {"...", "-"})
    assert int(first_row(page)[-2]) >= 20, "the filter stays"
    theme(page, "dark")
    table(page)
    assert serious(page) == []
