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


_TOGETHER = {
    "tests/browser/test_accessibility.py": "a browser",
    "tests/browser/test_first_minutes.py": "a browser",
    "tests/browser/test_netmap.py": "a browser",
    "tests/browser": "another browser",
    "tests/integration": "Neo4j",
}
"""What shares a server, by file or else by folder; the files of the first read the same real file."""

_LONGEST = ("tests/browser", "tests/integration", "tests/secrets", "tests/loaders/workspace", "tests/cli",
            "tests/dashboard", "tests/loaders")  # fmt: skip
"""What takes longest comes first, so that the processes end together."""


def _scope(nodeid: str) -> str:
    """Return with what a test stays in one process: the tests of its file, of its browser or of its server."""
    file = nodeid.partition("::")[0]
    return _TOGETHER.get(file) or _TOGETHER.get(file.rpartition("/")[0]) or file


def _weight(nodeid: str) -> int:
    return next((i for i, folder in enumerate(_LONGEST) if nodeid.startswith(f"{folder}/")), len(_LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where several processes share the tests, keep together what shares a file, a browser or Neo4j."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _scope(nodeid)

    return Together(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let several processes begin with what takes longest."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _weight(item.nodeid))


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
