"""Names that look alike: what each rule says, and that blocks of candidates lose none of it."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.names import labelled
from loaders.names import alike
from loaders.names.alike import THRESHOLD, alike_pairs, likeness
from loaders.names.countries import PLACE_WORDS, places_in
from loaders.names.words import plain_name
from tests.examples import examples

LABELLED = sorted({name for _, one, other, _ in labelled() for name in (one, other)})
WORDS = (
    "Aid",
    "aid",
    "Relief",
    "the",
    "of",
    "International",
    "Water",
    "Wáter",
    "Norwegian",
    "Fund",
    "II",
    "UN",
    "Hlep",
)
made_names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
acronyms = st.text("ABCW", min_size=2, max_size=6)


def brute_force(names: list[str]) -> dict[tuple[int, int], tuple[str, float]]:
    pairs = combinations(range(len(names)), 2)
    return {(i, j): found for i, j in pairs if (found := likeness(names[i], names[j]))}


@given(st.lists(st.one_of(made_names, acronyms, st.sampled_from(LABELLED), st.text(max_size=9)), max_size=14))
def test_blocks_lose_nothing(names: list[str]) -> None:
    assert alike_pairs(names) == brute_force(names)


@settings(max_examples=examples(2))
@given(st.permutations(LABELLED).map(lambda names: names[:150]))
def test_blocks_lose_nothing_among_real_names(names: list[str]) -> None:
    found = alike_pairs(names)
    assert found == brute_force(names)
    assert found


def test_blocks_are_read_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = alike_pairs(LABELLED)
    monkeypatch.setattr(alike, "_TOGETHER", 7)
    assert alike_pairs(LABELLED) == whole
    assert {reason for reason, _ in whole.values()} == {
        "plain_spelling", "acronym_of_name", "same_words", "swapped_letters", "general_words", "similar_letters",
    }  # fmt: skip


@given(st.sampled_from(LABELLED), st.sampled_from(LABELLED))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert found is None or THRESHOLD <= found[1] <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caritas Honduras", "Caritas Libya"),
        ("MSF-F", "MSF-CH"),
        ("MSF-CH", "MSF Belgium"),
        ("Ethiopian Red Cross Society", "Eritrean Red Cross Society"),
        ("Liberian Red Cross Society", "Libyan Red Cross Society"),
        ("Medecins sans Frontieres France", "Medecins sans Frontieres Suisse"),
        ("World Vision", "World Vision Syria"),
        ("Fund for Water 2", "Fund for Water 3"),
        ("Programme II", "Programme III"),
        ("North River Womens Union", "South River Womens Union"),
        ("Ministry of Health", "Ministry of Justice"),
        ("University of Leeds", "University of York"),
    ],
)
def test_chapters_of_two_countries_and_other_opposites_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) is None


def test_only_capital_letters_make_a_word_an_acronym() -> None:
    assert likeness("CARE", "Coalition for Aid and Relief Efforts") == ("acronym_of_name", 0.9)
    assert likeness("Care", "Coalition for Aid and Relief Efforts") is None


def test_every_word_of_a_place_is_written_as_names_are_compared() -> None:
    assert {word for word in PLACE_WORDS if plain_name(word) != word} == set()
    assert places_in("Papua New Guinea Women") == {"PG"}
    assert places_in("Guinea Women") == {"GN"}
