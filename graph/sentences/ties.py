"""How close two organizations are and what they did together, in sentences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from graph.words.filled import listed, numbered, translated
from graph.words.formats import day
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = [
    "confidential_sentence",
    "left_out_sentences",
    "relationship_sentence",
    "steps_outward",
    "warmth",
    "way_in_steps",
]

_WARMTH = (
    (0.5, gettext_noop("very warm")),
    (0.2, gettext_noop("warm")),
    (0.05, gettext_noop("cooling")),
    (0.0, gettext_noop("nearly cold")),
)


def left_out_sentences(
    counts: Mapping[str, int], most: int, as_of: date | None, language: Language = ENGLISH
) -> list[str]:
    """Return what a network leaves out, and what it counts otherwise than stated; no sentence where it is nothing.

    Parameters
    ----------
    counts : mapping of str to int
        As `graph.ties.strength.tie_network` returns them.
    most : int
        How many participants an interaction may have.
    as_of : date or None
        The date of the network.
    language : Language
        Of the sentences.

    Examples
    --------
    >>> left_out_sentences({"lapsed": 0, "declared_negative": 2, "outside_scale": 1}, 50, None)[0]
    'Left out of the network: 2 declared ties that are negative.'
    """
    number = Counter(counts)
    parts = {
        "lapsed": numbered(
            "{number} tie that has lapsed: its newest contact is some ten half-lives old (--half-life)",
            "{number} ties that have lapsed: their newest contact is some ten half-lives old (--half-life)",
            number["lapsed"],
            language,
        ),
        "filtered_out": numbered(
            "{number} tie of organizations outside the filter",
            "{number} ties of organizations outside the filter",
            number["filtered_out"],
            language,
        ),
        "no_weight": numbered(
            "{number} pair that shares only conflicts, kinds of weight 0, or statements of strength 0",
            "{number} pairs that share only conflicts, kinds of weight 0, or statements of strength 0",
            number["no_weight"],
            language,
        ),
        "inactive": numbered(
            "{number} interaction of another status, such as planned (--status)",
            "{number} interactions of another status, such as planned (--status)",
            number["inactive"],
            language,
        ),
        "too_many_participants": numbered(
            "{number} interaction with more than {most} participants (--most-participants)",
            "{number} interactions with more than {most} participants (--most-participants)",
            number["too_many_participants"],
            language,
            most=most,
        ),
        "after_as_of": numbered(
            "{number} interaction after {as_of} (--as-of)",
            "{number} interactions after {as_of} (--as-of)",
            number["after_as_of"],
            language,
            as_of=as_of,
        ),
        "confidential": numbered(
            "{number} confidential interaction (a filter by kind, cause or community leaves it out)",
            "{number} confidential interactions (a filter by kind, cause or community leaves them out)",
            number["confidential"],
            language,
        ),
        "declared_after_as_of": numbered(
            "{number} declared tie after {as_of} (--as-of)",
            "{number} declared ties after {as_of} (--as-of)",
            number["declared_after_as_of"],
            language,
            as_of=as_of,
        ),
        "declared_negative": numbered(
            "{number} declared tie that is negative",
            "{number} declared ties that are negative",
            number["declared_negative"],
            language,
        ),
    }
    left_out = "; ".join(text for name, text in parts.items() if number[name])
    sentences = [translated("Left out of the network: {parts}.", language, parts=left_out)] if left_out else []
    if number["outside_scale"]:
        sentences.append(
            numbered(
                "{number} declared tie has a strength outside its scale: it counts as the nearest end of it.",
                "{number} declared ties have a strength outside their scale: each counts as the nearest end of it.",
                number["outside_scale"],
                language,
            )
        )
    return sentences


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


def steps_outward(name: str, steps: int, n_within: int, n_beyond: int, language: Language = ENGLISH) -> str:
    """Return how many organizations are so many steps from one, or fewer, and how many are not.

    Examples
    --------
    >>> steps_outward("Hub", 2, 7, 1)
    '7 organizations are at most 2 steps from Hub. 1 organization is further away, or no chain leads there.'
    """
    far = numbered("{number} step", "{number} steps", steps, language)
    within = numbered(
        "{number} organization is at most {far} from {name}.",
        "{number} organizations are at most {far} from {name}.",
        n_within,
        language,
        far=far,
        name=name,
    )
    if not n_beyond:
        return within
    beyond = numbered(
        "{number} organization is further away, or no chain leads there.",
        "{number} organizations are further away, or no chain leads there.",
        n_beyond,
        language,
    )
    return f"{within} {beyond}"


def way_in_steps(one: str, other: str, steps: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return how two organizations are connected, from the frame of `graph.allies.steps.way_between`.

    Examples
    --------
    >>> way_in_steps("Ana", "Cy", pd.DataFrame({"to_name": ["Ben", "Cy"]}))
    'From Ana to Cy it takes 2 steps, through Ben.'
    """
    if steps.empty:
        return translated("No chain of relationships leads from {one} to {other}.", language, one=one, other=other)
    if len(steps) == 1:
        return translated("{one} and {other} work with each other.", language, one=one, other=other)
    return translated(
        "From {one} to {other} it takes {number} steps, through {names}.",
        language,
        one=one,
        other=other,
        number=len(steps),
        names=listed(steps["to_name"].tolist()[:-1], 6, language=language),
    )
