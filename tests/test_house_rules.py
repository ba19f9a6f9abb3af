"""What holds for every room of the house: who may import whom, what is public, what words mean."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from importlinter.cli import lint_imports

import graph
import loaders
from cli.main import partners

HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "dashboard", "graph", "loaders")
FILES = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
LIBRARIES = {"nx", "networkx", "igraph"}


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


def stated(stub: Path) -> list[str]:
    """Return the names that a stub imports, which are those that a package offers."""
    imports = [line for line in ast.parse(stub.read_text(encoding="utf-8")).body if isinstance(line, ast.ImportFrom)]
    return sorted(alias.name for line in imports for alias in line.names)


@pytest.mark.parametrize("room", [graph, loaders])
def test_the_ways_in_are_those_of_the_stub(room: ModuleType) -> None:
    assert sorted(dir(room)) == stated(HOUSE / room.__name__ / "__init__.pyi")
    assert [name for name in dir(room) if getattr(room, name) is None] == []


def test_no_module_takes_the_place_of_a_name() -> None:
    # A module of the same name would take the name's place as soon as it is imported.
    packages = [path.parent for path in FILES if path.name == "__init__.py"]
    taken = {
        (name_of(package / "__init__.py"), name)
        for package in packages
        for name in getattr(import_module(name_of(package / "__init__.py")), "__all__", ())
        if (package / f"{name}.py").exists() or (package / name).is_dir()
    }
    assert taken == set()


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
    # The backend takes NetworkX's own arguments, and hands them to the engine.
    ours = [path for path in FILES if not name_of(path).startswith(("graph.backend", "graph.engines.engine"))]
    assert {name_of(path): lines for path in ours if (lines := list(bare_weights(path)))} == {}


def test_weight_is_found_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text("nx.pagerank(ties, weight='strength')\nweight = 1\nours(weight=2)\ndef f(weight): ...\nx.weight\n")
    assert sorted(bare_weights(file)) == [2, 3, 4, 5]


def frame_attributes(path: Path) -> Iterator[int]:
    """Give the lines that read or write the ``attrs`` of a frame, also through ``getattr`` and ``setattr``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == "attrs":
            yield node.lineno
        elif isinstance(node, ast.Call):
            yield from (n.lineno for n in node.args if isinstance(n, ast.Constant) and n.value == "attrs")


def test_nothing_travels_in_the_attrs_of_a_frame() -> None:
    every = [*FILES, *(HOUSE / "bench").rglob("*.py")]
    assert {name_of(path): lines for path in every if (lines := list(frame_attributes(path)))} == {}


def test_attrs_are_found_where_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text("frame.attrs['level']\nframe.attrs = {}\nframe.attrs |= {}\ngetattr(frame, 'attrs')\nattrs = 1\n")
    assert sorted(frame_attributes(file)) == [1, 2, 3, 4]


def test_nothing_names_a_place_of_one_machine() -> None:
    texts = [path for path in HOUSE.glob("*.*") if path.suffix in {".md", ".toml", ".yml"}]
    texts += [*FILES, *(HOUSE / "docs").glob("*.md"), *(HOUSE / "tests").rglob("*.py")]
    place = re.compile(r"(?<![\w.])/(?:work|root|Users)/\w")
    assert [path.name for path in texts if place.search(path.read_text(encoding="utf-8"))] == []


def test_packages_are_listed_one_by_one() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(ROOMS)
