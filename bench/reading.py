"""Loading large tables, beside the fastest reader of the same file doing nothing else."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.large_tables import distinct_csv, wide_workbook

__all__ = ["measure"]

_GOAL = 1.5
_OURS = "import loaders; loaders.load(path)"
_CALAMINE = (
    "from python_calamine import CalamineWorkbook; "
    "CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)"
)
_CSV = "import csv; list(csv.reader(open(path, newline='', encoding='utf-8')))"
_TIMED = """
import sys, time
path = sys.argv[1]
start = time.perf_counter()
{}
seconds = time.perf_counter() - start
from bench.memory import peak
print(seconds, peak() / 2**20)
"""


def _once(code: str, path: Path) -> tuple[float, float]:
    """Return the seconds and the most memory, in MiB, of a new process that runs `code`, its imports included."""
    command = [sys.executable, "-c", _TIMED.format(code), str(path)]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


def measure(runs: int = 3, say: Callable[[str], None] = print) -> list[str]:
    """Return the Markdown lines of the table of reading: medians over `runs`, the two sides in turn."""
    lines = [
        "| file | our program | other program | ours / other | memory, ours / other | goal |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        wide, named, distinct = (Path(folder) / name for name in ("wide.xlsx", "named.xlsx", "distinct.csv"))
        wide_workbook(wide, named=24)
        wide_workbook(named, named=1_021)
        distinct_csv(distinct)
        for path, about, other, reader, times in (
            (wide, "XLSX, 275,000 rows x 1,021 declared columns, 700 different rows", _CALAMINE, "calamine", runs),
            (named, "the same, but each column has a header", _CALAMINE, "calamine", 1),
            (distinct, "CSV, 300,000 different rows x 24 columns", _CSV, "csv", runs),
        ):
            ours, theirs = [], []
            for run in range(times):
                theirs.append(_once(other, path))
                ours.append(_once(_OURS, path))
                say(f"{path.name}, run {run + 1}: {ours[-1][0]:.1f} s, {reader} {theirs[-1][0]:.1f} s")
            ratio = median(mine[0] / other[0] for mine, other in zip(ours, theirs, strict=True))
            goal = "none" if other is _CSV else f"{_GOAL}: {'met' if ratio <= _GOAL else 'missed'}"
            memory = " / ".join(f"{median(m for _, m in side):,.0f}" for side in (ours, theirs))
            lines.append(
                f"| {about} | {median(s for s, _ in ours):.1f} s | {reader}, {median(s for s, _ in theirs):.1f} s "
                f"| {ratio:.2f} | {memory} MiB | {goal} |"
            )
    return lines


if __name__ == "__main__":
    print("\n".join(measure()))
