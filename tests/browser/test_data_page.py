"""The Data page in a real browser: a question about names is answered, columns are explained, and the data follow."""

from pathlib import Path
from typing import Any

import pytest

from loaders.formats.mapped import mapping_path, propose, read_mapping, save
from loaders.reading.opened import Opened
from tests.browser.dashboards import dashboard, opened, until

pytestmark = pytest.mark.browser

VISITS = (
    "Who was there,Day,Extra\n"
    "Ash House;Birch House,2024-03-01,Cedar House\nAsh House;Hill Aid,2024-03-02,Cedar House\n"
    "Ash House;Hill Aid Trust,2024-03-03,Cedar House\n"
)


def counted(page: Any, number: int) -> None:
    """Wait until the data hold so many organizations and the page has answered."""
    until(lambda: (page.locator("#filter-summary").text_content() or "").startswith(f"{number} organizations"))
    until(lambda: not page.locator(".waiting-card, .working.on").count())


def test_an_answer_about_names_changes_the_network(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(VISITS, encoding="utf-8")
    save(propose(Opened(file)), mapping_path(file))
    (tmp_path / "home").mkdir()
    with dashboard("dashboard", str(file), home=tmp_path / "home") as address:
        opened(page, address, "?view=coalitions")
        counted(page, 4)
        page.get_by_role("link", name="1 name to check").click()
        page.get_by_role("button", name="Same organization: Hill Aid").click()
        page.get_by_text("You answered: same organization.").wait_for()
        assert page.get_by_text("1 name to check").count() == 0
        page.get_by_role("button", name="Read again", exact=True).click()
        counted(page, 3)
        [entries] = (tmp_path / "home").rglob("*.jsonl")
        assert entries.read_text(encoding="utf-8").count('"decision": "same"') == 1

        page.get_by_role("textbox", name="Meaning of the column Extra").click()
        page.get_by_role("option", name="Partner: ").click()
        page.get_by_role("button", name="Save and read again").click()
        counted(page, 4)
        assert [c.role for c in read_mapping(mapping_path(file)).columns][-1] == "partner"
        page.goto("about:blank")  # nobody asks a server that has ended


def test_a_spreadsheet_that_nothing_explains_opens_with_a_guess_to_confirm(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "circle.csv"
    file.write_text(VISITS.replace("Who was there,Day", "Those there,When"), encoding="utf-8")
    (tmp_path / "home").mkdir()
    with dashboard("dashboard", str(file), home=tmp_path / "home") as address:
        opened(page, address, "?view=coalitions")
        counted(page, 4)
        page.get_by_role("link", name="1 file to check").click()
        page.get_by_text("This is a guess from the headers and cells").wait_for()
        page.get_by_role("textbox", name="Meaning of the column Extra").click()
        page.get_by_role("option", name="Partner: ").click()
        page.get_by_role("button", name="Save and read again").click()
        counted(page, 5)
        until(lambda: not page.get_by_text("1 file to check").count())
        assert [c.role for c in read_mapping(mapping_path(file)).columns] == ["organization", "date", "partner"]
        page.goto("about:blank")
