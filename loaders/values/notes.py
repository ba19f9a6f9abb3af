"""Lines of the load report about cells that were understood in a certain way."""

import pandas as pd

from graph.report import REJECT_COLUMNS

__all__ = ["cell_notes", "counted", "joined_notes"]


def cell_notes(
    rows: pd.DataFrame, mask: pd.Series, *, column: str, texts: pd.Series, expected: str, reason: str
) -> pd.DataFrame:
    """Return one note for each distinct text of a column, at its first line, with the number of its rows.

    Parameters
    ----------
    rows : pd.DataFrame
        Rows of a sheet: ``file``, ``sheet``, ``line``.
    mask : pd.Series of bool
        Which rows the note is about.
    column, expected, reason : str
        As in `graph.report.LoadReport`; the number of rows is added to `expected`.
    texts : pd.Series of str
        What each row holds.

    Returns
    -------
    pd.DataFrame
        ``file, sheet, line, column, found, expected, reason``; empty where the mask holds nowhere.

    Examples
    --------
    >>> rows = pd.DataFrame({"file": "a.csv", "sheet": "", "line": [2, 3]})
    >>> both, dash = pd.Series([True, True]), pd.Series(["-", "-"])
    >>> notes = cell_notes(rows, both, column="Org", texts=dash, expected="a name", reason="placeholder")
    >>> notes[["line", "expected"]].values.tolist()
    [[2, 'a name (2 rows)']]
    """
    if not mask.any():
        return pd.DataFrame(columns=list(REJECT_COLUMNS))
    rows_of_texts = rows.loc[mask, ["file", "sheet", "line"]].assign(found=texts[mask].str.strip())
    rows_of_texts["times"] = rows.loc[mask, "times"] if "times" in rows else 1
    grouped = rows_of_texts.groupby(["file", "sheet", "found"], sort=False, as_index=False).agg(
        line=("line", "first"), times=("times", "sum")
    )
    counts = [f"{expected} ({counted(n, 'row')})" for n in grouped["times"]]
    grouped = grouped.assign(column=column, expected=counts, reason=reason)
    return grouped[list(REJECT_COLUMNS)]


def joined_notes(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the notes of several columns as one frame; empty parts leave no trace in the dtypes."""
    full = [part for part in parts if len(part)]
    return pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=list(REJECT_COLUMNS))


def counted(number: int, what: str) -> str:
    """Return how many of something there are, in words.

    Examples
    --------
    >>> counted(1, "row"), counted(2, "row"), counted(2, "e-mail address")
    ('1 row', '2 rows', '2 e-mail addresses')
    """
    ending = "" if number == 1 else "es" if what.endswith("s") else "s"
    return f"{number} {what}{ending}"
