"""Fifty readers at once: the clicks of one reader are recorded in Chromium, and then asked again by many."""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, sync_playwright

from bench.networks import tables_of
from bench.startup import CHROMIUM, FLAGS, address_of
from loaders.workspace.csv_folder import write_folder

__all__ = ["measure", "served"]

_ORGANIZATIONS = 2_000
_READERS = 50
_SECONDS = 60.0
_PAUSE = 10.0
"""A reader looks at each answer so long on average (exponential) before the next click."""
_MOST = 5.0
_TURNS_ALONE = 5
_SEED = 20240229
_SOMEBODY = "o1234"
"""The organization of the recorded reader; each other reader asks about organizations of its own."""
_CLICKS = (
    "",
    f"?organization={_SOMEBODY}",
    f"?view=bridging&organization={_SOMEBODY}",
    "?view=bridging",
    "?view=gaps",
    f"?view=gaps&mine={_SOMEBODY}",
    f"?causes=c3&organization={_SOMEBODY}",
    f"?view=bridging&causes=c3&organization={_SOMEBODY}",
    "?view=data",
)
_QUIET = 1.0
_FORWARD = "(search) => { history.pushState({}, '', search); dispatchEvent(new Event('_dashprivate_pushstate')); }"


@dataclass(frozen=True)
class _Asked:
    """One request to the server's own routes."""

    method: str
    target: str
    body: str


@dataclass(frozen=True)
class _Recorded:
    """The requests of each of `_CLICKS`, and the reader's cookie."""

    clicks: list[list[_Asked]]
    cookie: str


@dataclass
class _Told:
    """What the readers saw: the seconds of each click, and the answers that were no answers."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def served(n_organizations: int) -> Iterator[str]:
    """Serve a made-up network, or with 0 the sample; the address comes back when its data are ready."""
    with tempfile.TemporaryDirectory() as home:
        what = ["demo"]
        if n_organizations:
            what = ["dashboard", str(write_folder(tables_of(n_organizations), Path(home) / "network"))]
        call = [sys.executable, "-c", "from cli.main import main; main()", *what, "--no-browser", "--port", "0"]
        server = subprocess.Popen(
            call, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
            env={**os.environ, "XDG_DATA_HOME": str(Path(home) / "share")},
        )  # fmt: skip
        try:
            address = address_of(server)
            at = urlsplit(address)
            while not _is_ready(at.netloc):
                time.sleep(0.2)
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def _is_ready(place: str) -> bool:
    link = http.client.HTTPConnection(place, timeout=60)
    link.request("GET", "/readyz")
    return link.getresponse().status == 200


def _recorded(address: str) -> _Recorded:
    """Make each of `_CLICKS` in a browser."""
    clicks: list[list[_Asked]] = []
    last = [time.monotonic()]

    def seen(request: Request) -> None:
        last[0] = time.monotonic()
        at = urlsplit(request.url)
        if request.resource_type in {"document", "fetch", "xhr"} and "_dash-component-suites" not in at.path:
            target = at.path + (f"?{at.query}" if at.query else "")
            clicks[-1].append(_Asked(request.method, target, request.post_data or ""))

    def quiet(page: Page) -> None:
        while time.monotonic() - last[0] < _QUIET:
            page.wait_for_timeout(100)

    with sync_playwright() as play, tempfile.TemporaryDirectory() as profile:
        context = play.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=FLAGS)
        page = context.pages[0]
        page.goto(address)  # takes the cookie, which every reader has before the first click
        page.on("request", seen)
        for search in _CLICKS:
            clicks.append([])
            page.goto(address) if not search else page.evaluate(_FORWARD, search)
            last[0] = time.monotonic()
            page.wait_for_timeout(500)
            quiet(page)
        cookie = "; ".join(f"{one.get('name')}={one.get('value')}" for one in context.cookies())
        context.close()
    return _Recorded(clicks, cookie)


def _turn(place: str, recorded: _Recorded, draw: random.Random, told: _Told, *, pause: float = 0.0) -> None:
    """Make every click once, about an organization of one's own."""
    own = f"o{draw.randrange(_ORGANIZATIONS)}"
    for click in recorded.clicks:
        if pause:
            time.sleep(draw.expovariate(1 / pause))
        start = time.perf_counter()
        link = http.client.HTTPConnection(place, timeout=60)  # after a pause the server has closed the last one
        for asked in click:
            body = re.sub(rf"\b{_SOMEBODY}\b", own, asked.body)
            headers = {"Cookie": recorded.cookie, "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
            link.request(asked.method, asked.target.replace(_SOMEBODY, own), body.encode() or None, headers)
            answer = link.getresponse()
            answer.read()
            if answer.status >= 400:
                told.errors.append(f"{answer.status} {asked.method} {asked.target}")
        told.seconds.append(time.perf_counter() - start)
        link.close()


def _alone(place: str, recorded: _Recorded) -> _Told:
    told, draw = _Told(), random.Random(_SEED)
    for _ in range(_TURNS_ALONE):
        _turn(place, recorded, draw, told)
    return told


def _together(place: str, recorded: _Recorded) -> _Told:
    """Let all readers click for a minute, each from the beginning after a pause of its own."""
    told, end = _Told(), time.monotonic() + _SECONDS

    def reader(number: int) -> None:
        draw = random.Random(_SEED + number)
        while time.monotonic() < end:
            _turn(place, recorded, draw, told, pause=_PAUSE)

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(_READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def measure(say: Callable[[str], None] = print) -> list[str]:
    """Return the Markdown lines of the table: how long a click takes for one reader, and for fifty at once."""
    with served(_ORGANIZATIONS) as address:
        recorded = _recorded(address)
        place = urlsplit(address).netloc
        alone = _alone(place, recorded)
        together = _together(place, recorded)
    errors = alone.errors + together.errors
    for error in sorted(set(errors)):
        say(error)
    ratio = _slow(together) / median(alone.seconds)
    met = "met" if ratio <= _MOST and not errors else "**missed**"
    requests = sum(len(click) for click in recorded.clicks)
    return [
        f"First, {len(_CLICKS)} clicks are recorded in Chromium with all their requests ({requests}), on a network",
        f"of {_ORGANIZATIONS:,} organizations. Then one reader, and later {_READERS} readers together, send the same",
        f"requests. Each reader asks about other organizations. The {_READERS} readers wait {_PAUSE:.0f} s on average",
        "between two clicks; the single reader does not wait. What was drawn for one reader",
        "is kept for the next one who asks the same.",
        "",
        "| readers | clicks | median time | 95 % of clicks within | errors | within / median of one reader | goal |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        f"| 1 | {_figures(alone)} | | |",
        f"| {_READERS} | {_figures(together)} | {ratio:.2f} | {_MOST:.0f}, no error: {met} |",
    ]


def _slow(told: _Told) -> float:
    return quantiles(told.seconds, n=20)[-1]


def _figures(told: _Told) -> str:
    middle, slow = median(told.seconds) * 1e3, _slow(told) * 1e3
    return f"{len(told.seconds)} | {middle:.0f} ms | {slow:.0f} ms | {len(told.errors)}"
