"""Commands about allies: ``allies`` (whom we are missing, and who is likely to come), ``backtest`` and ``route``."""

from typing import TYPE_CHECKING, Any

import click

from cli.asked import Asked
from cli.asking import coalition_of, level_option, nationwide_option, question, read, whom_option
from cli.options import Output
from cli.output import emit, tell
from cli.values import DAY
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from graph.selection import Selection
    from graph.tables import ShownTables

__all__ = ["COMMANDS"]

_MISSING, _LIKELY = 5, 20


@question(
    "Whom are we missing: allies who close most of our gaps.",
    "partners allies work --for us --k 5",
    "partners allies who-does-what.xlsx --for 1 --k 3 --format json",
    'partners allies work --for "River Keepers, Well Diggers"',
    "partners allies who-does-what.xlsx --likely",
    "partners allies work --for us --likely --cells gaps",
    "partners allies work --for us --may-come --fair",
    "partners allies work --for us --expertise capability",
)
@whom_option
@level_option
@nationwide_option
@click.option(
    "--k", type=click.IntRange(min=1), metavar="N",
    help=f"How many to choose.  [default: {_MISSING}; with --likely: {_LIKELY}]",
)  # fmt: skip
@click.option("--likely", is_flag=True, help="Who is likely to come where next, instead of who is there now.")
@click.option(
    "--cells", type=click.Choice(["all", "territory", "gaps"]), default="all", show_default=True,
    help="With --likely: to which cells of --for; territory: with two or more of its members; gaps: with none.",
)  # fmt: skip
@click.option(
    "--may-come", is_flag=True, help="Count apart what those chosen may come to cover, beside what they do now."
)
@click.option(
    "--fair", metavar="GROUPS", is_flag=False, flag_value="parents",
    help="Serve the worst-served group of communities first: parents (the children of one place; without GROUPS), "
    "people (each group of people), places (each community), or a column of the communities.",
)  # fmt: skip
@click.option(
    "--expertise", type=click.Choice(["capability", "kind", "cause"]),
    help="What --for lacks, and who offers it, nearby first, instead of gaps in places.",
)  # fmt: skip
@click.option(
    "--anyway", is_flag=True, help="With --likely or --may-come: count arrivals even where the data speak against it."
)
def allies(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, whom: str, level: int | None,
    nationwide: bool, k: int | None, likely: bool, cells: str, may_come: bool, fair: str | None,
    expertise: str | None, anyway: bool, output: Output,
) -> None:  # fmt: skip
    """Whom are we missing: allies who together close most gaps of --for.

    One row an ally, in the order chosen: gain (need it covers beyond those before it), cells, closes (which),
    shared_causes, capabilities that nobody of --for has, and route, the warmest introduction.

    With --may-come or --fair: one row an ally with two figures that are never added, there_now and may_come.

    With --expertise: one row a capability (or kind, or cause), what nobody in --for has first.

    With --likely: who is likely to come to which cause in which place, by what organizations like it do. For
    everybody: any cell. For a coalition: who else comes to its cells. For one organization: where it goes next. One
    row a proposal: the five counts behind it (here, does, region, there, size), score, and how often proposals of such
    a rank came in other responses. Where the data speak against a list, the reasons are printed instead.
    """
    if bool(likely) + bool(may_come or fair) + bool(expertise) > 1:
        msg = "--likely, --may-come (with --fair) and --expertise are three questions. Ask one at a time."
        raise click.UsageError(msg)
    if not likely and (cells != "all" or (anyway and not may_come)):
        msg = "--anyway and --cells belong to --likely: who is likely to come. Add it, or leave them out."
        raise click.UsageError(msg)
    if likely and nationwide:
        msg = "--nationwide: a nationwide presence says nothing of who comes to which place. Leave out one of the two."
        raise click.UsageError(msg)
    tables, selection = read(source, asked, reading)
    if likely and whom == "everybody":
        emit(_likely(tables, selection, None, k=k or _LIKELY, level=level, cells=cells, anyway=anyway), output)
        return
    ties, members, coalition = coalition_of(tables, selection, whom, seed)
    reach = {"k": k or _MISSING, "level": level, "nationwide": nationwide}
    if likely:
        rows = _likely(tables, selection, coalition, k=k or _LIKELY, level=level, cells=cells, anyway=anyway)
    elif coalition is not None and expertise:
        rows = _expertise(tables, selection, coalition, expertise)
    elif coalition is not None and (may_come or fair):
        rows = _expected(tables, selection, coalition, {"arrivals": may_come, "fair": fair, "anyway": anyway, **reach})
    else:
        rows = _missing(tables, selection, coalition, {"ties": ties, "members": members, **reach})
    emit(rows, output)


def _missing(
    tables: "ShownTables", selection: "Selection", coalition: frozenset[str] | None, options: dict[str, Any]
) -> "pd.DataFrame":
    from graph.allies.missing import missing_allies
    from graph.sentences.allies import why_nobody
    from graph.sentences.tables import with_sentences

    chosen = missing_allies(tables, selection, coalition=coalition, **options)
    if chosen.frame.empty:
        tell(f"{why_nobody(chosen)} Name a coalition with --for.".strip())
    return with_sentences(chosen)


def _expertise(tables: "ShownTables", selection: "Selection", coalition: frozenset[str], by: str) -> "pd.DataFrame":
    from graph.allies.expertise import missing_expertise
    from graph.sentences.tables import with_sentences

    return with_sentences(missing_expertise(tables, selection, coalition=coalition, by=by))


def _expected(
    tables: "ShownTables", selection: "Selection", coalition: frozenset[str], options: dict[str, Any]
) -> "pd.DataFrame":
    """Return the rows to print, and tell both sums, the best choice and what each group has."""
    from graph.allies.expected import expected_allies
    from graph.sentences.expected import best_in_words, served_in_words, two_sums
    from graph.sentences.tables import with_sentences

    expected = expected_allies(tables, selection, coalition=coalition, **options)
    for line in (two_sums(expected), best_in_words(expected), *served_in_words(expected)):
        if line:
            tell(line)
    if expected.withheld and not options["anyway"]:
        tell("Nothing is expected to come: 'partners allies --likely' says why. --anyway counts it all the same.")
    return with_sentences(expected)


def _likely(
    tables: "ShownTables", selection: "Selection", coalition: frozenset[str] | None, *, k: int, level: int | None,
    cells: str, anyway: bool,
) -> "pd.DataFrame":  # fmt: skip
    """Return the rows to print: none, where the data speak against a list and it is not wanted anyway."""
    from graph.allies.arrivals import likely_arrivals
    from graph.sentences.arrivals import counted_at, what_is_wrong, what_to_do
    from graph.sentences.tables import with_sentences

    alone = coalition is not None and len(coalition) == 1
    if alone and cells != "all":
        msg = f"--cells {cells}: one organization is no coalition. Leave --cells out, or name more of them in --for."
        raise click.UsageError(msg)
    answer = likely_arrivals(
        tables, selection, coalition=None if alone else coalition, who=coalition if alone else None, part=cells, k=k,
        most_each=None if alone else 3, level=level,
    )  # fmt: skip
    if alone:
        tell("One organization: where it is likely to go next.")
    if answer.candidates:
        tell(counted_at(answer))
    for condition in answer.conditions[answer.conditions["fails"]].to_dict("records"):
        tell(f"{what_is_wrong(condition)} {what_to_do(condition)}")
    rows = with_sentences(answer)
    if answer.withheld and not anyway:
        tell("So there is no list. --anyway prints it all the same.")
        return rows.head(0)
    if rows.empty and not answer.withheld:
        tell("Nobody can be proposed: every combination that is asked for is there already.")
    return rows


@question(
    "Would the list of likely arrivals have been right?",
    "partners backtest counts.csv",
    "partners backtest counts.csv --from 2014-09-11 --to 2014-10-08",
)
@click.option("--from", "start", type=DAY, help="The date of the list; with --to.  [default: the dates in the data]")
@click.option("--to", "end", type=DAY, help="The date at which who came is counted.")
@click.option(
    "--list", "listed", is_flag=True, help="One row a proposal, with whether it had come, instead of one row a split."
)
@level_option
def backtest(
    *, source: tuple[str, ...], asked: Asked, reading: Reading, seed: int, start: "date | None", end: "date | None",
    listed: bool, level: int | None, output: Output,
) -> None:  # fmt: skip
    """Whether the list of likely arrivals would have been right: who of an earlier list had come at a later date.

    One row a split: from, to, candidates, came (how many of them), top (how many were proposed), top_came, chance
    (expected of so many drawn at random), biggest_came (those with most cells first), auc. Without dates: each date
    with the next one and the first with every later one, of ten dates at most; else by quarters, or years.
    """
    from graph.allies.arrival_backtest import backtest as tested
    from graph.sentences.arrivals import backtest_in_words, what_is_wrong

    del seed  # nothing is random
    if (start is None) != (end is None):
        msg = "--from and --to go together: the date of the list, and the date at which who came is counted."
        raise click.UsageError(msg)
    if start and end and start >= end:
        msg = f"--from {start} is not before --to {end}. Swap them."
        raise click.UsageError(msg)
    tables, selection = read(source, asked, reading)
    answer = tested(tables, selection, start=start, end=end, level=level)
    if answer.frame.empty:
        tell("No split: the presences with a cause, a place and a date have fewer than two dates.")
    elif len(answer.frame) == 1:
        tell(backtest_in_words(answer.frame.iloc[0].to_dict()))
    failing = answer.conditions[answer.conditions["fails"]] if len(answer.conditions) else answer.conditions
    for condition in failing.drop_duplicates("condition").to_dict("records") if len(failing) else ():
        tell(f"{condition['from'].date()}: {what_is_wrong(condition)}")
    emit(answer.proposals if listed else answer.frame, output)


@question(
    "Who can introduce us to an organization.",
    'partners route work us "Seed Bank"',
    'partners route who-does-what.xlsx "River Keepers" "Seed Bank" --k 1',
)
@click.argument("start", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--k", type=click.IntRange(min=1), metavar="N", default=3, show_default=True, help="How many ways.")
@click.option(
    "--steps", type=click.IntRange(min=1), metavar="N", default=3, show_default=True, help="The longest way allowed."
)
def route(
    *, source: tuple[str, ...], start: str, target: str, asked: Asked, reading: Reading, seed: int, k: int, steps: int,
    output: Output,
) -> None:  # fmt: skip
    """Who can introduce us: the warmest ways from FROM (us, a coalition or organizations) to the organization TO.

    One row a step: route (1 = the warmest), step, from and to, strength, probability, rests_on (the latest thing that
    the two did together, and when), open_conflict. Where there is no way, the places where TO already is beside us.
    """
    from graph.allies.introduce import ways_to
    from graph.clusters.coalition import coalition_members
    from graph.sentences.introduce import meets_in_words, way_rows, why_no_way

    tables, selection = read(source, asked, reading)
    ties, members, ours = coalition_of(tables, selection, start, seed)
    carriers = coalition_members(target, tables, members)
    if ours is None or carriers is None or len(carriers) != 1:
        how_many = "everybody" if ours is None or carriers is None else f"{len(carriers)} organizations"
        msg = f"FROM stands for who can be asked, TO for one organization: found {how_many}. Name them."
        raise click.UsageError(msg)
    (target_id,) = carriers
    ways = ways_to(tables, selection, sources=ours, target=target_id, ties=ties, k=k, most_steps=steps)
    if ways.reason:
        tell(why_no_way(ways))
    elif len(ways.meets):
        tell(f"It already is where we are: {meets_in_words(ways)}.")
    emit(way_rows(ways), output)


COMMANDS = (allies, backtest, route)
