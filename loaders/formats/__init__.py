"""The forms of files that are understood, one folder a format: how each is recognised, and how it becomes tables.

A new format is one folder with a `Form` in ``form.py``, and one entry in `loaders.form_list.FORM_PLACES`.
"""

from collections.abc import Sequence
from importlib import import_module

from graph.errors import UnreadableSource
from loaders.facts.form import Form
from loaders.form_list import FORM_PLACES
from loaders.formats.mapped.form import MAPPED, proposal_of
from loaders.formats.own_tables.form import OWN_TABLES
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["FORMS", "OWN_TABLES", "Form", "form_of", "load_as"]


def _form(place: str) -> Form:
    module, _, attribute = place.partition(":")
    form: Form = getattr(import_module(module), attribute)
    return form


FORMS: tuple[Form, ...] = tuple(_form(place) for place in FORM_PLACES.values())
"""The forms of `loaders.form_list.FORM_PLACES`, in its order."""


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
    first_form = next((form for form in FORMS if form.recognises(file)), None)
    if first_form is None and reading.proposed and file.tables and proposal_of(file):
        return MAPPED
    return first_form or FORMS[-1]


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
