"""A copy of the four rooms that a toy is put into: new files, and lines put into one list."""

import difflib
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "dashboard", "graph", "loaders")


class House:
    """The rooms in a folder of their own.

    Parameters
    ----------
    folder : Path
        An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for room in ROOMS:
            # With what was compiled before: the kernels take a while.
            ignored = shutil.ignore_patterns("node_modules", "source")
            shutil.copytree(CHECKOUT / room, folder / room, ignore=ignored)

    def write(self, name: str, text: str) -> None:
        """Add a file that the checkout does not have."""
        assert not (CHECKOUT / name).exists()
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def enter(self, name: str, before: str, lines: str) -> None:
        """Put whole lines into a file, before the one line that starts with `before`."""
        path = self.folder / name
        every = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (place,) = [i for i, line in enumerate(every) if line.startswith(before)]
        path.write_text("".join([*every[:place], lines, *every[place:]]), encoding="utf-8")

    def partners(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``partners`` of this house."""
        return self.python("from cli.main import main; main()", *arguments)

    def python(self, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python code in this house."""
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder, encoding="utf-8")

    def changes(self) -> dict[str, str]:
        """Return what differs from the checkout: each file with ``"new"`` or the lines that came in.

        A line of the checkout that is gone or different fails the test.
        """
        changes = {}
        for room in ROOMS:
            for path in sorted((self.folder / room).rglob("*")):
                if path.is_dir() or "__pycache__" in path.parts:
                    continue
                name = path.relative_to(self.folder).as_posix()
                if not (CHECKOUT / name).exists():
                    changes[name] = "new"
                elif path.read_bytes() != (CHECKOUT / name).read_bytes():
                    changes[name] = _added(CHECKOUT / name, path)
        return changes


def _added(before: Path, after: Path) -> str:
    old, new = (path.read_text(encoding="utf-8").splitlines(keepends=True) for path in (before, after))
    difference = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert all(line[0] == "+" for line in difference), difference
    return "".join(line[2:] for line in difference)
