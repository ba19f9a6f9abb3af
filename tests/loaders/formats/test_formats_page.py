"""The page on formats says what the code does."""

from pathlib import Path

import pytest

from loaders.contract import with_lists

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "formats.md"


def test_the_lists_are_those_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert with_lists(text) == text, "run: python -m loaders.contract docs/formats.md"
    assert text.count("<!-- list:") == 10


def test_a_list_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        with_lists("<!-- list: recipes -->\n<!-- end of list -->")
