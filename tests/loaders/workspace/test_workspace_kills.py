"""Twenty kills at random moments of a load, a journal write and a tidying: every state is a whole one."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import loaders
from loaders.journal import Journal

# Changes the workspace without end, and says after each change which one is done.
_WORKER = """
import sys
from pathlib import Path
import loaders
from loaders.journal import Journal

work, file, what, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
journal = Journal([str(work)])
print("ready", flush=True)
while True:
    number += 1
    if what == "journal":
        journal.record("mark", {f"m{number}": "x" * 500, "latest": number})
    else:
        rows = "".join(f"Club {number}-{i},Water\\n" for i in range(3))
        file.write_text(f"Organization,Sector\\n{rows}", encoding="utf-8")
        loaders.load_into(work, file)
        if what == "tidy":
            loaders.tidy(work, remove=True)
    print(number, flush=True)
"""


def killed(work: Path, file: Path, what: str, number: int, moment: float) -> list[int]:
    """Let a process change the workspace, kill it at a moment, and return the changes that it said were done."""
    command = [sys.executable, "-c", _WORKER, str(work), str(file), what, str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(moment)
        finally:
            process.send_signal(signal.SIGKILL)
        return [int(line) for line in process.stdout if line.endswith("\n")]


@pytest.mark.parametrize(("what", "kills"), [("load", 8), ("journal", 6), ("tidy", 6)])
def test_every_state_is_a_whole_one(tmp_path: Path, what: str, kills: int) -> None:
    moments = random.Random(what)
    work, file = tmp_path / "work", tmp_path / "who.csv"
    file.write_text("Organization,Sector\nClub 0-0,Water\nClub 0-1,Water\nClub 0-2,Water\n", encoding="utf-8")
    loaders.load_into(work, file)
    journal = Journal([str(work)])
    journal.record("mark", {"first": True})
    number, version, marks = 0, 0, {"first"}
    for _ in range(kills):
        done = killed(work, file, what, number, moments.uniform(0, 0.7))
        # The last change that was done holds, or the one that was killed.
        last = done[-1] if done else number
        before, number = (last if done else version), last + 1
        names = set(loaders.read(work).organizations["name"])
        [version] = {int(name.split()[1].split("-")[0]) for name in names}
        assert names == {f"Club {version}-{i}" for i in range(3)}
        assert version in ({before, number} if what != "journal" else {0})
        sure = marks | {f"m{i}" for i in done if what == "journal"}
        marks = set(journal.current("mark")) - {"latest"}
        assert sure <= marks <= sure | {f"m{number}"}
        assert all(len(mark) == 500 for on, mark in journal.current("mark").items() if on.startswith("m"))
        assert loaders.doctor(work).query("state == 'damaged'").empty
    file.write_text("Organization,Sector\nClub 999999-0,Water\n", encoding="utf-8")
    assert loaders.load_into(work, file).changed
    loaders.tidy(work, remove=True)
    assert loaders.read(work).organizations["name"].tolist() == ["Club 999999-0"]
    assert len(list((work / "parts").glob("[!.]*"))) == 1
    assert journal.current("mark")["first"] is True
