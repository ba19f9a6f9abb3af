"""The forms of files that are understood, one module each: how a form is recognised, and how it becomes tables.

A new form is one module with a `Form`, and one line in `FORMS`.
"""

from collections.abc import Sequence

from graph.errors import UnknownName
from loaders.forms.edge_list import EDGE_LIST
from loaders.forms.form import Form, Options
from loaders.forms.graph_files import GEXF, GML, GRAPHML
from loaders.forms.kumu import KUMU
from loaders.forms.littlesis import LITTLESIS
from loaders.forms.matrix import MATRIX
from loaders.forms.member_list import MEMBER_LIST
from loaders.forms.network_tables import NETWORK_TABLES
from loaders.forms.node_link import NODE_LINK, OLIGRAPHER
from loaders.forms.own_tables import OWN_TABLES
from loaders.forms.who_does_what_where import WHO_DOES_WHAT_WHERE
from loaders.loaded import Loaded
from loaders.reading.opened import Opened

__all__ = ["FORMS", "Form", "Options", "form_of", "load_files"]

FORMS: tuple[Form, ...] = (
    OWN_TABLES, KUMU, LITTLESIS, OLIGRAPHER, NODE_LINK, GEXF, GRAPHML, GML, MEMBER_LIST, NETWORK_TABLES, EDGE_LIST,
    MATRIX, WHO_DOES_WHAT_WHERE,
)  # fmt: skip
"""In the order in which they are asked: the first that recognises a file takes it. The last takes what is left, and
says what it misses."""


def form_of(file: Opened, asked: str = "") -> Form:
    """Return the form of a file: the one asked for by name, else the first that recognises it.

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
    return next((form for form in FORMS if form.recognises(file)), FORMS[-1])


def load_files(files: Sequence[Opened], options: Options) -> list[Loaded]:
    """Return what the files hold, one `Loaded` a form.

    Files of one form are read together, for they may refer to each other.

    Raises
    ------
    UnreadableSource
        If a file cannot be read.
    """
    groups: dict[str, list[Opened]] = {}
    forms: dict[str, Form] = {}
    for file in files:
        form = form_of(file, options.form)
        forms[form.name] = form
        groups.setdefault(form.name, []).append(file)
    return [forms[name].load(group, options) for name, group in groups.items()]
