"""The words for a coalition, and whom they stand for."""

import pandas as pd
import pytest

from graph.clusters.coalition import coalition_members
from graph.errors import EmptyNetwork, UnknownName
from graph.tables import Tables

ORGANIZATIONS = pd.DataFrame(
    [
        ("a", "Ana Trust", "us", "AT; Trust of Ana"),
        ("b", "Ben, Cleo and Sons", "member", None),
        ("c", "Cleo", "partner", "Ana Trust"),
        ("x", "Ben", None, None),
        ("d", "Twin", None, None),
        ("e", "twin ", "prospect", None),
        ("2", "Number Two", None, None),
        ("7", "Number Seven", None, None),
    ],
    columns=["organization_id", "name", "status", "aliases"],
)
TABLES = Tables.of({"organizations": ORGANIZATIONS})
MEMBERS = pd.DataFrame(
    {
        "organization_id": [*"abcde", "2", "7"],
        "cluster": pd.array([1, 1, 1, 2, 2, None, None], dtype="Int64"),
        "cluster_name": ["Water in North", "Water in North", "Water in North", "Land", "Land", None, None],
    }
)


@pytest.mark.parametrize(
    ("whom", "members"),
    [
        ("us", "ab"),
        (" US ", "ab"),
        ("everybody", None),
        ("1", "abc"),
        ("2", "de"),  # a cluster's number comes before an organization's id
        ("7", "7"),
        ("water in  north", "abc"),
        ("a", "a"),
        ("Ana Trust", "a"),  # a name comes before an alias
        ("trust of ana", "a"),
        ("ana trust, c", "ac"),
        ("Ben, Cleo and Sons", "b"),
        ("a,Ben, Cleo and Sons, Cleo", "abc"),
        ("Twin", "de"),
        ("2,7", "27"),
    ],
)
def test_whom_words_stand_for(whom: str, members: str | None) -> None:
    assert coalition_members(whom, TABLES.shown(), MEMBERS) == (None if members is None else frozenset(members))


@pytest.mark.parametrize(
    ("whom", "nearest"),
    [
        ("Ana Trusd", "Ana Trust"),
        ("a, Kleo", "Cleo"),
        ("Watr in North", "Water in North"),
        ("", ""),
        ("a,,c", ""),
        ("9", ""),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(whom: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match="coalition or organization: found") as raised:
        coalition_members(whom, TABLES.shown(), MEMBERS)
    if nearest:
        assert nearest in raised.value.nearest


def test_us_needs_somebody_who_is_us() -> None:
    tables = Tables.of({"organizations": ORGANIZATIONS.assign(status="partner")})
    with pytest.raises(EmptyNetwork, match="us: found none of the 8 organizations with the status us or member"):
        coalition_members("us", tables.shown(), MEMBERS)


def test_without_clusters_organizations_are_still_known() -> None:
    none = MEMBERS.head(0)
    assert coalition_members("Cleo", TABLES.shown(), none) == frozenset("c")
    with pytest.raises(UnknownName):
        coalition_members("1", TABLES.shown(), none)
