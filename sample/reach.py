"""Who reaches whom in the sample: presences and needs, with the cells that are empty, fragile or only claimed."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from sample.coalitions import COALITIONS
from sample.dice import Dice
from sample.organizations import Organization
from sample.places import DISTRICTS, PEOPLE, REGIONS, root_of, slug
from sample.standing import FORMER

__all__ = ["CLAIMED", "EMPTY", "FRAGILE", "UNDATED", "UNKNOWN", "Cell", "needs", "presences"]

Cell = tuple[str, str]
"""A highest cause and a community."""


def _cells(*lines: str) -> frozenset[Cell]:
    """Return the cells of lines such as ``"water: Ossiden, Sarnholt"``."""
    split = [line.split(": ") for line in lines]
    return frozenset((cause, slug(place)) for cause, places in split for place in places.split(", "))


# Needed, and nobody is there.
EMPTY = _cells(
    "digital: Skarrow Isles, Sarnholt, Threlkin, Vaskarra, Dunmarrow, Mabbendo, Fennimoor",
    "digital: Herding families, Forest peoples",
    "migrants: Skarrow Isles, Ossiden, Tullvarra, Breckanoor, Iskelune, Mabbendo, Dunmarrow, Herding families",
    "women: Skarrow Isles, Tullvarra, Mabbendo, Fennimoor, Herding families",
    "water: Skarrow Isles, Breckanoor, Sarnholt, Seasonal harvest workers",
    "land: Skarrow Isles, Lanternside, Tidewick, Seasonal harvest workers",
)

# Everything hangs on one organization.
FRAGILE = {
    ("women", "iskelune"): "Mothers of the Canopy, Iskelune",
    ("women", "forest-peoples"): "Mothers of the Canopy, Iskelune",
    ("water", "iskelune"): "Mothers of the Canopy, Iskelune",
    ("digital", "iskelune"): "Yarrow Path Walkers",
    ("women", "sarnholt"): "Sarnholt Lantern Women",
    ("women", "breckanoor"): "Breckanoor Women's Radio Hour",
    ("digital", "ossiden"): "Ossiden Girls' Coding Loft",
    ("digital", "tullvarra"): "Tullvarra Digital Barn",
    ("digital", "quannet"): "Quannet Signal Fires",
    ("migrants", "haldeny"): "Haldeny Newcomers' Table",
    ("migrants", "sarnholt"): "Sarnholt Refuge Hut",
    ("migrants", "seasonal-harvest-workers"): "Haldeny Field Workers' Union",
    ("land", "dunmarrow"): "Dunmarrow Land Memory",
    ("land", "pellowick"): "Pellowick Tenants' Porch",
    ("land", "foundry-hill"): "Foundry Hill Rent Ring",
    ("water", "lanternside"): "Lanternside River Cleaners",
    ("water", "fennimoor"): "Fennimoor Clinic Boat",
}

# Somebody is said to be there, and nothing has been heard for more than a year.
CLAIMED = _cells(
    "land: Grellin, Port Ellomar",
    "water: Vaskarra",
    "women: Tidewick",
    "migrants: Quannet, Threlkin",
    "digital: Grellin, Pellowick",
)

# Somebody is said to be there, and nobody wrote down since when.
UNDATED = _cells("land: Quannet", "digital: Sattevane")

# Nobody has asked how much is needed.
UNKNOWN = _cells(
    "land: Caldermane Old Town, Sattevane",
    "water: Haldeny",
    "women: Foundry Hill",
    "migrants: Fennimoor, Vaskarra",
    "digital: Tidewick, Haldeny",
)

# Who else works where the usual coalition of a place does not.
_ALSO = {
    ("digital", "breckanoor"): ("Breckanoor Phone Charging Women", "Breckanoor Solar Cart", "Hauk Signal Hut"),
    ("water", "threlkin"): ("Threlkin Ferry Committee", "Threlkin Canal Watch"),
    ("water", "ombery"): ("Ombery Beekeepers for Clean Wells", "Ombery Orchard School", "Saskel Creek Committee"),
    ("women", "sattevane"): ("Sattevane Widows of the Sea", "Sattevane Sewing Room"),
    ("women", "threlkin"): ("Threlkin Night Bus",),
    ("women", "grellin"): ("Women Arriving Together, Grellin", "Grellin Blind Workers' Group"),
    ("digital", "port-ellomar"): ("Port Ellomar Parents' Line", "Radio Landfall Ellomar"),
    ("migrants", "grellin"): ("Grellin Blind Workers' Group", "Casa Ondériva Braille Press"),
    ("land", "mabbendo"): ("Mabbendo Legal Canoe",),
    ("migrants", "newly-arrived-families"): (
        "Mirrow Welcome Network", "Sattevane Arrivals House", "Grellin Families Across the Sea",
        "New Neighbours Ellomar", "Women Arriving Together, Grellin",
    ),
    ("women", "newly-arrived-families"): ("Women Arriving Together, Grellin", "Cannery Lane Child Care"),
    ("land", "herding-families"): (
        "Kharvel Herders' Council", "Women of the Winter Camps", "Elders of Brath Head", "Sarnholt Shepherd Families",
    ),
    ("water", "herding-families"): ("Tullvarra Snowmelt Group", "Brath Head Drovers"),
    ("land", "forest-peoples"): (
        "Council of the Standing Groves", "Yarrowen Territory Mappers", "Fennimoor Forest Families",
    ),
    ("water", "forest-peoples"): ("Mabbendo River Guardians", "Mabbendo Canoe School"),
    ("migrants", "caldermane-old-town"): ("Foundry Hill Kitchen Union",),
    ("migrants", "foundry-hill"): ("Foundry Hill Kitchen Union",),
    ("migrants", "lanternside"): ("Foundry Hill Kitchen Union",),
    ("women", "lanternside"): ("Foundry Hill Kitchen Union",),
    ("migrants", "domestic-workers"): (
        "Foundry Hill Kitchen Union", "Caldermane Domestic Workers' Assembly", "Caldermane Passport Return Project",
    ),
    ("women", "domestic-workers"): ("Foundry Hill Kitchen Union", "Home Care Workers of Lanternside"),
    ("digital", "young-women-online"): ("Lanternside Girls Who Solder", "Women Who Moderate, Lanternside"),
    ("women", "young-women-online"): ("Lanternside Girls Who Solder", "Women Who Moderate, Lanternside"),
    ("women", "seasonal-harvest-workers"): ("Vaskarra Harvest Nurses", "Haldeny Field Workers' Union"),
}  # fmt: skip

# Who covers the whole country, wherever it is called from.
_NATIONWIDE = (
    ("Tavarennan Rights Archive", "migrants"), ("Mapping Bench Tavarenna", "digital"),
    ("The Tavarenna Courier", "digital"), ("Tavarenna Rivers Commission", "water"),
)  # fmt: skip

# Who is in a place without saying for what.
_FOR_ALL_CAUSES = ("Open Tavarenna Alliance", "Interfaith Table of Tavarenna", "Foundry Hill Teen Radio")

# Work that is prepared or that has stopped: neither counts as being there.
_NOT_NOW = (
    ("Lanternside Deaf Coders", "digital", "threlkin", "planned"),
    ("Lanternside Girls Who Solder", "digital", "vaskarra", "planned"),
    ("Foundry Hill Kitchen Union", "migrants", "ossiden", "planned"),
    ("Speak Sister Ombery", "women", "tullvarra", "planned"),
    ("Sluice and Spade Pellowick", "water", "breckanoor", "suspended"),
    ("Tidewick Missing Persons Desk", "migrants", "iskelune", "suspended"),
)

# Share of a district's people whom a cause concerns, where need is 1.
_CONCERNED = {"land": 0.2, "water": 0.3, "women": 0.15, "migrants": 0.08, "digital": 0.1}
_STARTED = date(2021, 3, 1)
_LAST_YEAR = (date(2025, 12, 1), date(2026, 9, 15))
_LONG_AGO = (date(2023, 1, 10), date(2025, 6, 30))


def needs(dice: Dice) -> pd.DataFrame:
    """Return how much each cause is needed in each district and group; some cells nobody has asked about."""
    at_home = {(root_of(c), region) for region, inside, _ in COALITIONS.values() for c in inside}
    rows = []
    for cause, share in _CONCERNED.items():
        for region, (_, _, inside) in REGIONS.items():
            for district, people in inside.items():
                low, high = (0.55, 0.95) if (cause, region) in at_home else (0.15, 0.6)
                rows.append(_need(dice, (cause, slug(district)), (low, high), people * share))
        for group, (_, people) in PEOPLE.items():
            rows.append(_need(dice, (cause, slug(group)), (0.25, 0.75), people * share * 2))
    told = {(cause, community) for cause, community in _ALSO} | EMPTY | set(FRAGILE)
    people_ids = {slug(name) for name in PEOPLE}
    kept = [row for row in rows if row[:2] not in UNKNOWN and (row[1] not in people_ids or row[:2] in told)]
    return pd.DataFrame(kept, columns=["cause_id", "community_id", "need", "people_in_need"])


def _need(dice: Dice, cell: Cell, usual: tuple[float, float], people: float) -> tuple[str, str, float, float | None]:
    low, high = usual
    if cell in EMPTY:
        low, high = 0.45, 0.9
    elif cell in FRAGILE:
        low, high = (0.85, 0.95) if FRAGILE[cell].startswith("Mothers") else (0.5, 0.85)
    need = round(dice.between(low, high) * 20) / 20
    # Where one small group is all there is, nobody has counted the people.
    counted = dice.chance(0.6) and cell not in FRAGILE
    return (*cell, need, round(people * need, -2) if counted else None)


def presences(dice: Dice, every: Collection[Organization], needed: pd.DataFrame) -> pd.DataFrame:
    """Return who is present where and for what."""
    planned = _plan(dice, every)
    in_need = needed.set_index(["cause_id", "community_id"])["people_in_need"].dropna().to_dict()
    rows: list[tuple[object, ...]] = []
    for cell, names in sorted(planned.items()):
        cause, community = cell
        for number, name in enumerate(names):
            since = _since(dice, cell, freshly=number == 0)
            until = None if cell in UNDATED else FORMER.get(name)
            status = "ongoing" if until is None and dice.chance(0.7) else None
            # The square makes a few reach many people, and most of them few.
            share = 0.02 + 0.3 * dice.between(0, 1) ** 2
            reached = max(10.0, round(in_need[cell] * share, -1)) if cell in in_need else None
            if until is not None and (since is None or since > until):
                since = _LONG_AGO[0]
            rows.append((slug(name), community, cause, since, until, status, reached))
    rows += [
        (slug(name), slug(community), cause, date(2026, 10, 1), None, status, None)
        for name, cause, community, status in _NOT_NOW
    ]
    rows += [(slug(name), "nationwide", cause, date(2024, 1, 15), None, "ongoing", None) for name, cause in _NATIONWIDE]
    rows += [(slug(name), "foundry-hill", None, date(2024, 5, 2), None, "ongoing", None) for name in _FOR_ALL_CAUSES]
    columns = ["organization_id", "community_id", "cause_id", "since", "until", "status", "people_reached"]
    return pd.DataFrame(rows, columns=columns)


def _since(dice: Dice, cell: Cell, *, freshly: bool) -> date | None:
    """Return since when somebody is in a cell; one in each cell came lately, so that it is not only claimed."""
    if cell in UNDATED:
        return None
    if cell in CLAIMED:
        return dice.day(*_LONG_AGO)
    if freshly:
        return dice.day(*_LAST_YEAR)
    return dice.day(_STARTED, _LAST_YEAR[1]) if dice.chance(0.8) else None


def _plan(dice: Dice, every: Collection[Organization]) -> dict[Cell, list[str]]:
    """Return the names in each cell: coalitions at home first, then neighbours with a second cause."""
    found: dict[Cell, list[str]] = {cell: [name] for cell, name in FRAGILE.items()}
    for cell, also in _ALSO.items():
        found.setdefault(cell, []).extend(also)
    closed = EMPTY | set(FRAGILE)
    for one in every:
        if one.group not in COALITIONS or one.kind == "funder":
            continue
        region, about, _ = COALITIONS[one.group]
        beside = [d for d in REGIONS[region][2] if d != one.home]
        districts = [one.home, *dice.picks(beside, dice.weighted((0, 1, 2), (5, 3, 2)))]
        for cause in dict.fromkeys(root_of(c) for c in about):
            for district in districts:
                cell = (cause, slug(district))
                if cell not in closed and one.name not in found.setdefault(cell, []):
                    found[cell].append(one.name)
    for cause in _CONCERNED:
        for district, region in DISTRICTS.items():
            cell = (cause, slug(district))
            if cell in closed or cell in found:
                continue
            near = [o for o in every if o.kind != "funder" and DISTRICTS[o.home] == region and o.group in COALITIONS]
            at_home = [o.name for o in near if o.home == district]
            count = dice.whole(1, 2) if cell in CLAIMED else dice.whole(2, 4)
            chosen = dice.picks(at_home or [o.name for o in near], count)
            chosen += dice.picks([o.name for o in near if o.name not in chosen], max(0, 2 - len(chosen)))
            found[cell] = chosen
    # Former partners stand last: the first in a cell is the one who came lately.
    return {cell: sorted(names, key=lambda name: name in FORMER) for cell, names in found.items()}
