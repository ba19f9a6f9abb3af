"""What `import graph` offers: each name loads, and each measure stands in the documentation."""

import inspect
import re
from pathlib import Path

import pytest

import graph

DOCS = Path(__file__).parents[2] / "docs"
# They help the dashboard and the commands; the API reference has them.
HELPERS = {
    "as_of_date", "cell_allies", "coalition_members", "data_warnings", "measure_table", "partner_network", "select",
    "warmest_routes", "who_is_near", "who_is_there",
}  # fmt: skip
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in [*DOCS.glob("*.md"), DOCS.parent / "README.md"])


def test_every_name_loads() -> None:
    assert [name for name in dir(graph) if getattr(graph, name) is None] == []


def test_every_measuring_function_stands_in_the_documentation() -> None:
    functions = [name for name in dir(graph) if inspect.isfunction(getattr(graph, name))]
    assert len(functions) > 20
    assert [name for name in sorted(functions) if not re.search(rf"\bgraph\.{name}\(", TEXT)] == sorted(HELPERS)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(AttributeError, match="centralities"):
        getattr(graph, "centralities")  # noqa: B009  (mypy knows that there is none)
