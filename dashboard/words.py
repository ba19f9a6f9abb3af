"""Labels on screen, in plain words, as messages: each is translated where it is shown, with `dashboard.language.text`.

Sentences about answers: `graph.sentences`.
"""

from dashboard.language import gettext_noop, ngettext_noop
from graph.selection import UNKNOWN

__all__ = [
    "FACTS",
    "KINDS",
    "KINDS_IN_SENTENCES",
    "ORGANIZATION_KINDS",
    "ORGANIZATION_KINDS_CHOICES",
    "ROWS",
    "STATUSES",
    "TABLES",
]

KINDS = {
    "meeting": gettext_noop("Meeting"),
    "check_in": gettext_noop("Check-in"),
    "joint_campaign": gettext_noop("Joint campaign"),
    "co_hosted_event": gettext_noop("Event hosted together"),
    "joint_project": gettext_noop("Joint project"),
    "co_signature": gettext_noop("Signed together"),
    "referral": gettext_noop("Referral"),
    "introduction": gettext_noop("Introduction"),
    "funding": gettext_noop("Funding"),
    "training": gettext_noop("Training"),
    "support": gettext_noop("Support"),
    "win": gettext_noop("Win"),
    "conflict": gettext_noop("Conflict"),
    "repair": gettext_noop("Repair"),
}
KINDS_IN_SENTENCES = {
    "meeting": gettext_noop("meeting"),
    "check_in": gettext_noop("check-in"),
    "joint_campaign": gettext_noop("joint campaign"),
    "co_hosted_event": gettext_noop("event hosted together"),
    "joint_project": gettext_noop("joint project"),
    "co_signature": gettext_noop("signed together"),
    "referral": gettext_noop("referral"),
    "introduction": gettext_noop("introduction"),
    "funding": gettext_noop("funding"),
    "training": gettext_noop("training"),
    "support": gettext_noop("support"),
    "win": gettext_noop("win"),
    "conflict": gettext_noop("conflict"),
    "repair": gettext_noop("repair"),
}
STATUSES = {
    "us": gettext_noop("Us"),
    "member": gettext_noop("Member"),
    "partner": gettext_noop("Partner"),
    "prospect": gettext_noop("Prospect"),
    "former": gettext_noop("Former partner"),
    "unknown": gettext_noop("Status unknown"),
    "done": gettext_noop("Finished activities"),
    "ongoing": gettext_noop("Ongoing activities"),
    "planned": gettext_noop("Planned activities"),
    "suspended": gettext_noop("Suspended activities"),
}
ORGANIZATION_KINDS = {
    "ngo": gettext_noop("NGO"),
    "grassroots": gettext_noop("Grassroots group"),
    "funder": gettext_noop("Funder"),
    "government": gettext_noop("Government"),
    "academic": gettext_noop("Academic institution"),
    "faith": gettext_noop("Faith group"),
    "union": gettext_noop("Union"),
    "media": gettext_noop("Media"),
    "business": gettext_noop("Business"),
    "coalition": gettext_noop("Coalition"),
    "other": gettext_noop("Other"),
}
ORGANIZATION_KINDS_CHOICES = {**ORGANIZATION_KINDS, UNKNOWN: gettext_noop("No kind in the data")}
"""What the filter of kinds of organizations offers."""
FACTS = {
    "kind": gettext_noop("Kind"),
    "status": gettext_noop("Status"),
    "place": gettext_noop("Place"),
    "coalition": gettext_noop("Coalition"),
    "places": gettext_noop("Places reached"),
    "bridging": gettext_noop("Bridging rank"),
}
"""Columns of the table of organizations that are no measures."""
TABLES = {
    "organizations": ngettext_noop("{number} organization", "{number} organizations"),
    "causes": ngettext_noop("{number} cause", "{number} causes"),
    "communities": ngettext_noop("{number} community", "{number} communities"),
    "supports": ngettext_noop("{number} support of a cause", "{number} supports of causes"),
    "presences": ngettext_noop("{number} presence", "{number} presences"),
    "needs": ngettext_noop("{number} need", "{number} needs"),
    "interactions": ngettext_noop("{number} interaction", "{number} interactions"),
    "participations": ngettext_noop("{number} participation", "{number} participations"),
    "interaction_causes": ngettext_noop("{number} cause of an interaction", "{number} causes of interactions"),
    "interaction_communities": ngettext_noop(
        "{number} community of an interaction", "{number} communities of interactions"
    ),
    "feedback": ngettext_noop("{number} piece of feedback", "{number} pieces of feedback"),
    "declared_ties": ngettext_noop("{number} declared tie", "{number} declared ties"),
}
"""What the rows of a table are, one and several."""

ROWS = {
    "organizations": gettext_noop("an organization"),
    "causes": gettext_noop("a cause; causes form a tree"),
    "communities": gettext_noop("a community: a place or a group of people; communities form a tree"),
    "supports": gettext_noop("a cause that an organization supports"),
    "presences": gettext_noop("the presence of an organization in a community, for a cause"),
    "needs": gettext_noop("the need for a cause in a community"),
    "interactions": gettext_noop("something that organizations did together"),
    "participations": gettext_noop("the participation of an organization in an interaction"),
    "interaction_causes": gettext_noop("a cause that an interaction was about"),
    "interaction_communities": gettext_noop("a community that an interaction was for"),
    "feedback": gettext_noop("feedback on an interaction"),
    "declared_ties": gettext_noop("a relationship that a survey or a network map states"),
}
"""What one row of a table is, as `graph.schema.SCHEMA` says it."""
