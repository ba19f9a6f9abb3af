"""A new view is a module and one list entry: navigation, page, heading and address have it then."""

import re
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from tests.browser.dashboards import dashboard, opened, settled, until
from tests.recipes.conftest import house
from tests.recipes.house import House

__all__ = ["house"]

pytestmark = pytest.mark.browser

LIST = "dashboard/views/__init__.py"
MODULE = "dashboard/views/sizes.py"
VIEW = '''"""Sizes: a view for a test."""

from dash import dcc, html

from dashboard.explorer.answers import Answers
from dashboard.state import State
from dashboard.views.record import Control, Scene, View

__all__ = ["VIEW"]


def _size(scene: Scene) -> str:
    return f"{len(scene.answers.selected_tables.organizations):,} organizations."


def _chosen(state: State, answers: Answers, value: str) -> State:
    return state.replace(sort=value)


def _centre(scene: Scene) -> html.Div:
    choice = dcc.Dropdown(id="sizes-choice", options=["surprise"], value=scene.state.sort or None)
    return html.Div([html.H2("How large it is"), html.P(_size(scene), id="sizes-answer"), choice])


VIEW = View(
    name="sizes",
    label="Sizes",
    question="How large is it?",
    layout="wide",
    centre=_centre,
    answer=_size,
    controls=(Control("sizes-choice", "value", _chosen),),
)
'''
IMPORT = "from dashboard.views import sizes\n"
ENTRY = "    sizes.VIEW,\n"


def ready(address: str) -> bool:
    """Return whether the data are read."""
    try:
        with urlopen(urljoin(address, "/readyz"), timeout=60) as answer:
            return bool(answer.status == 200)
    except HTTPError as not_yet:
        not_yet.close()
        return False


def test_a_view_is_a_module_and_a_list_entry(
    page: Any, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write(MODULE, VIEW)
    house.enter(LIST, "from dashboard.views.record", IMPORT)
    house.enter(LIST, "    data.VIEW,", ENTRY)
    monkeypatch.chdir(house.folder)  # what runs from a folder imports from it first
    home = tmp_path / "home"
    home.mkdir()
    with dashboard("demo", home=home) as address:
        until(lambda: ready(address), seconds=300)
        opened(page, address)
        assert [link.strip() for link in page.locator(".view").all_inner_texts()[:6]] == [
            "Map", "Bridging partners", "Gaps in reach", "Allies", "Organizations", "Sizes",
        ]  # fmt: skip
        page.get_by_role("link", name="Sizes", exact=True).click()
        settled(page)
        assert page.url.endswith("?view=sizes")
        answer = page.locator("#sizes-answer").inner_text()
        assert answer.endswith(" organizations.")
        assert page.locator(".view.lit").inner_text() == "Sizes"
        assert not page.locator(".map-place").is_visible()

        assert page.locator(".heading").inner_text().split("\n")[0] == "How large is it?"
        assert page.locator(".answer").inner_text() == answer

        page.locator("#sizes-choice").click()
        page.get_by_text("surprise", exact=True).last.click()
        page.wait_for_url(re.compile("sort=surprise"))  # asking for the address alone never lets the browser tell it

        opened(page, address, "?view=sizes")
        assert page.locator("#sizes-answer").inner_text() == answer
        page.close()  # before the server ends: a page asks now and then

    assert house.changes() == {MODULE: "new", LIST: IMPORT + ENTRY}
