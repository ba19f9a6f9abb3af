"""What a form of files is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.loaded import Loaded
from loaders.names.spellings import Apart
from loaders.reading.opened import Opened
from loaders.reading.sheet import Progress

__all__ = ["Form", "Options"]


@dataclass(frozen=True)
class Options:
    """How files are read.

    Attributes
    ----------
    default_date : datetime.date, optional
        The date of rows that have none of their own.
    names : {"merged", "acronym", "written"}
        How organizations of who-does-what-where files are told apart, see `loaders.load`.
    form : str
        The name of the form to read every file by; empty: each is recognised by what it holds.
    people : bool
        Whether people are kept, see `loaders.load`.
    mapping : Path, optional
        The mapping to read every spreadsheet by; by default the one beside it, where there is one.
    proposed : bool
        Whether a spreadsheet that no form recognises is read as its columns seem to say, instead of refused.
    apart : frozenset
        Pairs of names that somebody decided to be different organizations.
    progress : callable, optional
        Told now and then how far the reading of a large file is, see `loaders.load`.
    """

    default_date: date | None = None
    names: str = "merged"
    form: str = ""
    people: bool = False
    mapping: Path | None = None
    proposed: bool = False
    apart: Apart = frozenset()
    progress: Progress | None = None


@dataclass(frozen=True)
class Form:
    """One form of files: how it is recognised, and how it becomes tables.

    Attributes
    ----------
    name : str
        As it is asked for, such as ``"kumu"``.
    label : str
        As the report calls it, such as ``"Kumu map"``.
    recognises : callable
        Whether a file has this form, by what it holds. Never raises for content that it does not understand.
    load : callable
        Returns what files of this form hold together; raises `UnreadableSource` where they hold nothing of it.
    stands_alone : bool
        Whether a file says the same without the others of its form, so that a workspace may replace it by itself.
    """

    name: str
    label: str
    recognises: Callable[[Opened], bool]
    load: Callable[[Sequence[Opened], Options], Loaded]
    stands_alone: bool = False
