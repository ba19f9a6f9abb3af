"""What is told of two organizations' relationship, and what is not."""

import pytest

from dashboard.components.relationship import relationship
from dashboard.explorer import Explorer
from graph.report import LoadReport
from tests.dashboard.village import village


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("ada", "amy", "very warm: meeting, last 8 Mar 2024"),
        ("hub", "bea", "very warm: meeting, last 11 Mar 2024"),
        ("ada", "hub", "very warm: meeting, last 9 Mar 2024"),  # the last one is confidential
        ("ada", "ali", "very warm: meeting, last 8 Mar 2024"),  # so is their conflict
        ("pia", "pit", "very warm: in confidence"),  # and everything between these two
    ],
)
def test_what_is_confidential_gives_neither_kind_nor_day(hamlet: Explorer, one: str, other: str, told: str) -> None:
    assert relationship(hamlet.base, one, other) == told
    assert relationship(hamlet.base, other, one) == told


def test_what_is_not_confidential_is_told() -> None:
    open_to_all = village().replace(interactions=village().interactions.assign(confidential=None))
    explorer = Explorer(lambda: (open_to_all, LoadReport()))
    explorer._prepare()
    assert relationship(explorer.base, "ada", "ali") == "very warm: conflict and meeting, last 12 Mar 2024"
    assert relationship(explorer.base, "pia", "pit") == "very warm: meeting, last 12 Mar 2024"
