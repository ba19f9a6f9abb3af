"""Measure and write docs/bench.md: ``python -m bench``, or a part: ``python -m bench G4 G8 --sizes 2k,20k``.

With goals or sizes named, the table is printed and nothing is written.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import networkx as nx

from bench.goals_build import g1, g2, g3
from bench.goals_groups import g6, g7, g15
from bench.goals_local import g8, g9, g11
from bench.goals_paths import g4, g5, g10
from bench.goals_reach import g12, g13, g16
from bench.machine import machine
from bench.readers import measure as readers
from bench.reading import measure as reading
from bench.rows import Row, markdown

SIZES = {"2k": 2_000, "20k": 20_000, "200k": 200_000, "1m": 1_000_000}
_MOST_GIB = 8
_MOST_GROWTH = 1.3


def _plan(*, full: bool) -> dict[str, tuple[Callable[[int], list[Row]], tuple[str, ...]]]:
    """Return each goal's measurement and the sizes that it is measured at unless told otherwise."""
    return {
        "G1": (g1, ("2k", "20k", "200k")),
        "G2": (g2, ("200k",)),
        "G3": (g3, ("2k",)),
        "G4": (g4, ("2k", "20k")),
        "G5": (partial(g5, full=full), ("20k",)),
        "G6": (g6, ("2k", "20k", "200k")),
        "G7": (g7, ("20k",)),
        "G8": (g8, ("2k", "20k", "200k")),
        "G9": (g9, ("2k", "20k", "200k")),
        "G10": (partial(g10, full=full), ("2k", "20k")),
        "G11": (g11, ("2k", "20k", "200k")),
        "G12": (g12, ("2k",)),
        "G13": (g13, ("1m",)),
        "G15": (g15, ("2k", "20k")),
        "G16": (g16, ("20k",)),
    }


def growth(rows: list[Row]) -> list[Row]:
    """Return G14: the exponent with which each operation grows from 20,000 to 200,000 organizations."""
    at = {(row.goal, row.operation, row.size): row.ours for row in rows if not math.isnan(row.ours)}
    found = []
    for (goal, operation, size), small in at.items():
        large = at.get((goal, operation, 200_000))
        if size == 20_000 and large is not None:
            grown = math.log10(large / small)
            found.append(
                Row("G14", operation, 200_000, large, small, "at 20k", grown, _MOST_GROWTH, measured="exponent")
            )
    return found


def whole(size: int) -> list[str]:
    """Return lines on the way from tables to clusters, brokers and missing pairs, in a process of its own."""
    told = subprocess.run([sys.executable, "-m", "bench.whole", str(size)], check=True, stdout=subprocess.PIPE).stdout
    found = json.loads(told)
    most = found.pop("GiB")
    steps = "; ".join(f"{name} {seconds:.1f} s" for name, seconds in found.items())
    met = "met" if most <= _MOST_GIB else "missed"
    return [f"{size:,} organizations: {steps}. Peak memory, data set included: {most:.1f} GiB (at most 8: {met})."]


def _measured(goals: list[str], sizes: list[str], *, full: bool) -> list[Row]:
    plan = _plan(full=full)
    # All goals of one size together: a network is made once.
    steps = [
        (SIZES[size], goal)
        for size in SIZES
        for goal in goals
        if goal in plan and (size in sizes if sizes else size in plan[goal][1])
    ]
    rows: list[Row] = []
    for size, goal in steps:
        start = time.perf_counter()
        found = plan[goal][0](size)
        rows += found
        print("\n".join(markdown(found)[2:]), f" [{time.perf_counter() - start:.0f} s]", flush=True)
    rows.sort(key=lambda row: (int(row.goal[1:]), row.size))
    return rows


def _page(rows: list[Row], parts: dict[str, list[str]]) -> str:
    explained = (Path(__file__).parent / "misses.md").read_text(encoding="utf-8")
    return "\n".join(
        [
            "# Speed and memory",
            "",
            "`make bench` measures and writes this page. Absolute times depend on the machine and the day. The",
            "ratios are more general, because this program and the program that it is compared with were measured",
            "alternately.",
            "",
            f"Machine: {machine()}",
            "",
            "## From the command to the screen",
            "",
            "How long does it take from the command `partners dashboard` until the page is on screen? The *shell* is",
            "the frame of the page, still without data. These are cold starts: every run has a new server process and",
            "a new browser profile, and nothing was computed before. Times are medians of 5 runs. The comparison is",
            "with the smallest page that Dash and Mantine (the libraries of the dashboard) can show. This page was",
            "started in the same way.",
            "",
            *parts["start_up"],
            "",
            "## Clicks in the browser",
            "",
            "How long does the browser work for one click? *Main thread* is the time of the processor that the page's",
            "own thread needs: to send the click, and to draw the answer and the map. *On screen* is the time from the",
            "click until the answer stands. Headless Chromium without a graphics card.",
            "",
            *parts["clicks"],
            "",
            "## Fifty readers at once",
            "",
            *parts["many"],
            "",
            "## Reading a large file",
            "",
            "Our program reads a file and makes tables from it. The other program (calamine, or Python's csv) only",
            "reads the cells.",
            "",
            *parts["large_files"],
            "",
            "## Measures compared with the best engines",
            "",
            "Times are CPU seconds of one core. Each time is the median of several runs. Our program and the other",
            "engine run alternately. `ours` is the time of our public function, with the result as a column of a",
            "frame. The time of the other engine starts when its own graph is ready. `measured` says what was",
            "measured, and its value. Usually it is the ratio ours / best engine. `must` is the goal for `measured`.",
            "`(stretch)` marks a second comparison, with the faster engine networkit. In G14, a stretch row has our",
            "times in this second comparison. `bench/networks.py` makes the networks. The ids of their organizations",
            "are in random order. If a program keeps a structure (such as a matrix) between calls, this structure is",
            "made before the measurement. Results never come from a cache. G14 measures growth: with the exponent 1,",
            "ten times as many organizations take ten times as long. With *hops*, the length of a path is the number",
            "of its steps. With *distance*, it is the sum of the distances of its ties.",
            "",
            *markdown(rows),
            "",
            "## All steps together",
            "",
            *parts["pipeline"],
            "",
            explained,
        ]
    )


def _start_up(root: Path) -> list[str]:
    from bench.startup import measure  # noqa: PLC0415  (needs a browser, which a part of the goals does not)

    return measure(Path(os.environ.get("PARTNERS_REAL_DATA", root.parent / "shared" / "data")))


def _clicks() -> tuple[list[str], bool]:
    from bench.browser import measure  # noqa: PLC0415  (needs a browser)

    return measure()


def main() -> int:
    """Run what the command line asks for; return 1 if a goal of the browser is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "goals", nargs="*", help="G1 to G16, whole, startup, browser, readers, reading; all of them by default"
    )
    parser.add_argument("--sizes", default="", help="of 2k, 20k, 200k, 1m, joined by commas")
    parser.add_argument("--full", action="store_true", help="exact values of 20k as well: a quarter of an hour more")
    asked = parser.parse_args()
    goals = [goal.upper() for goal in asked.goals]
    sizes = [size for size in asked.sizes.lower().split(",") if size]
    if unknown := [size for size in sizes if size not in SIZES]:
        parser.error(f"sizes: found {', '.join(unknown)}, allowed {', '.join(SIZES)}.")
    nx.config.warnings_to_ignore.add("cache")
    root = Path(__file__).resolve().parent.parent
    rows = _measured(goals or list(_plan(full=asked.full)), sizes, full=asked.full)
    if not goals or "G14" in goals:
        rows += growth(rows)
    everything = not (goals or sizes)
    clicks, all_met = _clicks() if everything or "BROWSER" in goals else ([], True)
    parts = {
        "pipeline": whole(200_000) if not goals or "WHOLE" in goals else [],
        "start_up": _start_up(root) if everything or "STARTUP" in goals else [],
        "clicks": clicks,
        "many": readers() if everything or "READERS" in goals else [],
        "large_files": reading() if everything or "READING" in goals else [],
    }
    if not everything:
        print("\n".join([*markdown(rows), *(line for lines in parts.values() for line in ("", *lines))]))
        return 0 if all_met else 1
    page = _page(rows, parts)
    (root / "docs" / "bench.md").write_text(page, encoding="utf-8")
    print("wrote docs/bench.md")
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
