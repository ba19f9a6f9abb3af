"""What a number rests on: the rows, and in words how the number is made of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.explorer.answers import Answers
from dashboard.language import counted, listed
from dashboard.state import State
from dashboard.words import TABLES

__all__ = ["Asked", "Because", "Reason", "amounts"]


@dataclass(frozen=True)
class Asked:
    """Where a number stands that somebody asks about.

    Attributes
    ----------
    state : State
        What the address says.
    answers, base : Answers
        The answers for the filters of `state`, and those without filters.
    """

    state: State
    answers: Answers
    base: Answers


@dataclass(frozen=True)
class Because:
    """What a number rests on.

    Attributes
    ----------
    title : str
        The number with what it counts.
    number : int
        The number, as the page says it.
    made : str
        How the number is made of the rows.
    rows : mapping of str to pd.DataFrame
        The rows by their tables, which are those of the data model; each row once, all of them through the gate.
    participants : frozenset of str, optional
        Of interactions: whose participation the number counts; ``None`` is everybody's.
    beside : mapping of str to str
        What is said beside the name of an organization, by its id.
    parts : tuple
        Numbers that this one is the sum of: what each counts, in words, and the value of `State.why` that asks for it.
    """

    title: str
    number: int
    made: str
    rows: Mapping[str, pd.DataFrame]
    participants: frozenset[str] | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.rows.values()))


Reason = Callable[..., Because | None]
"""Is given what is asked, then ids or other texts from the address; returns ``None`` where they name nothing."""


def amounts(rows: Mapping[str, pd.DataFrame]) -> str:
    """Return how many rows of which kinds there are.

    Examples
    --------
    >>> amounts({"interactions": pd.DataFrame(index=range(2)), "declared_ties": pd.DataFrame(index=range(1))})
    '2 interactions and 1 declared tie'
    """
    tables = {name: rows[name] for name in rows if len(rows[name])}
    return listed(
        [counted(*TABLES[name], len(frame)) for name, frame in tables.items()] or [counted(*TABLES["interactions"], 0)]
    )
