"""Numbers, lists, dates and the sentences about brokers and ties, to the letter."""

from datetime import date

import pandas as pd
import pytest

from graph.brokers.roles import ROLE_ORDER
from graph.sentences.brokers import ROLES, loses_touch, repeats, role_sentence
from graph.sentences.ties import confidential_sentence, relationship_sentence, warmth
from graph.words.filled import listed, numbered, ordinal
from graph.words.formats import day


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0 places"), (1, "1 place"), (2, "2 places"), (1204, "1,204 places")],
)
def test_a_number_stands_with_its_noun(number: int, told: str) -> None:
    assert numbered("{number} place", "{number} places", number) == told


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert [numbered("{number} party", "{number} parties", n) for n in (1, 2)] == ["1 party", "2 parties"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B, C and 1 more"),
        (list("ABCDEFG"), "A, B, C and 4 more"),
    ],
)
def test_names_stand_in_a_sentence(names: list[str], told: str) -> None:
    assert listed(names) == told


def test_fewer_names_may_be_told() -> None:
    assert listed(["A", "B", "C"], 1) == "A and 2 more"


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (19, "19th"), (20, "20th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (101, "101st"), (111, "111th"),
     (112, "112th"), (113, "113th"), (1011, "1,011th"), (1122, "1,122nd")],
)  # fmt: skip
def test_a_place_in_a_list(number: int, told: str) -> None:
    assert ordinal(number) == told


@pytest.mark.parametrize(
    ("when", "told"),
    [(date(2024, 3, 1), "1 Mar 2024"), (pd.Timestamp(2024, 11, 30), "30 Nov 2024"), (None, ""), (pd.NaT, "")],
)
def test_a_day(when: date | None, told: str) -> None:
    assert day(when) == told


@pytest.mark.parametrize(
    ("strength", "told"),
    [(3.0, "very warm"), (0.5, "very warm"), (0.4999, "warm"), (0.2, "warm"), (0.1999, "cooling"), (0.05, "cooling"),
     (0.0499, "nearly cold"), (0.001, "nearly cold")],
)  # fmt: skip
def test_how_warm_a_relationship_is(strength: float, told: str) -> None:
    assert warmth(strength) == told


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("gatekeeper", "connects other coalitions to Land, Coast"),
        ("representative", "connects Land, Coast to other coalitions"),
        ("coordinator", "connects organizations inside Land, Coast"),
        ("itinerant", "connects organizations of one coalition from outside it"),
        ("liaison", "connects coalitions that are not its own"),
        ("", ""),
    ],
)
def test_a_role_is_a_sentence(role: str, told: str) -> None:
    assert role_sentence(role, "Land, Coast") == told


def test_a_role_without_a_coalition() -> None:
    assert role_sentence("gatekeeper", "") == "connects other coalitions to its group"


@pytest.mark.parametrize(
    ("constraint", "told"),
    [
        (None, ""),
        (0.1, "Few of its partners work with each other."),
        (0.25, "Some of its partners work with each other."),
        (0.55, "Most of its partners work with each other."),
        (1.125, "Most of its partners work with each other."),
    ],
)
def test_how_much_contacts_repeat_each_other(constraint: float | None, told: str) -> None:
    assert repeats(constraint) == told


@pytest.mark.parametrize(
    ("pieces", "lost", "told"),
    [
        ([1, 1], [False, False], "Without Hub, nobody loses touch: others keep the network together."),
        ([1, 2], [False, True], "Without Hub, 1 organization loses touch with the rest."),
        ([1, 2, 2], [False, True, True], "Without Hub, 2 organizations lose touch with the rest."),
        ([1, 2, 2, 3], [False, True, True, True], "Without Hub, 3 organizations in 2 groups lose touch with the rest."),
    ],
)
def test_what_breaks(pieces: list[int], lost: list[bool], told: str) -> None:
    assert loses_touch("Hub", pd.DataFrame({"piece": pieces, "loses_touch": lost})) == told


def test_every_role_has_a_sentence() -> None:
    assert set(ROLES) == set(ROLE_ORDER)


@pytest.mark.parametrize(
    ("names", "most", "line"),
    [([], 5, ""), (["A"], 5, "A"), (["A", "B"], 5, "A; B"), (["A", "B", "C"], 2, "A; B and 1 more")],
)
def test_names_stand_in_a_column(names: list[str], most: int, line: str) -> None:
    assert listed(names, most, between="; ", conjunction=False) == line


@pytest.mark.parametrize(
    ("precision", "told"), [("year", "2024"), ("month", "Mar 2024"), ("day", "1 Mar 2024"), (None, "1 Mar 2024")]
)
def test_a_day_is_as_precise_as_it_is_known(precision: str | None, told: str) -> None:
    assert day(pd.Timestamp(2024, 3, 1), precision) == told


def test_a_relationship_in_words() -> None:
    assert relationship_sentence(0.3, [], date(2024, 3, 11)) == "warm"
    assert relationship_sentence(0.6, ["meeting"], None) == "very warm: meeting"
    assert relationship_sentence(0.6, ["meeting", "win", "funding"], None) == "very warm: meeting, win and 1 more"
    assert confidential_sentence(0.1) == "cooling: in confidence"
