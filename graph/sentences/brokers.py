"""Who holds us together, in sentences."""

from collections.abc import Sequence

import pandas as pd

from graph.words.filled import listed, numbered, ordinal, translated
from graph.words.formats import decimal
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = [
    "ROLES",
    "falls_apart",
    "hold_together",
    "loses_touch",
    "only_links",
    "repeats",
    "role_sentence",
    "standing",
]

ROLES = {
    "coordinator": gettext_noop("connects organizations inside {own}"),
    "itinerant": gettext_noop("connects organizations of one coalition from outside it"),
    "representative": gettext_noop("connects {own} to other coalitions"),
    "gatekeeper": gettext_noop("connects other coalitions to {own}"),
    "liaison": gettext_noop("connects coalitions that are not its own"),
}
"""What an organization in each role does; ``{own}`` is the name of its coalition."""


def role_sentence(role: str, own: str, language: Language = ENGLISH) -> str:
    """Return what a bridging partner does; blank without a role.

    Examples
    --------
    >>> role_sentence("gatekeeper", "Land rights in Hill")
    'connects other coalitions to Land rights in Hill'
    """
    return translated(ROLES[role], language, own=own or translated("its group", language)) if role else ""


def repeats(constraint: float | None, language: Language = ENGLISH) -> str:
    """Return how much an organization's contacts repeat each other, from Burt's constraint."""
    if constraint is None:
        return ""
    if constraint < 0.25:
        return translated("Few of its partners work with each other.", language)
    if constraint < 0.55:
        return translated("Some of its partners work with each other.", language)
    return translated("Most of its partners work with each other.", language)


def standing(
    name: str, degree: int, *, rank: int | None, n_bridging: int, role: str, own: str, language: Language = ENGLISH
) -> str:
    """Return with how many others an organization works, and which place and role it has as a bridging partner.

    Parameters
    ----------
    name : str
        Of the organization.
    degree : int
        How many partners it has.
    rank : int or None
        Its rank among the `n_bridging` bridging partners; ``None`` where it stands between nobody.
    n_bridging : int
        How many bridging partners there are.
    role, own : str
        As in `role_sentence`.
    language : Language
        Of the sentence.
    """
    if degree == 0:
        return translated("{name} has no partner in this selection.", language, name=name)
    works = numbered("Works with {number} organization.", "Works with {number} organizations.", degree, language)
    if rank is None:
        alone = translated("It connects no others.", language)
        return f"{works} {alone}"
    place = numbered(
        "{rank} of {number} bridging partner",
        "{rank} of {number} bridging partners",
        n_bridging,
        language,
        rank=ordinal(rank, language),
    )
    does = role_sentence(role, own, language)
    rank_and_role = (
        translated("{place}: {role}.", language, place=place, role=does)
        if does
        else translated("{place}.", language, place=place)
    )
    return f"{works} {rank_and_role}"


def falls_apart(pieces: int, language: Language = ENGLISH) -> str:
    """Return into how many parts the network falls without an organization."""
    return numbered(
        "without it the network falls into {number} part",
        "without it the network falls into {number} parts",
        pieces,
        language,
    )


def only_links(n_cutpoints: int, language: Language = ENGLISH) -> str:
    """Return how many organizations are the only link to others."""
    if not n_cutpoints:
        return translated("No organization is the only link to others.", language)
    return numbered(
        "{number} organization is the only link to a part of the network.",
        "{number} organizations are each the only link to a part of the network.",
        n_cutpoints,
        language,
    )


def hold_together(names: Sequence[str], worst: str = "", n_lost: int = 0, language: Language = ENGLISH) -> str:
    """Return who holds the network together, and what breaks without the one whom most others depend on.

    Parameters
    ----------
    names : sequence of str
        The first bridging partners; may be empty.
    worst : str
        The name of the one without whom most lose touch; blank where nobody is the only link to others.
    n_lost : int
        How many lose touch without it.
    language : Language
        Of the sentence.
    """
    if not names:
        return translated("No organization connects others here.", language)
    first = numbered(
        "{names} holds the network together.",
        "{names} hold the network together.",
        len(names),
        language,
        names=listed(names, language=language),
    )
    if not worst:
        nobody = translated("If any one of them left, nobody would lose touch.", language)
        return f"{first} {nobody}"
    lost = numbered(
        "Without {name} alone, {number} organization would lose touch.",
        "Without {name} alone, {number} organizations would lose touch.",
        n_lost,
        language,
        name=worst,
    )
    return f"{first} {lost}"


def loses_touch(name: str, pieces: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return what breaks without an organization, from the frame of `graph.what_breaks`.

    Examples
    --------
    >>> loses_touch("Hub", pd.DataFrame({"piece": [1, 2, 3], "loses_touch": [False, True, True]}))
    'Without Hub, 2 organizations in 2 groups lose touch with the rest.'
    """
    lost = pieces[pieces["loses_touch"]]
    if lost.empty:
        return translated("Without {name}, nobody loses touch: others keep the network together.", language, name=name)
    n_groups = int(lost["piece"].nunique())
    if n_groups > 1:
        return translated(
            "Without {name}, {number} organizations in {groups} groups lose touch with the rest.",
            language,
            name=name,
            number=decimal(len(lost), language),
            groups=decimal(n_groups, language),
        )
    return numbered(
        "Without {name}, {number} organization loses touch with the rest.",
        "Without {name}, {number} organizations lose touch with the rest.",
        len(lost),
        language,
        name=name,
    )
