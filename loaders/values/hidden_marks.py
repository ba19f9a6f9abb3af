"""Marks in names that nobody sees and that change how a text looks, and words that mix letters that look alike."""

import re
import unicodedata
from collections.abc import Mapping

import pandas as pd

from graph.names import tidy
from graph.report import REJECT_COLUMNS
from loaders.values.notes import counted

__all__ = [
    "NAME_COLUMNS",
    "mixed_words",
    "readable_cells",
    "readable_merges",
    "readable_names",
    "without_hidden_marks",
]

NAME_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organizations": ("name", "aliases"),
    "causes": ("name",),
    "communities": ("name",),
    "interactions": ("title",),
}
"""The columns of each table that hold names and titles."""

_HIDDEN = re.compile("[\u200b\u202a-\u202e\u2066-\u2069]")
"""Zero-width space, embeddings, overrides and isolates. Joiners and the marks of Arabic and Hebrew stay."""
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_ALIKE = {
    "Cyrillic": re.compile("[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
}


def without_hidden_marks(text: str) -> str:
    r"""Return `text` without embeddings, overrides, isolates and zero-width spaces; joiners and the like stay.

    Examples
    --------
    >>> without_hidden_marks("River\u202e Fund\u202c"), len(without_hidden_marks("\u0645\u06cc\u200c\u0631"))
    ('River Fund', 4)
    """
    return tidy(_HIDDEN.sub("", text)) if _HIDDEN.search(text) else text


def mixed_words(text: str) -> dict[str, str]:
    r"""Return the words of `text` that mix Latin letters with Cyrillic or Greek ones, each with the other script.

    Examples
    --------
    >>> list(mixed_words("\u041exfam \u041c\u0438\u0440 Fund").values()), mixed_words("\u041c\u0438\u0440 Fund")
    (['Cyrillic'], {})
    """
    if text.isascii():
        return {}
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return {
        word: script
        for word in words
        for script, letters in _ALIKE.items()
        if letters.search(word) and _LATIN.search(word)
    }


def readable_names(table: str, frame: pd.DataFrame, places: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return rows of a table whose names and titles have no hidden marks, and a note for each name that is noticed.

    Parameters
    ----------
    table : str
        A table of the data model.
    frame : pd.DataFrame
        Its rows, as a reader made them.
    places : pd.DataFrame
        ``file, sheet, line`` of each row, indexed as the rows.

    Returns
    -------
    frame : pd.DataFrame
        The rows; the same frame where there was nothing to strip.
    notes : pd.DataFrame
        ``hidden_marks`` with the number of marks, ``mixed_scripts`` with the words: once for each name of a sheet.
    """
    notes: dict[tuple[object, ...], tuple[object, ...]] = {}
    for column in NAME_COLUMNS.get(table, ()):
        if column not in frame:
            continue
        texts = frame[column]
        odd = pd.Series([isinstance(text, str) and not text.isascii() for text in texts], texts.index, dtype="bool")
        if not odd.any():
            continue
        for text, place in zip(texts[odd], places.loc[odd, ["file", "sheet", "line"]].to_numpy().tolist(), strict=True):
            for name in text.split(";") if column == "aliases" else [text]:
                for plain, expected, reason in _problems(name):
                    notes.setdefault((*place[:2], column, name, reason), (*place, column, plain, expected, reason))
        plain_by_text = {text: without_hidden_marks(text) for text in texts[odd].unique()}
        if any(text != cleaned for text, cleaned in plain_by_text.items()):
            cleaned = [plain_by_text[text] if is_odd else text for text, is_odd in zip(texts, odd, strict=True)]
            frame = frame.assign(**{column: pd.Series(cleaned, texts.index, dtype=texts.dtype)})
    return frame, pd.DataFrame(list(notes.values()), columns=list(REJECT_COLUMNS))


def readable_cells(lines: pd.DataFrame, columns: tuple[str, ...] = ("found",)) -> pd.DataFrame:
    """Return lines of the load report that quote no hidden marks."""
    cleaned = {
        column: [without_hidden_marks(text) if isinstance(text, str) else text for text in lines[column]]
        for column in columns
    }
    return lines.assign(**{c: pd.Series(v, lines.index, dtype=lines[c].dtype) for c, v in cleaned.items()})


def _problems(name: str) -> list[tuple[str, str, str]]:
    """Return ``found, expected, reason`` of each thing to notice in a name."""
    plain = without_hidden_marks(name).strip()
    problems = []
    if n_marks := len(_HIDDEN.findall(name)):
        problems.append((plain, _left_out(n_marks), "hidden_marks"))
    if mixed := mixed_words(plain):
        words = ", ".join(f"{word!r} mixes Latin and {script}" for word, script in mixed.items())
        problems.append((plain, f"letters of one script in a word; {words}; the name was kept", "mixed_scripts"))
    return problems


def _left_out(n_marks: int) -> str:
    return f"a name without marks that hide or turn text; left out: {counted(n_marks, 'mark')}"


def readable_merges(merges: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return merges that quote no hidden marks; where such marks are all that differs, a note takes their place."""
    if merges.empty:
        return merges, pd.DataFrame(columns=list(REJECT_COLUMNS))
    cleaned = readable_cells(merges, ("found", "kept"))
    n_marks = merges["found"].map(lambda text: len(_HIDDEN.findall(str(text))))
    same = (cleaned["found"] == cleaned["kept"]) & (n_marks > 0)
    notes = cleaned[same].assign(column="name", expected=n_marks[same].map(_left_out), reason="hidden_marks")
    return cleaned[~same].reset_index(drop=True), notes[list(REJECT_COLUMNS)].reset_index(drop=True)
