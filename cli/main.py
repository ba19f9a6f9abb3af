"""The ``partners`` command: its group, and what becomes of an error."""

import sys
from typing import Any

import click

from cli import files, questions, show, store
from cli.output import tell

__all__ = ["main", "partners"]

_BAD_INPUT, _TROUBLE = 2, 1


class _Partners(click.Group):
    """A group that turns every error into one message and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (whatever the command returns)
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001  (the one place that turns trouble into words)
            sys.exit(_told(error))


def _told(error: Exception) -> int:
    from graph.errors import PartnerNetworkError, StoreUnavailable

    if isinstance(error, StoreUnavailable | OSError):
        tell(f"Error: {error}")
        return _TROUBLE
    if isinstance(error, PartnerNetworkError):
        tell(f"Error: {error}")
        return _BAD_INPUT
    tell(f"Error: something unforeseen went wrong ({type(error).__name__}: {error}). Nothing was changed by it;")
    tell("please report it with the command you ran.")
    return _TROUBLE


@click.group(
    cls=_Partners,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="SOURCE is a workspace folder, a folder of CSVs in our form, files of any supported format, or the word "
    "'neo4j'. Answers go to standard output, everything else to standard error.",
)
@click.version_option(package_name="partner-network-explorer", prog_name="partners")
def partners() -> None:
    """Turn partner spreadsheets into one network: its coalitions, bridging partners and gaps in reach."""


for _module in (show, files, questions, store):
    for _command in _module.COMMANDS:
        partners.add_command(_command)


def main() -> None:
    """Run the command line."""
    partners()
