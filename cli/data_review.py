"""What a user decides on the dashboard, as the loaders keep it."""

import os
from collections.abc import Mapping
from threading import RLock
from typing import TYPE_CHECKING

from cli.remembered import data_folder
from cli.source import decisions_place
from dashboard.explorer.data_review import COLUMN_COLUMNS, DOUBT_COLUMNS, DataReview
from dashboard.explorer.once import once
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from loaders.review import SourceReview

__all__ = ["DashboardReview"]


class DashboardReview:
    """The decisions about one SOURCE; the loaders come when they are first asked for, when the page is there."""

    def __init__(self, source: tuple[str, ...], reading: Reading) -> None:
        self._source, self._reading = source, reading
        self.lock = RLock()

    @once
    def of_source(self) -> "SourceReview":
        """As the loaders keep them; where the folder may not be written, in the user's data folder."""
        from loaders.review import SourceReview

        file = decisions_place(self._source, self._reading)
        if file is not None and self._reading.decisions is None and not os.access(file.parent, os.W_OK):
            file = data_folder(self._source, f"-{file.name}")
        return SourceReview(self._source, self._reading, file)

    def of_dashboard(self) -> DataReview:
        """Return them as the dashboard takes them."""

        def decide(one: str, other: str, decision: str, name: str) -> None:
            self.of_source.names.answer(one, other, decision, name)

        def assign(file: str, shape: str, roles: Mapping[str, str]) -> None:
            self.of_source.columns.assign(file, shape, roles)

        return DataReview(
            doubts=lambda: self.of_source.names.questions()[list(DOUBT_COLUMNS)],
            decide=decide,
            columns=lambda: self.of_source.columns.columns()[list(COLUMN_COLUMNS)],
            shapes=lambda: self.of_source.columns.shapes,
            roles=lambda: self.of_source.columns.roles,
            assign=assign,
        )
