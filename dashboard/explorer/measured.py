"""The measures of the organizations: quick ones at once, slow ones while the page is there already."""

from collections.abc import Callable, Iterable
from threading import Lock, RLock
from typing import Any, Protocol

import pandas as pd

from dashboard.explorer.later import Later
from dashboard.explorer.other_process import in_other_process
from graph.change.intervals import rank_intervals
from graph.measures.registry import measure
from graph.selection import Selection
from graph.tables import ShownTables
from graph.ties.network import TieNetwork

__all__ = ["RANKS", "Measured"]

RANKS = "ranks "
"""Stands before the name of a measure where the ranks by it are meant."""

_QUICK = frozenset(
    {"degree", "strength", "eigenvector", "pagerank", "core_number", "clustering", "effective_size", "pieces_without",
     "fragmentation"}
)  # fmt: skip
"""Measures that take less than a second on the largest networks that the dashboard is made for."""

_AT_ONCE = 5_000_000
"""Up to this product of organizations and relationships, each measure takes less than a second."""

_turn = Lock()


class Network(Protocol):
    """What the measures are computed from."""

    @property
    def tables(self) -> ShownTables:
        """The whole data set."""

    @property
    def selection(self) -> Selection:
        """The part of it that counts."""

    @property
    def ties(self) -> TieNetwork:
        """The network of this part."""

    @property
    def draws(self) -> int:
        """How often interactions are drawn anew for the ranks."""


class Measured:
    """The measures of one network, each computed once, when it is first asked for.

    Parameters
    ----------
    network : Network
        The answers that the measures belong to.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._lock = RLock()
        self._quick: dict[str, pd.Series] = {}
        self._later: dict[str, Later[Any]] = {}

    def values(self, name: str) -> pd.Series | None:
        """Return a measure by the ids of the organizations; ``None`` while it is computed, and if that failed."""
        ties, function = self._network.ties, measure(name).function
        if name not in _QUICK and len(ties) * ties.number_of_edges() > _AT_ONCE:
            slow: pd.Series | None = self._started(name, lambda: in_other_process(function, ties)).value()
            return slow
        with self._lock:
            if name not in self._quick:
                self._quick[name] = function(ties)
            return self._quick[name]

    def ranks(self, name: str) -> pd.DataFrame | None:
        """Return the ranks by a measure as `rank_intervals` does, by id; ``None`` while they are computed or if not."""
        network = self._network

        def work() -> pd.DataFrame:
            table = in_other_process(_ranks, network.tables, network.selection, name, network.draws)
            return table.set_index("organization_id")

        ranks: pd.DataFrame | None = self._started(RANKS + name, work).value()
        return ranks

    @property
    def checks(self) -> tuple[Later[Any], ...]:
        """Return all that was started in the background, ended or not."""
        return tuple(self._later.values())

    def waiting(self, names: Iterable[str]) -> list[str]:
        """Return those of `names` that are being computed; `RANKS` before a name means the ranks by it."""
        return [name for name in names if name in self._later and not self._later[name].ended.is_set()]

    def failed(self, names: Iterable[str]) -> list[str]:
        """Return those of `names` that could not be computed."""
        return [name for name in names if name in self._later and self._later[name].failed]

    def _started(self, name: str, work: Callable[[], Any]) -> Later[Any]:
        with self._lock:
            return self._later.setdefault(name, Later(work, _turn))


def _ranks(tables: ShownTables, selection: Selection, name: str, resamples: int) -> pd.DataFrame:
    return rank_intervals(tables, selection, name, resamples=resamples)
