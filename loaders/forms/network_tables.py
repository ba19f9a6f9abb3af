"""Tables of nodes and edges: those of Kumu, Gephi, NodeXL, Polinode, Graph Commons, Cytoscape, sumApp and Jaal."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.drawn.network import Drawing, loaded_drawing
from loaders.drawn.tables import drawn_sections, section_records, unused_notes
from loaders.forms.form import Form, Options
from loaders.loaded import Loaded
from loaders.reading.opened import Opened

__all__ = ["NETWORK_TABLES", "load_network_tables"]

_LABEL = "nodes and edges"


def _recognises(file: Opened) -> bool:
    return not file.root and any(section.kind for section in drawn_sections([file]))


def load_network_tables(files: Sequence[Opened], options: Options, label: str = _LABEL) -> Loaded:
    """Return the data set that tables of elements and connections hold together.

    Raises
    ------
    UnreadableSource
        If a file is no table, or none of its sheets lists elements or connections.
    """
    for file in files:
        if not any(section.kind for section in drawn_sections([file])):
            shown = ", ".join(repr(cell[:40]) for sheet in file.sheets for cell in sheet.rows[0][:6]) or "nothing"
            raise UnreadableSource(
                f"{file.name}: no table of nodes or edges. Found the columns {shown[:200]}. Allowed: elements with a "
                "column Label or Id in the first place, connections with From and To, or Source and Target. Name the "
                "columns so, or load the file without --form."
            )
    sections = drawn_sections(files)
    drawing = Drawing(
        elements=[r for s in sections if s.kind == "elements" for r in section_records(s)],
        connections=[r for s in sections if s.kind == "connections" for r in section_records(s)],
        notes=unused_notes(sections, files),
    )
    return loaded_drawing(label, drawing, options)


NETWORK_TABLES = Form("nodes-and-edges", _LABEL, _recognises, load_network_tables)
