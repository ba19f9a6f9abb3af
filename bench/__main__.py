"""Run every measurement and write docs/bench.md."""

import os
from pathlib import Path

from bench.machine import machine
from bench.startup import measure

if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    real_data = Path(os.environ.get("PARTNERS_REAL_DATA", root.parent / "shared" / "data"))
    text = [
        "# How fast it is",
        "",
        "Measured by `make bench`, which writes this page. Absolute times belong to this machine and this day; what",
        "carries over are the ratios, measured in turn with the other side.",
        "",
        f"Machine: {machine()}",
        "",
        "## From the command to the screen",
        "",
        "Cold: a new server process and a new browser profile in every run, nothing computed before; medians of 5",
        "runs. The other side is the smallest page that Dash and Mantine can show, started the same way.",
        "",
        *measure(real_data),
        "",
    ]
    (root / "docs" / "bench.md").write_text("\n".join(text), encoding="utf-8")
    print("wrote docs/bench.md")
