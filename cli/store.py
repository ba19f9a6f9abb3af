"""Commands about Neo4j: ``push`` and ``pull``."""

from pathlib import Path

import click

from cli.help import command
from cli.options import Output, output_options, reading_options, secrets_options
from cli.options import source as source_argument
from cli.output import emit, tell
from cli.source import NEO4J, read_source
from cli.ties import weighed_ties
from loaders.reading_options import Reading

__all__ = ["COMMANDS"]

_ENVIRONMENT = "The address and password come from NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE."


@command(
    "Write SOURCE to Neo4j; a second push changes nothing.",
    "partners push work",
    "partners push who-does-what.xlsx --replace",
    epilog=_ENVIRONMENT,
)
@source_argument()
@click.option(
    "--replace", is_flag=True, help="Remove what is no longer in SOURCE even if that is much of the database."
)
@secrets_options
@reading_options
@output_options
def push(
    *, source: tuple[str, ...], replace: bool, with_sensitive: bool, with_confidential: bool, reading: Reading,
    output: Output,
) -> None:  # fmt: skip
    """Write SOURCE to Neo4j; a second push of the same data changes nothing.

    Sensitive organizations get a pseudonym, and of confidential interactions only who took part, the date and the
    status are written, unless --with-sensitive or --with-confidential is given. One row a table and one for the
    derived ties: table, rows (that it has now), created, updated, deleted.
    """
    from loaders import neo4j_store
    from loaders.redaction import handed_on, what_can_harm

    settings = neo4j_store.Neo4jSettings.from_environment()
    tables, _ = read_source(source, reading)
    handed = handed_on(tables, with_sensitive=with_sensitive, with_confidential=with_confidential, source=source)
    ties = weighed_ties(handed.shown())
    derived = ties.frame().assign(recipe=ties.recipe)
    # What was handed on is written as it is: it went through the gate already.
    written = neo4j_store.write(
        handed, settings, ties=derived, replace=replace, with_sensitive=True, with_confidential=True,
        progress=_progress,
    )  # fmt: skip
    for what in what_can_harm(tables, with_sensitive=with_sensitive, with_confidential=with_confidential):
        tell(f"Mind who can read the database: it holds {what}.")
    emit(written, output)


@command("Read Neo4j into a workspace folder.", "partners pull --into work", epilog=_ENVIRONMENT)
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="The workspace folder.")
@output_options
def pull(*, into: Path, output: Output) -> None:
    """Read the database into a workspace folder, where it takes the place of an earlier pull.

    What else the workspace holds stays. One row a table of the database: table, rows.
    """
    import pandas as pd

    from loaders import Loaded, add_to_workspace

    tables, report = read_source((NEO4J,), Reading())
    added = add_to_workspace(Loaded(tables, report), into, NEO4J)
    if added.changed:
        tell(f"Pulled into {into}: next, 'partners dashboard {into}'.")
    elif not sum(tables.counts().values()):
        tell(f"The database is empty: nothing was changed in {into}.")
    else:
        tell(f"{into} holds what the database holds already: nothing was changed.")
    emit(pd.DataFrame(list(tables.counts().items()), columns=["table", "rows"]), output)


def _progress(what: str, done: int, of: int) -> None:
    tell(f"  {what}: {done} of {of}")


COMMANDS = (push, pull)
