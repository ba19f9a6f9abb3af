"""A name that a user gave goes where the members go."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.explorer.renames import Rename, renamed


def groups(*members: str) -> pd.Series:
    """Coalitions 1, 2, ... of one letter an organization."""
    of = {i: number for number, ids in enumerate(members, start=1) for i in ids}
    return pd.Series(of, dtype="Int64")


def names(*told: str) -> pd.Series:
    return pd.Series(told, index=range(1, len(told) + 1), dtype="str")


def given_name(name: str, members: str) -> Rename:
    return Rename(name, frozenset(members))


def test_a_name_follows_its_members_to_another_number() -> None:
    kept = [given_name("River people", "abc")]
    assert renamed(names("Water", "Land"), groups("abc", "def"), kept).tolist() == ["River people", "Land"]
    assert renamed(names("Land", "Water"), groups("defg", "abc"), kept).tolist() == ["Land", "River people"]


@pytest.mark.parametrize(
    ("members", "sticks"),
    [
        ("abcd", True),
        ("abcde", True),
        ("abc", True),
        ("abcdefg", True),
        ("abcdefgh", False),
        ("ab", False),
        ("ax", False),
    ],
)
def test_it_sticks_while_more_than_half_of_both_are_shared(members: str, sticks: bool) -> None:
    told = renamed(names("Water"), groups(members), [given_name("River people", "abcd")])
    assert told.tolist() == (["River people"] if sticks else ["Water"])


def test_the_later_name_wins() -> None:
    kept = [given_name("First", "abc"), given_name("Second", "abc")]
    assert renamed(names("Water"), groups("abc"), kept).tolist() == ["Second"]


def test_an_organization_tied_to_nobody_is_in_no_coalition() -> None:
    lone = pd.concat([groups("abc"), pd.Series({"z": pd.NA}, dtype="Int64")])
    assert renamed(names("Water"), lone, [given_name("Lonely", "z")]).tolist() == ["Water"]


def test_a_name_that_another_coalition_has_is_told_apart_by_its_number() -> None:
    told = renamed(names("Water", "Land", "Seeds"), groups("abc", "def", "ghi"), [given_name("Water", "def")])
    assert told.tolist() == ["Water", "Water (2)", "Seeds"]


def test_without_coalitions_there_is_nothing_to_name() -> None:
    none = pd.Series([], dtype="str")
    assert renamed(none, pd.Series([], dtype="Int64"), [given_name("Water", "a")]).empty


def test_nor_is_it_taken_for_one_that_a_user_gave() -> None:
    kept = [given_name("A", "abc"), given_name("A", "def"), given_name("A (2)", "ghi")]
    told = renamed(names("Water", "Land", "Seeds"), groups("abc", "def", "ghi"), kept)
    assert told.tolist() == ["A", "A (2)", "A (2) (3)"]


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(["A", "B", "A (2)", "G1"]), st.integers(0, 3)), max_size=5),
)
def test_every_name_is_unique_and_every_coalition_keeps_its_place(
    members: list[str], kept: list[tuple[str, int]]
) -> None:
    of = groups(*members)
    found = sorted(set(of))
    before = pd.Series([f"G{n}" for n in found], index=found, dtype="str")
    told = renamed(before, of, [given_name(name, members[at % len(members)]) for name, at in kept])
    assert told.index.equals(before.index)
    assert told.is_unique
