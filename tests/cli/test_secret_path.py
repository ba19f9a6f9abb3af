"""The secret path: the same at every start, readable by its owner alone, and never among the arguments of a process."""

import stat
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from cli.serving.opening import opened
from cli.serving.secret_path import secret_path

ADDRESS = "http://127.0.0.1:8050/a-path-that-nobody-guesses/"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the path is kept."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    return tmp_path / "home" / "data" / "partner-network-explorer" / "secret-path"


def test_it_is_the_same_at_every_start_and_only_the_owner_reads_it(file: Path) -> None:
    path = secret_path()
    assert len(path) == 45
    assert secret_path() == path
    assert file.read_text(encoding="ascii") == path + "\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir()] == ["secret-path"]


def test_a_path_that_others_could_read_is_replaced(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = secret_path()
    assert capsys.readouterr().err == ""
    file.chmod(0o640)
    fresh = secret_path()
    assert fresh != path
    assert capsys.readouterr().err == (
        f"{file}: could be read by other users of this machine. The dashboard has a new address; earlier links to it "
        "no longer work.\n"
    )
    assert secret_path() == fresh
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"/", b"/short/", b"\xff" * 50, b"x" * 45, b"/" + b"x" * 5000 + b"/"])
def test_a_damaged_path_is_replaced(file: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    secret_path()
    file.write_bytes(content)
    path = secret_path()
    assert "secret-path: is damaged. The dashboard has a new address;" in capsys.readouterr().err
    assert secret_path() == path


def test_an_empty_file_is_filled(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.mkdir(parents=True)
    file.touch(0o600)
    assert secret_path() == secret_path()
    assert capsys.readouterr().err == ""


def test_where_it_cannot_be_kept_it_lasts_until_the_end(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.parent.parent.mkdir()
    file.parent.parent.write_text("a file where a folder should be", encoding="utf-8")
    assert secret_path() != secret_path()
    told = capsys.readouterr().err.splitlines()
    assert told == [f"{file}: cannot be kept (Not a directory). Links to this dashboard work until it ends."] * 2


def test_a_browser_is_opened_without_the_path_among_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(webbrowser, "open", calls.append)
    with opened(ADDRESS):
        (call,) = calls
        assert "nobody-guesses" not in call
        page = Path(unquote(urlsplit(call).path))
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert f"url={ADDRESS}" in page.read_text(encoding="utf-8")
    assert not page.exists()


def test_without_a_place_for_the_page_the_user_is_asked_to_open_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    monkeypatch.setattr(webbrowser, "open", lambda _: pytest.fail("nothing to open"))
    with opened(ADDRESS):
        pass
    assert capsys.readouterr().err == "No browser was opened (No space left on device). Open the address yourself.\n"
