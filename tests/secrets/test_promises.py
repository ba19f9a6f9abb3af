"""Each promise in the documentation names a test that exists."""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def test_every_promise_names_a_test() -> None:
    page = (HOUSE / "docs" / "security.md").read_text(encoding="utf-8")
    promises = [
        line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| promise", "| ---"))
    ]
    assert len(promises) > 15
    for promise in promises:
        (path, test) = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", promise)[0]
        text = (HOUSE / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, promise
