"""The sources that were opened before, the latest first: what the start page offers."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

__all__ = ["MOST_RECENT", "Recent", "note", "recent"]

MOST_RECENT = 8
_FILE = "recent.json"

Recent = tuple[tuple[str, ...], date]
"""The files or folders of one source, as absolute paths, and the day it was opened last."""


def recent() -> list[Recent]:
    """Return the sources that are still there; none where the list cannot be read."""
    return [one for one in _read() if all(Path(path).exists() for path in one[0])]


def note(source: Sequence[str]) -> None:
    """Put a source to the front of the list. Where it cannot be kept, the list stays as it is."""
    from loaders.written import put

    paths = tuple(str(Path(path).resolve()) for path in source)
    if not all(Path(path).exists() for path in paths):
        return
    others = [one for one in _read() if one[0] != paths]
    latest: list[Recent] = [(paths, datetime.now().astimezone().date()), *others][:MOST_RECENT]
    file = _place()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        put(file, json.dumps([{"paths": paths, "opened": day.isoformat()} for paths, day in latest]), private=True)
    except OSError:
        return


def _place() -> Path:
    from loaders.journal import data_home

    return data_home() / _FILE


def _read() -> list[Recent]:
    try:
        listed = json.loads(_place().read_text(encoding="utf-8"))
        return [(tuple(map(str, one["paths"])), date.fromisoformat(one["opened"])) for one in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return []
