"""Spreadsheets that say who does what where."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.facts.form import Form
from loaders.formats.who_does_what.columns import find_columns
from loaders.formats.who_does_what.spreadsheets import FORM, load_spreadsheets
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["WHO_DOES_WHAT_WHERE"]


def _recognises(file: Opened) -> bool:
    try:
        return any(find_columns(sheet).has_organizations for sheet in file.sheets)
    except UnreadableSource:
        return False


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    return load_spreadsheets(files, reading)


WHO_DOES_WHAT_WHERE = Form("who-does-what-where", FORM, _recognises, _load, stands_alone=True)
