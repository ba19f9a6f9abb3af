"""Commands that ask the same files different questions read them once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import loaders
from loaders import Loaded, Reading

__all__ = ["read_once"]

_read: dict[object, Loaded] = {}


def read_once(patched: pytest.MonkeyPatch) -> None:
    """Let `loaders.load` give what it gave before, where files and options are the same.

    Not for tests of loading, of decisions about names, or of journals.
    """
    load = loaders.load

    def remembered(*paths: str | Path, reading: Reading | None = None, **options: Any) -> Loaded:
        files = [one for path in paths for one in (Path(path), *sorted(Path(path).glob("*")))]
        there = [(file.resolve(), file.stat()) for file in files if file.exists()]
        stats = [(str(file), stat.st_ino, stat.st_mtime_ns, stat.st_size) for file, stat in there]
        told = replace(reading or Reading(), progress=None)
        key = (*map(str, paths), *stats, repr(told), repr(sorted(options.items())))
        if key not in _read:
            _read[key] = load(*paths, reading=reading, **options)
        return _read[key]

    patched.setattr(loaders, "load", remembered)
