"""Names that look alike: by spelling, by their words, by initials, by letters."""

from collections.abc import Iterable, Sequence

import numpy as np

from loaders.names.countries import places_in
from loaders.names.words import abbreviates, core_name, initials, is_acronym, numbers, own_words, plain_name

__all__ = ["SURE_ACRONYM", "THRESHOLD", "alike_pairs", "likeness"]

THRESHOLD = 0.86
"""Names whose letters are less alike than this are not offered."""

SURE_ACRONYM = 5
"""An acronym of fewer letters may stand for several organizations: measured in docs/names.md."""

_SHORTEST = 6
_TOGETHER = 512
_SAME_WORDS, _ACRONYM, _SWAPPED, _GENERAL = 0.97, 0.9, 0.88, 0.87
_SHORTEST_SWAPPED = 4
_WORD_ALIKE = 0.7
_OPPOSED = tuple(
    frozenset(words.split())
    for words in (
        "north south east west northern southern eastern western central nord sud est ouest norte sur este oeste",
        "women men girls boys mujeres hombres femmes hommes",
        "health education agriculture water finance justice interior internal foreign defense trade labor",
    )
)


def likeness(one: str, other: str) -> tuple[str, float] | None:
    """Return why two names may be one organization, and how alike they are; none where they are not alike.

    Names of different countries, or of one country and none, are not alike, whatever their letters; nor are names with
    different numbers. Reasons, the surest first: ``plain_spelling`` (they differ by case, accents, punctuation, spaces,
    or British and American spelling), ``acronym_of_name`` (one is made of the initials of the other), ``same_words``
    (by order, small words or the form of a company), ``swapped_letters`` (two acronyms of the same letters in another
    order), ``general_words`` (by words that any organization may carry), ``similar_letters`` (the share of letters in
    common order is at least `THRESHOLD`).

    Examples
    --------
    >>> likeness("Action Aid International", "ActionAid International")
    ('plain_spelling', 1.0)
    >>> likeness("Norwegian Refugee Council", "Danish Refugee Council") is None
    True
    """
    mine, theirs = plain_name(one), plain_name(other)
    if not mine or not theirs:
        return None
    if mine.replace(" ", "") == theirs.replace(" ", ""):
        return "plain_spelling", 1.0
    if abbreviates(one, other) or abbreviates(other, one):
        return "acronym_of_name", _ACRONYM
    if places_in(one) != places_in(other) or numbers(one) != numbers(other):
        return None
    return _alike_in_words(one, other)


def _alike_in_words(one: str, other: str) -> tuple[str, float] | None:
    cores = core_name(one), core_name(other)
    if cores[0] == cores[1]:
        return "same_words", _SAME_WORDS
    if _swapped(one) and _swapped(one) == _swapped(other):
        return "swapped_letters", _SWAPPED
    letters = _letters(one, other)
    own = own_words(one)
    if own and own == own_words(other):
        return "general_words", max(_GENERAL, letters)
    return ("similar_letters", letters) if letters >= THRESHOLD and not _opposed(*cores) else None


def _swapped(name: str) -> str:
    """Return the letters of an acronym in alphabetical order; empty if it is none, or a short one."""
    letters = sorted(c for c in plain_name(name) if c.isalpha())
    return "".join(letters) if is_acronym(name) and len(letters) >= _SHORTEST_SWAPPED else ""


def _letters(one: str, other: str) -> float:
    """Return the greater of two shares of letters in common order: of the names as they stand, and word by word."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  (`partners --help` does not pay for it)

    pairs = ((plain_name(one), plain_name(other)), (core_name(one), core_name(other)))
    long = [pair for pair in pairs if min(map(len, pair)) >= _SHORTEST]
    return max((Indel.normalized_similarity(*pair) for pair in long), default=0.0)


def _opposed(one: str, other: str) -> bool:
    """Whether words that only one name has say something else: opposites, or like no word of the other."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    mine, theirs = set(one.split()), set(other.split())
    left, right = mine - theirs, theirs - mine
    if any(left & words and right & words for words in _OPPOSED):
        return True
    if "".join(sorted(left)) == "".join(sorted(right)) or not (left and right):
        return False
    fewer, more = sorted((left, right), key=len)
    joined = "".join(w for w in one.split() if w in left), "".join(w for w in other.split() if w in right)
    if Indel.normalized_similarity(*joined) >= _WORD_ALIKE:
        return False
    return any(max(Indel.normalized_similarity(word, w) for w in more) < _WORD_ALIKE for word in fewer)


def alike_pairs(names: Sequence[str]) -> dict[tuple[int, int], tuple[str, float]]:
    """Return the pairs of names that are alike, without looking at every pair one by one.

    Each rule has its blocks: equal plain names, equal words, equal words of their own, equal letters, equal initials,
    and for letters in order the names whose lengths allow it, for two names share at most the letters of the shorter.
    What `likeness` finds among all pairs is found.

    Parameters
    ----------
    names : sequence of str
        Any number of names.

    Returns
    -------
    dict of (int, int) to (str, float)
        The positions of two names, the lower first, and their `likeness`.

    Examples
    --------
    >>> alike_pairs(["UNHCR", "Oxfam", "United Nations High Commissioner for Refugees"])
    {(0, 2): ('acronym_of_name', 0.9)}
    """
    candidates: set[tuple[int, int]] = set()
    for key in (_spaceless, core_name, own_words, _swapped):
        blocks: dict[str, list[int]] = {}
        for i, name in enumerate(names):
            blocks.setdefault(key(name), []).append(i)
        blocks.pop("", None)
        candidates |= {(i, j) for block in blocks.values() for n, i in enumerate(block) for j in block[n + 1 :]}
    candidates.update(_by_initials(names))
    for text in (plain_name, core_name):
        candidates |= _by_letters([text(name) for name in names])
    likeness_of = {pair: likeness(names[pair[0]], names[pair[1]]) for pair in sorted(candidates)}
    return {pair: alike for pair, alike in likeness_of.items() if alike}


def _spaceless(name: str) -> str:
    return plain_name(name).replace(" ", "")


def _by_initials(names: Sequence[str]) -> Iterable[tuple[int, int]]:
    made_of: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        for letters in initials(name):
            made_of.setdefault(letters, []).append(i)
    for i, name in enumerate(names):
        if is_acronym(name):
            for j in made_of.get("".join(c for c in plain_name(name) if c.isalpha()), []):
                if i != j:
                    yield min(i, j), max(i, j)


def _by_letters(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Return the pairs of texts that are at least `THRESHOLD` alike, block by block of lengths that allow it."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415
    from rapidfuzz.process import cdist  # noqa: PLC0415

    order = sorted((i for i, text in enumerate(texts) if len(text) >= _SHORTEST), key=lambda i: len(texts[i]))
    ordered = [texts[i] for i in order]
    lengths = np.array([len(text) for text in ordered])
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(ordered), _TOGETHER):
        rows = ordered[start : start + _TOGETHER]
        # 2 * shorter / (shorter + longer) bounds the share, so that longer <= shorter * (2 - share) / share.
        longest = int(len(rows[-1]) * (2 - THRESHOLD) / THRESHOLD) + 1
        columns = ordered[start : int(np.searchsorted(lengths, longest, side="right"))]
        scores = cdist(rows, columns, scorer=Indel.normalized_similarity, score_cutoff=THRESHOLD, dtype=np.float32)
        for row, column in np.argwhere(scores > 0):
            if row < column:
                one, other = order[start + row], order[start + column]
                pairs.add((min(one, other), max(one, other)))
    return pairs
