"""Seed forty defects in a copy of the packages, one at a time, and report which test files catch each.

``python -m tests.seeded_defects`` tries all of them, ``python -m tests.seeded_defects 0 10`` the first ten. Run it
before and after a change of the tests: what was caught must still be caught. The exit code is 1 if a defect was not
caught, or if its piece of code is no longer there: write it anew.

The defects are listed in ``seeded_defects.toml``. Each names the tests to run, so that one takes seconds. The copy lies
in a temporary folder; the checkout stays as it is.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DEFECTS", "Defect", "caught_by", "copy_of_checkout", "main", "seeded"]

HOUSE = Path(__file__).resolve().parents[1]
COPIED = ("cli", "dashboard", "graph", "loaders", "tests", "docs", "sample", "pyproject.toml")


@dataclass(frozen=True)
class Defect:
    """One small fault.

    Attributes
    ----------
    path : str
        The module, in the checkout.
    before, after : str
        A piece of its code that occurs once, and what takes its place.
    tests : tuple of str
        The test files that could catch it.
    """

    path: str
    before: str
    after: str
    tests: tuple[str, ...]


def _defects() -> Iterator[Defect]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["defects"]
    for entry in listed:
        yield Defect(entry["path"], entry["before"], entry["after"], tuple(entry["tests"]))


DEFECTS = tuple(_defects())


@contextmanager
def copy_of_checkout() -> Iterator[Path]:
    """Copy what tests need into a temporary folder, which is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder) / "house"
        for name in COPIED:
            source, target = HOUSE / name, house / name
            if source.is_dir():
                shutil.copytree(
                    source, target, ignore=shutil.ignore_patterns("__pycache__", "pictures", "node_modules")
                )
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        yield house


@contextmanager
def seeded(house: Path, defect: Defect) -> Iterator[None]:
    """Seed a defect in a copy, and take it out again.

    Raises
    ------
    LookupError
        If the code does not hold the piece exactly once.
    """
    path = house / defect.path
    text = path.read_text(encoding="utf-8")
    if text.count(defect.before) != 1:
        msg = f"{defect.path}: {defect.before!r} stands there {text.count(defect.before)} times, not once."
        raise LookupError(msg)
    path.write_text(text.replace(defect.before, defect.after), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(text, encoding="utf-8")


def caught_by(house: Path, tests: Sequence[str]) -> list[str]:
    """Return which of the test files fail in a copy."""
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider"]
    failing = []
    for file in tests:
        run = subprocess.run([*command, file], cwd=house, env=environment, capture_output=True, text=True, check=False)
        if run.returncode not in {0, 1, 2}:  # passed, failed, could not be imported
            msg = f"{file} could not be run:\n{run.stdout}{run.stderr}"
            raise RuntimeError(msg)
        if run.returncode:
            failing.append(file)
    return failing


def main(arguments: Sequence[str]) -> int:
    """Try the defects from one number to another; return 1 if one is not caught."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("first", nargs="?", type=int, default=0)
    parser.add_argument("end", nargs="?", type=int, default=len(DEFECTS))
    chosen = parser.parse_args(arguments)
    missed = 0
    print("| number | module | defect | caught by |\n| --- | --- | --- | --- |", flush=True)
    with copy_of_checkout() as house:
        sound: dict[str, bool] = {}  # a test that fails without a defect catches nothing
        for number, defect in list(enumerate(DEFECTS))[chosen.first : chosen.end]:
            for file in defect.tests:
                if file not in sound:
                    sound[file] = not caught_by(house, [file])
            try:
                with seeded(house, defect):
                    failing = caught_by(house, [file for file in defect.tests if sound[file]])
            except LookupError:
                failing, outcome = [], "THE CODE HAS CHANGED"
            else:
                outcome = ", ".join(failing) or "NOTHING"
            missed += not failing
            change = f"`{defect.before}` to `{defect.after}`".replace("|", "\\|").replace("\n", " ")
            print(f"| {number} | {defect.path} | {change} | {outcome} |", flush=True)
    unsound = [file for file, passes in sound.items() if not passes]
    print(f"Tests that fail without a defect, and so catch nothing: {', '.join(unsound) or 'none'}.")
    print(f"{missed} not caught, or not seeded because the code has changed.")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
