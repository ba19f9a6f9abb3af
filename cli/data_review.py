"""What a user decides on the dashboard, as the loaders keep it."""

from collections.abc import Mapping
from threading import RLock
from typing import TYPE_CHECKING

from cli.source import place_of_decisions
from dashboard.explorer.cached import cached_property
from dashboard.explorer.data_review import COLUMN_COLUMNS, DOUBT_COLUMNS, DataReview
from loaders.reading_options import Reading

if TYPE_CHECKING:
    from loaders.review import SourceReview

__all__ = ["DashboardReview"]


class DashboardReview:
    """The decisions about one SOURCE; the loaders come when they are first asked for, when the page is there."""

    def __init__(self, source: tuple[str, ...], reading: Reading) -> None:
        self._source, self._reading = source, reading
        self.lock = RLock()

    @cached_property
    def of_source(self) -> "SourceReview":
        """As the loaders keep them."""
        from loaders.review import SourceReview

        return SourceReview(self._source, self._reading, place_of_decisions(self._source, self._reading))

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
