"""What the data are: their name or files, and the days that they speak of."""

import pandas as pd

from dashboard.explorer import Explorer
from dashboard.language import day, listed, text
from graph.tables import ShownTables

__all__ = ["source_of", "span_of"]

_FEW_FILES = 2


def source_of(explorer: Explorer) -> str:
    """Return what the data are: the title given, else the names of the files if they are few."""
    files = explorer.report.sheets["file"].drop_duplicates().astype("str").tolist()
    return explorer.title or (listed(files) if len(files) <= _FEW_FILES else "")


def span_of(tables: ShownTables) -> str:
    """Return the first and the last day in the data, as a sentence."""
    dates = pd.concat([tables.interactions["date"], tables.presences["since"]]).dropna()
    if dates.empty:
        return text("No row has a date.")
    return text("The dates run from {first} to {last}.", first=day(dates.min()), last=day(dates.max()))
