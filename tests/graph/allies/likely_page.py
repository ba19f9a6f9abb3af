"""The tables of ``docs/likely.md``, from real files: ``python -m tests.graph.allies.likely_page`` writes them again."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path

import graph
import loaders
from graph.schema import ACTIVITY_STATUSES
from graph.tables import ShownTables
from loaders.sample import sample_folder
from tests.resolved_names import STATES, frozen

__all__ = ["PAGE", "SPLITS", "Figures", "ebola", "honduras", "remade"]

PAGE = Path(__file__).parents[3] / "docs" / "likely.md"
SPLITS = tuple(
    (date(2014, *one), date(2014, *other))
    for one, other in (
        ((9, 11), (10, 8)), ((9, 11), (12, 10)), ((9, 19), (12, 10)), ((9, 29), (10, 27)), ((9, 29), (12, 10)),
        ((10, 8), (11, 11)), ((10, 27), (12, 10)),
    )
)  # fmt: skip
QUARTERS = {1: date(2020, 3, 31), 2: date(2020, 6, 30), 4: date(2020, 12, 31)}
_SECTION = re.compile(r"(<!-- list: (\w+) -->\n).*?(<!-- end of list -->)", re.DOTALL)
_STATES = ("rules of the program", "table of aliases", "decisions", "decisions, causes joined")


Figures = tuple[int, int, int, int, float]
"""Candidates, how many came, how many of the first 20 and of the first 100 (without a limit) came, and the AUC."""


@cache
def ebola(state: str, n: int) -> Figures:
    """Return the figures of a split of the response to Ebola, with the names of a state."""
    return _figures(frozen("ebola", state).shown(), *SPLITS[n])


@cache
def honduras(one: int, other: int, *, every_status: bool) -> Figures:
    """Return the figures of two quarters of Honduras."""
    selection = graph.Selection(activity_status=ACTIVITY_STATUSES) if every_status else None
    return _figures(frozen("honduras").shown(), QUARTERS[one], QUARTERS[other], selection)


def _figures(tables: ShownTables, start: date, end: date, selection: graph.Selection | None = None) -> Figures:
    row = graph.backtest(tables, selection, start=start, end=end).frame.iloc[0]
    hundred = graph.backtest(tables, selection, start=start, end=end, top=100, most_each=100).frame.iloc[0]
    return row["candidates"], row["came"], row["top_came"], hundred["top_came"], row["auc"]


def _cell(counted: Figures) -> str:
    *counts, auc = counted
    return " / ".join([*(f"{count:,}" for count in counts), f"{auc:.3f}".lstrip("0")])


def _ebola() -> str:
    rows = [
        f"| {start.day} {start:%b} to {end.day} {end:%b} | {' | '.join(_cell(ebola(state, n)) for state in STATES)} |"
        for n, (start, end) in enumerate(SPLITS)
    ]
    head = f"| 2014 | {' | '.join(_STATES)} |"
    return "\n".join([head, "| --- " * (len(STATES) + 1) + "|", *rows])


def _honduras() -> str:
    rows = [
        f"| quarter {one} to {other} | "
        f"{' | '.join(_cell(honduras(one, other, every_status=every)) for every in (True, False))} |"
        for one, other in ((1, 2), (1, 4), (2, 4))
    ]
    return "\n".join(["| 2020 | every status | done and ongoing |", "| --- | --- | --- |", *rows])


def _fair() -> str:
    """Return the gain and the share of the worst-served group, by the sum and by the fair choice."""
    rows = []
    sample = loaders.read(sample_folder())
    cases = (("sample, us", sample, "us", "parents"), ("Ethiopia, coalition 1", frozen("ethiopia"), "1", "places"))
    for label, tables, whom, groups in cases:
        members = graph.cluster_members(graph.tie_network(tables), tables.shown())
        coalition = graph.coalition_members(whom, tables.shown(), members)
        assert coalition is not None
        for k in (3, 5, 8):
            asked = partial(graph.expected_allies, tables.shown(), coalition=coalition, k=k, arrivals=False)
            plain, fair = asked(), asked(fair=groups)
            worst = (f"{fair.served[choice].min():.1%}" for choice in ("by_sum", "chosen"))
            gains = (f"{answer.expected_gain:.2f}" for answer in (plain, fair))
            cells = (f"{gain} / {share}" for gain, share in zip(gains, worst, strict=True))
            rows.append(f"| {label} | {groups} | {k} | {' | '.join(cells)} | {fair.method} |")
    head = "| data | groups | allies | largest sum: gain / worst-served | fair: gain / worst-served | found by |"
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- |", *rows])


def remade(page: str) -> str:
    """Return the page with each of its tables made anew."""
    tables: Mapping[str, str] = {"ebola": _ebola(), "honduras": _honduras(), "fair": _fair()}
    return _SECTION.sub(lambda section: f"{section[1]}\n{tables[section[2]]}\n\n{section[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(remade(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
