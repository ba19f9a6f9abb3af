""" "Why?" beside a number: the rows with file and line, by keyboard, and back to the same place."""

import re
from typing import Any

import pytest

from tests.browser.dashboards import opened, settled, until

pytestmark = pytest.mark.browser

FOCUS = "() => document.activeElement.id || document.activeElement.getAttribute('href')"


def focused(page: Any) -> str:
    return str(page.evaluate(FOCUS))


def test_why_opens_the_rows_and_back_returns_to_the_number(page: Any, sample: str) -> None:
    opened(page, sample + "?organization=yarrow-path-walkers")
    link = page.locator(".fact a.why").first
    number = page.locator(".fact strong").first.inner_text()
    href = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    page.locator("#why-rows li").first.wait_for()
    until(lambda: focused(page) == "card-title")
    assert f"{number} partners" in page.locator("#card-title").inner_text()
    note = page.locator("#why-rows li .muted").first.inner_text()
    assert re.search(r"interactions\.csv, line \d+ \u00b7 participations\.csv, lines \d+", note), note
    assert page.locator("#why-rows li").count() == 30
    page.locator("#why-rows .more").click()
    until(lambda: page.locator("#why-rows li").count() > 30)
    page.go_back()
    settled(page)
    until(lambda: focused(page) == href)
    link.click()
    page.locator("#why-rows li").first.wait_for()
    page.locator(".card .close").click()
    until(lambda: focused(page) == href)


def test_rows_are_a_link_and_fit_on_a_phone(page: Any, sample: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, sample + "?why=relationships")
    assert "relationships" in page.locator("#card-title").inner_text()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.locator("a.view", has_text="Gaps").first.click()
    until(lambda: "view=gaps" in page.evaluate("() => location.search"))
    settled(page)
    assert "why=" not in page.evaluate("() => location.search")
