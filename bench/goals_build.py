"""G1 to G3: making the snapshot, what it weighs, and what a call on it costs."""

import json
import subprocess
import sys
import time
from statistics import median

import networkx as nx

from bench.peers import ties_by_networkx, ties_by_scipy, ties_by_sorting
from bench.rows import Row, cpu_seconds, paired
from bench.world import world
from graph.backend import ENGINE_FUNCTIONS
from graph.ties.strength import tie_network

__all__ = ["g1", "g2", "g3"]

_CALLS = 2_000
_SMALL = 2_000
_LARGE = 200_000


def g1(size: int) -> list[Row]:
    """From the tables to the snapshot."""
    tables = world(size).tables
    sides = [("scipy B'WB", ties_by_scipy), ("sort of packed pairs", ties_by_sorting)]
    found = [
        (paired(lambda: tie_network(tables), lambda way=way: way(tables)), name)  # type: ignore[misc]
        for name, way in sides
    ]
    (ours, best, ratio), engine = min(found, key=lambda pair: pair[0][1])
    must = 1.2 if size >= _LARGE else float("nan")  # the goal is for large networks
    plain = cpu_seconds(lambda: ties_by_networkx(tables)) / ours if size <= _SMALL else float("nan")
    return [Row("G1", "weighted ties from the interactions", size, ours, best, engine, ratio, must, networkx=plain)]


def g2(size: int) -> list[Row]:
    """Memory over the input, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.memory", str(size)], check=True, capture_output=True, text=True
    ).stdout
    found = json.loads(told)
    ties, nan = found["ties"], float("nan")
    resting = (found["resting"] - 200 * size) / ties
    return [
        Row(
            "G2", "memory of the network while it is built", size, nan, nan, "", found["peak"] / ties, 60,
            measured="bytes per tie",
        ),
        Row(
            "G2", "memory of the finished network", size, nan, nan, "", resting, 30,
            measured="bytes per tie", note=f"{found['resting'] / 2**20:.0f} MiB for {ties:,} ties; 200 bytes per "
            "organization are not counted",
        ),
    ]  # fmt: skip


def g3(size: int) -> list[Row]:
    """Ask what NetworkX's way in costs on a snapshot, beside the engine's own function."""
    ties = world(size).ties
    direct = ENGINE_FUNCTIONS["number_of_isolates"]
    plain = world(size).plain

    def microseconds(call: object, many: int) -> float:
        start = time.process_time()
        for _ in range(many):
            call()  # type: ignore[operator]
        return (time.process_time() - start) / many

    runs = [
        (microseconds(lambda: nx.number_of_isolates(ties), _CALLS), microseconds(lambda: direct(ties), _CALLS))
        for _ in range(7)
    ]
    ours, bare = (median(side) for side in zip(*runs, strict=True))
    over = median(a - b for a, b in runs) * 1e6
    converted = microseconds(lambda: nx.number_of_isolates(plain, backend="partners"), 3)
    note = f"on another graph, which each call must convert: {converted * 1e3:.0f} ms"
    return [
        Row("G3", "a call of NetworkX on our network", size, ours, bare, "the engine's function", over, 50,
            measured="microseconds more:", note=note)
    ]  # fmt: skip
