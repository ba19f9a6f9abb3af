"""The scale that the header of a column of strengths states in brackets: its ends, and which of them is strong."""

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.values.plain import normal_header

__all__ = ["SCALE_PROBLEMS", "Scale", "scale_in"]

SCALE_PROBLEMS = {
    "scale_direction": "words that say which end is strong, such as (1 = weak, 4 = strong); the larger number is "
    "taken as the stronger",
    "scale_range": "two numbers and what they mean, such as (1 = weak, 4 = strong); the first number of the range is "
    "taken as the weak end, the second as the strong one",
    "unread_scale": "a scale, such as (1-4) or (1 = weak, 4 = strong); the numbers in brackets were not used",
}
"""What may be noted of a header, and what was expected."""

_NUMBER = r"(-?\d{1,9}(?:[.,]\d{1,9})?)"
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)(?:[)\]]|$)")
_RANGE = re.compile(rf"\s*{_NUMBER}\s*(?:-|\u2013|\u2014|to|\.\.)\s*{_NUMBER}\s*", re.IGNORECASE)
_MARK = re.compile(rf"(?<![\w.])(?<!\d,){_NUMBER}\s*[=:]\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
# How close a word says that two are, from 0. Of several words in one phrase the lowest holds: "once a day or less".
_CLOSENESS = {
    0: "never none not no weak weakest low lowest distant least worst nothing nunca ninguno debil bajo baja jamais "
    "faible aucun aucune",
    1: "less rare rarely seldom infrequently occasionally little raramente rarement peu",
    2: "year yearly annually annual anual annuel ano an",
    3: "quarter quarterly sometimes trimestral trimestriel",
    4: "month monthly mensual mensuel mes mois",
    5: "week weekly fortnight fortnightly regular regularly semanal semana hebdomadaire semaine",
    6: "day daily often frequently diario dia quotidien jour",
    7: "hour hourly",
    8: "continuously constantly always siempre toujours",
    9: "strong strongest high highest close closest most best fuerte alto alta fort forte eleve",
}
_RANK = {word: rank for rank, words in _CLOSENESS.items() for word in words.split()}
_FAR, _NEAR = 1, 6


@dataclass(frozen=True)
class Scale:
    """What a header states.

    Attributes
    ----------
    ends : tuple of float, optional
        The weak end and the strong end; ``None`` where there is no scale.
    problem : str
        Empty, or one of `SCALE_PROBLEMS`.
    """

    ends: tuple[float, float] | None = None
    problem: str = ""

    def outside(self, strength: float | None) -> str:
        """Return what was expected of a strength that lies outside the scale; empty where it does not.

        Examples
        --------
        >>> Scale((5.0, 1.0)).outside(7), Scale((5.0, 1.0)).outside(1)
        ('a number from 1 to 5; it counts as the nearest of them', '')
        """
        if self.ends is None or strength is None or min(self.ends) <= strength <= max(self.ends):
            return ""
        return f"a number from {min(self.ends):g} to {max(self.ends):g}; it counts as the nearest of them"


@lru_cache(maxsize=1_000)  # asked for at each connection
def scale_in(header: str) -> Scale:
    """Return the scale that a header states.

    Two numbers with an equals sign are its ends, whatever words follow; the words say which end is strong, and where
    they do not, that is a problem. Two numbers with a dash are the weak end and the strong end, which is told, too, for
    it may be meant otherwise; two years are no scale. A comma may stand for the decimal point.

    Examples
    --------
    >>> scale_in("Trust (1-4)")
    Scale(ends=(1.0, 4.0), problem='scale_range')
    >>> [scale_in(header).ends for header in ("Trust (0,5 = low, 1 = high)", "Contact (1=daily, 5=never)", "Strength")]
    [(0.5, 1.0), (5.0, 1.0), None]
    >>> scale_in("Contact (1 = continuously, 4 = about once a day or less)").ends
    (4.0, 1.0)
    >>> scale_in("Contact (1 = blue, 4 = red)")
    Scale(ends=(1.0, 4.0), problem='scale_direction')
    >>> scale_in("Trust (2021-2022)")
    Scale(ends=None, problem='unread_scale')
    """
    brackets = _BRACKETS.findall(header)
    for text in brackets or [header]:
        marks = list(_MARK.finditer(text))
        levels = {_number(mark[1]): text[mark.end() : end] for mark, end in zip(marks, _ends(marks, text), strict=True)}
        if len(levels) > 1:
            return _marked(levels)
    for text in brackets:
        ends = _RANGE.fullmatch(text)
        if ends and not _YEAR.fullmatch(ends[1]):
            return Scale((_number(ends[1]), _number(ends[2])), "scale_range")
    return Scale(problem="unread_scale" if any(c.isdigit() for text in brackets for c in text) else "")


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _ends(marks: list[re.Match[str]], text: str) -> list[int]:
    return [*(mark.start() for mark in marks[1:]), len(text)] if marks else []


def _marked(levels: dict[float, str]) -> Scale:
    low, high = min(levels), max(levels)
    first, last = _closeness(levels[low]), _closeness(levels[high])
    both_clear = first is not None and last is not None
    if both_clear and first != last:
        return Scale((low, high) if (first or 0) < (last or 0) else (high, low))
    if not both_clear:
        rises = _is(first, far=True) or _is(last, far=False)
        falls = _is(first, far=False) or _is(last, far=True)
        if rises != falls:
            return Scale((low, high) if rises else (high, low))
    return Scale((low, high), "scale_direction")


def _is(rank: int | None, *, far: bool) -> bool:
    return rank is not None and (rank <= _FAR if far else rank >= _NEAR)


def _closeness(phrase: str) -> int | None:
    words = normal_header(phrase).replace("at least", "").replace("more or less", "").split()
    ranks = [_RANK[word] for word in words if word in _RANK]
    return min(ranks, default=None)
