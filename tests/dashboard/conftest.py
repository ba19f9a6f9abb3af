"""Explorers that have read: one over the small invented village, one over the sample."""

from collections.abc import Iterator

import pytest

from dashboard.explorer import Explorer, answers
from graph.clusters import chance
from loaders import Loaded, read_folder
from loaders.sample import sample_folder
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.village import village, village_report, village_review
from tests.examples import long_run
from tests.patience import PATIENCE


def started(explorer: Explorer) -> Explorer:
    """Return the explorer once it has read."""
    explorer.start()
    assert explorer.ready.wait(PATIENCE)
    assert explorer.error == ""
    return explorer


@pytest.fixture(scope="module")
def few_draws() -> Iterator[None]:
    """Draw contacts and shuffle networks a few times only, unless in a long run: any number has to say the same."""
    if long_run():
        yield
        return
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(answers, "_DRAWS", ())
        patched.setattr(answers, "_FEWEST_DRAWS", 5)
        patched.setattr(chance, "_REWIRINGS", ())
        patched.setattr(chance, "_FEWEST_REWIRINGS", 5)
        yield


@pytest.fixture(scope="session")
def sample() -> Loaded:
    """The fictional sample network."""
    return read_folder(sample_folder())


@pytest.fixture(scope="session")
def explorer(sample: Loaded) -> Explorer:
    """An explorer of the sample; nobody gives names in it."""
    read = lambda: (sample.tables, sample.report)  # noqa: E731
    return started(Explorer(read, "Sample network (fictional)", review=village_review()))


@pytest.fixture(scope="session")
def hamlet() -> Explorer:
    """An explorer of the village; nobody gives names in it."""
    return started(Explorer(lambda: (village(), village_report()), "Village", review=village_review()))


@pytest.fixture(scope="session")
def at_sample(explorer: Explorer) -> StandIn:
    """A browser's stand-in at the dashboard of the sample."""
    return StandIn(explorer)


@pytest.fixture(scope="session")
def at_hamlet(hamlet: Explorer) -> StandIn:
    """A browser's stand-in at the dashboard of the village."""
    return StandIn(hamlet)
