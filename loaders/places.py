"""The places that rows name become one tree of communities."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import dropwhile, takewhile
from operator import itemgetter

import pandas as pd

from graph.names import normal_name, stable_id, tidy
from graph.report import REJECT_COLUMNS
from loaders.cells import LEVELS, PLACE_ROLES
from loaders.words import is_nationwide, is_placeholder

__all__ = ["NATIONWIDE", "Places", "place_tree"]

NATIONWIDE = "nationwide"
_LETTERS = re.compile(r"[A-Za-z]{2,3}(?=\d)")
_MOST_OF = 0.9
_SIMILAR = 0.85

Path = tuple[tuple[str, str], ...]  # (level, normal name) from the top down
NATIONWIDE_PATH: Path = (("", NATIONWIDE),)


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


def place_tree(rows: pd.DataFrame) -> Places:
    """Return the places of `rows` as a tree: country, region, zone or district, sub-district.

    Names that `normal_name` makes equal below the same parent are one place, shown in its commonest spelling, and
    so are similar spellings with the same code. A place's id is its p-code where that code stands for this place
    only and this place has no other; else a hash of its path. Where a level is blank between two named ones, the
    row stands at the last place above the blank. Where the top is blank, the place takes the parent that the same
    name has everywhere else in the file, if there is one only. Where most rows with a code's letters name one
    country, a row with those letters is in that country. A row that is nationwide stands at its country in a file
    of several countries, else at the place `NATIONWIDE`, which has no parent.

    Parameters
    ----------
    rows : pd.DataFrame
        ``file, sheet, line`` and the columns ``adm0 ... adm3``, each with ``_code``; text, ``""`` where blank.
        Rows of a list of places may be among them.
    """
    columns = ["file", *PLACE_ROLES]
    number = rows.groupby(columns, sort=False).ngroup()
    combos = rows.loc[~number.duplicated(), ["file", "sheet", "line", *PLACE_ROLES]].copy()
    combos.index = pd.Index(number[combos.index])
    combos["times"] = number.value_counts().reindex(combos.index)
    for role in PLACE_ROLES:
        text = {t: "" if is_placeholder(t) and not is_nationwide(t) else tidy(t) for t in combos[role].unique()}
        combos[role] = combos[role].map(text).astype("str")
    notes = [_country_by_code(combos)]
    _same_code_same_name(combos)
    _names_from_codes(combos)
    paths, lost = _paths(combos)
    notes.append(lost)
    ids = _ids(combos, paths)
    communities = _communities(combos, paths, ids)
    of_combo = {i: ids[path] for i, path in paths.items() if path}
    community_of = number.map(of_combo).astype("str")
    full = [n for n in notes if len(n)]
    told = pd.concat(full, ignore_index=True) if full else notes[0]
    return Places(community_of, communities, told)


def _note(combo: pd.Series, column: str, found: str, expected: str, reason: str) -> tuple[object, ...]:
    many = f" ({combo['times']} row{'s' if combo['times'] != 1 else ''})"
    return (combo["file"], combo["sheet"], combo["line"], column, found, expected + many, reason)


def _deepest_code(combos: pd.DataFrame) -> pd.Series:
    code = pd.Series("", index=combos.index, dtype="str")
    for level in LEVELS[1:]:
        code = code.mask(combos[f"{level}_code"] != "", combos[f"{level}_code"])
    return code


def _country_by_code(combos: pd.DataFrame) -> pd.DataFrame:
    """Move rows whose country disagrees with the letters of their code, in place, and return notes on them."""
    letters = _deepest_code(combos).str.extract(f"({_LETTERS.pattern})", expand=False).str.upper()
    known = combos[(combos["adm0"] != "") & letters.notna()]
    times = known.groupby([letters[known.index], known["adm0"].map(normal_name)])["times"].sum()
    share = times / times.groupby(level=0).transform("sum")
    country = {str(code): str(name) for code, name in share[share >= _MOST_OF].index}
    spelled = dict(zip(known["adm0"].map(normal_name), known["adm0"], strict=True))
    told = []
    for i, combo in known.iterrows():
        right = country.get(letters[i])
        if right is not None and right != normal_name(combo["adm0"]):
            told.append(_note(combo, "adm0", combo["adm0"], f"{spelled[right]}, by its code", "code_disagrees"))
            combos.loc[i, "adm0"] = spelled[right]
            combos.loc[i, "adm0_code"] = ""
    return pd.DataFrame(told, columns=list(REJECT_COLUMNS))


def _same_code_same_name(combos: pd.DataFrame) -> None:
    """Give similar spellings with one code below one parent the commonest of them, in place."""
    for above, level in zip((None, *LEVELS), LEVELS, strict=False):
        code, parent = combos[f"{level}_code"], combos[above] if above else pd.Series("", combos.index)
        coded = combos[(code != "") & (combos[level] != "")]
        keys = [code[coded.index].str.casefold(), parent[coded.index].map(normal_name)]
        for _, group in coded.groupby(keys, sort=False):
            times = group.groupby(level)["times"].sum().sort_index().sort_values(ascending=False, kind="stable")
            best = str(times.index[0])
            for other in times.index[1:]:
                if SequenceMatcher(None, normal_name(best), normal_name(str(other))).ratio() >= _SIMILAR:
                    same = (parent.map(normal_name) == normal_name(str(parent[group.index[0]]))) & (
                        combos[level] == other
                    )
                    combos.loc[same, level] = best


def _names_from_codes(combos: pd.DataFrame) -> None:
    """Name the places that only have a code by the one name the code has elsewhere, else by the code, in place."""
    for level in LEVELS:
        name, code = combos[level], combos[f"{level}_code"]
        both = combos[(name != "") & (code != "")]
        names = both.groupby(f"{level}_code")[level].agg(
            lambda n: n.iloc[0] if n.map(normal_name).nunique() == 1 else ""
        )
        only_code = (name == "") & (code != "")
        known = code.map(names.to_dict()).fillna("")
        combos[level] = name.mask(only_code, known.mask(known == "", code)).astype("str")


def _paths(combos: pd.DataFrame) -> tuple[dict[int, Path], pd.DataFrame]:
    """Return the way from the top down to each combination's place, and notes on blanks in between."""
    countries = combos[combos["adm0"] != ""].groupby("file")["adm0"]
    several = countries.agg(lambda names: len({normal_name(name) for name in names}) > 1).to_dict()
    chains = combos[list(LEVELS)].map(normal_name)
    parents_of = _parents_of(chains, combos["file"])
    paths: dict[int, Path] = {}
    told = []
    for i, combo in combos.iterrows():
        chain = [(level, str(chains.loc[i, level])) for level in LEVELS]
        named = [step for step in chain if step[1]]
        inside = next((level for level, name in named if level != "adm0"), None)
        if inside is not None and is_nationwide(combo[inside], combo[f"{inside}_code"]):
            whole_country = several.get(combo["file"], False) and chain[0][1]
            paths[int(str(i))] = (chain[0],) if whole_country else NATIONWIDE_PATH
            continue
        unbroken = list(takewhile(itemgetter(1), dropwhile(lambda step: not step[1], chain)))
        above = parents_of.get((combo["file"], *unbroken[0]), set()) if unbroken else set()
        prefix = next(iter(above)) if len(above) == 1 and unbroken[0] == named[0] else ()
        skipped = named[len(unbroken) :]
        if skipped:
            deeper = ", ".join(combo[level] for level, _ in skipped)
            told.append(_note(combo, skipped[0][0], deeper, "the place above it, which is blank", "no_parent_place"))
        paths[int(str(i))] = (*prefix, *unbroken)
    return paths, pd.DataFrame(told, columns=list(REJECT_COLUMNS))


def _parents_of(chains: pd.DataFrame, files: pd.Series) -> dict[tuple[str, str, str], set[Path]]:
    """Return the ways that lead to each name of each level, where the level right above it is filled."""
    found: dict[tuple[str, str, str], set[Path]] = {}
    for file, *names in zip(files, *(chains[level] for level in LEVELS), strict=True):
        chain = list(zip(LEVELS, names, strict=True))
        for k in range(1, len(chain)):
            if chain[k][1] and chain[k - 1][1]:
                above = tuple(step for step in chain[:k] if step[1])
                found.setdefault((file, *chain[k]), set()).add(above)
    return found


def _ids(combos: pd.DataFrame, paths: Mapping[int, Path]) -> dict[Path, str]:
    codes_of: dict[Path, dict[str, str]] = {}
    paths_of: dict[str, set[Path]] = {}
    for i, path in paths.items():
        for depth, (level, _) in enumerate(path):
            code = str(combos.loc[i, f"{level}_code"]) if level in LEVELS else ""
            if code:
                codes_of.setdefault(path[: depth + 1], {})[code.casefold()] = code
                paths_of.setdefault(code.casefold(), set()).add(path[: depth + 1])
    ids = {NATIONWIDE_PATH: NATIONWIDE}
    for path in {path[: depth + 1] for path in paths.values() for depth in range(len(path))} - set(ids):
        own = [code for folded, code in codes_of.get(path, {}).items() if len(paths_of[folded]) == 1]
        ids[path] = own[0] if len(own) == 1 else stable_id("place", *(name for _, name in path))
    return ids


def _communities(combos: pd.DataFrame, paths: Mapping[int, Path], ids: Mapping[Path, str]) -> pd.DataFrame:
    spelled: dict[Path, Counter[str]] = {NATIONWIDE_PATH: Counter({"Nationwide": 1})}
    source: dict[Path, str] = {}
    for i, path in paths.items():
        combo = combos.loc[i]
        for depth, (level, _) in enumerate(path):
            here = path[: depth + 1]
            source.setdefault(here, f"{combo['file']}#{combo['sheet']}#{combo['line']}")
            if level in LEVELS and combo[level]:
                spelled.setdefault(here, Counter())[str(combo[level])] += int(combo["times"])
    rows = []
    for here in sorted(source, key=len):
        names = spelled.get(here) or Counter({here[-1][1]: 1})
        name = min(names, key=lambda n: (-names[n], n))
        rows.append((ids[here], name, "place", ids[here[:-1]] if len(here) > 1 else None, source[here]))
    return pd.DataFrame(rows, columns=["community_id", "name", "kind", "parent_id", "source"])
