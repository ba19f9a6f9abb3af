"""Commands about files: ``check`` and ``load``."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.help import command
from cli.options import Output, output_options, reading_options
from cli.output import RowsRead, emit, tell
from loaders.reading_options import Reading

if TYPE_CHECKING:
    import pandas as pd

    from graph.report import LoadReport

__all__ = ["COMMANDS"]

_SHOWN = 50
_files = click.argument("files", nargs=-1, required=True, metavar="FILE...")


@command(
    "Read files and tell what was understood; writes nothing.",
    "partners check who-does-what.xlsx",
    "partners check *.csv --notes --rejects rejects.csv",
)
@_files
@click.option(
    "--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Write every rejected row to this CSV."
)
@click.option("--notes", is_flag=True, help="Also tell what was understood or merged without rejecting a row.")
@click.option("--strict", is_flag=True, help="Exit with 2 when any row was rejected.")
@reading_options
@output_options
def check(
    *, files: tuple[str, ...], rejects: Path | None, notes: bool, strict: bool, reading: Reading, output: Output
) -> None:
    """Read files and tell what was understood; writes nothing.

    One row a file and sheet: rows read = kept + merged + rejected. A merged row adds no new fact. Rejected rows
    are told on standard error with their reason, line and value. Files of one form that refer to each other are read
    together. Unreadable files are reported; the rest are still read. Exit code 2 when a file could not be read or no
    row could be used.
    """
    from graph.csv_text import csv_of
    from loaders.check import check as checked
    from loaders.written import put

    outcome = checked(files, replace(reading, progress=RowsRead()))
    for error in outcome.errors:
        tell(f"Error: {error}")
    report = outcome.report
    _tell_rejects(report.rejects)
    if rejects is not None:
        put(rejects, csv_of(report.rejects))
        tell(f"Wrote {len(report.rejects)} rejects to {rejects}.")
    if notes:
        _tell_notes(report)
    if outcome.reports:
        _tell_counts(report)
        emit(report.sheets, output)
    _exit(report, strict=strict, refused=len(outcome.errors))


@command(
    "Read files into a workspace folder, made if missing.",
    "partners load who-does-what.xlsx --into work",
    "partners load january.csv february.csv --into work --strict",
)
@_files
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="The workspace folder.")
@click.option("--strict", is_flag=True, help="Exit with 2, and load nothing, when any row was rejected.")
@reading_options
@output_options
def load(*, files: tuple[str, ...], into: Path, strict: bool, reading: Reading, output: Output) -> None:
    """Read files into a workspace folder, which is made if it is missing.

    A file is known by its name: a newer version takes the place of the earlier one, and the same file loaded twice
    changes nothing. Each load is recorded ('partners loads') and can be taken back ('partners rollback'). Prints the
    same frame as 'partners check'. Rejected rows are told, and kept with their reason in the workspace. Files of
    aliases and decisions about names are kept in it too; organizations are kept as the files name them, and resolved
    whenever the workspace is read, so that every merge can be undone.
    """
    from loaders import load_into

    added = load_into(into, *files, strict=strict, reading=replace(reading, progress=RowsRead()))
    report = added.report
    _tell_rejects(report.rejects)
    _tell_counts(report)
    if strict and len(report.rejects):
        tell(f"--strict: nothing was loaded into {into}. Mend the rejected rows, or leave --strict out.")
    elif added.changed:
        tell(f"Loaded into {into}: next, 'partners dashboard {into}'.")
    elif _kept(report):
        tell(f"{into} holds these files already, as they are: nothing was changed.")
    emit(report.sheets, output)
    _exit(report, strict=strict, refused=0)


def _tell_rejects(rows: "pd.DataFrame") -> None:
    _tell_first([f"rejected: {_place(row)}: {_why(row)}" for row in rows.to_dict("records")], "rejected")


def _tell_notes(report: "LoadReport") -> None:
    _tell_first([f"noted: {_place(row)}: {_why(row)}" for row in report.notes.to_dict("records")], "notes")
    merges = [
        f"merged: {_place(row)}: {row['found']!r} is taken for {row['kept']!r} ({row['reason']})"
        for row in report.merges.to_dict("records")
    ]
    _tell_first(merges, "merges")


def _tell_first(messages: list[str], what: str) -> None:
    for message in messages[:_SHOWN]:
        tell(message)
    if len(messages) > _SHOWN:
        tell(f"... and {len(messages) - _SHOWN} more {what}.")


def _place(row: Mapping[Any, Any]) -> str:
    import pandas as pd

    parts = [("", row["file"]), ("sheet ", row["sheet"]), ("line ", row["line"]), ("column ", row.get("column"))]
    return ", ".join(f"{what}{value}" for what, value in parts if not pd.isna(value) and value != "")


def _why(row: Mapping[Any, Any]) -> str:
    return f"found {row['found']!r}, expected {row['expected']} ({row['reason']})"


def _tell_counts(report: "LoadReport") -> None:
    n_read, n_kept, n_merged, n_rejected = report.sheets[["read", "kept", "merged", "rejected"]].sum()
    tell(f"Rows: {n_read} read = {n_kept} kept + {n_merged} merged + {n_rejected} rejected.")


def _kept(report: "LoadReport") -> int:
    return int(report.sheets["kept"].sum()) if len(report.sheets) else 0


def _exit(report: "LoadReport", *, strict: bool, refused: int) -> None:
    if not _kept(report) or refused or (strict and len(report.rejects)):
        raise click.exceptions.Exit(2)


COMMANDS = (check, load)
