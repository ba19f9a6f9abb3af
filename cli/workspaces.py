"""Commands about a workspace: ``loads``, ``rollback`` and ``unload``."""

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


COMMANDS = (loads, rollback, unload)
