"""What people decided about names: same or different, and the name to show. A small CSV file that anybody can edit."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from graph.errors import UnknownName, UnreadableSource
from graph.names import normal_name, tidy
from loaders.reading.delimited import decoded, delimited_rows
from loaders.reading.tabular import read_bytes
from loaders.reading_options import Apart
from loaders.values.formula_safe_cells import csv_text, read_cell
from loaders.values.plain import normal_header
from loaders.written import put

__all__ = ["DECISIONS_FILE", "Decision", "apart_by", "decide", "decided_in", "keep_decisions", "read_decisions", "undo"]

DECISIONS_FILE = "name-decisions.csv"
_COLUMNS = ("found", "kept", "decision", "name")
_ALLOWED = ("same", "different")


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


def read_decisions(path: str | Path) -> list[Decision]:
    """Return the decisions that a file holds, one a pair: of several about one pair the last holds.

    Raises
    ------
    UnreadableSource
        If the file is missing, lacks a column, or a line decides something else than same or different.
    """
    file = Path(path)
    rows = delimited_rows(decoded(read_bytes(file)), file.name)
    headers = [normal_header(cell) for cell in rows[0]] if rows else []
    missing = [name for name in _COLUMNS[:3] if name not in headers]
    if missing:
        raise UnreadableSource(
            f"{file.name}: found the columns {', '.join(map(repr, headers))}, which lack {', '.join(missing)}. "
            f"Allowed: {','.join(_COLUMNS)}. 'partners names' writes such a file."
        )
    at = {name: headers.index(name) for name in _COLUMNS if name in headers}
    found: dict[frozenset[str], Decision] = {}
    for line, row in enumerate(rows[1:], start=2):
        cells = {name: tidy(read_cell(row[i])) if i < len(row) else "" for name, i in at.items()}
        if not any(cells.values()):
            continue
        decision = Decision(**(cells | {"decision": cells["decision"].casefold()}))
        if decision.decision not in _ALLOWED or not (decision.found and decision.kept):
            raise UnreadableSource(
                f"{file.name}, line {line}: found {','.join(cells.values())!r}. Allowed: two names and the decision, "
                f"{' or '.join(_ALLOWED)}. Mend the line, or remove it."
            )
        found.pop(decision.pair, None)
        found[decision.pair] = decision
    return list(found.values())


def decided_in(paths: Iterable[Path]) -> list[Decision]:
    """Return the decisions that lie in folders, and in the folders of files, one a pair; an earlier path holds."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    files = [folder / DECISIONS_FILE for folder in folders]
    found = [one for file in reversed(files) if file.is_file() for one in read_decisions(file)]
    return list({one.pair: one for one in found}.values())


def apart_by(decisions: Iterable[Decision]) -> Apart:
    """Return the pairs of names that somebody decided to be different organizations."""
    return frozenset(one.pair for one in decisions if one.decision == "different")


def decide(path: str | Path, found: str, kept: str, decision: str, name: str = "") -> list[Decision]:
    """Write down that two names are the same organization, or different ones, and return all decisions.

    Parameters
    ----------
    path : path
        The file, made if it is missing; `DECISIONS_FILE` in a workspace. An earlier decision on the pair is replaced.
    found, kept : str
        Two names or ids, in any order.
    decision : {"same", "different"}
        What is decided.
    name : str
        The name to show; empty: the best of theirs.

    Raises
    ------
    UnknownName
        If `decision` is neither of the two.
    UnreadableSource
        If a name is blank, or the file cannot be read or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as here:
    ...     [one] = decide(Path(here) / DECISIONS_FILE, "W.H.O.", "World Health Organization", "same")
    >>> one.decision, one.name
    ('same', '')
    """
    if decision not in _ALLOWED:
        raise UnknownName("decision about two names", decision, _ALLOWED)
    made = Decision(tidy(found), tidy(kept), decision, tidy(name))
    if not (made.found and made.kept):
        raise UnreadableSource(
            f"Nothing to decide: found {found!r} and {kept!r}. Two names are needed, written as in 'partners names'."
        )
    return _written(path, [*_others(path, made.pair), made])


def undo(path: str | Path, found: str, kept: str) -> list[Decision]:
    """Remove the decision on a pair of names, and return those that are left.

    Raises
    ------
    UnknownName
        If nothing was decided on the pair.
    UnreadableSource
        If the file cannot be read or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as here:
    ...     file = Path(here) / DECISIONS_FILE
    ...     _ = decide(file, "Hill Aid", "Hill Trust", "different")
    ...     undo(file, "Hill Trust", "Hill Aid")
    []
    """
    pair = Decision(found, kept, "same").pair
    every = read_decisions(path) if Path(path).exists() else []
    left = [decision for decision in every if decision.pair != pair]
    if len(left) == len(every):
        raise UnknownName("decision", f"{tidy(found)}={tidy(kept)}", [f"{d.found}={d.kept}" for d in every])
    return _written(path, left)


def keep_decisions(decisions: Iterable[Decision], folder: str | Path) -> None:
    """Add decisions to those that a folder keeps, where every load of the folder finds them."""
    for one in decisions:
        decide(Path(folder) / DECISIONS_FILE, one.found, one.kept, one.decision, one.name)


def _others(path: str | Path, pair: frozenset[str]) -> list[Decision]:
    held = read_decisions(path) if Path(path).exists() else []
    return [decision for decision in held if decision.pair != pair]


def _written(path: str | Path, decisions: Iterable[Decision]) -> list[Decision]:
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
