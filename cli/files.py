"""Commands about files: ``check`` and ``load``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import Output, Reading, output_options, reading_options
from cli.output import emit, tell

if TYPE_CHECKING:
    import pandas as pd

    from graph.report import LoadReport

__all__ = ["COMMANDS"]

_SHOWN_REJECTS = 50


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Write every rejected row to this CSV."
)
@click.option("--notes", is_flag=True, help="Also tell what was understood without rejecting a row.")
@click.option("--strict", is_flag=True, help="Exit with 2 when any row was rejected.")
@reading_options
@output_options
def check(
    *, files: tuple[str, ...], rejects: Path | None, notes: bool, strict: bool, reading: Reading, output: Output
) -> None:
    """Read FILES and tell what was understood; writes nothing.

    One row a file and sheet: rows read = kept + merged + rejected. A merged row adds no new fact. Rejected rows
    are told on standard error with their reason, line and value. Exit code 2 when nothing could be kept.
    """
    from graph.errors import UnreadableSource
    from graph.report import LoadReport
    from loaders import load

    reports, refused = [], 0
    for file in files:
        try:
            reports.append(load(file, date=reading.dated, names=reading.names).report)
        except UnreadableSource as error:
            tell(f"Error: {error}")
            refused += 1
    report = LoadReport.joined(reports)
    _tell_rows("rejected", report.rejects, rejects)
    if notes:
        _tell_rows("noted", report.notes, None)
    if reports:
        emit(report.sheets, output)
    _exit(report, strict=strict, refused=refused)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="The workspace folder.")
@click.option("--strict", is_flag=True, help="Exit with 2, and load nothing, when any row was rejected.")
@reading_options
@output_options
def load(*, files: tuple[str, ...], into: Path, strict: bool, reading: Reading, output: Output) -> None:
    """Read FILES into a workspace folder, which is made if it is missing.

    What is there already stays; the same file loaded twice changes nothing. Rejected rows are kept in the
    workspace with their reason.
    """
    from loaders import add_to_workspace
    from loaders import load as read_files

    loaded = read_files(*files, date=reading.dated, names=reading.names)
    _tell_rows("rejected", loaded.report.rejects, None)
    if not (strict and len(loaded.report.rejects)):
        add_to_workspace(loaded, into)
        tell(f"Loaded into {into}: next, 'partners dashboard {into}'.")
    emit(loaded.report.sheets, output)
    _exit(loaded.report, strict=strict, refused=0)


def _tell_rows(what: str, rows: "pd.DataFrame", file: Path | None) -> None:
    for row in rows.head(_SHOWN_REJECTS).to_dict("records"):
        sheet = f", sheet {row['sheet']}" if row["sheet"] and row["sheet"] == row["sheet"] else ""
        place = f"{row['file']}{sheet}, line {row['line']}, column {row['column']}"
        tell(f"{what}: {place}: found {row['found']!r}, expected {row['expected']} ({row['reason']})")
    if len(rows) > _SHOWN_REJECTS:
        tell(f"... and {len(rows) - _SHOWN_REJECTS} more {what}.")
    if file is not None:
        rows.to_csv(file, index=False)
        tell(f"Wrote {len(rows)} rejects to {file}.")


def _exit(report: "LoadReport", *, strict: bool, refused: int) -> None:
    sheets = report.sheets
    nothing_kept = sheets.empty or int(sheets["kept"].sum()) == 0
    if nothing_kept or refused or (strict and int(sheets["rejected"].sum())):
        raise click.exceptions.Exit(2)


COMMANDS = (check, load)
