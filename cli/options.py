"""Options that several commands share, each group handed to the command as one value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from cli.help import Option, Source
from loaders.form_list import FORM_NAMES
from loaders.reading_options import NAME_RULES, Reading

if TYPE_CHECKING:
    from graph.selection import Selection
    from graph.tables import Tables

__all__ = [
    "FORMATS", "Asked", "NetworkOutput", "Output", "Reading", "asked_options", "network_output_options",
    "output_options", "reading_options", "source",
]  # fmt: skip

FORMATS = ("table", "csv", "json", "parquet")
_EVERY_STATUS = "all"
Command = Callable[..., Any]


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  (a day)
        except ValueError:
            self.fail(f"found {value!r}; a date is written as YYYY-MM-DD, for example 2024-03-31.", param, ctx)


_DAY = _Day()


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
                msg = "--format parquet: Parquet is no text to print. Name a file with --out."
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


@dataclass(frozen=True)
class Asked:
    """The part of the data that the options ask for, before the data are known."""

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    half_life: float | None = 365.0

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            msg = f"--since {self.since} is later than --until {self.until}: nothing lies between. Swap them."
            raise click.UsageError(msg)

    def selection(self, tables: "Tables") -> "Selection":
        """Return the selection, its words looked up in `tables`.

        A value is one word, or several joined by commas: a name that holds a comma is taken whole where the data
        know it.

        Raises
        ------
        UnknownName
            If a status is neither one of organizations nor one of activities.
        """
        from graph.errors import UnknownName
        from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_STATUSES
        from graph.selection import ACTIVE, Selection

        known = (*ORGANIZATION_STATUSES, *ACTIVITY_STATUSES, _EVERY_STATUS)
        status = _words(self.status, ())
        for word in status:
            if word not in known:
                raise UnknownName("status", word, known)
        activity = tuple(s for s in status if s in ACTIVITY_STATUSES)
        return Selection(
            as_of=self.as_of,
            since=self.since,
            until=self.until,
            kinds=_words(self.kinds, (*INTERACTION_KINDS, *tables.declared_ties["kind"].dropna())),
            causes=_words(self.causes, (*tables.causes["cause_id"], *tables.causes["name"])),
            communities=_words(self.communities, (*tables.communities["community_id"], *tables.communities["name"])),
            organization_status=tuple(s for s in status if s in ORGANIZATION_STATUSES),
            activity_status=ACTIVITY_STATUSES if _EVERY_STATUS in status else activity or ACTIVE,
            half_life=self.half_life or None,
        )


def _words(values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    from graph.names import normal_name

    whole = {normal_name(name) for name in known}
    found: list[str] = []
    for value in values:
        parts = [value] if normal_name(value) in whole else [p.strip() for p in value.split(",")]
        found += [part for part in parts if part]
    return tuple(found)


def _grouped(name: str, kind: type[Any], options: Iterable[Command]) -> Callable[[Command], Command]:
    """Return a decorator that adds `options` and hands them to the command as one `kind`, called `name`."""
    ordered = list(options)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def gathered(**given: Any) -> Any:  # noqa: ANN401  (passes a command's arguments through)
            asked = {field.name: given.pop(field.name) for field in fields(kind) if field.name in given}
            return command(**given, **{name: kind(**asked)})

        for option in reversed(ordered):
            option(gathered)
        return gathered

    return decorate


def source(*, required: bool = True) -> Callable[[Command], Command]:
    """Return a decorator that adds the argument SOURCE."""
    return click.argument("source", nargs=-1, required=required, metavar="SOURCE...", cls=Source)


_reads = partial(click.option, cls=Option, section="What to read")
_counts = partial(click.option, cls=Option, section="What counts")
_prints = partial(click.option, cls=Option, section="The answer")

asked_options = _grouped(
    "asked",
    Asked,
    (
        _counts("--as-of", type=_DAY, help="Today's date; later facts do not count.  [default: latest in the data]"),
        _counts("--since", type=_DAY, help="Only what happened on or after this date."),
        _counts("--until", type=_DAY, help="Only what happened on or before this date."),
        _counts("--kinds", multiple=True, help="Only these kinds of interactions, e.g. joint_project,funding."),
        _counts("--causes", multiple=True, help="Only these causes (ids or names) and what is below them."),
        _counts("--communities", multiple=True, help="Only these communities (ids or names) and what is below them."),
        _counts(
            "--status",
            multiple=True,
            help="Only organizations of these statuses (us, member, partner, prospect, former, unknown); and which "
            "activities count (done, ongoing, planned, suspended, or all).  [default: done,ongoing]",
        ),
        _counts(
            "--half-life",
            type=click.FloatRange(min=0),
            metavar="DAYS",
            default=365.0,
            show_default=True,
            help="Days after which a contact counts half; 0: contacts never fade.",
        ),
    ),
)
reading_options = _grouped(
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
        _reads("--date", type=_DAY, help="The date of rows that carry none."),
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
    return _grouped("output", kind, options)


_HOW = "How to print; csv, json and parquet keep full precision"
output_options = _output_options(Output, f"{_HOW}.  [default: table, or as --out ends]")
network_output_options = _output_options(
    NetworkOutput, f"{_HOW}; graphml and gexf hold the ties too.  [default: table, or as --out ends]"
)
