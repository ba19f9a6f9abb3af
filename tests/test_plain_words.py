"""Sentences that readers stumbled over are gone, from the code and from the documentation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "dashboard", "docs", "graph", "loaders")
KINDS = {".css", ".js", ".md", ".pot", ".py", ".pyi"}
REWRITTEN = (
    "is told, and the others are read",
    "alone of the organization that goes by it",
    "what it was seen by",
    "if the groups were dealt out anew",
    "walked through in steps",
    "is known of a part of the country only",
    "is read as ever",
    "is never sure by that alone",
    "pair was kept back",
    "tied to nobody is in none",
    "nothing dated for a year",
    "Parquet is no text to print",
    "nothing could be kept of",
    "Somebody of this coalition is there",
    "warmth stays inside",
    "counts ways through, not importance",
    "More bridging than its size suggests",
    "still missing {",
    "without a date never cool",
    "belongs here for sure",
    "Add nothing new",
    "own tables",
    "Regroup",
    "Beside the grid",
    "stands between others here",
)
"""Each was replaced by a plainer sentence."""


def stumbling(text: str) -> Iterator[str]:
    """Yield the rewritten sentences that stand in a text, also over two lines."""
    flat = re.sub(r"\s+", " ", text)
    yield from (sentence for sentence in REWRITTEN if re.search(rf"(?<!\w){re.escape(sentence)}", flat))


def test_no_rewritten_sentence_is_left() -> None:
    files = [path for room in ROOMS for path in sorted((HOUSE / room).rglob("*")) if path.suffix in KINDS]
    assert len(files) > 200
    faults = {str(path.relative_to(HOUSE)): list(stumbling(path.read_text(encoding="utf-8"))) for path in files}
    assert {name: sentences for name, sentences in faults.items() if sentences} == {}


@pytest.mark.parametrize("sentence", REWRITTEN)
def test_a_rewritten_sentence_is_noticed(sentence: str) -> None:
    assert sentence in list(stumbling(f"It says: {sentence.replace(' ', chr(10), 1)}."))
