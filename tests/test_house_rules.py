"""What holds for every room of the house: who may import whom, what is public, what words mean."""

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

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


def test_the_import_contracts_hold() -> None:
    """In a process of its own: the linter switches off all loggers of the process that it runs in."""
    lint = f"import sys; sys.path.insert(0, {str(HOUSE)!r}); from importlinter.cli import lint_imports; "
    call = [sys.executable, "-c", lint + "sys.exit(lint_imports(no_cache=True))"]
    told = subprocess.run(call, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def offers(path: Path) -> str:
    """Return what is wrong with the list of public names of a module; nothing where it is right."""
    names = getattr(import_module(name_of(path)), "__all__", None)
    if names is None:
        only_a_docstring = len(ast.parse(path.read_text(encoding="utf-8")).body) <= 1
        return "" if only_a_docstring else "has no __all__"
    private = [name for name in names if name.startswith("_")]
    missing = [name for name in names if not hasattr(import_module(name_of(path)), name)]
    return f"offers {', '.join(private + missing)}" if private + missing else ""


def size(path: Path) -> str:
    """Return what is wrong with the text of a module; nothing where it is right."""
    text = path.read_text(encoding="utf-8")
    if not ast.get_docstring(ast.parse(text)):
        return "does not say what it is for"
    return f"has {len(text.splitlines())} lines" if len(text.splitlines()) > 300 else ""


def test_every_module_says_what_is_public_and_has_it() -> None:
    assert len(FILES) > 200
    assert {name_of(path): fault for path in FILES if (fault := offers(path))} == {}


def test_every_module_has_one_reason_and_few_lines() -> None:
    assert {name_of(path): fault for path in FILES if (fault := size(path))} == {}


def crowded(paths: Iterable[Path]) -> dict[str, int]:
    """Return the folders with more than 25 modules, which nobody finds their way in, and how many each has."""
    return {str(folder): count for folder, count in Counter(path.parent for path in paths).items() if count > 25}


def test_no_folder_is_crowded() -> None:
    tests = (HOUSE / "tests").rglob("*.py")
    assert crowded(FILES) == {}
    assert crowded(tests) == {}
    assert crowded(Path("attic", f"{number}.py") for number in range(26)) == {"attic": 26}


def test_a_module_that_breaks_a_rule_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "HOUSE", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    for name, text, offer, length in [
        ("right_module", '"""Right."""\n__all__ = ["one"]\none = 1\n', "", ""),
        ("silent_module", "one = 1\ntwo = 2\n", "has no __all__", "does not say what it is for"),
        ("private_module", '"""Private."""\n__all__ = ["_one"]\n_one = 1\n', "offers _one", ""),
        ("empty_module", '"""Empty."""\n__all__ = ["one"]\n', "offers one", ""),
        ("long_module", '"""Long."""\n__all__ = []\n' + "\n" * 300, "", "has 302 lines"),
    ]:
        path = tmp_path / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        assert (offers(path), size(path)) == (offer, length), name


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
