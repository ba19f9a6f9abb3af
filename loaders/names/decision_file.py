"""Decisions about names in a small CSV file that anybody can edit, both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from graph.csv_text import read_cell
from graph.errors import UnreadableSource
from graph.names import normal_name, tidy
from loaders.reading.delimited import decoded, delimited_rows
from loaders.reading.tabular import read_bytes
from loaders.values.formula_safe_cells import csv_text
from loaders.values.plain import normal_header
from loaders.written import put

__all__ = ["ALLOWED", "DECISIONS_FILE", "Decision", "parsed", "read_file", "write_file"]

DECISIONS_FILE = "name-decisions.csv"
ALLOWED = ("same", "different")
_COLUMNS = ("found", "kept", "decision", "name")


@dataclass(frozen=True)
class Decision:
    """One line of the file.

    Attributes
    ----------
    found, kept : str
        Two names, or ids, of organizations.
    decision : {"same", "different"}
        Whether they are one organization.
    name : str
        The name to show where they are one; empty: the best of theirs.
    """

    found: str
    kept: str
    decision: str
    name: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The normal names of both, in no order."""
        return frozenset((normal_name(self.found), normal_name(self.kept)))


def read_file(path: str | Path) -> list[Decision]:
    """Return the decisions that a CSV file holds, one a pair: of several about one pair the last holds.

    Raises
    ------
    UnreadableSource
        If the file is missing, lacks a column, or a line decides something else than same or different.
    """
    file = Path(path)
    return parsed(read_bytes(file), file.name)


def parsed(content: bytes, file: str) -> list[Decision]:
    """Return the decisions that the bytes of a CSV file say; `file` is its name, for messages.

    Raises
    ------
    UnreadableSource
        If it lacks a column, or a line decides something else than same or different.
    """
    rows = delimited_rows(decoded(content), file)
    headers = [normal_header(cell) for cell in rows[0]] if rows else []
    missing = [name for name in _COLUMNS[:3] if name not in headers]
    if missing:
        raise UnreadableSource(
            f"{file}: found the columns {', '.join(map(repr, headers))}, which lack {', '.join(missing)}. "
            f"Allowed: {','.join(_COLUMNS)}. 'partners names' writes such a file."
        )
    at = {name: headers.index(name) for name in _COLUMNS if name in headers}
    decisions: dict[frozenset[str], Decision] = {}
    for line, row in enumerate(rows[1:], start=2):
        cells = {name: tidy(read_cell(row[i])) if i < len(row) else "" for name, i in at.items()}
        if not any(cells.values()):
            continue
        decision = Decision(**(cells | {"decision": cells["decision"].casefold()}))
        if decision.decision not in ALLOWED or not (decision.found and decision.kept):
            raise UnreadableSource(
                f"{file}, line {line}: found {','.join(cells.values())!r}. Allowed: two names and the decision, "
                f"{' or '.join(ALLOWED)}. Mend the line, or remove it."
            )
        decisions.pop(decision.pair, None)
        decisions[decision.pair] = decision
    return list(decisions.values())


def write_file(path: str | Path, decisions: Iterable[Decision]) -> list[Decision]:
    """Write decisions as a CSV file, in one step, and return them.

    Raises
    ------
    UnreadableSource
        If it cannot be written.
    """
    every = list(decisions)
    rows = [(d.found, d.kept, d.decision, d.name) for d in every]
    try:
        put(path, csv_text(pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str"), ""))
    except OSError as error:
        raise UnreadableSource(
            f"{path}: cannot be written ({error.strerror or error}). Check that the folder exists and that you may "
            "write there, or name another file."
        ) from error
    return every
