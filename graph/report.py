"""What a load read, kept, merged and rejected."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

__all__ = ["MERGE_COLUMNS", "NAME_COLUMNS", "REJECT_COLUMNS", "SHEET_COLUMNS", "LoadReport"]

SHEET_COLUMNS = ("file", "sheet", "form", "read", "kept", "merged", "rejected", "organizations")
REJECT_COLUMNS = ("file", "sheet", "line", "column", "found", "expected", "reason")
MERGE_COLUMNS = ("file", "sheet", "line", "found", "kept", "reason")
NAME_COLUMNS = ("organization_id", "name", "other_id", "other_name", "score", "reason", "decision")


def _blank(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


@dataclass(frozen=True)
class LoadReport:
    """The account of a load: every row that was read is kept, merged or rejected.

    Attributes
    ----------
    sheets : pd.DataFrame
        One row a file and sheet: ``file, sheet, form, read, kept, merged, rejected, organizations``.
        ``merged`` counts the rows that add no new fact; ``read == kept + merged + rejected`` in each row.
    rejects : pd.DataFrame
        One row a rejected row and failure: ``file, sheet, line, column, found, expected, reason``.
    merges : pd.DataFrame
        One row a name that was taken for another: ``file, sheet, line, found, kept, reason``.
    notes : pd.DataFrame
        What was understood or left out without rejecting a row: ``file, sheet, line, column, found, expected,
        reason``, as in `rejects` (a placeholder in a cell, an end before its start, a list of places found).
    names : pd.DataFrame
        One row a pair of organizations that were taken for one, or may be one: ``organization_id, name, other_id,
        other_name, score, reason, decision``. ``score`` says how alike they are, 0 to 1. ``decision`` is ``open``
        (a doubt that nobody has decided on), ``merged`` (sure), ``same`` or ``different`` (somebody decided so).
    """

    sheets: pd.DataFrame = field(default_factory=lambda: _blank(SHEET_COLUMNS))
    rejects: pd.DataFrame = field(default_factory=lambda: _blank(REJECT_COLUMNS))
    merges: pd.DataFrame = field(default_factory=lambda: _blank(MERGE_COLUMNS))
    notes: pd.DataFrame = field(default_factory=lambda: _blank(REJECT_COLUMNS))
    names: pd.DataFrame = field(default_factory=lambda: _blank(NAME_COLUMNS))

    @property
    def doubts(self) -> pd.DataFrame:
        """The pairs of `names` that nobody has decided on."""
        return self.names[self.names["decision"] == "open"].reset_index(drop=True)

    @classmethod
    def joined(cls, reports: Iterable["LoadReport"]) -> "LoadReport":
        """Return one report for several loads, in their order."""
        every = list(reports)

        def stack(name: str, columns: tuple[str, ...]) -> pd.DataFrame:
            frames = [frame for report in every if len(frame := getattr(report, name))]
            return pd.concat(frames, ignore_index=True) if frames else _blank(columns)

        return cls(
            sheets=stack("sheets", SHEET_COLUMNS),
            rejects=stack("rejects", REJECT_COLUMNS),
            merges=stack("merges", MERGE_COLUMNS),
            notes=stack("notes", REJECT_COLUMNS),
            names=stack("names", NAME_COLUMNS),
        )
