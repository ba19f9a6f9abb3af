"""The names given to the coalitions of a SOURCE, as the journal has them, and those of the first version."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from loaders.journal.entries import COALITION_NAME
from loaders.journal.places import data_folder
from loaders.journal.source import Earlier, Journal

__all__ = ["coalition_journal", "coalition_names"]

_FILE = "coalition-names"


def coalition_journal(source: Sequence[str]) -> Journal:
    """Return the journal of SOURCE, with the names of coalitions that the first version kept in a file."""
    inside = Path(source[0]) / f"{_FILE}.json"
    files = [data_folder(source, ".json", f"{_FILE}-"), *([inside] if len(source) == 1 else [])]
    return Journal(source, [Earlier(path, COALITION_NAME, _earlier_names) for path in files])


def coalition_names(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Any]:
    """Return names and their members as the values of the journal, by what tells a coalition apart: whom it holds.

    Examples
    --------
    >>> list(coalition_names([("Rivers", ["b", "a"])]).values())
    [{'name': 'Rivers', 'members': ['a', 'b']}]
    """
    values: dict[str, Any] = {}
    for name, members in names:
        ids = sorted(set(members))
        values[blake2b("\n".join(ids).encode(), digest_size=8).hexdigest()] = {"name": name, "members": ids}
    return values


def _earlier_names(content: bytes) -> Mapping[str, Any]:
    return coalition_names((str(one["name"]), map(str, one["members"])) for one in json.loads(content.decode("utf-8")))
