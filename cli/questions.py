"""Commands that answer: ``clusters``, ``brokers``, ``centrality``, ``gaps`` and ``allies``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cli.options import Asked, Output, Reading, asked_options, output_options, reading_options
from cli.output import emit, tell
from cli.source import read_source

if TYPE_CHECKING:
    import pandas as pd

    from graph.selection import Selection
    from graph.tables import Tables

__all__ = ["COMMANDS"]

_SEED = 20240229


def _question(command: Callable[..., Any]) -> click.Command:
    """Make a command that reads SOURCE and takes the shared options."""
    seed = click.option("--seed", type=int, default=_SEED, show_default=True, help="Seed of what is random.")
    source = click.argument("source", nargs=-1, required=True, metavar="SOURCE...")
    for decorate in (output_options, seed, reading_options, asked_options, source):
        command = decorate(command)
    return click.command()(command)


_whom = click.option(
    "--for",
    "whom",
    default="everybody",
    show_default=True,
    help="us, everybody, a coalition's number or name, or organizations (ids or names, joined by commas).",
)
_level = click.option(
    "--level",
    type=click.IntRange(min=1),
    help="Depth in the tree of places, 1 = the highest the file has.  [default: the deepest with at most 100 places]",
)


def _read(source: tuple[str, ...], asked: Asked, reading: Reading) -> "tuple[Tables, Selection]":
    tables, _ = read_source(source, reading)
    return tables, asked.selection(tables)


@_question
@click.option("--members", is_flag=True, help="One row an organization instead of one row a coalition.")
@click.option(
    "--resolution", type=click.FloatRange(min=0), default=1.0, show_default=True, help="Higher: smaller groups."
)
def clusters(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, members: bool,
    resolution: float, output: Output,
) -> None:  # fmt: skip
    """Who already stands together: coalitions found in the data (Leiden), what each shares and how sure it is."""
    from graph.clusters import cluster_members, cluster_table
    from graph.ties import tie_network

    tables, selection = _read(source, asked, reading)
    found = cluster_members if members else cluster_table
    emit(found(tie_network(tables, selection), tables, resolution=resolution, seed=seed), output)


@_question
def brokers(source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, output: Output) -> None:
    """Who holds the network together: bridging partners, their role and what falls apart without them."""
    from graph.brokerage import broker_scores
    from graph.ties import tie_network

    tables, selection = _read(source, asked, reading)
    emit(broker_scores(tie_network(tables, selection), seed=seed), output)


def _list_measures(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    import pandas as pd

    from graph.measures import MEASURES

    columns = ("name", "label", "formula", "unit", "low", "high", "source")
    emit(pd.DataFrame([{c: getattr(m, c) for c in columns} for m in MEASURES]), Output(None, None, None))
    ctx.exit()


@_question
@click.option("--measure", "measures", multiple=True, help="A measure by name; repeat for several.  [default: all]")
@click.option(
    "--measures", is_flag=True, is_eager=True, expose_value=False, callback=_list_measures,
    help="List every measure with its formula, unit, range and source.",
)  # fmt: skip
def centrality(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, measures: tuple[str, ...],
    output: Output,
) -> None:  # fmt: skip
    """Any set of measures, one row an organization."""
    del seed  # no measure here is random
    from graph.centrality import centrality_scores
    from graph.measures import MEASURES
    from graph.ties import tie_network

    tables, selection = _read(source, asked, reading)
    wanted = measures or tuple(m.name for m in MEASURES)
    emit(centrality_scores(tie_network(tables, selection), wanted), output)


def _coalition(tables: "Tables", selection: "Selection", whom: str, seed: int) -> "tuple[Any, pd.DataFrame, Any]":
    """Return the ties, the members of every coalition, and those that `whom` stands for (None: everybody)."""
    from graph.clusters import cluster_members
    from graph.coalition import coalition_members
    from graph.ties import tie_network

    ties = tie_network(tables, selection)
    members = cluster_members(ties, tables, seed=seed)
    return ties, members, coalition_members(whom, tables, members)


@_question
@_whom
@_level
@click.option("--nationwide", is_flag=True, help="Let a nationwide presence count in every place.")
def gaps(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, whom: str, level: int | None,
    nationwide: bool, output: Output,
) -> None:  # fmt: skip
    """Where is nobody: one row a cause and community, need minus presence, fragile and claimed cells marked."""
    from graph.reach import reach_gaps

    tables, selection = _read(source, asked, reading)
    coalition = None if whom == "everybody" else _coalition(tables, selection, whom, seed)[2]
    emit(reach_gaps(tables, selection, coalition=coalition, level=level, nationwide=nationwide), output)


@_question
@_whom
@_level
@click.option("--k", type=click.IntRange(min=1), default=5, show_default=True, help="How many allies to choose.")
def allies(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, whom: str, level: int | None,
    k: int, output: Output,
) -> None:  # fmt: skip
    """Whom are we missing: allies who close most gaps of --for, with the cells, the reasons and the way to each."""
    from graph.allies import missing_allies

    tables, selection = _read(source, asked, reading)
    ties, members, coalition = _coalition(tables, selection, whom, seed)
    found = missing_allies(tables, selection, coalition=coalition, k=k, level=level, ties=ties, members=members)
    if found.empty and found.attrs.get("reason"):
        tell(str(found.attrs["reason"]))
    emit(found, output)


COMMANDS = (clusters, brokers, centrality, gaps, allies)
