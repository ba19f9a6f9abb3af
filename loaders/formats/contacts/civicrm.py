"""CiviCRM: contacts, relationships and activities become organizations, declared ties and interactions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.names import normal_name, stable_id
from graph.sources import source_of
from loaders.facts.gathered import Gathered
from loaders.facts.mentions import Thing
from loaders.formats.contacts.rows import Export, Row
from loaders.formats.contacts.shared import People, is_family
from loaders.values.model_words import activity_status

__all__ = ["TABLES", "Contacts", "gather_activities", "gather_contacts", "gather_relationships"]

_TYPE = ("contact type", "contact type label", "contact type name")
_ID = ("contact id", "id", "internal contact id")
_NAME = ("organization name", "display name", "contact name", "name", "sort name")
_A_B = tuple(
    f"relationship type{i} {ending}"
    for i in ("", " id")
    for ending in ("label a b", "name a b", "label", "name")
)  # fmt: skip
_B_A = tuple(f"relationship type{i} {ending}" for i in ("", " id") for ending in ("label b a", "name b a"))
_ACTIVITY_TYPE = ("activity type id label", "activity type id name", "activity type", "activity type label")
_WHO: Mapping[str, tuple[str, ...]] = {
    "lead": ("source contact id", "source contact", "source contact name", "added by"),
    "partner": ("target contact id", "target contact", "target contact name", "with contact", "with"),
    "guest": ("assignee contact id", "assignee contact", "assignee contact name", "assigned to", "assignee"),
}
# The first kind with a word in the activity's type is its kind.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "training": ("training", "workshop", "webinar"),
    "funding": ("contribution", "grant", "donation", "pledge"),
    "referral": ("referral",),
    "co_signature": ("petition", "survey"),
    "co_hosted_event": ("event", "conference"),
    "check_in": ("phone", "call", "email", "sms", "letter", "follow up", "check"),
    "meeting": ("meeting", "visit", "appointment", "interview"),
}

TABLES = {
    "relationships": lambda headers: {"contact id a", "contact id b"} <= headers,
    "activities": lambda headers: bool(
        headers & set(_ACTIVITY_TYPE) and headers & {header for headers in _WHO.values() for header in headers}
    ),
    "contacts": lambda headers: bool(headers & set(_TYPE) and headers & set(_ID) and headers & set(_NAME)),
}
"""The tables of an export by their headers, the most particular first."""


@dataclass
class Contacts:
    """What is known of the contacts.

    Attributes
    ----------
    organizations : dict of str to Thing
        By id.
    people : set of str
        Ids of individuals and households.
    id_by_name : dict of str to str
        Ids by normal name, for activities that name and do not number.
    """

    organizations: dict[str, Thing] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    id_by_name: dict[str, str] = field(default_factory=dict)


def gather_contacts(export: Export, contacts: Contacts, ties: People, facts: Gathered, *, people: bool) -> None:
    """Add organizations; individuals and households are rejected (``person``), unless people are asked for."""
    employed: list[tuple[str, Row, str]] = []
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        number, kind = row.first(*_ID), row.first(*_TYPE).casefold()
        for name in _NAME:
            if called := row.first(name):
                contacts.id_by_name.setdefault(normal_name(called), number)
        if not kind.startswith("organi"):
            contacts.people.add(number)
            employed.append((number, row, source))
            if not people:
                facts.reject(source, "contact_type", kind, "Organization; people are left out", "person")
                continue
        about = {"kind": "other", "sensitive": "true"} if number in contacts.people else {}
        thing = facts.organization(
            row.first("external identifier"),
            row.first(*_NAME),
            source,
            **about,
            website=row.first("website", "website url"),
        )
        if thing is None:
            facts.reject(source, "display_name", "", "the name of the contact", "no_organization")
        else:
            contacts.organizations[number] = thing
    for number, row, source in employed:
        employer = contacts.organizations.get(row.first("employer id", "current employer id"))
        employer = employer or contacts.organizations.get(
            contacts.id_by_name.get(normal_name(row.first("current employer")), "")
        )
        if employer is not None:
            ties.belong(number, employer, source)


def gather_relationships(export: Export, contacts: Contacts, ties: People, facts: Gathered) -> None:
    """Add relationships: between organizations as declared ties; with people as what ties organizations."""
    seen: set[tuple[object, ...]] = set()
    through = 0
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        sides = [_side(row, side, contacts, facts, source) for side in "ab"]
        kind = row.first(*_A_B) or "relationship"
        if None in sides:
            expected = "a contact of the export of contacts, or its display_name and contact_type in this row"
            ids = ", ".join(row.first(f"contact id {side}") for side in "ab")
            facts.reject(source, "contact_id", ids, expected, "unknown_id")
            continue
        one, other = (side for side in sides if side is not None)
        active, start, end = row.flag("is active"), row.first("start date"), row.first("end date")
        if isinstance(one, Thing) and isinstance(other, Thing):
            if active is False and not end and not start:
                facts.reject(source, "is_active", "no", "the day on which it ended, or began", "ended")
            else:
                _declare(row, (one, other, kind), seen, facts, source)
        elif isinstance(one, Thing) or isinstance(other, Thing):
            person, organization = (other, one) if isinstance(one, Thing) else (one, other)
            if isinstance(person, str) and isinstance(organization, Thing):
                ties.belong(person, organization, source, start=start, end=end, current=active)
            through += 1
        elif is_family(kind) or active is False:
            facts.reject(source, "relationship_type", "people", "a tie of organizations; people are left out", "person")
        else:
            ties.know(one, other, source)
            through += 1
    if through:
        count_text = f"{through} relationships of people"
        facts.note(
            source_of(export.sheet.file, export.sheet.name, 1),
            "",
            count_text,
            "ties through people count them only",
            "person",
        )


def _side(row: Row, side: str, contacts: Contacts, facts: Gathered, source: str) -> Thing | str | None:
    """Return the organization on one side, the id of a person, or ``None`` where neither is known."""
    number = row.first(f"contact id {side}")
    if number in contacts.organizations:
        return contacts.organizations[number]
    if number in contacts.people:
        return number
    kind = row.first(f"contact id {side} contact type", f"contact id {side} contact type label").casefold()
    name = row.first(f"contact id {side} display name", f"contact id {side} organization name")
    if kind.startswith("organi") and name:
        return facts.organization("", name, source)
    return number if kind and number else None


def _declare(
    row: Row, tie: tuple[Thing, Thing, str], seen: set[tuple[object, ...]], facts: Gathered, source: str
) -> None:
    """Add a tie once; its date is the last day on which it is known to hold, blank where it still does."""
    one, other, kind = tie
    back = row.first(*_B_A)
    directed = normal_name(back) != normal_name(kind) if back else None
    if directed is False and other < one:
        one, other = other, one
    start, end, active = row.first("start date"), row.first("end date"), row.flag("is active")
    # What is active holds now, also where its end is planned.
    date = "" if active else end or (start if active is False else "")
    if (one, other, kind, date) in seen or one == other:
        return
    seen.add((one, other, kind, date))
    facts.add(
        "declared_ties", source, from_id=one, to_id=other, kind=kind, directed=directed, date=date,
        x_start_date=start or None, x_end_date=end or None, x_description=row.first("description") or None,
    )  # fmt: skip


def gather_activities(export: Export, contacts: Contacts, ties: People, facts: Gathered) -> None:
    """Add activities as interactions of the organizations that took part, by themselves or through their people."""
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        parts: dict[Thing, str] = {}
        for role, headers in _WHO.items():
            for number in _numbers(row.first(*headers), contacts):
                those = [contacts.organizations[number]] if number in contacts.organizations else ties.stand_for(number)
                for one in those:
                    parts.setdefault(one, role)
        if not parts:
            expected = "at least one organization; people are left out"
            facts.reject(source, "contacts", "people, or contacts that are not known", expected, "person")
            continue
        activity_id, kind = row.first("activity id", "id"), row.first(*_ACTIVITY_TYPE)
        day = row.first("activity date time", "activity date")
        act = f"civicrm-activity-{activity_id}" if activity_id else _made_of(row)
        if facts.repeated(act, tuple(sorted(row.cells.items())), source):
            continue
        status = row.first("activity status", "status id label", "status id name", "status")
        facts.add(
            "interactions", source, interaction_id=act, kind=_kind(kind), date=day, title=row.first("subject") or None,
            status="planned" if status.casefold() == "scheduled" else activity_status(status) or None,
            x_activity_type=kind or None,
        )  # fmt: skip
        for one, role in parts.items():
            facts.add("participations", source, interaction_id=act, organization_id=one, role=role)


def _numbers(cell: str, contacts: Contacts) -> Sequence[str]:
    """Return the ids of the contacts in a cell, which lists ids or names."""
    if re.fullmatch(r"[\[\]\d\s,;\"']*", cell):
        return re.findall(r"\d+", cell)
    whole = contacts.id_by_name.get(normal_name(cell))
    parts = [cell] if whole else re.split(r"\s*[;|]\s*", cell)
    return [contacts.id_by_name[normal_name(part)] for part in parts if normal_name(part) in contacts.id_by_name]


def _kind(label: str) -> str:
    words = label.casefold()
    return next((kind for kind, starts in _KINDS.items() if any(start in words for start in starts)), "meeting")


def _made_of(row: Row) -> str:
    return stable_id("act", *(f"{header}={text}" for header, text in sorted(row.cells.items())))
