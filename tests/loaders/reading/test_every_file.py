"""Every real file is read, or refused with what it lacks; nothing is lost; rows in any order say the same."""

import csv
import random
from pathlib import Path

import pytest

import loaders
from graph.errors import UnreadableSource
from graph.tables import Tables
from loaders.contract import REASONS
from loaders.formats.who_does_what.columns import find_columns
from loaders.reading.opened import Opened
from tests.real_data import find_real_data

pytestmark = pytest.mark.real_data

ROOT = find_real_data()
FILES = sorted(p for p in ROOT.rglob("*") if p.is_file() and p.suffix != ".md") if ROOT else []
TABLES_OF_WHO_DOES_WHAT = (
    "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv",
    "honduras-345w-2021/345_honduras.csv",
    "ebola-west-africa-2014/ebola_3w_all_snapshots.csv",
    "hxl-edge-cases/input-valid.csv",
)


def without_source(tables: Tables) -> Tables:
    return tables.replace(**{name: frame.assign(source="") for name, frame in tables.frames().items()})


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_real_file_is_read_or_refused_with_what_it_lacks(file: Path) -> None:
    try:
        loaded = loaders.load(file)
    except UnreadableSource as error:
        message = str(error)
        assert message.startswith(file.name)
        assert "Allowed" in message or "Needed" in message
        assert "\n" not in message
        return
    sheets = loaded.report.sheets
    assert sheets["kept"].sum() > 0
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
    for part in ("rejects", "merges", "notes"):
        assert set(getattr(loaded.report, part)["reason"]) <= REASONS[part].keys()


@pytest.mark.parametrize("file", TABLES_OF_WHO_DOES_WHAT)
def test_rows_in_any_order_give_the_same_tables(real_data: Path, tmp_path: Path, file: str) -> None:
    sheet = Opened(real_data / file).sheets[0]
    first = find_columns(sheet).first_row
    mixed = sheet.rows[first:]
    random.Random(1).shuffle(mixed)
    other = tmp_path / Path(file).name
    with other.open("w", newline="", encoding="utf-8") as held:
        csv.writer(held).writerows(sheet.rows[:first] + mixed)
    assert without_source(loaders.read(other)) == without_source(loaders.read(real_data / file))
