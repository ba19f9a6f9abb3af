"""The fuzzer begins with a file of every form, and reads those that stand together as they stand."""

from pathlib import Path

from loaders.formats import FORMS, form_of, load_as
from loaders.reading_options import Reading
from tests.fuzz.seeds import opened, seeds, several


def test_the_seeds_hold_every_form(tmp_path: Path) -> None:
    found = set()
    for number, data in enumerate(seeds(None)):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = opened(data, folder)
        found |= {form.name for form in FORMS for file in files if form.recognises(file)}
        if several(data):
            # Their tables are made, too: none is refused because the files are not where they say.
            loads = load_as([(file, form_of(file)) for file in files], Reading())
            found.add("together" if sum(loaded.report.sheets["kept"].sum() for loaded in loads) else "nothing")
    assert found == {form.name for form in FORMS} | {"together"}
