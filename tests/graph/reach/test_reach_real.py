"""Reach in real who-does-what-where files, as counted with independent code."""

from pathlib import Path

import pytest

import loaders
from graph.allies.missing import cell_allies, missing_allies
from graph.reach.gaps import reach_gaps, who_is_near, who_is_there
from graph.schema import ACTIVITY_STATUSES
from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import tie_network

pytestmark = pytest.mark.real_data

EVERY_STATUS = Selection(activity_status=ACTIVITY_STATUSES)


@pytest.fixture(scope="module")
def ethiopia(real_data: Path) -> Tables:
    return loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv")


@pytest.fixture(scope="module")
def libya(real_data: Path) -> Tables:
    (file,) = (real_data / "libya-3w-2021").glob("*.xlsx")
    return loaders.read(file)


@pytest.fixture(scope="module")
def honduras(real_data: Path) -> Tables:
    return loaders.read(real_data / "honduras-345w-2021" / "345_honduras.csv")


def test_zones_and_sectors_of_the_ethiopian_file(ethiopia: Tables) -> None:
    every = reach_gaps(ethiopia.shown(), EVERY_STATUS, level=2).frame
    assert (len(every), (every["organizations"] > 0).sum()) == (828, 382)
    default = reach_gaps(ethiopia.shown())
    assert default.level == 2
    assert (len(default.frame), (default.frame["organizations"] > 0).sum()) == (828, 376)
    assert default.needs == "none"
    assert default.frame["gap"].sum() == 828 - 376


@pytest.mark.parametrize(("names", "fragile"), [("written", 202), ("acronym", 204)])
def test_fragile_cells_of_the_ethiopian_file_by_recipe(real_data: Path, names: str, fragile: int) -> None:
    tables = loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv", names=names)
    assert reach_gaps(tables.shown(), EVERY_STATUS, level=2).frame["fragile"].sum() == fragile


def test_fragile_cells_of_the_ethiopian_file_by_acronym_without_what_is_planned(real_data: Path) -> None:
    tables = loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv", names="acronym")
    assert reach_gaps(tables.shown()).frame["fragile"].sum() == 214


def test_districts_of_the_libyan_file(libya: Tables) -> None:
    gaps = reach_gaps(libya.shown()).frame
    assert (len(gaps), (gaps["organizations"] > 0).sum()) == (242, 134)
    # Nothing in the file carries a date: presence is stated, and nobody can say how long ago.
    assert gaps.loc[gaps["organizations"] > 0, "claimed"].isna().all()


def test_departments_of_the_honduran_file(honduras: Tables) -> None:
    gaps = reach_gaps(honduras.shown(), EVERY_STATUS)
    assert gaps.level == 2  # the 10 places known further down than the 204 municipalities are no level
    assert (len(gaps.frame), (gaps.frame["organizations"] > 0).sum()) == (234, 136)
    assert len(gaps.nationwide)
    everywhere = reach_gaps(honduras.shown(), EVERY_STATUS, nationwide=True).frame
    assert (everywhere["organizations"] > 0).sum() == 175


def test_allies_of_one_organization_of_the_libyan_file(libya: Tables) -> None:
    ties = tie_network(libya)
    leader = frozenset(libya.organizations.loc[libya.organizations["name"] == "UNHCR", "organization_id"])
    assert len(leader) == 1
    allies = missing_allies(libya.shown(), coalition=leader, ties=ties)
    assert allies.frame["rank"].tolist() == [1, 2, 3, 4, 5]
    assert (allies.frame["gain"] == allies.frame["cells"]).all()
    assert allies.frame["gain"].is_monotonic_decreasing
    assert allies.total_after == pytest.approx(allies.total_before + allies.frame["gain"].sum())
    assert allies.exact
    assert allies.frame["gain"].sum() <= allies.exact_gain + 1e-9
    assert allies.frame["gain"].sum() >= (1 - 1 / 2.718281828) * allies.exact_gain
    # What everybody covers together and what nobody does make up all there is.
    everybody = reach_gaps(libya.shown()).frame
    assert len(allies.without_ally) == (everybody["organizations"] == 0).sum()


def test_one_cell_of_the_libyan_file(libya: Tables) -> None:
    gaps = reach_gaps(libya.shown()).frame
    empty, full = gaps.iloc[0], gaps.iloc[-1]
    assert who_is_there(libya.shown(), None, empty["cause_id"], empty["community_id"]).empty
    assert len(who_is_near(libya.shown(), None, empty["cause_id"], empty["community_id"]))
    there = who_is_there(libya.shown(), None, full["cause_id"], full["community_id"])
    assert len(there) == full["organizations"] > 1
    one = frozenset(there["organization_id"].head(1))
    asked = cell_allies(
        libya.shown(), coalition=one, cause_id=full["cause_id"], community_id=full["community_id"], k=len(there) + 2
    ).frame
    assert (~asked["near"]).sum() == len(there) - 1


def test_places_listed_in_a_sheet_of_their_own_are_the_denominator(libya: Tables, honduras: Tables) -> None:
    """All 22 listed districts of Libya have somebody: it is the sheet that tells that the list is whole."""
    assert reach_gaps(libya.shown()).denominator == "listed"
    assert reach_gaps(honduras.shown()).denominator == "seen"
