"""The invented country of the sample: its causes, its places and the groups of people who live there."""

import unicodedata

import pandas as pd

__all__ = ["CAUSES", "DISTRICTS", "PEOPLE", "REGIONS", "causes", "communities", "root_of", "slug"]

CAUSES = {
    "land": ("Land rights", {"titles": "Land titles", "grazing": "Grazing routes", "forest": "Forest land"}),
    "water": ("Safe water", {"drinking": "Drinking water", "rivers": "Rivers and sea", "sanitation": "Sanitation"}),
    "women": (
        "Women's rights",
        {"safety": "Safety from violence", "inheritance": "Inheritance", "work": "Fair work for women"},
    ),
    "migrants": (
        "Migrants' rights",
        {
            "papers": "Papers and legal status",
            "wages": "Fair wages",
            "arrival": "Arrival and shelter",
            "families": "Families across borders",
        },
    ),
    "digital": (
        "Digital rights",
        {"privacy": "Privacy", "safety": "Safety online", "access": "Access and connection"},
    ),
}

# Region: latitude and longitude of its middle (an island where the Pacific is empty), then its districts
# with their people.
REGIONS: dict[str, tuple[float, float, dict[str, int]]] = {
    "Orvenne Delta": (
        -36.9,
        -111.2,
        {"Lissamar": 164000, "Pellowick": 88000, "Quannet": 71000, "Dunmarrow": 46000},
    ),
    "Kharvel Highlands": (
        -35.6,
        -112.4,
        {"Ossiden": 58000, "Tullvarra": 39000, "Breckanoor": 27000, "Sarnholt": 21000},
    ),
    "Sundral Plains": (
        -36.4,
        -112.9,
        {"Ombery": 121000, "Haldeny": 83000, "Vaskarra": 64000, "Threlkin": 35000},
    ),
    "Mirrow Coast": (
        -35.9,
        -110.4,
        {"Port Ellomar": 212000, "Sattevane": 97000, "Grellin": 61000, "Tidewick": 33000, "Skarrow Isles": 7000},
    ),
    "Yarrowen Forest": (-35.2, -111.3, {"Iskelune": 18000, "Mabbendo": 24000, "Fennimoor": 31000}),
    "Greater Caldermane": (
        -36.2,
        -111.5,
        {"Caldermane Old Town": 178000, "Foundry Hill": 243000, "Lanternside": 195000},
    ),
}

DISTRICTS = {district: region for region, (_, _, inside) in REGIONS.items() for district in inside}

# Groups of people, the region they live in, how many they are.
PEOPLE = {
    "Herding families": ("Kharvel Highlands", 26000),
    "Seasonal harvest workers": ("Sundral Plains", 19000),
    "Newly arrived families": ("Mirrow Coast", 34000),
    "Forest peoples": ("Yarrowen Forest", 22000),
    "Domestic workers": ("Greater Caldermane", 41000),
    "Young women online": ("Greater Caldermane", 68000),
}

# Where a district lies around the middle of its region, in degrees.
_AROUND = ((0.0, 0.0), (0.24, 0.31), (-0.27, 0.18), (0.08, -0.33), (-0.12, 0.74))


def slug(name: str) -> str:
    """Return a name as an id: lower case, words joined by hyphens.

    Examples
    --------
    >>> slug("Port Ellomar Parents' Line")
    'port-ellomar-parents-line'
    >>> slug("Casa Ondériva")
    'casa-onderiva'
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("'", ""))
    kept = [c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c)]
    return "-".join("".join(kept).split())


def root_of(cause_id: str) -> str:
    """Return the highest cause above `cause_id`."""
    return cause_id.split("-", maxsplit=1)[0]


def causes() -> pd.DataFrame:
    """Return the tree of causes, roots first."""
    roots = [(root, name, None) for root, (name, _) in CAUSES.items()]
    children = [
        (f"{root}-{child}", name, root) for root, (_, inside) in CAUSES.items() for child, name in inside.items()
    ]
    return pd.DataFrame([*roots, *children], columns=["cause_id", "name", "parent_id"])


def communities() -> pd.DataFrame:
    """Return regions, then their districts, then the groups of people."""
    rows: list[tuple[object, ...]] = [
        (slug(region), region, "place", None, sum(inside.values()), latitude, longitude)
        for region, (latitude, longitude, inside) in REGIONS.items()
    ]
    for region, (latitude, longitude, inside) in REGIONS.items():
        for (district, people), (north, east) in zip(inside.items(), _AROUND, strict=False):
            at = round(latitude + north, 2), round(longitude + east, 2)
            rows.append((slug(district), district, "place", slug(region), people, *at))
    rows.append(("nationwide", "All of Tavarenna", "place", None, None, None, None))
    rows += [
        (slug(name), name, "people", slug(region), people, None, None) for name, (region, people) in PEOPLE.items()
    ]
    columns = ["community_id", "name", "kind", "parent_id", "population", "latitude", "longitude"]
    return pd.DataFrame(rows, columns=columns)
