"""What was planted in the sample by hand: introductions, a petition, long rows of calls, what is still to come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sample.bridges import ABOUT
from sample.circles import Life
from sample.dice import Dice
from sample.history import Deed, Teller
from sample.quarrels import quarrels, small_quarrels, told
from sample.standing import ESTRANGED, FORMER, US

__all__ = ["stories", "to_come"]


def stories(dice: Dice, teller: Teller, life: Life) -> Iterator[Deed]:
    """Yield the quarrels, the repairs, the petition and the long rows of check-ins."""
    yield from quarrels()
    yield from small_quarrels(dice, teller, life)
    yield from _introduced(teller)
    yield _petition(dice, life)
    yield from _calls(dice, life)


def _introduced(teller: Teller) -> Iterator[Deed]:
    walkers = "Yarrow Path Walkers"
    yield told(
        "introduction",
        date(2024, 4, 16),
        ("Kharvel Herders' Council", US, walkers),
        (
            "Introduction on the forest path",
            "The walkers came two days on foot. They asked what we want from the forest, and we had to think.",
        ),
        outcome=0.6,
        attendance=9,
        where=(("land", "land-forest"), ("iskelune",)),
    )
    yield told(
        "support",
        date(2025, 11, 18),
        (walkers, "Mothers of the Canopy, Iskelune"),
        ("Carrying the midwife's boxes", "Eleven hours up the river path, in rain."),
        outcome=0.8,
        people_reached=60,
        where=(("women", "women-safety"), ("iskelune",)),
    )
    yield told(
        "support",
        date(2026, 7, 14),
        ("Mothers of the Canopy, Iskelune",),
        ("The night house is open", "Done alone, with their own hands and timber."),
        outcome=0.9,
        people_reached=45,
        where=(("women", "women-safety"), ("iskelune", "forest-peoples")),
    )
    yield replace(
        teller.deed(
            "referral", date(2025, 8, 12), ("Quannet Sisters' Refuge", "Blue Door Lissamar"), ("women-safety",)
        ),
        confidential=True,
        note="No details here. Ask by phone.",
    )
    yield replace(
        teller.deed(
            "referral",
            date(2026, 3, 24),
            ("Sattevane Detention Visitors", "Port Ellomar Street Lawyers"),
            ("migrants-papers",),
        ),
        confidential=True,
        note="Urgent. The file is with the lawyers.",
    )
    alone = (
        ("Breckanoor Women's Radio Hour", "women"),
        ("Mabbendo Legal Canoe", "land"),
        ("Tullvarra Digital Barn", "digital"),
        ("Haldeny Newcomers' Table", "migrants"),
        ("Dunmarrow Land Memory", "land"),
        ("Lanternside River Cleaners", "water"),
        ("Threlkin Night Bus", "women"),
        ("Ossiden Girls' Coding Loft", "digital"),
    )
    for number, (name, cause) in enumerate(alone):
        yield teller.deed("support", date(2026, 1 + number, 13), (name,), (cause,))


def _petition(dice: Dice, life: Life) -> Deed:
    groups = {
        "delta-water": 26,
        "highland-land": 8,
        "plains-women": 9,
        "capital-digital": 9,
        "coast-migrants": 9,
        "forest-land": 2,
        "coast-fishers": 3,
    }
    signers = [US]
    for group, count in groups.items():
        open_to = [n for n in life.members(group) if n not in FORMER]
        signers += [open_to[0], *dice.picks(open_to[1:], count - 1)]
    return told(
        "co_signature",
        date(2025, 5, 6),
        signers,
        (
            "Petition: let the Orvenne run free",
            "Signed in one week against the second dam. Many of the signers have never met.",
        ),
        outcome=0.4,
        people_reached=21000,
        where=(("water", "water-rivers"), ()),
    )


def _calls(dice: Dice, life: Life) -> Iterator[Deed]:
    now = date(2026, 10, 28)
    law = "Caldermane Law Commons"
    ours = (
        ("Yarrow Path Walkers", "land-forest", 122, date(2024, 6, 18)),
        ("Orvenne Water Keepers", "water-drinking", 30, date(2025, 1, 14)),
        ("Kharvel Herders' Council", "land-grazing", 45, date(2024, 10, 1)),
        ("Women of the Sundral Plains", "women-inheritance", 30, date(2025, 2, 6)),
        (law, "digital-privacy", 21, date(2025, 10, 7)),
    )
    for name, cause, every, first in ours:
        yield from life.calls((US, name), (cause,), every=every, first=first, last=now)
    # Nobody has called since March, although they used to every five weeks.
    street = (law, "Port Ellomar Street Lawyers")
    yield from life.calls(street, ("migrants-papers",), every=35, first=date(2024, 9, 5), last=date(2026, 3, 20))
    for group, about in ABOUT.items():
        for _ in range(2):
            one, other = life.eager(group, 2, but=ESTRANGED)
            started = dice.day(date(2024, 2, 1), date(2025, 9, 1))
            last = dice.pick((now, now, now, date(2026, 3, 31)))
            yield from life.calls((one, other), about, every=dice.pick((61, 91, 122)), first=started, last=last)


def to_come(teller: Teller, life: Life) -> Iterator[Deed]:
    """Yield what is planned for the coming winter, what was suspended and what is still going on."""
    months = ((2026, 12, 3), (2026, 12, 10), (2027, 1, 14), (2027, 1, 28), (2027, 2, 11), (2027, 2, 25))
    for group, when in zip(ABOUT, months, strict=True):
        one, other, third = life.eager(group, 3, but=ESTRANGED)
        about = ABOUT[group]
        yield teller.deed("joint_campaign", date(*when), (one, other, third), about, status="planned")
        yield teller.deed("meeting", date(*when[:2], when[2] + 1), (US, one), about, status="planned")
        yield teller.deed("joint_project", date(2026, 2, when[2]), (other, third), about, status="ongoing")
        yield teller.deed("joint_project", date(2025, 9, when[2]), (third, one), about, status="ongoing")
    yield teller.deed(
        "training", date(2026, 3, 12), ("Orvenne Water Keepers", "Rain for Dunmarrow"), ("water",), status="suspended"
    )
    yield teller.deed(
        "joint_project",
        date(2025, 5, 6),
        ("Radio Landfall Ellomar", "Grellin Young Arrivals"),
        ("migrants",),
        status="suspended",
    )
    yield teller.deed(
        "check_in",
        date(2026, 12, 1),
        ("Caldermane Law Commons", "Ministry Watch Caldermane"),
        ("digital",),
        status="planned",
    )
