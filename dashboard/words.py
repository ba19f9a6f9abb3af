"""Plain sentences for what the measures say. No field words here: the reader has never heard of them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

__all__ = [
    "KINDS",
    "ROLES",
    "STATUSES",
    "count",
    "day",
    "listed",
    "loses_touch",
    "ordinal",
    "repeats",
    "role_sentence",
    "warmth",
]

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
ROLES = {
    "coordinator": "brings organizations inside {own} together",
    "itinerant": "links organizations of one coalition from outside it",
    "representative": "speaks for {own} to others",
    "gatekeeper": "decides who gets into {own}",
    "liaison": "links coalitions that are not its own",
}
_WARM = ((0.5, "very warm"), (0.2, "warm"), (0.05, "cooling"), (0.0, "nearly cold"))


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, e.g. ``"1 place"``, ``"1,204 places"``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names in a sentence, the rest counted, e.g. ``"A, B and 4 more"``."""
    shown = [str(name) for name in names[:most]]
    more = len(names) - len(shown)
    if more:
        shown.append(f"{more} more")
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def ordinal(number: int) -> str:
    """Return ``"1st"``, ``"22nd"``, ``"113th"``."""
    tens = number % 100
    ending = "th" if 10 <= tens <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def day(when: date | pd.Timestamp | None) -> str:
    """Return a date in words, e.g. ``"11 Mar 2024"``; blank where there is none."""
    return "" if when is None or pd.isna(when) else f"{when.day} {when:%b %Y}"


def warmth(strength: float) -> str:
    """Return how warm a relationship is, in words; the strength of one recent contact of two alone is 1."""
    return next(words for least, words in _WARM if strength >= least)


def role_sentence(role: str, own: str) -> str:
    """Return what a bridging partner does, e.g. ``"decides who gets into Land rights, Coast"``; blank without one."""
    return ROLES[role].format(own=own or "its group") if role else ""


def repeats(constraint: float | None) -> str:
    """Return in words how much an organization's contacts repeat each other, from Burt's constraint."""
    if constraint is None:
        return ""
    if constraint < 0.25:
        return "Its contacts hardly know each other: each opens another door."
    if constraint < 0.55:
        return "Some of its contacts know each other."
    return "Its contacts mostly lead back to one another."


def loses_touch(name: str, pieces: pd.DataFrame) -> str:
    """Return what breaks without an organization, e.g. ``"Without X, 12 organizations in 3 groups lose touch."``."""
    lost = pieces[pieces["loses_touch"]]
    if lost.empty:
        return f"Without {name}, nobody loses touch: others keep the network together."
    groups = int(lost["piece"].nunique())
    verb = "loses" if len(lost) == 1 else "lose"
    where = f" in {count(groups, 'group')}" if groups > 1 else ""
    return f"Without {name}, {count(len(lost), 'organization')}{where} {verb} touch with the rest."
