"""What a change that was ended left behind: told by the plan that it wrote first, and swept before the next change."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import UnreadableSource
from loaders.workspace.manifest import Manifest
from loaders.workspace.manifest_file import PARTS, is_workspace, read_manifest
from loaders.workspace.trash import move_to_trash
from loaders.written import plain_file, put

__all__ = ["PLAN", "planned", "sweep", "unexplained"]

PLAN = ".plan.json"
_OURS = re.compile(r"\.?\d{4,}-\d+(\.new)?", re.ASCII)
_ENDED = "left by a change that was ended"
_UNLISTED = "workspace.json does not name it"


@contextmanager
def planned(folder: Path, *, writing: Iterable[str] = (), removing: Iterable[str] = ()) -> Iterator[None]:
    """Write down which parts a change writes and removes, do it, and take away what the manifest does not name.

    Parameters
    ----------
    folder : Path
        The workspace, whose lock is held.
    writing, removing : iterable of str
        Names of parts.
    """
    place = folder / PARTS
    fresh, old = list(writing), list(removing)
    place.mkdir(exist_ok=True)
    try:
        put(place / PLAN, json.dumps({"writing": fresh, "removing": old}))
        yield
    finally:
        # Where the manifest cannot be read nothing is known, and so nothing is taken away.
        with suppress(OSError, UnreadableSource):
            manifest = read_manifest(folder)
            for name in (*fresh, *old):
                for path in (place / name, place / f".{name}.new"):
                    if not _belongs(path.name, manifest):
                        shutil.rmtree(path, ignore_errors=True)
            (place / PLAN).unlink(missing_ok=True)
            if not any(place.iterdir()):
                place.rmdir()


def sweep(folder: Path, manifest: Manifest) -> None:
    """Move to the trash what an ended change left among the parts, and end a removal that was begun.

    Raises
    ------
    UnreadableSource
        If there are parts, and no manifest that says what they are: nothing is changed then.
    OSError
        If something cannot be moved.
    """
    place = folder / PARTS
    plan = _plan(place)
    unknown = unexplained(folder, manifest)
    if unknown and not is_workspace(folder):
        raise UnreadableSource(
            f"{folder}: found {len(unknown)} parts of a workspace ({PARTS}/{unknown[0].name}) but no workspace.json, "
            f"which says what they are, so nothing was loaded or removed. 'partners doctor {folder}' puts the second "
            "copy of workspace.json in its place; else put back a copy of it, or load into another folder."
        )
    for path in unknown:
        move_to_trash(folder, path, _UNLISTED)
    for path in _among_parts(place):
        if _belongs(path.name, manifest):
            continue
        if path.name in plan["removing"] or path.name in manifest.parts:
            shutil.rmtree(path)
        else:
            move_to_trash(folder, path, _ENDED)
    (place / PLAN).unlink(missing_ok=True)


def unexplained(folder: Path, manifest: Manifest) -> list[Path]:
    """Return the parts on the disk that neither the manifest nor the plan of a change explains."""
    place = folder / PARTS
    plan = _plan(place)
    explained = {*manifest.parts, *plan["writing"], *plan["removing"]}
    return [path for path in _among_parts(place) if not path.name.startswith(".") and path.name not in explained]


def _among_parts(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if _OURS.fullmatch(path.name)) if place.is_dir() else []


def _belongs(name: str, manifest: Manifest) -> bool:
    return name in manifest.parts and not manifest.parts[name].removed


def _plan(place: Path) -> dict[str, set[str]]:
    try:
        fields = json.loads(plain_file(place / PLAN).read_text(encoding="utf-8"))
        return {name: set(map(str, fields[name])) for name in ("writing", "removing")}
    except (OSError, ValueError, KeyError, TypeError):
        return {"writing": set(), "removing": set()}
