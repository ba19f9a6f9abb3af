"""Reading what a page shows, as the browser gets it: components as JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plotly.utils import PlotlyJSONEncoder

_SPOKEN = ("title", "placeholder", "label", "aria-label")


@dataclass(frozen=True)
class Part:
    """One component: its type, and its properties."""

    type: str
    props: dict[str, Any]


def components(tree: Any) -> Iterator[Part]:
    """Yield every component of a tree, made of Dash's components or of their JSON; the root first."""
    yield from _parts(plain(tree))


def plain(tree: Any) -> Any:
    """Return a tree as JSON, in which a piece that only shows and links is its elements again."""
    return _spread(json.loads(json.dumps(tree, cls=PlotlyJSONEncoder)))


def _spread(tree: Any) -> Any:
    if isinstance(tree, list):
        spread = [_spread(part) for part in tree]
        return [one for part in spread for one in (part if isinstance(part, list) else [part])]
    if not isinstance(tree, dict) or "props" not in tree:
        return tree
    if tree["type"] == "Still":
        return tree["props"]["tree"]
    props = tree["props"]
    return {**tree, "props": {**props, "children": _spread(props["children"])} if "children" in props else props}


def _parts(tree: Any) -> Iterator[Part]:
    if isinstance(tree, list):
        for part in tree:
            yield from _parts(part)
    elif isinstance(tree, dict) and "props" in tree:
        yield Part(tree["type"], tree["props"])
        yield from _parts(tree["props"].get("children"))


def ids(tree: Any) -> list[str]:
    """Return the id of every component that has one, in order; one of a kind of controls as JSON."""
    return [named(part.props["id"]) for part in components(tree) if "id" in part.props]


def named(name: Any) -> str:
    """Return an id as text, as Dash's callbacks name it."""
    return name if isinstance(name, str) else json.dumps(name, sort_keys=True, separators=(",", ":"))


def kind_of(name: str) -> str:
    """Return an id, or for one of a kind of controls what kind it is."""
    return str(json.loads(name)["part"]) if name.startswith("{") else name


def by_id(tree: Any, name: str) -> dict[str, Any]:
    """Return the properties of the component with an id."""
    (found,) = [part.props for part in components(tree) if part.props.get("id") == name]
    return found


def links(tree: Any) -> list[str]:
    """Return every address that the tree links to."""
    parts = components(tree)
    return [one["href"] for part in parts for one in (part.props, *part.props.get("items", ())) if "href" in one]


def classed(tree: Any, name: str) -> list[Part]:
    """Return the components with a style class."""
    return [part for part in components(tree) if name in str(part.props.get("className", "")).split()]


def text(tree: Any) -> str:
    """Return what the tree says, its pieces joined by blanks, with what is read out beside it."""
    said: list[str] = []
    for part in components(tree):
        said += [part.props[name] for name in _SPOKEN if isinstance(part.props.get(name), str)]
    return " ".join([*said, words(tree, " ")])


def words(tree: Any, between: str = "") -> str:
    """Return what stands on screen in a tree."""
    return between.join(_strings(plain(tree)))


def _strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, list):
        for part in tree:
            yield from _strings(part)
    elif isinstance(tree, dict):
        yield from _strings(tree["props"].get("children"))
        for item in tree["props"].get("items", ()):
            yield from (item[name] for name in ("number", "name", "note") if item.get(name))
    elif tree is not None:
        yield str(tree)
