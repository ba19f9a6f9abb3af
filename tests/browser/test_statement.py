"""The statement about accessibility says what the tests show: it is up to date, and the tests that it names exist."""

import ast
from pathlib import Path

from tests.browser.statement import PAGE, RECORDS, page

HOUSE = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.browser.statement"


def test_each_promise_names_tests_that_exist() -> None:
    for record in RECORDS:
        assert record.tests, record.what
        for test in record.tests:
            path, name = test.split("::")
            body = ast.parse((HOUSE / path).read_text(encoding="utf-8")).body
            assert name in {one.name for one in body if isinstance(one, ast.FunctionDef)}, test


def test_the_front_page_and_the_site_lead_to_it() -> None:
    assert "docs/accessibility.md" in (HOUSE / "README.md").read_text(encoding="utf-8")
    assert '"accessibility.md"' in (HOUSE / "zensical.toml").read_text(encoding="utf-8")
