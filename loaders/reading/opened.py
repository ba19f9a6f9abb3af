"""One file, opened once: its bytes, and what they are as text, JSON, XML or sheets, each made when first asked for."""

import re
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import UnreadableSource
from loaders.reading.columnar import PARQUET
from loaders.reading.delimited import decoded, looks_binary
from loaders.reading.packed import OLD_WORKBOOK, ZIP
from loaders.reading.structured import parsed_json
from loaders.reading.tabular import Sheet, read_bytes, sheets_in
from loaders.reading_options import Progress

__all__ = ["Opened"]

_PACKED = (ZIP, OLD_WORKBOOK, PARQUET)
_HEAD = 65_536
_BEFORE_ROOT = re.compile(r"\s*(<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(\[.*?\])?\s*>)", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


class Opened:
    """A file that several forms may look at before one of them takes it.

    Parameters
    ----------
    path : Path
        The file. Nothing is read before it is asked for.
    progress : callable, optional
        Told now and then the file's name and how many of its rows were read.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.name = path.name
        self.progress = progress

    @cached_property
    def data(self) -> bytes:
        """What the file holds; where it is a gzip or a zip with one table, what that holds.

        Raises
        ------
        UnreadableSource
            If it is missing, empty, not to be opened, broken, or too large.
        """
        return read_bytes(self.path)

    @cached_property
    def text(self) -> str:
        """The file as text; empty for a workbook, a zip and other binary files."""
        return "" if self.data.startswith(_PACKED) or looks_binary(self.data) else decoded(self.data)

    @cached_property
    def json(self) -> Any:  # noqa: ANN401  (whatever the file says)
        """What the file says as JSON; ``None`` where it is no JSON."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return parsed_json(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def root(self) -> str:
        """The name of the outermost XML element, without its namespace; empty where the file is no XML.

        Nothing of the file is parsed for it.
        """
        head = self.text[:_HEAD]
        if head.lstrip()[:1] != "<":
            return ""
        while match := _BEFORE_ROOT.match(head):
            head = head[match.end() :]
        root = _ROOT.match(head)
        return root[1] if root else ""

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The file as sheets of text cells.

        Raises
        ------
        UnreadableSource
            If it is no table.
        """
        return sheets_in(self.data, self.name, self.progress)

    @cached_property
    def tables(self) -> list[Sheet]:
        """The sheets, for a form that only looks: none where the file is no table."""
        try:
            return self.sheets
        except UnreadableSource:
            return []
