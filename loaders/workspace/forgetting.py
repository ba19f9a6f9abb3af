"""An organization or person removed from a workspace: every part, the trash and the journal, wholly or not at all."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from graph.arguments import checked
from graph.errors import UnreadableSource
from graph.names import normal_name, tidy
from loaders.journal import (
    Entry,
    Journal,
    coalition_journal,
    data_home,
    in_order,
    journal_folders,
    rewritten,
    user_name,
)
from loaders.journal.places import JOURNAL
from loaders.names.decisions import decision_journal
from loaders.workspace.history import must_be_workspace
from loaders.workspace.keeping import EARLIER
from loaders.workspace.lock import LOCK, only_writer
from loaders.workspace.manifest import Manifest, Stored
from loaders.workspace.manifest_file import COPY, MANIFEST, PARTS, read_manifest, synced, write_manifest
from loaders.workspace.parts import list_files
from loaders.workspace.refused import writing
from loaders.workspace.sweep import planned, sweep
from loaders.workspace.traces import REMOVED, Traces, traces_of
from loaders.workspace.trash import TRASH, trash_items
from loaders.workspace.whole import FILES, faults, last_whole_state
from loaders.written import plain_file

__all__ = ["FORGET_COLUMNS", "Forgotten", "forget"]

FORGET_COLUMNS = ("where", "what", "count")
_LARGEST_TEXT = 10_000_000


@dataclass(frozen=True)
class Forgotten:
    """Where an organization or person stood.

    Attributes
    ----------
    places : pd.DataFrame
        One row a place: ``where`` (a table of a part, an item of the trash, the journal), ``what`` is done there and
        ``count`` (rows, items or entries).
    unreached : list of str
        What cannot be reached from the workspace, each a sentence.
    """

    places: pd.DataFrame
    unreached: list[str]


@checked
def forget(folder: str | Path, name: str, *, remove: bool = False) -> Forgotten:
    """Find an organization or person in a workspace, and remove it everywhere if asked.

    Rows about it are removed, in current and old parts alike; its name in any other text becomes ``[removed]``. Items
    of the trash that mention it are deleted. Its journal is rewritten, which nothing else ever does; what the first
    version kept beside the journal is moved into it before.

    Parameters
    ----------
    folder : path
        A workspace.
    name : str
        A whole name, id or alias, in any case. Other spellings are other names.
    remove : bool
        Whether to remove it; by default, only to say where it stands. This cannot be undone.

    Raises
    ------
    UnreadableSource
        If `folder` is no workspace, the name is blank, or a part is damaged.
    WorkspaceBusy
        If another process is changing the workspace.
    Unwritable
        If the disk refuses. What was not reached by then stays, and the same call ends it.
    """
    place = Path(folder)
    must_be_workspace(place)
    if not normal_name(name):
        raise UnreadableSource(f"Nothing to forget: found {name!r}. Give the whole name of an organization or person.")
    with only_writer(place):
        manifest = read_manifest(place)
        names = [part for part, entry in manifest.parts.items() if not entry.removed]
        for part in names:
            if wrong := faults(place, part, manifest.parts[part], hashes=True):
                raise UnreadableSource(f"{wrong[0]}. Nothing was removed. {last_whole_state(place, manifest)}")
        traces = traces_of(tidy(name), (frame for part in names for frame in _organizations(place / PARTS / part)))
        rows, touched = _rows_of_parts(place, names, traces)
        items = [item.path for item in trash_items(place) if _mentions(item.path, traces)]
        rows += [(f"{TRASH}/{path.name}", "deleted", 1) for path in items]
        earlier = [path for path in _files(place / EARLIER) if _mentions(path, traces)]
        rows += [(f"{EARLIER}/{path.name}", "deleted: the part 0001-0 holds the same", 1) for path in earlier]
        journals = [coalition_journal([str(place)]), decision_journal(place)]
        made = in_order(entry for one in journals for entry in one.entries())
        entries = [entry for entry in made if _without(entry, traces) != entry]
        rows += [(JOURNAL, "removed, or its name replaced", len(entries))] if entries else []
        if remove and rows:
            # The parts come last: from them it is known by what it is found, should this be ended in between.
            with writing(place):
                sweep(place, manifest)
                for one in journals:
                    one.move_in()
                for folder_of_entries in journal_folders([str(place)]):
                    rewritten(folder_of_entries, lambda entry: _without(entry, traces))
                for path in items:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                for path in earlier:
                    path.unlink()
                _rewrite(place, manifest, touched, traces)
                if not traces.in_text(user_name()):
                    Journal([str(place)]).record("forgotten", {"a name": sum(count for _, _, count in rows)})
        reached = [] if remove else [path for one in journals for path in one.to_move()]
        unreached = _unreached(place, manifest, traces, reached)
    return Forgotten(pd.DataFrame(rows, columns=list(FORGET_COLUMNS)).astype({"count": "int64"}), unreached)


def _tables(part: Path) -> Iterator[tuple[Path, str]]:
    """Give the Parquet files of a part, each with the table that it holds, or the name of its report."""
    entries = json.loads((part / FILES).read_text(encoding="utf-8"))
    tables = {f"rows-{number}": str(one["table"]) for number, one in enumerate(entries)}
    for path in sorted(part.glob("*.parquet")):
        yield path, tables.get(path.stem, path.stem)


def _organizations(part: Path) -> Iterator[pd.DataFrame]:
    yield from (pd.read_parquet(path) for path, table in _tables(part) if table == "organizations")


def _rows_of_parts(place: Path, names: list[str], traces: Traces) -> tuple[list[tuple[str, str, int]], list[str]]:
    rows: list[tuple[str, str, int]] = []
    touched: list[str] = []
    for name in names:
        for path, table in _tables(place / PARTS / name):
            count = traces.table_without(table, pd.read_parquet(path))[1]
            if count:
                rows.append((f"{PARTS}/{name}/{path.stem}", "rows removed, or the name in them replaced", count))
                touched.append(name)
    return rows, list(dict.fromkeys(touched))


def _rewrite(place: Path, manifest: Manifest, touched: list[str], traces: Traces) -> None:
    """Put parts without it in the place of those with it, in one step; those with it are deleted after."""
    new: dict[str, str] = {}
    for name in touched:
        prefix, number = name.split("-")[0], 1
        while (fresh := f"{prefix}-{number}") in manifest.parts or fresh in new.values():
            number += 1
        new[name] = fresh
    with planned(place, writing=new.values(), removing=new):
        parts = {
            new.get(name, name): replace(part, stored=_copy(place, name, new[name], traces)) if name in new else part
            for name, part in manifest.parts.items()
        }
        loads = tuple(
            replace(
                load,
                parts=tuple(new.get(name, name) for name in load.parts),
                new=tuple(new.get(name, name) for name in load.new),
            )
            for load in manifest.loads
        )
        write_manifest(place, Manifest(loads, parts))


def _copy(place: Path, name: str, new: str, traces: Traces) -> tuple[Stored, ...]:
    target = place / PARTS / new
    fresh = target.with_name(f".{new}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    shutil.copyfile(place / PARTS / name / FILES, fresh / FILES)
    for path, table in _tables(place / PARTS / name):
        frame, count = traces.table_without(table, pd.read_parquet(path))
        if count:
            frame.to_parquet(fresh / path.name, index=False, compression="zstd")
        else:
            shutil.copyfile(path, fresh / path.name)
    for path in (*fresh.iterdir(), fresh):
        synced(path)
    stored = list_files(fresh)
    fresh.rename(target)
    return stored


def _without(entry: Entry, traces: Traces) -> Entry | None:
    """Return an entry without it; nothing where the entry is about it."""
    if traces.in_text(entry.on) or any(traces.in_text(text) for text in entry.on.split(" = ")):
        return None
    return replace(
        entry,
        who=REMOVED if traces.in_text(entry.who) else entry.who,
        before=traces.value_without(entry.before),
        after=traces.value_without(entry.after),
    )


def _mentions(path: Path, traces: Traces) -> bool:
    """Whether a file or folder mentions it; one that cannot be read may, and so counts."""
    for file in _files(path) if path.is_dir() else [path]:
        try:
            if file.suffix == ".parquet":
                texts = [text for column in pd.read_parquet(plain_file(file)).items() for text in _texts(column[1])]
            elif file.stat().st_size > _LARGEST_TEXT:
                return True
            else:
                texts = plain_file(file).read_text(encoding="utf-8", errors="replace").splitlines()
        except (OSError, ValueError):
            return True
        cells = (cell for text in texts for cell in (text, *text.replace('"', "").split(",")))
        if any(traces.in_text(cell) for cell in cells):
            return True
    return False


def _texts(column: pd.Series) -> list[str]:
    return [text for text in column.dropna().astype("object") if isinstance(text, str)]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _unreached(place: Path, manifest: Manifest, traces: Traces, reached: list[Path]) -> list[str]:
    """Return what a forgetting cannot reach; `reached` are files that it would move into the journal first."""
    files = sorted({file.name for part in manifest.parts.values() for file in part.files})
    lines = [f"the files that were loaded, whose next version brings it back: {', '.join(files)}."]
    ours = {MANIFEST, LOCK, PARTS, TRASH, JOURNAL, EARLIER, f".{MANIFEST}.new", COPY}
    lines += [
        f"{path.relative_to(place)} in the workspace, which mentions it: edit it, or remove it."
        for path in _files(place)
        if path.relative_to(place).parts[0] not in ours and path not in reached and _mentions(path, traces)
    ]
    own = {*reached, *(path for folder in journal_folders([str(place)]) for path in _files(folder))}
    lines += [
        f"{path}, which mentions it: edit it, or remove it."
        for path in _files(data_home())
        if path not in own and _mentions(path, traces)
    ]
    lines += [
        f"the name of the loaded file {file}, which stays in the history." for file in files if traces.in_text(file)
    ]
    lines.append("a cause or a place that is called the same, and other spellings: forget each spelling by itself.")
    lines.append(
        "copies, backups and exports of the workspace, a dashboard that is running, and a Neo4j database that it was "
        "pushed to: restart the dashboard, and push again."
    )
    return lines
