"""What memory the snapshot takes: ``python -m bench.memory SIZE`` prints it; Linux alone."""

import gc
import json
import sys
from pathlib import Path

import pyarrow as pa

from bench.networks import tables_of
from graph.ties.strength import tie_network

__all__ = ["held", "peak", "reset_peak"]

_STATUS = Path("/proc/self/status")


def _line(name: str) -> int:
    (found,) = [line for line in _STATUS.read_text().splitlines() if line.startswith(name + ":")]
    return int(found.split()[1]) * 1024


def held() -> int:
    """Return the bytes that this process holds now."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    return _line("VmRSS")


def peak() -> int:
    """Return the most bytes that it held since `reset_peak`."""
    return _line("VmHWM")


def reset_peak() -> None:
    """Forget earlier peaks."""
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    tie_network(tables_of(2_000))  # what is imported and kept by libraries is no part of a network
    tables = tables_of(int(sys.argv[1]))
    before = held()
    reset_peak()
    ties = tie_network(tables)
    most = peak()
    print(json.dumps({"ties": ties.number_of_edges(), "peak": most - before, "resting": held() - before}))
