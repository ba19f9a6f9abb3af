"""A house for each toy."""

from pathlib import Path

import pytest

from tests.recipes.house import House

__all__ = ["house"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a copy of the rooms."""
    folder = tmp_path / "house"
    folder.mkdir()
    return House(folder)
