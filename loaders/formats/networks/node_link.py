"""Networks as JSON: node-link lists (NetworkX, D3, Polinode), Cytoscape.js, and Oligrapher's maps."""

from collections.abc import Sequence
from typing import Any

from graph.errors import UnreadableSource
from loaders.facts.alone import side_by_side
from loaders.facts.form import Form
from loaders.formats.networks.network import NetworkFile, loaded_network
from loaders.formats.networks.objects import object_records
from loaders.formats.networks.record import Record
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["NODE_LINK", "OLIGRAPHER"]

_ENDS = (("source", "target"), ("from", "to"))
_ROOMS = ("graph", "graph_data", "elements", "data", "network")


def _lists(content: Any) -> tuple[list[Any], list[Any]] | None:  # noqa: ANN401  (whatever the file says)
    """Return the nodes and the edges; those that are keyed by their id are listed in the order of the file."""
    if not isinstance(content, dict):
        return None
    for room in (content, *(content[name] for name in _ROOMS if isinstance(content.get(name), dict))):
        nodes, edges = room.get("nodes"), room.get("links", room.get("edges"))
        listed = [list(part.values()) if isinstance(part, dict) else part for part in (nodes, edges)]
        if all(isinstance(part, list) for part in listed):
            return listed[0], listed[1]
    return None


def _first(objects: list[Any]) -> dict[str, Any]:
    one = next((one for one in objects if isinstance(one, dict)), {})
    return one["data"] if isinstance(one.get("data"), dict) else one


def _is_node_link(file: Opened) -> bool:
    lists = _lists(file.json)
    return lists is not None and any(a in _first(lists[1]) and b in _first(lists[1]) for a, b in _ENDS)


def _is_oligrapher(file: Opened) -> bool:
    lists = _lists(file.json)
    return lists is not None and {"node1_id", "node2_id"} <= set(_first(lists[1]))


def _typed(record: Record) -> Record:
    """Return a node of a map with the kind that its address on LittleSis tells: a person or an organization."""
    about = next((kind for kind in ("person", "org") if f"/{kind}/" in record.cells.get("url", "")), "")
    if not about or "type" in record.cells:
        return record
    kind = "Person" if about == "person" else "Organization"
    return Record(record.file, record.sheet, record.line, {**record.cells, "type": kind})


def _form(name: str, label: str) -> Form:
    def load(files: Sequence[Opened], reading: Reading) -> Loaded:
        return side_by_side(loaded_network(label, _network(file, name), reading) for file in files)

    return Form(name, label, _is_oligrapher if name == "oligrapher" else _is_node_link, load, stands_alone=True)


def _network(file: Opened, name: str) -> NetworkFile:
    lists = _lists(file.json)
    if lists is None or not any(lists):
        raise UnreadableSource(
            f"{file.name}: no lists of nodes and edges. Allowed: a JSON object with nodes, and with edges or links. "
            "Export the network again, or load the file without --form."
        )
    nodes = object_records(lists[0], file.name, "nodes")
    edges = object_records(lists[1], file.name, "edges")
    if isinstance(file.json.get("directed"), bool):
        direction = "directed" if file.json["directed"] else "undirected"
        edges = [Record(r.file, r.sheet, r.line, {"direction": direction, **r.cells}) for r in edges]
    return NetworkFile([_typed(node) for node in nodes] if name == "oligrapher" else nodes, edges)


NODE_LINK = _form("node-link", "network as JSON")
OLIGRAPHER = _form("oligrapher", "Oligrapher map")
