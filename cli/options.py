"""Options that several commands share, each group handed to the command as one value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from graph.selection import Selection
    from graph.tables import Tables

__all__ = ["FORMATS", "Asked", "Output", "Reading", "asked_options", "output_options", "reading_options"]

FORMATS = ("table", "csv", "json", "parquet")
Command = Callable[..., Any]


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"found {value!r}; a date is written as YYYY-MM-DD, for example 2024-03-31.", param, ctx)


_DAY = _Day()


@dataclass(frozen=True)
class Output:
    """Where a frame goes, and in which form."""

    top: int | None
    form: str | None
    out: Path | None


@dataclass(frozen=True)
class Reading:
    """How files are read."""

    names: str = "merged"
    dated: date | None = None


@dataclass(frozen=True)
class Asked:
    """The part of the data that the options ask for, before the data are known."""

    as_of: date | None
    since: date | None
    until: date | None
    kinds: tuple[str, ...]
    causes: tuple[str, ...]
    communities: tuple[str, ...]
    status: tuple[str, ...]
    half_life: float | None

    def selection(self, tables: "Tables") -> "Selection":
        """Return the selection, its words looked up in `tables`.

        A value is one word, or several joined by commas: a name that holds a comma is taken whole where the data
        know it.
        """
        from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS
        from graph.selection import ACTIVE, Selection

        status = _words(self.status, ())
        activity = tuple(s for s in status if s in ACTIVITY_STATUSES)
        return Selection(
            as_of=self.as_of,
            since=self.since,
            until=self.until,
            kinds=_words(self.kinds, (*INTERACTION_KINDS, *tables.declared_ties["kind"].dropna())),
            causes=_words(self.causes, (*tables.causes["cause_id"], *tables.causes["name"])),
            communities=_words(self.communities, (*tables.communities["community_id"], *tables.communities["name"])),
            organization_status=tuple(s for s in status if s not in {*ACTIVITY_STATUSES, "all"}),
            activity_status=ACTIVITY_STATUSES if "all" in status else activity or ACTIVE,
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
            group = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
            return command(**given, **{name: group})

        for option in reversed(ordered):
            option(gathered)
        return gathered

    return decorate


asked_options = _grouped(
    "asked",
    Asked,
    (
        click.option(
            "--as-of", type=_DAY, help="Today's date; later facts do not count.  [default: latest in the data]"
        ),
        click.option("--since", type=_DAY, help="Only what happened on or after this date."),
        click.option("--until", type=_DAY, help="Only what happened on or before this date."),
        click.option("--kinds", multiple=True, help="Only these kinds of interactions, e.g. joint_project,funding."),
        click.option("--causes", multiple=True, help="Only these causes (ids or names) and what is below them."),
        click.option("--communities", multiple=True, help="Only these communities (ids or names) and what is below."),
        click.option(
            "--status",
            multiple=True,
            help="Only organizations of these statuses (us, member, partner, ...); activity statuses (done, ongoing, "
            "planned, suspended) say which activities count, 'all' means every one.  [default: done,ongoing]",
        ),
        click.option(
            "--half-life",
            type=click.FloatRange(min=0),
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
        click.option(
            "--names",
            type=click.Choice(("merged", "acronym", "written")),
            default="merged",
            show_default=True,
            help="An organization's acronym and full name: as one, by the acronym, or each as written.",
        ),
        click.option("--date", "dated", type=_DAY, help="The date of rows that carry none."),
    ),
)
output_options = _grouped(
    "output",
    Output,
    (
        click.option("--top", type=click.IntRange(min=1), help="Only the first N rows."),
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            help="How to print; csv, json and parquet keep full precision.  [default: table, or as --out ends]",
        ),
        click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead."),
    ),
)
