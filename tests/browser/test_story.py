"""The story: from a whole network to one empty cell and whom to ask, in an address that reopens the same screen."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.browser.dashboards import dashboard, drawn, open_filters, opened, settled, texts, theme, until

pytestmark = pytest.mark.browser


def query(page: Any) -> dict[str, list[str]]:
    return parse_qs(page.evaluate("() => location.search.slice(1)"))


def asked(page: Any, name: str, *values: str) -> None:
    """Wait until the address says so, and the page answers it."""
    until(lambda: query(page).get(name, []) == list(values))
    settled(page)


def choose(page: Any, control: str, text: str) -> None:
    """Choose in a searchable list as a user does: type, then click the line."""
    field = page.locator(f"#{control}")
    field.click()
    field.press_sequentially(text)
    page.get_by_role("option", name=text, exact=True).click()


def test_the_story(page: Any, sample: str) -> None:
    opened(page, sample)
    open_filters(page)
    choose(page, "filter-causes", "Safe water")
    asked(page, "causes", "water")
    assert page.locator("#filter-summary").inner_text().startswith("138 of 254 organizations")
    page.keyboard.press("Escape")
    until(lambda: not page.locator("#filter-causes").is_visible())

    page.get_by_role("link", name="Bridging partners").click()
    asked(page, "view", "bridging")
    first = page.locator(".ranking .name-link").first
    name = first.inner_text()
    first.click()
    until(lambda: "organization" in query(page))
    settled(page)
    assert page.locator("#card-title").inner_text() == name
    assert page.locator("#right .warn").first.inner_text().startswith(f"Without {name},")

    page.get_by_role("link", name="Gaps in reach").click()
    asked(page, "view", "gaps")
    gap = page.locator("#gaps-table td.cell-nobody_much").first
    sentence = gap.get_attribute("aria-label") or ""
    gap.click()
    until(lambda: len(query(page).get("cell", [])) == 2)
    settled(page)
    assert sentence.startswith(page.locator("#card-title").inner_text())
    until(lambda: page.locator("#right h3").count())
    titles = page.locator("#right h3").all_inner_texts()
    assert {"Whom to ask", "Nearby"} <= set(titles)
    assert page.locator("#right .name-link").count() >= 2

    before = (query(page), page.locator("#right").inner_text(), page.locator("#filter-summary").inner_text())
    page.reload()
    settled(page)
    until(lambda: page.locator("#right h3").count())
    assert (query(page), page.locator("#right").inner_text(), page.locator("#filter-summary").inner_text()) == before
    until(lambda: page.locator(".chips").get_by_text("Safe water").count())
    assert page.locator('#gaps-table td[aria-selected="true"]').get_attribute("aria-label") == sentence

    page.go_back()
    until(lambda: "cell" not in query(page))
    settled(page)
    assert page.locator("#card-title").inner_text() == "Largest gaps"
    page.go_back()
    asked(page, "view", "bridging")
    assert page.locator("#card-title").inner_text() == name


def test_my_organization_is_remembered_by_the_address(page: Any, sample: str) -> None:
    opened(page, sample)
    choose(page, "mine", "Orvenne Water Keepers (OWK)")
    asked(page, "mine", "orvenne-water-keepers")
    assert page.locator("#card-title").inner_text() == "Orvenne Water Keepers"
    page.reload()
    settled(page)
    drawn(page)
    until(lambda: page.locator("#mine").input_value() == "Orvenne Water Keepers (OWK)")
    assert query(page)["mine"] == ["orvenne-water-keepers"]
    assert page.locator("#card-title").inner_text() == "Orvenne Water Keepers"


@pytest.mark.parametrize(
    "search",
    [
        "?causes=water&causes=land&kinds=meeting&since=2024-01-01&until=2025-12-31",
        "?coalition=2&mine=orvenne-water-keepers",
        "?view=gaps&whom=everybody&level=1&sort=surprise",
    ],
)
def test_an_address_stays_what_it_is(page: Any, sample: str, search: str) -> None:
    opened(page, sample, search)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => location.search") == search


def test_a_coalition_keeps_the_name_it_is_given(page: Any, tmp_path: Path) -> None:
    with dashboard("demo", home=tmp_path) as address:
        opened(page, address, "?coalition=2")
        page.get_by_text("Rename", exact=True).click()
        page.fill("#coalition-name", "Friends of the harbour")
        page.click("#coalition-rename")
        until(lambda: page.locator("#card-title").inner_text() == "Friends of the harbour")
        until(lambda: "Friends of the harbour" in [text["text"] for text in texts(page)])
        page.reload()
        settled(page)
        drawn(page)
        assert page.locator("#card-title").inner_text() == "Friends of the harbour"
        assert page.locator(".legend").get_by_text("Friends of the harbour").count() == 1
        page.goto("about:blank")  # nobody asks a server that has ended
    with dashboard("demo", home=tmp_path) as address:
        opened(page, address, "?coalition=2")
        assert page.locator("#card-title").inner_text() == "Friends of the harbour"
        page.goto("about:blank")


def test_dark_stays_dark(page: Any, sample: str) -> None:
    opened(page, sample)
    theme(page, "dark")
    page.reload()
    settled(page)
    drawn(page)
    assert page.evaluate("() => document.documentElement.dataset.mantineColorScheme") == "dark"
    assert page.locator("#theme-button").inner_text() == "Light"
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 31)"
