"""How long a click takes in the browser: on the main thread, and until the answer is on screen."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.readers import served
from bench.startup import CHROMIUM, FLAGS

__all__ = ["measure"]

_LONG = 5_000
"""Organizations of the made-up network; the other data are the sample."""
_TURNS = 50
"""Each turn hovers, chooses an organization, changes the view and sets or removes a filter: 5 interactions."""
_MORE_TURNS = 60
"""After these more, memory is compared with what it was after the first ones."""
_SEED = 20240301
_MAIN, _HOVER, _LATENCY = 100.0, 50.0, 300.0
_GROWTH = 1.15

_ANSWERED = """async (act) => {
  const asked = (search) => [...new URLSearchParams(search)].map(String).sort().join();
  const lit = () => document.querySelector(".view.lit");
  const settled = () => lit() && asked(new URL(lit().href).search) === asked(location.search)
    && !document.querySelector(".working.on");
  const before = performance.now(), from = location.search;
  act.click();
  while (location.search === from || !settled()) {
    await new Promise((next) => requestAnimationFrame(next));
    if (performance.now() - before > 60000) throw new Error("no answer to " + act.href);
  }
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return performance.now() - before;
}"""


@dataclass
class _Times:
    """Milliseconds of one kind of interaction."""

    main: list[float] = field(default_factory=list)
    latency: list[float] = field(default_factory=list)

    def within(self, values: list[float]) -> float:
        """Return what 95 of 100 take at most."""
        return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


class _Reader:
    """Somebody who clicks, with a protocol session that counts what each click costs."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page, self.session = page, session
        self.times: dict[str, _Times] = {}

    def metric(self, name: str) -> float:
        """Return one of Chromium's own counters."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == name))

    def click(self, kind: str, selector: str, number: int = 0) -> None:
        """Click what a selector names, and wait for the answer."""
        target = self.page.locator(selector).nth(number).element_handle()
        before = self.metric("TaskDuration")
        latency = self.page.evaluate(_ANSWERED, target)
        target.dispose()  # else what it pointed at would stay in memory
        self._note(kind, before, latency)

    def hover(self, x: float, y: float) -> None:
        """Move the mouse over the map."""
        before = self.metric("TaskDuration")
        self.page.mouse.move(x, y)
        self.page.evaluate("() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))")
        self._note("hover", before, 0.0)

    def _note(self, kind: str, before: float, latency: float) -> None:
        times = self.times.setdefault(kind, _Times())
        times.main.append(1000 * (self.metric("TaskDuration") - before))
        times.latency.append(latency)

    def held(self) -> tuple[float, float]:
        """Return the bytes of the heap and the number of nodes, after what is garbage was collected."""
        self.session.send("HeapProfiler.collectGarbage")
        return self.metric("JSHeapUsedSize"), self.metric("Nodes")


def _turn(reader: _Reader, draw: random.Random) -> None:
    """Do once what somebody does who explores: look around, choose, go to another view, filter, and back."""
    page = reader.page
    box = page.locator("#map").bounding_box()
    if box is not None:
        at = [position for position in _positions(page) if _inside(position, box)]
        reader.hover(*(draw.choice(at) if at else (box["x"] + 50, box["y"] + 50)))
    reader.click("change of view", "nav .view", 1)
    rows = page.locator("#left .name-link").count()
    reader.click("click on an organization", "#left .name-link", draw.randrange(max(1, rows)))
    reader.click("change of view", "nav .view", 2)
    page.locator("#filter-button").click()
    page.locator(".filters .order").first.wait_for()
    spans = page.locator(".filters .order:not(.lit)").count()
    reader.click("filter", ".filters .order:not(.lit)", draw.randrange(spans))
    page.keyboard.press("Escape")
    reader.click("filter", ".chips .plain:last-child")
    page.mouse.move(5, 5)
    reader.click("change of view", "nav .view", 0)
    reader.click("click on an organization", "#right .card .close")


def _positions(page: Page) -> list[tuple[float, float]]:
    drawn: Any = page.evaluate(
        "() => { const { graph, position } = document.getElementById('map').netmap;"
        " return graph.nodes().map((id) => Object.values(position(id))) }"
    )
    return [(float(x), float(y)) for x, y in drawn]


def _inside(position: tuple[float, float], box: Any) -> bool:
    x, y = position
    return bool(box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"])


@contextmanager
def _opened(address: str) -> Iterator[_Reader]:
    with sync_playwright() as play, TemporaryDirectory() as profile:
        context = play.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1280, "height": 800}
        )
        page = context.pages[0]
        page.goto(address)
        page.wait_for_function(
            "() => (document.getElementById('map')?.netmap?.texts() ?? []).length > 2", timeout=180_000
        )
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})  # the thread's own time, not that of others
        yield _Reader(page, session)
        context.close()


def measure() -> tuple[list[str], bool]:
    """Return the lines of the report, and whether every goal is met."""
    lines = [
        "| data | interaction | number | main thread, median | 95 % within | on screen, median | 95 % within | goals |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    all_met = True
    growth = []
    for label, n_organizations in (("the sample (254 organizations)", 0), (f"{_LONG:,} organizations", _LONG)):
        with served(n_organizations) as address, _opened(address) as reader:
            draw = random.Random(_SEED)
            for _ in range(3):
                _turn(reader, draw)
            reader.times.clear()
            before = reader.held()
            for _ in range(_TURNS):
                _turn(reader, draw)
            times = dict(reader.times)
            for _ in range(_MORE_TURNS):
                _turn(reader, draw)
            after = reader.held()
        for kind, measured in times.items():
            goal = _HOVER if kind == "hover" else _MAIN
            main, latency = (measured.within(values) for values in (measured.main, measured.latency))
            met = main <= goal and latency <= _LATENCY
            all_met &= met
            said = f"{goal:.0f} ms" if kind == "hover" else f"{goal:.0f} and {_LATENCY:.0f} ms"
            on_screen = "| | |" if kind == "hover" else f"| {median(measured.latency):.0f} ms | {latency:.0f} ms |"
            lines.append(
                f"| {label} | {kind} | {len(measured.main)} | {median(measured.main):.0f} ms | {main:.0f} ms "
                f"{on_screen} {said}: {'met' if met else 'missed'} |"
            )
        ratios = [now / then for now, then in zip(after, before, strict=True)]
        met = max(ratios) <= _GROWTH
        all_met &= met
        growth.append(
            f"{label}: after {_TURNS + _MORE_TURNS} turns the heap is {ratios[0]:.2f} times, the number of nodes "
            f"{ratios[1]:.2f} times what it was before ({_GROWTH} at most: {'met' if met else 'missed'})."
        )
    return [*lines, "", *growth], all_met
