"""What the commands that answer a question share: their options, reading SOURCE, and for whom they ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cli.asked import Asked, asked_options
from cli.help import Command, Option
from cli.options import output_options, reading_options
from cli.options import source as source_argument
from cli.source import read_shown
from cli.ties import weighed_ties
from loaders.reading_options import Reading

if TYPE_CHECKING:
    import pandas as pd

    from graph.selection import Selection
    from graph.tables import ShownTables

__all__ = ["coalition_of", "level_option", "nationwide_option", "question", "read", "whom_option"]


def _seed() -> int:
    from graph.clusters.table import SEED

    return SEED


def question(
    short_help: str,
    *examples: str,
    source_required: bool = True,
    prints: Callable[[Callable[..., Any]], Callable[..., Any]] = output_options,
) -> Callable[..., Command]:
    """Return a decorator that makes a command which reads SOURCE and takes the shared options."""
    seed = click.option(
        "--seed", type=int, metavar="N", default=_seed, show_default="the same every time", cls=Option,
        section="The answer", help="Seed of what is random.",
    )  # fmt: skip

    def decorate(command: Callable[..., Any]) -> Command:
        for add in (prints, seed, asked_options, reading_options, source_argument(required=source_required)):
            command = add(command)
        return click.command(cls=Command, short_help=short_help, examples=examples)(command)

    return decorate


whom_option = click.option(
    "--for",
    "whom",
    default="everybody",
    show_default=True,
    help="us, everybody, a coalition's number or name, or organizations (ids or names, joined by commas).",
)
level_option = click.option(
    "--level",
    type=click.IntRange(min=1),
    metavar="N",
    help="Depth in the tree of places, 1 = the highest the file has.  [default: the deepest with at most 100 places]",
)
nationwide_option = click.option("--nationwide", is_flag=True, help="Let a nationwide presence count in every place.")


def read(
    source: tuple[str, ...], asked: Asked, reading: Reading, *, masked: bool = False
) -> "tuple[ShownTables, Selection]":
    """Return the tables behind SOURCE without secrets, and the part of them that is asked about."""
    tables = read_shown(source, reading, masked=masked)
    return tables, asked.selection(tables)


def coalition_of(
    tables: "ShownTables", selection: "Selection", whom: str, seed: int
) -> "tuple[Any, pd.DataFrame, Any]":
    """Return the ties, the members of every coalition, and those that `whom` stands for (None: everybody)."""
    from graph.clusters.coalition import coalition_members
    from graph.clusters.table import cluster_members

    ties = weighed_ties(tables, selection)
    members = cluster_members(ties, tables, seed=seed)
    return ties, members, coalition_members(whom, tables, members)
