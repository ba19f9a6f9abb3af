"""What the organizations of the sample did together: rows of the interactions and their link tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sample.dice import Dice
from sample.places import root_of
from sample.reach import CLAIMED, UNDATED, Cell
from sample.words import AFTERWARDS, NOTES, THINGS, TITLES, TOPICS

__all__ = ["FIRST_DAY", "LAST_DAY", "Deed", "Teller", "with_roles"]

FIRST_DAY = date(2023, 12, 4)
LAST_DAY = date(2026, 10, 30)
_SILENT_SINCE = date(2025, 7, 1)

_GATHERINGS = {
    "co_hosted_event": (25, 600), "training": (8, 45), "joint_campaign": (40, 1500), "meeting": (6, 40),
    "win": (20, 220), "repair": (4, 14), "introduction": (4, 12),
}  # fmt: skip
_HELPS = {"joint_project": (120, 4200), "support": (20, 500), "joint_campaign": (300, 9000), "training": (20, 300)}


@dataclass(frozen=True)
class Deed:
    """One interaction with all that hangs on it."""

    kind: str
    day: date | None
    took_part: Sequence[tuple[str, str | None]]
    title: str
    note: str | None = None
    end: date | None = None
    precision: str | None = "day"
    status: str = "done"
    outcome: float | None = None
    attendance: int | None = None
    people_reached: int | None = None
    confidential: bool | None = None
    causes: Sequence[str] = field(default=())
    communities: Sequence[str] = field(default=())


def with_roles(kind: str, names: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return each name with its role; the first one leads, hosts, gives or passes on."""
    first, rest = {
        "referral": ("referrer", "referred"),
        "funding": ("funder", "implementer"),
        "co_hosted_event": ("host", "partner"),
        "training": ("host", "guest"),
        "check_in": (None, None),
        "conflict": (None, None),
    }.get(kind, ("lead", "partner"))
    return [(name, rest if number else first) for number, name in enumerate(names)]


class Teller:
    """Fills in what one could have written down about a deed."""

    def __init__(
        self,
        dice: Dice,
        cells: Mapping[str, Sequence[Cell]],
        exact: Mapping[str, Sequence[str]],
        homes: Mapping[str, str],
        places: Mapping[str, str],
    ) -> None:
        self._dice = dice
        self._cells = cells
        self._exact = exact
        self._homes = homes
        self._places = places
        self._decks: dict[str, list[str]] = {}

    def deal(self, deck: str, items: Sequence[str]) -> str:
        """Return an item of a deck that is shuffled anew only when it is used up."""
        if not self._decks.get(deck):
            self._decks[deck] = self._dice.picks(items, len(items))
        return self._decks[deck].pop()

    def deed(
        self,
        kind: str,
        day: date,
        names: Sequence[str],
        about: Sequence[str],
        *,
        status: str = "done",
        end: date | None = None,
    ) -> Deed:
        """Return a deed of `names`, the first leading, on one of the causes `about`."""
        dice = self._dice
        cell = self._where(day, names, {root_of(cause) for cause in about})
        possible = [c for c in about if cell is None or root_of(c) == cell[0]]
        cause = dice.pick([c for c in possible if c in self._exact.get(names[0], ())] or possible)
        place = self._places[cell[1]] if cell else self._homes[names[0]]
        done = status in {"done", "ongoing"}
        return Deed(
            kind=kind,
            day=day,
            end=end,
            took_part=with_roles(kind, names),
            title=self._filled(self.deal(f"title {kind}", TITLES[kind]), cause, place),
            note=self._note(kind, cause, place) if done and dice.chance(0.7) else None,
            status=status,
            outcome=self._outcome(kind, day) if done and dice.chance(0.75) else None,
            attendance=self._count(_GATHERINGS.get(kind), 0.85) if done else None,
            people_reached=self._count(_HELPS.get(kind), 0.6) if done else None,
            causes=self._causes(cause),
            communities=(cell[1],) if cell else (),
        )

    def _where(self, day: date, names: Sequence[str], causes: set[str]) -> Cell | None:
        known = [cell for name in names for cell in self._cells.get(name, ()) if cell[0] in causes]
        fresh = [c for c in known if c not in UNDATED and not (c in CLAIMED and day > _SILENT_SINCE)]
        if not fresh or self._dice.chance(0.07):
            return None
        # People meet where most of them work.
        shared = max(fresh.count(cell) for cell in fresh)
        return self._dice.pick([cell for cell in fresh if fresh.count(cell) == shared])

    def _causes(self, cause: str) -> tuple[str, ...]:
        if self._dice.chance(0.04):
            return ()
        root = root_of(cause)
        return (root, cause) if cause != root and self._dice.chance(0.3) else (root,)

    def _note(self, kind: str, cause: str, place: str) -> str:
        note = self._filled(self.deal(f"note {kind}", NOTES[kind]), cause, place)
        if self._dice.chance(0.4):
            note += " " + self._filled(self.deal("afterwards", AFTERWARDS), cause, place)
        return note

    def _filled(self, text: str, cause: str, place: str) -> str:
        root = root_of(cause)
        thing = self.deal(f"thing {root}", THINGS[root]) if "{thing}" in text else ""
        told = text.format(place=place, topic=TOPICS[cause], thing=thing)
        return told[0].upper() + told[1:]

    def _outcome(self, kind: str, day: date) -> float:
        # Trust grows: what is done late goes a little better.
        grown = 0.25 * (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days
        usual = 0.75 if kind == "win" else 0.3
        return round(max(-0.6, min(1.0, usual + grown + self._dice.between(-0.5, 0.4))), 1) + 0.0  # no -0.0

    def _count(self, bounds: tuple[int, int] | None, share: float) -> int | None:
        if bounds is None or not self._dice.chance(share):
            return None
        low, high = bounds
        # The square makes small ones common and large ones rare.
        count = low + (high - low) * self._dice.between(0, 1) ** 2
        return int(round(count, -1)) if count > 100 else round(count)
