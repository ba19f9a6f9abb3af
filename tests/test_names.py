"""A name says what its value is: no variable, argument, field or attribute only points at a value."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "dashboard", "graph", "loaders")
WORDS = frozenset(
    {
        "found", "told", "held", "known", "kept", "stated", "shown", "named", "given", "here", "many",
        "result", "data", "res", "tmp", "x",
    }
)  # fmt: skip
# Fields that are written to a file under their names, where earlier versions look for them.
EXCEPTIONS: Mapping[str, frozenset[str]] = {
    "graph/backend/mixing.py": frozenset({"x"}),  # an argument of NetworkX
    "loaders/names/decision_file.py": frozenset({"found", "kept"}),
    "loaders/workspace/manifest.py": frozenset({"kept", "stated"}),
}


def points_only(name: str) -> bool:
    """Whether a name is one of `WORDS`, also with digits or underscores around it."""
    return name.strip("_0123456789") in WORDS


def assigned(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the line and the name of each variable, argument, field and attribute that a module assigns."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            # Attributes of other objects, such as `data` of a sparse matrix, have the names of their library.
            case ast.Attribute(attr=name, value=ast.Name(id="self"), ctx=ast.Store()):
                yield node.lineno, name
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.alias(asname=str(name))
            ):
                yield node.lineno, name
            case ast.MatchMapping(rest=str(name)):
                yield node.lineno, name


def offenders(path: Path, exceptions: frozenset[str] = frozenset()) -> list[tuple[int, str]]:
    """Return the lines and names of a module that say nothing of what their value is, without `exceptions`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sorted((line, name) for line, name in assigned(tree) if points_only(name) and name not in exceptions)


@pytest.mark.parametrize("room", ROOMS)
def test_names_say_what_their_value_is(room: str) -> None:
    wrong = []
    for path in sorted((HOUSE / room).rglob("*.py")):
        place = path.relative_to(HOUSE).as_posix()
        wrong += [f"{place}:{line}: {name}" for line, name in offenders(path, EXCEPTIONS.get(place, frozenset()))]
    assert not wrong, "Name these by what their value is:\n" + "\n".join(wrong)


@pytest.mark.parametrize(("place", "names"), EXCEPTIONS.items())
def test_every_exception_is_needed(place: str, names: frozenset[str]) -> None:
    assert {name for _, name in offenders(HOUSE / place)} == names


def test_names_that_only_point_are_listed_where_they_stand(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        """\
import json as data
class Person:
    known: bool
    kept = 1
    def __init__(self, x, *, scores=(), **given):
        self._told = [held for held in scores]
        self.sizes, found_2 = given, 1
def sizes(rows, _=None):
    for many in rows:
        with open(many) as result_:
            pass
    try:
        return (lambda res: res, [tmp := 1])
    except OSError as shown:
        raise
    match rows:
        case {"a": stated, **named}:
            return stated
        case [*here]:
            return found_pairs
def fine(n_kept, known_names, founded, maximum, xs, x_id):
    found.data = print(rows.data, result, data=x)
""",
        encoding="utf-8",
    )
    assert offenders(module) == [
        (1, "data"), (3, "known"), (4, "kept"), (5, "given"), (5, "x"), (6, "_told"), (6, "held"), (7, "found_2"),
        (9, "many"), (10, "result_"), (13, "res"), (13, "tmp"), (14, "shown"), (17, "named"), (17, "stated"),
        (19, "here"),
    ]  # fmt: skip
    assert (3, "known") not in offenders(module, frozenset({"known"}))
