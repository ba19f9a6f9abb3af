"""The command about names: ``names``."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from cli.help import command
from cli.journal import ask_name
from cli.options import Output, output_options, reading_options
from cli.options import source as source_argument
from cli.output import emit, tell
from cli.source import place_of_decisions, read_source
from loaders.reading_options import Reading

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


def _pairs(flag: str, help_text: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    return click.option(flag, type=_PAIR, metavar="NAME=NAME", multiple=True, help=help_text)


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

    One row a pair, the open questions first. What is decided is an entry of the journal ('partners journal') and
    holds at every later load. With --decisions it is kept in that file instead; a line removed from it is undone.
    """
    from loaders.loaded import Loaded
    from loaders.review import review_queue

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
    from loaders.loaded import Loaded
    from loaders.names.decisions import DECISIONS_FILE
    from loaders.review import NameReview

    ask_name()
    place = place_of_decisions(source, reading)
    if place is None:
        msg = f"Where to keep decisions? The database has no place for them: name a file, --decisions {DECISIONS_FILE}."
        raise click.UsageError(msg)
    where = f"in the journal of {place}" if place.is_dir() else f"in {place}"
    review = NameReview(place)
    review.take(Loaded(*read_source(source, replace(reading, decisions=place if place.is_file() else None))))
    answers = [(pair, "same") for pair in accept] + [(pair, "different") for pair in reject]
    if show and not accept:
        answers.append(((show, review.display_name(show)), "same"))
    for pair, _ in answers:
        for name in pair:
            review.display_name(name)  # an unknown name is refused before anything is written
    for one, other in undo:
        review.forget(one, other)
        tell(f"Forgotten: what was decided about {one!r} and {other!r}.")
    for (one, other), answer in answers:
        review.decide(one, other, answer, show if answer == "same" else "")
        tell(f"Kept {where}: {one!r} and {other!r} are {'one' if answer == 'same' else 'different'}.")
    return replace(reading, decisions=place if place.is_file() else None)


COMMANDS = (names,)
