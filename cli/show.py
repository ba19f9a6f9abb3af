"""Commands that open the dashboard: ``demo`` and ``dashboard``."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cli.help import command as make_command
from cli.options import reading_options
from cli.options import source as source_argument
from cli.serving.listening import Listening, listening_options
from cli.source import read_source
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from graph.report import LoadReport
    from graph.tables import Tables

__all__ = ["COMMANDS"]


@make_command(
    "Explore a fictional sample network on the dashboard.", "partners demo", "partners demo --port 0 --no-browser"
)
@listening_options
def demo(*, listening: Listening) -> None:
    """Explore a fictional sample network on the dashboard. Prints its address; Ctrl-C ends it."""
    from loaders.sample import sample_folder

    sample = (str(sample_folder()),)
    _serve(sample, Reading(), listening, title="Sample network (fictional)")


@make_command("Explore SOURCE in the browser.", "partners dashboard who-does-what.xlsx", "partners dashboard work")
@source_argument()
@reading_options
@listening_options
def dashboard(*, source: tuple[str, ...], reading: Reading, listening: Listening) -> None:
    """Explore SOURCE in the browser. Prints its address; Ctrl-C ends it."""
    _serve(source, reading, listening)


def _serve(source: tuple[str, ...], reading: Reading, listening: Listening, *, title: str = "") -> None:
    from cli.data_review import DashboardReview
    from cli.remembered import Remembered
    from cli.serving.serve import serve

    review = DashboardReview(source, replace(reading, proposed=True))

    def read() -> "tuple[Tables, LoadReport]":
        from loaders.loaded import Loaded

        tables, report = read_source(source, review.of_source.reading)
        review.of_source.take(Loaded(tables, report))
        return tables, report

    def key() -> bytes:
        from loaders.redaction import pseudonym_key

        return pseudonym_key(source)

    serve(read, Remembered(source), listening, review=review.of_dashboard(), key=key, title=title)


COMMANDS = (demo, dashboard)
