"""What a grant says becomes facts: who funds whom, when, where and for what."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.names import normal_name, stable_id
from loaders.facts.gathered import Gathered
from loaders.facts.mentions import Thing
from loaders.formats.grants.parts import dates_of, items, number_in, organizations_of, text_of
from loaders.values.countries import country_name
from loaders.values.words import is_blank, is_nationwide, is_placeholder, organization_kind

__all__ = ["SOURCE", "gather_grant"]

SOURCE = "line of its own"
"""The key of a part of a grant that stands in another line than the grant: where it stands."""

_Named = tuple[str, str, dict[str, str]]
_Placed = list[tuple[Thing, str]]
_WANTED = "an organization that gives or gets the grant"
_SOMEBODY = {"individual", "individuals", "an individual", "private individual", "individual recipient"}
_KEPT = {
    "amountAwarded": "x_amount_awarded", "amountAppliedFor": "x_amount_applied_for",
    "amountDisbursed": "x_amount_disbursed", "currency": "x_currency", "url": "x_url",
}  # fmt: skip


class _About(NamedTuple):
    """Where a grant goes and what it is for, each with the line that says so."""

    places: _Placed
    causes: _Placed


def gather_grant(grant: Mapping[str, Any], source: str, facts: Gathered, *, people: bool) -> None:
    """Add what one grant says to `facts`.

    Parameters
    ----------
    grant : mapping
        Nested as in the JSON of 360Giving.
    source : str
        The record.
    facts : Gathered
        Everything gathered so far.
    people : bool
        Whether a grant to an individual is kept, its recipient as an organization of kind ``other`` that is
        sensitive; it is rejected otherwise, with the reason ``person``.
    """
    funders = _organizations(grant, "fundingOrganization", "funder", source, facts)
    recipients = _organizations(grant, "recipientOrganization", "implementer", source, facts)
    if _is_to_a_person(grant, recipients):
        if not people:
            expected = "an organization; grants to people are left out, unless they are asked for"
            facts.reject(source, "Recipient Ind", "a person", expected, "person")
            return
        recipients = [*recipients, *_persons(grant)]
    if all(is_placeholder(org_id) and is_placeholder(name) for org_id, name, _ in (*funders, *recipients)):
        facts.reject(source, "", "", _WANTED, "no_organization")
        return
    if facts.repeated(_act(grant), _content(grant), source):
        return
    parts = {
        "funder": _mentioned(funders, "funder", source, facts),
        "implementer": _mentioned(recipients, "implementer", source, facts),
    }
    about = _About(_places(grant, source, facts), _causes(grant, source, facts))
    for taker in parts["implementer"]:
        _reach(taker, about, dates_of(grant), source, facts)
    if all(parts.values()) and {*parts["funder"]} != {*parts["implementer"]}:
        _fund(grant, parts, about, source, facts)


def _organizations(grant: Mapping[str, Any], field: str, part: str, source: str, facts: Gathered) -> list[_Named]:
    organizations: list[_Named] = []
    for one in items(grant, field):
        pairs = organizations_of(one)
        if len(pairs) > 1 and not all(name for _, name in pairs):
            expected = "as many names as ids; the ids are kept"
            facts.note(source, f"{part} name", text_of(one.get("name")), expected, "unpaired_names")
        about = {} if len(pairs) > 1 else _about(one)
        organizations += [(org_id, name, about) for org_id, name in pairs]
    return organizations


def _about(one: Mapping[str, Any]) -> dict[str, str]:
    return {
        "kind": organization_kind(text_of(one.get("organisationType"))),
        "aliases": text_of(one.get("alternateName")),
        "place": text_of(one.get("addressLocality")),
        "website": text_of(one.get("url")),
        "note": text_of(one.get("description")),
    }


def _is_to_a_person(grant: Mapping[str, Any], recipients: Sequence[_Named]) -> bool:
    if any(normal_name(name) in _SOMEBODY for _, name, _ in recipients):
        return True
    if items(grant, "recipientIndividual"):
        return True
    return not recipients and bool(items(grant, "toIndividualsDetails"))


def _persons(grant: Mapping[str, Any]) -> list[_Named]:
    about = {"kind": "other", "sensitive": "true"}
    return [(text_of(p.get("id")), text_of(p.get("name")), about) for p in items(grant, "recipientIndividual")]


def _mentioned(organizations: Sequence[_Named], part: str, source: str, facts: Gathered) -> list[Thing]:
    things = (facts.organization(org_id, name, source, part=part, **about) for org_id, name, about in organizations)
    return list(dict.fromkeys(thing for thing in things if thing is not None))


def _act(grant: Mapping[str, Any]) -> str:
    """Return the id of the grant; one without has an id made of what it says."""
    return text_of(grant.get("id")) or stable_id("act", *map(str, _content(grant)), *dates_of(grant))


def _content(grant: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what tells a grant from another with the same id, whichever format it comes in."""
    parts = [sorted(map(str, organizations_of(one))) for f in ("fundingOrganization", "recipientOrganization")
             for one in items(grant, f)]  # fmt: skip
    return (str(parts), text_of(grant.get("title")), text_of(grant.get("awardDate"))[:10],
            number_in(grant.get("amountAwarded"), float("-inf"), float("inf")))  # fmt: skip


def _fund(
    grant: Mapping[str, Any], parts: Mapping[str, Sequence[Thing]], about: _About, source: str, facts: Gathered
) -> None:
    """Add the grant as an interaction of all that give and all that get it."""
    awarded, start, end = dates_of(grant)
    act = _act(grant)
    texts = {column: text_of(grant.get(field)) or None for field, column in _KEPT.items()}
    facts.add(
        "interactions",
        source,
        interaction_id=act,
        kind="funding",
        date=awarded or start,
        date_end=end,
        title=text_of(grant.get("title")) or None,
        note=text_of(grant.get("description")) or None,
        **texts,
    )
    for role, those in parts.items():
        for one in those:
            facts.add("participations", source, interaction_id=act, organization_id=one, role=role)
    for cause, at in about.causes:
        facts.add("interaction_causes", at, interaction_id=act, cause_id=cause)
    for place, at in about.places:
        facts.add("interaction_communities", at, interaction_id=act, community_id=place)


def _places(grant: Mapping[str, Any], source: str, facts: Gathered) -> _Placed:
    source_by_place: dict[Thing, str] = {}
    for one in items(grant, "beneficiaryLocation"):
        at = text_of(one.get(SOURCE)) or source
        name, code, country = (text_of(one.get(field)) for field in ("name", "geoCode", "countryCode"))
        name, code, country = ("" if is_blank(text) else text for text in (name, code, country))
        above = facts.communities.mention(country.upper(), country_name(country), at) if country else None
        if (not name and not code) or (name and is_nationwide(name)):
            place = above or (facts.communities.mention("nationwide", "nationwide", at) if name else None)
        else:
            latitude, longitude = number_in(one.get("latitude"), -90, 90), number_in(one.get("longitude"), -180, 180)
            where = {"latitude": latitude, "longitude": longitude, "parent_id": above}
            place = facts.communities.mention(code, name, at, where)
        if place is not None:
            source_by_place.setdefault(place, at)
    return list(source_by_place.items())


def _causes(grant: Mapping[str, Any], source: str, facts: Gathered) -> _Placed:
    source_by_cause: dict[Thing, str] = {}
    for field in ("grantProgramme", "classifications"):
        for one in items(grant, field):
            at = text_of(one.get(SOURCE)) or source
            name = text_of(one.get("title")) or text_of(one.get("code"))
            if not is_blank(name):
                source_by_cause.setdefault(facts.causes.mention("", name, at), at)
    return list(source_by_cause.items())


def _reach(taker: Thing, about: _About, dates: tuple[str, str, str], source: str, facts: Gathered) -> None:
    """Add where the recipient is present, for each cause; without any place, which causes it supports."""
    awarded, start, until = dates
    since = start or awarded
    causes: Sequence[tuple[Thing | None, str]] = about.causes or [(None, source)]
    for place, at in about.places:
        for cause, also_at in causes:
            where = also_at if at == source else at
            facts.add(
                "presences", where, organization_id=taker, community_id=place, cause_id=cause, since=since, until=until
            )
    if not about.places:
        for cause, at in about.causes:
            facts.add("supports", at, organization_id=taker, cause_id=cause, since=since, until=until)
