"""Networks as GEXF, GraphML and GML: what Gephi, yEd, Cytoscape, igraph and NetworkX write."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.facts.alone import side_by_side
from loaders.facts.form import Form
from loaders.formats.networks.gml import gml_records, looks_like_gml
from loaders.formats.networks.graph_xml import gexf_records, graphml_records
from loaders.formats.networks.network import NetworkFile, loaded_network
from loaders.formats.networks.record import Record
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.xml import safe_xml
from loaders.reading_options import Reading

__all__ = ["GEXF", "GML", "GRAPHML"]


def _records(file: Opened) -> tuple[list[Record], list[Record]]:
    if file.root == "gexf":
        return gexf_records(safe_xml(file.data, file.name), file.name)
    if file.root == "graphml":
        return graphml_records(safe_xml(file.data, file.name), file.name)
    if looks_like_gml(file.text):
        return gml_records(file.text, file.name)
    raise UnreadableSource(
        f"{file.name}: neither GEXF nor GraphML nor GML. Allowed: <gexf>, <graphml>, or graph [ ... ]. Export the "
        "network again in one of these, or load the file without --form."
    )


def _form(name: str, label: str) -> Form:
    def recognises(file: Opened) -> bool:
        return looks_like_gml(file.text) if name == "gml" else file.root == name

    def load(files: Sequence[Opened], reading: Reading) -> Loaded:
        return side_by_side(_one(label, file, reading) for file in files)

    return Form(name, label, recognises, load, stands_alone=True)


def _one(label: str, file: Opened, reading: Reading) -> Loaded:
    nodes, edges = _records(file)
    if not nodes and not edges:
        raise UnreadableSource(
            f"{file.name}: a network without nodes or edges. Allowed: at least one of them. Export it again with its "
            "data."
        )
    return loaded_network(label, NetworkFile(nodes, edges), reading)


GEXF = _form("gexf", "GEXF network")
GRAPHML = _form("graphml", "GraphML network")
GML = _form("gml", "GML network")
