"""The doors outside: every file format and Neo4j. Everything comes in as Tables and goes out as Tables."""

from collections.abc import Sequence
from datetime import date as Date  # noqa: N812  (an argument of `load` is named date)
from pathlib import Path
from typing import Any

from graph.errors import UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from loaders.formats import OWN_TABLES, Form, Options, form_of, load_as, reading
from loaders.formats.content import Content
from loaders.formats.own_tables.stated import read_stated
from loaders.formats.people import content_without_people, quoting_nobody
from loaders.loaded import Loaded
from loaders.names.aliases import aliases_in, read_aliases
from loaders.names.decisions import Decision, apart_by, decided_in, read_decisions
from loaders.names.resolve import resolve
from loaders.neo4j import store as neo4j_store
from loaders.reading.opened import Opened
from loaders.reading.sheet import Progress
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
    "Added", "Loaded", "add_to_workspace", "load", "load_into", "loads", "neo4j_store", "read", "read_folder",
    "roll_back", "unload", "write_folder",
]  # fmt: skip


def load(
    *paths: str | Path | Opened,
    date: Date | None = None,
    names: str = "merged",
    form: str = "",
    people: bool = False,
    mapping: str | Path | None = None,
    proposed: bool = False,
    aliases: str | Path | None = None,
    decisions: str | Path | None = None,
    resolved: bool = True,
    progress: Progress | None = None,
) -> Loaded:
    r"""Return the data set that files and folders hold together, and the account of how it came about.

    Each path is recognised by what it holds: a folder of CSV files in our own form (a workspace is one), such files
    by themselves, networks that other programs draw (Kumu, Gephi, LittleSis, ...), lists of members and of pairs,
    matrices, grants of 360Giving, activities of IATI, exports of CiviCRM and Salesforce NPSP, operational presence
    from HDX HAPI, or spreadsheets that say who does what where (CSV, TSV, XLSX, XLS, ODS, Parquet, JSON, or one of
    these zipped or gzipped).

    Parameters
    ----------
    *paths : path
        At least one file or folder; a file that was opened already is not read again.
    date : datetime.date, optional
        The date of rows of spreadsheets that have none of their own.
    names : {"merged", "acronym", "written"}
        How organizations of spreadsheets are told apart. ``"merged"``: an acronym and a full name that one row gives
        are one organization, in every row; and organizations of all files that are surely one become one
        (`loaders.names.resolve.resolve`). ``"acronym"``: by the column of acronyms, as written. ``"written"``: by the
        column of names, as written.
    form : str
        The name of the form to read every file by (`loaders.formats.FORMS`); empty: each is recognised by what it
        holds.
    people : bool
        Whether to keep what is about people: grants to individuals, e-mail addresses and phone numbers. Left out by
        default, with the count told (``person``).
    mapping : path, optional
        The mapping to read every file by (`loaders.formats.mapped`); by default a file goes by the one beside it, if
        any.
    proposed : bool
        Whether a spreadsheet that nothing explains is read as its columns seem to say
        (`loaders.formats.mapped.propose`), each of them told (``proposed_column``), instead of refused.
    aliases : path, optional
        A file that says by which names organizations are known (`loaders.names.aliases.read_aliases`). By default
        ``organization-aliases`` with any ending, in any of the folders.
    decisions : path, optional
        A file of decisions about names (`loaders.names.decisions.decide`). By default ``name-decisions.csv`` in each
        folder, and in the folder of each file.
    resolved : bool
        False leaves organizations as each file names them, which is what a workspace keeps: every merge is made anew
        when it is loaded, and so can be undone.
    progress : callable, optional
        Told now and then, while a large file is read, its name and how many of its rows were read.

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
    files = [path if isinstance(path, Opened) else Opened(Path(path), progress) for path in paths]
    given = [file.path for file in files]
    decided = read_decisions(decisions) if decisions is not None else decided_in(given)
    options = reading(
        date, names, form, mapping, proposed=proposed, people=people, apart=apart_by(decided), progress=progress
    )
    held = _held(files, options)
    found = joined_parts(held if people else [content_without_people(part) for part in held])
    if not people:
        found = Loaded(found.tables, quoting_nobody(found.report))
    return _resolved(found, given, decided, aliases) if names == "merged" and resolved else found


def read(*paths: str | Path | Opened, **how: Any) -> Tables:  # noqa: ANN401  (the arguments of `load`)
    """Return the data set that files and folders hold together: ``load(...).tables``."""
    return load(*paths, **how).tables


def _held(files: Sequence[Opened], options: Options) -> list[Content]:
    """Return what each folder, each file of our own form and the files of each other form hold, in order."""
    parts: dict[int, Content] = {}
    others: list[tuple[Opened, Form]] = []
    first: dict[str, int] = {}
    for i, file in enumerate(files):
        if file.path.is_dir():
            parts[i] = Content(read_folder(file.path))
        elif (known := form_of(file, options.form, proposed=options.proposed)) is OWN_TABLES:
            parts[i] = Content(stated=(read_stated(file.path),))
        else:
            others.append((file, known))
            first.setdefault(known.name, i)
    parts |= {i: Content(part) for i, part in zip(first.values(), load_as(others, options), strict=True)}
    return [parts[i] for i in sorted(parts)]


def _resolved(loaded: Loaded, paths: Sequence[Path], decided: Sequence[Decision], aliases: str | Path | None) -> Loaded:
    files = [Path(aliases)] if aliases is not None else [file for path in paths if (file := aliases_in(path))]
    found = resolve(loaded.tables, decided, read_aliases(*files) if files else None)
    more = LoadReport(merges=found.merges, notes=found.notes, names=found.names)
    return Loaded(found.tables, LoadReport.joined([loaded.report, more]))
