"""Reading a tree of Dash components without a browser."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

_SPOKEN = ("title", "placeholder", "label", "aria-label")


def components(tree: Any) -> Iterator[Component]:
    """Yield every component of a tree, the root first."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from components(part)
    elif isinstance(tree, Component):
        yield tree
        yield from components(getattr(tree, "children", None))


def ids(tree: Any) -> list[str]:
    """Return the id of every component that has one, in order."""
    return [str(vars(c)["id"]) for c in components(tree) if "id" in vars(c)]


def by_id(tree: Any, name: str) -> Any:
    """Return the component with an id."""
    (found,) = [c for c in components(tree) if vars(c).get("id") == name]
    return found


def links(tree: Any) -> list[str]:
    """Return every address that the tree links to."""
    return [str(vars(c)["href"]) for c in components(tree) if "href" in vars(c)]


def classed(tree: Any, name: str) -> list[Component]:
    """Return the components with a style class."""
    return [c for c in components(tree) if name in str(vars(c).get("className", "")).split()]


def text(tree: Any) -> str:
    """Return what the tree says, piece by piece, with what is read out beside it."""
    return " ".join(_said(tree))


def _said(tree: Any) -> Iterator[str]:
    if isinstance(tree, str | int | float):
        yield str(tree)
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _said(part)
    elif isinstance(tree, Component):
        yield from (str(vars(tree)[name]) for name in _SPOKEN if isinstance(vars(tree).get(name), str))
        yield from _said(getattr(tree, "children", None))


def words(tree: Any) -> str:
    """Return the text of a tree alone, its pieces joined as they are on screen."""
    if isinstance(tree, str | int | float):
        return str(tree)
    if isinstance(tree, list | tuple):
        return "".join(words(part) for part in tree)
    return words(getattr(tree, "children", "")) if isinstance(tree, Component) else ""
