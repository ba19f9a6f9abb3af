"""How close two organizations are and what they did together, in sentences."""

from collections.abc import Sequence
from datetime import date

from graph.sentences.language import ENGLISH, Language
from graph.sentences.words import day, listed

__all__ = ["confidential_sentence", "relationship_sentence", "warmth"]

_WARM = ((0.5, "very warm"), (0.2, "warm"), (0.05, "cooling"), (0.0, "nearly cold"))


def warmth(strength: float, language: Language = ENGLISH) -> str:
    """Return how warm a relationship is; the strength of one recent contact of two alone is 1."""
    return language.gettext(next(words for least, words in _WARM if strength >= least))


def confidential_sentence(strength: float, language: Language = ENGLISH) -> str:
    """Return how warm two are of whom nothing else may be said."""
    return language.gettext("{warmth}: in confidence").format(warmth=warmth(strength, language))


def relationship_sentence(
    strength: float, kinds: Sequence[str], last: date | None, language: Language = ENGLISH
) -> str:
    """Return how warm two are, what they did together and when last.

    Parameters
    ----------
    strength : float
        Of their tie, above 0.
    kinds : sequence of str
        What they did together, as the reader knows it; may be empty.
    last : date or None
        Of the latest of these.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> relationship_sentence(0.3, ["meeting", "win"], date(2024, 3, 11))
    'warm: meeting and win, last 11 Mar 2024'
    """
    warm = warmth(strength, language)
    if not kinds:
        return warm
    names = listed(kinds, 2, language=language)
    message = "{warmth}: {kinds}, last {day}" if last else "{warmth}: {kinds}"
    return language.gettext(message).format(warmth=warm, kinds=names, day=day(last, language=language))
