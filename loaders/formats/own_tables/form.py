"""Files of our own form, each named after a table."""

from collections.abc import Sequence

from loaders.facts.form import Form
from loaders.formats.own_tables.folder import load_own_files, table_of
from loaders.formats.own_tables.together import FORM
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["OWN_TABLES"]


def _recognises(file: Opened) -> bool:
    return bool(table_of(file.path))


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    del reading
    return load_own_files([file.path for file in files])


OWN_TABLES = Form("tables", FORM, _recognises, _load)
