"""Fixtures for the tests of all rooms."""

from pathlib import Path

import pytest

from tests.real_data import real_data_folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real files; a test that asks for it is skipped where they are absent."""
    return real_data_folder()
