"""The dashboard served: where it listens, what it says while it reads, and what it remembers."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from cli.remembered import Remembered
from cli.serving.listening import Listening
from cli.serving.serve import _listen
from dashboard.explorer.renames import Rename
from loaders.journal import data_folder
from tests.patience import PATIENCE

# What a command does, with a reading that waits for a line on standard input: "go", or the words of a failure.
SERVE = """
import sys
from cli.serving.listening import Listening
from cli.remembered import Remembered
from cli.serving.serve import serve
from dashboard.explorer import Opened
from graph.errors import UnreadableSource
from graph.report import LoadReport
from tests.dashboard.village import village

def read():
    line = sys.stdin.readline().strip()
    if line != "go":
        raise UnreadableSource(line)
    return village(), LoadReport()

try:
    remembered = Remembered((sys.argv[1],))
    village_read = Opened(read, "Village", renames=remembered.read(), keep=remembered.keep)
    serve(village_read, Listening(port=0, browser=False))
except UnreadableSource as error:
    sys.exit(f"Error: {error}")
"""


@contextmanager
def served(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start a server that has not read yet; hand out its process and its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder / "who.csv")],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1],
        env=os.environ | {"XDG_DATA_HOME": str(folder), "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert re.fullmatch(r"The dashboard is at http://127\.0\.0\.1:\d+/[\w-]{43}/ \(Ctrl-C ends it\)\.\n", line), (
            line + process.stderr.read()
        )
        yield process, line.removeprefix("The dashboard is at ").removesuffix(" (Ctrl-C ends it).\n")
    finally:
        process.kill()
        process.communicate()


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def say(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def test_the_page_is_there_before_the_data(tmp_path: Path) -> None:
    with served(tmp_path) as (process, address):
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert answer.status == 200
            assert answer.headers["Server"] is None
            cookie = answer.headers["Set-Cookie"].partition(";")[0]
        assert get(urljoin(address, "/readyz")) == (503, "Reading")
        say(process, "go")
        assert get(address + "api/map")[0] == 403
        status, body = get(address + "api/map", Cookie=cookie)
        assert status == 200
        assert len(json.loads(body)["organizations"]["id"]) == 14
        assert get(urljoin(address, "/readyz")) == (200, "Ready")
        assert get(urljoin(address, "/")) == (404, "Not Found.")
        assert get(address, Host="evil.example")[0] == 421
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=PATIENCE)
    assert (process.returncode, rest) == (0, "Ended.\n")


def test_it_ends_with_the_reason_when_the_data_cannot_be_read(tmp_path: Path) -> None:
    with served(tmp_path) as (process, _):
        say(process, "who.csv: is empty.")
        _, rest = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert rest == "Error: who.csv: is empty.\n"


def test_a_link_survives_a_restart(tmp_path: Path) -> None:
    paths = []
    for _ in range(2):
        with served(tmp_path) as (process, address):
            say(process, "go")
            paths.append(urlsplit(address).path)
    assert paths[0] == paths[1]


def at(host: str, port: int = 0, **more: Any) -> Listening:
    return Listening(host, port, browser=False, **more)


def test_port_0_is_any_free_one() -> None:
    with _listen(at("127.0.0.1")) as one, _listen(at("127.0.0.1")) as other:
        assert one.getsockname()[0] == "127.0.0.1"
        assert 0 < one.getsockname()[1] != other.getsockname()[1] > 0


def test_a_port_in_use_is_told_with_the_way_out() -> None:
    with _listen(at("127.0.0.1")) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="--port") as refused:
            _listen(at("127.0.0.1", port))
    assert str(refused.value) == (
        f"127.0.0.1:{port}: cannot be listened on (Address already in use). Name another --port, 0 for any free one."
    )


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    with pytest.raises(OSError, match=r"^192\.0\.2\.1:0: cannot be listened on"):
        _listen(at("192.0.2.1"))  # reserved for documentation, RFC 5737


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_it_listens_on_ipv6() -> None:
    try:
        listening = _listen(at("::1"))
    except OSError:
        pytest.skip("no IPv6 loopback here")
    with listening:
        assert listening.family == socket.AF_INET6


NAMES = [Rename("Río y Água", frozenset({"b", "a"})), Rename("Land", frozenset({"c"}))]


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where a user's data lie."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "partner-network-explorer"


def test_names_come_back_the_next_time(tmp_path: Path, data_home: Path) -> None:
    source = (str(tmp_path / "who.csv"),)
    Path(source[0]).touch()
    assert Remembered(source).read() == []
    Remembered(source).keep(NAMES)
    assert Remembered(source).read() == NAMES
    assert Remembered((str(tmp_path / "other.csv"),)).read() == []
    [folder] = data_home.iterdir()
    assert [file.suffix for file in folder.glob("[!.]*")] == [".jsonl"]
    Remembered(source).keep([])
    assert Remembered(source).read() == []


@pytest.mark.parametrize("sign", ["load-report", "workspace.json"])
def test_a_workspace_keeps_its_names_itself(tmp_path: Path, data_home: Path, sign: str) -> None:
    (tmp_path / "work" / sign).mkdir(parents=True)
    Remembered((str(tmp_path / "work"),)).keep(NAMES)
    [file] = (tmp_path / "work" / "journal").glob("*.jsonl")
    assert [json.loads(line)["after"] for line in file.read_text(encoding="utf-8").splitlines()] == [
        {"name": "Río y Água", "members": ["a", "b"]},
        {"name": "Land", "members": ["c"]},
    ]
    assert not data_home.exists()


@pytest.mark.parametrize("inside", [True, False])
def test_names_of_the_first_version_are_read_and_moved_in_once(tmp_path: Path, data_home: Path, inside: bool) -> None:
    work = tmp_path / "work"
    work.mkdir()
    if inside:
        (work / "workspace.json").touch()
    source = (str(work),)
    old = work / "coalition-names.json" if inside else data_folder(source, ".json", "coalition-names-")
    old.parent.mkdir(exist_ok=True, parents=True)
    old.write_text(json.dumps([{"name": rename.name, "members": sorted(rename.members)} for rename in NAMES]))
    content = old.read_bytes()
    remembered = Remembered(source)
    assert remembered.read() == NAMES
    assert old.exists(), "reading changes nothing"
    more = Rename("Moons", frozenset({"m"}))
    remembered.keep([*NAMES, more])
    assert not old.exists()
    assert Remembered(source).read() == [*NAMES, more]
    # A crash between the writing and the removal: the same file read again adds nothing.
    old.write_bytes(content)
    assert Remembered(source).read() == [*NAMES, more]
    Remembered(source).keep(NAMES[:1])
    assert Remembered(source).read() == NAMES[:1]
    assert not old.exists()
    assert data_home.exists() is not inside


def test_two_dashboards_lose_no_name(tmp_path: Path, data_home: Path) -> None:
    source = (str(tmp_path / "who.csv"),)
    one, other = Remembered(source), Remembered(source)
    assert one.read() == other.read() == []
    one.keep(NAMES[:1])
    other.keep(NAMES[1:])
    assert Remembered(source).read() == NAMES
    one.keep([])
    assert Remembered(source).read() == NAMES[1:]
    assert data_home.exists()


def test_a_folder_that_is_no_workspace_is_left_alone(tmp_path: Path, data_home: Path) -> None:
    (tmp_path / "csvs").mkdir()
    Remembered((str(tmp_path / "csvs"),)).keep(NAMES)
    assert not list((tmp_path / "csvs").iterdir())
    assert len(list(data_home.iterdir())) == 1


def test_a_file_is_the_same_by_whatever_path_and_the_database_wherever_one_stands(
    tmp_path: Path, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "who.csv").touch()
    (tmp_path / "inside").mkdir()
    paths, stores = set(), set()
    for folder, name in (tmp_path, "who.csv"), (tmp_path / "inside", "../who.csv"):
        monkeypatch.chdir(folder)
        paths.add(Remembered((name,)).journal.folder)
        stores.add(Remembered(("neo4j",)).journal.folder)
    assert len(paths) == len(stores) == 1
    assert not paths & stores
    assert {path.parent for path in paths | stores} == {data_home}


@pytest.mark.parametrize("kept", ["", "{", "[1]", '[{"name": "a"}]', '{"name": "a"}', '[{"name": "a", "members": 3}]'])
def test_names_that_cannot_be_read_are_told_and_none(
    tmp_path: Path, data_home: Path, capsys: pytest.CaptureFixture[str], kept: str
) -> None:
    source = (str(tmp_path / "who.csv"),)
    data_home.mkdir(parents=True)
    old = data_folder(source, ".json", "coalition-names-")
    old.write_text(kept, encoding="utf-8")
    assert Remembered(source).read() == []
    told = capsys.readouterr().err
    assert told.startswith(f"{old}: cannot be read (")
    assert told.endswith("); going on without what it says.\n")
    Remembered(source).keep(NAMES)
    assert Remembered(source).read() == NAMES
    assert old.read_text(encoding="utf-8") == kept, "what nobody understands stays as it is"


def test_a_place_that_takes_no_names_is_told(
    tmp_path: Path, data_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data_home.parent.mkdir()
    data_home.write_text("a file where a folder should be", encoding="utf-8")
    Remembered((str(tmp_path / "who.csv"),)).keep(NAMES)
    assert "the names of coalitions cannot be kept (" in capsys.readouterr().err


def test_a_crash_in_between_leaves_what_was_kept(
    tmp_path: Path, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered = Remembered((str(tmp_path / "who.csv"),))
    remembered.keep(NAMES)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", crash)
        with pytest.raises(KeyboardInterrupt):
            remembered.keep([])
    assert remembered.read() == NAMES
    assert data_home.exists()
