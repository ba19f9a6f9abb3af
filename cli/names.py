"""The command about names: ``names``."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cli.help import command
from cli.options import Output, Reading, output_options, reading_options
from cli.options import source as source_argument
from cli.output import emit, tell
from cli.source import decisions_file, read_source

if TYPE_CHECKING:
    from graph.report import LoadReport
    from graph.tables import Tables

__all__ = ["COMMANDS"]


Pair = tuple[str, str]


class _Pair(click.ParamType[tuple[str, str]]):
    name = "pair"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Pair:  # noqa: ANN401
        if isinstance(value, tuple):
            return value
        one, sign, other = str(value).partition("=")
        if not (sign and one.strip() and other.strip()):
            example = "'WHO=World Health Organization'"
            self.fail(f"found {value!r}; two names are joined by =, for example {example}.", param, ctx)
        return one.strip(), other.strip()


_PAIR = _Pair()


def _pairs(flag: str, told: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    return click.option(flag, type=_PAIR, metavar="NAME=NAME", multiple=True, help=told)


@command(
    "Which names are, or may be, one organization; decide.",
    "partners names work --doubts",
    "partners names work --accept 'WHO=World Health Organization' --show WHO",
    "partners names a.xlsx b.csv --reject 'Hill Aid=Hill Aid Trust' --decisions name-decisions.csv",
)
@source_argument()
@click.option("--doubts", is_flag=True, help="Only the pairs that nobody has decided on.")
@_pairs("--accept", "They are one organization.")
@_pairs("--reject", "They are two organizations; a merge is taken back.")
@_pairs("--undo", "Forget what was decided about them.")
@click.option("--show", default="", metavar="NAME", help="The name to show of those accepted, or of the one called so.")
@reading_options
@output_options
def names(
    *,
    source: tuple[str, ...],
    doubts: bool,
    accept: tuple[Pair, ...],
    reject: tuple[Pair, ...],
    undo: tuple[Pair, ...],
    show: str,
    reading: Reading,
    output: Output,
) -> None:
    """Tell which names were taken for one organization, which may be one, and decide.

    One row a pair, the open questions first. What is decided is kept in the file that --decisions names, by default
    name-decisions.csv in SOURCE, or beside it where that is a file, and holds at every later load. A line that is
    removed from it is undone.
    """
    from loaders.loaded import Loaded
    from loaders.names.review import review_queue

    if accept or reject or undo or show:
        reading = _decide(source, reading, accept=accept, reject=reject, undo=undo, show=show)
    emit(review_queue(Loaded(*read_source(source, reading)), doubts=doubts), output)


def _decide(
    source: tuple[str, ...],
    reading: Reading,
    *,
    accept: tuple[Pair, ...],
    reject: tuple[Pair, ...],
    undo: tuple[Pair, ...],
    show: str,
) -> Reading:
    """Write decisions down, and return how SOURCE is then read."""
    from loaders.names.decisions import DECISIONS_FILE, decide
    from loaders.names.decisions import undo as forget

    kept_in = decisions_file(source, reading)
    if kept_in is None:
        msg = f"Where to keep decisions? The database has no place for them: name a file, --decisions {DECISIONS_FILE}."
        raise click.UsageError(msg)
    tables, report = read_source(source, replace(reading, decisions=kept_in if kept_in.is_file() else None))
    called = _called(tables, report)
    answers = [(pair, "same") for pair in accept] + [(pair, "different") for pair in reject]
    if show and not accept:
        answers.append(((show, _found(show, called)), "same"))
    for pair, _ in answers:
        for name in pair:
            _found(name, called)
    for one, other in undo:
        forget(kept_in, one, other)
        tell(f"Forgotten: what was decided about {one!r} and {other!r}.")
    for (one, other), answer in answers:
        decide(kept_in, one, other, answer, show if answer == "same" else "")
        tell(f"Kept in {kept_in}: {one!r} and {other!r} are {'one' if answer == 'same' else 'different'}.")
    return replace(reading, decisions=kept_in)


def _called(tables: "Tables", report: "LoadReport") -> dict[str, str]:
    """Return the name that is shown for each name and id of an organization."""
    from graph.names import normal_name

    called: dict[str, str] = {}
    for one in tables.organizations[["organization_id", "name", "aliases"]].itertuples(index=False):
        aliases = one.aliases.split(";") if isinstance(one.aliases, str) else []
        for text in (one.organization_id, *aliases):
            called.setdefault(normal_name(str(text)), str(one.name))
    pairs = report.names
    for ids, shown in ((pairs["other_id"], pairs["name"]), (pairs["other_name"], pairs["other_name"])):
        called |= {
            normal_name(str(i)): str(n) for i, n in zip(ids, shown, strict=True) if normal_name(str(i)) not in called
        }
    return called | {normal_name(str(name)): str(name) for name in tables.organizations["name"]}


def _found(name: str, called: dict[str, str]) -> str:
    from graph.errors import UnknownName
    from graph.names import normal_name

    if normal_name(name) not in called:
        raise UnknownName("organization", name, called.values())
    return called[normal_name(name)]


COMMANDS = (names,)
