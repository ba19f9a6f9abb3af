"""One small network a form, as files, with its records in any order; made from each format's own documentation."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.loaders.made_files import workbook_of

__all__ = ["SAMPLES", "csv_of"]

Files = dict[str, bytes]


def csv_of(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    held = io.StringIO(newline="")
    csv.writer(held).writerows([header, *rows] if header else rows)
    return held.getvalue().encode()


def _mixed(rows: Sequence[Any], order: Random | None) -> list[Any]:
    found = list(rows)
    if order is not None:
        order.shuffle(found)
    return found


ELEMENTS = [
    ["Well Diggers", "NGO", "water|land", "https://wells.example"],
    ["River Fund", "Foundation", "", ""],
    ["Ada Example", "Person", "", ""],
    ["Open Alliance", "Network", "", ""],
    ["well diggers", "", "", ""],
]
CONNECTIONS = [
    ["River Fund", "Well Diggers|Open Alliance", "funds", "directed", 3],
    ["Well Diggers", "Open Alliance", "allies", "mutual", 2],
    ["Open Alliance", "Well Diggers", "allies", "undirected", 2],
    ["Ada Example", "Open Alliance", "chairs", "directed", ""],
    ["Night School", "Open Alliance", "allies", "undirected", 1],
]


def kumu_workbook(order: Random | None = None) -> Files:
    elements = [["Label", "Type", "Tags", "URL"], *_mixed(ELEMENTS, order)]
    connections = [["From", "To", "Type", "Direction", "Strength"], *_mixed(CONNECTIONS, order)]
    notes = [["Label", "Type"], ["Not to be read", "NGO"]]
    return {"map.xlsx": workbook_of({"Elements": elements, "Connections": connections, "Old (ignore)": notes})}


def kumu_csv(order: Random | None = None) -> Files:
    return {
        "elements.csv": csv_of(["Label", "Type", "Tags", "URL"], _mixed(ELEMENTS, order)),
        "connections.csv": csv_of(["From", "To", "Type", "Direction", "Strength"], _mixed(CONNECTIONS, order)),
    }


def kumu_sections(order: Random | None = None) -> Files:
    rows = [["Label", "Type", "Tags", "URL", ""], *([*row, ""] for row in _mixed(ELEMENTS, order)), [""] * 5, [""] * 5]
    rows += [["From", "To", "Type", "Direction", "Strength"], *_mixed(CONNECTIONS, order)]
    return {"both.xlsx": workbook_of({"Map": rows})}


def kumu_json(order: Random | None = None) -> Files:
    elements = [
        {"id": "e1", "label": "Well Diggers", "type": "NGO", "tags": ["water", "land"]},
        {"id": "e2", "label": "River Fund", "type": "Foundation"},
        {"id": "e3", "label": "Ada Example", "type": "Person"},
    ]
    connections = [
        {"from": "e2", "to": "e1", "direction": "directed", "type": "funds"},
        {"from": "e3", "to": "e1", "direction": "mutual", "type": "chairs"},
    ]
    held = {"elements": _mixed(elements, order), "connections": _mixed(connections, order)}
    return {"simple.json": json.dumps(held).encode()}


def kumu_project(order: Random | None = None) -> Files:
    elements = [
        {"_id": "elem-1", "attributes": {"label": "Well Diggers", "element type": "NGO", "tags": ["water"]}},
        {"_id": "elem-2", "attributes": {"label": "River Fund", "element type": "Foundation", "description": "Gives"}},
    ]
    connections = [
        {"_id": "conn-1", "direction": "mutual", "from": "elem-1", "to": "elem-2",
         "attributes": {"connection type": "allies"}},
    ]  # fmt: skip
    held = {"elements": _mixed(elements, order), "connections": _mixed(connections, order), "maps": [{"name": "m"}]}
    return {"project.json": json.dumps(held).encode()}


NODES = [["a", "Well Diggers", 3], ["b", "River Fund", 1], ["c", "Open Alliance", 2]]
EDGES = [
    ["a", "b", "Undirected", "allies", 2.0, "2019-05-01"],
    ["b", "a", "Undirected", "allies", 3.0, "2019-05-01"],
    ["a", "c", "Directed", "funds", 1.5, "2021"],
    ["c", "a", "Directed", "funds", 4.0, "2021"],
    ["c", "zed", "Directed", "funds", 4.0, ""],
]


def gephi_csv(order: Random | None = None) -> Files:
    edges = ["Source", "Target", "Type", "Kind", "Weight", "Date"]
    return {
        "nodes.csv": csv_of(["Id", "Label", "modularity_class"], _mixed(NODES, order)),
        "edges.csv": csv_of(edges, _mixed(EDGES, order)),
    }


def nodexl(order: Random | None = None) -> Files:
    edges = [["", "", "Visual Properties"], ["Vertex 1", "Vertex 2", "Relationship"]]
    edges += _mixed([["Well Diggers", "River Fund", "allies"], ["River Fund", "Open Alliance", "funds"]], order)
    vertices = [["", "Graph Metrics"], ["Vertex", "Degree"], *_mixed([["Well Diggers", 1], ["River Fund", 2]], order)]
    return {"nodexl.xlsx": workbook_of({"Edges": edges, "Vertices": vertices})}


def graph_commons(order: Random | None = None) -> Files:
    header = ["From Type", "From Name", "Edge", "To Type", "To Name"]
    rows = [
        ["NGO", "Well Diggers", "ALLY", "Fund", "River Fund"],
        ["NGO", "Well Diggers", "ALLY", "NGO", "Open Alliance"],
    ]
    return {"commons.csv": csv_of(header, _mixed(rows, order))}


def polinode(order: Random | None = None) -> Files:
    nodes = [["Name", "Team size"], *_mixed([["Well Diggers", 4], ["River Fund", 9]], order)]
    edges = [["Source", "Target", "Weight"], *_mixed([["Well Diggers", "River Fund", 2]], order)]
    return {"polinode.xlsx": workbook_of({"Nodes": nodes, "Edges": edges})}


def members(order: Random | None = None) -> Files:
    header = ["Primary Organization", "Node Label", "City", "Country", "First Name", "Last Name", "Email", "Sector"]
    rows = [
        ["Well Diggers", "WD", "Northport", "Utopia", "Ada", "Example", "ada@wells.example", "Nonprofit NGO"],
        ["Well Diggers", "WD", "Northport", "Utopia", "Ben", "Example", "ben@wells.example", "Nonprofit NGO"],
        ["River Fund", "RF", "", "Utopia", "", "", "", "Foundation"],
        ["", "XX", "", "", "Cy", "Example", "", ""],
    ]
    return {"members.csv": csv_of(header, _mixed(rows, order))}


def _enveloped(kind: str, told: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": told["id"], "attributes": told}


ENTITIES = [
    {"id": 1, "name": "Well Diggers", "blurb": "Wells", "primary_ext": "Org", "types": ["Organization", "NGO"],
     "start_date": "1999-00-00", "aliases": ["WD", "The Diggers"]},
    {"id": 2, "name": "River Fund", "primary_ext": "Org", "website": "https://fund.example"},
    {"id": 3, "name": "Ada Example", "primary_ext": "Person"},
]  # fmt: skip
RELATIONSHIPS = [
    {"id": 10, "entity1_id": 2, "entity2_id": 1, "category_id": 5, "amount": 5000, "start_date": "2012-05-00",
     "end_date": "2013-00-00", "is_current": None},
    {"id": 11, "entity1_id": 1, "entity2_id": 2, "category_id": 3, "start_date": "2010-00-00", "is_current": None},
    {"id": 12, "entity1_id": 1, "entity2_id": 2, "category_id": 12, "is_current": False},
    {"id": 13, "entity1_id": 3, "entity2_id": 1, "category_id": 1, "is_current": True},
    {"id": 14, "entity1_id": 1, "entity2_id": 99, "category_id": 9},
]  # fmt: skip


def littlesis(order: Random | None = None) -> Files:
    entities = [_enveloped("entities", one) for one in _mixed(ENTITIES, order)]
    relationships = json.dumps([_enveloped("relationships", one) for one in _mixed(RELATIONSHIPS, order)]).encode()
    return {
        "entities.json": json.dumps(entities).encode(),
        "relationships.json.gz": gzip.compress(relationships, mtime=0),
    }


def oligrapher(order: Random | None = None) -> Files:
    nodes = [
        {"id": "1", "name": "Well Diggers", "url": "https://littlesis.org/org/1/Well_Diggers", "x": 0.5},
        {"id": "2", "name": "River Fund", "url": "https://littlesis.org/org/2/River_Fund"},
        {"id": "3", "name": "Ada Example", "url": "https://littlesis.org/person/3/Ada_Example"},
    ]
    edges = [
        {"id": "e1", "node1_id": "1", "node2_id": "2", "label": "grantee", "arrow": "left"},
        {"id": "e2", "node1_id": "1", "node2_id": "2", "label": "allies", "arrow": False},
        {"id": "e3", "node1_id": "3", "node2_id": "2", "label": "chairs", "arrow": "right"},
    ]
    keyed = {one["id"]: one for one in _mixed(nodes, order)}
    return {"oligrapher.json": json.dumps({"nodes": keyed, "edges": _mixed(edges, order)}).encode()}


def node_link(order: Random | None = None) -> Files:
    nodes = [{"id": "a", "name": "Well Diggers"}, {"id": "b", "name": "River Fund"}]
    links = [{"source": "a", "target": "b", "strength": -2}]
    held = {"directed": False, "multigraph": False, "nodes": _mixed(nodes, order), "links": links}
    return {"graph.json": json.dumps(held).encode()}


def cytoscape(order: Random | None = None) -> Files:
    nodes = [{"data": {"id": "a", "name": "Well Diggers"}}, {"data": {"id": "b", "name": "River Fund"}}]
    edges = [{"data": {"id": "ab", "source": "a", "target": "b", "interaction": "allies"}}]
    return {"session.cyjs": json.dumps({"elements": {"nodes": _mixed(nodes, order), "edges": edges}}).encode()}


def gexf(order: Random | None = None) -> Files:
    person = '<attvalues><attvalue for="0" value="person"/></attvalues>'
    nodes = ['<node id="1" label="Well Diggers"><attvalues><attvalue for="0" value="NGO"/></attvalues></node>',
             '<node id="2" label="River Fund"/>', f'<node id="3" label="Ada Example">{person}</node>']  # fmt: skip
    edges = ['<edge source="1" target="2" weight="2" start="2010" end="2012-06-01" label="allies"/>',
             '<edge source="2" target="1" type="undirected" weight="0.5"/>',
             '<edge source="3" target="1"/>']  # fmt: skip
    text = (
        '<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">'
        '<attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>'
        f"<nodes>{''.join(_mixed(nodes, order))}</nodes><edges>{''.join(_mixed(edges, order))}</edges></graph></gexf>"
    )
    return {"map.gexf": text.encode()}


def graphml(order: Random | None = None) -> Files:
    inner = '<graph id="in" edgedefault="directed"><node id="n3"/><edge source="n3" target="n1"/></graph>'
    nodes = ['<node id="n1"><data key="d0">Well Diggers</data></node>',
             f'<node id="n2"><data key="d0">River Fund</data>{inner}</node>']  # fmt: skip
    edges = ['<edge source="n1" target="n2"><data key="d1">2.5</data></edge>',
             '<edge source="n1" target="n3" directed="true"/>']  # fmt: skip
    listed = [*_mixed(nodes, order), *_mixed(edges, order)]
    text = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="label"/>'
        '<key id="d1" for="edge" attr.name="weight" attr.type="double"><default>1.0</default></key>'
        f'<graph edgedefault="undirected">{"".join(listed)}</graph></graphml>'
    )
    return {"map.graphml": text.encode()}


def gml(order: Random | None = None) -> Files:
    nodes = ['node [ id 1 label "Well &amp; Diggers" graphics [ x 1.0 ] ]', 'node [ id 2 label "River Fund" ]']
    edges = ["edge [ source 1 target 2 value 3 ]", "edge [ source 2 target 1 value 1 ]"]
    text = f'Creator "x"\ngraph [\n directed 1\n{" ".join(_mixed(nodes, order))}\n{" ".join(_mixed(edges, order))}\n]\n'
    return {"map.gml": text.encode()}


def edge_list(order: Random | None = None) -> Files:
    rows = [["Well Diggers", "River Fund"], ["River Fund", "Open Alliance"], ["Open Alliance", "Well Diggers"]]
    return {"pairs.csv": csv_of([], _mixed(rows, order))}


def matrix(order: Random | None = None) -> Files:
    rows = [["Well Diggers", "x", "", "1"], ["River Fund", "X", "x", "0"], ["Open Alliance", "", "x", "1"]]
    return {"matrix.csv": csv_of(["", "Open letter 2021-03-04", "Kick-off", "Training May 2022"], _mixed(rows, order))}


SAMPLES: dict[str, tuple[str, Callable[[Random | None], Files]]] = {
    "kumu workbook": ("nodes-and-edges", kumu_workbook),
    "kumu csv": ("nodes-and-edges", kumu_csv),
    "kumu sections": ("nodes-and-edges", kumu_sections),
    "kumu json": ("kumu", kumu_json),
    "kumu project": ("kumu", kumu_project),
    "gephi csv": ("nodes-and-edges", gephi_csv),
    "nodexl": ("nodes-and-edges", nodexl),
    "graph commons": ("nodes-and-edges", graph_commons),
    "polinode": ("nodes-and-edges", polinode),
    "members": ("member-list", members),
    "littlesis": ("littlesis", littlesis),
    "oligrapher": ("oligrapher", oligrapher),
    "node link": ("node-link", node_link),
    "cytoscape": ("node-link", cytoscape),
    "gexf": ("gexf", gexf),
    "graphml": ("graphml", graphml),
    "gml": ("gml", gml),
    "edge list": ("edge-list", edge_list),
    "matrix": ("matrix", matrix),
}
