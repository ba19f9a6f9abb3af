"""What an IATI activity says becomes facts: who takes part, where, when and for what."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from graph.names import normal_name, stable_id, tidy
from loaders.facts.gathered import Gathered
from loaders.facts.mentions import Thing
from loaders.formats.grants.parts import number_in
from loaders.formats.iati.elements import Participant, language_of, names_in, participants, percentage, span, text_at
from loaders.values.countries import country_name
from loaders.values.development import REGIONS, SECTORS, sector_name

__all__ = ["gather_activity"]

_STATUSES = {"1": "planned", "2": "ongoing", "3": "done", "4": "done", "5": "suspended", "6": "suspended"}
_DAC = {"", "1", "2", "DAC", "DAC-3"}
# Who is present where an activity takes place: those who carry it out, else those next to them; never who pays.
_ON_THE_GROUND = ("implementer", "partner", "lead", "")

_Placed = dict[Thing, str | None]
_Parts = Sequence[tuple[Thing, str]]


class _About(NamedTuple):
    """Where an activity takes place and what it is for, each with its percentage."""

    places: _Placed
    causes: _Placed


def gather_activity(activity: ET.Element, source: str, facts: Gathered) -> None:
    """Add what one activity says to `facts`.

    Those who carry out an activity take part in an interaction of kind ``joint_project``: accountable as ``lead``,
    extending as ``partner``, implementing as ``implementer``. Where somebody funds it, another of kind ``funding`` has
    those who fund as ``funder`` and all others as ``implementer``, for they are who is funded. Those who implement
    (else who extends, else who is accountable) are present at its places for its sectors.

    Parameters
    ----------
    activity : Element
        An ``iati-activity``.
    source : str
        The record.
    facts : Gathered
        Everything gathered so far.
    """
    language = language_of(activity)
    those = participants(activity)
    if not those:
        facts.reject(source, "participating-org", "", "an organization, by its ref or name", "no_organization")
        return
    content = blake2b(ET.tostring(activity).strip()).hexdigest()
    act = tidy(activity.findtext("iati-identifier") or "") or stable_id("act", content)
    if facts.repeated(normal_name(act), content, source):
        return
    code = next((one.get("code", "").strip() for one in activity.findall("activity-status")), "")
    start, end = span(activity)
    status = _STATUSES.get(code)
    if code and not status:
        facts.note(source, "activity-status", code, "a code from 1 to 6", "unknown_status")
    parts = _mentioned(those, source, facts)
    about = _About(_places(activity, language, source, facts), _sectors(activity, language, source, facts))
    columns = {
        "date": start,
        "date_end": end,
        "status": status,
        "title": text_at(activity, "title", language) or None,
        "note": text_at(activity, "description", language) or None,
    }
    for number, kind, members in _interactions(act, parts):
        facts.add("interactions", source, interaction_id=number, kind=kind, **columns)
        for thing, role in members:
            facts.add("participations", source, interaction_id=number, organization_id=thing, role=role or None)
        for cause, share in about.causes.items():
            facts.add("interaction_causes", source, interaction_id=number, cause_id=cause, x_percentage=share)
        for place, share in about.places.items():
            facts.add("interaction_communities", source, interaction_id=number, community_id=place, x_percentage=share)
    _reach(_present(parts), about, {"since": start, "until": end, "status": status}, source, facts)


def _interactions(act: str, parts: _Parts) -> list[tuple[str, str, _Parts]]:
    """Return the id, the kind and the participants of what an activity is: a project, and the funding of it.

    One interaction of both would tie who funds to who implements alone.
    """
    doing = [(thing, role) for thing, role in parts if role != "funder"]
    funders = [(thing, role) for thing, role in parts if role == "funder"]
    giving = {thing for thing, _ in funders}
    funded = dict.fromkeys(thing for thing, _ in doing if thing not in giving)
    interactions: list[tuple[str, str, _Parts]] = [(act, "joint_project", doing)] if doing else []
    if funders:
        interactions.append((f"{act} funding", "funding", [*funders, *((thing, "implementer") for thing in funded)]))
    return interactions


def _mentioned(those: Sequence[Participant], source: str, facts: Gathered) -> list[tuple[Thing, str]]:
    mentions = []
    for one in those:
        thing = facts.organization(one.ref, one.name, source, part=one.role, kind=one.kind)
        if thing is not None:
            facts.organizations.also_called(thing, one.others)
            mentions.append((thing, one.role))
    return mentions


def _present(parts: Sequence[tuple[Thing, str]]) -> list[Thing]:
    for role in _ON_THE_GROUND:
        organizations = [thing for thing, had in parts if had == role]
        if organizations:
            return list(dict.fromkeys(organizations))
    return []


def _reach(present: Sequence[Thing], about: _About, when: dict[str, str | None], source: str, facts: Gathered) -> None:
    places, causes = about
    since, until = when["since"], when["until"]
    each: Sequence[Thing | None] = [*causes] if causes else [None]
    for one in present:
        for place in places:
            for cause in each:
                facts.add("presences", source, organization_id=one, community_id=place, cause_id=cause, **when)
        if not places:
            for cause in causes:
                facts.add("supports", source, organization_id=one, cause_id=cause, since=since, until=until)


def _sectors(activity: ET.Element, language: str, source: str, facts: Gathered) -> _Placed:
    share_by_cause: _Placed = {}
    for element in activity.findall("sector"):
        vocabulary, code = (tidy(element.get(name, "")) for name in ("vocabulary", "code"))
        name = next(iter(names_in(element, language)), "")
        if not name and not code:
            continue
        if vocabulary in _DAC and code:
            above = None
            if len(code) == 5 and code[:3] in SECTORS:
                above = facts.causes.mention(f"DAC-{code[:3]}", SECTORS[code[:3]], source)
            cause = facts.causes.mention(f"DAC-{code}", name or sector_name(code), source, {"parent_id": above})
        else:
            cause = facts.causes.mention("" if name else f"{vocabulary}-{code}", name or code, source)
        share_by_cause.setdefault(cause, percentage(element))
    return share_by_cause


def _places(activity: ET.Element, language: str, source: str, facts: Gathered) -> _Placed:
    """Return the places of an activity; a location lies in its country where there is one only."""
    share_by_place: _Placed = {}
    for element in activity.findall("recipient-country"):
        code = tidy(element.get("code", "")).upper()
        name = next(iter(names_in(element, language)), "") or country_name(code)
        if code or name:
            share_by_place.setdefault(facts.communities.mention(code, name, source), percentage(element))
    countries = list(share_by_place)
    for element in activity.findall("recipient-region"):
        vocabulary, code = tidy(element.get("vocabulary", "") or "1"), tidy(element.get("code", ""))
        name = next(iter(names_in(element, language)), "") or (REGIONS.get(code, "") if vocabulary == "1" else "")
        if code or name:
            place_id = f"region-{vocabulary}-{code}" if code else ""
            share_by_place.setdefault(facts.communities.mention(place_id, name or code, source), percentage(element))
    for element in activity.findall("location"):
        place = _location(element, language, countries[0] if len(countries) == 1 else None, source, facts)
        if place is not None:
            share_by_place.setdefault(place, percentage(element))
    return share_by_place


def _location(element: ET.Element, language: str, above: Thing | None, source: str, facts: Gathered) -> Thing | None:
    name = text_at(element, "name", language)
    gazetteer = element.find("location-id")
    place_id = tidy(element.get("ref", ""))
    if gazetteer is not None and gazetteer.get("code"):
        place_id = f"{tidy(gazetteer.get('vocabulary', ''))}-{tidy(gazetteer.get('code', ''))}"
    if not name and not place_id:
        return None
    numbers = (element.findtext("point/pos") or "").split()
    where: dict[str, object] = {"parent_id": above}
    if len(numbers) == 2:
        where |= {"latitude": number_in(numbers[0], -90, 90), "longitude": number_in(numbers[1], -180, 180)}
    return facts.communities.mention(place_id, name, source, where)
