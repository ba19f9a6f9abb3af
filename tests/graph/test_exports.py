"""What `import graph` offers: each name loads, is no module by accident, and stands in the documentation."""

import re
from pathlib import Path
from pkgutil import iter_modules

import pytest

import graph

DOCS = Path(__file__).parents[2] / "docs"
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in [*DOCS.glob("*.md"), DOCS.parent / "README.md"])
MEASURING = [
    "backbone", "broker_scores", "brokerage_roles", "centrality_scores", "cluster_members", "cluster_table",
    "compare_dates", "key_players", "missing_allies", "missing_pairs", "overlapping_groups", "participation",
    "projection", "rank_intervals", "reach_gaps", "role_significance", "sampled_betweenness", "two_mode_centrality",
]  # fmt: skip


@pytest.mark.parametrize("name", graph.__all__)
def test_a_name_loads_and_says_what_it_is(name: str) -> None:
    assert getattr(graph, name) is not None
    assert name in dir(graph)
    # A module of the same name would take the name's place as soon as it is imported.
    assert name not in {module.name for module in iter_modules(graph.__path__)}


@pytest.mark.parametrize("name", MEASURING)
def test_a_name_stands_in_the_documentation(name: str) -> None:
    assert re.search(rf"\bgraph\.{name}\(", TEXT)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(AttributeError, match="'graph' has no attribute 'centralities'"):
        _ = graph.centralities
