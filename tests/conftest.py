"""Fixtures for the tests of all rooms."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.examples import register_profiles
from tests.real_data import real_data_folder

register_profiles()
settings.load_profile("calm")  # unless `--hypothesis-profile` names another


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where several processes share the tests, keep together those of one file, all of a browser, all of Neo4j."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            folder = file.rpartition("/")[0]
            return folder if folder in {"tests/browser", "tests/integration"} else file

    return Together(config, log)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real files; a test that asks for it is skipped where they are absent."""
    return real_data_folder()


@pytest.fixture(scope="session", autouse=True)
def _data_folder_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests decide out of the data folder of whoever runs them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data-home")))
        yield
