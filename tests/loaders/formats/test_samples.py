"""One sample a form of network that others drew: recognised as its own, accounted for, the same in any order."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import UnreadableSource
from loaders.form_list import FORM_NAMES, FORM_PLACES
from loaders.formats import FORMS, form_of
from loaders.reading.opened import Opened
from tests.examples import examples, long_run
from tests.loaders.formats import test_damaged
from tests.loaders.formats.given import balanced, saved, without_source
from tests.loaders.formats.samples import SAMPLES

# Networks, members and matrices; the who-does-what-where form, asked last, takes what is left.
DRAWN = {form for form, _ in SAMPLES.values()}
LOADED = {
    "kumu workbook": (4, 4, 2, 2), "kumu csv": (4, 4, 2, 2), "kumu sections": (4, 4, 2, 2), "kumu json": (2, 1, 0, 2),
    "kumu project": (2, 1, 0, 0), "gephi csv": (4, 4, 1, 0), "nodexl": (3, 2, 0, 0), "graph commons": (3, 2, 0, 0),
    "polinode": (2, 1, 0, 0), "members": (2, 0, 1, 1), "littlesis": (2, 1, 0, 4), "oligrapher": (2, 2, 0, 2),
    "node link": (2, 1, 0, 0), "cytoscape": (2, 1, 0, 0), "gexf": (2, 3, 0, 2), "graphml": (3, 3, 0, 0),
    "gml": (2, 2, 0, 0), "edge list": (3, 3, 0, 0), "matrix": (3, 0, 0, 0),
}  # fmt: skip
"""Organizations, declared ties, merged and rejected records of each sample, counted by hand."""


@cache
def held(name: str) -> dict[str, bytes]:
    return SAMPLES[name][1](None)


def files(folder: Path, name: str, order: Random | None = None) -> list[Path]:
    return [saved(folder, file, held) for file, held in SAMPLES[name][1](order).items()]


@pytest.mark.parametrize("name", SAMPLES)
def test_counts_and_an_account_of_every_record(tmp_path: Path, name: str) -> None:
    loaded = balanced(loaders.load(*files(tmp_path, name)))
    told = (len(loaded.tables.organizations), len(loaded.tables.declared_ties))
    assert (*told, *loaded.report.sheets[["merged", "rejected"]].sum()) == LOADED[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_twice_and_in_any_order(tmp_path: Path, name: str) -> None:
    first = loaders.load(*files(tmp_path, name)).tables
    assert loaders.load(*files(tmp_path, name)).tables == first
    for seed in range(3 if long_run() else 1):
        mixed = loaders.load(*files(tmp_path, name, Random(seed))).tables
        assert without_source(mixed) == without_source(first)


@pytest.mark.parametrize("name", SAMPLES)
def test_onwards(tmp_path: Path, name: str) -> None:
    paths = files(tmp_path, name)
    tables = loaders.load(*paths).tables
    assert loaders.read_folder(loaders.write_folder(tables, tmp_path / "folder")).tables == tables
    for _ in range(2):
        loaders.load_into(tmp_path / "work", *paths)
    assert loaders.read(tmp_path / "work") == tables


def other_files(folder: Path, sample: Path) -> Iterator[tuple[Path, str]]:
    for form, texts in test_damaged.FILES.items():
        for i, text in enumerate(texts):
            yield saved(folder, f"{form}{i}.{'xml' if form == 'iati' else 'csv'}", text), form
    yield from ((path, "tables") for path in sample.glob("*.csv"))
    who = "Organisation,Implementing partner,Sector,Region\nRiver Keepers,Well Diggers,Water,North\n"
    yield saved(folder, "who.csv", who), "who-does-what-where"
    tagged = "From,To,Label\n#org+funder,#org+impl,#sector\nRiver Keepers,Well Diggers,Water\n"
    yield saved(folder, "tagged.csv", tagged), "who-does-what-where"
    listed = "Label,Organisation,Sector,Region\nA1,Well Diggers,Water,North\nA2,River Fund,Water,South\n"
    yield saved(folder, "with-labels.csv", "Id," + listed.replace("\nA", "\n1,A")), "who-does-what-where"


def test_no_form_is_mistaken_for_another(tmp_path: Path) -> None:
    known = {form.name: form for form in FORMS}
    assert list(FORM_PLACES) == list(known)
    every = [(p, form) for name, (form, _) in SAMPLES.items() for p in files(tmp_path / name, name)]
    every += other_files(tmp_path, Path(loaders.__file__).parent / "sample")
    assert {form for _, form in every} == set(FORM_NAMES) - {"mapped"}
    for path, form in every:
        file = Opened(path)
        assert form_of(file).name == form, path
        if form not in DRAWN | {"tables"}:
            assert not [name for name in sorted(DRAWN) if known[name].recognises(file)], path


@pytest.mark.real_data
def test_real_files_are_recognised(real_data: Path) -> None:
    found = {
        str(p.relative_to(real_data)): form_of(Opened(p)).name
        for p in sorted(real_data.rglob("*.*"))
        if p.is_file() and p.name != "README.md" and "zip-invalid" not in p.name
    }
    drawn = {name: form for name, form in found.items() if form in DRAWN}
    folder = "global-health-ties"
    assert drawn == {f"{folder}/Data{i}.csv": "nodes-and-edges" for i in (3, 4, 6)} | {f"{folder}/Network.gexf": "gexf"}
    assert {name for name, form in found.items() if form not in DRAWN | {"who-does-what-where"}} == {
        "format-examples/360-giving-template.xlsx", "format-examples/iati-activity-2.03-example.xml",
    }  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15))
@given(data=st.data())
def test_damaged_files_are_read_or_refused(tmp_path: Path, name: str, data: st.DataObject) -> None:
    paths = [saved(tmp_path, file, data.draw(test_damaged.damaged(told))) for file, told in held(name).items()]
    try:
        balanced(loaders.load(*paths, form=data.draw(st.sampled_from(["", SAMPLES[name][0]]))))
    except UnreadableSource as error:
        assert "\n" not in str(error)  # noqa: PT017  (either outcome is right)


@pytest.mark.parametrize("form", sorted(DRAWN))
@pytest.mark.parametrize(
    "strange",
    [b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n\x00\x00", b"[[[", b"<a>", b"a\n", b"[]", b"{}", b'""', b"\x1f\x8b"],
)
def test_what_is_none_of_it(tmp_path: Path, form: str, strange: bytes) -> None:
    with pytest.raises(UnreadableSource):
        loaders.load(saved(tmp_path, "a.dat", strange), form=form)
