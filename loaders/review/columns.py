"""The columns of the spreadsheets of one SOURCE that are read by a mapping, and what a user says they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from graph.errors import PartnerNetworkError
from graph.report import LoadReport
from loaders.formats.mapped import Mapping as FileMapping
from loaders.formats.mapped import mapping_beside, mapping_path, save
from loaders.formats.mapped.form import MAPPED, proposal_of
from loaders.formats.mapped.roles import ROLES, SHAPES
from loaders.reading.opened import Opened

__all__ = ["COLUMN_COLUMNS", "ColumnReview"]

COLUMN_COLUMNS = ("file", "sheet", "shape", "column", "role", "examples")


class ColumnReview:
    """The columns of mapped spreadsheets; what a user says they hold is kept in the mapping beside each file.

    Parameters
    ----------
    paths : sequence of path
        The files and folders of a SOURCE.
    """

    shapes: Mapping[str, str] = {
        shape: meaning.removeprefix("one row ").capitalize() for shape, meaning in SHAPES.items()
    }
    """What one row may be: the name in a mapping, and plain words."""

    roles: Mapping[str, str] = {
        role: f"{role.replace('_', ' ').capitalize()}: {meaning}" for role, meaning in ROLES.items()
    }
    """What a column may hold: the name in a mapping, and plain words."""

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self._paths = [Path(path) for path in paths]
        self._mapped: list[Path] = []
        self._columns: pd.DataFrame | None = None

    def take(self, report: LoadReport) -> None:
        """Note what was loaded: the columns of its mapped spreadsheets are the questions from now on."""
        mapped = set(report.sheets.loc[report.sheets["form"] == MAPPED.label, "file"])
        self._mapped = [path for path in self._paths if path.name in mapped and path.is_file()]
        self._columns = None

    def columns(self) -> pd.DataFrame:
        """Return one row a column of each mapped spreadsheet.

        Returns
        -------
        pd.DataFrame
            `COLUMN_COLUMNS`: ``shape`` is a key of `shapes`, ``role`` a key of `roles`, ``examples`` what some of its
            cells say. A file that cannot be read has no rows: reading the data says what is wrong with it.
        """
        if self._columns is None:
            frames = [pd.DataFrame(columns=list(COLUMN_COLUMNS))]
            for path in self._mapped:
                mapping = _mapping(path)
                if mapping is not None:
                    columns = mapping.frame().assign(file=path.name, sheet=mapping.sheet, shape=mapping.shape)
                    frames.append(columns[list(COLUMN_COLUMNS)])
            self._columns = pd.concat(frames, ignore_index=True)
        return self._columns

    def assign(self, file: str, shape: str, roles: Mapping[str, str]) -> None:
        """Keep what one row of a file is (blank: as it was), and the role of each of its columns.

        Raises
        ------
        PartnerNetworkError, OSError
            If a role or shape is unknown, or the mapping cannot be written.
        """
        for path in self._mapped:
            mapping = _mapping(path) if path.name == file else None
            if mapping is not None:
                current = {column.header: column.role for column in mapping.columns}
                changes = [(column, role) for column, role in roles.items() if current.get(column) not in {None, role}]
                save(replace(mapping.with_roles(changes), shape=shape or mapping.shape), mapping_path(path))
                self._columns = None


def _mapping(path: Path) -> FileMapping | None:
    """Return by what mapping a spreadsheet is read: the one that is kept, else the proposal."""
    file = Opened(path)
    try:
        beside = mapping_beside(file)
        return beside[0] if beside else proposal_of(file)
    except PartnerNetworkError:
        return None
