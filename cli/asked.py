"""Options that choose which part of the data counts, and how ties are weighed in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from cli.help import Option
from cli.options import grouped
from cli.values import DAY, KIND_WEIGHT

if TYPE_CHECKING:
    from graph.selection import Selection
    from graph.tables import ShownTables

__all__ = ["Asked", "asked_options"]

_EVERY_STATUS = "all"


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
    organization_kinds: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    most_participants: int = 50
    kind_weights: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            msg = f"--since {self.since} is later than --until {self.until}: nothing lies between. Swap them."
            raise click.UsageError(msg)

    def selection(self, tables: "ShownTables") -> "Selection":
        """Return the selection, its words looked up in `tables`.

        A value is one word, or several joined by commas: a name that holds a comma is taken whole where the data
        know it.

        Raises
        ------
        UnknownName
            If a status is neither one of organizations nor one of activities.
        """
        from graph.errors import UnknownName
        from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_KINDS, ORGANIZATION_STATUSES
        from graph.selection import ACTIVE, UNKNOWN, Selection

        statuses = (*ORGANIZATION_STATUSES, *ACTIVITY_STATUSES, _EVERY_STATUS)
        status = _words(self.status, ())
        for word in status:
            if word not in statuses:
                raise UnknownName("status", word, statuses)
        activity = tuple(s for s in status if s in ACTIVITY_STATUSES)
        selection = Selection(
            as_of=self.as_of,
            since=self.since,
            until=self.until,
            kinds=_words(self.kinds, (*INTERACTION_KINDS, *tables.declared_ties["kind"].dropna())),
            causes=_words(self.causes, (*tables.causes["cause_id"], *tables.causes["name"])),
            communities=_words(self.communities, (*tables.communities["community_id"], *tables.communities["name"])),
            organization_status=tuple(s for s in status if s in ORGANIZATION_STATUSES),
            activity_status=ACTIVITY_STATUSES if _EVERY_STATUS in status else activity or ACTIVE,
            organization_kinds=_words(self.organization_kinds, (*ORGANIZATION_KINDS, UNKNOWN)),
            half_life=self.half_life or None,
            kind_weights=dict(self.kind_weights),
            most_participants=self.most_participants,
        )
        if not self.organizations:
            return selection
        return replace(selection, organizations=self._listed(tables, selection))

    def _listed(self, tables: "ShownTables", selection: "Selection") -> tuple[str, ...]:
        """Return the ids that --organizations stands for; a coalition is one of the network before this filter."""
        from graph.clusters.coalition import coalition_members
        from graph.clusters.table import cluster_members
        from graph.ties.strength import tie_network

        members = cluster_members(tie_network(tables, selection), tables)
        ids: set[str] = set()
        for whom in self.organizations:
            carriers = coalition_members(whom, tables, members)
            if carriers is None:
                carriers = frozenset(tables.organizations["organization_id"])
            ids |= carriers
        return tuple(sorted(ids))


def _words(values: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    from graph.names import normal_name

    whole = {normal_name(name) for name in names}
    words: list[str] = []
    for value in values:
        parts = [value] if normal_name(value) in whole else [p.strip() for p in value.split(",")]
        words += [part for part in parts if part]
    return tuple(words)


_counts = partial(click.option, cls=Option, section="What counts")

asked_options = grouped(
    "asked",
    Asked,
    (
        _counts("--as-of", type=DAY, help="Today's date; later facts do not count.  [default: latest in the data]"),
        _counts("--since", type=DAY, help="Only what happened on or after this date."),
        _counts("--until", type=DAY, help="Only what happened on or before this date."),
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
        _counts(
            "--organization-kinds",
            multiple=True,
            help="Only organizations of these kinds, e.g. ngo,funder; unknown: no kind in the data.",
        ),
        _counts(
            "--organizations",
            multiple=True,
            metavar="WHO",
            help="Only these organizations: us, a coalition's number or name, ids or names joined by commas.",
        ),
        _counts(
            "--most-participants",
            type=click.IntRange(min=2),
            metavar="N",
            default=50,
            show_default=True,
            help="Interactions with more participants make no ties.",
        ),
        _counts(
            "--kind-weight",
            "kind_weights",
            type=KIND_WEIGHT,
            multiple=True,
            metavar="KIND=W",
            help="Weight of a kind of interaction in the strength of a tie; repeat for several.  [default: 1]",
        ),
    ),
)
