"""A spot is one way of naming a place in a file; what is wrong with it and can be known is put right here."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from graph.names import normal_name, tidy
from graph.report import REJECT_COLUMNS
from loaders.values.notes import counted
from loaders.values.words import is_blank

__all__ = ["LEVELS", "PLACE_ROLES", "Spot", "note_on", "repair", "spots_of"]

LEVELS = ("adm0", "adm1", "adm2", "adm3")
PLACE_ROLES = tuple(role for level in LEVELS for role in (level, f"{level}_code"))
_LETTERS = re.compile(r"([A-Za-z]{2,3})\d")
_MOST_OF = 0.75
_SIMILAR = 0.85


@dataclass
class Spot:
    """The cells that name a place, from the country down, and how many rows hold exactly these.

    Attributes
    ----------
    names, codes : list of str
        One for each of `LEVELS`; ``""`` where blank.
    times : int
        Rows of data; 0 for a place that is only listed.
    """

    file: str
    sheet: str
    line: int
    names: list[str]
    codes: list[str]
    times: int

    @property
    def deepest_code(self) -> str:
        """The code of the deepest level below the country that has one."""
        return next((code for code in reversed(self.codes[1:]) if code), "")


def spots_of(rows: pd.DataFrame, *, listed: bool) -> tuple[pd.Series, list[Spot]]:
    """Return the number of each row's spot, indexed as `rows`, and the distinct spots in order."""
    number = rows.groupby(["file", *PLACE_ROLES], sort=False).ngroup()
    first = rows.loc[~number.duplicated(), ["file", "sheet", "line", *PLACE_ROLES]]
    times = [0] * len(first) if listed else rows["times"].groupby(number).sum().tolist()
    cleaned: dict[str, str] = {"": ""}
    spots = []
    for (file, sheet, line, *cells), count in zip(first.itertuples(index=False, name=None), times, strict=True):
        for cell in cells:
            if cell not in cleaned:
                cleaned[cell] = "" if is_blank(cell) else tidy(cell)
        texts = [cleaned[cell] for cell in cells]
        spots.append(Spot(file, sheet, line, texts[::2], texts[1::2], count))
    return number, spots


def note_on(spot: Spot, column: str, text: str, expected: str, reason: str) -> tuple[object, ...]:
    """Return a line of the report's notes about a spot, with the number of its rows."""
    expected = f"{expected} ({counted(spot.times, 'row')})"
    return (spot.file, spot.sheet, spot.line, column, text, expected, reason)


def repair(spots: list[Spot]) -> pd.DataFrame:
    """Put right, in place, what the spots of a load tell about each other, and return notes on it.

    A place that only has a code takes the name that the code has elsewhere; similar spellings with one code below
    one parent become the commonest of them; a row whose country disagrees with the letters of its code is in the
    country of most rows with these letters; parents that a list of places knows are added to its places.
    """
    notes = _country_by_code(spots)
    _one_spelling_a_code(spots)
    _names_from_codes(spots)
    _parents_from_list(spots)
    return pd.DataFrame(notes, columns=list(REJECT_COLUMNS))


def _country_by_code(spots: Iterable[Spot]) -> list[tuple[object, ...]]:
    times: dict[str, Counter[str]] = defaultdict(Counter)
    spelled: dict[str, str] = {}
    prefix_and_spot = []
    for spot in spots:
        letters = _LETTERS.match(spot.deepest_code)
        if spot.names[0] and letters:
            prefix_and_spot.append((letters[1].upper(), spot))
            times[letters[1].upper()][normal_name(spot.names[0])] += spot.times
            spelled.setdefault(normal_name(spot.names[0]), spot.names[0])
    notes = []
    for prefix, spot in prefix_and_spot:
        country, rows = times[prefix].most_common(1)[0]
        if normal_name(spot.names[0]) != country and rows >= _MOST_OF * times[prefix].total():
            right = spelled[country]
            notes.append(note_on(spot, "country", spot.names[0], f"{right}, by its code", "code_disagrees"))
            spot.names[0], spot.codes[0] = right, ""
    return notes


def _one_spelling_a_code(spots: Iterable[Spot]) -> None:
    for k in range(len(LEVELS)):
        groups: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
        for spot in spots:
            if spot.names[k] and spot.codes[k]:
                above = [normal_name(name) for name in spot.names[:k]]
                groups[(spot.codes[k].casefold(), *above)].append(spot)
        instead: dict[tuple[str, ...], str] = {}
        for (_, *above), group in groups.items():
            times: Counter[str] = Counter()
            for spot in group:
                times[normal_name(spot.names[k])] += spot.times
            if len(times) == 1:
                continue
            best = min(times, key=lambda name: (-times[name], name))
            for other in times:
                if other != best and SequenceMatcher(None, best, other).ratio() >= _SIMILAR:
                    instead[(*above, other)] = next(s.names[k] for s in group if normal_name(s.names[k]) == best)
        for spot in spots if instead else ():
            path = tuple(normal_name(name) for name in spot.names[: k + 1])
            spot.names[k] = instead.get(path, spot.names[k])


def _names_from_codes(spots: Iterable[Spot]) -> None:
    for k in range(len(LEVELS)):
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for spot in spots:
            if spot.codes[k] and spot.names[k]:
                names[spot.codes[k].casefold()].setdefault(normal_name(spot.names[k]), spot.names[k])
        for spot in spots:
            if spot.codes[k] and not spot.names[k]:
                spellings = list(names[spot.codes[k].casefold()].values())
                spot.names[k] = spellings[0] if len(spellings) == 1 else spot.codes[k]


def _parents_from_list(spots: Iterable[Spot]) -> None:
    listed: dict[tuple[str, int, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.times == 0:
            k = max(i for i, name in enumerate(spot.names) if name)
            for text in {normal_name(spot.names[k]), spot.codes[k].casefold()} - {""}:
                listed[spot.file, k, text].append(spot)
    for spot in spots if listed else ():
        for k in range(len(LEVELS)):
            by_code = listed.get((spot.file, k, spot.codes[k].casefold()), []) if spot.codes[k] else []
            parents = by_code or (listed.get((spot.file, k, normal_name(spot.names[k])), []) if spot.names[k] else [])
            if len(parents) == 1:
                spot.names[: k + 1], spot.codes[: k + 1] = parents[0].names[: k + 1], parents[0].codes[: k + 1]
