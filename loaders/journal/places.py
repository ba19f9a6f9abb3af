"""Where the journal of a SOURCE lies: in the workspace, else in the user's data folder."""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

__all__ = ["JOURNAL", "data_folder", "data_home", "journal_folders"]

JOURNAL = "journal"
# What a workspace holds; the second, where it is a folder of CSV files.
_SIGNS = ("workspace.json", "load-report")


def data_home() -> Path:
    """Return the user's data folder of this program (in ``$XDG_DATA_HOME``)."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "partner-network-explorer"


def data_folder(source: Sequence[str], ending: str = "", name: str = "") -> Path:
    """Return the path of a file or folder about one SOURCE in the user's data folder, named by a hash of SOURCE."""
    key = "\n".join(str(Path(s).resolve()) if Path(s).exists() else s for s in source)
    digest = blake2b(key.encode(), digest_size=8).hexdigest()
    return data_home() / f"{name}{digest}{ending}"


def journal_folders(source: Sequence[str]) -> tuple[Path, ...]:
    """Return the journals of a SOURCE: the one to write to first, and one that can only be read.

    A workspace that may not be written has a journal of its own, which is read, and another in the user's data folder.
    """
    own = data_folder(source, name=f"{JOURNAL}-")
    first = Path(source[0])
    if len(source) != 1 or not first.is_dir() or not any((first / sign).exists() for sign in _SIGNS):
        return (own,)
    inside = first / JOURNAL
    return (inside, own) if os.access(first, os.W_OK) else (own, inside)
