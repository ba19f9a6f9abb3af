"""SOURCE: from what stands on the command line to tables."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import Reading
from cli.output import RowsRead, tell

if TYPE_CHECKING:
    from graph.report import LoadReport
    from graph.tables import Tables

__all__ = ["NEO4J", "decisions_file", "read_source"]

NEO4J = "neo4j"


def decisions_file(source: tuple[str, ...], reading: Reading) -> Path | None:
    """Return where decisions about the names of SOURCE are kept: the file that was named, else beside its first part.

    Nothing for the database, which has no place for them.
    """
    from loaders.names.decisions import DECISIONS_FILE

    if reading.decisions is not None or source == (NEO4J,):
        return reading.decisions
    first = Path(source[0])
    return (first if first.is_dir() else first.parent) / DECISIONS_FILE


def read_source(source: tuple[str, ...], reading: Reading, *, proposed: bool = False) -> "tuple[Tables, LoadReport]":
    """Return the tables behind SOURCE and the report of reading them; rejects are told on standard error.

    A spreadsheet that nothing explains is refused, or read as its columns seem to say if `proposed`.

    Raises
    ------
    click.UsageError
        If the database is named beside files.
    UnreadableSource
        If nothing could be kept of what SOURCE holds.
    """
    if NEO4J in source:
        if len(source) > 1:
            msg = f"'{NEO4J}' stands alone: it is the whole database. Push the files first, then ask the database."
            raise click.UsageError(msg)
        from graph.report import LoadReport
        from loaders import neo4j_store

        return neo4j_store.read(neo4j_store.Neo4jSettings.from_environment()), LoadReport()
    from graph.errors import UnreadableSource
    from loaders import load

    tell(f"Reading {', '.join(source)} ...")
    loaded = load(*source, progress=RowsRead(), proposed=proposed, **reading.options)
    read, kept, rejected = (int(loaded.report.sheets[count].sum()) for count in ("read", "kept", "rejected"))
    if not kept:
        named = ", ".join(source)
        raise UnreadableSource(
            f"{named}: nothing could be kept of {read} rows. 'partners check {shlex.join(source)}' tells why."
        )
    if rejected:
        tell(f"{rejected} rows were rejected; 'partners check {shlex.join(source)}' tells each with its reason.")
    return loaded.tables, loaded.report
