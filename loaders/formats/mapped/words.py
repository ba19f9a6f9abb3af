"""What single cells of any spreadsheet say: numbers, kinds of interactions, standings, parts played."""

import re
from collections.abc import Mapping

from graph.schema import INTERACTION_KINDS, ORGANIZATION_STATUSES, ROLES
from loaders.values.plain import normal_header

__all__ = ["interaction_kind", "number_in", "organization_status", "part_played"]

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:\s*%)?")
_THOUSANDS = re.compile(r"(?<=\d)[,\s](?=\d{3}(?:\D|$))")

_KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "check_in": ("check in", "checkin", "call", "phone call", "catch up"),
    "joint_campaign": ("joint campaign", "campaign", "march", "protest", "advocacy", "campaña", "campagne"),
    "co_hosted_event": ("co hosted event", "event", "conference", "festival", "evento", "événement", "conférence"),
    "joint_project": ("joint project", "project", "programme", "program", "proyecto", "projet"),
    "co_signature": ("co signature", "petition", "open letter", "letter", "joint statement", "statement", "signature",
                     "petición", "pétition"),
    "referral": ("referral", "referred", "derivación", "orientation"),
    "introduction": ("introduction", "introduced", "presentación"),
    "funding": ("funding", "grant", "donation", "financing", "subvención", "financiación", "financement", "don"),
    "training": ("training", "workshop", "course", "taller", "formación", "capacitación", "formation", "atelier"),
    "support": ("support", "help", "advice", "apoyo", "soutien", "appui"),
    "win": ("win", "celebration", "victory", "victoria", "victoire"),
    "conflict": ("conflict", "dispute", "disagreement", "conflicto", "conflit"),
    "repair": ("repair", "reconciliation", "mediation", "reconciliación", "réconciliation"),
    "meeting": ("meeting", "reunión", "réunion", "coordination meeting", "assembly", "visit"),
}  # fmt: skip
_STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    "us": ("us", "ourselves", "we", "nosotros", "nous"),
    "member": ("member", "full member", "miembro", "membre"),
    "partner": ("partner", "associate", "ally", "active", "socio", "partenaire"),
    "prospect": ("prospect", "potential", "candidate", "interested", "prospective"),
    "former": ("former", "left", "inactive", "past", "ex member"),
}
_PART_WORDS: Mapping[str, tuple[str, ...]] = {
    "lead": ("lead", "leader", "coordinator", "líder", "chef de file"),
    "funder": ("funder", "donor", "sponsor", "donante", "bailleur"),
    "implementer": ("implementer", "implementing partner", "ejecutor"),
    "host": ("host", "organizer", "organiser", "anfitrión", "hôte"),
    "guest": ("guest", "invited", "attendee", "participant", "invitado", "invité"),
    "partner": ("partner", "co organizer", "supporter", "signatory", "socio", "partenaire"),
}  # fmt: skip
_KIND_OF = {normal_header(word): kind for kind, words in _KIND_WORDS.items() for word in words}
_KIND_OF |= {normal_header(kind): kind for kind in INTERACTION_KINDS}
_STATUS_OF = {normal_header(word): status for status, words in _STATUS_WORDS.items() for word in words}
_STATUS_OF |= {status: status for status in ORGANIZATION_STATUSES}
_PART_OF = {normal_header(word): part for part, words in _PART_WORDS.items() for word in words}
_PART_OF |= {part: part for part in ROLES}


def number_in(text: str) -> float | None:
    """Return the one number that a cell is; ``None`` if it is none.

    Examples
    --------
    >>> number_in("1,250"), number_in("-0.5"), number_in("40 %"), number_in("10-20"), number_in("about 5")
    (1250.0, -0.5, 40.0, None, None)
    """
    plain = _THOUSANDS.sub("", text.strip())
    return float(plain.rstrip("% ")) if _NUMBER.fullmatch(plain) else None


def interaction_kind(text: str) -> str:
    """Return the kind of interaction that a word names, in English, Spanish or French; empty if it is not known.

    Examples
    --------
    >>> interaction_kind("Workshop"), interaction_kind("Réunion"), interaction_kind("joint_project")
    ('training', 'meeting', 'joint_project')
    """
    return _KIND_OF.get(normal_header(text), "")


def organization_status(text: str) -> str:
    """Return the status of an organization that a word names; empty if it is not known.

    Examples
    --------
    >>> organization_status("Full member"), organization_status("maybe")
    ('member', '')
    """
    return _STATUS_OF.get(normal_header(text), "")


def part_played(text: str) -> str:
    """Return the role in an interaction that a word names; empty if it is not known.

    Examples
    --------
    >>> part_played("Sponsor"), part_played("cook")
    ('funder', '')
    """
    return _PART_OF.get(normal_header(text), "")
