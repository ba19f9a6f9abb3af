"""Commands that open the dashboard: ``demo`` and ``dashboard``."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.help import command as make_command
from cli.options import reading_options
from cli.options import source as source_argument
from cli.serving.listening import Listening, listening_options
from cli.source import NEO4J, files_stamp, read_source
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from dashboard.explorer import Opened, Opening
    from graph.report import LoadReport
    from graph.tables import Tables

__all__ = ["COMMANDS", "start"]

_SAMPLE = "Sample network (fictional)"


@make_command(
    "Explore a fictional sample network on the dashboard.", "partners demo", "partners demo --port 0 --no-browser"
)
@listening_options
def demo(*, listening: Listening) -> None:
    """Explore a fictional sample network on the dashboard. Prints its address; Ctrl-C ends it."""
    from cli.serving.serve import serve

    serve(_sample(), listening)


@make_command(
    "Explore SOURCE in the browser, or choose it there.",
    "partners dashboard who-does-what.xlsx",
    "partners dashboard work",
    "partners dashboard",
)
@source_argument(required=False)
@reading_options
@listening_options
def dashboard(*, source: tuple[str, ...], reading: Reading, listening: Listening) -> None:
    """Explore SOURCE in the browser. Prints its address; Ctrl-C ends it.

    Without SOURCE, the page offers what was opened before, the fictional sample, and a field for the path of a file.
    """
    from cli.serving.serve import serve

    serve(_opened(source, reading) if source else _opening(reading, listening), listening)


def start() -> None:
    """Open the start page, as 'partners dashboard' does without SOURCE."""
    from cli.serving.serve import serve

    listening = Listening()
    serve(_opening(Reading(), listening), listening)


def _opening(reading: Reading, listening: Listening) -> "Opening":
    """Return what the start page offers.

    Raises
    ------
    click.UsageError
        If other machines can look: they would see the names of files here, and open them.
    """
    from cli.recent import recent
    from dashboard.explorer import Choice, Opened, Opening
    from graph.errors import UnreadableSource

    if listening.is_open_to_others:
        msg = "Name a SOURCE: where other machines can look, the page does not offer the files of this one."
        raise click.UsageError(msg)

    def choices() -> list[Choice]:
        return [*(Choice(", ".join(paths), opened) for paths, opened in recent()), Choice(_SAMPLE)]

    def chosen(asked: int | str) -> Opened:
        if isinstance(asked, str):
            path = Path(asked).expanduser()
            if not path.exists():
                raise UnreadableSource(f"{asked}: there is no such file or folder on this machine. Check the spelling.")
            return _opened((str(path),), reading)
        sources = recent()
        return _opened(sources[asked][0], reading) if asked < len(sources) else _sample()

    return Opening(choices, chosen)


def _sample() -> "Opened":
    from loaders.sample import sample_folder

    return _opened((str(sample_folder()),), Reading(), title=_SAMPLE)


def _opened(source: tuple[str, ...], reading: Reading, *, title: str = "") -> "Opened":
    """Return SOURCE as the dashboard takes it: how it is read, and where decisions about it are kept."""
    from cli.data_review import DashboardReview
    from cli.remembered import Remembered
    from dashboard.explorer import Opened

    review = DashboardReview(source, replace(reading, proposed=True))
    remembered = Remembered(source)

    def read() -> "tuple[Tables, LoadReport]":
        from cli.recent import note
        from loaders.loaded import Loaded

        tables, report = read_source(source, review.of_source.reading)
        review.of_source.take(Loaded(tables, report))
        if not title and source != (NEO4J,):
            note(source)
        return tables, report

    def key() -> bytes:
        from loaders.redaction import pseudonym_key

        return pseudonym_key(source)

    return Opened(
        read, title, renames=remembered.read(), keep=remembered.keep, review=review.of_dashboard(), key=key,
        stamp=partial(files_stamp, source),
    )  # fmt: skip


COMMANDS = (demo, dashboard)
