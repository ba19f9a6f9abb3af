"""Alias tables: files that say by which names organizations are known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from graph.csv_text import read_cell
from graph.errors import UnreadableSource
from graph.names import normal_name, tidy
from graph.report import REJECT_COLUMNS
from loaders.names.countries import places_in
from loaders.names.words import is_paragraph, plain_name
from loaders.reading.opened import Opened
from loaders.reading.tabular import read_bytes
from loaders.values.plain import normal_header
from loaders.values.words import is_placeholder
from loaders.written import put

__all__ = ["ALIASES_FILE", "AliasTable", "Meant", "aliases_in", "keep_aliases", "read_aliases"]

ALIASES_FILE = "organization-aliases"
_NAME = ("name", "organization", "organisation", "organization name", "organisation name", "full name", "fullname")
_SHORT = ("shortname", "short name", "acronym", "abbreviation")
_ALIASES = ("aliases", "alias", "synonyms", "synonym", "other names", "other name")
_IDS = ("iati id", "org id", "org ids", "organization id", "identifier", "register id", "id")
_SHOWN = 120


@dataclass(frozen=True)
class Meant:
    """What an alias table says of a spelling.

    Attributes
    ----------
    name : str
        The name of the organization.
    sure : bool
        False where the spelling names a country or part of the world that the organization's own names do not: then
        it may be a chapter.
    """

    name: str
    sure: bool = True


@dataclass(frozen=True)
class AliasTable:
    """Which organization each spelling stands for.

    Attributes
    ----------
    meanings : dict of str to Meant
        By `normal_name` of the spelling.
    plain : dict of str to Meant
        By `plain_name`, where that leads to one organization.
    ids : dict of str to str
        The organization's name by each id in a register, in small letters.
    notes : pd.DataFrame
        What was left out of the table and why, as ``notes`` of `graph.report.LoadReport`.
    """

    meanings: Mapping[str, Meant] = field(default_factory=dict)
    plain: Mapping[str, Meant] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    notes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(REJECT_COLUMNS)))

    def find(self, name: str) -> Meant | None:
        """Return the organization that a name stands for, if the table knows it."""
        return self.meanings.get(normal_name(name)) or self.plain.get(plain_name(name))


@dataclass(frozen=True)
class _Entry:
    file: str
    line: int
    name: str
    short: tuple[str, ...]
    spellings: tuple[str, ...]
    ids: tuple[str, ...]
    skipped: bool


def read_aliases(*paths: str | Path) -> AliasTable:
    """Return the table of names that one or several files hold together.

    Understood are JSON (objects with ``name``, ``shortname``, ``synonyms``, ``iati_id``, in a list or by name) and any
    spreadsheet with a column of names and one of aliases or acronyms; several in a cell are joined by ``;``. What
    cannot be a name is left out and noted: placeholders, whole paragraphs, and spellings that two organizations share.

    Raises
    ------
    UnreadableSource
        If the file cannot be read, or names no organization.
    """
    entries: list[_Entry] = []
    for path in paths:
        file = Opened(Path(path))
        file_entries = _from_json(file.name, file.json) if file.json is not None else _from_sheets(file)
        if not file_entries:
            raise UnreadableSource(
                f"{file.name}: no aliases found. Allowed: a column of names ({', '.join(_NAME[:3])}) beside one of "
                f"aliases ({', '.join((*_ALIASES[:3], *_SHORT[:2]))}), or JSON objects with these keys."
            )
        entries += file_entries
    return _table(entries)


def keep_aliases(path: str | Path, folder: str | Path) -> Path:
    """Keep a file of aliases in a folder, where every load of the folder finds it, in place of an earlier one.

    Raises
    ------
    UnreadableSource
        If the file cannot be read or written.
    """
    file = Path(path)
    content = read_bytes(file)
    earlier = aliases_in(folder)
    target = Path(folder) / f"{ALIASES_FILE}{file.suffix.casefold()}"
    try:
        put(target, content)
        if earlier and earlier != target:
            earlier.unlink()
    except OSError as error:
        raise UnreadableSource(
            f"{target}: cannot be written ({error.strerror or error}). Check that the folder exists and that you may "
            "write there."
        ) from error
    return target


def aliases_in(folder: str | Path) -> Path | None:
    """Return the file of aliases that a folder holds: `ALIASES_FILE` with any ending; none where it holds none."""
    files = sorted(Path(folder).glob(f"{ALIASES_FILE}.*")) if Path(folder).is_dir() else []
    return files[0] if files else None


def _from_json(file: str, content: Any) -> list[_Entry]:  # noqa: ANN401  (whatever the file says)
    items = list(content.items()) if isinstance(content, dict) else [("", one) for one in content]
    entries = []
    for line, (key, one) in enumerate(items, start=1):
        if not isinstance(one, dict):
            continue
        fields = {normal_header(str(name)): value for name, value in one.items()}
        name = _texts(fields, _NAME) or [tidy(str(key))]
        short = tuple(text for text in (tidy(str(key)), *_texts(fields, _SHORT)) if text)
        spellings, ids = tuple(_texts(fields, _ALIASES)), tuple(_texts(fields, _IDS))
        entries.append(_Entry(file, line, name[0], short, spellings, ids, bool(fields.get("skip"))))
    return [entry for entry in entries if entry.name]


def _texts(fields: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    values = [fields[name] for name in names if fields.get(name)]
    every = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return [text for one in every if (text := tidy(str(one)))]


def _from_sheets(file: Opened) -> list[_Entry]:
    entries = []
    for sheet in file.sheets:
        rows = [[read_cell(cell) for cell in row] for row in sheet.rows]
        headers = [normal_header(cell) for cell in rows[0]] if rows else []
        name = next((headers.index(one) for one in _NAME if one in headers), None)
        others = [i for i, header in enumerate(headers) if header in _ALIASES]
        short = [i for i, header in enumerate(headers) if header in _SHORT]
        ids = [i for i, header in enumerate(headers) if header in _IDS]
        if name is None or not (others or short):
            continue
        for line, row in enumerate(rows[1:], start=2):
            if tidy(row[name]):
                acronyms, aliases, registered = (_listed(row, columns) for columns in (short, others, ids))
                entries.append(_Entry(file.name, line, tidy(row[name]), acronyms, aliases, registered, skipped=False))
    return entries


def _listed(row: Sequence[str], columns: Iterable[int]) -> tuple[str, ...]:
    return tuple(text for i in columns for part in row[i].split(";") if (text := tidy(part)))


class _Notes:
    """What is left out of a table, and why."""

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []

    def add(self, entry: _Entry, text: str, expected: str, reason: str) -> None:
        beginning = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"
        self.rows.append((entry.file, "", entry.line, "aliases", beginning, expected, reason))

    def refuses(self, entry: _Entry, text: str) -> bool:
        """Whether a text cannot be the name of one organization, which is noted."""
        if is_paragraph(text):
            self.add(entry, text, "a name; this is a description", "not_a_name")
        elif is_placeholder(text):
            self.add(entry, text, "a name; this stands for nobody in particular", "placeholder")
        else:
            return False
        return True


def _table(entries: Iterable[_Entry]) -> AliasTable:
    notes = _Notes()
    name_of: dict[str, str] = {}
    places: dict[str, frozenset[str]] = {}
    ids: dict[str, str] = {}
    real = []
    for entry in entries:
        if entry.skipped:
            notes.add(entry, entry.name, "an organization; the table itself says to skip this", "placeholder")
        elif not notes.refuses(entry, entry.name):
            real.append(entry)
            name = name_of.setdefault(normal_name(entry.name), entry.name)
            own = (entry.name, *(text for text in entry.short if not is_paragraph(text)))
            places[name] = places.get(name, frozenset()).union(*map(places_in, own))
            ids |= {one.casefold(): name for one in entry.ids}
    claims: dict[str, dict[str, tuple[_Entry, str]]] = {}
    for entry in real:
        name = name_of[normal_name(entry.name)]
        for spelling in dict.fromkeys((entry.name, *entry.short, *entry.spellings)):
            if not notes.refuses(entry, spelling):
                claims.setdefault(normal_name(spelling), {})[name] = (entry, spelling)
    meanings = {}
    for key, claimed in claims.items():
        mine = name_of.get(key) or next(iter(claimed))
        entry, spelling = claimed.get(mine) or next(iter(claimed.values()))
        if key not in name_of and len(claimed) > 1:
            notes.add(entry, spelling, f"the name of one organization, not of {len(claimed)}", "ambiguous_name")
        else:
            meanings[key] = Meant(mine, key in name_of or places_in(spelling) <= places[mine])
    return AliasTable(meanings, _plain(meanings), ids, pd.DataFrame(notes.rows, columns=list(REJECT_COLUMNS)))


def _plain(meanings: Mapping[str, Meant]) -> dict[str, Meant]:
    """Return what plain spellings lead to, those that lead to several organizations left out."""
    meanings_of: dict[str, set[Meant]] = {}
    for spelling, one in meanings.items():
        meanings_of.setdefault(plain_name(spelling), set()).add(one)
    return {
        plain: min(ones, key=lambda one: one.sure)
        for plain, ones in meanings_of.items()
        if plain and len({one.name for one in ones}) == 1
    }
