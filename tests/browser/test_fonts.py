"""The fonts come from the page's own address, only those whose letters it has, and all of them are small."""

from pathlib import Path
from typing import Any

import pytest

import dashboard
from tests.browser.dashboards import drawn, opened, settled, until

pytestmark = pytest.mark.browser

FOLDER = Path(dashboard.__file__).parent / "assets" / "fonts"
SIZE = 400_000
DRAWN = """async ([words, family]) => {
  const line = document.body.appendChild(document.createElement('p'));
  line.textContent = words;
  await document.fonts.load(`14px "${family}"`, words);
  return [...document.fonts].filter((one) => one.status === 'loaded').map((one) => one.family.replaceAll('"', ''));
}"""

WIDTHS = """() => Object.fromEntries(document.getElementById('map').netmap.texts()
  .filter((one) => one.kind === 'group').map((one) => [one.drawn, one.width]))"""


def test_all_fonts_together_are_small_and_have_their_licence() -> None:
    fonts = list(FOLDER.glob("*.woff2"))
    assert len(fonts) == 5
    assert all(font.read_bytes()[:4] == b"wOF2" for font in fonts)
    assert sum(font.stat().st_size for font in fonts) < SIZE
    for licence in FOLDER.glob("*-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8").upper()
    assert len(list(FOLDER.glob("*-OFL.txt"))) == 2


def test_the_page_asks_for_the_fonts_of_its_letters(page: Any, sample: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "font" else None)
    opened(page, sample)
    page.evaluate("() => document.fonts.ready")
    assert set(asked) == {f"{sample}assets/fonts/inter-latin.woff2"}
    assert page.evaluate("() => document.getElementById('map').netmap && document.fonts.check('12px Inter')")
    assert "Inter" in page.evaluate(DRAWN, ["\u041b\u044c\u0432\u0456\u0432", "Inter"])
    assert "Noto Sans Arabic" in page.evaluate(DRAWN, ["\u0645\u0627\u0621", "Noto Sans Arabic"])
    assert {url.rsplit("/", 1)[1] for url in asked} >= {"inter-cyrillic.woff2", "noto-sans-arabic-400.woff2"}
    assert all(url.startswith(f"{sample}assets/fonts/") for url in asked)


def test_nothing_waits_for_the_font_and_the_map_takes_it_when_it_comes(page: Any, sample: str) -> None:
    held_back: list[Any] = []
    page.route("**/*.woff2", lambda route: held_back.append(route))  # noqa: PLW0108  (Playwright marks the function)
    page.goto(sample, wait_until="commit")  # the browser takes a page for loaded when its fonts are
    settled(page)
    drawn(page)
    before = page.evaluate(WIDTHS)
    assert before
    assert held_back
    for route in held_back:
        route.continue_()
    until(lambda: any(width != before.get(text, width) for text, width in page.evaluate(WIDTHS).items()))


def test_the_print_sheet_has_the_same_font(page: Any, sample: str) -> None:
    opened(page, sample, "?view=allies")
    page.goto(f"{sample}print?view=allies")
    page.evaluate("() => document.fonts.ready")
    assert page.evaluate("() => [...document.fonts].some((one) => one.status === 'loaded' && one.family === 'Inter')")
