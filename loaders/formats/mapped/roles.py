"""What a column of any spreadsheet may hold, and the headers that say so."""

import re
from collections.abc import Mapping

from loaders.formats.who_does_what.headers import header_role, tag_role
from loaders.values.plain import normal_header

__all__ = ["HEADERS", "ORGANIZATIONS", "ROLES", "SEVERAL", "SHAPES", "role_of_header", "role_of_tag"]

SHAPES: Mapping[str, str] = {
    "organizations": "each row is an organization, with its causes, places and partners",
    "pairs": "each row is two organizations and the tie between them",
    "events": "each row is something that several organizations did together",
    "presences": "each row says who does what where",
}

ORGANIZATIONS = ("organization", "partner", "donor", "implementer", "host", "guest")

ROLES: Mapping[str, str] = {
    "organization": "the organization that the row is about; in an event, the organizations that took part",
    "partner": "one or several partners of the organization",
    "donor": "one or several organizations that give the money",
    "implementer": "the organization that does the work",
    "host": "the organizations that held an event",
    "guest": "the organizations that were invited to an event",
    "acronym": "the acronym of the organization",
    "organization_kind": "the kind of organization, such as NGO or ministry",
    "organization_status": "the relationship of the organization to us: us, member, partner, prospect, former",
    "capabilities": "what the organization does well",
    "size": "the size of the organization",
    "website": "the web address of the organization",
    "cause": "one or several causes",
    "country": "a place: the country",
    "region": "a place: the first level below the country",
    "district": "a place: the second level",
    "subdistrict": "a place: the third level",
    "people": "a group of people, such as seasonal workers",
    "place_code": "the code of the deepest place in the row",
    "date": "the day, month or year of the row",
    "date_end": "the last day of an event or project",
    "since": "the first day of a membership, presence or project",
    "until": "the last day of a membership, presence or project",
    "kind": "the kind of interaction, such as meeting or training",
    "title": "the title of the interaction",
    "role": "the role of the organization in the interaction",
    "note": "any text",
    "status": "done, ongoing, planned or suspended",
    "attendance": "how many people came",
    "people_reached": "how many people were reached",
    "outcome": "how well an interaction went, from -1 to 1",
    "strength": "how close two organizations are, as a number",
    "population": "how many people live in the place",
    "need": "how much the cause is needed in the place",
    "people_in_need": "how many people in the place need help for the cause",
    "id": "an id that identifies the event",
    "ignore": "nothing; the column is not read",
}

SEVERAL = frozenset({*ORGANIZATIONS, "cause", "note", "ignore"})
"""Roles that more than one column may have."""

HEADERS: Mapping[str, tuple[str, ...]] = {
    "organization": (
        "name", "organization id", "name of organization", "name of organisation",
        "club", "group", "group name", "name of group", "member",
        "member name", "member organization", "member organisation", "company", "institution", "association",
        "who", "actor", "stakeholder", "institución", "grupo", "groupe", "membre", "miembro",
    ),
    "partner": (
        "partner", "partners", "partner organizations", "partner organisations", "works with", "working with",
        "allies", "ally", "in partnership with", "participants", "participating organizations",
        "participating organisations", "attendees", "attended by", "organizations present", "organisations present",
        "signatories", "signed by", "collaborators", "with whom", "socios", "aliados", "participantes", "asistentes",
        "firmantes", "partenaires", "alliés", "signataires",
    ),
    "host": ("host", "hosts", "hosted by", "organized by", "organised by", "organizer", "organiser", "convened by"),
    "guest": ("guest", "guests", "invited", "invited organizations"),
    "acronym": ("short name", "abbreviation"),
    "organization_kind": ("kind of organization", "category of organization"),
    "organization_status": ("membership", "membership status", "relationship to us"),
    "capabilities": ("capabilities", "expertise", "skills", "services", "can offer", "competencias", "compétences"),
    "size": ("size", "staff", "number of staff", "employees", "members count"),
    "website": ("website", "web site", "url", "web", "homepage", "sitio web", "site web"),
    "cause": ("cause id", "causes", "issues", "topic", "topics", "focus", "focus area", "focus areas", "themes",
              "causa", "causas"),
    "people": ("target group", "beneficiary group", "population group", "grupo meta", "groupe cible"),
    "country": ("nation",),
    "region": ("location", "place", "city", "town", "area", "where", "lugar", "ciudad", "lieu", "ville"),
    "date": ("date", "fecha", "day", "event date", "meeting date", "date of meeting", "date of event", "year",
             "año", "année", "jour"),
    "since": ("since", "member since", "partner since", "joined", "founded", "desde", "depuis"),
    "until": ("until", "left", "hasta", "jusqu'à"),
    "kind": ("kind", "type", "event type", "type of event", "type of meeting", "tipo", "type of interaction"),
    "title": ("title", "what", "event", "event name", "meeting", "project", "project name", "project title", "campaign",
              "subject", "título", "evento", "proyecto", "titre", "événement", "projet"),
    "role": ("role", "part", "rol", "rôle", "function"),
    "note": ("note", "notes", "comment", "comments", "remarks", "description", "summary", "minutes", "notas",
             "comentarios", "remarques", "commentaires"),
    "attendance": ("attendance", "how many", "number of people", "people attending", "number of attendees",
                   "number of participants", "headcount",
                   "asistencia"),
    "people_reached": ("reach", "people served", "alcance"),
    "outcome": ("outcome", "result", "rating", "score", "resultado", "résultat"),
    "strength": ("strength", "strength of relationship", "closeness", "fuerza", "force"),
    "population": ("population", "inhabitants", "población"),
    "need": ("need", "severity", "necesidad", "besoin"),
    "people_in_need": ("people in need", "persons in need", "pin", "personas con necesidad"),
    "id": ("id", "event id", "meeting id", "ref", "reference"),
    "ignore": (
        "email", "e mail", "email address", "phone", "phone number", "telephone", "mobile", "contact", "contact name",
        "contact person", "first name", "last name", "focal point", "correo", "teléfono", "courriel", "téléphone",
    ),
}  # fmt: skip

_OTHER_NAMES = {
    "funder": "donor", "programme": "organization", "implementer": "implementer", "organization": "organization",
    "organization_acronym": "acronym", "programme_acronym": "acronym", "organization_type": "organization_kind",
    "programme_type": "organization_kind", "implementer_type": "organization_kind",
    "cause": "cause", "subcause": "cause", "activity": "title",
    "status": "status", "reported": "date", "start": "since", "end": "until", "reached": "people_reached",
    "adm0": "country", "adm1": "region", "adm2": "district", "adm3": "subdistrict", "code": "place_code",
}  # fmt: skip
_TAGS = {
    "inneed": "people_in_need", "population": "population", "event": "title", "need": "need", "meta": "ignore",
    "contact": "ignore", "description": "note",
}  # fmt: skip
_ROLE_OF = {normal_header(header): role for role, headers in HEADERS.items() for header in headers}
_NUMBERED = re.compile(r"\s*\d+$")
# Of headers of one word, those that mean the same inside a longer one.
_TELLING = {
    "partners", "participants", "attendees", "signatories", "socios", "partenaires", "participantes", "website",
    "email", "phone", "telephone", "notes", "comments", "remarks", "attendance", "expertise", "date", "fecha", "causes",
}  # fmt: skip
_LONG = sorted(
    (header for header in _ROLE_OF if " " in header or header in _TELLING), key=lambda h: (-len(h.split()), h)
)


def role_of_header(header: str) -> tuple[str, float]:
    """Return the role that a header names, and how sure that is (0 to 1); ``("", 0)`` if none.

    Examples
    --------
    >>> role_of_header("Works with"), role_of_header("Partner 2"), role_of_header("Main focus areas (list)")
    (('partner', 0.9), ('partner', 0.9), ('cause', 0.7))
    >>> role_of_header("Colour")
    ('', 0.0)
    """
    whole = normal_header(header)
    plain = _NUMBERED.sub("", whole)
    other = header_role(whole) or header_role(plain)
    exact = _ROLE_OF.get(whole) or _ROLE_OF.get(plain) or _OTHER_NAMES.get(other, "")
    if exact or other:
        return (exact, 0.9) if exact else ("ignore", 0.5)
    padded = f" {plain} "
    inside = next((phrase for phrase in _LONG if f" {phrase} " in padded), "")
    return (_ROLE_OF[inside], 0.7) if inside else ("", 0.0)


def role_of_tag(tag: str) -> str:
    """Return the role that an HXL tag names; empty if none.

    Examples
    --------
    >>> role_of_tag("#org +impl"), role_of_tag("#inneed"), role_of_tag("#geo")
    ('implementer', 'people_in_need', '')
    """
    stem = re.split(r"[\s+]", tag.strip().removeprefix("#"), maxsplit=1)[0].casefold()
    return _OTHER_NAMES.get(tag_role(tag), "") or _TAGS.get(stem, "")
