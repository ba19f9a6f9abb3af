"""Who holds us together, in sentences."""

from collections.abc import Sequence

import pandas as pd

from graph.sentences.language import ENGLISH, Language
from graph.sentences.words import listed, numbered, ordinal

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
    "coordinator": "brings organizations inside {own} together",
    "itinerant": "links organizations of one coalition from outside it",
    "representative": "speaks for {own} to others",
    "gatekeeper": "decides who gets into {own}",
    "liaison": "links coalitions that are not its own",
}
"""What an organization in each role does; ``{own}`` is the name of its coalition."""


def role_sentence(role: str, own: str, language: Language = ENGLISH) -> str:
    """Return what a bridging partner does; blank without a role.

    Examples
    --------
    >>> role_sentence("gatekeeper", "Land rights in Hill")
    'decides who gets into Land rights in Hill'
    """
    return language.gettext(ROLES[role]).format(own=own or language.gettext("its group")) if role else ""


def repeats(constraint: float | None, language: Language = ENGLISH) -> str:
    """Return how much an organization's contacts repeat each other, from Burt's constraint."""
    if constraint is None:
        return ""
    if constraint < 0.25:
        return language.gettext("Its contacts hardly know each other: each opens another door.")
    if constraint < 0.55:
        return language.gettext("Some of its contacts know each other.")
    return language.gettext("Its contacts mostly lead back to one another.")


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
        return language.gettext("{name} is not tied to anyone in what is shown.").format(name=name)
    works = numbered("Works with {number} organization.", "Works with {number} organizations.", degree, language)
    if rank is None:
        return f"{works} {language.gettext('It stands between no others.')}"
    place = numbered(
        "{rank} of {number} bridging partner",
        "{rank} of {number} bridging partners",
        n_bridging,
        language,
        rank=ordinal(rank, language),
    )
    does = role_sentence(role, own, language)
    message = "{place}: {role}." if does else "{place}."
    return f"{works} {language.gettext(message).format(place=place, role=does)}"


def falls_apart(pieces: int, language: Language = ENGLISH) -> str:
    """Return into how many parts the network falls without an organization."""
    return language.gettext("without them the network falls into {number} parts").format(number=pieces)


def only_links(n_cutpoints: int, language: Language = ENGLISH) -> str:
    """Return how many organizations are the only link to others."""
    if not n_cutpoints:
        return language.gettext("No organization here is the only link to others.")
    return numbered(
        "{number} organization holds a part of the network that nobody else reaches.",
        "{number} organizations hold a part of the network that nobody else reaches.",
        n_cutpoints,
        language,
    )


def hold_together(
    names: Sequence[str], n_cutpoints: int, worst: str = "", n_lost: int = 0, language: Language = ENGLISH
) -> str:
    """Return who holds the network together, and what breaks without the one whom most others depend on.

    Parameters
    ----------
    names : sequence of str
        The first bridging partners; may be empty.
    n_cutpoints : int
        How many organizations are the only link to others.
    worst : str
        The name of the one without whom most lose touch; blank where there is no cutpoint.
    n_lost : int
        How many lose touch without it.
    language : Language
        Of the sentence.
    """
    if not names:
        return language.gettext("Nobody stands between others here: everybody who is tied is tied directly.")
    first = language.ngettext(
        "{names} holds the network together.", "{names} hold the network together.", len(names)
    ).format(names=listed(names, language=language))
    if not n_cutpoints:
        nobody = language.gettext("Nobody would lose touch if any single one of them left.")
        return f"{first} {nobody}"
    links = numbered(
        "{number} organization is the only link to others;",
        "{number} organizations are the only link to others;",
        n_cutpoints,
        language,
    )
    lost = numbered(
        "without {name} alone, {number} organization would lose touch.",
        "without {name} alone, {number} organizations would lose touch.",
        n_lost,
        language,
        name=worst,
    )
    return f"{first} {links} {lost}"


def loses_touch(name: str, pieces: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return what breaks without an organization, from the frame of `graph.what_breaks`.

    Examples
    --------
    >>> loses_touch("Hub", pd.DataFrame({"piece": [1, 2, 3], "loses_touch": [False, True, True]}))
    'Without Hub, 2 organizations in 2 groups lose touch with the rest.'
    """
    lost = pieces[pieces["loses_touch"]]
    if lost.empty:
        message = language.gettext("Without {name}, nobody loses touch: others keep the network together.")
        return message.format(name=name)
    groups = int(lost["piece"].nunique())
    if groups > 1:
        message = language.gettext(
            "Without {name}, {number} organizations in {groups} groups lose touch with the rest."
        )
        return message.format(name=name, number=f"{len(lost):,}", groups=f"{groups:,}")
    return numbered(
        "Without {name}, {number} organization loses touch with the rest.",
        "Without {name}, {number} organizations lose touch with the rest.",
        len(lost),
        language,
        name=name,
    )
