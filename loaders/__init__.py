"""The doors outside: every file format and Neo4j. Everything comes in as Tables and goes out as Tables."""

from datetime import date as Date  # noqa: N812  (an argument of `load` is named date)
from pathlib import Path
from typing import Any

from graph.errors import UnreadableSource
from graph.tables import Tables
from loaders.content import Content
from loaders.forms import OWN_TABLES, form_of, load_files, reading
from loaders.loaded import Loaded
from loaders.own_form.stated import read_stated
from loaders.people import content_without_people, quoting_nobody
from loaders.reading.opened import Opened
from loaders.workspace import (
    Added,
    add_to_workspace,
    load_into,
    loads,
    read_folder,
    roll_back,
    unload,
    write_folder,
)
from loaders.workspace.state import joined_parts

__all__ = [
    "Added", "Loaded", "add_to_workspace", "load", "load_into", "loads", "read", "read_folder", "roll_back", "unload",
    "write_folder",
]  # fmt: skip


def load(
    *paths: str | Path | Opened,
    date: Date | None = None,
    names: str = "merged",
    form: str = "",
    people: bool = False,
    mapping: str | Path | None = None,
) -> Loaded:
    r"""Return the data set that files and folders hold together, and the account of how it came about.

    Each path is recognised by what it holds: a folder of CSV files in our own form (a workspace is one), such files
    by themselves, networks that other programs draw (Kumu, Gephi, LittleSis, ...), lists of members and of pairs,
    matrices, grants of 360Giving, activities of IATI, exports of CiviCRM and Salesforce NPSP, operational presence
    from HDX HAPI, or spreadsheets that say who does what where (CSV, TSV, XLSX, XLS, JSON, a zip with one CSV).

    Parameters
    ----------
    *paths : path
        At least one file or folder; a file that was opened already is not read again.
    date : datetime.date, optional
        The date of rows of spreadsheets that have none of their own.
    names : {"merged", "acronym", "written"}
        How organizations of spreadsheets are told apart. ``"merged"``: an acronym and a full name that one row gives
        are one organization, in every row. ``"acronym"``: by the column of acronyms, as written. ``"written"``: by
        the column of names, as written.
    form : str
        The name of the form to read every file by (`loaders.forms.FORMS`); empty: each is recognised by what it holds.
    people : bool
        Whether to keep what is about people: grants to individuals, e-mail addresses and phone numbers. Left out by
        default, with the count told (``person``).
    mapping : path, optional
        The mapping to read every file by (`loaders.mapping`); by default a file goes by the one beside it, if any.

    Returns
    -------
    Loaded
        ``tables`` and ``report``. What names no organization gives no row; every row that was read is in the report as
        kept, merged (it adds no new fact) or rejected.

    Raises
    ------
    UnreadableSource
        If a path is missing, empty, broken, or holds nothing of ours.
    UnknownName
        If `names` is none of the three, or no form is called `form`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "who.csv"
    ...     _ = file.write_text("Donor,Implementing partner,Sector,Region\nRiver Fund,Well Diggers,Water,North\n")
    ...     load(file).tables
    <Tables: 2 organizations, 1 causes, 1 communities, 1 presences, 1 interactions, 2 participations,
    1 interaction_causes, 1 interaction_communities>
    """
    if not paths:
        raise UnreadableSource("Nothing to load: no file or folder was named. Name at least one.")
    given = [path if isinstance(path, Opened) else Opened(Path(path)) for path in paths]
    options = reading(date, names, form, mapping, people=people)
    parts: dict[int, Content] = {}
    others: list[Opened] = []
    first: dict[str, int] = {}
    for i, file in enumerate(given):
        if file.path.is_dir():
            parts[i] = Content(read_folder(file.path))
        elif (known := form_of(file, options.form)) is OWN_TABLES:
            parts[i] = Content(stated=(read_stated(file.path),))
        else:
            others.append(file)
            first.setdefault(known.name, i)
    parts |= {i: Content(part) for i, part in zip(first.values(), load_files(others, options), strict=True)}
    held = [parts[i] for i in sorted(parts)]
    if people:
        return joined_parts(held)
    found = joined_parts([content_without_people(part) for part in held])
    return Loaded(found.tables, quoting_nobody(found.report))


def read(*paths: str | Path | Opened, **how: Any) -> Tables:  # noqa: ANN401  (the arguments of `load`)
    """Return the data set that files and folders hold together: ``load(...).tables``."""
    return load(*paths, **how).tables
