"""Fixtures for the tests of all rooms."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.real_data import real_data_folder

# How long an example takes says more about what else the machine does than about the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real files; a test that asks for it is skipped where they are absent."""
    return real_data_folder()
