"""What was planted in the sample by hand: who stands where, quarrels, bridges, a petition, what is still to come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from loaders.sample.circles import Life
from loaders.sample.dice import Dice
from loaders.sample.history import Deed, Teller, with_roles

__all__ = ["BRIDGES", "FORMER", "MEMBERS", "PROSPECTS", "SENSITIVE", "US", "allowed", "bridging", "stories", "to_come"]

US = "Open Tavarenna Alliance"
MEMBERS = (
    "Orvenne Water Keepers", "Kharvel Herders' Council", "Women of the Sundral Plains", "Caldermane Law Commons",
)  # fmt: skip
PROSPECTS = (
    "Mirrow Welcome Network", "Kitchen Table Union", "Tidewick Net Menders' Union", "Mothers of the Canopy, Iskelune",
    "Sarnholt Lantern Women", "Fennimoor Clinic Boat", "Papers First Sattevane", "Haldeny Newcomers' Table",
    "Quannet Signal Fires", "Caldermane Domestic Workers' Assembly", "Council of the Standing Groves",
)  # fmt: skip
SENSITIVE = (
    "Quannet Sisters' Refuge", "Sundral Shelter Network", "Quiet Signal Caldermane", "Sattevane Detention Visitors",
    "Tidewick Missing Persons Desk",
)  # fmt: skip

# The last day on which a former partner was seen.
FORMER = {
    "Sluice and Spade": date(2025, 1, 31),
    "Wolfgate Conservation Group": date(2024, 11, 15),
    "Ellomar Bakers for Newcomers": date(2025, 2, 20),
    "Haldeny Orchard Tenants": date(2024, 12, 12),
    "Cable Yard Cooperative": date(2025, 2, 7),
    "Sarnholt Salt Road Traders": date(2024, 10, 4),
    "Mirrow Asylum Observatory": date(2025, 1, 17),
}

_APART = {
    frozenset({"Mirrow Welcome Network", "Grellin Greenhouse Pickers"}): date(2025, 10, 1),
    frozenset({"Wage Watch Caldermane", "Caldermane Employers for Fair Homes"}): date(2026, 8, 1),
}

# The only way into three coalitions: whoever leads there, and whom it knows outside.
BRIDGES = {
    "Yarrow Path Walkers": (
        US, "Kharvel Herders' Council", "Ossiden Pasture Committee", "Orvenne Mappers", "Lanternside Girls Who Solder",
    ),
    "Tidewick Net Menders' Union": (
        "Union of Mirrow Cannery Workers", "Mirrow Seafarers' Friends", "Union of Orvenne Water Carriers",
        "National Federation of Field and Factory",
    ),
    "Blue Door Lissamar": (
        "Lissamar Mothers for Clean Taps", "Women of the Sundral Plains", "Caldermane Law Commons",
    ),
}  # fmt: skip
_BRIDGE_CAUSES = {
    "Yarrow Path Walkers": ("land-forest", "land-grazing", "digital-access"),
    "Tidewick Net Menders' Union": ("water-rivers", "migrants-wages"),
    "Blue Door Lissamar": ("women-safety",),
}

# Others who know people elsewhere: how many in which coalition.
_KNOWN_ELSEWHERE: dict[str, dict[str, int]] = {
    US: {"delta-water": 4, "highland-land": 3, "plains-women": 4, "capital-digital": 6, "capital-workers": 2},
    "Caldermane Law Commons": {"coast-migrants": 3, "plains-women": 2, "capital-workers": 4, "delta-water": 1},
    "Tavarennan Mediation Circle": {"highland-land": 3, "plains-women": 6},
    "Long Field Foundation": {"plains-women": 5, "highland-land": 3, "delta-water": 2},
    "Harbour and Hill Fund": {"coast-migrants": 7, "capital-workers": 3},
    "Tavarennan Rights Archive": {"capital-digital": 6, "coast-migrants": 3, "capital-workers": 1},
    "National Federation of Field and Factory": {"capital-workers": 6, "plains-women": 2, "coast-migrants": 2},
    "Tavarenna Rivers Commission": {"delta-water": 7, "highland-land": 1},
    "The Tavarenna Courier": {"capital-digital": 6, "coast-migrants": 2, "delta-water": 1},
    "Interfaith Table of Tavarenna": {"coast-migrants": 6, "delta-water": 1, "plains-women": 1},
    "Lawyers for the Tavarennan Commons": {"highland-land": 6, "capital-digital": 2, "plains-women": 1},
    "South Lantern Philanthropies": {"capital-digital": 6, "delta-water": 1},
    "Mapping Bench Tavarenna": {"capital-digital": 5, "delta-water": 2, "highland-land": 1},
    "Kitchen Table Union": {"coast-migrants": 3, "plains-women": 1},
    "Kharvel Herders' Council": {"plains-women": 2, "delta-water": 1},
    "Orvenne Water Keepers": {"highland-land": 1, "plains-women": 1, "capital-digital": 1},
    "Women of the Sundral Plains": {"capital-workers": 2, "delta-water": 1},
    "Radio Landfall": {"capital-workers": 1, "capital-digital": 2},
    "Mirrow Wage Claims Desk": {"capital-workers": 3},
    "Haldeny Field Workers' Union": {"coast-migrants": 2},
    "Tullvarra Snowmelt Group": {"delta-water": 2},
    "Women Who Moderate, Lanternside": {"plains-women": 2},
    "Ministry Watch Caldermane": {"delta-water": 1, "highland-land": 1},
    "Speak Sister Ombery": {"capital-digital": 1, "coast-migrants": 1},
    "Lower Orvenne Legal Desk": {"plains-women": 1, "coast-migrants": 1},
}  # fmt: skip

# How many pairs of two coalitions know each other a little.
_ACQUAINTED = {
    ("highland-land", "plains-women"): 11, ("coast-migrants", "capital-workers"): 13,
    ("capital-digital", "coast-migrants"): 8, ("delta-water", "plains-women"): 8, ("delta-water", "highland-land"): 7,
    ("plains-women", "capital-workers"): 8, ("capital-digital", "capital-workers"): 8,
    ("capital-digital", "plains-women"): 5, ("delta-water", "capital-digital"): 4,
    ("highland-land", "capital-digital"): 4, ("delta-water", "coast-migrants"): 3,
}  # fmt: skip

_AT_HOME = {
    "Tavarennan Mediation Circle": "plains-women", "Long Field Foundation": "plains-women",
    "Harbour and Hill Fund": "coast-migrants", "Tavarennan Rights Archive": "capital-digital",
    "National Federation of Field and Factory": "capital-workers", "Tavarenna Rivers Commission": "delta-water",
    "The Tavarenna Courier": "capital-digital", "Interfaith Table of Tavarenna": "coast-migrants",
    "Lawyers for the Tavarennan Commons": "highland-land", "South Lantern Philanthropies": "capital-digital",
    "Mapping Bench Tavarenna": "capital-digital", US: "capital-digital",
}  # fmt: skip
_ABOUT = {
    "delta-water": ("water", "water-drinking"), "highland-land": ("land", "land-titles"),
    "plains-women": ("women", "women-inheritance"), "capital-digital": ("digital", "digital-privacy"),
    "capital-workers": ("migrants-wages", "women-work"), "coast-migrants": ("migrants", "migrants-papers"),
}  # fmt: skip


def allowed(one: str, other: str, day: date) -> bool:
    """Return whether two could do something together on a day: neither has left, and they have not fallen out."""
    gone = any(name in FORMER and day > FORMER[name] for name in (one, other))
    apart = _APART.get(frozenset({one, other}))
    return not gone and not (apart is not None and day >= apart)


def bridging(life: Life) -> Iterator[Deed]:
    """Yield what bridging partners did with those they know elsewhere."""
    for name, others in BRIDGES.items():
        yield from life.across(name, others, _BRIDGE_CAUSES[name], (2, 4))
    closed = [n for group in ("forest-land", "coast-fishers", "delta-safety") for n in life.members(group)]
    for name, known in _KNOWN_ELSEWHERE.items():
        for group, count in known.items():
            often = (2, 5) if _AT_HOME.get(name) == group else (1, 3)
            others = life.eager(group, count, but=[name, *closed])
            yield from life.across(name, others, _ABOUT[group], often)
    for (here, there), count in _ACQUAINTED.items():
        for _ in range(count):
            (one,), other = life.eager(here, 1), life.eager(there, 1)
            yield from life.across(one, other, (*_ABOUT[here], *_ABOUT[there]), (1, 3))


def stories(dice: Dice, teller: Teller, life: Life) -> Iterator[Deed]:
    """Yield the quarrels, the repairs, the petition and the long rows of check-ins."""
    yield from _quarrels()
    yield from _small_quarrels(dice, teller, life)
    yield from _introduced(teller)
    yield _petition(dice, life)
    yield from _calls(dice, life)


def _told(kind: str, day: date, names: Sequence[str], told: Sequence[str], **more: object) -> Deed:
    title, note = told
    deed = Deed(kind=kind, day=day, took_part=with_roles(kind, names), title=title, note=note)
    return replace(deed, **more)  # type: ignore[arg-type]  # the fields of a Deed, by name


def _quarrels() -> Iterator[Deed]:
    herders, fields, circle = "Kharvel Herders' Council", "Sundral Equal Land Campaign", "Tavarennan Mediation Circle"
    road = {"causes": ("land", "land-grazing"), "communities": ("ombery",)}
    yield _told("meeting", date(2024, 3, 12), (herders, fields), (
        "Planning round on the drove road",
        "Both sides drew the road on one map. The widows' plots lie right across it."), outcome=0.2, attendance=19, **road)  # fmt: skip
    yield _told("joint_project", date(2024, 5, 20), (herders, fields), (
        "A shared map of the drove road", "Walked the first half together, in good spirits."), outcome=0.3, **road)
    yield _told("conflict", date(2024, 9, 17), (herders, fields), (
        "Quarrel over the drove road",
        "Herds went through the bean fields of eleven widows. Both groups spoke to the press before they spoke to each other."),
        outcome=-0.8, **road)  # fmt: skip
    yield _told("conflict", date(2024, 11, 5), (fields, herders), (
        "Quarrel over the drove road, again", "The joint map was withdrawn. Nobody shook hands."), outcome=-0.9, **road)
    yield _told("meeting", date(2025, 1, 21), (circle, herders, fields), (
        "Listening evening", "Each side told the other's story first. Nothing was written down but the date of the next one."),
        outcome=0.1, confidential=True, **road)  # fmt: skip
    yield _told("repair", date(2025, 2, 25), (circle, herders, fields), (
        "The gate agreement",
        "Gates at four places, herds pass at night in two weeks of the year, and damages are paid in wool. Signed by both."),
        outcome=0.7, attendance=14, **road)  # fmt: skip
    yield _told("joint_campaign", date(2025, 9, 9), (fields, herders), (
        "Fields and herds, one road", "The widows and the herders stood on one stage in Ombery."),
        outcome=0.7, attendance=420, people_reached=3100, **road)  # fmt: skip
    yield _told("win", date(2026, 5, 19), (herders, fields, circle), (
        "The drove road is in the law", "The registry wrote the gate agreement into the land book, word for word."),
        outcome=1.0, attendance=260, **road)  # fmt: skip

    giant, pickers = "Mirrow Welcome Network", "Grellin Greenhouse Pickers"
    work = {"causes": ("migrants", "migrants-wages"), "communities": ("grellin",)}
    yield _told("joint_campaign", date(2024, 6, 4), (giant, pickers), (
        "Fair pay under glass", "The pickers knew every greenhouse; the network had the press list."),
        outcome=0.4, attendance=310, people_reached=5200, **work)  # fmt: skip
    yield _told("meeting", date(2025, 4, 8), (giant, pickers), (
        "What next on the greenhouses", "The pickers asked to speak for themselves at the ministry."),
        outcome=0.0, attendance=16, **work)  # fmt: skip
    yield _told("conflict", date(2025, 10, 14), (pickers, giant), (
        "Who speaks for the pickers",
        "The network signed the agreement with the growers in the pickers' name, without asking them."),
        outcome=-0.9, **work)  # fmt: skip
    yield _told("conflict", date(2026, 2, 3), (pickers, giant), (
        "Still no answer", "Two letters unanswered. The pickers left the working group."), outcome=-0.8, **work)

    menders, harbour = "Tidewick Net Menders' Union", "Mirrow Clean Harbour Campaign"
    coast = {"causes": ("water", "water-rivers"), "communities": ("tidewick",)}
    yield _told("conflict", date(2025, 12, 2), (menders, harbour), (
        "Falling-out over the nets", "The campaign called old nets rubbish, in a film. They are somebody's work."),
        outcome=-0.5, **coast)  # fmt: skip
    yield _told("repair", date(2026, 1, 27), (harbour, menders), (
        "Mending day", "The film was cut again, and the campaigners learned to mend."),
        outcome=0.8, attendance=32, **coast)  # fmt: skip

    watch, employers = "Wage Watch Caldermane", "Caldermane Employers for Fair Homes"
    yield _told("conflict", date(2026, 8, 18), (watch, employers), (
        "Names on the wall", "Wage Watch published a list of households. Two names were wrong."),
        outcome=-0.7, causes=("migrants", "migrants-wages"), communities=("foundry-hill",))  # fmt: skip


def _small_quarrels(dice: Dice, teller: Teller, life: Life) -> Iterator[Deed]:
    """Yield quarrels that were mended within weeks."""
    for group in ("delta-water", "capital-digital", "coast-migrants"):
        pair = life.eager(group, 2, but=list(FORMER))
        began = dice.day(date(2024, 6, 3), date(2026, 5, 29))
        yield replace(teller.deed("conflict", began, pair, _ABOUT[group]), outcome=-0.4)
        yield replace(teller.deed("repair", began + timedelta(days=dice.whole(20, 70)), pair, _ABOUT[group]), outcome=0.6)


def _introduced(teller: Teller) -> Iterator[Deed]:
    walkers = "Yarrow Path Walkers"
    yield _told("introduction", date(2024, 4, 16), ("Kharvel Herders' Council", US, walkers), (
        "Introduction on the forest path",
        "The walkers came two days on foot. They asked what we want from the forest, and we had to think."),
        outcome=0.6, attendance=9, causes=("land", "land-forest"), communities=("iskelune",))  # fmt: skip
    yield _told("support", date(2025, 11, 18), (walkers, "Mothers of the Canopy, Iskelune"), (
        "Carrying the midwife's boxes", "Eleven hours up the river path, in rain."),
        outcome=0.8, people_reached=60, causes=("women", "women-safety"), communities=("iskelune",))  # fmt: skip
    yield _told("support", date(2026, 7, 14), ("Mothers of the Canopy, Iskelune",), (
        "The night house is open", "Done alone, with their own hands and timber."),
        outcome=0.9, people_reached=45, causes=("women", "women-safety"), communities=("iskelune", "forest-peoples"))  # fmt: skip
    yield replace(teller.deed("referral", date(2025, 8, 12), ("Quannet Sisters' Refuge", "Blue Door Lissamar"), ("women-safety",)),
                  confidential=True, note="No details here. Ask by phone.")  # fmt: skip
    yield replace(teller.deed("referral", date(2026, 3, 24), ("Sattevane Detention Visitors", "Port Ellomar Street Lawyers"),
                              ("migrants-papers",)), confidential=True, note="Urgent. The file is with the lawyers.")  # fmt: skip
    alone = (
        ("Breckanoor Women's Radio Hour", "women"), ("Mabbendo Legal Canoe", "land"), ("Tullvarra Digital Barn", "digital"),
        ("Haldeny Newcomers' Table", "migrants"), ("Dunmarrow Land Memory", "land"), ("Lanternside River Cleaners", "water"),
        ("Threlkin Night Bus", "women"), ("Ossiden Girls' Coding Loft", "digital"),
    )  # fmt: skip
    for number, (name, cause) in enumerate(alone):
        yield teller.deed("support", date(2026, 1 + number, 13), (name,), (cause,))


def _petition(dice: Dice, life: Life) -> Deed:
    groups = {"delta-water": 26, "highland-land": 8, "plains-women": 9, "capital-digital": 9, "coast-migrants": 9,
              "forest-land": 2, "coast-fishers": 3}  # fmt: skip
    signers = [US]
    for group, count in groups.items():
        open_to = [n for n in life.members(group) if n not in FORMER]
        signers += [open_to[0], *dice.picks(open_to[1:], count - 1)]
    return _told("co_signature", date(2025, 5, 6), signers, (
        "Petition: let the Orvenne run free",
        "Signed in one week against the second dam. Many of the signers have never met."),
        outcome=0.4, people_reached=21000, causes=("water", "water-rivers"), communities=("lissamar", "pellowick"))  # fmt: skip


def _calls(dice: Dice, life: Life) -> Iterator[Deed]:
    now = date(2026, 10, 28)
    law, street = "Caldermane Law Commons", "Port Ellomar Street Lawyers"
    yield from life.calls(law, street, 35, date(2024, 9, 5), date(2026, 3, 20), ("migrants-papers",))
    yield from life.calls(US, "Yarrow Path Walkers", 122, date(2024, 6, 18), now, ("land-forest",))
    yield from life.calls(US, "Orvenne Water Keepers", 30, date(2025, 1, 14), now, ("water-drinking",))
    yield from life.calls(US, "Kharvel Herders' Council", 45, date(2024, 10, 1), now, ("land-grazing",))
    yield from life.calls(US, "Women of the Sundral Plains", 30, date(2025, 2, 6), now, ("women-inheritance",))
    yield from life.calls(US, law, 21, date(2025, 10, 7), now, ("digital-privacy",))
    for group, about in _ABOUT.items():
        for _ in range(2):
            one, other = life.eager(group, 2, but=list(FORMER))
            started = dice.day(date(2024, 2, 1), date(2025, 9, 1))
            yield from life.calls(one, other, dice.pick((45, 61, 91)), started, dice.pick((now, now, date(2026, 4, 30))), about)


def to_come(teller: Teller, life: Life) -> Iterator[Deed]:
    """Yield what is planned for the coming winter, what was suspended and what is still going on."""
    months = ((2026, 12, 3), (2026, 12, 10), (2027, 1, 14), (2027, 1, 28), (2027, 2, 11), (2027, 2, 25))
    for group, when in zip(_ABOUT, months, strict=True):
        one, other, third = life.eager(group, 3, but=list(FORMER))
        about = _ABOUT[group]
        yield teller.deed("joint_campaign", date(*when), (one, other, third), about, status="planned")
        yield teller.deed("meeting", date(*when[:2], when[2] + 1), (US, one), about, status="planned")
        yield teller.deed("joint_project", date(2026, 2, when[2]), (other, third), about, status="ongoing")
        yield teller.deed("joint_project", date(2025, 9, when[2]), (third, one), about, status="ongoing")
    yield teller.deed("training", date(2026, 3, 12), ("Orvenne Water Keepers", "Rain for Dunmarrow"), ("water",), status="suspended")
    yield teller.deed("joint_project", date(2025, 5, 6), ("Radio Landfall", "Grellin Young Arrivals"), ("migrants",), status="suspended")
    yield teller.deed("check_in", date(2026, 12, 1), ("Caldermane Law Commons", "Ministry Watch Caldermane"), ("digital",), status="planned")
