"""Makes the CSVs of the sample: ``python -m sample.generate [FOLDER]``."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from graph.tables import Tables
from loaders.formats.own_tables.folder import write_tables
from loaders.sample import sample_folder
from sample.bridges import BRIDGES, bridging
from sample.circles import Life
from sample.coalitions import COALITIONS
from sample.dice import Dice
from sample.frames import declared, feedback, history_frames, unclear_dates
from sample.history import Deed, Teller
from sample.organizations import Organization, organizations
from sample.places import causes, communities, root_of, slug
from sample.profiles import profiles
from sample.reach import needs, presences
from sample.standing import allowed
from sample.stories import stories, to_come

__all__ = ["SEED", "make"]

SEED = 36

# How many deeds a coalition has, and how many friends each of its members asks for.
_BUSY = {
    "delta-water": (190, 3), "coast-migrants": (170, 3), "highland-land": (148, 3), "plains-women": (124, 3),
    "capital-digital": (105, 3), "capital-workers": (82, 3), "forest-land": (70, 3), "coast-fishers": (46, 3),
    "delta-safety": (30, 2),
}  # fmt: skip
_FUNDERS = {
    "Saskel Springs Foundation": ("delta-water", 14), "Dunmarrow Dry Season Fund": ("delta-water", 8),
    "Hauk Foundation for the Commons": ("highland-land", 12), "Ellomar Long Pier Foundation": ("coast-migrants", 14),
    "Marrowfield Fund for Women": ("plains-women", 12), "Wirelight Fund": ("capital-digital", 10),
}  # fmt: skip
_SMALL_ABOUT = {
    "small-1": ("water",), "small-2": ("digital",), "small-3": ("women", "migrants"), "small-4": ("water",),
    "small-5": ("water",), "small-6": ("migrants", "women"),
}  # fmt: skip


def make(seed: int = SEED) -> Tables:
    """Return the sample, the same for the same seed."""
    every = organizations()
    needed = needs(Dice(seed))
    present = presences(Dice(seed + 1), every, needed)
    exact = _exact(Dice(seed + 5), every)
    deeds = unclear_dates(Dice(seed + 2), _deeds(Dice(seed + 3), every, present, exact))
    frames = {
        "organizations": profiles(Dice(seed + 4), every),
        "causes": causes(),
        "communities": communities(),
        "supports": _supports(Dice(seed + 8), every, present, exact),
        "presences": present,
        "needs": needed,
        **history_frames(deeds),
        "feedback": feedback(Dice(seed + 6), deeds),
        "declared_ties": _survey(Dice(seed + 7), deeds),
    }
    return Tables.of({name: _with_source(name, frame) for name, frame in frames.items()})


def _with_source(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the line on which each row will stand in its file."""
    return frame.assign(source=[f"{name}.csv##{line}" for line in range(2, len(frame) + 2)])


def _exact(dice: Dice, every: list[Organization]) -> dict[str, list[str]]:
    """Return what each organization of a coalition is about, more exactly than the highest cause."""
    return {one.name: _first_and_others(dice, COALITIONS[one.group][1]) for one in every if one.group in COALITIONS}


def _first_and_others(dice: Dice, about: tuple[str, ...]) -> list[str]:
    first, *others = about
    return [first, *dice.picks(others, 1)] if dice.chance(0.35) else [first]


def _deeds(dice: Dice, every: list[Organization], present: pd.DataFrame, exact: dict[str, list[str]]) -> list[Deed]:
    names = {slug(one.name): one.name for one in every}
    held = present[(present["status"] != "planned") & (present["status"] != "suspended")].dropna(subset="cause_id")
    held = held[held["community_id"] != "nationwide"]
    cells = {
        names[str(organization)]: list(zip(rows["cause_id"], rows["community_id"], strict=True))
        for organization, rows in held.groupby("organization_id")
    }
    known = communities()
    places = dict(zip(known["community_id"], known["name"], strict=True))
    teller = Teller(dice, cells, exact, {one.name: one.home for one in every}, places)
    life = Life(dice, teller, every, allowed)
    found: list[Deed] = []
    for group, (count, friends) in _BUSY.items():
        found += life.inside(group, count, friends=friends, quiet=[n for n in life.members(group) if n in BRIDGES])
    for funder, (group, count) in _FUNDERS.items():
        found += life.grants(funder, life.eager(group, 6), count, COALITIONS[group][1])
    for group, about in _SMALL_ABOUT.items():
        first, *rest = life.members(group)
        found += life.across(first, rest, about, (2, 4))
        found += life.across(rest[-1], rest[:-1], about, (2, 4))
    found += bridging(life)
    found += stories(dice, teller, life)
    found += to_come(teller, life)
    return found


def _supports(
    dice: Dice, every: list[Organization], present: pd.DataFrame, exact: dict[str, list[str]]
) -> pd.DataFrame:
    """Return what each organization stands for: what it does, and where it belongs to a coalition, more exactly."""
    doing = present.dropna(subset="cause_id").groupby("organization_id")["cause_id"].unique()
    rows: list[tuple[str, str, date | None, None]] = []
    for one in every:
        own = exact.get(one.name, [])
        covered = {root_of(cause) for cause in own}
        also = [cause for cause in sorted(doing.get(slug(one.name), ())) if cause not in covered]
        for cause in (*own, *also):
            since = date(2012, 1, 1) + timedelta(days=365 * dice.whole(0, 11)) if dice.chance(0.4) else None
            rows.append((slug(one.name), cause, since.replace(day=1, month=1) if since else None, None))
    return pd.DataFrame(rows, columns=["organization_id", "cause_id", "since", "until"])


def _survey(dice: Dice, deeds: list[Deed]) -> pd.DataFrame:
    """Return what 24 pairs who work together said of each other, and one pair who fell out."""
    pairs = sorted(
        {(d.took_part[0][0], d.took_part[1][0]) for d in deeds if d.kind == "joint_project" and len(d.took_part) == 2}
    )
    return declared(dice, dice.picks(pairs, 24), {"Grellin Greenhouse Pickers": "Mirrow Welcome Network"})


def main() -> None:
    """Write the CSVs that the program brings along, or write them into the folder that is named."""
    write_tables(make(), Path(sys.argv[1]) if len(sys.argv) > 1 else sample_folder())


if __name__ == "__main__":
    main()
