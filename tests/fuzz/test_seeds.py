"""The fuzzer begins with a file of every form."""

from pathlib import Path

from loaders.formats import FORMS
from loaders.reading.opened import Opened
from loaders.reading.packed import unpacked
from tests.fuzz.seeds import seeds, several

ASKED_FOR = {"mapped", "tables"}
"""A file is one of these by its name or by a mapping."""


def test_the_seeds_hold_every_form() -> None:
    found = set()
    together = 0
    for data in seeds(None):
        files = several(data)
        together += files is not None
        for content in (files or {"file.csv": data}).values():
            file = Opened(Path("file.csv"))
            file.__dict__["data"] = unpacked(content, file.name)
            found |= {form.name for form in FORMS if form.recognises(file)}
    assert together > 5
    assert found == {form.name for form in FORMS} - ASKED_FOR
