"""A load that is killed, or that meets another, leaves the last good state."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import loaders
from loaders.workspace.lock import WorkspaceBusy
from loaders.workspace.trash import trash_items
from tests.patience import PATIENCE

ONE = "Donor,Organization,Sector,Region\nMoon Fund,Hill Aid,Water,North\n"
TWO = "Organization,Sector,Region\nLake Club,Water,South\n"

# The load stops for good just before one step, and says so.
_STOPPED = """
import sys, time
from pathlib import Path
import loaders
from loaders.workspace import parts

def stop(*_given, **_named):
    print("stopped", flush=True)
    time.sleep(600)

step, work, file = sys.argv[1:]
if step == "reading":
    from loaders.workspace import changes
    changes.sources_of = stop
elif step == "writing a part":
    parts.synced = stop
elif step == "naming a part":
    Path.rename = stop
elif step == "replacing the list":
    from loaders.workspace import keeping
    keeping.write_manifest = stop
loaders.load_into(work, file)
print("done", flush=True)
"""
_STEPS = ("reading", "writing a part", "naming a part", "replacing the list")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(ONE)
    two.write_text(TWO)
    return one, two


@contextmanager
def stopped_load(step: str, work: Path, file: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", _STOPPED, step, str(work), str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "stopped\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("step", _STEPS)
def test_a_load_that_is_killed_leaves_the_last_good_state(tmp_path: Path, files: tuple[Path, Path], step: str) -> None:
    work = tmp_path / "work"
    before = loaders.load_into(work, files[0]).loaded.tables
    with stopped_load(step, work, files[1]) as process:
        assert loaders.read(work) == before, "readers are not held up, and see nothing half done"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert loaders.read(work) == before
        assert len(loaders.loads(work)) == 1
        # The lock went with its process, and what it left is swept.
        assert loaders.load_into(work, files[1]).changed
    assert loaders.read(work) == loaders.read(*files)
    assert sorted(path.name for path in (work / "parts").glob("[!.]*")) == ["0001-1", "0002-1"]
    swept = {"writing a part": 1, "naming a part": 1, "replacing the list": 1}.get(step, 0)
    assert len(trash_items(work)) == swept
    assert {item.reason for item in trash_items(work)} <= {"left by a change that was ended"}
    places = [".lock", "parts", *["trash"] * bool(swept), "workspace.json"]
    assert sorted(path.name for path in work.iterdir()) == places


def test_a_first_load_that_is_killed_leaves_an_empty_folder_that_can_be_loaded_into(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    work = tmp_path / "work"
    with stopped_load("replacing the list", work, files[0]) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert loaders.load_into(work, files[0]).loaded.tables == loaders.read(files[0])


def test_a_second_load_at_the_same_time_is_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    work = tmp_path / "work"
    loaders.load_into(work, files[0])
    with stopped_load("writing a part", work, files[1]) as process:
        refused = rf"work: another load is changing this workspace \(process {process.pid}\)"
        with pytest.raises(WorkspaceBusy, match=refused):
            loaders.load_into(work, files[1])
        with pytest.raises(WorkspaceBusy, match=refused):
            loaders.roll_back(work)
        with pytest.raises(WorkspaceBusy, match=refused):
            loaders.unload(work, "one.csv")
    assert len(loaders.loads(work)) == 1


def test_loads_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Three processes load a file each, and try again when they are refused: every file is there in the end."""
    work = tmp_path / "work"
    paths = []
    for i in range(3):
        paths.append(tmp_path / f"file-{i}.csv")
        paths[-1].write_text(f"Organization,Sector\nClub {i},Water\n")
    script = (
        "import sys, time, loaders\n"
        "from loaders.workspace.lock import WorkspaceBusy\n"
        "while True:\n"
        "    try:\n"
        "        loaders.load_into(*sys.argv[1:])\n"
        "        break\n"
        "    except WorkspaceBusy:\n"
        "        time.sleep(0.01)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(work), str(path)]) for path in paths]
    until = time.monotonic() + PATIENCE
    assert [process.wait(max(1, until - time.monotonic())) for process in running] == [0] * 3
    assert len(loaders.read(work).organizations) == 3
    assert loaders.loads(work)["load"].tolist() == [1, 2, 3]
