"""Take out, in a browser: by keyboard, to the clipboard, as files, on paper, and in place of a map without WebGL."""

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.dashboards import opened, overlapping, settled, until

pytestmark = pytest.mark.browser

BOXES = """() => [...document.querySelectorAll("svg text")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return { text: one.textContent, x, y: y + height / 4, width, height: height / 2 };
})"""


def said(page: Any) -> str:
    return str(until(lambda: page.locator("#take-out-said").inner_text()))


def opened_menu(page: Any) -> None:
    page.locator("#take-out-button").focus()
    page.keyboard.press("Enter")
    until(lambda: page.evaluate("() => Boolean(document.activeElement.closest('.take-out'))"))


def test_copy_and_save_by_keyboard(page: Any, sample: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, sample, "?view=bridging")
    opened_menu(page)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Answers as text: Copy"
    page.keyboard.press("Enter")
    assert said(page) == "Copied."
    assert page.locator("#right h2").first.inner_text() in page.evaluate("() => navigator.clipboard.readText()")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Answers as text: Copy"

    page.get_by_label("Bridging partners: Copy").click()
    until(lambda: page.evaluate("() => navigator.clipboard.readText()").startswith("Rank\tOrganization\tCoalition\t"))

    with page.expect_download() as download:
        page.get_by_label("Picture: PNG").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">I", content[16:20]) == (2100,)
    until(lambda: page.locator("#take-out-said").inner_text() == f"Saved: {download.value.suggested_filename}")

    page.keyboard.press("Escape")
    until(lambda: page.evaluate("() => document.activeElement.id") == "take-out-button")


def test_a_refused_clipboard_says_so(page: Any, sample: str) -> None:
    opened(page, sample)
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error());"
        " document.execCommand = () => false }"
    )
    opened_menu(page)
    page.get_by_label("Answers as text: Copy").click()
    assert said(page) == "The browser does not let this page copy. Take the file instead."
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    page.get_by_label("Picture: SVG").click()
    until(lambda: "does not answer" in page.locator("#take-out-said").inner_text())


def test_the_sheet_is_for_paper(page: Any, sample: str) -> None:
    opened(page, sample)
    opened_menu(page)
    with page.context.expect_page() as tab:
        page.get_by_label("Print sheet (A4): Open").click()
    sheet = tab.value
    sheet.emulate_media(media="print")
    sheet.set_viewport_size({"width": 680, "height": 1000})  # A4 without its margins, as CSS has it
    assert sheet.evaluate("() => document.documentElement.scrollWidth") <= 680
    figure = sheet.locator("figure").bounding_box()
    assert figure["y"] + figure["height"] < 995, "the map and its legend are on the first page"
    assert len(sheet.pdf(prefer_css_page_size=True).split(b"/Type /Page\n")) == 3, "two pages"
    assert overlapping(sheet.evaluate(BOXES)) == []
    assert not sheet.locator(".how").is_visible()


def test_without_webgl_the_map_is_a_picture(
    launch: Callable[..., Any], watched: Callable[[Any], Any], sample: str
) -> None:
    browser = launch("--disable-3d-apis")
    page = watched(browser)
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(f"{answer.status} {answer.url}"))
    page.goto(f"{sample}?causes=land")
    settled(page)
    picture = page.get_by_role("img", name="The map as a picture")
    until(picture.is_visible)
    pictures = re.compile(r"api/picture\.svg\?causes=land&bare=1&names=\d+&theme=light$")
    until(lambda: [one for one in asked if pictures.search(one)])
    assert all(one.startswith("200") for one in asked if "picture.svg" in one)
    browser.close()
