"""`export` writes SOURCE for another program and tells what it left out."""

from pathlib import Path

import pytest

import loaders
from loaders.form_list import EXPORT_NAMES
from tests.cli.conftest import Run


@pytest.mark.parametrize("form", EXPORT_NAMES)
def test_each_form_is_written_under_any_name_and_is_a_source_again(run: Run, small: Path, form: str) -> None:
    found = run("export", small, "--to", form, "--out", "some.thing")
    assert found.exit_code == 0, found.stderr
    assert found.stdout.splitlines()[0].split() == ["table", "rows"]
    assert "Wrote some.thing." in found.stderr
    again = run("clusters", "some.thing", "--members", "--format", "csv")
    assert again.exit_code == 0, again.stderr
    assert sorted(line.split(",")[1] for line in again.stdout.splitlines()[1:]) == sorted(
        loaders.read(small).organizations["name"]
    )


def test_what_a_form_cannot_hold_is_told(run: Run, small: Path) -> None:
    told = run("export", small, "--to", "gexf", "--out", "x").stderr
    assert "not in gexf: 4 needs." in told
    assert "not in gexf: 8 interactions themselves" in told
    assert "not in" not in run("export", small, "--to", "folder", "--out", "y").stderr


def test_an_unknown_form_and_a_place_that_is_not_there(run: Run, small: Path) -> None:
    found = run("export", small, "--to", "gefx", "--out", "x")
    assert found.exit_code == 2
    assert "'gefx' is not one of 'kumu', 'gexf', 'graphml', 'hxl', 'folder'" in found.stderr
    found = run("export", small, "--to", "gexf", "--out", "nowhere/x")
    assert found.exit_code == 1
    assert "nowhere/x: No such file or directory" in found.stderr
