"""Fixtures for the tests of all rooms."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.real_data import real_data_folder

# How long an example takes says more about what else the machine does than about the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.hookimpl(tryfirst=True)  # before the processes are told which test belongs where
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, keep together those that share a server, a browser or a file."""
    for item in items:
        shared = next((name for name in ("neo4j", "browser") if item.get_closest_marker(name)), None)
        item.add_marker(pytest.mark.xdist_group(shared or str(item.path)))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real files; a test that asks for it is skipped where they are absent."""
    return real_data_folder()
