"""How well names are matched: precision and recall on pairs labelled by hand, written into docs/names.md."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from graph.tables import Tables
from loaders.names.aliases import AliasTable
from loaders.names.evidence import RULES, evidence
from loaders.names.known import known_organizations
from loaders.names.resolve import resolve

__all__ = ["LABELLED", "Measured", "measure", "rules", "with_figures"]

HOUSE = Path(__file__).resolve().parent.parent
LABELLED = HOUSE / "tests" / "loaders" / "names" / "labelled_pairs.csv"
_PAGE = HOUSE / "docs" / "names.md"
_FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)

Pair = tuple[str, str, str, bool]
"""The file that two names stand in, the names, and whether they are one organization."""


@dataclass(frozen=True)
class Measured:
    """Labelled pairs by what became of them."""

    same: int
    different: int
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """Share of the pairs found that are the same."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the same pairs that are found."""
        return self.right / self.same


def labelled() -> list[Pair]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["one"], row["other"], row["label"] == "same") for row in csv.DictReader(file)]


def _tables(pairs: Iterable[Pair]) -> Tables:
    names = sorted({name for _, one, other, _ in pairs for name in (one, other)})
    frame = pd.DataFrame({"organization_id": names, "name": names, "source": [f"{name}##1" for name in names]})
    return Tables.of({"organizations": frame})


def measure(pairs: list[Pair], *, doubts: bool) -> Measured:
    """Return what becomes of labelled pairs when all names of their file are resolved together.

    A pair is found if its names are merged or, with `doubts`, if they are offered as a question.
    """
    right = wrong = 0
    for file in sorted({pair[0] for pair in pairs}):
        mine = [pair for pair in pairs if pair[0] == file]
        resolved = resolve(_tables(mine))
        offered = {frozenset(ids) for ids in resolved.doubts[["organization_id", "other_id"]].to_numpy().tolist()}
        for _, one, other, is_one in mine:
            ids = frozenset(resolved.kept_as.get(name, name) for name in (one, other))
            found = len(ids) == 1 or (doubts and ids in offered)
            right += found and is_one
            wrong += found and not is_one
    same = sum(pair[3] for pair in pairs)
    return Measured(same, len(pairs) - same, right, wrong)


def rules(pairs: list[Pair]) -> dict[tuple[str, bool], Counter[bool]]:
    """Return for each rule, sure or doubtful, how many labelled pairs that it finds are the same, and are not."""
    found: dict[tuple[str, bool], Counter[bool]] = {}
    for file in sorted({pair[0] for pair in pairs}):
        mine = [pair for pair in pairs if pair[0] == file]
        label = {frozenset((one, other)): same for _, one, other, same in mine}
        sure, doubtful = evidence(known_organizations(_tables(mine)), AliasTable())
        for is_sure, links in ((True, sure), (False, doubtful)):
            for link in links:
                same = label.get(frozenset((link.one, link.other)))
                if same is not None:
                    found.setdefault((link.reason, is_sure), Counter())[same] += 1
    return found


def with_figures(text: str) -> str:
    """Return a page with the figures between ``<!-- figures -->`` and ``<!-- end of figures -->`` written anew."""
    pairs = labelled()
    by_file = Counter(pair[0] for pair in pairs)
    sure, offered = measure(pairs, doubts=False), measure(pairs, doubts=True)
    held = ", ".join(f"{file} {count}" for file, count in sorted(by_file.items()))
    lines = [
        "",
        f"There are {len(pairs)} pairs ({held}).",
        f"Of these, {sure.same} are pairs of names of one organization, and {sure.different} of two organizations.",
        "",
        "| a pair counts as found if it is | right | wrong | precision | recall |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {what} | {one.right} | {one.wrong} | {one.precision:.3f} | {one.recall:.3f} |"
            for what, one in (("merged", sure), ("merged or offered as a question", offered))
        ),
        "",
        "| rule | how sure | pairs of one organization | pairs of two organizations |",
        "| --- | --- | --- | --- |",
    ]
    counted = rules(pairs)
    for rule in RULES:
        for is_sure in (True, False):
            if (rule, is_sure) in counted:
                counts = counted[rule, is_sure]
                lines.append(f"| `{rule}` | {'sure' if is_sure else 'doubtful'} | {counts[True]} | {counts[False]} |")
    figures = "\n".join(lines)
    return _FIGURES.sub(lambda found: f"{found[1]}{figures}\n\n{found[2]}", text)


if __name__ == "__main__":
    _PAGE.write_text(with_figures(_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {_PAGE.relative_to(HOUSE)}")
