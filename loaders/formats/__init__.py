"""The forms of files that are understood, one module each: how a form is recognised, and how it becomes tables.

A new form is one module with a `Form`, and one line in `FORMS`.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from graph.errors import UnknownName, UnreadableSource
from loaders.facts.form import Form, Options
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
from loaders.formats.who_does_what.row_organizations import NAME_RULES
from loaders.loaded import Loaded
from loaders.names.spellings import Apart
from loaders.reading.opened import Opened
from loaders.reading.sheet import Progress

__all__ = ["FORMS", "OWN_TABLES", "Form", "Options", "form_of", "load_as", "reading"]

FORMS: tuple[Form, ...] = (
    MAPPED, OWN_TABLES, KUMU, LITTLESIS, OLIGRAPHER, NODE_LINK, GEXF, GRAPHML, GML, THREE_SIXTY_GIVING, IATI, NPSP,
    CIVICRM, OPERATIONAL_PRESENCE, MEMBER_LIST, NETWORK_TABLES, EDGE_LIST, MATRIX, WHO_DOES_WHAT_WHERE,
)  # fmt: skip
"""In the order in which they are asked: the first that recognises a file takes it. The last takes what is left, and
says what it misses."""


def reading(
    date: date | None,
    names: str,
    form: str,
    mapping: str | Path | None,
    *,
    proposed: bool = False,
    people: bool = False,
    apart: Apart = frozenset(),
    progress: Progress | None = None,
) -> Options:
    """Return how files are read; a mapping that is named asks for the form that reads by it.

    Raises
    ------
    UnknownName
        If `names` is no way of naming organizations.
    """
    if names not in NAME_RULES:
        raise UnknownName("way of naming organizations", names, NAME_RULES)
    named = Path(mapping) if mapping else None
    return Options(date, names, MAPPED.name if named else form, people, named, proposed, apart, progress)


def form_of(file: Opened, asked: str = "", *, proposed: bool = False) -> Form:
    """Return the form of a file: the one asked for by name, else the first that recognises it.

    Where none does it is `MAPPED` if a mapping may be, and can be, proposed, else the last, which says what it misses.

    Raises
    ------
    UnknownName
        If no form is called so.
    UnreadableSource
        If the file cannot be opened.
    """
    if asked:
        named = {form.name: form for form in FORMS}
        if asked not in named:
            raise UnknownName("form of a file", asked, named)
        return named[asked]
    known = next((form for form in FORMS if form.recognises(file)), None)
    if known is None and proposed and file.tables and proposal_of(file):
        return MAPPED
    return known or FORMS[-1]


def load_as(files: Sequence[tuple[Opened, Form]], options: Options) -> list[Loaded]:
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
    return [_loaded(forms[name], group, options) for name, group in groups.items()]


def _loaded(form: Form, files: Sequence[Opened], options: Options) -> Loaded:
    try:
        return form.load(files, options)
    except UnreadableSource as error:
        strange = next(
            (file for file in files if form is FORMS[-1] and file.tables and not form.recognises(file)), None
        )
        if strange is None:
            raise
        raise UnreadableSource(
            f"{error} Or say which column holds what: 'partners map {strange.name}' proposes it."
        ) from error
