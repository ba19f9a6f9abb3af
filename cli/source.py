"""SOURCE: from what stands on the command line to tables."""

import shlex
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.output import RowsRead, tell
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from graph.report import LoadReport
    from graph.tables import ShownTables, Tables

__all__ = ["NEO4J", "files_stamp", "place_of_decisions", "read_shown", "read_source"]

NEO4J = "neo4j"


def place_of_decisions(source: tuple[str, ...], reading: Reading) -> Path | None:
    """Return the file or folder that keeps decisions about the names of SOURCE; nothing for the database."""
    from loaders.review import decisions_place

    if source == (NEO4J,) and reading.decisions is None:
        return None
    return decisions_place(source, reading)


def files_stamp(source: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Return name, size and time of change of each file of SOURCE; none for the database.

    A hidden file and what decisions write (the journal) do not count; nor does a file that is being replaced.
    """
    from loaders.journal.places import JOURNAL

    files = []
    for path in map(Path, source if source != (NEO4J,) else ()):
        for one in [path, *(path.rglob("*") if path.is_dir() else ())]:
            inside = one.relative_to(path).parts
            if JOURNAL in inside or any(part.startswith(".") for part in inside):
                continue
            with suppress(OSError):
                if one.is_file():
                    stat = one.stat()
                    files.append((str(one), stat.st_size, stat.st_mtime_ns))
    return sorted(files)


def read_source(source: tuple[str, ...], reading: Reading) -> "tuple[Tables, LoadReport]":
    """Return the tables behind SOURCE and the report of reading them; rejects are told on standard error.

    Raises
    ------
    click.UsageError
        If the database is named beside files.
    UnreadableSource
        If no row of SOURCE can be used.
    """
    if NEO4J in source:
        if len(source) > 1:
            msg = f"'{NEO4J}' stands alone: it is the whole database. Push the files first, then ask the database."
            raise click.UsageError(msg)
        from loaders import neo4j_store
        from loaders.values.notes import counted

        loaded = neo4j_store.load(neo4j_store.Neo4jSettings.from_environment())
        if n_noticed := len(loaded.report.notes):  # not which: a name or a title may be secret
            names = counted(n_noticed, "name")
            tell(f"neo4j: {names} with letters or marks to check. See the Data page of 'partners dashboard neo4j'.")
        return loaded.tables, loaded.report
    from graph.errors import UnreadableSource
    from loaders import load

    tell(f"Reading {', '.join(source)} ...")
    loaded = load(*source, reading=replace(reading, progress=RowsRead()))
    n_read, n_kept, n_rejected = (int(loaded.report.sheets[count].sum()) for count in ("read", "kept", "rejected"))
    if not n_kept:
        files = ", ".join(source)
        raise UnreadableSource(
            f"{files}: none of the {n_read} rows could be used. "
            f"Run 'partners check {shlex.join(source)}' for the reasons."
        )
    if n_rejected:
        tell(f"{n_rejected} rows were rejected; 'partners check {shlex.join(source)}' tells each with its reason.")
    return loaded.tables, loaded.report


def read_shown(source: tuple[str, ...], reading: Reading, *, masked: bool = False) -> "ShownTables":
    """Return the tables behind SOURCE without secrets; with `masked`, sensitive organizations have pseudonyms."""
    tables, _ = read_source(source, reading)
    if not masked:
        return tables.shown()
    from loaders.redaction import handed_on

    return handed_on(tables, source=source).shown()
