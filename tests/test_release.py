"""What others rely on to install, cite or join: one version, declared requirements, types, a workflow."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from dashboard import netmap

HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "dashboard", "graph", "loaders")
PROJECT: dict[str, Any] = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported_modules(room: str) -> set[str]:
    """Return the top-level modules that a room imports."""
    modules = set()
    for path in (HOUSE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    return modules


def workflow() -> dict[str, Any]:
    text = (HOUSE / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    jobs: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return jobs


def test_the_version_stands_in_one_place() -> None:
    citation = yaml.safe_load((HOUSE / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert version(PROJECT["name"]) == PROJECT["version"], "install the package again: make test"
    assert netmap.__version__ == PROJECT["version"]
    # `partners --version` and the component take it from the installed package; no code repeats it.
    code = [path for room in ROOMS for path in (HOUSE / room).rglob("*.py")]
    assert [path.name for path in code if PROJECT["version"] in path.read_text(encoding="utf-8")] == []


def test_the_newest_release_of_the_changelog_is_this_version() -> None:
    text = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## \[?(\d+\.\d+\.\d+)", text, re.MULTILINE)
    assert releases[:1] in ([], [PROJECT["version"]])  # none before the first release


def test_the_citation_says_what_the_package_says() -> None:
    citation = yaml.safe_load((HOUSE / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)  # what the format requires
    assert (citation["license"], citation["abstract"]) == (PROJECT["license"], PROJECT["description"])


def test_every_room_ships_its_types() -> None:
    assert [room for room in ROOMS if not (HOUSE / room / "py.typed").is_file()] == []


def test_the_command_has_the_name_of_the_package_too() -> None:
    assert set(PROJECT["scripts"]) == {"partners", PROJECT["name"]}
    assert set(PROJECT["scripts"].values()) == {"cli.main:main"}


def test_every_library_that_is_imported_is_declared() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    distributions = packages_distributions()
    modules = set().union(*(imported_modules(room) for room in ROOMS)) - set(ROOMS) - sys.stdlib_module_names
    assert {"click", "flask", "networkx", "pandas"} <= modules
    undeclared = {
        module for module in modules if not declared & {canonicalize_name(name) for name in distributions[module]}
    }
    assert undeclared == set()


def test_every_requirement_has_a_lowest_version() -> None:
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    requirements = [Requirement(line) for line in [*PROJECT["dependencies"], *extras]]
    loose = [r.name for r in requirements if not r.extras and not any(s.operator == ">=" for s in r.specifier)]
    assert loose == []


def test_the_workflow_runs_on_every_python_that_is_claimed() -> None:
    tested = workflow()["test"]["strategy"]["matrix"]["python"]
    assert all(SpecifierSet(PROJECT["requires-python"]).contains(python) for python in tested)
    prefix = "Programming Language :: Python :: 3."
    claimed = {line.rpartition(" ")[2] for line in PROJECT["classifiers"] if line.startswith(prefix)}
    assert claimed
    assert claimed <= set(tested)


def test_every_step_of_the_workflow_exists() -> None:
    steps = [step["run"] for job in workflow().values() for step in job["steps"] if "run" in step]
    targets = set(re.findall(r"^([\w-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for step in steps:
        program, *words = step.split()
        if program == "bash":
            assert (HOUSE / words.pop(0)).is_file()
        assert set(words) <= targets, step
