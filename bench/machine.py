"""What was measured on, and with what."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

__all__ = ["machine"]

_PACKAGES = ("dash", "igraph", "networkx", "numpy", "pandas", "plotly", "scipy")


def machine() -> str:
    """Return the machine and the versions in one sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    processor = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        processor = named[0] if named else processor
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{len(os.sched_getaffinity(0))} cores ({processor}), {memory:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}; {packages}."
    )
