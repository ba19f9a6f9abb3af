"""Commands that answer: ``clusters``, ``brokers``, ``centrality`` and ``gaps``."""

from typing import TYPE_CHECKING

import click

from cli.asked import Asked
from cli.asking import coalition_of, level_option, nationwide_option, question, read, whom_option
from cli.options import NetworkOutput, Output, network_output_options
from cli.output import emit, tell
from cli.ties import weighed_ties
from loaders.reading_options import Reading

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from graph.selection import Selection
    from graph.tables import ShownTables

__all__ = ["COMMANDS"]


@question(
    "Who already stands together: the coalitions in the data.",
    "partners clusters who-does-what.xlsx",
    "partners clusters work --members --format csv --out members.csv",
    "partners clusters work --causes Water --since 2024-01-01 --resolution 1.5",
)
@click.option("--members", is_flag=True, help="One row an organization instead of one row a coalition.")
@click.option(
    "--resampled", is_flag=True,
    help="Also the share of 100 resamples of the interactions in which each stays with its coalition.",
)  # fmt: skip
@click.option(
    "--resolution", type=click.FloatRange(min=0), metavar="R", default=1.0, show_default=True,
    help="Higher: smaller groups.",
)  # fmt: skip
def clusters(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, members: bool,
    resampled: bool, resolution: float, output: Output,
) -> None:  # fmt: skip
    """Who already stands together: coalitions found in the data (Leiden), what each shares, whether it is chance.

    One row a coalition, the largest first: cluster, name, organizations, cohesion (share of its relationships that
    stay inside), certainty (agreement of the searches), reached (how many rewired networks hold such a group),
    beyond_chance, causes, communities. Organizations without ties belong to no coalition; --members lists them,
    and says with each organization whether its coalition is beyond_chance.
    """
    from cli.coalitions import coalition_frame

    tables, selection = read(source, asked, reading)
    ties = weighed_ties(tables, selection)
    frame = coalition_frame(
        ties, tables, selection, members=members, resampled=resampled, resolution=resolution, seed=seed
    )
    emit(frame, output)


@question(
    "Who holds us together: bridging partners and what breaks.",
    "partners brokers who-does-what.xlsx --top 20",
    "partners brokers work --kinds joint_project --status all --format csv --out brokers.csv",
)
def brokers(source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, output: Output) -> None:
    """Who holds the network together: bridging partners, their role and what falls apart without them.

    One row an organization, the strongest bridge first: betweenness, constraint, effective_size, cutpoint (its group
    falls apart without it), pieces_without (into how many parts), role (Gould and Fernandez), and more.
    """
    from graph.brokers.scores import broker_scores

    tables, selection = read(source, asked, reading)
    emit(broker_scores(weighed_ties(tables, selection), seed=seed), output)


@question(
    "Any set of measures, one row an organization.",
    "partners centrality --measures",
    "partners centrality work --measure degree --measure betweenness --top 10",
    "partners centrality work --measure betweenness --intervals --labels",
    "partners centrality work --out network.graphml",
    source_required=False,
    prints=network_output_options,
)
@click.option(
    "--measure", "wanted", multiple=True, metavar="NAME",
    help="A measure by name; repeat for several.  [default: all]",
)  # fmt: skip
@click.option("--measures", "listed", is_flag=True, help="List every measure with its formula, unit, range and source.")
@click.option(
    "--intervals", is_flag=True,
    help="Also rank by each measure, and between which ranks 90 % of 100 resamples of the interactions lie.",
)  # fmt: skip
@click.option("--labels", is_flag=True, help="Head each measure's column in plain words.")
def centrality(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, wanted: tuple[str, ...],
    listed: bool, intervals: bool, labels: bool, output: NetworkOutput,
) -> None:  # fmt: skip
    """Any set of measures, one row an organization, in the order of the data.

    Columns: organization_id, name, then one for each --measure; with --intervals three more each: its rank (1 = the
    highest), rank_low and rank_high. A network (graphml, gexf) holds the same about each organization, and every tie;
    sensitive organizations have a pseudonym in it.
    """
    from graph.measures.registry import MEASURES, centrality_scores, measure, measure_table

    is_network = output.written in {"graphml", "gexf"}
    if listed:
        if is_network:
            msg = f"--measures is a list and no network: it cannot be written as {output.written}."
            raise click.UsageError(msg)
        emit(measure_table(), output)
        return
    if not source:
        msg = "Missing argument 'SOURCE...'."
        raise click.UsageError(msg)
    names = [name.strip() for value in wanted for name in value.split(",")] or [m.name for m in MEASURES]
    for name in names:
        measure(name)  # an unknown name is told before anything is read
    tables, selection = read(source, asked, reading, masked=is_network)
    ties = weighed_ties(tables, selection)
    scores = centrality_scores(ties, names)
    if intervals:
        scores = _with_intervals(scores, tables, selection, seed)
    if labels:
        scores = scores.rename(columns=_labelled(scores))
    if is_network:
        _write_network(ties, scores, output)
    else:
        emit(scores, output)


def _with_intervals(scores: "pd.DataFrame", tables: "ShownTables", selection: "Selection", seed: int) -> "pd.DataFrame":
    from graph.change.intervals import data_warnings, rank_intervals
    from graph.sentences.change import thin_data

    ranked = scores[["organization_id", "name"]].copy()
    for name in scores.columns[2:]:
        ranked[name] = scores[name]
        ranks = rank_intervals(tables, selection, name, seed=seed)
        for column in ("rank", "rank_low", "rank_high"):
            ranked[f"{name}_{column}"] = ranks[column]
    tell(thin_data(data_warnings(tables, selection)))
    return ranked


def _labelled(scores: "pd.DataFrame") -> dict[str, str]:
    """Return each column's name in plain words."""
    from graph.measures.registry import MEASURES

    heads = {m.name: m.label for m in MEASURES}
    for ending, words in (("rank", "rank"), ("rank_low", "best rank"), ("rank_high", "worst rank")):
        heads |= {f"{m.name}_{ending}": f"{m.label}: {words}" for m in MEASURES}
    return {column: heads[column] for column in scores.columns[2:]}


def _write_network(ties: "nx.Graph", scores: "pd.DataFrame", output: Output) -> None:
    from loaders.export.tie_network_files import write_graph

    rows = scores.head(len(scores) if output.top is None else output.top)
    write_graph(ties, str(output.out), output.written, rows)
    tell(f"Wrote a network of {len(rows)} organizations to {output.out}.")


@question(
    "Where is nobody: gaps in reach, by cause and community.",
    "partners gaps who-does-what.xlsx",
    "partners gaps work --for us --top 20",
    'partners gaps work --for "Water in the North" --level 2 --status all',
)
@whom_option
@level_option
@nationwide_option
def gaps(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, whom: str, level: int | None,
    nationwide: bool, output: Output,
) -> None:  # fmt: skip
    """Where is nobody: need minus presence for every cause in every community.

    One row a cell, the largest gap first: need, organizations (how many of --for are there), coverage, gap, fragile
    (everything hangs on one), claimed (presence not confirmed in the last 12 months; blank:
    nothing there has a date).
    """
    from graph.reach.gaps import reach_gaps
    from graph.sentences.reach import grid_summary

    tables, selection = read(source, asked, reading)
    coalition = None if whom == "everybody" else coalition_of(tables, selection, whom, seed)[2]
    reach = reach_gaps(tables, selection, coalition=coalition, level=level, nationwide=nationwide)
    for line in grid_summary(reach):
        tell(line)
    emit(reach.frame, output)


COMMANDS = (clusters, brokers, centrality, gaps)
