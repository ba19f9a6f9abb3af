"""The labels on screen."""

from dashboard import words
from dashboard.words import KINDS, KINDS_IN_SENTENCES, ORGANIZATION_KINDS, ROWS, STATUSES, TABLES
from graph import schema
from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_STATUSES


def test_every_word_of_the_data_model_has_a_word_on_screen() -> None:
    assert tuple(KINDS) == INTERACTION_KINDS
    assert tuple(KINDS_IN_SENTENCES) == INTERACTION_KINDS
    assert tuple(ORGANIZATION_KINDS) == schema.ORGANIZATION_KINDS
    assert tuple(TABLES) == tuple(schema.SCHEMA)
    assert {name: table.one_row_is for name, table in schema.SCHEMA.items()} == ROWS
    assert tuple(STATUSES) == (*ORGANIZATION_STATUSES, *ACTIVITY_STATUSES)


def test_no_two_words_on_screen_are_the_same() -> None:
    assert len(set(KINDS.values())) == len(KINDS)
    assert len(set(STATUSES.values())) == len(STATUSES)


def test_what_is_offered_exists() -> None:
    assert all(hasattr(words, name) for name in words.__all__)
