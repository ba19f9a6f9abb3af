"""How close two organizations are and what they did together, in sentences."""

from collections.abc import Sequence
from datetime import date

from graph.sentences.formats import day
from graph.sentences.language import ENGLISH, Language, gettext_noop
from graph.sentences.words import listed, translated

__all__ = ["confidential_sentence", "relationship_sentence", "warmth"]

_WARMTH = (
    (0.5, gettext_noop("very warm")),
    (0.2, gettext_noop("warm")),
    (0.05, gettext_noop("cooling")),
    (0.0, gettext_noop("nearly cold")),
)


def warmth(strength: float, language: Language = ENGLISH) -> str:
    """Return how warm a relationship is; the strength of one recent contact of two alone is 1."""
    message = next(words for least, words in _WARMTH if strength >= least)
    return translated(message, language)


def confidential_sentence(strength: float, language: Language = ENGLISH) -> str:
    """Return how warm two are of whom nothing else may be said."""
    return translated("{warmth}: in confidence", language, warmth=warmth(strength, language))


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
    if last is None:
        return translated("{warmth}: {kinds}", language, warmth=warm, kinds=names)
    return translated(
        "{warmth}: {kinds}, last {day}", language, warmth=warm, kinds=names, day=day(last, language=language)
    )
