"""How files are read: one set of options from the command line to the readers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date as Date  # noqa: N812  (an option is named date)
from pathlib import Path
from typing import Any

from loaders.form_list import FORM_NAMES

__all__ = ["NAME_RULES", "Apart", "Progress", "Reading"]

NAME_RULES = ("merged", "acronym", "written")
"""How organizations may be told apart."""

Apart = frozenset[frozenset[str]]
"""Pairs of normal names that are to stay two organizations."""

Progress = Callable[[str, int], None]
"""Called now and then with the name of a large file and the number of its rows that were read so far."""


@dataclass(frozen=True)
class Reading:
    """How files are read.

    Attributes
    ----------
    date : datetime.date, optional
        The date of rows that have none of their own.
    names : {"merged", "acronym", "written"}
        How organizations of spreadsheets are told apart. ``"merged"``: an acronym and a full name that one row gives
        are one organization, in every row; and organizations of all files that are surely one become one
        (`loaders.names.resolve.resolve`). ``"acronym"``: by the column of acronyms, as written. ``"written"``: by the
        column of names, as written.
    form : str
        The name of the form to read every file by (`loaders.form_list.FORM_NAMES`); empty: each is recognised
        by what it holds.
    people : bool
        Whether to keep what is about people: grants to individuals, e-mail addresses and phone numbers. Left out by
        default, with the count in the report (``person``).
    mapping : path, optional
        The mapping to read every file by (`loaders.formats.mapped`); by default a file goes by the one beside it, if
        any.
    proposed : bool
        Whether a spreadsheet that nothing explains is read as its columns seem to say
        (`loaders.formats.mapped.propose`), with a note on each of them (``proposed_column``), instead of refused.
    aliases : path, optional
        A file that says by which names organizations are known (`loaders.names.aliases.read_aliases`). By default
        ``organization-aliases`` with any ending, in any of the folders.
    decisions : path, optional
        A file of decisions about names, or a folder whose journal keeps them (`loaders.names.decisions.decide`). By
        default each folder, and the folder of each file: their journals, and ``name-decisions.csv`` in them.
    resolved : bool
        False leaves organizations as each file names them, which is what a workspace keeps: every merge is made anew
        when it is loaded, and so can be undone.
    apart : frozenset of frozenset of str
        Pairs of normal names that a reader must not merge. `loaders.load` adds those that the decisions keep apart.
    progress : callable, optional
        Called now and then, while a large file is read, with its name and how many of its rows were read.

    Raises
    ------
    UnknownName
        If `names` is none of the three, or no form is called `form`.

    Examples
    --------
    >>> Reading(names="written", form="kumu").form_asked
    'kumu'
    >>> Reading(mapping="visits.csv.mapping.toml").form_asked
    'mapped'
    """

    date: Date | None = None
    names: str = "merged"
    form: str = ""
    people: bool = False
    mapping: str | Path | None = None
    proposed: bool = False
    aliases: str | Path | None = None
    decisions: str | Path | None = None
    resolved: bool = True
    apart: Apart = frozenset()
    progress: Progress | None = None

    def __post_init__(self) -> None:
        if self.names not in NAME_RULES:
            raise _unknown("way of naming organizations", self.names, NAME_RULES)
        if self.form and self.form not in FORM_NAMES:
            raise _unknown("form of a file", self.form, FORM_NAMES)

    @classmethod
    def of(cls, reading: "Reading | None", options: Mapping[str, Any]) -> "Reading":
        """Return `reading`, by default the default one, with some of its options changed.

        Raises
        ------
        UnknownName
            If an option or its value is unknown.

        Examples
        --------
        >>> Reading.of(None, {"names": "written"}).names
        'written'
        >>> Reading.of(None, {"peoples": True})
        Traceback (most recent call last):
        graph.errors.UnknownName: option of reading: found 'peoples', which is none of the 11 known. Nearest: 'people',
        'proposed', 'progress'.
        """
        names = [field.name for field in fields(cls)]
        for option in options:
            if option not in names:
                raise _unknown("option of reading", option, names)
        return replace(reading or cls(), **options)

    @property
    def form_asked(self) -> str:
        """The form to read every file by: a mapping that is named asks for the form that reads by it."""
        return "mapped" if self.mapping else self.form


def _unknown(what: str, name: str, allowed: "tuple[str, ...] | list[str]") -> Exception:
    from graph.errors import UnknownName  # noqa: PLC0415  (a help text need not load it)

    return UnknownName(what, str(name), allowed)
