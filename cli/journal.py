"""Commands about what people decided: ``journal`` and ``forget``."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.help import command
from cli.options import Output, output_options
from cli.options import source as source_argument
from cli.output import emit, tell

if TYPE_CHECKING:
    from loaders.journal import Journal

__all__ = ["COMMANDS", "ask_name"]


def ask_name() -> None:
    """Ask once whose name stands in the journal, where somebody is there to answer."""
    from loaders.journal import has_name, remember_user, user_name

    if has_name() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    remember_user(click.prompt("Your name, for the journal of what you decide", default=user_name(), err=True))


@command(
    "What people decided about SOURCE, and when; undo.",
    "partners journal work",
    "partners journal work --undo 3f2a9c01d4e7",
    "partners journal work --me 'Ana López'",
)
@source_argument()
@click.option("--undo", "undone", default="", metavar="ENTRY", help="Take this entry back; the undo is an entry, too.")
@click.option("--me", default="", metavar="NAME", help="Keep this as your name in entries from now on.")
@output_options
def journal(*, source: tuple[str, ...], undone: str, me: str, output: Output) -> None:
    """List what people decided about SOURCE, the latest last.

    One row an entry: when (UTC), who, the kind (such as coalition name), what it is about, what held before and after
    (JSON), the entry that it takes back, and its own id. Nothing is ever taken out of the journal but by 'partners
    forget'. The name is that of $PARTNERS_USER, else the one given with --me, else the system's.
    """
    from loaders.journal import entries_frame, in_order, remember_user

    if me:
        tell(f"Entries carry the name {remember_user(me)!r} from now on.")
    journals = _journals(source)
    if undone:
        ask_name()
        with_entry = [one for one in journals if any(entry.id == undone for entry in one.entries())]
        _undo((with_entry or journals)[0], undone, source)
        tell(f"Undone: {undone}.")
    for line in dict.fromkeys(line for one in journals for line in [*one.unreadable(), *one.unreadable_files()]):
        tell(f"{line}; going on without what it says.")
    emit(entries_frame(in_order(entry for one in journals for entry in one.entries())), output)


def _journals(source: tuple[str, ...]) -> "list[Journal]":
    """Return the journals of SOURCE: its own, and those of the folders in which its files lie."""
    from loaders.formats.mapped import mapping_journal
    from loaders.journal import coalition_journal
    from loaders.names.decisions import decision_journal

    folders = _folders(source)
    return [coalition_journal(source), *map(decision_journal, folders), *map(mapping_journal, folders)]


def _folders(source: tuple[str, ...]) -> list[Path]:
    from cli.source import NEO4J

    paths = [] if source == (NEO4J,) else [Path(one) for one in source]
    return list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))


def _undo(journal: "Journal", undone: str, source: tuple[str, ...]) -> None:
    from loaders.formats.mapped import mapping_journal, put_back
    from loaders.journal import MAPPING

    for entry in journal.undo(undone):
        if entry.kind == MAPPING:
            folder = next(one for one in _folders(source) if mapping_journal(one).folder == journal.folder)
            put_back(folder / entry.on, entry.after)


@command(
    "Remove an organization or person from a workspace.",
    "partners forget 'Hill Aid' --in work",
    "partners forget 'Ana López' --in work --yes",
)
@click.argument("name", metavar="NAME")
@click.option("--in", "work", required=True, type=click.Path(path_type=Path, file_okay=False), help="The workspace.")
@click.option("--yes", is_flag=True, help="Remove what is listed. Without it, nothing is changed.")
@output_options
def forget(*, name: str, work: Path, yes: bool, output: Output) -> None:
    """List where an organization or person stands in a workspace, and remove it everywhere with --yes.

    Everywhere is every part, current or old, the trash and the journal. One row a place: where, what is done, and how
    many rows or entries. NAME is a whole name, in any case. What cannot be reached is told on standard error.
    """
    from loaders import forget as remove_everywhere

    forgotten = remove_everywhere(work, name, remove=yes)
    emit(forgotten.places, output)
    for line in forgotten.unreached:
        tell(f"Cannot be reached: {line}")
    count = int(forgotten.places["count"].sum())
    if not count:
        tell(f"{work} holds nothing of {name!r}.")
    elif yes:
        tell(f"Removed: {count} rows and entries.")
    else:
        again = f"partners forget {shlex.quote(name)} --in {shlex.quote(str(work))} --yes"
        tell(f"Nothing was changed yet. {again!r} removes these {count} rows and entries. It cannot be undone.")


COMMANDS = (journal, forget)
