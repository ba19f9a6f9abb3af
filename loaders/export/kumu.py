"""Elements and connections as the JSON that Kumu imports."""

import json

from loaders.export.drawn import Cells, DrawnNetwork

__all__ = ["kumu_text"]


def kumu_text(network: DrawnNetwork) -> str:
    """Return a network as Kumu's JSON: it needs no library, and text stays text in it, formulas too.

    Examples
    --------
    >>> kumu_text(DrawnNetwork([{"organization_id": "a", "name": "A", "kind": "ngo"}], [], [])).split()[3:9]
    ['{"id":', '"a",', '"label":', '"A",', '"type":', '"ngo",']
    """
    elements = [_element(cells) for cells in network.elements]
    connections = [_connection(cells) for cells in network.connections]
    lines = [",\n".join(json.dumps(one, ensure_ascii=False) for one in part) for part in (elements, connections)]
    return f'{{\n"elements": [\n{lines[0]}\n],\n"connections": [\n{lines[1]}\n]\n}}\n'


def _element(cells: Cells) -> Cells:
    element: Cells = {"id": cells["organization_id"], "label": cells["name"]}
    return element | ({"type": cells["kind"]} if "kind" in cells else {}) | cells


def _connection(cells: Cells) -> Cells:
    connection = {name: value for name, value in cells.items() if name != "directed"}
    if "kind" in cells:
        connection["type"] = cells["kind"]
    if "directed" in cells:
        connection["direction"] = "directed" if cells["directed"] == "true" else "undirected"
    return connection
