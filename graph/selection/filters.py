"""Which part of the data a question is asked of: dates, kinds, causes, communities, organizations."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.arguments import day_of, names_of, number_of
from graph.errors import WrongArgument

__all__ = ["ACTIVE", "UNKNOWN", "Selection"]

ACTIVE = ("done", "ongoing")
_HEAVIEST = 1e9
UNKNOWN = "unknown"
"""The status or kind of an organization that the data do not say."""


@dataclass(frozen=True)
class Selection:
    """The part of the data that counts, and how ties are weighed in it.

    Filters by date, kind, cause and community choose what organizations did. Filters of organizations (their status,
    their kind, a list) choose organizations after the ties are weighed: a tie is as strong as in the whole network.

    One text may stand where a list of texts is wanted.

    Parameters
    ----------
    since, until : date, optional
        Only interactions that ran in this range, ends included, and presences and supports that held in it. An
        interaction without a date is left out when either is given; an undated presence or support stays.
    as_of : date, optional
        "Today": presences and supports that begin later are left out, later interactions make no tie
        (`graph.tie_network` counts them). By default the latest date in the data that is not in the future.
    kinds : tuple of str
        Only interactions and declared ties of these kinds; empty means all. What is confidential is of no kind,
        cause or community: such a filter leaves it out.
    causes, communities : tuple of str
        Ids or names; each stands for itself and everything below it. Only interactions about one of them,
        presences and supports for one of them, and the organizations behind those. Empty means all.
    organization_status, organization_kinds : tuple of str
        Only organizations with one of these statuses, of one of these kinds (``unknown``: no status or no kind in the
        data); empty means all.
    organizations : tuple of str, optional
        Only these organizations, by id or name, for example the members of a coalition. ``None`` means all; an empty
        list means none.
    activity_status : tuple of str
        Which interactions and presences count by their status; a blank status always counts. By default what
        is planned or suspended does not.
    half_life : float, optional
        Days after which an interaction counts half; ``None`` or 0 means that it never fades.
    kind_weights : mapping of str to float
        Weight of a kind in the strength of a tie, 0 or more, where it is not 1 (conflict: always 0).
    most_participants : int
        Interactions with more participants than this make no ties; 2 or more.

    Raises
    ------
    WrongArgument
        If a date is a text, a number is out of its range, or ``since`` is after ``until``.

    Examples
    --------
    >>> Selection(kinds="funding", half_life=0).kinds
    ('funding',)
    >>> Selection(half_life=-30)
    Traceback (most recent call last):
    graph.errors.WrongArgument: Selection: half_life: found -30, allowed a number of days above 0, or 0: never fades.
    """

    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    kinds: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    organization_status: tuple[str, ...] = ()
    organization_kinds: tuple[str, ...] = ()
    organizations: tuple[str, ...] | None = None
    activity_status: tuple[str, ...] = ACTIVE
    half_life: float | None = 365.0
    kind_weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    most_participants: int = 50

    def __post_init__(self) -> None:
        checks = {
            "since": day_of, "until": day_of, "as_of": day_of, "kinds": names_of, "causes": names_of,
            "communities": names_of, "organization_status": names_of, "organization_kinds": names_of,
            "activity_status": names_of,
        }  # fmt: skip
        for name, check in checks.items():
            object.__setattr__(self, name, check(getattr(self, name), f"Selection: {name}"))
        if self.organizations is not None:
            object.__setattr__(self, "organizations", names_of(self.organizations, "Selection: organizations"))
        if self.since and self.until and self.since > self.until:
            msg = f"Selection: since: found {self.since}, which is after until ({self.until}). Swap them."
            raise WrongArgument(msg)
        object.__setattr__(self, "half_life", _half_life(self.half_life))
        _check_weights(self.kind_weights)
        most = number_of(self.most_participants, "Selection: most_participants", "a whole number from 2")
        if most < 2 or most != int(most):
            msg = f"Selection: most_participants: found {self.most_participants}, allowed a whole number from 2."
            raise WrongArgument(msg)

    @property
    def chooses_organizations(self) -> bool:
        """Whether a filter of organizations is set."""
        return bool(self.organization_status or self.organization_kinds or self.organizations is not None)

    def of_everybody(self) -> "Selection":
        """Return this selection without its filters of organizations."""
        return replace(self, organization_status=(), organization_kinds=(), organizations=None)


def _half_life(days: object) -> float | None:
    if days is None:
        return None
    allowed = "a number of days above 0, or 0: never fades"
    number = number_of(days, "Selection: half_life", allowed, infinite=True)
    if number < 0:
        raise WrongArgument(f"Selection: half_life: found {days}, allowed {allowed}.")
    return None if number in {0.0, float("inf")} else number


def _check_weights(weights: object) -> None:
    where, allowed = "Selection: kind_weights", f"0 to {_HEAVIEST:g}"
    if not isinstance(weights, Mapping):
        raise WrongArgument(f"{where}: found {weights!r}, allowed a mapping, for example {{'funding': 2.0}}.")
    for kind, kind_weight in weights.items():
        if not 0 <= number_of(kind_weight, f"{where}: {kind}", allowed) <= _HEAVIEST:
            raise WrongArgument(f"{where}: {kind}: found {kind_weight}, allowed {allowed}.")
