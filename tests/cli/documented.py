"""The examples in the documentation: found, run, and written anew by ``python tests/cli/documented.py``."""

import os
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from cli.main import partners

__all__ = ["EXAMPLE", "PAGE", "answer", "remade"]

HOUSE = Path(__file__).resolve().parents[2]
PAGE = HOUSE / "docs" / "commands.md"
EXAMPLE = re.compile(r"^```console\n\$ partners (?P<command>.+)\n(?P<answer>(?:.*\n)*?)```$", re.MULTILINE)


def answer(command: str) -> str:
    """Return what `partners` prints, run where the sample is and where it may write."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "loaders").symlink_to(HOUSE / "loaders")
        os.chdir(folder)
        try:
            found = CliRunner().invoke(partners, shlex.split(command))
        finally:
            os.chdir(before)
    if found.exit_code:
        raise AssertionError(found.stderr)
    return found.stdout


def remade(page: str, answer_of: Callable[[str], str] = answer) -> str:
    """Return a page with the answer of each example below its command."""
    return EXAMPLE.sub(lambda m: f"```console\n$ partners {m['command']}\n{answer_of(m['command'])}```", page)


if __name__ == "__main__":
    PAGE.write_text(remade(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
