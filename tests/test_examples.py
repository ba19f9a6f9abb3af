"""Fewer examples by default, all of them in a long run."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples, register_profiles

TESTS = Path(__file__).resolve().parent


@pytest.mark.parametrize(("profile", "numbers"), [("long", (5, 12, 200)), ("calm", (5, 6, 30))])
def test_a_profile_says_how_many(profile: str, numbers: tuple[int, ...]) -> None:
    before = settings.get_current_profile_name()
    register_profiles()
    settings.load_profile(profile)
    try:
        assert tuple(map(examples, (5, 12, 200))) == numbers
        tried: list[int] = []

        @settings(max_examples=examples(200), database=None)
        @given(st.integers())
        def keep(number: int) -> None:
            tried.append(number)

        keep()
        assert len(tried) == numbers[-1]
        assert settings.default is not None
        assert settings.default.deadline is None
    finally:
        settings.load_profile(before)


def test_every_number_of_examples_follows_the_profile() -> None:
    fixed = re.compile(r"max_examples=\d")
    paths = [path for path in TESTS.rglob("*.py") if path != Path(__file__).resolve()]
    assert [path.name for path in paths if fixed.search(path.read_text(encoding="utf-8"))] == []
