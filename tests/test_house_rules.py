"""What holds for every room of the house: who may import whom, what is public, what words mean."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import graph
import loaders
from cli.main import partners

HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "dashboard", "graph", "loaders")
FILES = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
LIBRARIES = {"nx", "networkx", "igraph"}
GRAPH = {
    "MEASURES", "Comparison", "LoadReport", "PartnerNetworkError", "Selection", "Tables", "TieNetwork", "as_of_date",
    "backbone", "broker_scores", "brokerage_roles", "cell_allies", "centrality_scores", "cluster_members",
    "cluster_table", "coalition_members", "compare_dates", "data_warnings", "key_players", "map_layout",
    "measure_table", "missing_allies", "missing_pairs", "overlapping_groups", "participation", "partner_network",
    "projection", "rank_intervals", "reach_gaps", "role_significance", "sampled_betweenness", "select", "tie_network",
    "two_mode_centrality", "warmest_routes", "what_breaks", "who_is_near", "who_is_there",
}  # fmt: skip
LOADERS = {
    "Added", "Loaded", "add_to_workspace", "load", "load_into", "loads", "read", "read_folder", "roll_back", "unload",
    "write_folder",
}  # fmt: skip


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def public(room: str) -> Iterator[tuple[str, object]]:
    for path in (HOUSE / room).rglob("*.py"):
        module = import_module(name_of(path))
        for name in getattr(module, "__all__", ()):
            found = getattr(module, name)
            if inspect.isclass(found) or inspect.isfunction(found):
                yield f"{module.__name__}.{name}", found


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(HOUSE)
    monkeypatch.syspath_prepend(HOUSE)
    kept = lint_imports(no_cache=True) == 0
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_module_says_what_is_public_and_has_it(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    module = import_module(name_of(path))
    if len(body) > 1:
        assert hasattr(module, "__all__")
    for name in getattr(module, "__all__", ()):
        assert hasattr(module, name)
        assert not name.startswith("_")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_module_has_one_reason_and_few_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("room", ["graph", "loaders"])
def test_what_is_public_is_explained(room: str) -> None:
    silent = [name for name, found in public(room) if not (inspect.getdoc(found) or "").strip()]
    assert silent == []


def test_the_ways_in_are_those_we_promise() -> None:
    assert set(graph.__all__) == GRAPH
    assert set(loaders.__all__) == LOADERS
    assert dir(graph) == sorted(graph.__all__)
    assert sorted(name for names in graph._NAMES_OF.values() for name in names) == sorted(graph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing_of_ours'"):
        graph.nothing_of_ours  # noqa: B018  (asking is the test)


def test_every_command_is_documented() -> None:
    headings = re.findall(
        r"^## `partners (\w+)", (HOUSE / "docs/commands.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert headings == list(partners.commands)


def bare_weights(path: Path) -> Iterator[int]:
    """Give the lines where `weight` is a name of ours: strength says closeness, distance says length."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).split(".", 1)[0]
            if called not in LIBRARIES:
                yield from (keyword.value.lineno for keyword in node.keywords if keyword.arg == "weight")
        if isinstance(node, ast.expr | ast.arg):
            named = [getattr(node, attribute, None) for attribute in ("id", "attr", "arg", "value")]
            if "weight" in named:
                yield node.lineno


def test_weight_is_a_word_of_libraries_only() -> None:
    # The backend takes NetworkX's own arguments.
    ours = [path for path in FILES if not name_of(path).startswith("graph.backend")]
    assert {name_of(path): lines for path in ours if (lines := list(bare_weights(path)))} == {}


def test_weight_is_found_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text("nx.pagerank(ties, weight='strength')\nweight = 1\nours(weight=2)\ndef f(weight): ...\nx.weight\n")
    assert sorted(bare_weights(file)) == [2, 3, 4, 5]


def test_nothing_names_a_place_of_one_machine() -> None:
    texts = [path for path in HOUSE.glob("*.*") if path.suffix in {".md", ".toml", ".yml"}]
    texts += [*FILES, *(HOUSE / "docs").glob("*.md"), *(HOUSE / "tests").rglob("*.py")]
    place = re.compile(r"(?<![\w.])/(?:work|root|Users)/\w")
    assert [path.name for path in texts if place.search(path.read_text(encoding="utf-8"))] == []


def test_packages_are_listed_one_by_one() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(ROOMS)
