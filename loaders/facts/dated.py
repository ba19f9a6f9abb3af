"""Texts of dates in the rows of a table become days, with notes on what is none."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from loaders.values.dates import read_dates
from loaders.values.notes import cell_notes, joined_notes

__all__ = ["SPANS", "dated"]

SPANS: Mapping[str, tuple[str, str]] = {
    "interactions": ("date", "date_end"),
    "presences": ("since", "until"),
    "supports": ("since", "until"),
    "declared_ties": ("date", "date_end"),
}
"""The columns with the first and the last day of what a row of each table tells."""


def dated(
    table: str, frame: pd.DataFrame, places: pd.DataFrame, default_date: date | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frame with its dates read, and the end of a span that ends before it starts dropped; and notes.

    Parameters
    ----------
    table : str
        One of `SPANS`.
    frame : pd.DataFrame
        Rows whose dates are text as the file has it.
    places : pd.DataFrame
        ``file, sheet, line`` of each row, indexed as `frame`.
    default_date : date, optional
        The date of interactions that have none.
    """
    start, end = SPANS[table]
    notes: list[pd.DataFrame] = []
    for column in (start, end):
        text = frame[column].fillna("").astype("str") if column in frame else pd.Series("", frame.index)
        days = read_dates(text)
        frame[column] = days["date"]
        if table == "interactions" and column == start:
            frame["date_precision"] = days["precision"].where(days["precision"] != "")
        for problem in ("not_a_date", "empty_date", "impossible_year", "no_year"):
            wrong = days["problem"] == problem
            notes.append(cell_notes(places, wrong, column=column, texts=text, expected="a date", reason=problem))
    backwards = frame[end] < frame[start]
    text = frame[end].dt.strftime("%Y-%m-%d").fillna("")
    expected = "an end after the start"
    notes.append(cell_notes(places, backwards, column=end, texts=text, expected=expected, reason="end_before_start"))
    frame[end] = frame[end].mask(backwards)
    if table == "interactions" and default_date:
        frame["date_precision"] = frame["date_precision"].mask(frame[start].isna(), "day")
        frame[start] = frame[start].fillna(pd.Timestamp(default_date))
    return frame, joined_notes(notes)
