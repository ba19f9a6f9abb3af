"""Texts that are too long for a name, left out of cells that hold one name or a list of them."""

from collections.abc import Callable, Sequence

import pandas as pd

from graph.report import REJECT_COLUMNS
from graph.schema import LONGEST_NAME
from loaders.values.notes import cell_notes

__all__ = ["part_notes", "without_pages"]


def without_pages(
    rows: pd.DataFrame, texts: Sequence[str], parts_of: Callable[[str], Sequence[str]], *, column: str
) -> tuple[list[str], pd.DataFrame]:
    """Return the texts of a column without what is too long for a name, and a note on each such part.

    Parameters
    ----------
    rows : pd.DataFrame
        Rows of a sheet: ``file, sheet, line`` and, where a row stands for several, ``times``.
    texts : sequence of str
        What each row holds.
    parts_of : callable
        The names that a text lists; only asked for texts that are too long for one name.
    column : str
        The header.

    Returns
    -------
    texts : list of str
        As given; in a text that is too long only the names of its list, joined by ``;``.
    notes : pd.DataFrame
        ``too_long``: each part with its first 200 characters.

    Examples
    --------
    >>> rows = pd.DataFrame({"file": "a.csv", "sheet": "", "line": [2]})
    >>> texts, notes = without_pages(rows, ["North;" + "x" * 300], lambda text: text.split(";"), column="Place")
    >>> texts, notes["reason"].tolist()
    (['North'], ['too_long'])
    """
    short_of: dict[str, str] = {}
    long_of: dict[str, list[str]] = {}
    for text in {text for text in texts if len(text) > LONGEST_NAME}:
        parts = list(parts_of(text))
        long_of[text] = [part for part in parts if len(part) > LONGEST_NAME]
        short_of[text] = ";".join(part for part in parts if len(part) <= LONGEST_NAME)
    notes = part_notes(
        rows,
        [[part[:LONGEST_NAME] for part in long_of.get(text, ())] for text in texts],
        column=column,
        expected=f"a name of at most {LONGEST_NAME} characters",
        reason="too_long",
    )
    return [short_of.get(text, text) for text in texts], notes


def part_notes(
    rows: pd.DataFrame, parts: Sequence[Sequence[str]], *, column: str, expected: str, reason: str
) -> pd.DataFrame:
    """Return one note for each distinct part of the cells of a column, as `loaders.values.notes.cell_notes` does.

    Examples
    --------
    >>> rows = pd.DataFrame({"file": "a.csv", "sheet": "", "line": [2, 3]})
    >>> notes = part_notes(rows, [["-", "?"], ["-"]], column="Org", expected="a name", reason="placeholder")
    >>> notes[["line", "found", "expected"]].values.tolist()
    [[2, '-', 'a name (2 rows)'], [2, '?', 'a name (1 row)']]
    """
    numbers = [i for i, of_row in enumerate(parts) for _ in of_row]
    if not numbers:
        return pd.DataFrame(columns=list(REJECT_COLUMNS))
    lines = rows.iloc[numbers].reset_index(drop=True)
    texts = pd.Series([part for of_row in parts for part in of_row], dtype="str")
    every = pd.Series(True, index=lines.index)
    return cell_notes(lines, every, column=column, texts=texts, expected=expected, reason=reason)
