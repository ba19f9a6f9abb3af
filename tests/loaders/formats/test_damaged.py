"""Damaged files of every form here are read with their counts adding up, or refused: nothing else happens."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import UnreadableSource
from tests.examples import examples
from tests.loaders.formats import test_360giving, test_civicrm, test_hapi, test_iati, test_npsp
from tests.loaders.formats.given import balanced, rows_csv, saved

FILES = {
    "360giving": [rows_csv([test_360giving.flat(grant) for grant in test_360giving.GRANTS])],
    "iati": [test_iati.xml(test_iati.WELLS, test_iati.SCHOOL)],
    "civicrm": [rows_csv(r) for r in (test_civicrm.CONTACTS, test_civicrm.RELATIONSHIPS, test_civicrm.ACTIVITIES)],
    "npsp": [rows_csv(r) for r in (test_npsp.ACCOUNTS, test_npsp.AFFILIATIONS, test_npsp.RELATIONSHIPS)],
    "hapi": [rows_csv(test_hapi.ROWS)],
}
PUT = (
    b"",
    b",",
    b"\n",
    b'"',
    b"\x00",
    b"\xff",
    b"1970-01-01",
    b"2021-02-30",
    b";",
    b"0",
    b"-",
    b"#N/A",
    b"\r",
    b"{",
    b"<",
)


@st.composite
def damaged(draw: st.DrawFn, held: bytes) -> bytes:
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(held)))
        stop = start + draw(st.integers(0, 40))
        held = held[:start] + draw(st.sampled_from(PUT)) + held[stop:]
    return held


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("forced", [True, False])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(data=st.data())
def test_read_or_refused(tmp_path: Path, form: str, forced: bool, data: st.DataObject) -> None:
    paths = [
        saved(tmp_path, f"{i}.{'xml' if form == 'iati' else 'csv'}", data.draw(damaged(text.encode())))
        for i, text in enumerate(FILES[form])
    ]
    try:
        balanced(loaders.load(*paths, form=form if forced else ""))
    except UnreadableSource as error:
        assert "\n" not in str(error)  # noqa: PT017  (either outcome is right)


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize(
    "held", [b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n\x00\x00", b"[[[", b"<a>", b"a,b\n", b"[]", b"{}", b'""']
)
def test_what_is_none_of_it(tmp_path: Path, form: str, held: bytes) -> None:
    with pytest.raises(UnreadableSource):
        loaders.load(saved(tmp_path, "a.dat", held), form=form)
