"""The bridging partners of the sample, and whom they know outside their coalition."""

from collections.abc import Iterator

from sample.circles import Life
from sample.history import Deed
from sample.standing import US

__all__ = ["ABOUT", "BRIDGES", "bridging"]

# The only way into three coalitions: whoever leads there, and whom it knows outside.
BRIDGES = {
    "Yarrow Path Walkers": (
        US, "Kharvel Herders' Council", "Ossiden Pasture Committee", "Orvenne Mappers", "Lanternside Girls Who Solder",
    ),
    "Tidewick Net Menders' Union": (
        "Union of Mirrow Cannery Workers", "Mirrow Seafarers' Friends", "Union of Orvenne Water Carriers",
        "Tavarennan Federation of Field and Factory",
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
    "Ommer Field Foundation": {"plains-women": 5, "highland-land": 3, "delta-water": 2},
    "Harbour and Hauk Fund": {"coast-migrants": 7, "capital-workers": 3},
    "Tavarennan Rights Archive": {"capital-digital": 6, "coast-migrants": 3, "capital-workers": 1},
    "Tavarennan Federation of Field and Factory": {"capital-workers": 6, "plains-women": 2, "coast-migrants": 2},
    "Tavarenna Rivers Commission": {"delta-water": 7, "highland-land": 1},
    "The Tavarenna Courier": {"capital-digital": 6, "coast-migrants": 2, "delta-water": 1},
    "Interfaith Table of Tavarenna": {"coast-migrants": 6, "delta-water": 1, "plains-women": 1},
    "Lawyers for the Tavarennan Commons": {"highland-land": 6, "capital-digital": 2, "plains-women": 1},
    "Saskel Lantern Philanthropies": {"capital-digital": 6, "delta-water": 1},
    "Mapping Bench Tavarenna": {"capital-digital": 5, "delta-water": 2, "highland-land": 1},
    "Foundry Hill Kitchen Union": {"coast-migrants": 3, "plains-women": 1},
    "Kharvel Herders' Council": {"plains-women": 2, "delta-water": 1},
    "Orvenne Water Keepers": {"highland-land": 1, "plains-women": 1, "capital-digital": 1},
    "Women of the Sundral Plains": {"capital-workers": 2, "delta-water": 1},
    "Radio Landfall Ellomar": {"capital-workers": 1, "capital-digital": 2},
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
    "Tavarennan Mediation Circle": "plains-women", "Ommer Field Foundation": "plains-women",
    "Harbour and Hauk Fund": "coast-migrants", "Tavarennan Rights Archive": "capital-digital",
    "Tavarennan Federation of Field and Factory": "capital-workers", "Tavarenna Rivers Commission": "delta-water",
    "The Tavarenna Courier": "capital-digital", "Interfaith Table of Tavarenna": "coast-migrants",
    "Lawyers for the Tavarennan Commons": "highland-land", "Saskel Lantern Philanthropies": "capital-digital",
    "Mapping Bench Tavarenna": "capital-digital", US: "capital-digital",
}  # fmt: skip
ABOUT = {
    "delta-water": ("water",), "highland-land": ("land",), "plains-women": ("women",), "capital-digital": ("digital",),
    "capital-workers": ("migrants", "women"), "coast-migrants": ("migrants",),
}  # fmt: skip


def bridging(life: Life) -> Iterator[Deed]:
    """Yield what bridging partners did with those they know elsewhere."""
    for name, outside in BRIDGES.items():
        yield from life.across(name, outside, _BRIDGE_CAUSES[name], (2, 4))
    closed = [n for group in ("forest-land", "coast-fishers", "delta-safety") for n in life.members(group)]
    for name, known in _KNOWN_ELSEWHERE.items():
        for group, count in known.items():
            often = (2, 5) if _AT_HOME.get(name) == group else (1, 3)
            others = life.eager(group, count, but=[name, *closed])
            yield from life.across(name, others, ABOUT[group], often)
    for (here, there), count in _ACQUAINTED.items():
        for _ in range(count):
            one = life.eager(here, 1)[0]
            yield from life.across(one, life.eager(there, 1), (*ABOUT[here], *ABOUT[there]), (1, 3))
