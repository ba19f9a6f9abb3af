"""What changes a workspace: loading, unloading, going back. Each is recorded, and done wholly or not at all."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.arguments import checked
from graph.errors import UnknownName, UnreadableSource
from loaders.formats.content import Content
from loaders.loaded import Loaded
from loaders.names.aliases import keep_aliases, read_aliases
from loaders.names.decisions import apart_by, decided_in, keep_decisions, read_decisions
from loaders.reading_options import Reading
from loaders.workspace.history import must_be_workspace
from loaders.workspace.keeping import Added, New, begun, part_of, put
from loaders.workspace.lock import only_writer
from loaders.workspace.manifest import Load
from loaders.workspace.manifest_file import read_manifest, write_manifest
from loaders.workspace.parts import read_part, read_parts
from loaders.workspace.refused import writing
from loaders.workspace.sources import digest_of_tables, sources_of
from loaders.workspace.state import joined_parts
from loaders.workspace.whole import faults

__all__ = ["add_to_workspace", "load_into", "roll_back", "unload"]


@checked
def load_into(
    folder: str | Path,
    *paths: str | Path,
    reading: Reading | None = None,
    strict: bool = False,
    **options: Any,  # noqa: ANN401  (those of `Reading`)
) -> Added:
    r"""Load files and folders into a workspace, which is made if missing.

    A file is known by its name: a newer version takes the place of the earlier one, so that its rows are updated and
    those that went are retired. A file that is there already, read in the same way, changes nothing. Nothing is
    changed either where nothing can be kept.

    Parameters
    ----------
    folder : path
        The workspace. A folder of CSV files in our own form becomes one: its tables are the first part.
    *paths : path
        At least one file or folder, as for `loaders.load`.
    reading : Reading, optional
        How to read them, as for `loaders.load`. What the files of aliases and decisions say is kept in the workspace
        beside what it knows already. Organizations are kept as each file names them, and become one when the workspace
        is read, so that a merge can be undone: `resolved` does not count here.
    strict : bool
        Whether nothing is loaded if any row is rejected.
    **options
        Attributes of `reading` that differ.

    Raises
    ------
    UnreadableSource
        If a file cannot be read, `folder` holds files but nothing of ours, or a file was loaded together with others
        that are not named now; or `proposed` is asked for.
    UnknownName
        If an option, or what it says, is unknown.
    WorkspaceBusy
        If another process is changing the workspace.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "who.csv"
    ...     _ = file.write_text("Donor,Implementing partner,Sector\nRiver Fund,Well Diggers,Water\n")
    ...     once, again = (load_into(Path(folder) / "work", file) for _ in range(2))
    >>> once.changed, again.changed, once.loaded.tables == again.loaded.tables
    (True, False, True)
    """
    if not paths:
        raise UnreadableSource("Nothing to load: no file or folder was named. Name at least one.")
    place = Path(folder)
    reading = Reading.of(reading, options)
    if reading.proposed:
        raise UnreadableSource(
            f"{place}: a workspace takes no spreadsheet by a guess (proposed=True). Keep a mapping beside the file "
            "first, with 'partners map FILE --write' or on the Data page."
        )
    if reading.aliases:
        read_aliases(reading.aliases)
    decisions = read_decisions(reading.decisions) if reading.decisions else []
    reading = replace(reading, apart=reading.apart | apart_by([*decided_in([place]), *decisions]))
    with only_writer(place):
        manifest = begun(place)
        new = []
        for source in sources_of([Path(path) for path in paths], reading, place):
            there = part_of(manifest, source.digests)
            if there and faults(place, there, manifest.parts[there], hashes=True):
                there = ""  # its file is here: a new part takes the place of the damaged one
            content = read_part(place, manifest, there) if there else source.content(reading)
            new.append(New(source.digests, content, there))
        added = put(place, manifest, new, strict=strict)
        if place.is_dir():
            keep_decisions(decisions, place)
            if reading.aliases:
                keep_aliases(reading.aliases, place)
        return added


@checked
def add_to_workspace(loaded: Loaded, folder: str | Path, name: str = "") -> Added:
    """Add a data set to a workspace, which is made if missing; it takes the place of the earlier one of that name.

    Parameters
    ----------
    loaded : Loaded
        The data set.
    folder : path
        As for `load_into`.
    name : str
        What it is known by; empty: the names of the files in its account.

    Raises
    ------
    UnreadableSource, WorkspaceBusy
        As `load_into`.
    """
    place = Path(folder)
    part_name = name or ", ".join(dict.fromkeys(map(str, loaded.report.sheets["file"]))) or "tables"
    digests = {part_name: digest_of_tables(loaded)}
    with only_writer(place):
        manifest = begun(place)
        there = part_of(manifest, digests)
        return put(place, manifest, [New(digests, Content(loaded), there)], strict=False)


@checked
def unload(folder: str | Path, file: str) -> Loaded:
    """Take a file, and what was read together with it, out of a workspace, and return what is left.

    Raises
    ------
    UnknownName
        If no current part holds a file of that name.
    UnreadableSource, WorkspaceBusy
        As `load_into`; if `folder` is no workspace.
    """
    place = Path(folder)
    must_be_workspace(place)
    with only_writer(place):
        manifest = read_manifest(place)
        names = {name for part in manifest.current for name in manifest.parts[part].names}
        if file not in names:
            raise UnknownName("loaded file", file, names)
        left = tuple(part for part in manifest.current if file not in manifest.parts[part].names)
        gone = {name for part in set(manifest.current) - set(left) for name in manifest.parts[part].names}
        left_over = joined_parts(read_parts(place, manifest, left))
        load = manifest.next_load("unload", parts=left, gone=tuple(sorted(gone)))
        with writing(place):
            write_manifest(place, manifest.with_load(load, {}))
    return left_over


@checked
def roll_back(folder: str | Path, to: int | None = None) -> int:
    """Make a workspace hold what it held after an earlier load, and return the number of that load.

    The loads since then stay in the history, and one can go forward to them again.

    Parameters
    ----------
    folder : path
        A workspace.
    to : int, optional
        The number of the load, 0 for the empty workspace; by default the one before what is current.

    Raises
    ------
    UnknownName
        If there is no such load.
    UnreadableSource
        If `folder` is no workspace, there is nothing to go back to, or that state cannot be read.
    WorkspaceBusy
        As `load_into`.
    """
    place = Path(folder)
    must_be_workspace(place)
    with only_writer(place):
        manifest = read_manifest(place)
        states: dict[int, Load | None] = {0: None} | {load.number: load for load in manifest.loads}
        now = states[manifest.state]
        if to is None and now is None:
            raise UnreadableSource(f"{folder}: nothing is loaded, so there is nothing to go back to.")
        wanted = to if to is not None or now is None else now.before
        if wanted not in states:
            raise UnknownName("load", str(wanted), map(str, states))
        target = states[wanted]
        parts = target.parts if target else ()
        joined_parts(read_parts(place, manifest, parts))
        state = target.state if target else 0
        load = manifest.next_load(f"rollback to {wanted}", parts=parts, state=state)
        with writing(place):
            write_manifest(place, manifest.with_load(load, {}))
    return state
