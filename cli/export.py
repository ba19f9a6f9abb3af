"""The command that writes for other programs: ``export``."""

from collections.abc import Callable
from pathlib import Path

import click

from cli.help import command
from cli.options import Output, reading_options, secrets_options
from cli.options import source as source_argument
from cli.output import emit, tell
from cli.source import read_source
from loaders.form_list import EXPORT_NAMES
from loaders.reading_options import Reading

__all__ = ["COMMANDS"]


def _copy(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command that writes a copy: its form, and where it goes."""
    for option in (
        click.option(
            "--out", required=True, type=click.Path(path_type=Path), help="The file, or for folder the folder."
        ),
        click.option("--to", type=click.Choice(EXPORT_NAMES), required=True, help="The form to write."),
    ):
        function = option(function)
    return function


@command(
    "Write SOURCE for Kumu, Gephi or HXL tools, or as a folder.",
    "partners export work --to kumu --out map.json",
    "partners export who-does-what.xlsx --to gexf --out network.gexf",
    "partners export work --to folder --out copy",
)
@source_argument()
@_copy
@secrets_options
@reading_options
def export(
    *, source: tuple[str, ...], to: str, out: Path, with_sensitive: bool, with_confidential: bool, reading: Reading
) -> None:
    """Write SOURCE for another program, under any name; every form can be read again.

    Read again, each has the same organizations, the same pairs tied, and the first and last day of each tie; folder
    has every table. Sensitive organizations get a pseudonym, and of confidential interactions only who took part, the
    date and the status are written; --to folder can hold both in full. What a form cannot hold, and what in it can
    harm somebody, is reported on standard error. One row a table written: table, rows.
    """
    import pandas as pd

    from loaders.export import export as write

    if to != "folder" and (with_sensitive or with_confidential):
        msg = f"--to {to} is made to be passed on: --with-sensitive and --with-confidential work with --to folder only."
        raise click.UsageError(msg)
    tables, _ = read_source(source, reading)
    written = write(tables, out, to, with_sensitive=with_sensitive, with_confidential=with_confidential, source=source)
    for what in written.left_out:
        tell(f"not in {to}: {what}.")
    for what in written.care:
        tell(f"Mind who gets {out}: it holds {what}.")
    tell(f"Wrote {out}.")
    emit(pd.DataFrame(list(written.rows.items()), columns=["table", "rows"]), Output())


@command(
    "Write a copy to pass on; report who can be recognized.",
    "partners share work --to kumu --out map.json",
    "partners share who-does-what.xlsx --to folder --out copy",
)
@source_argument()
@_copy
@reading_options
def share(*, source: tuple[str, ...], to: str, out: Path, reading: Reading) -> None:
    """Write a copy of SOURCE without secrets, and report who can still be recognized in it.

    The copy is that of 'partners export': sensitive organizations have pseudonyms, and of confidential interactions
    only who took part, the date and the status are there. One row an organization that looks like fewer than 5:
    organization_id, name, sensitive, k_facts (how many have the same kind, first-level places and causes), k_shape (how
    many have as many partners, whose partners have as many), helps (the fact without which most look alike).
    """
    from graph.privacy.risk import FEW, recognition_risk
    from graph.sentences.privacy import risk_sentences
    from loaders.export import export as write
    from loaders.redaction import handed_on

    tables, _ = read_source(source, reading)
    handed = handed_on(tables, source=source)
    risk = recognition_risk(handed.shown())
    written = write(tables, out, to, source=source)
    for what in written.left_out:
        tell(f"not in {to}: {what}.")
    for sentence in (*(f"It holds {what}." for what in written.care), *risk_sentences(risk)):
        tell(sentence)
    tell(f"Wrote {out}.")
    few = risk.frame[(risk.frame["k_facts"] < FEW) | (risk.frame["k_shape"] < FEW)]
    emit(few.reset_index(drop=True), Output())


COMMANDS = (export, share)
