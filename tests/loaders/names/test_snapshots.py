"""One organization in September and in December: the Ebola snapshots, by rules, aliases and decisions."""

from pathlib import Path
from typing import Any

import pytest

import loaders
from graph.tables import Tables

pytestmark = pytest.mark.real_data

SEPTEMBER, DECEMBER = "2014-09-11", "2014-12-10"


def there(tables: Tables, day: str) -> set[str]:
    present = tables.presences[tables.presences["since"] == day]
    return set(present["organization_id"])


@pytest.fixture(scope="module")
def snapshots(real_data: Path) -> list[Path]:
    return [real_data / "ebola-west-africa-2014" / f"snapshot_{day}.json" for day in (SEPTEMBER, DECEMBER)]


@pytest.fixture(scope="module")
def aliases(real_data: Path) -> Path:
    return real_data / "organization-aliases" / "org-map.json"


def test_how_many_of_september_come_back_in_december(real_data: Path, aliases: Path) -> None:
    """All ten snapshots are read, so that each name is resolved once; the decisions are made from public names."""
    file = real_data / "ebola-west-africa-2014" / "ebola_3w_all_snapshots.csv"
    decided = real_data.parent / "ebola-decided-names.csv"
    states: dict[str, dict[str, Any]] = {
        "as written": {"names": "written"},
        "rules": {},
        "aliases": {"aliases": aliases},
        "decided": {"aliases": aliases, "decisions": decided},
    }
    tables = {name: loaders.read(file, **options) for name, options in states.items()}
    assert {name: len(there(t, SEPTEMBER) & there(t, DECEMBER)) for name, t in tables.items()} == {
        "as written": 17, "rules": 21, "aliases": 29, "decided": 42,
    }  # fmt: skip
    assert [len(there(t, SEPTEMBER)) for t in tables.values()] == [60, 60, 59, 55]
    assert [len(t.organizations) for t in tables.values()] == [220, 210, 197, 160]
    # "Ministry of Health" is one organization, in whatever country its rows are.
    rules = tables["rules"]
    ministry = rules.organizations.set_index("name").loc["Ministry of Health", "organization_id"]
    assert (rules.presences["organization_id"] == ministry).sum() == 594


def test_who_is_one_organization_once_aliases_are_on(snapshots: list[Path], aliases: Path) -> None:
    def named(tables: Tables) -> set[str]:
        return set(tables.organizations["name"]) & {"WHO", "World Health Organization"}

    assert named(loaders.read(*snapshots)) == {"WHO", "World Health Organization"}
    known = loaders.read(*snapshots, aliases=aliases)
    assert named(known) == {"World Health Organization"}
    who = known.organizations.set_index("name").loc["World Health Organization", "organization_id"]
    assert who in there(known, SEPTEMBER) & there(known, DECEMBER)
    assert [named(loaders.read(file, aliases=aliases)) for file in snapshots] == [{"World Health Organization"}] * 2


def test_files_in_any_order_give_the_same(snapshots: list[Path], aliases: Path) -> None:
    one, other = (loaders.load(*files, aliases=aliases) for files in (snapshots, snapshots[::-1]))
    assert one.report.names[["name", "other_name", "reason"]].equals(
        other.report.names[["name", "other_name", "reason"]]
    )
    assert set(one.tables.organizations["organization_id"]) == set(other.tables.organizations["organization_id"])
    assert one.tables.counts() == other.tables.counts()


def test_chapters_of_the_real_files_stay_apart(real_data: Path, snapshots: list[Path], aliases: Path) -> None:
    files = (*snapshots, real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv")
    tables = loaders.read(*files, aliases=aliases)
    names = set(tables.organizations["name"])
    assert {"Medecins sans Frontieres France", "Medecins sans Frontieres Switzerland"} <= names
    assert {
        "Caritas Germany",
        "Caritas Switzerland",
        "Liberian Red Cross Society",
        "Ethiopian Red Cross Society",
    } <= names
