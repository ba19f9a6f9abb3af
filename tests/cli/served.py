"""A command that serves, started and ended for a test."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["WITHOUT_NEO4J", "served"]

WITHOUT_NEO4J = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}


@contextmanager
def served(command: Sequence[str], *, folder: Path | None = None) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start a command, and hand out its process and the address that it prints."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=WITHOUT_NEO4J, cwd=folder)
    try:
        assert process.stderr is not None
        told = ""
        for line in process.stderr:
            told += line
            if address := re.search(r"http://\S+/", line):
                yield process, address.group()
                return
        msg = f"ended without an address: {told}"
        raise AssertionError(msg)
    finally:
        process.kill()
        process.communicate()
