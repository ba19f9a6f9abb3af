"""What a user decides about the data on the dashboard, kept in the files that every load reads."""

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from cli.options import Reading
from cli.remembered import data_folder
from cli.source import decisions_file
from dashboard.explorer.desk import COLUMN_COLUMNS, DOUBT_COLUMNS, Desk
from graph.errors import PartnerNetworkError
from graph.names import normal_name
from graph.report import LoadReport
from graph.tables import Tables

if TYPE_CHECKING:
    from loaders.formats.mapped import Mapping as FileMapping

__all__ = ["KeptDecisions"]


class KeptDecisions:
    """Decisions about the names and columns of one SOURCE.

    Names: the file that ``--decisions`` names, else ``name-decisions.csv`` in SOURCE, or in the folder of the file;
    where that may not be written, in the user's data folder. Columns: the mapping beside each file.
    """

    def __init__(self, source: tuple[str, ...], reading: Reading) -> None:
        self.source, self._reading = source, reading
        self._pairs = pd.DataFrame(columns=list(DOUBT_COLUMNS))
        self._mapped: list[Path] = []
        self._explained: pd.DataFrame | None = None
        self._said: dict[tuple[str, str], tuple[str, str]] = {}

    @cached_property
    def _names(self) -> Path | None:
        return _place(self.source, self._reading)

    @property
    def reading(self) -> Reading:
        """How SOURCE is read with what was decided so far."""
        return replace(self._reading, decisions=self._names) if self._names and self._names.is_file() else self._reading

    def take(self, tables: Tables, report: LoadReport) -> None:
        """Note what was read: its pairs of names and its mapped spreadsheets are the questions from now on."""
        from loaders.formats.mapped.form import MAPPED
        from loaders.loaded import Loaded
        from loaders.names.review import review_queue

        self._pairs, self._said = _questions(review_queue(Loaded(tables, report))), {}
        mapped = set(report.sheets.loc[report.sheets["form"] == MAPPED.label, "file"])
        self._explained = None
        self._mapped = [path for one in self.source if (path := Path(one)).name in mapped and path.is_file()]

    def desk(self) -> Desk:
        """Return the decisions as the dashboard takes them."""
        return Desk(self._doubts, self._decide, self._columns, _shapes, _roles, self._assign)

    def _doubts(self) -> pd.DataFrame:
        pairs = self._pairs.copy()
        for i, pair in enumerate(zip(pairs["organization_id"], pairs["other_id"], strict=True)):
            if pair in self._said:
                pairs.loc[i, ["decision", "shown"]] = self._said[pair]
        return pairs

    def _decide(self, one: str, other: str, decision: str, name: str) -> None:
        from loaders.names.decisions import decide, read_decisions, undo

        if self._names is None:
            return
        mine = self._pairs[(self._pairs["organization_id"] == one) & (self._pairs["other_id"] == other)]
        if mine.empty:
            return
        names = [str(mine["name"].iloc[0]), str(mine["other_name"].iloc[0])]
        found, kept = names if normal_name(names[0]) != normal_name(names[1]) else (one, other)
        self._names.parent.mkdir(parents=True, exist_ok=True)
        if decision:
            decide(self._names, found, kept, decision, name)
        elif self._names.is_file():
            pair = frozenset((normal_name(found), normal_name(kept)))
            if any(held.pair == pair for held in read_decisions(self._names)):
                undo(self._names, found, kept)
        self._said[one, other] = (decision, name)

    def _columns(self) -> pd.DataFrame:
        if self._explained is None:
            self._explained = self._read_columns()
        return self._explained

    def _read_columns(self) -> pd.DataFrame:
        frames = [pd.DataFrame(columns=list(COLUMN_COLUMNS))]
        for path in self._mapped:
            mapping = _mapping(path)
            if mapping is not None:
                columns = mapping.frame().assign(file=path.name, sheet=mapping.sheet, shape=mapping.shape)
                frames.append(columns[list(COLUMN_COLUMNS)])
        return pd.concat(frames, ignore_index=True)

    def _assign(self, file: str, shape: str, roles: Mapping[str, str]) -> None:
        from loaders.formats.mapped import mapping_path, save

        for path in self._mapped:
            mapping = _mapping(path) if path.name == file else None
            if mapping is not None:
                now = {column.header: column.role for column in mapping.columns}
                changed = [(column, role) for column, role in roles.items() if now.get(column) not in {None, role}]
                save(replace(mapping.with_roles(changed), shape=shape or mapping.shape), mapping_path(path))
                self._explained = None


def _mapping(path: Path) -> "FileMapping | None":
    """Return by what mapping a spreadsheet is read: the one that is kept, else the proposal."""
    from loaders.formats.mapped import mapping_beside
    from loaders.formats.mapped.form import proposal_of
    from loaders.reading.opened import Opened

    file = Opened(path)
    try:
        kept = mapping_beside(file)
        return kept[0] if kept else proposal_of(file)
    except PartnerNetworkError:
        return None  # reading the data says what is wrong with it


def _shapes() -> dict[str, str]:
    from loaders.formats.mapped.roles import SHAPES

    return {shape: told.removeprefix("one row ").capitalize() for shape, told in SHAPES.items()}


def _roles() -> dict[str, str]:
    from loaders.formats.mapped.roles import ROLES

    return {role: f"{role.replace('_', ' ').capitalize()}: {told}" for role, told in ROLES.items()}


def _questions(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs as the Data page shows them: an open question is blank, a reason is a sentence."""
    from loaders.contract import REASONS

    told = pairs["reason"].map(lambda reason: REASONS["merges"].get(reason, str(reason)).capitalize())
    decision = pairs["decision"].replace("open", "")
    # A pair that one file states has no second id: its name tells it from others.
    other = pairs["other_id"].astype("object").where(pairs["other_id"].notna(), pairs["other_name"])
    shown = pd.Series("", index=pairs.index)
    return pairs.assign(reason=told, decision=decision, other_id=other, shown=shown)[list(DOUBT_COLUMNS)]


def _place(source: tuple[str, ...], reading: Reading) -> Path | None:
    kept = decisions_file(source, reading)
    if kept is None or reading.decisions is not None or os.access(kept.parent, os.W_OK):
        return kept
    return data_folder(source, f"-{kept.name}")
