"""Labels on screen, in plain words, and the language of the page. Sentences about answers: `graph.sentences`."""

from graph.sentences.language import ENGLISH, Language

__all__ = ["KINDS", "LANGUAGE", "STATUSES"]

LANGUAGE: Language = ENGLISH
"""The language that the page hands to every sentence."""

KINDS = {
    "meeting": "Meeting",
    "check_in": "Check-in",
    "joint_campaign": "Joint campaign",
    "co_hosted_event": "Event hosted together",
    "joint_project": "Joint project",
    "co_signature": "Signed together",
    "referral": "Referral",
    "introduction": "Introduction",
    "funding": "Funding",
    "training": "Training",
    "support": "Support",
    "win": "Win",
    "conflict": "Conflict",
    "repair": "Repair",
}
STATUSES = {
    "us": "Us",
    "member": "Member",
    "partner": "Partner",
    "prospect": "Prospect",
    "former": "Former partner",
    "unknown": "Status not known",
    "done": "Finished activities",
    "ongoing": "Ongoing activities",
    "planned": "Planned activities",
    "suspended": "Suspended activities",
}
