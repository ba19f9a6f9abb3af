"""What is said about the columns of a spreadsheet is kept beside it, and holds at every later load."""

from pathlib import Path

import loaders
from loaders.formats.mapped import mapping_path, propose, read_mapping, save
from loaders.reading.opened import Opened
from tests.loaders.review.reviewed import reviewed


def test_columns_are_those_of_the_mapping_and_change_it(tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text("Who was there,Day,Colour\nAsh;Birch,2024-03-01,red\nAsh;Cedar,2024-03-02,blue\n", encoding="utf-8")
    save(propose(Opened(file)), mapping_path(file))
    review = reviewed(file).columns
    columns = review.columns()
    assert columns["column"].tolist() == ["Who was there", "Day", "Colour"]
    assert set(columns["file"]) == {"visits.csv"}
    assert set(columns["role"]) <= set(review.roles)
    review.assign("visits.csv", "", {"Who was there": "organization", "Day": "date", "Colour": "note"})
    assert [c.role for c in read_mapping(mapping_path(file)).columns] == ["organization", "date", "note"]
    assert review.columns()["role"].tolist() == ["organization", "date", "note"]
    assert reviewed(file).columns.columns()["role"].tolist() == ["organization", "date", "note"]


def test_a_file_that_nothing_explains_is_read_by_a_guess_until_it_is_confirmed(tmp_path: Path) -> None:
    file = tmp_path / "circle.csv"
    file.write_text("Those there,When,Hue\nAsh;Birch,2024-03-01,red\nAsh;Cedar,2024-03-02,blue\n", encoding="utf-8")
    loaded = loaders.load(file, proposed=True)
    assert set(loaded.tables.organizations["name"]) == {"Ash", "Birch", "Cedar"}
    notes = loaded.report.notes
    guesses = notes.loc[notes["reason"] == "proposed_column", ["column", "found"]]
    assert guesses.to_numpy().tolist() == [["Those there", "organization"], ["When", "date"]]
    review = reviewed(file)
    columns = review.columns.columns()
    assert columns["column"].tolist() == ["Those there", "When", "Hue"]
    assert set(columns["shape"]) <= set(review.columns.shapes)
    assert not mapping_path(file).exists(), "nothing is written before somebody says so"
    review.columns.assign("circle.csv", "events", {"Those there": "organization", "When": "date", "Hue": "cause"})
    mapping = read_mapping(mapping_path(file))
    assert (mapping.shape, [c.role for c in mapping.columns]) == ("events", ["organization", "date", "cause"])
    assert "proposed_column" not in set(loaders.load(file, reading=review.reading).report.notes["reason"])


def test_a_file_that_is_gone_has_no_columns(tmp_path: Path) -> None:
    file = tmp_path / "circle.csv"
    file.write_text("Those there,When,Hue\nAsh;Birch,2024-03-01,red\n", encoding="utf-8")
    review = reviewed(file)
    file.unlink()
    assert review.columns.columns().empty
