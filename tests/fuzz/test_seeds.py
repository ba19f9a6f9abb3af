"""The fuzzer begins with a file of every form."""

from pathlib import Path

from loaders.formats import FORMS
from loaders.reading.opened import Opened
from loaders.reading.packed import unpacked
from tests.fuzz.seeds import seeds

ASKED_FOR = {"mapped", "tables"}
"""A mapping and our own form lie in several files, and no seed does."""


def test_the_seeds_hold_every_form() -> None:
    found = set()
    for data in seeds(None):
        file = Opened(Path("file.csv"))
        file.__dict__["data"] = unpacked(data, file.name)
        found |= {form.name for form in FORMS if form.recognises(file)}
    assert found == {form.name for form in FORMS} - ASKED_FOR
