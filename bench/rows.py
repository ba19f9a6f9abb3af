"""What was measured, as rows of a table; and how two sides are measured in turn."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

__all__ = ["Row", "cpu_seconds", "markdown", "paired"]

_MOST = 15
_FEWEST = 3


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes
    ----------
    goal, operation : str
        Its number, and what was done.
    size : int
        Organizations.
    ours, best : float
        Median CPU seconds, ours through the public API; not a number where it is not time that is compared.
    engine : str
        The other side.
    value : float
        What the goal is about: the median of ours / best over the runs, unless `measured` says otherwise.
    must : float
        The largest value that meets the goal; the smallest where `at_least`; not a number where there is no goal.
    at_least : bool
        Which way round the goal is.
    measured : str
        What `value` is.
    networkx : float
        Plain NetworkX as a multiple of ours, where it was run.
    note : str
        Whatever else there is to say.
    """

    goal: str
    operation: str
    size: int
    ours: float
    best: float
    engine: str
    value: float
    must: float
    at_least: bool = False
    measured: str = "ratio"
    networkx: float = float("nan")
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.value >= self.must if self.at_least else self.value <= self.must


def cpu_seconds(action: Callable[[], object]) -> float:
    """Return the CPU seconds of one call: others who use the machine do not count."""
    start = time.process_time()
    action()
    return time.process_time() - start


def paired(ours: Callable[[], object], best: Callable[[], object], patience: float = 6.0) -> tuple[float, float, float]:
    """Run both sides in turn and return the medians of ours, of best and of ours / best.

    The first run of each warms up and does not count, unless it takes as long as the patience lasts. What changes
    places is who goes first.
    """
    first = cpu_seconds(ours), cpu_seconds(best)
    runs = [first] if sum(first) > patience else []
    spent = sum(first)
    while len(runs) < _MOST and (spent < patience or (len(runs) < _FEWEST and spent < 3 * patience)):
        if len(runs) % 2:
            other = cpu_seconds(best)
            runs.append((cpu_seconds(ours), other))
        else:
            runs.append((cpu_seconds(ours), cpu_seconds(best)))
        spent += sum(runs[-1])
    return median(a for a, _ in runs), median(b for _, b in runs), median(a / b for a, b in runs)


def markdown(rows: Iterable[Row]) -> list[str]:
    """Return the rows as a Markdown table."""
    head = "| goal | operation | organizations | ours | best engine | measured | must | | NetworkX / ours |"
    lines = [head, "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    lines.extend(
        f"| {row.goal} | {row.operation}{f' ({row.note})' if row.note else ''} | {row.size:,} | {_seconds(row.ours)} "
        f"| {row.engine} {_seconds(row.best)} | {row.measured} {row.value:.3g} | {_verdict(row)} "
        f"| {_times(row.networkx)} |"
        for row in rows
    )
    return lines


def _verdict(row: Row) -> str:
    if math.isnan(row.must):
        return "none at this size | "
    return f"{'>=' if row.at_least else '<='} {row.must:g} | {'met' if row.met else '**missed**'}"


def _times(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3g}x"


def _seconds(value: float) -> str:
    if math.isnan(value):
        return ""
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"
