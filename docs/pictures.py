"""Remake the pictures of the dashboard in ``docs/pictures``: every view, light and dark, on the sample and a real file.

``make pictures``. The real file is found as in the tests: in ``$PARTNERS_REAL_DATA``, else beside the checkout; where
it is absent, its pictures stay as they are. A real Chromium is needed.
"""

import sys
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: E402  (found by the line above)
from tests.browser.dashboards import dashboard, opened, settled, theme  # noqa: E402
from tests.real_data import real_data_folder  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
COLOURS = 256
"""As many as a picture keeps: text stays sharp, and a file stays below 250 KB."""

SAMPLE = {
    "coalitions": "",
    "bridging": "?view=bridging",
    "broker": "?view=bridging&organization=yarrow-path-walkers",
    "gaps": "?view=gaps",
    "cell": "?view=gaps&whom=everybody&cell=women&cell=fennimoor",
    "allies": "?view=allies&whom=us",
    "organizations": "?view=organizations",
    "why": "?organization=yarrow-path-walkers&why=partners&why=yarrow-path-walkers",
    "data": "?view=data",
}
ETHIOPIA = {
    "coalitions": "",
    "bridging": "?view=bridging",
    "broker": "?view=bridging",
    "gaps": "?view=gaps",
    "cell": "?view=gaps&whom=1",
    "allies": "?view=allies&whom=1",
    "organizations": "?view=organizations",
    "data": "?view=data",
}


def take(browser: Browser, address: str, views: Mapping[str, str], name: str) -> None:
    """Take the pictures of one data set."""
    for view, search in views.items():
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(60_000)
        opened(page, address, search)
        if view == "broker" and "organization" not in search:
            page.locator("tr", has_text="falls into").first.locator(".name-link").click()
            page.locator("#right .warn").first.wait_for()
        if view == "cell" and "cell" not in search:
            page.locator("td.cell-none").first.click()
            page.wait_for_function("() => location.search.includes('cell=')")
            settled(page)
        for mode in ("light", "dark"):
            theme(page, mode)
            page.wait_for_load_state("networkidle")
            page.mouse.move(640, 112)
            page.evaluate("() => document.querySelector('.page').scrollTo(0, 0)")
            settled(page)
            keep(page.screenshot(), FOLDER / f"{view}-{name}-{mode}.png")
        context.close()


def keep(shot: bytes, file: Path) -> None:
    """Write a picture with few colours."""
    image = Image.open(BytesIO(shot)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
    sys.stdout.write(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB\n")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with dashboard("demo", home=Path(home)) as address:
            take(browser, address, SAMPLE, "sample")
        try:
            real = real_data_folder()
        except pytest.skip.Exception as reason:
            sys.stdout.write(f"{reason}\n")
        else:
            file = real / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv"
            with dashboard("dashboard", str(file), home=Path(home)) as address:
                take(browser, address, ETHIOPIA, "ethiopia")
        browser.close()


if __name__ == "__main__":
    main()
