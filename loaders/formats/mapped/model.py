"""A mapping: which column of a spreadsheet holds what, and what one row is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from graph.errors import UnknownName
from graph.schema import INTERACTION_KINDS
from loaders.formats.mapped.roles import ROLES, SEVERAL, SHAPES

__all__ = ["COLUMNS", "Column", "Mapping"]

COLUMNS = ("column", "role", "confidence", "why", "examples")


@dataclass(frozen=True)
class Column:
    """One column: its header, what it holds, and why we think so.

    Attributes
    ----------
    header : str
        As `loaders.formats.mapped.table.titles` spells it.
    role : str
        One of `loaders.formats.mapped.roles.ROLES`.
    confidence : float
        From 0 to 1; 1 where somebody said so.
    why : str
        Such as ``"header"`` or ``"9 of 10 cells are dates"``.
    examples : tuple of str
        A few of its cells.
    """

    header: str
    role: str
    confidence: float = 1.0
    why: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How a spreadsheet is read.

    Attributes
    ----------
    shape : str
        What one row is: one of `loaders.formats.mapped.roles.SHAPES`.
    columns : tuple of Column
        Every column that has a header or something in it.
    kind : str
        The kind of interactions where no column says it.
    sheet : str
        The name of the sheet; empty: whichever has these columns.
    """

    shape: str
    columns: tuple[Column, ...]
    kind: str = "meeting"
    sheet: str = ""

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise UnknownName("what one row is", self.shape, SHAPES)
        if self.kind not in INTERACTION_KINDS:
            raise UnknownName("kind of interaction", self.kind, INTERACTION_KINDS)
        for column in self.columns:
            if column.role not in ROLES:
                raise UnknownName(f"role of column {column.header!r}", column.role, ROLES)

    def with_roles(self, roles: Iterable[tuple[str, str]]) -> "Mapping":
        """Return the mapping with other roles for some columns; another column loses a role that only one may have.

        Raises
        ------
        UnknownName
            If there is no such column, or no such role.

        Examples
        --------
        >>> one = Mapping("organizations", (Column("Name", "title"), Column("Club", "organization")))
        >>> [c.role for c in one.with_roles([("Club", "title"), ("Name", "organization")]).columns]
        ['organization', 'title']
        """
        columns = list(self.columns)
        for header, role in roles:
            index_of = {column.header: i for i, column in enumerate(columns)}
            if header not in index_of:
                raise UnknownName("column", header, index_of)
            if role not in SEVERAL:
                columns = [replace(c, role="ignore", why="") if c.role == role else c for c in columns]
            said = replace(columns[index_of[header]], role=role, confidence=1.0, why="you said so")
            columns[index_of[header]] = said
        return replace(self, columns=tuple(columns))

    def frame(self) -> pd.DataFrame:
        """Return one row a column: ``column, role, confidence`` (0 to 1), ``why, examples``."""
        rows = [(c.header, c.role, c.confidence, c.why, " | ".join(c.examples)) for c in self.columns]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"confidence": "float64"})
