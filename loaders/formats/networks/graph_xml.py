"""GEXF and GraphML as records: each node and edge with its attributes by title."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from loaders.formats.networks.record import Record
from loaders.formats.networks.vocabulary import connection_field
from loaders.reading.xml import local_name

__all__ = ["gexf_records", "graphml_records"]

_SPELL_ENDS = ("start", "end", "startopen", "endopen", "timestamp")


def gexf_records(root: ET.Element, file: str) -> tuple[list[Record], list[Record]]:
    """Return the nodes and edges of a GEXF file, those inside other nodes too; positions and colours are left out.

    An edge without a type has that of the graph (undirected where it states none); an attribute without a value has
    its default. Where any edge has a weight, one without has 1, as GEXF says. Start and end, and the times of spells,
    are dates.
    """
    graph = next((e for e in root.iter() if local_name(e) == "graph"), root)
    titles: dict[str, dict[str, tuple[str, str]]] = {"node": {}, "edge": {}}
    for group in graph.iter():
        if local_name(group) == "attributes":
            title_by_id = titles.setdefault(group.get("class", ""), {})
            for one in _under(group, "attribute"):
                default = next((d.text or "" for d in _under(one, "default")), "")
                title_by_id[one.get("id", "")] = (one.get("title", "") or one.get("id", ""), default)
    default = graph.get("defaultedgetype", "undirected")
    nodes, edges = _Listed(file, "nodes"), _Listed(file, "edges")
    with_strength = any(local_name(e) == "edge" and _states_strength(e) for e in graph.iter())
    for element in graph.iter():
        name = local_name(element)
        if name == "node":
            nodes.add(_gexf_cells(element, titles["node"]))
        elif name == "edge":
            cells = _gexf_cells(element, titles["edge"])
            cells["direction"] = cells.pop("type", "") or default
            if with_strength and not _states_strength(element):
                cells["strength"] = "1"
            edges.add(cells)
    return nodes.records, edges.records


def _states_strength(edge: ET.Element) -> bool:
    return any(connection_field(name)[0] == "strength" for name in edge.attrib)


class _Listed:
    """Records of one kind, numbered in the order of the file."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file, self.sheet = file, sheet
        self.records: list[Record] = []

    def add(self, cells: dict[str, str]) -> None:
        filled = {header: text for header, text in cells.items() if text.strip()}
        self.records.append(Record(self.file, self.sheet, len(self.records) + 1, filled))


def _under(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (child for child in element if local_name(child) == name)


def _gexf_cells(element: ET.Element, titles: dict[str, tuple[str, str]]) -> dict[str, str]:
    edge = local_name(element) == "edge"
    own = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    spell = [own.pop(name) for name in _SPELL_ENDS if name in own]
    for group in _under(element, "spells"):
        spell += [one.get(end, "") for one in group for end in _SPELL_ENDS if one.get(end)]
    if edge:
        own.pop("id", None)
        own["spell"] = " ".join(spell)
    values = {title: default for title, default in titles.values() if default}
    for group in _under(element, "attvalues"):
        for one in _under(group, "attvalue"):
            key = one.get("for") or one.get("id") or ""
            values[titles.get(key, (key, ""))[0]] = one.get("value", "")
    if edge and "direction" in values:
        # Our own files say so what an edge is by itself.
        own.setdefault("type", values.pop("direction"))
    return own | {title: text for title, text in values.items() if not own.get(title)}


def graphml_records(root: ET.Element, file: str) -> tuple[list[Record], list[Record]]:
    """Return the nodes and edges of a GraphML file, those inside other nodes too, with yEd's labels.

    An edge that does not say whether it is directed is as the graph says; a key without a value has its default.
    """
    titles: dict[str, dict[str, tuple[str, str]]] = {"node": {}, "edge": {}}
    for key in _under(root, "key"):
        default = next((d.text or "" for d in _under(key, "default")), "")
        title_and_default = (key.get("attr.name", "") or key.get("id", ""), default)
        for part in ("node", "edge") if key.get("for", "all") == "all" else (key.get("for", ""),):
            titles.setdefault(part, {})[key.get("id", "")] = title_and_default
    nodes, edges = _Listed(file, "nodes"), _Listed(file, "edges")
    graphs = [e for e in root.iter() if local_name(e) == "graph"]
    for graph in graphs:
        default = graph.get("edgedefault", "undirected")
        for node in _under(graph, "node"):
            cells = _graphml_values(node, titles["node"]) | {"id": node.get("id", "")}
            nodes.add(cells)
        for edge in _under(graph, "edge"):
            cells = _graphml_values(edge, titles["edge"])
            cells |= {"source": edge.get("source", ""), "target": edge.get("target", "")}
            cells["direction"] = edge.get("directed") or cells.get("direction") or default
            edges.add(cells)
    return nodes.records, edges.records


def _graphml_values(element: ET.Element, titles: dict[str, tuple[str, str]]) -> dict[str, str]:
    values = {title: default for title, default in titles.values() if default}
    label = ""
    for datum in _under(element, "data"):
        key = datum.get("key", "")
        if len(datum):
            label = label or next(
                (e.text or "" for e in datum.iter() if local_name(e) in {"NodeLabel", "EdgeLabel"} and e.text), ""
            )
        else:
            values[titles.get(key, (key, ""))[0]] = datum.text or ""
    if label and not values.get("label"):
        values["label"] = label.strip()
    return values
