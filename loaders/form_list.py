"""The forms of files that are read and written, by name, without the code that reads and writes them.

A help text lists these names, and loads no library for it. A new format is one folder in ``loaders/formats`` and one
entry here.
"""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["EXPORT_NAMES", "FORM_NAMES", "FORM_PLACES"]

FORM_PLACES: Mapping[str, str] = MappingProxyType({
    "mapped": "loaders.formats.mapped.form:MAPPED",
    "tables": "loaders.formats.own_tables.form:OWN_TABLES",
    "kumu": "loaders.formats.networks.kumu:KUMU",
    "littlesis": "loaders.formats.networks.littlesis:LITTLESIS",
    "oligrapher": "loaders.formats.networks.node_link:OLIGRAPHER",
    "node-link": "loaders.formats.networks.node_link:NODE_LINK",
    "gexf": "loaders.formats.networks.graph_files:GEXF",
    "graphml": "loaders.formats.networks.graph_files:GRAPHML",
    "gml": "loaders.formats.networks.graph_files:GML",
    "360giving": "loaders.formats.grants.form:THREE_SIXTY_GIVING",
    "iati": "loaders.formats.iati.form:IATI",
    "npsp": "loaders.formats.contacts.form:NPSP",
    "civicrm": "loaders.formats.contacts.form:CIVICRM",
    "hapi": "loaders.formats.who_does_what.operational_presence:OPERATIONAL_PRESENCE",
    "member-list": "loaders.formats.networks.member_list:MEMBER_LIST",
    "nodes-and-edges": "loaders.formats.networks.network_tables:NETWORK_TABLES",
    "edge-list": "loaders.formats.networks.edge_list:EDGE_LIST",
    "matrix": "loaders.formats.networks.matrix:MATRIX",
    "who-does-what-where": "loaders.formats.who_does_what.form:WHO_DOES_WHAT_WHERE",
})  # fmt: skip
"""Where the `Form` of each name is: ``module:attribute``. Files are offered to the forms in this order: the first one
that recognises a file takes it. The last one takes what is left, and says what it misses."""

FORM_NAMES = tuple(sorted(FORM_PLACES))
"""The names of the forms that are read, as ``--form`` takes them."""

EXPORT_NAMES = ("kumu", "gexf", "graphml", "hxl", "folder")
"""The names of the forms that are written, as ``partners export --to`` takes them."""
