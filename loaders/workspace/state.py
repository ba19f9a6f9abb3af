"""What a folder of ours holds now: a workspace with its parts, or a folder of CSV files."""

from collections.abc import Sequence
from pathlib import Path

from graph.arguments import checked
from graph.report import REJECT_COLUMNS, LoadReport
from graph.sources import places_of
from graph.tables import combined
from loaders.formats.content import Content
from loaders.formats.own_tables.together import tables_of
from loaders.loaded import Loaded
from loaders.values.notes import joined_notes
from loaders.workspace.csv_folder import read_csv_folder
from loaders.workspace.manifest_file import is_workspace, read_manifest
from loaders.workspace.parts import read_parts

__all__ = ["joined_parts", "read_folder"]


@checked
def read_folder(folder: str | Path) -> Loaded:
    """Return the data set of a workspace, or of a folder of CSV files in our own form, and its account.

    A workspace gives what its current parts hold together: where two state different values, the part that was
    loaded first holds.

    Raises
    ------
    UnreadableSource
        If there is no such folder, none of its files is a table of ours, or a part of the workspace
        is not as it was written.
    """
    place = Path(folder)
    if not is_workspace(place):
        return read_csv_folder(place)
    manifest = read_manifest(place)
    return joined_parts(read_parts(place, manifest, manifest.current))


def joined_parts(parts: Sequence[Content]) -> Loaded:
    """Return what parts hold together, in their order.

    Files of our own form are read together, wherever they were loaded, and may refer to what any other part holds.

    Parameters
    ----------
    parts : sequence of Content
        In the order in which they were first loaded.

    Returns
    -------
    Loaded
        A row that breaks the data model only beside other parts is told as rejected.
    """
    clean = [part.loaded for part in parts if part.loaded is not None]
    own_tables = [one for part in parts for one in part.own_tables]
    every = [part.loaded for part in parts]
    if own_tables:
        beside = combined(one.tables for one in clean).tables if clean else None
        first = next(i for i, part in enumerate(parts) if part.own_tables)
        every[first] = tables_of(own_tables, beside)
    loaded_parts = [one for one in every if one is not None]
    return loaded_parts[0] if len(loaded_parts) == 1 else _joined(loaded_parts)


def _joined(parts: Sequence[Loaded]) -> Loaded:
    """Return several data sets as one, for rows that refer to other parts cannot be checked one by one."""
    report = LoadReport.joined(part.report for part in parts)
    cleaned = combined(part.tables for part in parts)
    if cleaned.failures.empty:
        return Loaded(cleaned.tables, report)
    failures = cleaned.failures.assign(**places_of(cleaned.failures["source"]))[list(REJECT_COLUMNS)]
    sheets = report.sheets.copy()
    lost = failures.drop_duplicates(["file", "sheet", "line"]).groupby(["file", "sheet"]).size().to_dict()
    taken = [
        min(lost.get((file, sheet), 0), n_kept)
        for file, sheet, n_kept in sheets[["file", "sheet", "kept"]].itertuples(index=False, name=None)
    ]
    sheets["kept"] -= taken
    sheets["rejected"] += taken
    rejects = joined_notes([report.rejects, failures])
    return Loaded(cleaned.tables, LoadReport(sheets, rejects, report.merges, report.notes))
