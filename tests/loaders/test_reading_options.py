"""One set of options says how files are read, from a keyword of `load` to an option of the command line."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import loaders
from cli.main import partners
from graph.errors import UnknownName, UnreadableSource
from loaders import Reading

WHO = "Donor,Implementing partner,Acronym,Sector\nRiver Fund,Well Diggers,WD,Water\n"
SET_BY_THE_PROGRAM = {"proposed", "resolved", "apart", "progress"}


@pytest.fixture
def who(tmp_path: Path) -> Path:
    (tmp_path / "who.csv").write_text(WHO, encoding="utf-8")
    return tmp_path / "who.csv"


def test_keywords_and_a_reading_say_the_same(who: Path) -> None:
    by_keyword = loaders.load(who, date=date(2024, 3, 1), names="written")
    reading = Reading(date=date(2024, 3, 1), names="written")
    assert by_keyword.tables == loaders.load(who, reading=reading).tables == loaders.read(who, reading=reading)
    changed = loaders.read(who, reading=Reading(date=date(2020, 1, 1), names="written"), date=date(2024, 3, 1))
    assert changed == by_keyword.tables


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "written"}, "option of reading: found 'name'.*'names'"),
        ({"names": "shortest"}, "way of naming organizations: found 'shortest'"),
        ({"form": "papyrus"}, "form of a file: found 'papyrus'"),
    ],
)
def test_what_is_unknown_is_refused_by_every_way_in(who: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        loaders.load(who, **options)
    with pytest.raises(UnknownName, match=message):
        loaders.read(who, **options)
    with pytest.raises(UnknownName, match=message):
        loaders.load_into(who.parent / "work", who, **options)
    assert not (who.parent / "work").exists()


def test_a_workspace_takes_no_guess(who: Path) -> None:
    with pytest.raises(UnreadableSource, match="takes no spreadsheet by a guess"):
        loaders.load_into(who.parent / "work", who, proposed=True)
    assert not (who.parent / "work").exists()


@pytest.mark.parametrize("command", ["check", "load", "names", "clusters", "push", "export", "dashboard"])
def test_an_option_has_one_name_from_the_command_line_on(command: str) -> None:
    names = {field.name for field in fields(Reading)}
    options = {param.name for param in partners.commands[command].params}
    assert options & names == names - SET_BY_THE_PROGRAM
