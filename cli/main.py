"""The ``partners`` command: its group, and what becomes of an error."""

import os
import re
import sys
from typing import Any

import click

from cli import allies, export, files, journal, mapping, names, questions, show, store, workspaces
from cli.output import tell

__all__ = ["main", "partners"]

_BAD_INPUT, _TROUBLE = 2, 1
_LOGIN = re.compile(r"(?:--[\w-]+=)?[a-z][a-z0-9+.-]*://[^/\s]*(?:@|%40)", re.IGNORECASE)
_CHAPTERS = (
    ("See", show.COMMANDS),
    ("Read files", (*files.COMMANDS, *names.COMMANDS, *mapping.COMMANDS, *workspaces.COMMANDS, *journal.COMMANDS)),
    ("Ask", (*questions.COMMANDS, *allies.COMMANDS)),
    ("Hand on", export.COMMANDS),
    ("Keep in Neo4j", store.COMMANDS),
)


class _Partners(click.Group):
    """A group that turns every error into one message and an exit code, never a traceback."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse an address with a login, which messages would repeat."""
        if any(map(_LOGIN.match, args)):
            msg = (
                "An address with a user or a password stands on the command line, where other programs can read it; it "
                "is not repeated here. Write the word neo4j as SOURCE, the address into NEO4J_URI, and the login into "
                "NEO4J_USERNAME and NEO4J_PASSWORD or the file that NEO4J_AUTH_FILE names."
            )
            raise click.UsageError(msg, ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (whatever the command returns)
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise  # click has its own way with these
        except Exception as error:  # noqa: BLE001  (the one place that turns trouble into words)
            sys.exit(_told(error))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are of use."""
        del ctx
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under the heading of their chapter."""
        del ctx
        width = max(map(len, self.commands))
        for heading, commands in _CHAPTERS:
            with formatter.section(heading):
                formatter.write_dl([(f"{c.name:<{width}}", c.get_short_help_str()) for c in commands])


def _told(error: Exception) -> int:
    from graph.errors import PartnerNetworkError, StoreUnavailable

    if isinstance(error, OSError) and error.filename is not None:
        tell(f"Error: {error.filename}: {error.strerror}. Check that the place exists and that you may use it.")
        return _TROUBLE
    if isinstance(error, StoreUnavailable | OSError):
        tell(f"Error: {error}")
        return _TROUBLE
    if isinstance(error, PartnerNetworkError):
        tell(f"Error: {error}")
        return _BAD_INPUT
    tell(f"Error: something unforeseen went wrong ({type(error).__name__}: {error}).")
    tell("Please report it with the command you ran.")
    return _TROUBLE


@click.group(
    cls=_Partners,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog="SOURCE is a workspace folder, a folder of CSVs in our form, files of any supported format, or the word "
    "neo4j. Answers go to standard output, everything else to standard error. Exit codes: 0 done, 1 trouble outside, "
    "2 bad input. 'partners COMMAND --help' has the options and examples of each.",
)
@click.version_option(package_name="partner-network-explorer", prog_name="partners")
@click.pass_context
def partners(ctx: click.Context) -> None:
    """Turn partner spreadsheets into one network: its coalitions, bridging partners and gaps in reach.

    Without a COMMAND, 'partners' opens the dashboard with a page to choose the data, as 'partners dashboard' does.
    """
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            show.start()
        else:  # a program calls: it would wait for ever
            click.echo(ctx.get_help())


for _, _commands in _CHAPTERS:
    for _command in _commands:
        partners.add_command(_command)


def main() -> None:
    """Run the command line. Whatever it writes can be read by its user alone."""
    os.umask(0o077)
    partners()
