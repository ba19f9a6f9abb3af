"""Tables of nodes and edges: those of Kumu, Gephi, NodeXL, Polinode, Graph Commons, Cytoscape, sumApp and Jaal."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.networks.elements import elements
from loaders.formats.networks.network import NetworkFile, gather_network
from loaders.formats.networks.tables import drawn_sections, note_unused, section_records
from loaders.formats.networks.typed_ends import typed_ends
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["NETWORK_TABLES", "load_network_tables"]

_LABEL = "nodes and edges"


def _recognises(file: Opened) -> bool:
    return not file.root and any(section.kind for section in drawn_sections([file]))


def load_network_tables(files: Sequence[Opened], reading: Reading, label: str = _LABEL) -> Loaded:
    """Return the data set that tables of elements and connections hold together.

    Raises
    ------
    UnreadableSource
        If a file is no table, or none of its sheets lists elements or connections.
    """
    sections = drawn_sections(files)
    for file in files:
        if not any(section.kind for section in sections if section.sheet.file == file.name):
            columns = ", ".join(repr(cell[:40]) for sheet in file.sheets for cell in sheet.rows[0][:6]) or "nothing"
            raise UnreadableSource(
                f"{file.name}: no table of nodes or edges. Found the columns {columns[:200]}. Allowed: elements with a "
                "column Label or Id in the first place, connections with From and To, or Source and Target. Name the "
                "columns so, or load the file without --form."
            )
    listed, connections = (
        [record for section in sections if section.kind == kind for record in section_records(section)]
        for kind in ("elements", "connections")
    )
    connections, ends = typed_ends(connections, listed)
    network = NetworkFile([*listed, *ends], connections)
    facts = Gathered(label, reading.date)
    note_unused(sections, files, facts)
    gather_network(network, elements(network.elements, facts), facts)
    return facts.loaded()


NETWORK_TABLES = Form("nodes-and-edges", _LABEL, _recognises, load_network_tables)
