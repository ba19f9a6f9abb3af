"""The tie network as a file that Gephi, Cytoscape and igraph open: GraphML and GEXF."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from graph.errors import UnknownName
from loaders.written import put

__all__ = ["GRAPH_FORMS", "plain_graph", "write_graph", "xml_text"]

GRAPH_FORMS = ("graphml", "gexf")

# What XML 1.0 cannot hold; a carriage return it can, but reads it back as a new line.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_graph(ties: nx.Graph, scores: pd.DataFrame | None = None) -> nx.Graph:
    r"""Return the network as an `nx.Graph` whose attributes are text and Python numbers alone.

    Parameters
    ----------
    ties : nx.Graph
        The tie network.
    scores : pd.DataFrame, optional
        As `graph.centrality_scores` returns it: ``organization_id``, ``name`` and one column a measure. Only its
        organizations, and the ties between them, are kept.

    Returns
    -------
    nx.Graph
        A new graph that may be changed, in the order of `ties`; isolates included. Nodes carry ``label`` (the name,
        as Gephi shows it), ``name``, ``kind``, ``status`` and each measure; a value that is missing or not finite is
        left off. Edges carry ``strength``, ``distance``, ``interactions``, ``first`` and ``last`` (ISO dates),
        ``kinds`` and ``causes`` (joined by ``;``). Text that is missing is empty; a character that XML cannot hold
        is written as its number, such as ``\u0007``.

    Examples
    --------
    >>> graph = plain_graph(nx.Graph([("ana", "ben", {"strength": np.float64(2), "kinds": ("call", "visit")})]))
    >>> graph["ana"]["ben"]
    {'strength': 2.0, 'kinds': 'call;visit'}
    """
    measured: dict[Any, dict[str, Any]] = {node: {} for node in ties}
    if scores is not None:
        columns = scores.drop(columns=["name"]).set_index("organization_id")
        rows = {node: {str(k): v for k, v in row.items()} for node, row in columns.to_dict("index").items()}
        measured = {node: rows[node] for node in ties if node in rows}
    graph = nx.Graph()
    for node, values in measured.items():
        attributes = ties.nodes[node]
        name = attributes.get("name") or node
        graph.add_node(xml_text(node), **_written({"label": name} | dict(attributes) | {"name": name} | values))
    graph.add_edges_from(
        (xml_text(a), xml_text(b), _written(attributes))
        for a, b, attributes in ties.edges(data=True)
        if a in measured and b in measured
    )
    return graph


def write_graph(ties: nx.Graph, path: str | Path, form: str = "graphml", scores: pd.DataFrame | None = None) -> None:
    """Write `plain_graph` of the network to `path`, as ``graphml`` or ``gexf``.

    Raises
    ------
    UnknownName
        If `form` is neither.
    """
    if form not in GRAPH_FORMS:
        raise UnknownName("form of a network", form, GRAPH_FORMS)
    write = nx.write_graphml if form == "graphml" else nx.write_gexf
    buffer = BytesIO()
    write(plain_graph(ties, scores), buffer)
    put(path, buffer.getvalue())


def _written(attributes: dict[str, Any]) -> dict[str, Any]:
    plain = {name: _plain(value) for name, value in attributes.items()}
    return {name: value for name, value in plain.items() if value is not None}


def _plain(value: Any) -> str | int | float | None:  # noqa: ANN401  (whatever an attribute holds)
    """Return `value` as text or a Python number; ``None`` where a number is missing or not finite."""
    if isinstance(value, tuple):
        return xml_text(";".join(map(str, value)))
    if value is pd.NA or (isinstance(value, float | np.floating) and not np.isfinite(value)):
        return None
    if value is None:
        return ""
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, int | float) else xml_text(value)


def xml_text(value: Any) -> str:  # noqa: ANN401  (an id, a name or a date)
    r"""Return `value` as text that XML can hold: a character that it cannot is written as its number.

    Examples
    --------
    >>> xml_text("bell\x07")
    'bell\\u0007'
    """
    return _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", str(value))
