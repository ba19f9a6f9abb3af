"""A frame as CSV that no spreadsheet runs."""

import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

__all__ = ["csv_of", "read_cell", "written_cell"]

# A spreadsheet takes a cell that begins so for a formula. The apostrophe itself is among them, so that what we wrote
# with one in front is told from a text that begins with one.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def written_cell(text: str) -> str:
    """Return `text` as it stands in a file: with an apostrophe in front if a spreadsheet would run it.

    Examples
    --------
    >>> written_cell("=1+1"), written_cell("'quoted'"), written_cell("plain")
    ("'=1+1", "''quoted'", 'plain')
    """
    return f"'{text}" if text.startswith(_RISKY) else text


def read_cell(text: str) -> str:
    """Return what `written_cell` was given.

    Examples
    --------
    >>> read_cell("'=1+1"), read_cell("''quoted'"), read_cell("plain")
    ('=1+1', "'quoted'", 'plain')
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def csv_of(frame: pd.DataFrame, separator: str = ",") -> str:
    r"""Return `frame` as CSV in which no spreadsheet finds a formula: such a text has an apostrophe in front.

    Parameters
    ----------
    frame : pandas.DataFrame
        Anything; its index is left out.
    separator : str, optional
        What stands between two cells.

    Examples
    --------
    >>> csv_of(pd.DataFrame({"name": ["=1+1", "Ana"], "size": [-1, 2]}))
    "name,size\n'=1+1,-1\nAna,2\n"
    """

    def safe(value: object) -> object:
        return written_cell(value) if isinstance(value, str) else value

    columns = {
        name: column
        if is_bool_dtype(column) or is_numeric_dtype(column) or is_datetime64_any_dtype(column)
        else column.map(safe, na_action="ignore")
        for name, column in frame.items()
    }
    cells = frame.assign(**{str(name): column for name, column in columns.items()}).rename(columns=safe)
    return cells.to_csv(index=False, sep=separator)
