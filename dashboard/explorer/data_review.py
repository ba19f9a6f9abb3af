"""What a user may decide about the data on the Data page, as callables that the front door hands in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

__all__ = ["COLUMN_COLUMNS", "DOUBT_COLUMNS", "DataReview"]

DOUBT_COLUMNS = ("organization_id", "name", "other_id", "other_name", "reason", "decision", "shown")
COLUMN_COLUMNS = ("file", "sheet", "shape", "column", "role", "examples")


def _no_doubts() -> pd.DataFrame:
    return pd.DataFrame(columns=list(DOUBT_COLUMNS))


def _no_columns() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMN_COLUMNS))


def _nothing(*_: object) -> None:
    """Keep nothing: there is no place for it."""


@dataclass(frozen=True)
class DataReview:
    """Decisions about names and columns: where they are read, and where they are kept.

    A decision is kept at once; it changes the data when they are read again (`Explorer.read_again`).

    Attributes
    ----------
    doubts : callable
        Returns the pairs of names that are or may be one organization: `DOUBT_COLUMNS`. ``decision`` is blank for a
        question, ``"same"`` or ``"different"`` where the user answered, ``"merged"`` where nobody had to;
        ``shown`` is the name that the user chose for both, or blank.
    decide : callable
        Is given two organization ids, the decision (blank takes it back) and the name to show (or blank).
    columns : callable
        Returns the columns of spreadsheets that are read by a mapping: `COLUMN_COLUMNS`. ``shape`` is a key of
        `shapes`, ``role`` a key of `roles`, ``examples`` what some of its cells say.
    shapes, roles : callable
        Return what one row may be, and what a column may hold: the name in the mapping, and plain words.
    assign : callable
        Is given a file's name, what one row is, and the role of each column; raises `PartnerNetworkError` or
        `OSError` where that cannot be kept.
    """

    doubts: Callable[[], pd.DataFrame] = _no_doubts
    decide: Callable[[str, str, str, str], None] = _nothing
    columns: Callable[[], pd.DataFrame] = _no_columns
    shapes: Callable[[], Mapping[str, str]] = dict
    roles: Callable[[], Mapping[str, str]] = dict
    assign: Callable[[str, str, Mapping[str, str]], None] = _nothing
