"""The places that rows name become one tree of communities."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from graph.names import normal_name, stable_id
from graph.report import REJECT_COLUMNS
from graph.schema import NATIONWIDE
from graph.sources import source_of
from loaders.formats.who_does_what.spots import LEVELS, Spot, note_on, repair, spots_of
from loaders.values.agreed import commonest
from loaders.values.notes import joined_notes
from loaders.values.words import is_nationwide

__all__ = ["Places", "place_tree"]


Path = tuple[tuple[int, str], ...]  # (level, normal name) from the top down
_NATIONWIDE_PATH: Path = ((-1, NATIONWIDE),)


@dataclass(frozen=True)
class Places:
    """The tree of places, and where each row stands in it.

    Attributes
    ----------
    community_of : pd.Series
        The ``community_id`` of each row, indexed as the rows; missing where a row names no place.
    communities : pd.DataFrame
        ``community_id, name, kind, parent_id, source``: parents before children.
    notes : pd.DataFrame
        As in `graph.report.LoadReport`.
    """

    community_of: pd.Series
    communities: pd.DataFrame
    notes: pd.DataFrame


def place_tree(rows: pd.DataFrame, listed: pd.DataFrame) -> Places:
    """Return the places of `rows` and `listed` as a tree: country, region, zone or district, sub-district.

    Names that `graph.names.normal_name` makes equal below the same parent are one place, shown in its commonest
    spelling. A place's id is its p-code where that code stands for this place only and this place has no other; else
    a hash of the names from the top down. Where a level is blank between two named ones, the row stands at the last
    place above the blank. Where the top is blank, the place takes the parent that the same name has everywhere else
    in the file, if there is one only. A row that is nationwide stands at its country in a file of several
    countries, else at the place `NATIONWIDE`, which has no parent. What
    `loaders.formats.who_does_what.spots.repair` can know is put right first.

    Parameters
    ----------
    rows, listed : pd.DataFrame
        ``file, sheet, line`` and the columns ``adm0 ... adm3``, each with ``_code``; text, ``""`` where blank. The
        places of `listed` are part of the tree whether or not a row names them.
    """
    number, spots = spots_of(rows, listed=False)
    every = [*spots, *spots_of(listed, listed=True)[1]]
    notes = [repair(every)]
    paths, path_notes = _paths(every)
    notes.append(pd.DataFrame(path_notes, columns=list(REJECT_COLUMNS)))
    ids = _ids(every, paths)
    communities = _communities(every, paths, ids)
    of_spot = {i: ids[path] for i, path in enumerate(paths[: len(spots)]) if path}
    return Places(number.map(of_spot).astype("str"), communities, joined_notes(notes))


def _paths(spots: Sequence[Spot]) -> tuple[list[Path], list[tuple[object, ...]]]:
    """Return the way from the top down to each spot's place, and notes on blanks in between."""
    countries: dict[str, set[str]] = defaultdict(set)
    above_of: dict[tuple[str, int, str], set[Path]] = defaultdict(set)
    chains = [[(k, normal_name(name)) for k, name in enumerate(spot.names)] for spot in spots]
    for spot, chain in zip(spots, chains, strict=True):
        countries[spot.file] |= {chain[0][1]} - {""}
        for k in range(1, len(chain)):
            if chain[k][1] and chain[k - 1][1]:
                above_of[(spot.file, *chain[k])].add(tuple(step for step in chain[:k] if step[1]))
    paths: list[Path] = []
    notes = []
    for spot, chain in zip(spots, chains, strict=True):
        steps = [step for step in chain if step[1]]
        inside = next((k for k, _ in steps if k), None)
        if inside is not None and is_nationwide(spot.names[inside], spot.codes[inside]):
            in_country = chain[0][1] and len(countries[spot.file]) > 1
            paths.append((chain[0],) if in_country else _NATIONWIDE_PATH)
            continue
        unbroken = [step for i, step in enumerate(steps) if step[0] == steps[0][0] + i]
        above = above_of.get((spot.file, *steps[0]), set()) if steps else set()
        if len(unbroken) < len(steps):
            k = steps[len(unbroken)][0]
            deeper = ", ".join(name for name in spot.names[k:] if name)
            expected = f"a place between {spot.names[unbroken[-1][0]]} and this one; it is counted above the blank"
            notes.append(note_on(spot, LEVELS[k], deeper, expected, "no_parent_place"))
        paths.append((*(next(iter(above)) if len(above) == 1 else ()), *unbroken))
    return paths, notes


def _ids(spots: Sequence[Spot], paths: Sequence[Path]) -> dict[Path, str]:
    codes_of: dict[Path, dict[str, str]] = defaultdict(dict)
    paths_of: dict[str, set[Path]] = defaultdict(set)
    every: dict[Path, None] = {}
    for spot, path in zip(spots, paths, strict=True):
        for depth, (k, _) in enumerate(path, start=1):
            prefix = path[:depth]
            every[prefix] = None
            code = spot.codes[k] if k >= 0 else ""
            if code:
                codes_of[prefix][code.casefold()] = code
                paths_of[code.casefold()].add(prefix)
    ids = {}
    for path in every:
        own = [code for folded, code in codes_of[path].items() if len(paths_of[folded]) == 1]
        ids[path] = own[0] if len(own) == 1 else stable_id("place", *(name for _, name in path))
    return ids | {_NATIONWIDE_PATH: NATIONWIDE}


def _communities(spots: Sequence[Spot], paths: Sequence[Path], ids: Mapping[Path, str]) -> pd.DataFrame:
    spelled: dict[Path, Counter[str]] = defaultdict(Counter)
    source: dict[Path, str] = {}
    # A place on a list of places has its source there, so that listed and seen places can be told apart.
    for spot, path in sorted(zip(spots, paths, strict=True), key=lambda one: one[0].times == 0, reverse=True):
        for depth, (k, _) in enumerate(path, start=1):
            prefix = path[:depth]
            source.setdefault(prefix, source_of(spot.file, spot.sheet, spot.line))
            name = spot.names[k] if k >= 0 else "Nationwide"
            spelled[prefix][name or path[depth - 1][1]] += spot.times
    rows = [
        (
            ids[prefix],
            commonest(spelled[prefix]),
            "place",
            ids[prefix[:-1]] if len(prefix) > 1 else None,
            source[prefix],
        )
        for prefix in sorted(source, key=len)
    ]
    return pd.DataFrame(rows, columns=["community_id", "name", "kind", "parent_id", "source"])
