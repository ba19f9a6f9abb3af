"""What was opened before, and the start page that offers it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import partners
from cli.recent import MOST_RECENT, note, recent
from cli.serving.listening import Listening
from cli.show import _opening
from cli.source import files_stamp
from graph.errors import UnreadableSource
from loaders.journal import data_home
from loaders.reading_options import Reading


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path


def some_file(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("Organization\nHill Aid\n")
    return str(path)


def test_the_latest_comes_first_once_and_not_for_ever(home: Path) -> None:
    files = [some_file(home, f"{number}.csv") for number in range(MOST_RECENT + 2)]
    for file in (*files, files[5]):
        note([file])
    assert [paths for paths, _ in recent()] == [(files[number],) for number in (5, 9, 8, 7, 6, 4, 3, 2)]
    assert (data_home() / "recent.json").stat().st_mode & 0o777 == 0o600


def test_what_is_gone_is_not_offered(home: Path) -> None:
    one, other = some_file(home, "one.csv"), some_file(home, "other.csv")
    note([one, other])
    note([other])
    Path(one).unlink()
    assert [paths for paths, _ in recent()] == [(other,)]
    note([one])  # never there: not put into the list
    assert [paths for paths, _ in recent()] == [(other,)]


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"paths": ["a"]}]', '[{"paths": ["a"], "opened": "x"}]', "\0"])
def test_a_damaged_list_offers_nothing_and_can_be_written_again(home: Path, content: str) -> None:
    file = data_home() / "recent.json"
    file.parent.mkdir(parents=True)
    file.write_text(content)
    assert recent() == []
    note([some_file(home, "one.csv")])
    assert len(recent()) == 1


def test_the_start_page_offers_the_sample_and_a_path(home: Path) -> None:
    note([one := some_file(home, "one.csv")])
    opening = _opening(Reading(), Listening())
    assert [choice.label for choice in opening.choices()] == [one, "Sample network (fictional)"]
    assert opening.open(1).title == "Sample network (fictional)"
    for asked in (0, one):
        assert opening.open(asked).title == ""
    with pytest.raises(UnreadableSource, match=r"nowhere\.csv: there is no such file or folder"):
        opening.open("nowhere.csv")


def test_reading_puts_files_into_the_list_and_the_sample_never(home: Path) -> None:
    opening = _opening(Reading(), Listening())
    opening.open(0).read()
    assert not (data_home() / "recent.json").exists()
    file = home / "pairs.csv"
    file.write_text("Organization,Partner\nHill Aid,River Fund\nRiver Fund,Sea House\n")
    opening.open(str(file)).read()
    assert json.loads((data_home() / "recent.json").read_text())[0]["paths"] == [str(file)]


def test_where_others_can_look_a_source_is_named() -> None:
    refused = CliRunner().invoke(partners, ["dashboard", "--host", "0.0.0.0"])
    assert refused.exit_code == 2
    assert "Name a SOURCE" in refused.stderr


def test_without_a_command_a_program_gets_the_help() -> None:
    answer = CliRunner().invoke(partners, [])
    assert answer.exit_code == 0
    assert answer.stdout.startswith("Usage: ")


def test_files_are_stamped_and_decisions_are_not(tmp_path: Path) -> None:
    (tmp_path / "work" / "journal").mkdir(parents=True)
    (tmp_path / "work" / "a.csv").write_text("name\nA\n")
    source = (str(tmp_path / "work"),)
    before = files_stamp(source)
    assert [Path(name).name for name, *_ in before] == ["a.csv"]
    (tmp_path / "work" / "journal" / "me.jsonl").write_text("{}")
    (tmp_path / "work" / ".part").write_text("half a file")
    assert files_stamp(source) == before
    (tmp_path / "work" / "a.csv").write_text("name\nAB\n")
    assert files_stamp(source) != before
    assert files_stamp((str(tmp_path / "work" / "a.csv"),)) == files_stamp(source)
    assert files_stamp(("neo4j",)) == files_stamp((str(tmp_path / "gone"),)) == []
