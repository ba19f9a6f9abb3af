"""Organizations that are tied through people: by one who belongs to both, or by two who know each other.

No person enters the data set: only how many there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import pandas as pd

from loaders.facts.gathered import Gathered
from loaders.facts.mentions import Thing
from loaders.values.dates import read_dates

__all__ = ["KNOWN", "SHARED", "People", "is_family"]

SHARED, KNOWN = "shared contact", "contacts who know each other"
_MOST = 50
_FAMILY = (
    "spouse", "husband", "wife", "parent", "child", "son", "daughter", "mother", "father", "sibling", "brother",
    "sister", "family", "household", "cousin", "aunt", "uncle", "niece", "nephew", "fiance", "widow", "partner of",
    "domestic partner", "guardian", "grand",
)  # fmt: skip


def is_family(kind: str) -> bool:
    """Whether a relationship is private: of relatives, or of a household.

    Examples
    --------
    >>> is_family("Grandmother"), is_family("Spouse of"), is_family("Coworker"), is_family("Supervised by")
    (True, True, False, False)
    """
    words = f" {kind.casefold()} "
    return any(f" {word}" in words for word in _FAMILY)


@dataclass(frozen=True)
class _Belongs:
    organization: Thing
    start: str
    end: str
    current: bool
    source: str


@dataclass
class People:
    """Who belongs to which organization, and who knows whom."""

    belongs: dict[str, list[_Belongs]] = field(default_factory=lambda: defaultdict(list))
    knows: dict[tuple[str, str], str] = field(default_factory=dict)

    def belong(
        self,
        person: str,
        organization: Thing,
        source: str,
        *,
        start: str = "",
        end: str = "",
        current: bool | None = None,
    ) -> None:
        """Note that a person belongs, or belonged, to an organization; without a word on it, until there is an end."""
        is_current = not end if current is None else current
        self.belongs[person].append(_Belongs(organization, start, end, is_current, source))

    def know(self, one: str, other: str, source: str) -> None:
        """Note that two people know each other; stated from both sides it is one fact."""
        pair = (one, other) if one <= other else (other, one)
        self.knows.setdefault(pair, source)

    def stand_for(self, person: str) -> list[Thing]:
        """Return the organizations that a person belongs to now."""
        return list(dict.fromkeys(b.organization for b in self.belongs.get(person, ()) if b.current))

    def add_ties(self, facts: Gathered) -> None:
        """Add one declared tie a pair of organizations and way of being tied; strength is the number of people.

        Two organizations share a contact who belonged to both at the same time. The tie has no date where that is
        still so, else the last day on which it was.
        """
        days = self._days()
        ties: dict[tuple[Thing, Thing, str], list[tuple[date | None, str]]] = defaultdict(list)
        for all_of in self.belongs.values():
            if len(all_of) > _MOST:
                facts.note(all_of[0].source, "", f"a person with {len(all_of)} organizations",
                           f"at most {_MOST}; this one ties none", "crowded")  # fmt: skip
                continue
            for pair, overlap in self._overlaps(all_of, days).items():
                ties[(*pair, SHARED)].append(overlap)
        for (one, other), source in self.knows.items():
            pairs = {_pair(a, b) for a in self.stand_for(one) for b in self.stand_for(other) if a != b}
            for pair in sorted(pairs):
                ties[(*pair, KNOWN)].append((None, source))
        for (a, b, kind), overlaps in ties.items():
            ended = [day for day, _ in overlaps if day is not None]
            last = max(ended).isoformat() if len(ended) == len(overlaps) else ""
            facts.add(
                "declared_ties", overlaps[0][1], from_id=a, to_id=b, kind=kind, strength=float(len(overlaps)),
                directed=False, date=last,
            )  # fmt: skip

    def _days(self) -> dict[str, date | None]:
        texts = sorted({text for all_of in self.belongs.values() for b in all_of for text in (b.start, b.end)})
        dates = read_dates(pd.Series(texts, dtype="object"))["date"]
        return {text: None if pd.isna(day) else day.date() for text, day in zip(texts, dates, strict=True)}

    def _overlaps(
        self, all_of: Iterable[_Belongs], days: dict[str, date | None]
    ) -> dict[tuple[Thing, Thing], tuple[date | None, str]]:
        """Return for each pair of organizations the last day on which the person belonged to both, ``None`` for now."""
        overlaps: dict[tuple[Thing, Thing], tuple[date | None, str]] = {}
        for a, b in combinations(all_of, 2):
            spans = [_span(one, days) for one in (a, b)]
            if a.organization == b.organization or None in spans:
                continue
            (start_a, end_a), (start_b, end_b) = (span for span in spans if span is not None)
            if max(start_a, start_b) > min(end_a, end_b):
                continue
            last = None if a.current and b.current else min(end_a, end_b)
            pair = _pair(a.organization, b.organization)
            before = overlaps.get(pair)
            if before is None or (before[0] is not None and (last is None or last > before[0])):
                overlaps[pair] = (last, b.source)
        return overlaps


def _pair(a: Thing, b: Thing) -> tuple[Thing, Thing]:
    return (a, b) if a <= b else (b, a)


def _span(one: _Belongs, days: dict[str, date | None]) -> tuple[date, date] | None:
    """Return from when to when somebody belonged; one who left nobody knows when is known for the first day alone."""
    start, end = days[one.start], days[one.end]
    if one.current:
        return start or date.min, end or date.max
    if end is None and start is None:
        return None
    return start or date.min, end or start or date.max
