"""The secret path: the same at every start, readable by its owner alone, and never among the arguments of a process."""

import os
import socket
import stat
import sys
import webbrowser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from cli.serving import one_time_path
from cli.serving.one_time_path import OneTimePath, user_of
from cli.serving.opening import opened
from cli.serving.secret_path import secret_path

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whose a connection is")
SITES = ("same-origin", "same-site", "cross-site")
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


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that a browser is opened with."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


@pytest.fixture
def once() -> OneTimePath:
    """Return a one-time path in front of an application that finds nothing."""

    def nothing(_: object, start_response: Any) -> list[bytes]:
        start_response("404 Not Found", [])
        return [b"nothing"]

    return OneTimePath(nothing, ADDRESS)


@linux_only
def test_a_browser_is_opened_without_the_path_among_its_arguments(opener: list[str], once: OneTimePath) -> None:
    with opened(ADDRESS, once):
        assert opener == [f"http://127.0.0.1:8050{once.path}"]
    assert len(once.path) > 43


def test_where_connections_tell_no_user_a_file_leads_to_the_address(
    opener: list[str], once: OneTimePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OneTimePath, "works", staticmethod(lambda: False))
    with opened(ADDRESS, once):
        (address,) = opener
        assert "nobody-guesses" not in address
        page = Path(unquote(urlsplit(address).path))
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert f"url={ADDRESS}" in page.read_text(encoding="utf-8")
    assert not page.exists()


def test_without_a_place_for_the_file_the_user_is_asked_to_open_the_address(
    opener: list[str], once: OneTimePath, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(OneTimePath, "works", staticmethod(lambda: False))
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    with opened(ADDRESS, once):
        assert opener == []
    assert capsys.readouterr().err == "No browser was opened (No space left on device). Open the address yourself.\n"


def ask(
    once: OneTimePath, path: str, *, method: str = "GET", family: int = socket.AF_INET, **headers: str
) -> tuple[str, dict[str, str]]:
    """Return what a request over a connection on this machine is answered."""
    with socket.socket(family) as listening:
        listening.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        listening.listen()
        with socket.socket(family) as client:
            client.connect(listening.getsockname())
            address, port, *_ = client.getsockname()
            answers: list[tuple[str, dict[str, str]]] = []
            environ = {
                "REQUEST_METHOD": method,
                "PATH_INFO": path,
                "REMOTE_ADDR": address,
                "REMOTE_PORT": str(port),
                "SERVER_PORT": str(listening.getsockname()[1]),
                "HTTP_HOST": "127.0.0.1:8050",
                **headers,
            }
            once(environ, lambda status, headers: answers.append((status, dict(headers))))
    (answer,) = answers
    return answer


@linux_only
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_one_time_path_leads_on_once(once: OneTimePath, family: int) -> None:
    for path, method in (
        ("/", "GET"),
        ("/open/", "GET"),
        (f"{once.path}x", "GET"),
        ("/\xe9", "GET"),
        (once.path, "POST"),
    ):
        assert ask(once, path, method=method)[0] == "404 Not Found"
    try:
        status, headers = ask(once, once.path, family=family)
    except OSError:
        pytest.skip("no IPv6 loopback here")
    assert (status, headers["Location"]) == ("303 See Other", "/a-path-that-nobody-guesses/")
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert ask(once, once.path)[0] == "404 Not Found"


@linux_only
def test_a_one_time_path_is_not_there_for_another_user(once: OneTimePath, monkeypatch: pytest.MonkeyPatch) -> None:
    user = os.geteuid()
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: user + 1)
        assert ask(once, once.path)[0] == "404 Not Found"
    assert ask(once, once.path)[0] == "303 See Other", "whoever was refused has not used it"


def test_a_connection_that_is_not_there_is_nobody_s(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert user_of("127.0.0.1", listening.getsockname()[1], 1) is None
    monkeypatch.setattr(one_time_path, "_CONNECTIONS", (Path("/no/such/file"),))
    assert user_of("127.0.0.1", 1, 1) is None
    assert not OneTimePath.works()
