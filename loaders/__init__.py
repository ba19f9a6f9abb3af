"""The doors outside: every file format and Neo4j. Everything comes in as Tables and goes out as Tables."""

from datetime import date as Date  # noqa: N812  (an argument of `load` is named date)
from pathlib import Path

from graph.errors import UnknownName, UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables, combine
from loaders.forms import Options, load_files
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.sheet import Progress
from loaders.who_does_what.row_organizations import NAME_RULES
from loaders.workspace import add_to_workspace, read_folder, write_folder

__all__ = ["Loaded", "add_to_workspace", "load", "read", "read_folder", "write_folder"]


def load(
    *paths: str | Path,
    date: Date | None = None,
    names: str = "merged",
    form: str = "",
    progress: Progress | None = None,
) -> Loaded:
    r"""Return the data set that files and folders hold together, and the account of how it came about.

    Each path is recognised by what it holds: a folder of CSV files in our own form (a workspace is one), such files
    by themselves, or spreadsheets that say who does what where (CSV, TSV, XLSX, XLS, ODS, Parquet, JSON, or one of
    these zipped or gzipped).

    Parameters
    ----------
    *paths : path
        At least one file or folder.
    date : datetime.date, optional
        The date of rows of spreadsheets that have none of their own.
    names : {"merged", "acronym", "written"}
        How organizations of spreadsheets are told apart. ``"merged"``: an acronym and a full name that one row gives
        are one organization, in every row. ``"acronym"``: by the column of acronyms, as written. ``"written"``: by
        the column of names, as written.
    form : str
        The name of the form to read every file by (`loaders.forms.FORMS`); empty: each is recognised by what it holds.
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
    if names not in NAME_RULES:
        raise UnknownName("way of naming organizations", names, NAME_RULES)
    if not paths:
        raise UnreadableSource("Nothing to load: no file or folder was named. Name at least one.")
    given = [Path(path) for path in paths]
    parts = [read_folder(path) for path in given if path.is_dir()]
    parts += load_files([Opened(path, progress) for path in given if not path.is_dir()], Options(date, names, form))
    if len(parts) == 1:
        return parts[0]
    return Loaded(combine(part.tables for part in parts), LoadReport.joined(part.report for part in parts))


def read(*paths: str | Path, date: Date | None = None, names: str = "merged", form: str = "") -> Tables:
    """Return the data set that files and folders hold together: ``load(...).tables``."""
    return load(*paths, date=date, names=names, form=form).tables
