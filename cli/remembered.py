"""What a user told the dashboard, kept for the next time: the names of coalitions."""

import json
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from cli.output import tell
from dashboard.explorer.renames import Rename
from loaders.written import put

__all__ = ["Remembered", "data_folder"]

# What a workspace holds; the second, where it is a folder of CSV files.
_SIGNS = ("workspace.json", "load-report")


def data_folder(source: tuple[str, ...], ending: str, name: str = "") -> Path:
    """Return the path of a file about one SOURCE in the user's data folder, told by a hash of SOURCE."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    key = "\n".join(str(Path(s).resolve()) if Path(s).exists() else s for s in source)
    digest = blake2b(key.encode(), digest_size=8).hexdigest()
    return data / "partner-network-explorer" / f"{name}{digest}{ending}"


class Remembered:
    """The names given to the coalitions of one SOURCE, in a small file.

    It lies in SOURCE itself where that is a workspace, else in the user's data folder (``$XDG_DATA_HOME``), under a
    hash of SOURCE.
    """

    def __init__(self, source: tuple[str, ...]) -> None:
        first = Path(source[0])
        kept = any((first / sign).exists() for sign in _SIGNS)
        if len(source) == 1 and first.is_dir() and os.access(first, os.W_OK) and kept:
            self.path = first / "coalition-names.json"
            return
        self.path = data_folder(source, ".json", "coalition-names-")

    def read(self) -> list[Rename]:
        """Return the names that were given; a file that cannot be read is told and holds none."""
        if not self.path.exists():
            return []
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return [Rename(str(one["name"]), frozenset(map(str, one["members"]))) for one in kept]
        except (OSError, ValueError, KeyError, TypeError) as error:
            tell(f"{self.path}: the names given to coalitions cannot be read ({error}); going on without them.")
            return []

    def keep(self, renames: Sequence[Rename]) -> None:
        """Write the names; a crash in between leaves the file as it was, and a place that refuses them is told."""
        kept = [{"name": r.name, "members": sorted(r.members)} for r in renames]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            put(self.path, json.dumps(kept, ensure_ascii=False, indent=1))
        except OSError as error:
            tell(f"{self.path}: the names given to coalitions cannot be kept ({error}); they last until the end.")
