"""From the command to the screen: the shell, and the map, cold, in headless Chromium."""

import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

__all__ = ["CHROMIUM", "FLAGS", "address_of", "measure"]

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60.0
_MAP_IS_DRAWN = "() => { const map = document.getElementById('map'); return map?.netmap?.graph?.order > 0; }"
_SHELL_IS_THERE = "() => Boolean(document.getElementById('app'))"


def _wait(page: Page, script: str, start: float) -> float:
    while time.perf_counter() - start < _PATIENCE:
        if page.evaluate(script):
            return time.perf_counter() - start
        time.sleep(0.02)
    msg = f"not on screen after {_PATIENCE:.0f} s"
    raise TimeoutError(msg)


def _once(command: list[str], asks: list[str]) -> list[float]:
    """Return the seconds from starting `command` until each of `asks` is true in a browser with an empty profile."""
    with sync_playwright() as play, tempfile.TemporaryDirectory() as profile:
        context = play.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1280, "height": 800}
        )
        page = context.pages[0]
        start = time.perf_counter()
        server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        try:
            address = address_of(server)
            page.goto(address)
            return [_wait(page, ask, start) for ask in asks]
        finally:
            context.close()
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def address_of(server: "subprocess.Popen[str]") -> str:
    """Return the address that a dashboard tells on standard error."""
    lines = server.stderr
    if lines is not None:
        for line in lines:
            if found := re.search(r"http://127\.0\.0\.1:\d+/([\w-]+/)?", line):
                return found.group()
    msg = "the server told no address"
    raise RuntimeError(msg)


def _dashboard(*words: str) -> list[str]:
    return [sys.executable, "-c", "from cli.main import main; main()", *words, "--no-browser", "--port", "0"]


def measure(real_data: Path, runs: int = 5, say: Callable[[str], None] = print) -> list[str]:
    """Return the Markdown lines of the start-up table: medians over `runs`, every run with a new server and profile."""
    sources = {"the sample (254 organizations)": _dashboard("demo")}
    ethiopia = real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv"
    if ethiopia.exists():
        sources["the Ethiopian 4W file (7,900 rows)"] = _dashboard("dashboard", str(ethiopia))
    empty = [sys.executable, "-m", "bench.empty_dash"]
    lines = [
        "| data | shell on screen after | map drawn after | shell / smallest Dash page | goals |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, command in sources.items():
        shells, maps, ratios = [], [], []
        for run in range(runs):
            (bare,) = _once(empty, [_SHELL_IS_THERE])
            shell, drawn = _once(command, [_SHELL_IS_THERE, _MAP_IS_DRAWN])
            say(f"{name}, run {run + 1}: shell {shell:.2f} s, map {drawn:.2f} s, empty page {bare:.2f} s")
            shells.append(shell)
            maps.append(drawn)
            ratios.append(shell / bare)
        met = "met" if median(shells) <= 3 and median(maps) <= 5 else "missed"
        lines.append(
            f"| {name} | {median(shells):.2f} s | {median(maps):.2f} s | {median(ratios):.2f} | 3 s and 5 s: {met} |"
        )
    return lines
