"""Options that several commands share, each group handed to the command as one value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import Any, ClassVar

import click

from cli.help import Option, Source
from cli.values import DAY
from loaders.form_list import FORM_NAMES
from loaders.reading_options import NAME_RULES, Reading

__all__ = [
    "FORMATS", "NetworkOutput", "Output", "Reading", "grouped", "network_output_options",
    "output_options", "reading_options", "secrets_options", "source",
]  # fmt: skip

FORMATS = ("table", "csv", "json", "parquet")
Command = Callable[..., Any]


@dataclass(frozen=True)
class Output:
    """Where a frame goes, and in which form; refused before anything is read where that cannot be."""

    forms: ClassVar[tuple[str, ...]] = FORMATS

    top: int | None = None
    format: str | None = None
    out: Path | None = None

    def __post_init__(self) -> None:
        if self.out is None:
            if self.format == "parquet":
                msg = "--format parquet: Parquet is a binary format. Use --out FILE."
                raise click.UsageError(msg)
            if self.format not in {None, *FORMATS}:
                msg = f"--format {self.format}: a network is a file for another program. Name it with --out."
                raise click.UsageError(msg)
            return
        ending = self.out.suffix.lstrip(".").lower()
        if self.format is None and ending not in self.forms:
            allowed = ", ".join(f".{form}" for form in self.forms if form != "table")
            msg = f"--out {self.out}: cannot tell the form from '{self.out.suffix}'. Allowed: {allowed}, or "
            raise click.UsageError(f"{msg}any name together with --format.")
        if not self.out.absolute().parent.is_dir():
            msg = f"--out {self.out}: there is no folder {str(self.out.parent)!r}. Make it first, or name another."
            raise click.UsageError(msg)

    @property
    def written(self) -> str:
        """The form, where need be by the ending of the file."""
        return self.format or ("table" if self.out is None else self.out.suffix.lstrip(".").lower())


@dataclass(frozen=True)
class NetworkOutput(Output):
    """As `Output`, for an answer that can also be written as a network with its ties."""

    forms: ClassVar[tuple[str, ...]] = (*FORMATS, "graphml", "gexf")


def grouped(name: str, kind: type[Any], options: Iterable[Command]) -> Callable[[Command], Command]:
    """Return a decorator that adds `options` and hands them to the command as one `kind`, called `name`."""
    ordered = list(options)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def gathered(**arguments: Any) -> Any:  # noqa: ANN401  (passes a command's arguments through)
            asked = {field.name: arguments.pop(field.name) for field in fields(kind) if field.name in arguments}
            return command(**arguments, **{name: kind(**asked)})

        for option in reversed(ordered):
            option(gathered)
        return gathered

    return decorate


def source(*, required: bool = True) -> Callable[[Command], Command]:
    """Return a decorator that adds the argument SOURCE."""
    return click.argument("source", nargs=-1, required=required, metavar="SOURCE...", cls=Source)


_reads = partial(click.option, cls=Option, section="What to read")
_prints = partial(click.option, cls=Option, section="The answer")

reading_options = grouped(
    "reading",
    Reading,
    (
        _reads(
            "--names",
            type=click.Choice(NAME_RULES),
            default="merged",
            show_default=True,
            help="An organization's acronym and full name: as one, by the acronym, or each as written.",
        ),
        _reads("--date", type=DAY, help="The date of rows that carry none."),
        _reads(
            "--keep-people",
            "people",
            is_flag=True,
            help="Keep grants to individuals, e-mail addresses and phone numbers, which are left out otherwise.",
        ),
        _reads(
            "--mapping",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Read every file by this mapping of its columns ('partners map').",
        ),
        _reads(
            "--aliases",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A file of the names organizations are known by.  [default: organization-aliases.* in SOURCE]",
        ),
        _reads(
            "--decisions",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A file of decisions about names, see 'partners names'.  "
            "[default: the journal of SOURCE, and name-decisions.csv in its folder]",
        ),
        _reads(
            "--form",
            metavar="NAME",
            default="",
            help=f"Read every file as this form: {', '.join(FORM_NAMES)}.  [default: recognised by what it holds]",
        ),
    ),
)


def _output_options(kind: type[Output], formats: str) -> Callable[[Command], Command]:
    options = (
        _prints("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N rows."),
        _prints("--format", type=click.Choice(kind.forms), help=formats),
        _prints("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead."),
    )
    return grouped("output", kind, options)


def secrets_options(command: Command) -> Command:
    """Add the options that let secrets out."""
    for option in (
        click.option("--with-confidential", is_flag=True, help="Confidential interactions with all that is known."),
        click.option("--with-sensitive", is_flag=True, help="Sensitive organizations by name, with places and notes."),
    ):
        command = option(command)
    return command


_HOW = "How to print; csv, json and parquet keep full precision"
output_options = _output_options(Output, f"{_HOW}.  [default: table, or as --out ends]")
network_output_options = _output_options(
    NetworkOutput, f"{_HOW}; graphml and gexf hold the ties too.  [default: table, or as --out ends]"
)
