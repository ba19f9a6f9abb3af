"""The documentation as a site: built without a broken link, and every page loads nothing from elsewhere."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from inspect import ismodule
from pathlib import Path
from typing import Any

import pytest

import graph
import loaders

pytestmark = pytest.mark.browser

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "dashboard", "graph", "loaders")
PAGES = ("GLOSSARY.md", "CHANGELOG.md", "zensical.toml")


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name of the library)
        del format, args


def build(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Build the site of a copy of the documentation; a warning ends it with an error."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def copy_of_docs(folder: Path) -> Path:
    """Copy the pages into a folder, beside links to the code."""
    for name in ROOMS:
        (folder / name).symlink_to(HOUSE / name)
    for name in PAGES:
        shutil.copy(HOUSE / name, folder)
    shutil.copytree(HOUSE / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.py"))
    return folder


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("zensical") is None:
        message = "install the tools of development: zensical is missing"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return copy_of_docs(tmp_path_factory.mktemp("docs"))


@pytest.fixture(scope="module")
def site(copied: Path) -> Path:
    """Return the folder of the built site."""
    built = build(copied)
    assert built.returncode == 0, built.stdout + built.stderr
    return copied / "dist" / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def pages(site: Path) -> list[str]:
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))


def test_every_page_loads_nothing_from_elsewhere(
    site: Path, address: str, browser: Any, watched: Callable[[Any], Any]
) -> None:
    assert len(pages(site)) >= len(list((HOUSE / "docs").rglob("*.md")))
    page = watched(browser)  # fails on a request to elsewhere and on any error
    for name in pages(site):
        response = page.goto(address + name, wait_until="networkidle")
        assert response.ok, name
        assert page.locator("h1").first.is_visible(), name


def test_the_search_finds_a_measure(address: str, page: Any) -> None:
    page.goto(address + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("betweenness")
    page.get_by_role("link", name=re.compile("measures", re.IGNORECASE)).last.wait_for()


def test_every_public_function_is_in_the_reference(site: Path) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in (site / "api").glob("*.html"))
    anchors = set(re.findall(r'id="([\w.]+)"', text))
    named = {anchor.rpartition(".")[2] for anchor in anchors}
    public = {f"{room.__name__}.{name}": getattr(room, name) for room in (graph, loaders) for name in room.__all__}
    wanted = [name for name, value in public.items() if not ismodule(value)]
    assert [name for name in wanted if name.rpartition(".")[2] not in named] == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[a page](nowhere.md)", "page does not exist"),
        ("[a heading](#nowhere)", "anchor does not exist"),
        ("::: graph.nowhere", "Could not collect"),
    ],
)
def test_what_leads_nowhere_stops_the_build(tmp_path: Path, copied: Path, line: str, reason: str) -> None:
    config = (copied / "zensical.toml").read_text(encoding="utf-8")
    pages = re.compile(r"^nav = \[.*?^\]$", re.MULTILINE | re.DOTALL)
    (tmp_path / "zensical.toml").write_text(pages.sub('nav = [{ "Home" = "index.md" }]', config), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# Home\n\n{line}\n", encoding="utf-8")
    built = build(tmp_path)
    assert built.returncode != 0
    assert reason in built.stdout + built.stderr
