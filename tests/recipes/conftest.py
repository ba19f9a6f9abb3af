"""A house for each toy, and the browser."""

from pathlib import Path

import pytest

from tests.browser.conftest import browser, launch, page, watched
from tests.recipes.house import House

__all__ = ["browser", "house", "launch", "page", "watched"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a copy of the rooms."""
    folder = tmp_path / "house"
    folder.mkdir()
    return House(folder)
