"""A data set as elements and connections: what Kumu, GEXF and GraphML can hold of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from graph.schema import CONFLICT_KINDS, SCHEMA
from graph.selection import Selection, as_of_date
from graph.tables import ShownTables
from graph.ties.strength import tie_network
from loaders.values.dates import written_day
from loaders.values.hidden_marks import without_hidden_marks
from loaders.values.notes import counted

__all__ = ["Cells", "DrawnNetwork", "drawn_network", "ties_nobody"]

Cells = dict[str, str | float]
"""What an element or a connection says, by name; blanks are left out."""

_ENDS = ("from", "to")
_TOLD = {
    "causes": "causes",
    "communities": "communities",
    "supports": "causes that an organization stands for",
    "presences": "presences: who reaches whom",
    "needs": "needs",
    "feedback": "answers of feedback",
}
_TIES_NOBODY = {
    "inactive": "planned or suspended",
    "too_many_participants": f"with more than {Selection().most_participants} participants",
    "after_as_of": "in the future",
}


@dataclass(frozen=True)
class DrawnNetwork:
    """Organizations and their ties, and what else the data set holds.

    Attributes
    ----------
    elements : list of Cells
        One an organization: ``organization_id``, ``name`` and every other column that is filled but ``source``.
    connections : list of Cells
        One a declared tie, and one for each pair and kind of interaction (without a kind: what is confidential):
        ``from``, ``to``, ``kind``, ``strength``, ``scale_min``, ``scale_max``, ``directed``, ``sign``, ``first`` and
        ``last`` (days as YYYY-MM-DD), and for interactions ``interactions``, how many there were.
    left_out : list of str
        What elements and connections cannot hold, one sentence each.
    """

    elements: list[Cells]
    connections: list[Cells]
    left_out: list[str]


def drawn_network(tables: ShownTables) -> DrawnNetwork:
    """Return the organizations of a data set and their ties.

    Declared ties stay as they are. Interactions become one connection for each pair and kind, from the day of the
    first to the day of the last; its strength is that of the tie before it fades. Confidential ones become one
    without a kind. What ties nobody (what is planned or suspended, what has too many participants) is counted in
    ``left_out``.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> ids = {"organization_id": ["a", "b"], "name": ["A", "B"]}
    >>> tie = {"from_id": ["a"], "to_id": ["b"], "date": ["2024-05-01"]}
    >>> tables = Tables.of({"organizations": pd.DataFrame(ids), "declared_ties": pd.DataFrame(tie)})
    >>> drawn_network(tables.shown()).connections
    [{'from': 'a', 'to': 'b', 'first': '2024-05-01', 'last': '2024-05-01'}]
    """
    declared = tables.declared_ties.rename(columns={"from_id": "from", "to_id": "to"}).drop(columns="source")
    declared_cells = [_dated(cells) for cells in _cells(declared)]
    counts: Counter[str] = Counter()
    met = list(_met(tables, counts))
    return DrawnNetwork(
        list(_cells(tables.organizations.drop(columns="source"))),
        [*declared_cells, *met],
        _left_out(tables, len(met), counts),
    )


def _dated(cells: Cells) -> Cells:
    day = cells.pop("date", None)
    return cells if day is None else cells | {"first": day, "last": day}


def _met(tables: ShownTables, counts: Counter[str]) -> Iterator[Cells]:
    """Give one connection for each pair and kind of interaction, and one without a kind for what is confidential.

    How many interactions tie nobody, and why, is added to `counts`.
    """
    alone = tables.replace(declared_ties=tables.declared_ties.head(0))
    chosen = Selection(as_of=as_of_date(tables), half_life=None)
    interactions = tables.interactions
    kinds = interactions["kind"].fillna("")
    for kind in sorted(kinds.unique()):
        met = interactions[kinds == kind]
        if kind in CONFLICT_KINDS:
            # Nobody is tied by a conflict, but its days are days of the tie: it is paired as a meeting is.
            met = met.assign(kind="meeting")
        ties = tie_network(alone.replace(interactions=met), chosen)
        counts.update({reason: ties.counts[reason] for reason in _TIES_NOBODY})
        columns = ties.edges_frame[["a", "b", "strength", "interactions", "first", "last"]]
        for a, b, strength, times, *ends in zip(*(columns[name].tolist() for name in columns), strict=True):
            cells: Cells = {"from": ties.ids[a], "to": ties.ids[b]} | ({"kind": kind} if kind else {})
            cells |= {"directed": "false", "strength": float(strength), "interactions": float(times)}
            days = zip(("first", "last"), ends, strict=True)
            yield cells | {end: written_day(day) for end, day in days if day is not None}


def _cells(frame: pd.DataFrame) -> Iterator[Cells]:
    """Give the filled cells of each row: numbers as such, all else as text."""
    columns = {name: _column(frame[name]) for name in frame}
    for i in range(len(frame)):
        yield {str(name): value for name, values in columns.items() if (value := values[i]) is not None}


def _column(values: pd.Series) -> list[str | float | None]:
    missing = values.isna()
    kind = {column.kind for table in SCHEMA.values() for name, column in table.columns.items() if name == values.name}
    if "date" in kind:
        texts: list[str | float | None] = [
            None if gone else written_day(value.date()) for value, gone in zip(values, missing, strict=True)
        ]
    elif "flag" in kind:
        texts = [None if gone else str(bool(value)).lower() for value, gone in zip(values, missing, strict=True)]
    elif "number" in kind:
        texts = [None if gone else float(value) for value, gone in zip(values, missing, strict=True)]
    else:
        texts = [None if gone else str(value) for value, gone in zip(values, missing, strict=True)]
    return texts


def ties_nobody(counts: Mapping[str, int]) -> list[str]:
    """Return the sentence that counts the interactions that tie nobody; none where there is no such interaction.

    Examples
    --------
    >>> ties_nobody({"inactive": 3, "too_many_participants": 0, "after_as_of": 1})
    ['4 interactions that tie nobody: 3 planned or suspended; 1 in the future']
    """
    numbers = {what: counts[reason] for reason, what in _TIES_NOBODY.items() if counts[reason]}
    reasons = "; ".join(f"{number} {what}" for what, number in numbers.items())
    return [f"{counted(sum(numbers.values()), 'interaction')} that tie nobody: {reasons}"] if numbers else []


def _left_out(tables: ShownTables, met: int, tying_nobody: Counter[str]) -> list[str]:
    counts = tables.counts()
    sentences = [f"{counts[table]} {what}" for table, what in _TOLD.items() if counts[table]]
    marked = sum(without_hidden_marks(name) != name for name in tables.organizations["name"])
    if marked:
        sentences.append(f"{marked} organizations by their own name: marks in it that nobody sees are not read again")
    if counts["interactions"]:
        sentences.append(
            f"{counts['interactions']} interactions themselves: titles, roles, outcomes, and days between first and "
            f"last. They are told as {met} ties, one for each pair and kind"
        )
        sentences += ties_nobody(tying_nobody)
    return sentences
