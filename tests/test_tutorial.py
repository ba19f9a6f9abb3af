"""The tutorial runs, and shows what it says."""

from pathlib import Path

from tests.tutorial import BLOCK, PAGE, answers

TEXT = PAGE.read_text(encoding="utf-8")
README = Path(__file__).parents[1] / "README.md"


def test_each_block_gives_what_stands_below_it() -> None:
    assert list(answers(TEXT)) == [block["answer"] for block in BLOCK.finditer(TEXT)]


def test_no_block_is_left_out_and_it_is_as_short_as_it_says() -> None:
    blocks = [block["code"] for block in BLOCK.finditer(TEXT)]
    assert len(blocks) == TEXT.count("```python") == TEXT.count("```text")
    lines = [line for code in blocks for line in code.splitlines() if line]
    assert len(lines) <= 30


def test_the_front_page_leads_to_it() -> None:
    assert "docs/tutorial.md" in README.read_text(encoding="utf-8")
