"""Commands that open the dashboard: ``demo`` and ``dashboard``."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cli.help import command as make_command
from cli.options import reading_options
from cli.options import source as source_argument
from cli.source import read_source
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from graph.report import LoadReport
    from graph.tables import Tables

__all__ = ["COMMANDS"]


def _serving(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--browser/--no-browser", default=True, help="Whether to open a browser."),
        click.option(
            "--port",
            type=click.IntRange(0, 65535),
            metavar="N",
            default=8050,
            show_default=True,
            help="0: any free one.",
        ),
        click.option(
            "--host",
            default="127.0.0.1",
            show_default=True,
            help="The address to listen on. Anything but this machine needs a password in front of it.",
        ),
    ):
        command = option(command)
    return command


@make_command(
    "Explore a fictional sample network on the dashboard.", "partners demo", "partners demo --port 0 --no-browser"
)
@_serving
def demo(*, host: str, port: int, browser: bool) -> None:
    """Explore a fictional sample network on the dashboard. Prints its address; Ctrl-C ends it."""
    from loaders.sample import sample_folder

    sample = (str(sample_folder()),)
    _serve(sample, Reading(), host=host, port=port, browser=browser, title="Sample network (fictional)")


@make_command("Explore SOURCE in the browser.", "partners dashboard who-does-what.xlsx", "partners dashboard work")
@source_argument()
@reading_options
@_serving
def dashboard(*, source: tuple[str, ...], reading: Reading, host: str, port: int, browser: bool) -> None:
    """Explore SOURCE in the browser. Prints its address; Ctrl-C ends it."""
    _serve(source, reading, host=host, port=port, browser=browser)


def _serve(source: tuple[str, ...], reading: Reading, *, host: str, port: int, browser: bool, title: str = "") -> None:
    from cli.data_review import DashboardReview
    from cli.remembered import Remembered
    from cli.serving import serve

    review = DashboardReview(source, replace(reading, proposed=True))

    def read() -> "tuple[Tables, LoadReport]":
        from loaders.loaded import Loaded

        tables, report = read_source(source, review.of_source.reading)
        review.of_source.take(Loaded(tables, report))
        return tables, report

    serve(read, Remembered(source), review=review.of_dashboard(), host=host, port=port, browser=browser, title=title)


COMMANDS = (demo, dashboard)
