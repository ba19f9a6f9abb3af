"""Words of spreadsheets for the closed lists of the data model: statuses, kinds of interaction, roles."""

from collections.abc import Iterable, Mapping

from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_STATUSES, ROLES
from loaders.values.plain import normal_header

__all__ = ["STATUS_WORDS", "activity_status", "interaction_kind", "organization_status", "part_played"]

_Words = Mapping[str, tuple[str, ...]]

STATUS_WORDS: _Words = {
    "ongoing": (
        "on-going", "ongoing", "in progress", "active", "under way", "en ejecución", "en curso", "en proceso", "activo",
        "activa", "en cours", "actif",
    ),
    "done": (
        "completed", "complete", "done", "finished", "closed", "implemented", "finalizada", "finalizado", "completada",
        "completado", "terminada", "terminado", "cerrado", "achevé", "achevée", "terminé", "terminée", "clôturé",
        "réalisé", "finalisé",
    ),
    "suspended": (
        "suspended", "on hold", "cancelled", "canceled", "suspendida", "suspendido", "cancelada", "cancelado",
        "suspendu", "suspendue", "annulé", "annulée",
    ),
    "planned": (
        "planned", "pipeline", "proposed", "not started", "planeada", "planeado", "planificada", "planificado",
        "prevista", "programada", "planifié", "planifiée", "prévu", "prévue",
    ),
}  # fmt: skip
"""Words for the statuses of activities."""
_INTERACTION_WORDS: _Words = {
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
_STANDING_WORDS: _Words = {
    "us": ("us", "ourselves", "we", "nosotros", "nous"),
    "member": ("member", "full member", "miembro", "membre"),
    "partner": ("partner", "associate", "ally", "active", "socio", "partenaire"),
    "prospect": ("prospect", "potential", "candidate", "interested", "prospective"),
    "former": ("former", "left", "inactive", "past", "ex member"),
}
_ROLE_WORDS: _Words = {
    "lead": ("lead", "leader", "coordinator", "líder", "chef de file"),
    "funder": ("funder", "donor", "sponsor", "donante", "bailleur"),
    "implementer": ("implementer", "implementing partner", "ejecutor"),
    "host": ("host", "organizer", "organiser", "anfitrión", "hôte"),
    "guest": ("guest", "invited", "attendee", "participant", "invitado", "invité"),
    "partner": ("partner", "co organizer", "supporter", "signatory", "socio", "partenaire"),
}  # fmt: skip


def _value_of(words: _Words, allowed: Iterable[str]) -> dict[str, str]:
    """Return the value that each word stands for; every value stands for itself."""
    values = {normal_header(word): value for value, several in words.items() for word in several}
    return values | {normal_header(value): value for value in allowed}


_ACTIVITY_STATUS_OF = _value_of(STATUS_WORDS, ACTIVITY_STATUSES)
_INTERACTION_OF = _value_of(_INTERACTION_WORDS, INTERACTION_KINDS)
_STANDING_OF = _value_of(_STANDING_WORDS, ORGANIZATION_STATUSES)
_ROLE_OF = _value_of(_ROLE_WORDS, ROLES)


def activity_status(text: str) -> str:
    """Return ``ongoing``, ``done``, ``suspended`` or ``planned``; empty if the word is not known.

    Examples
    --------
    >>> activity_status("On-going"), activity_status("En ejecución"), activity_status("soon")
    ('ongoing', 'ongoing', '')
    """
    return _ACTIVITY_STATUS_OF.get(normal_header(text), "")


def interaction_kind(text: str) -> str:
    """Return the kind of interaction that a word names, in English, Spanish or French; empty if it is not known.

    Examples
    --------
    >>> interaction_kind("Workshop"), interaction_kind("Réunion"), interaction_kind("joint_project")
    ('training', 'meeting', 'joint_project')
    """
    return _INTERACTION_OF.get(normal_header(text), "")


def organization_status(text: str) -> str:
    """Return the status of an organization that a word names; empty if it is not known.

    Examples
    --------
    >>> organization_status("Full member"), organization_status("maybe")
    ('member', '')
    """
    return _STANDING_OF.get(normal_header(text), "")


def part_played(text: str) -> str:
    """Return the role in an interaction that a word names; empty if it is not known.

    Examples
    --------
    >>> part_played("Sponsor"), part_played("cook")
    ('funder', '')
    """
    return _ROLE_OF.get(normal_header(text), "")
