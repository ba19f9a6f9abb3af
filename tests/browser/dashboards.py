"""The dashboard as its users have it: the command in a process of its own, and pages that are waited for."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

__all__ = [
    "dashboard",
    "drawn",
    "opened",
    "overlapping",
    "positions",
    "settled",
    "shown_text",
    "texts",
    "theme",
    "until",
]

_SETTLED = """(same) => {
  const asked = (search) => [...new URLSearchParams(search)].filter(([name]) => name !== "view" && name !== "why")
    .map(String).sort().join();
  const view = (search) => new URLSearchParams(search).get("view") ?? "coalitions";
  const lit = document.querySelector(".view.lit");
  return lit && (!same || asked(new URL(lit.href).search) === asked(location.search))
    && (!same || view(new URL(lit.href).search) === view(location.search))
    && !document.querySelector(".working.on") && !document.querySelector(".waiting-card")
    && [...document.querySelectorAll("#right, #page")].some((one) => one.innerText.trim());
}"""
_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/[\w-]+/")


@contextmanager
def dashboard(*command: str, home: Path, browser: bool = False) -> Iterator[str]:
    """Run ``partners COMMAND`` with a home of its own and yield the address it tells; `browser`: it opens one."""
    log = home / "log"
    environment = {**os.environ, "XDG_DATA_HOME": str(home / "share")}
    call = [sys.executable, "-c", "from cli.main import main; main()", *command, "--port", "0"]
    call += [] if browser else ["--no-browser"]
    with log.open("wb") as out:
        process = subprocess.Popen(call, stdout=out, stderr=out, env=environment)
    try:
        yield until(lambda: _told(process, log))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)


def _told(process: subprocess.Popen[bytes], log: Path) -> str:
    said = log.read_bytes()
    assert process.poll() is None, said.decode()
    found = _ADDRESS.search(said)
    return found[0].decode() if found else ""


def until(ask: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Return the first true answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds:.0f} s: {getattr(ask, '__qualname__', ask)}")


def settled(page: Any, *, same: bool = True) -> None:
    """Wait until the page has answered its address: the lit link to this view repeats it, and all else is there.

    ``same=False``: the address holds what no view can repeat.
    """
    until(lambda: page.evaluate(_SETTLED, same))


def drawn(page: Any) -> None:
    """Wait until the map is drawn with its names."""
    until(lambda: page.evaluate("() => (document.getElementById('map')?.netmap?.texts() ?? []).length > 2"))


def opened(page: Any, address: str, search: str = "", *, same: bool = True) -> None:
    """Open the dashboard and wait until it stands; the map too, where the view has one."""
    page.goto(address + search)
    settled(page, same=same)
    if page.locator(".map-place").is_visible():
        drawn(page)


def open_filters(page: Any) -> None:
    """Open the panel of filters, unless it is open."""
    if not page.locator("#filter-causes").is_visible():
        page.locator("#filter-button").click()
        page.wait_for_function("() => document.activeElement.closest('.filters')")


def theme(page: Any, name: str) -> None:
    """Make the page light or dark."""
    if page.evaluate("() => document.documentElement.dataset.mantineColorScheme") != name:
        page.click("#theme-button")
        until(lambda: page.evaluate("() => document.documentElement.dataset.mantineColorScheme") == name)
        settled(page)


def texts(page: Any) -> Any:
    """Return what is written on the map: text, kind and rectangle of each."""
    return page.evaluate("() => document.getElementById('map').netmap.texts()")


def positions(page: Any) -> dict[str, tuple[float, float]]:
    """Return where each organization of the map is, in pixels of the viewport."""
    found = page.evaluate(
        "() => { const { graph, position } = document.getElementById('map').netmap;"
        " return Object.fromEntries(graph.nodes().map((id) => [id, Object.values(position(id))])) }"
    )
    return {organization: (at[0], at[1]) for organization, at in found.items()}


def shown_text(page: Any) -> str:
    """Return all that can be read on the page, on the map too; what grids quote from the user's file is left out."""
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
    read = page.evaluate(
        "() => { const copy = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);"
        " while (walk.nextNode()) { const at = walk.currentNode.parentElement;"
        " if (!at.closest('script, style, .ag-center-cols-container') && at.checkVisibility())"
        " copy.push(walk.currentNode.data) }"
        " document.querySelectorAll('[title], [placeholder], [aria-label]').forEach((at) => {"
        "  if (!at.closest('.ag-root')) copy.push(at.title, at.getAttribute('placeholder') ?? '',"
        "  at.getAttribute('aria-label') ?? '') });"
        " return copy.join('\\n') }"
    )
    return "\n".join([read, *(text["text"] for text in texts(page))])


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (one["text"], other["text"])
        for one, other in combinations(boxes, 2)
        if one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    ]
