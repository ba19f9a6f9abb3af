"""A data set in the forms of other programs, and what each of them cannot hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnknownName, UnreadableSource, WrongArgument
from graph.tables import Tables
from loaders.export.drawn import drawn_network
from loaders.form_list import EXPORT_NAMES
from loaders.redaction import handed_on, untraceable, what_can_harm
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


def export(
    tables: Tables,
    path: str | Path,
    form: str,
    *,
    with_sensitive: bool = False,
    with_confidential: bool = False,
    source: Sequence[str] = (),
) -> Exported:
    """Write a data set in the form of another program, under any name.

    Read again, each form has the same organizations and the same pairs tied, from the same first to the same last
    day; ``folder`` has every table. Sensitive organizations stand behind pseudonyms, and of confidential interactions
    only the participants, the date and the status are written; ``folder`` can hold both in full.

    Parameters
    ----------
    tables : Tables
        The data set.
    path : path
        The file, or for ``folder`` the folder.
    form : str
        One of `loaders.form_list.EXPORT_NAMES`.
        Kumu's JSON, GEXF and GraphML hold organizations and ties, HXL a table of who does what where.
    with_sensitive, with_confidential, source
        As in `loaders.redaction.handed_on`; for ``folder`` only.

    Raises
    ------
    UnknownName
        If `form` is none of these.
    WrongArgument
        If another form than ``folder`` is to hold secrets.
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
    if form != "folder" and (with_sensitive or with_confidential):
        raise WrongArgument(
            f"export: form: found {form!r} with sensitive or confidential rows in full, allowed 'folder'. Every other "
            "form is made to be passed on."
        )
    care = what_can_harm(tables, with_sensitive=with_sensitive, with_confidential=with_confidential)
    if form == "folder":
        whole = handed_on(tables, with_sensitive=with_sensitive, with_confidential=with_confidential, source=source)
        write_folder(whole if with_sensitive and with_confidential else untraceable(whole), path)
        return Exported(whole.counts(), [], care)
    open_tables = untraceable(handed_on(tables, source=source)).shown()
    if open_tables.organizations.empty:
        raise UnreadableSource(
            f"{path}: nothing was written, for there are no organizations. Allowed: a data set with at least one. "
            "'partners check' tells what was understood of its files."
        )
    if form == "hxl":
        from loaders.export.hxl import hxl_text, lost_in  # noqa: PLC0415  (each form pays for itself)

        text = hxl_text(open_tables)
        put(path, text, private=True)
        return Exported({"rows": text.count("\r\n") - 2}, lost_in(open_tables, Path(path)), care)
    network = drawn_network(open_tables)
    left_out = list(network.left_out)
    if form == "kumu":
        from loaders.export.kumu import kumu_text  # noqa: PLC0415

        content = kumu_text(network).encode()
    else:
        from loaders.export.graph_text import lost_characters, network_bytes  # noqa: PLC0415

        content = network_bytes(network, form)
        left_out += lost_characters(network)
    put(path, content, private=True)
    rows = {"organizations": len(network.elements), "ties": len(network.connections)}
    return Exported(rows, left_out, care)
