"""What is swept out of the way goes to ``trash/``, with the reason; nothing unexplained is ever deleted."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from loaders.workspace.manifest import utc_now
from loaders.workspace.manifest_file import synced

__all__ = ["TRASH", "Item", "move_to_trash", "size_of", "trash_items"]

TRASH = "trash"
_LIST = "list.jsonl"
_UNKNOWN = "nobody wrote down why"


@dataclass(frozen=True)
class Item:
    """A file or folder in the trash.

    Attributes
    ----------
    path : Path
        Where it lies now.
    reason : str
        Why it was moved there.
    when : str
        The moment, in UTC; empty where nobody wrote it down.
    """

    path: Path
    reason: str
    when: str


def move_to_trash(folder: Path, path: Path, reason: str) -> Path:
    """Move a file or folder of a workspace to its trash, and return where it lies now.

    The reason is on the disk before the move, so that a crash in between loses neither.

    Raises
    ------
    OSError
        If it cannot be moved.
    """
    trash = folder / TRASH
    trash.mkdir(exist_ok=True)
    name = path.name.strip(".") or "unnamed"
    number = 1
    while (target := trash / f"{number:04d}-{name}").exists():
        number += 1
    line = json.dumps({"item": target.name, "reason": reason, "when": utc_now()}, ensure_ascii=False)
    with (trash / _LIST).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")  # a line that a crash cut short stays by itself
        file.flush()
        os.fsync(file.fileno())
    path.rename(target)
    synced(trash)
    return target


def trash_items(folder: Path) -> list[Item]:
    """Return what lies in the trash of a workspace, by name."""
    trash = folder / TRASH
    if not trash.is_dir():
        return []
    reasons: dict[str, tuple[str, str]] = {}
    if (trash / _LIST).is_file():
        for line in (trash / _LIST).read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                fields = json.loads(line)
                reasons[fields["item"]] = (fields["reason"], fields["when"])
            except (ValueError, KeyError, TypeError):
                continue  # a line that a crash cut short
    paths = sorted(path for path in trash.iterdir() if path.name != _LIST)
    return [Item(path, *reasons.get(path.name, (_UNKNOWN, ""))) for path in paths]


def size_of(path: Path) -> tuple[int, int]:
    """Return how many files a file or folder is, and their bytes."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return len(files), sum(one.stat().st_size for one in files)
