"""The start page in a browser: a wrong path, a file that is none, then data; the next time they are offered."""

from pathlib import Path
from typing import Any

import pytest

from loaders.sample import sample_folder
from tests.browser.dashboards import dashboard, drawn, settled, until

pytestmark = pytest.mark.browser


def test_from_the_start_page_to_the_map_and_again(page: Any, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(bytes(range(128, 256)))
    with dashboard("dashboard", home=tmp_path) as address:
        page.goto(address)
        page.get_by_text("Which data do you want to open?").wait_for()
        field = page.get_by_label("A file or a folder on this machine")
        field.fill("nowhere.csv")
        page.get_by_role("button", name="Open", exact=True).click()
        page.get_by_role("alert").get_by_text("there is no such file").wait_for()

        field.fill(str(tmp_path / "picture.csv"))
        field.press("Enter")
        page.get_by_text("The data could not be read").wait_for()
        page.get_by_role("button", name="Choose other data").click()

        field.fill(str(sample_folder()))
        field.press("Enter")
        settled(page)
        drawn(page)
        until(lambda: page.locator("#filter-summary").inner_text().startswith("254 organizations"))
        page.goto("about:blank")
    with dashboard("dashboard", home=tmp_path) as address:
        page.goto(address)
        page.get_by_role("button", name=str(sample_folder())).click()
        settled(page)
        until(lambda: page.locator("#filter-summary").inner_text().startswith("254 organizations"))
        page.goto("about:blank")
