"""Elements and connections as GEXF and GraphML, written by NetworkX."""

import io

import networkx as nx

from loaders.export.drawn import Cells, DrawnNetwork
from loaders.export.tie_network_files import xml_text

__all__ = ["lost_characters", "multigraph", "network_bytes"]

_DIRECTED = {"true": "directed", "false": "undirected"}


def multigraph(network: DrawnNetwork) -> nx.MultiGraph:
    """Return a network as a graph whose attributes are text and numbers: undirected where no tie can have a direction.

    Both formats have one direction for all that their readers can open, so that each edge of a directed graph says in
    ``direction`` what it is itself.

    Examples
    --------
    >>> graph = multigraph(DrawnNetwork([{"organization_id": "a", "name": "A"}], [{"from": "a", "to": "a"}], []))
    >>> graph.is_directed(), graph.nodes["a"]
    (True, {'label': 'A', 'organization_id': 'a', 'name': 'A'})
    """
    mutual = all(cells.get("directed") == "false" for cells in network.connections)
    graph = nx.MultiGraph() if mutual else nx.MultiDiGraph()
    for cells in network.elements:
        attributes = _written(cells)
        graph.add_node(attributes["organization_id"], **({"label": attributes["name"]} | attributes))
    for cells in network.connections:
        attributes = _written(cells)
        ends = [attributes.pop(end) for end in ("from", "to")]
        directed = attributes.pop("directed", "")
        direction = {} if mutual else {"direction": _DIRECTED.get(str(directed), "unknown")}
        graph.add_edge(*ends, **(attributes | direction))
    return graph


def _written(cells: Cells) -> Cells:
    return {xml_text(name): xml_text(value) if isinstance(value, str) else value for name, value in cells.items()}


def network_bytes(network: DrawnNetwork, form: str) -> bytes:
    """Return a network as ``gexf`` or ``graphml``."""
    buffer = io.BytesIO()
    (nx.write_gexf if form == "gexf" else nx.write_graphml)(multigraph(network), buffer)
    return buffer.getvalue()


def lost_characters(network: DrawnNetwork) -> list[str]:
    r"""Return a sentence on the organizations whose id or name XML cannot hold as it is; none where it holds all.

    Examples
    --------
    >>> lost_characters(DrawnNetwork([{"organization_id": "a", "name": "bell\x07"}], [], []))
    ['1 organizations by their own name or id: a character that XML cannot hold is written as its number']
    """
    texts = [[str(cells[name]) for name in ("organization_id", "name")] for cells in network.elements]
    changed = sum(1 for pair in texts if any(xml_text(text) != text for text in pair))
    what = "organizations by their own name or id: a character that XML cannot hold is written as its number"
    return [f"{changed} {what}"] if changed else []
