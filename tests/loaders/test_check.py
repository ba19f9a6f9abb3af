"""Files are checked together where they refer to each other; an unreadable one does not hide the rest."""

from pathlib import Path

import loaders
from loaders.check import check

NODES = "Id,Label\n1,River Keepers\n2,Well Diggers\n"
EDGES = "Source,Target\n1,2\n"
WHO = "Donor,Organization,Sector\nRiver Fund,Hill Aid,Water\n,,\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_to_check_is_an_empty_report() -> None:
    checked = check([])
    assert (checked.reports, checked.errors) == ((), ())
    assert checked.report.sheets.empty


def test_files_of_one_form_are_read_together_and_others_alone(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "edges.csv", EDGES),
        written(tmp_path / "who.csv", WHO),
        written(tmp_path / "nodes.csv", NODES),
    ]
    checked = check(files)
    assert checked.errors == ()
    assert [report.sheets["file"].tolist() for report in checked.reports] == [["who.csv"], ["edges.csv", "nodes.csv"]]
    sheets = checked.report.sheets
    assert (sheets["read"] == sheets[["kept", "merged", "rejected"]].sum(axis=1)).all()


def test_each_file_that_cannot_be_read_has_its_error(tmp_path: Path) -> None:
    files = [tmp_path / "missing.csv", written(tmp_path / "empty.csv", ""), written(tmp_path / "who.csv", WHO)]
    checked = check(files)
    assert [str(error).partition(":")[0].rpartition("/")[2] for error in checked.errors] == ["missing.csv", "empty.csv"]
    assert checked.report.sheets["file"].tolist() == ["who.csv"]


def test_the_reading_holds_for_every_file(tmp_path: Path) -> None:
    pairs = written(tmp_path / "pairs.csv", "River Keepers,Well Diggers,2\nWell Diggers,Hill Farm,1\n")
    assert len(check([pairs]).errors) == 1
    assert check([pairs], loaders.Reading(form="edge-list")).report.sheets["form"].tolist() == ["list of pairs"]
    # Asked for as another form, each is refused with an error of its own.
    assert len(check([pairs, written(tmp_path / "who.csv", WHO)], loaders.Reading(form="kumu")).errors) == 2
