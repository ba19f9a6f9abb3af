"""Files and folders become one data set: `load` with the report of how it came about, `read` without."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.arguments import checked
from graph.errors import UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from loaders.formats import OWN_TABLES, Form, form_of, load_as
from loaders.formats.content import Content
from loaders.formats.own_tables.stated import read_stated
from loaders.formats.people import content_without_people, quoting_nobody
from loaders.loaded import Loaded
from loaders.names.aliases import aliases_in, read_aliases
from loaders.names.decisions import Decision, apart_by, decided_in, read_decisions
from loaders.names.resolve import resolve
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.workspace.state import joined_parts, read_folder

__all__ = ["load", "read"]


@checked
def load(*paths: str | Path | Opened, reading: Reading | None = None, **options: Any) -> Loaded:  # noqa: ANN401  (those of `Reading`)
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
    reading : Reading, optional
        How to read them (`loaders.Reading`).
    **options
        Attributes of `reading` that differ, such as ``date=datetime.date(2024, 3, 31)`` or ``names="written"``.

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
        If an option, or what it says, is unknown.

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
    reading = Reading.of(reading, options)
    files = [path if isinstance(path, Opened) else Opened(Path(path), reading.progress) for path in paths]
    places = [file.path for file in files]
    decisions = read_decisions(reading.decisions) if reading.decisions is not None else decided_in(places)
    contents = _contents(files, replace(reading, apart=reading.apart | apart_by(decisions)))
    if reading.people:
        loaded = joined_parts(contents)
    else:
        anonymous = joined_parts([content_without_people(content) for content in contents])
        loaded = Loaded(anonymous.tables, quoting_nobody(anonymous.report))
    if reading.names != "merged" or not reading.resolved:
        return loaded
    return _resolved(loaded, places, decisions, reading.aliases)


@checked
def read(*paths: str | Path | Opened, reading: Reading | None = None, **options: Any) -> Tables:  # noqa: ANN401  (as `load`)
    """Return the data set that files and folders hold together: ``load(...).tables``."""
    return load(*paths, reading=reading, **options).tables


def _contents(files: Sequence[Opened], reading: Reading) -> list[Content]:
    """Return what each folder, each file of our own form and the files of each other form hold, in order."""
    contents: dict[int, Content] = {}
    others: list[tuple[Opened, Form]] = []
    first: dict[str, int] = {}
    for i, file in enumerate(files):
        if file.path.is_dir():
            contents[i] = Content(read_folder(file.path))
        elif (form := form_of(file, reading)) is OWN_TABLES:
            contents[i] = Content(own_tables=(read_stated(file.path),))
        else:
            others.append((file, form))
            first.setdefault(form.name, i)
    loaded = load_as(others, reading)
    contents |= {i: Content(part) for i, part in zip(first.values(), loaded, strict=True)}
    return [contents[i] for i in sorted(contents)]


def _resolved(
    loaded: Loaded, paths: Sequence[Path], decisions: Sequence[Decision], aliases: str | Path | None
) -> Loaded:
    files = [Path(aliases)] if aliases is not None else [file for path in paths if (file := aliases_in(path))]
    resolved = resolve(loaded.tables, decisions, read_aliases(*files) if files else None)
    report = LoadReport(merges=resolved.merges, notes=resolved.notes, names=resolved.names)
    return Loaded(resolved.tables, LoadReport.joined([loaded.report, report]))
