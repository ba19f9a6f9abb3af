"""A data set in the forms of other programs, and what each of them cannot hold."""

from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnknownName, UnreadableSource
from graph.tables import Tables, confidential
from loaders.export.drawn import drawn_network
from loaders.form_list import EXPORT_NAMES
from loaders.workspace.csv_folder import write_folder
from loaders.written import put

__all__ = ["Exported", "export"]


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes
    ----------
    rows : dict of str to int
        How many of each table: organizations and ties, the rows of one table, or all of ours.
    left_out : list of str
        What the form cannot hold, one sentence each.
    care : list of str
        What it holds that can harm somebody if it leaks, one sentence each.
    """

    rows: dict[str, int]
    left_out: list[str]
    care: list[str]


def export(tables: Tables, path: str | Path, form: str) -> Exported:
    """Write a data set in the form of another program, under any name.

    Read again, each form has the same organizations and the same pairs tied, from the same first to the same last
    day; ``folder`` has everything. Of what is confidential only ``folder`` tells more than who and when, and the days
    of a confidential quarrel are in no drawn network.

    Parameters
    ----------
    tables : Tables
        The data set.
    path : path
        The file, or for ``folder`` the folder.
    form : str
        One of `loaders.form_list.EXPORT_NAMES`.
        Kumu's JSON, GEXF and GraphML hold organizations and ties, HXL a table of who does what where.

    Raises
    ------
    UnknownName
        If `form` is none of these.
    UnreadableSource
        If the data set has no organization, so that there is nothing to read again.

    Examples
    --------
    >>> import pandas as pd
    >>> from tempfile import TemporaryDirectory
    >>> tables = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a"], "name": ["A"]})})
    >>> with TemporaryDirectory() as folder:
    ...     export(tables, Path(folder) / "map", "kumu")
    Exported(rows={'organizations': 1, 'ties': 0}, left_out=[], care=[])
    """
    if form not in EXPORT_NAMES:
        raise UnknownName("form to export to", form, EXPORT_NAMES)
    if form == "folder":
        write_folder(tables, path)
        return Exported(tables.counts(), [], _care(tables, form))
    if tables.organizations.empty:
        raise UnreadableSource(
            f"{path}: nothing was written, for there are no organizations. Allowed: a data set with at least one. "
            "'partners check' tells what was understood of its files."
        )
    if form == "hxl":
        from loaders.export.hxl import hxl_text, lost_in  # noqa: PLC0415  (each form pays for itself)

        text = hxl_text(tables)
        put(path, text)
        return Exported({"rows": text.count("\r\n") - 2}, lost_in(tables, Path(path)), _care(tables, form))
    network = drawn_network(tables)
    left_out = list(network.left_out)
    if form == "kumu":
        from loaders.export.kumu import kumu_text  # noqa: PLC0415

        content = kumu_text(network).encode()
    else:
        from loaders.export.graph_text import lost_characters, network_bytes  # noqa: PLC0415

        content = network_bytes(network, form)
        left_out += lost_characters(network)
    put(path, content)
    rows = {"organizations": len(network.elements), "ties": len(network.connections)}
    return Exported(rows, left_out, _care(tables, form))


def _care(tables: Tables, form: str) -> list[str]:
    secret = int(confidential(tables.interactions).sum())
    sensitive = int(tables.organizations["sensitive"].fillna(False).sum())
    what = "all that is known of them" if form == "folder" else "who took part and when, not what it was"
    sentences = [f"{secret} confidential interactions: {what}"] if secret else []
    return sentences + ([f"{sensitive} organizations marked as sensitive"] if sensitive else [])
