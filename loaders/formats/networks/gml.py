"""GML as records: keys and values in square brackets."""

import html
import re
from collections.abc import Iterator

from graph.errors import UnreadableSource
from loaders.formats.networks.record import Record

__all__ = ["gml_records", "looks_like_gml"]

_TOKEN = re.compile(r'"([^"]*)"|([\[\]])|#[^\n]*|([^\s"\[\]]+)')
_START = re.compile(
    r"\s*(?:(?:#[^\n]*\n|(?:Creator|Version|Comment)\s+(?:\"[^\"]*\"|\S+))\s*)*graph\s*\[", re.IGNORECASE
)
_DEEPEST = 50
_Value = str | list[tuple[str, "_Value"]]


def looks_like_gml(text: str) -> bool:
    r"""Whether a text begins as GML does.

    Examples
    --------
    >>> looks_like_gml('Creator "x"\ngraph [ node [ id 1 ] ]'), looks_like_gml("graph,node")
    (True, False)
    """
    return bool(_START.match(text[:65_536]))


def gml_records(text: str, file: str) -> tuple[list[Record], list[Record]]:
    """Return the nodes and edges of a GML file; of what is nested in one, its plain values.

    Raises
    ------
    UnreadableSource
        If brackets do not match, or a key has no value.

    Examples
    --------
    >>> nodes, edges = gml_records('graph [ node [ id 1 label "A" ] edge [ source 1 target 1 ] ]', "x.gml")
    >>> nodes[0].cells, edges[0].cells["direction"]
    ({'id': '1', 'label': 'A'}, 'undirected')
    """
    graph = _value_of(_pairs(_tokens(text), file, 0), "graph")
    if not isinstance(graph, list):
        raise _broken(file, "there is no graph [ ... ]")
    nodes: list[Record] = []
    edges: list[Record] = []
    default = "directed" if _value_of(graph, "directed") == "1" else "undirected"
    for key, value in graph:
        if isinstance(value, list) and key in {"node", "edge"}:
            cells = {name: text for name, text in _plain(value) if text.strip()}
            into = nodes if key == "node" else edges
            if key == "edge":
                cells = {"direction": default} | cells
            into.append(Record(file, f"{key}s", len(into) + 1, cells))
    return nodes, edges


def _plain(pairs: list[tuple[str, _Value]]) -> Iterator[tuple[str, str]]:
    for key, value in pairs:
        if isinstance(value, str):
            yield key, value
        elif key == "attributes":
            yield from _plain(value)


def _value_of(pairs: list[tuple[str, _Value]], key: str) -> _Value | None:
    return next((value for name, value in pairs if name.casefold() == key), None)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for token in _TOKEN.finditer(text):
        if token[1] is not None:
            yield "text", _unescaped(token[1])
        elif token[2]:
            yield token[2], ""
        elif token[3]:
            yield "word", token[3]


def _unescaped(text: str) -> str:
    # A reference to half a character is no text.
    return html.unescape(text).encode("utf-8", "replace").decode()


def _pairs(tokens: Iterator[tuple[str, str]], file: str, depth: int) -> list[tuple[str, _Value]]:
    pairs: list[tuple[str, _Value]] = []
    if depth > _DEEPEST:
        raise _broken(file, f"brackets are nested more than {_DEEPEST} deep")
    for kind, key in tokens:
        if kind == "]":
            if depth == 0:
                raise _broken(file, "a bracket is closed that was never opened")
            return pairs
        if kind != "word":
            raise _broken(file, f"a value {key[:40]!r} stands without a key")
        follows, value = next(tokens, ("", ""))
        if follows == "[":
            pairs.append((key, _pairs(tokens, file, depth + 1)))
        elif follows in {"word", "text"}:
            pairs.append((key, value))
        else:
            raise _broken(file, f"the key {key[:40]!r} has no value")
    if depth:
        raise _broken(file, "a bracket is opened and never closed")
    return pairs


def _broken(file: str, why: str) -> UnreadableSource:
    return UnreadableSource(
        f'{file}: not GML ({why}). Allowed: graph [ node [ id 1 label "A" ] edge [ source 1 target 2 ] ]. '
        "Export the file again, or save the network as GraphML and load that."
    )
