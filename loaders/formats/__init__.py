"""The forms of files that are understood, one module each: how a form is recognised, and how it becomes tables.

A new form is one module with a `Form`, and one line in `FORMS`.
"""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.facts.form import Form
from loaders.formats.contacts.form import CIVICRM, NPSP
from loaders.formats.grants.form import THREE_SIXTY_GIVING
from loaders.formats.iati.form import IATI
from loaders.formats.mapped.form import MAPPED, proposal_of
from loaders.formats.networks.edge_list import EDGE_LIST
from loaders.formats.networks.graph_files import GEXF, GML, GRAPHML
from loaders.formats.networks.kumu import KUMU
from loaders.formats.networks.littlesis import LITTLESIS
from loaders.formats.networks.matrix import MATRIX
from loaders.formats.networks.member_list import MEMBER_LIST
from loaders.formats.networks.network_tables import NETWORK_TABLES
from loaders.formats.networks.node_link import NODE_LINK, OLIGRAPHER
from loaders.formats.own_tables.form import OWN_TABLES
from loaders.formats.who_does_what.form import WHO_DOES_WHAT_WHERE
from loaders.formats.who_does_what.operational_presence import OPERATIONAL_PRESENCE
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["FORMS", "OWN_TABLES", "Form", "form_of", "load_as"]

FORMS: tuple[Form, ...] = (
    MAPPED, OWN_TABLES, KUMU, LITTLESIS, OLIGRAPHER, NODE_LINK, GEXF, GRAPHML, GML, THREE_SIXTY_GIVING, IATI, NPSP,
    CIVICRM, OPERATIONAL_PRESENCE, MEMBER_LIST, NETWORK_TABLES, EDGE_LIST, MATRIX, WHO_DOES_WHAT_WHERE,
)  # fmt: skip
"""In the order in which they are asked: the first that recognises a file takes it. The last takes what is left, and
says what it misses."""


def form_of(file: Opened, reading: Reading | None = None) -> Form:
    """Return the form of a file: the one that `reading` asks for, else the first that recognises it.

    Where none does it is `MAPPED` if a mapping may be, and can be, proposed, else the last, which says what it misses.

    Raises
    ------
    UnreadableSource
        If the file cannot be opened.
    """
    reading = reading or Reading()
    if reading.form_asked:
        return next(form for form in FORMS if form.name == reading.form_asked)
    known = next((form for form in FORMS if form.recognises(file)), None)
    if known is None and reading.proposed and file.tables and proposal_of(file):
        return MAPPED
    return known or FORMS[-1]


def load_as(files: Sequence[tuple[Opened, Form]], reading: Reading) -> list[Loaded]:
    """Return what files hold, each read by its form (`form_of`), one `Loaded` a form.

    Files of one form are read together, for they may refer to each other.

    Raises
    ------
    UnreadableSource
        If a file cannot be read.
    """
    groups: dict[str, list[Opened]] = {}
    forms: dict[str, Form] = {}
    for file, form in files:
        forms[form.name] = form
        groups.setdefault(form.name, []).append(file)
    return [_loaded(forms[name], group, reading) for name, group in groups.items()]


def _loaded(form: Form, files: Sequence[Opened], reading: Reading) -> Loaded:
    try:
        return form.load(files, reading)
    except UnreadableSource as error:
        strange = next(
            (file for file in files if form is FORMS[-1] and file.tables and not form.recognises(file)), None
        )
        if strange is None:
            raise
        raise UnreadableSource(
            f"{error} Or say which column holds what: 'partners map {strange.name}' proposes it."
        ) from error
