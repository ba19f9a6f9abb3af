"""Lines of the load report, gathered one by one or as frames, in the order in which they come."""

from collections.abc import Sequence

import pandas as pd

__all__ = ["Lines"]


class Lines:
    """Lines of one part of the report.

    Parameters
    ----------
    columns : sequence of str
        As `graph.report` has them for this part.

    Examples
    --------
    >>> lines = Lines(["line", "reason"])
    >>> lines.add((2, "person"))
    >>> lines.extend(pd.DataFrame({"line": [3], "reason": ["ended"]}))
    >>> lines.frame()["line"].tolist()
    [2, 3]
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = list(columns)
        self._single: list[tuple[object, ...]] = []
        self._frames: list[pd.DataFrame] = []

    def add(self, line: tuple[object, ...]) -> None:
        """Add one line."""
        self._single.append(line)

    def extend(self, frame: pd.DataFrame) -> None:
        """Add lines."""
        self._frames += [part for part in (self._taken(), frame) if len(part)]

    def frame(self) -> pd.DataFrame:
        """Return all lines; empty parts leave no trace in the dtypes."""
        self.extend(self._taken())
        return pd.concat(self._frames, ignore_index=True) if self._frames else pd.DataFrame(columns=self._columns)

    def _taken(self) -> pd.DataFrame:
        single, self._single = self._single, []
        return pd.DataFrame(single, columns=self._columns)
