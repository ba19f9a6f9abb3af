"""The script that seeds defects changes one piece of code, and takes it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.seeded_defects import DEFECTS, HOUSE, Defect, seeded


@contextmanager
def house_with(folder: Path, text: str) -> Iterator[Path]:
    (folder / "one.py").write_text(text, encoding="utf-8")
    yield folder


def test_there_are_forty() -> None:
    assert len(set(DEFECTS)) == 40


def test_the_tests_of_every_defect_exist() -> None:
    assert all(defect.tests for defect in DEFECTS)
    assert [file for defect in DEFECTS for file in defect.tests if not (HOUSE / file).is_file()] == []


def test_a_defect_is_taken_out_again(tmp_path: Path) -> None:
    defect = Defect("one.py", "1 + 1", "1 - 1", ())
    with house_with(tmp_path, "two = 1 + 1\n") as house:
        with seeded(house, defect):
            assert (house / "one.py").read_text(encoding="utf-8") == "two = 1 - 1\n"
        assert (house / "one.py").read_text(encoding="utf-8") == "two = 1 + 1\n"


def test_a_defect_whose_code_has_changed_is_an_error(tmp_path: Path) -> None:
    with (
        house_with(tmp_path, "two = 2\n") as house,
        pytest.raises(LookupError, match="0 times"),
        seeded(house, Defect("one.py", "1 + 1", "1 - 1", ())),
    ):
        pass
