"""What can be opened on the start page, and what becomes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.explorer.data_review import DataReview
from dashboard.explorer.renames import Rename
from graph.report import LoadReport
from graph.tables import Tables

__all__ = ["Choice", "Opened", "Opening"]


def _keep_nothing(renames: Sequence[Rename]) -> None:
    """Keep no name: there is no place for it."""
    del renames


def _no_files() -> None:
    """Return the same at any time: no file can change."""


@dataclass(frozen=True)
class Opened:
    """One source of data, and what a user decided about it.

    Attributes
    ----------
    read : callable
        Returns the tables and the report of reading them; it may take its time and may fail.
    title : str
        What the data are.
    renames : sequence of Rename
        Names that a user gave to coalitions before.
    keep : callable
        Puts the names that a user gave where they are read next time.
    review : DataReview
        Where decisions about names and columns are read and kept.
    key : callable, optional
        Returns the secret that makes the pseudonyms of this source; by default a new one.
    stamp : callable
        Returns something that is equal as long as the files are what they were.
    """

    read: Callable[[], tuple[Tables, LoadReport]]
    title: str = ""
    renames: Sequence[Rename] = ()
    keep: Callable[[Sequence[Rename]], None] = _keep_nothing
    review: DataReview = field(default_factory=DataReview)
    key: Callable[[], bytes] | None = None
    stamp: Callable[[], object] = _no_files


@dataclass(frozen=True)
class Choice:
    """Something that can be opened: what it is, and the day it was opened last; no day for the sample."""

    label: str
    opened: date | None = None


@dataclass(frozen=True)
class Opening:
    """What the start page offers.

    Attributes
    ----------
    choices : callable
        Returns what can be opened with one click, the latest first.
    open : callable
        Is given the number of a choice, or the path that somebody typed; returns what to read. Raises
        `PartnerNetworkError` or `OSError` where there is nothing to read.
    """

    choices: Callable[[], Sequence[Choice]]
    open: Callable[[int | str], Opened]
