"""The doors outside: every file format and Neo4j. Everything comes in as Tables and goes out as Tables."""

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812  (an argument of `load` is named date)
from pathlib import Path

from graph.errors import UnknownName, UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables, combine
from loaders.forms import Options, load_files
from loaders.loaded import Loaded
from loaders.names.aliases import AliasTable, aliases_in, read_aliases
from loaders.names.decisions import DECISIONS_FILE, Decision, read_decisions
from loaders.reading.opened import Opened
from loaders.resolve import resolve
from loaders.who_does_what.row_organizations import NAME_RULES
from loaders.workspace import add_to_workspace, read_folder, write_folder

__all__ = ["Loaded", "add_to_workspace", "load", "read", "read_folder", "write_folder"]


def load(
    *paths: str | Path,
    date: Date | None = None,
    names: str = "merged",
    form: str = "",
    aliases: str | Path | None = None,
    decisions: str | Path | None = None,
    resolved: bool = True,
) -> Loaded:
    r"""Return the data set that files and folders hold together, and the account of how it came about.

    Each path is recognised by what it holds: a folder of CSV files in our own form (a workspace is one), such files
    by themselves, or spreadsheets that say who does what where (CSV, TSV, XLSX, XLS, JSON, a zip with one CSV).

    Parameters
    ----------
    *paths : path
        At least one file or folder.
    date : datetime.date, optional
        The date of rows of spreadsheets that have none of their own.
    names : {"merged", "acronym", "written"}
        How organizations of spreadsheets are told apart. ``"merged"``: an acronym and a full name that one row gives
        are one organization, in every row; and organizations of all files that are surely one become one
        (`loaders.resolve.resolve`). ``"acronym"``: by the column of acronyms, as written. ``"written"``: by the
        column of names, as written.
    form : str
        The name of the form to read every file by (`loaders.forms.FORMS`); empty: each is recognised by what it holds.
    aliases : path, optional
        A file that says by which names organizations are known (`loaders.names.aliases.read_aliases`). By default
        ``organization-aliases`` with any ending, in any of the folders.
    decisions : path, optional
        A file of decisions about names (`loaders.names.decisions.decide`). By default ``name-decisions.csv`` in any of
        the folders.
    resolved : bool
        False leaves organizations as each file names them, which is what a workspace keeps: every merge is made anew
        when it is loaded, and so can be undone.

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
    if names not in NAME_RULES:
        raise UnknownName("way of naming organizations", names, NAME_RULES)
    if not paths:
        raise UnreadableSource("Nothing to load: no file or folder was named. Name at least one.")
    given = [Path(path) for path in paths]
    decided = _decisions(given, decisions)
    apart = frozenset(one.pair for one in decided if one.decision == "different")
    parts = [read_folder(path) for path in given if path.is_dir()]
    parts += load_files([Opened(path) for path in given if not path.is_dir()], Options(date, names, form, apart))
    tables = parts[0].tables if len(parts) == 1 else combine(part.tables for part in parts)
    report = parts[0].report if len(parts) == 1 else LoadReport.joined(part.report for part in parts)
    if names != "merged" or not resolved:
        return Loaded(tables, report)
    found = resolve(tables, decided, _aliases(given, aliases))
    more = LoadReport(merges=found.merges, notes=found.notes, names=found.names)
    return Loaded(found.tables, LoadReport.joined([report, more]))


def _decisions(paths: Iterable[Path], stated: str | Path | None) -> list[Decision]:
    if stated is not None:
        return read_decisions(stated)
    files = [path / DECISIONS_FILE for path in paths if path.is_dir()]
    return [decision for file in files if file.is_file() for decision in read_decisions(file)]


def _aliases(paths: Iterable[Path], stated: str | Path | None) -> AliasTable | None:
    files = [Path(stated)] if stated is not None else [file for path in paths if (file := aliases_in(path))]
    return read_aliases(*files) if files else None


def read(
    *paths: str | Path,
    date: Date | None = None,
    names: str = "merged",
    form: str = "",
    aliases: str | Path | None = None,
    decisions: str | Path | None = None,
) -> Tables:
    """Return the data set that files and folders hold together: ``load(...).tables``."""
    return load(*paths, date=date, names=names, form=form, aliases=aliases, decisions=decisions).tables
