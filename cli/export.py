"""The command that writes for other programs: ``export``."""

from pathlib import Path

import click

from cli.help import command
from cli.options import Output, reading_options
from cli.options import source as source_argument
from cli.output import emit, tell
from cli.source import read_source
from loaders.form_list import EXPORT_NAMES
from loaders.reading_options import Reading

__all__ = ["COMMANDS"]


@command(
    "Write SOURCE for Kumu, Gephi or HXL tools, or as a folder.",
    "partners export work --to kumu --out map.json",
    "partners export who-does-what.xlsx --to gexf --out network.gexf",
    "partners export work --to folder --out copy",
)
@source_argument()
@click.option("--to", type=click.Choice(EXPORT_NAMES), required=True, help="The form to write.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file, or for folder the folder.")
@reading_options
def export(*, source: tuple[str, ...], to: str, out: Path, reading: Reading) -> None:
    """Write SOURCE for another program, under any name; every form can be read again.

    Read again, each has the same organizations, the same pairs tied, and the first and last day of each tie; folder
    has everything. What a form cannot hold is told on standard error, and so is what in it can harm somebody. Of
    confidential interactions only folder tells more than who and when. One row a table written: table, rows.
    """
    import pandas as pd

    from loaders.export import export as write

    tables, _ = read_source(source, reading)
    written = write(tables, out, to)
    for what in written.left_out:
        tell(f"not in {to}: {what}.")
    for what in written.care:
        tell(f"Mind who gets {out}: it holds {what}.")
    tell(f"Wrote {out}.")
    emit(pd.DataFrame(list(written.rows.items()), columns=["table", "rows"]), Output())


COMMANDS = (export,)
