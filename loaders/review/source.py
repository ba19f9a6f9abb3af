"""Everything that a user may decide about one SOURCE."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from loaders.loaded import Loaded
from loaders.reading_options import Reading
from loaders.review.columns import ColumnReview
from loaders.review.names import NameReview

__all__ = ["SourceReview"]


class SourceReview:
    """Decisions about the names and columns of one SOURCE.

    Parameters
    ----------
    paths : sequence of path
        The files and folders of SOURCE.
    reading : Reading
        How SOURCE is read apart from what is decided.
    file : Path, optional
        The folder or file that keeps decisions about names (`loaders.review.decisions_place`); without one none is
        kept.

    Attributes
    ----------
    names : NameReview
        The questions about names, and their answers.
    columns : ColumnReview
        The columns of mapped spreadsheets, and what they hold.
    """

    def __init__(self, paths: Sequence[str | Path], reading: Reading, file: Path | None) -> None:
        self._reading = reading
        self.names = NameReview(file)
        self.columns = ColumnReview(paths)

    @property
    def reading(self) -> Reading:
        """How SOURCE is read with what was decided so far."""
        file = self.names.file
        return replace(self._reading, decisions=file) if file and file.is_file() else self._reading

    def take(self, loaded: Loaded) -> None:
        """Note what was loaded: its pairs of names and its mapped spreadsheets are the questions from now on."""
        self.names.take(loaded)
        self.columns.take(loaded.report)
