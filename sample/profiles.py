"""What is known of each organization of the sample: status, size, capabilities, place on the map."""

from collections.abc import Sequence

import pandas as pd

from sample.bridges import BRIDGES
from sample.dice import Dice
from sample.organizations import Organization
from sample.places import communities, slug
from sample.standing import FORMER, MEMBERS, PROSPECTS, SENSITIVE, US

__all__ = ["profiles"]

_SIZES = ("up to 5 people", "6 to 20 people", "21 to 100 people", "over 100 people")
_SIZE_SHARES = {
    "grassroots": (45, 45, 10, 0), "ngo": (10, 45, 35, 10), "funder": (35, 50, 15, 0), "government": (0, 10, 50, 40),
    "academic": (10, 50, 35, 5), "faith": (15, 40, 35, 10), "union": (0, 15, 45, 40), "media": (40, 45, 15, 0),
    "business": (20, 45, 30, 5), "coalition": (60, 40, 0, 0),
}  # fmt: skip
_ABLE = {
    "grassroots": (
        "door-to-door organizing",
        "knowing every family",
        "street theatre",
        "night watch",
        "cooking for many",
    ),
    "ngo": ("legal help", "case work", "training", "reports", "translation", "transport", "water testing", "accounts"),
    "funder": ("small grants", "quick grants", "introductions to donors"),
    "government": ("registers", "permits", "inspection", "statistics"),
    "academic": ("research", "mapping", "surveys", "expert opinions", "meeting rooms"),
    "faith": ("meeting rooms", "shelter", "mediation", "cooking for many"),
    "union": ("collective bargaining", "strike fund", "legal help", "members in every district"),
    "media": ("radio", "film", "fact checking", "translation"),
    "business": ("transport", "storage", "printing", "jobs"),
    "coalition": ("shared calendar", "advocacy", "mediation"),
}
_OF_GROUP = {
    "capital-digital": "data security", "delta-water": "water testing", "coast-migrants": "interpreting",
    "highland-land": "mapping", "plains-women": "counselling", "forest-land": "forest languages",
}  # fmt: skip
_OUR_SIDE = ("delta-water", "highland-land", "plains-women", "capital-digital", "national")
_NOTES = {
    US: "This is us: a small office that keeps partners in touch.",
    "Mirrow Welcome Network": "Large and quick. Leads almost everything it takes part in.",
    "Yarrow Path Walkers": "Five people who carry letters, seeds and news between the forest and everybody else.",
    "Mothers of the Canopy, Iskelune": "The only ones who reach women in the upper forest. No office, no phone.",
    "Blue Door Lissamar": "A door that is open at night. The other groups against violence come to us through them.",
    "Tidewick Net Menders' Union": "Menders on both sides of the harbour; the fishers talk to nobody else.",
    "Grellin Greenhouse Pickers": "Wish to speak for themselves. Quarrel with the Mirrow Welcome Network is open.",
    "Tavarennan Mediation Circle": "Called when two groups no longer talk.",
    "Quiet Signal Caldermane": "Do not name them in public.",
    "Sundral Shelter Network": "Addresses of the houses are never written down.",
    "Sluice and Spade Pellowick": "Closed their delta office in early 2025.",
}
_SMALLEST = ("Yarrow Path Walkers", "Mothers of the Canopy, Iskelune", US)


def profiles(dice: Dice, every: Sequence[Organization]) -> pd.DataFrame:
    """Return the table of organizations."""
    placed = communities()
    at = dict(zip(placed["name"], zip(placed["latitude"], placed["longitude"], strict=True), strict=True))
    rows = []
    for one in every:
        north, east = at[one.home]
        size = dice.weighted(_SIZES, _SIZE_SHARES[one.kind])
        able = dice.picks(_ABLE[one.kind], dice.whole(1, 3))
        able += [_OF_GROUP[one.group]] if one.group in _OF_GROUP and dice.chance(0.25) else []
        rows.append(
            {
                "organization_id": slug(one.name),
                "name": one.name,
                "kind": one.kind,
                "status": _status(dice, one),
                "aliases": one.alias or None,
                "capabilities": ";".join(dict.fromkeys(able)) if dice.chance(0.85) else None,
                "size": _SIZES[0] if one.name in _SMALLEST else size if dice.chance(0.9) else None,
                "place": one.home,
                "latitude": round(north + dice.between(-0.07, 0.07), 3),
                "longitude": round(east + dice.between(-0.08, 0.08), 3),
                # .example is reserved: it never leads anywhere.
                "website": f"https://{slug(one.name)}.example" if dice.chance(0.35) else None,
                "note": _NOTES.get(one.name),
                "sensitive": True if one.name in SENSITIVE else None,
            }
        )
    return pd.DataFrame(rows)


def _status(dice: Dice, one: Organization) -> str | None:
    if one.name == US:
        return "us"
    for status, names in (("member", MEMBERS), ("prospect", PROSPECTS), ("former", FORMER)):
        if one.name in names:
            return status
    if one.name in BRIDGES:
        return "partner"
    near = 0.8 if one.group in _OUR_SIDE else 0.3
    return "partner" if dice.chance(near) else "unknown"
