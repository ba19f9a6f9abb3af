"""Other users of this machine at a real dashboard: they reach its port; they read, write and stop nothing."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.browser.dashboards import dashboard, until
from tests.patience import PATIENCE

NOBODY = 65534
root_only = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become another user")

# What somebody tries who may run programs on this machine: it prints what every address answers.
ATTACK = """
import json, os, sys, urllib.error, urllib.request
host, path_file, serving, *more = sys.argv[1:]
def ask(path, body=None, **headers):
    request = urllib.request.Request(host + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return [answer.status, answer.read().decode(), dict(answer.headers)]
    except urllib.error.HTTPError as refused:
        return [refused.code, refused.read().decode(), dict(refused.headers)]
def read(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("latin-1")
    except OSError as error:
        return type(error).__name__
def write(path):
    try:
        open(path, "ab").close()
    except OSError as error:
        return type(error).__name__
ask("/healthz")  # loads whatever another user may not read of this Python
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
json.dump({
    "user": os.geteuid(),
    "asked": {path: ask(path) for path in (
        "/", "/healthz", "/readyz", "/api/map", "/_dash-layout", "/_dash-dependencies", "/assets/style.css",
        "/robots.txt", "/partners/", "/..%2f", "/%2e%2e/", *more)},
    "posted": ask("/_dash-update-component", b"{}", **{"Content-Type": "application/json"}),
    "file": [read(path_file), write(path_file), write(os.path.dirname(path_file) + "/other")],
    "arguments": {name: read(f"/proc/{name}/cmdline") for name in os.listdir("/proc") if name.isdigit()},
    "environment": read(f"/proc/{serving}/environ"),
}, sys.stdout)
"""


@dataclass(frozen=True)
class Served:
    """A dashboard in a process of its own."""

    address: str
    home: Path

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def top(self) -> str:
        return urljoin(self.address, "/")


@pytest.fixture(scope="module")
def demo() -> Iterator[Served]:
    # Where another user gets in, unlike the folders of pytest.
    with TemporaryDirectory() as home, dashboard("demo", home=Path(home)) as address:
        until(lambda: get(urljoin(address, "/readyz"))[0] == 200)
        yield Served(address, Path(home))


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers=headers), timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


@root_only
def test_another_user_reads_nothing_and_writes_nothing(demo: Served) -> None:
    file = demo.home / "share" / "partner-network-explorer" / "secret-path"
    assert file.read_text(encoding="ascii").strip() == demo.path
    for folder in [*file.parents][:3]:
        folder.chmod(0o755)  # the file keeps others out by itself
    (serving,) = [one.name for one in Path("/proc").iterdir() if str(demo.home).encode() in environment_of(one)]
    attack = [sys.executable, "-c", ATTACK, demo.top.rstrip("/"), str(file), serving]
    run = subprocess.run(attack, capture_output=True, text=True, check=False, cwd="/")
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert seen["user"] == NOBODY
    assert seen["file"] == ["PermissionError"] * 3
    assert seen["environment"] == "PermissionError"
    assert "demo" in seen["arguments"][serving]
    assert demo.path.strip("/") not in run.stdout, "neither in an answer nor among the arguments of any process"
    open_to_all = {"/healthz": [200, "OK"], "/readyz": [200, "Ready"]}
    for path, (status, text, headers) in seen["asked"].items():
        assert [status, text] == open_to_all.get(path, [404, "Not Found."]), path
        assert not {"Set-Cookie", "Server"} & set(headers)
    assert seen["posted"][:2] == [404, "Not Found."]


@root_only
def test_another_user_sees_how_the_browser_is_opened_and_gets_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryDirectory() as folder:
        note = Path(folder, "arguments")
        script = Path(folder, "browser")
        script.write_text(f'#!/bin/sh\necho "$@" > {note}-new && mv {note}-new {note}\n', encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("BROWSER", str(script))
        with dashboard("demo", home=Path(folder), browser=True) as address:
            until(note.exists)
            once = note.read_text(encoding="utf-8").strip()
            assert once.startswith(urljoin(address, "/open/"))
            attack = [sys.executable, "-c", ATTACK, urljoin(address, "/").rstrip("/"), "", "self", urlsplit(once).path]
            run = subprocess.run(attack, capture_output=True, text=True, check=True, cwd="/")
            assert json.loads(run.stdout)["asked"][urlsplit(once).path][:2] == [404, "Not Found."]
            assert urlsplit(address).path.strip("/") not in run.stdout
            with urlopen(once, timeout=PATIENCE) as answer:
                assert answer.url == address
                assert "Set-Cookie" in answer.headers
            assert get(once) == (404, "Not Found.")


def environment_of(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


def test_whoever_knows_the_path_needs_the_cookie_for_the_data(demo: Served) -> None:
    assert get(f"{demo.address}api/map")[0] == 403
    status, page = get(demo.address)
    assert status == 200
    assert not re.search(r"(?<![\d.])" + re.escape(sys.version.split()[0]), page)
    assert get(f"{demo.address}assets/none.css") == (404, "Not Found.")


def test_three_hundred_half_requests_do_not_stop_the_dashboard(demo: Served) -> None:
    at = urlsplit(demo.address)
    waiting = [socket.create_connection((str(at.hostname), at.port or 0), timeout=PATIENCE) for _ in range(300)]
    try:
        for connection in waiting:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        assert get(urljoin(demo.address, "/healthz")) == (200, "OK")
        assert get(demo.address)[0] == 200
    finally:
        for connection in waiting:
            connection.close()
