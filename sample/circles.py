"""Everyday life inside the coalitions of the sample, and between them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from sample.coalitions import COALITIONS
from sample.dice import Dice
from sample.history import FIRST_DAY, LAST_DAY, Deed, Teller
from sample.organizations import Organization

__all__ = ["Life"]

_KINDS = {
    "meeting": 26, "check_in": 9, "joint_campaign": 9, "co_hosted_event": 12, "joint_project": 9, "co_signature": 5,
    "referral": 11, "introduction": 3, "training": 9, "support": 8, "win": 5,
}  # fmt: skip
_SIZES = {2: 28, 3: 34, 4: 20, 5: 10, 6: 5, 8: 3}
_PAIRS_ONLY = ("check_in", "referral")
_ACROSS = {
    "meeting": 8, "check_in": 3, "joint_campaign": 3, "co_hosted_event": 3, "referral": 4, "training": 3,
    "support": 3, "joint_project": 2, "introduction": 1,
}  # fmt: skip

_BUSIER = date(2025, 6, 2)
# How much rather people befriend somebody from their own district.
_NEIGHBOUR = 3.0

Allowed = Callable[[str, str, date], bool]


class Life:
    """Makes the deeds of coalitions out of circles of friends, so that who works together does so again."""

    def __init__(self, dice: Dice, teller: Teller, every: Sequence[Organization], allowed: Allowed) -> None:
        self._dice = dice
        self._teller = teller
        self._allowed = allowed
        self._home = {one.name: one.home for one in every}
        self._kind = {one.name: one.kind for one in every}
        self._group = {one.name: one.group for one in every}
        self._members: dict[str, list[str]] = {}
        for one in every:
            self._members.setdefault(one.group, []).append(one.name)
        self._eager = {
            name: 2.6 if number < max(2, len(names) // 6) else dice.between(0.4, 1.2)
            for names in self._members.values()
            for number, name in enumerate(names)
        }

    def members(self, group: str) -> list[str]:
        """Return the names in a group, the most active first."""
        return self._members[group]

    def day(self) -> date:
        """Return a working day of the three years; later ones are a little more frequent."""
        first = FIRST_DAY if self._dice.chance(0.8) else _BUSIER
        return self._dice.day(first, LAST_DAY)

    def inside(self, group: str, count: int, *, friends: int, quiet: Sequence[str] = ()) -> list[Deed]:
        """Return `count` deeds of a group; the `quiet` have few friends."""
        names = self._members[group]
        circle = self._circles(names, friends, quiet)
        about = COALITIONS[group][1]
        found: list[Deed] = []
        while len(found) < count:
            day = self.day()
            kind = self._dice.weighted(list(_KINDS), list(_KINDS.values()))
            # Everybody takes the first step once, so that nobody is left out.
            first = names[len(found)] if len(found) < len(names) else self._eager_one(names)
            chosen = self._company(circle, first, day, self._size(kind))
            if len(chosen) >= 2:
                found.append(self._deed(kind, day, chosen, about))
        return found

    def grants(self, funder: str, to: Sequence[str], count: int, about: Sequence[str]) -> list[Deed]:
        """Return grants of one funder to one or two organizations at a time."""
        found: list[Deed] = []
        while len(found) < count:
            day = self.day()
            chosen = [n for n in self._dice.picks(to, self._dice.whole(1, 2)) if self._allowed(funder, n, day)]
            if chosen:
                found.append(self._teller.deed("funding", day, [funder, *chosen], about))
        return found

    def across(self, name: str, others: Sequence[str], about: Sequence[str], times: tuple[int, int]) -> list[Deed]:
        """Return what one organization did with each of `others`, now and then with two at once."""
        found: list[Deed] = []
        for number, other in enumerate(others):
            for _ in range(self._dice.whole(*times)):
                day = self.day()
                kind = self._dice.weighted(list(_ACROSS), list(_ACROSS.values()))
                if self._kind[name] == "funder":
                    kind = "funding"
                chosen = [name, other]
                beside = others[number - 1]
                if number and self._group[beside] == self._group[other] and kind not in (*_PAIRS_ONLY, "funding"):
                    chosen += [beside] if self._dice.chance(0.25) else []
                if kind != "funding" and self._dice.chance(0.4):
                    chosen[:2] = chosen[1::-1]
                if all(self._allowed(a, b, day) for a in chosen for b in chosen if a != b):
                    found.append(self._teller.deed(kind, day, chosen, about))
        return found

    def calls(self, pair: tuple[str, str], about: Sequence[str], *, every: int, first: date, last: date) -> list[Deed]:
        """Return check-ins about every so many days, from `first` until `last`."""
        found, day = [], first
        while day <= last:
            found.append(self._teller.deed("check_in", day, pair, about))
            late = self._dice.whole(-every // 8, every // 5)
            day += timedelta(days=every + late)
            day -= timedelta(days=max(0, day.weekday() - 4))
        return found

    def eager(self, group: str, count: int, *, but: Sequence[str] = ()) -> list[str]:
        """Return `count` members of a group, active ones more likely."""
        left = [n for n in self._members[group] if n not in but and self._kind[n] != "funder"]
        found: list[str] = []
        while len(found) < count:
            name = self._eager_one([n for n in left if n not in found])
            found.append(name)
        return found

    def _eager_one(self, names: Sequence[str]) -> str:
        return self._dice.weighted(names, [self._eager[name] for name in names])

    def _circles(self, names: Sequence[str], friends: int, quiet: Sequence[str]) -> dict[str, set[str]]:
        """Return the friends of each name: each asks a few, and friendship goes both ways."""
        circle: dict[str, set[str]] = {name: set() for name in names}
        for name in names:
            loud = [n for n in names if n != name and n not in quiet]
            shares = [self._eager[n] * (_NEIGHBOUR if self._home[n] == self._home[name] else 1.0) for n in loud]
            for _ in range(3 if name in quiet else friends):
                other = self._dice.weighted(loud, shares)
                circle[name].add(other)
                circle[other].add(name)
        return circle

    def _size(self, kind: str) -> int:
        if kind in _PAIRS_ONLY:
            return 2
        return 3 if kind == "introduction" else self._dice.weighted(list(_SIZES), list(_SIZES.values()))

    def _company(self, circle: Mapping[str, set[str]], first: str, day: date, size: int) -> list[str]:
        """Return `first` and friends of it, those who know each other preferred."""
        chosen = [first]
        left = sorted(circle[first])
        while left and len(chosen) < size:
            left = [n for n in left if all(self._allowed(n, c, day) for c in chosen)]
            if left:
                known = [sum(n in circle[c] for c in chosen) ** 3 * self._eager[n] for n in left]
                chosen.append(self._dice.weighted(left, known))
                left.remove(chosen[-1])
        return chosen

    def _deed(self, kind: str, day: date, chosen: list[str], about: Sequence[str]) -> Deed:
        return self._teller.deed(kind, day, self._led(chosen, self._dice.chance(0.6)), about)

    def _led(self, chosen: list[str], small_first: bool) -> list[str]:
        """Return the names, leader first: the giant of the coast where it takes part, else often a small group."""
        giant = [n for n in chosen if n == "Mirrow Welcome Network"]
        small = [n for n in chosen if self._kind[n] == "grassroots"] if small_first else []
        lead = (giant or small or chosen)[0]
        return [lead, *[n for n in chosen if n != lead]]
