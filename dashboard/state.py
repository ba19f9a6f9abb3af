"""What the address says: the view, the filters and what is selected. A link reopens the same screen."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from dashboard.words import FACTS
from graph.measures.registry import MEASURES
from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_KINDS, ORGANIZATION_STATUSES
from graph.selection import ACTIVE, UNKNOWN, Selection

__all__ = ["LONGEST_ADDRESS", "NO", "STEPS", "State"]

NO = ("", "0", "off", "false", "no")
"""What switches the presentation mode off in an address."""
LONGEST_ADDRESS = 8000
"""As many characters as a query string may have."""

STEPS = (1, 2, 3)
"""How many steps outward from an organization can be lit."""


@dataclass(frozen=True)
class State:
    """Everything that the address holds; each field is a query parameter, left out where it is blank.

    Parameters
    ----------
    view : str
        Name of the view; `dashboard.views.state_of` leaves out one that does not exist.
    causes, places : tuple of str
        Ids of the causes and communities that the filters keep; empty means all.
    kinds, status : tuple of str
        Kinds of interactions; statuses of organizations and of activities.
    organization_kinds : tuple of str
        Kinds of organizations; ``unknown`` for those without one.
    organizations : tuple of str
        Ids or names of the only organizations that count; empty means all. No control sets it: it comes with a link.
    since, until : date, optional
        Only what happened in this range.
    organization : str
        Id of the selected organization.
    several : tuple of str
        Ids of organizations that are chosen together.
    way : bool
        Whether the way between the two that are chosen is shown, in place of what breaks without them.
    steps : int, optional
        So many steps outward from the selected organization are lit, 1 to 3.
    coalition : int, optional
        Number of the coalition that is lit.
    mine : str
        Id of the user's own organization.
    whom : str
        The coalition that gaps and allies are for: ``us``, ``everybody``, a number or an id.
    cell : tuple of str
        Cause id and community id of the selected cell.
    level : int, optional
        Depth in the tree of places on the Gaps page.
    inside : str
        Id of the place that the Gaps page is drilled into.
    sort : {"", "surprise"}
        Order of the bridging partners.
    columns : tuple of str
        Columns of the table of organizations; empty means the usual ones.
    order : str
        Name of the column that this table is sorted by, after ``-`` if the largest value comes first.
    measure, against : str
        Names of the measures in the pictures beside this table.
    ranks : bool
        Whether the table says how certain the ranks by `measure` are.
    regroup : bool
        Whether coalitions are found anew in the filtered data.
    presentation : bool
        Whether sensitive organizations stand behind pseudonyms.
    why : tuple of str
        The number of the page that is asked about: a key of `dashboard.why.REASONS`, then what that is of.
    """

    view: str = "coalitions"
    causes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    organization_kinds: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    organization: str = ""
    several: tuple[str, ...] = ()
    way: bool = False
    steps: int | None = None
    coalition: int | None = None
    mine: str = ""
    whom: str = ""
    cell: tuple[str, ...] = ()
    level: int | None = None
    inside: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    order: str = ""
    measure: str = ""
    against: str = ""
    ranks: bool = False
    regroup: bool = False
    presentation: bool = False
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            # Two days the wrong way round still say between which days.
            since, until = self.until, self.since
            object.__setattr__(self, "since", since)
            object.__setattr__(self, "until", until)

    @classmethod
    def of(cls, search: str | None) -> "State":
        """Return the state that a query string tells; what it tells wrongly is left out, all of one that is too long.

        Examples
        --------
        >>> State.of("?view=gaps&causes=land&causes=water&level=x").causes
        ('land', 'water')
        >>> State.of("?view=gaps&level=x").level is None
        True
        """
        parameters = parse_qs((search or "").lstrip("?")) if len(search or "") <= LONGEST_ADDRESS else {}
        state_fields: dict[str, Any] = {}
        for field in fields(cls):
            values = parameters.get(field.name)
            if values:
                read = _read(field.name, values)
                if read is not None:
                    state_fields[field.name] = read
        return cls(**state_fields)

    def search(self) -> str:
        """Return the query string of this state, shortest form.

        Examples
        --------
        >>> State(view="gaps", causes=("land",), level=2).search()
        '?view=gaps&causes=land&level=2'
        """
        parameters: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            values = value if isinstance(value, tuple) else (int(value) if isinstance(value, bool) else value,)
            parameters += [(field.name, str(v)) for v in values]
        return "?" + urlencode(parameters) if parameters else ""

    def replace(self, **changes: Any) -> "State":  # noqa: ANN401  (any field)
        """Return this state with some fields changed."""
        return dataclasses.replace(self, **changes)

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) for name in _FILTERS)

    def filters(self) -> "State":
        """Return what decides which answers this state has: its filters and the presentation mode."""
        return State(**{name: getattr(self, name) for name in (*_FILTERS, "regroup", "presentation")})

    def renamed(self, ids: Mapping[str, str]) -> "State":
        """Return this state with other ids of organizations; those that `ids` does not name stay.

        Examples
        --------
        >>> State(organization="ana", organizations=("ana", "ben")).renamed({"ana": "protected-x"}).search()
        '?organizations=protected-x&organizations=ben&organization=protected-x'
        """
        one = {
            name: ids.get(value, value) for name in ("organization", "mine", "whom") if (value := getattr(self, name))
        }
        lists = {
            name: tuple(ids.get(i, i) for i in getattr(self, name)) for name in ("organizations", "several", "why")
        }
        return self.replace(**lists, **one)

    def unfiltered(self) -> "State":
        """Return this state with no filter set."""
        return self.replace(**{name: _DEFAULTS[name] for name in (*_FILTERS, "regroup")})

    def selection(self) -> Selection:
        """Return the part of the data that the filters keep."""
        activity = tuple(s for s in self.status if s in ACTIVITY_STATUSES)
        return Selection(
            since=self.since,
            until=self.until,
            kinds=self.kinds,
            causes=self.causes,
            communities=self.places,
            organization_kinds=self.organization_kinds,
            organizations=self.organizations or None,
            organization_status=tuple(s for s in self.status if s in ORGANIZATION_STATUSES),
            activity_status=activity or ACTIVE,
        )


_FILTERS = ("causes", "places", "kinds", "status", "organization_kinds", "organizations", "since", "until")
_SEVERAL = frozenset(
    {"causes", "places", "kinds", "status", "organization_kinds", "organizations", "several", "cell", "columns", "why"}
)
_DEFAULTS = {field.name: field.default for field in fields(State)}
_MEASURES = tuple(measure.name for measure in MEASURES)
_COLUMNS = (*FACTS, *_MEASURES)
_CHOICES = {
    "sort": ("surprise",),
    "order": tuple(sign + column for column in ("name", *_COLUMNS) for sign in ("", "-")),
    "measure": _MEASURES,
    "against": _MEASURES,
}
_EACH_OF = {
    "kinds": INTERACTION_KINDS,
    "status": (*ORGANIZATION_STATUSES, *ACTIVITY_STATUSES),
    "organization_kinds": (*ORGANIZATION_KINDS, UNKNOWN),
    "columns": _COLUMNS,
}


def _read(name: str, values: list[str]) -> Any:  # noqa: ANN401  (any field)
    """Return the value of a field, or ``None`` where the address makes no sense."""
    value = values[-1]
    try:
        if name in _SEVERAL:
            allowed = _EACH_OF.get(name)
            choices = tuple(v for v in values if allowed is None or v in allowed)
            return choices if name != "cell" or len(choices) == 2 else None
        if name in {"since", "until"}:
            return date.fromisoformat(value)
        if name in {"coalition", "level", "steps"}:
            return int(value) if name != "steps" or int(value) in STEPS else None
    except ValueError:
        return None
    if name in {"ranks", "regroup", "way", "presentation"}:
        # Whatever else stands there hides: a link that is written wrongly must not show names.
        return value == "1" if name != "presentation" else value.casefold() not in NO
    return value if name not in _CHOICES or value in _CHOICES[name] else None
