"""What speaks for a coalition, in sentences. "Could be chance" is the most that a comparison can say."""

from collections.abc import Sequence

import pandas as pd

from graph.clusters.chance import WholeNetwork
from graph.words.filled import numbered, translated
from graph.words.formats import percent
from graph.words.language import ENGLISH, Language

__all__ = ["chance_sentence", "stays_sentence", "steadiness_sentence", "whole_sentence"]


def chance_sentence(reached: int | None, rewired: int | None, whole: WholeNetwork, language: Language = ENGLISH) -> str:
    """Return whether a coalition is more than chance; blank where it is not compared.

    Parameters
    ----------
    reached, rewired : int, optional
        As `graph.clusters.chance.Chance` has them.
    whole : WholeNetwork
        The figure of the whole network.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> noise = WholeNetwork(0.63, 0.63, 0.69, 48, 99)
    >>> chance_sentence(0, 99, noise)
    'More than chance: none of 99 shuffled networks holds a group as large and as closely tied.'
    >>> chance_sentence(29, 99, noise).partition(". ")[0]
    'This group could be chance: 29 of 99 shuffled networks hold one like it'
    """
    if reached is None or rewired is None or pd.isna(reached) or pd.isna(rewired):
        return ""
    if reached == 0:
        return translated(
            "More than chance: none of {rewired} shuffled networks holds a group as large and as closely tied.",
            language,
            rewired=rewired,
        )
    group = numbered(
        "This group could be chance: {number} of {rewired} shuffled networks holds one like it.",
        "This group could be chance: {number} of {rewired} shuffled networks hold one like it.",
        reached,
        language,
        rewired=rewired,
    )
    doubt = (
        translated("The network as a whole is more than chance, but for this group alone we cannot say so.", language)
        if whole.beyond_chance
        else translated("More data would make this clearer. The test does not use dates and strengths.", language)
    )
    return f"{group} {doubt}"


def whole_sentence(whole: WholeNetwork, language: Language = ENGLISH) -> str:
    """Return whether the coalitions as a whole are more than chance; blank for a network without ties.

    Examples
    --------
    >>> whole_sentence(WholeNetwork(0.73, 0.25, 0.26, 0, 99))
    'The network as a whole is more than chance: none of 99 shuffled networks falls into groups as clearly.'
    >>> whole_sentence(WholeNetwork(0.63, 0.63, 0.69, 48, 99))
    'These groups could be chance: 48 of 99 shuffled networks fall into groups as clearly.'
    """
    if not whole.rewired:
        return ""
    if whole.beyond_chance:
        return translated(
            "The network as a whole is more than chance: none of {rewired} shuffled networks falls into groups as "
            "clearly.",
            language,
            rewired=whole.rewired,
        )
    return numbered(
        "These groups could be chance: {number} of {rewired} shuffled networks falls into groups as clearly.",
        "These groups could be chance: {number} of {rewired} shuffled networks fall into groups as clearly.",
        whole.reached,
        language,
        rewired=whole.rewired,
    )


def steadiness_sentence(certainty: Sequence[float], language: Language = ENGLISH) -> str:
    """Return how steadily the search finds the members of a coalition together: a word on the search, not the data.

    Examples
    --------
    >>> steadiness_sentence([1.0, 1.0])
    'Every run of the search finds the same members.'
    >>> steadiness_sentence([1.0, 0.9])
    'On average, a member is in this group in 95% of the runs of the search.'
    """
    if not len(certainty):
        return ""
    mean = sum(certainty) / len(certainty)
    if mean == 1:
        return translated("Every run of the search finds the same members.", language)
    share = percent(min(int(100 * mean + 0.5), 99) / 100, language)
    return translated(
        "On average, a member is in this group in {share} of the runs of the search.", language, share=share
    )


def stays_sentence(stays: Sequence[float], draws: int, language: Language = ENGLISH) -> str:
    """Return who stays when the contacts are drawn again; blank where there is no contact to draw.

    Examples
    --------
    >>> stays_sentence([0.98, 0.9, 0.9], 100)
    'In 100 random draws of the contacts, a member stays in 93% on average.'
    >>> stays_sentence([0.98, 0.9, 0.4], 100)
    'In 100 random draws of the contacts, a member stays in 76% on average. 1 of 3 members stays in less than half of
    the draws.'
    """
    shares = [share for share in stays if not pd.isna(share)]
    if not shares:
        return ""
    on_average = translated(
        "In {draws} random draws of the contacts, a member stays in {share} on average.",
        language,
        draws=draws,
        share=percent(sum(shares) / len(shares), language),
    )
    n_often_gone = sum(share < 1 / 2 for share in shares)
    if not n_often_gone:
        return on_average
    often_gone = numbered(
        "{number} of {members} members stays in less than half of the draws.",
        "{number} of {members} members stay in less than half of the draws.",
        n_often_gone,
        language,
        members=len(shares),
    )
    return f"{on_average} {often_gone}"
