"""Commands about a workspace: ``loads``, ``rollback``, ``unload``, ``doctor`` and ``tidy``."""

from pathlib import Path

import click

from cli.help import command
from cli.options import Output, output_options
from cli.output import emit, tell

__all__ = ["COMMANDS"]

_work = click.argument("work", metavar="WORK", type=click.Path(path_type=Path, file_okay=False))


@command("What was loaded into a workspace, and when.", "partners loads work", "partners loads work --out history.csv")
@_work
@output_options
def loads(*, work: Path, output: Output) -> None:
    """List what was loaded into a workspace, the latest last.

    One row a load and file: its number, when (UTC), what, the file and its form, its rows at that load, the hash of
    what it held, and whether the workspace holds these rows now.
    """
    from loaders import loads as history

    emit(history(work), output)


@command(
    "Take a workspace back to what it held after an earlier load.",
    "partners rollback work",
    "partners rollback work --to 3",
)
@_work
@click.option("--to", type=click.IntRange(0), metavar="N", help="The number of the load; 0: empty. [default: one back]")
@output_options
def rollback(*, work: Path, to: int | None, output: Output) -> None:
    """Take a workspace back to what it held after an earlier load; nothing is deleted, so that you can go forward too.

    Prints the frame of 'partners loads'.
    """
    from loaders import loads as history
    from loaders import roll_back

    state = roll_back(work, to)
    tell(f"{work} holds what it held after load {state}." if state else f"{work} is empty, as before its first load.")
    emit(history(work), output)


@command("Take a file out of a workspace.", "partners unload work who-does-what.xlsx")
@_work
@click.argument("file", metavar="FILE")
@output_options
def unload(*, work: Path, file: str, output: Output) -> None:
    """Take a file, and what was read together with it, out of a workspace.

    FILE is its name as 'partners loads' prints it. Prints that frame; 'partners rollback' brings the file back.
    """
    from loaders import loads as history
    from loaders import unload as take_out

    take_out(work, file)
    tell(f"{work} no longer holds {file}.")
    emit(history(work), output)


@command("Check every file of a workspace; repair what can be.", "partners doctor work")
@_work
@output_options
def doctor(*, work: Path, output: Output) -> None:
    """Check every file of a workspace against its size, rows and hash, and repair what can be repaired.

    One row a finding: what, its state (whole, repaired, damaged, removed, swept), whether the workspace holds it now,
    and the detail. What is replaced, or belongs to no load, goes to the trash. Exit code 2 where what the workspace
    holds now is damaged.
    """
    from loaders import doctor as check

    findings = check(work)
    emit(findings, output)
    damaged = findings[(findings["state"] == "damaged") & findings["current"]]
    if len(damaged):
        tell(f"{work} is not whole: {damaged['detail'].iloc[-1].replace('WORK', str(work))}.")
        raise click.exceptions.Exit(2)
    tell(f"{work} is whole.")


@command("Remove old parts and the trash of a workspace.", "partners tidy work", "partners tidy work --yes")
@_work
@click.option("--yes", is_flag=True, help="Remove what is listed. Without it, nothing is removed.")
@output_options
def tidy(*, work: Path, yes: bool, output: Output) -> None:
    """List what a workspace no longer needs, and remove it with --yes.

    One row an old part (of a load that is not current) or item of the trash: what, item, reason, when (UTC), files and
    bytes. What the workspace holds now stays, and so does its journal. You can no longer go back to a load whose parts
    were removed.
    """
    from loaders import tidy as remove_old

    listed = remove_old(work, remove=yes)
    emit(listed, output)
    size = f"{len(listed)} items, {int(listed['bytes'].sum()):,} bytes"
    if not len(listed):
        tell(f"{work} holds nothing that it does not need.")
    elif yes:
        tell(f"Removed: {size}.")
    else:
        tell(f"Nothing was removed yet. 'partners tidy {work} --yes' removes these {size}.")


COMMANDS = (loads, rollback, unload, doctor, tidy)
