"""A damaged file of any form is read or refused, never more: `tests.fuzz` does the same at length."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import PartnerNetworkError
from tests.examples import examples
from tests.fuzz.seeds import changed_inside, seeds


@cache
def made() -> list[bytes]:
    return list(seeds(None))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    at, count, put = draw(st.integers(0, 2**32)), draw(st.integers(0, 40)), draw(st.binary(max_size=12))

    def change(data: bytes) -> bytes:
        start = at % (len(data) + 1)
        return data[:start] + put + data[start + count :]

    return changed_inside(draw(st.sampled_from(made())), change, draw(st.integers(0, 20)))


@settings(max_examples=examples(150))
@given(damaged())
def test_a_damaged_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path: Path = tmp_path_factory.mktemp("damaged") / "file.bin"
    path.write_bytes(data)
    try:
        sheets = loaders.load(path).report.sheets
    except PartnerNetworkError:
        return
    else:
        assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
