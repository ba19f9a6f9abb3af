"""The command line in one process, and a data set small enough to know every answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import partners
from tests.read_once import read_once

# Two triangles joined by one tie, one organization apart, and one project that is only planned.
SMALL = {
    "organizations": """\
organization_id,name,status
river-keepers,River Keepers,us
well-diggers,Well Diggers,member
hill-farmers,Hill Farmers,partner
land-court,Land Court Watch,prospect
field-school,Field School,partner
seed-bank,Seed Bank,partner
lone-lantern,Lone Lantern,prospect
""",
    "causes": "cause_id,name\nwater,Water\nland,Land\n",
    "communities": "community_id,name,kind\nnorth,North,place\nsouth,South,place\n",
    "presences": """\
organization_id,community_id,cause_id,since
river-keepers,north,water,2024-05-01
field-school,south,water,2024-05-01
field-school,south,land,2024-05-01
land-court,south,land,2024-05-01
""",
    "needs": """\
cause_id,community_id,need
water,north,1
water,south,2
land,north,3
land,south,1
""",
    "interactions": """\
interaction_id,date,kind,status
i1,2024-05-01,meeting,done
i2,2024-05-01,meeting,done
i3,2024-05-01,meeting,done
i4,2024-05-01,meeting,done
i5,2024-05-01,meeting,done
i6,2024-05-01,meeting,done
i7,2024-05-01,meeting,done
i8,2024-04-15,joint_project,planned
""",
    "participations": """\
interaction_id,organization_id
i1,river-keepers
i1,well-diggers
i2,river-keepers
i2,hill-farmers
i3,well-diggers
i3,hill-farmers
i4,hill-farmers
i4,land-court
i5,land-court
i5,field-school
i6,land-court
i6,seed-bank
i7,field-school
i7,seed-bank
i8,river-keepers
i8,lone-lantern
""",
}

Run = Callable[..., Result]


def write_tables(folder: Path, tables: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here talks to a database that the environment happens to name."""
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `partners` with arguments, in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def once(*arguments: object) -> Result:
        return CliRunner().invoke(partners, [str(argument) for argument in arguments])

    return once


@pytest.fixture
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a source once for all questions about it."""
    read_once(monkeypatch)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small data set."""
    return write_tables(tmp_path_factory.mktemp("small") / "small", SMALL)


@pytest.fixture
def unknown_ids(tmp_path: Path) -> Path:
    """Return a folder of our own form with three rows that cannot be kept."""
    return write_tables(
        tmp_path / "unknown-ids",
        {
            "organizations": "organization_id,name\na,Ana Trust\nb,Ben House\n",
            "interactions": "interaction_id,date,kind\ni1,2024-01-01,meeting\ni2,2024-02-01,chatting\n",
            "participations": "interaction_id,organization_id,role\ni1,a,host\ni1,b,guest\ni1,zed,guest\ni9,a,guest\n",
        },
    )
