"""Facts that rows state, gathered so that the order of the rows makes no difference."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from graph.schema import SCHEMA

__all__ = ["Collected"]

# Where one thing is told with several statuses, the most active one holds.
_MOST_ACTIVE = ("ongoing", "done", "suspended", "planned")
_LAST = {"until", "date_end"}


class Collected:
    """Rows of the data model by table and key; what several rows say of one thing becomes one.

    Of numbers the highest holds, of ends the last, of statuses of activities the most active, of anything else what
    is said most often (of equally common ones the first in order).

    Examples
    --------
    >>> facts = Collected()
    >>> for size in (3, 5):
    ...     facts.add("communities", "x.csv##2", community_id="a", name="A", population=float(size))
    >>> facts.frames()["communities"]["population"].tolist()
    [5.0]
    """

    def __init__(self) -> None:
        self._held: dict[str, dict[tuple[object, ...], tuple[str, dict[str, Counter[object]]]]] = {}

    def add(self, table: str, source: str, **values: object) -> None:
        """Add what one row states of one thing; blanks state nothing."""
        stated = {name: value for name, value in values.items() if not _blank(value)}
        key = tuple(stated.get(name) for name in SCHEMA[table].key)
        _, told = self._held.setdefault(table, {}).setdefault(key, (source, {}))
        for name, value in stated.items():
            told.setdefault(name, Counter())[value] += 1

    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Return raw frames by table name."""
        return {
            table: pd.DataFrame(
                [
                    {"source": source} | {name: _one(table, name, values) for name, values in told.items()}
                    for source, told in rows.values()
                ]
            )
            for table, rows in self._held.items()
        }


def _blank(value: object) -> bool:
    return value is None or value is pd.NaT or value == ""


def _one(table: str, name: str, values: Counter[object]) -> object:
    if len(values) == 1:
        return next(iter(values))
    declared = SCHEMA[table].columns[name]
    if declared.kind == "number" or name in _LAST:
        return max(values)  # type: ignore[type-var]  # numbers, or dates
    if name == "status" and table != "organizations":
        return min(values, key=lambda status: _MOST_ACTIVE.index(str(status)))
    return min(values, key=lambda value: (-values[value], str(value)))
