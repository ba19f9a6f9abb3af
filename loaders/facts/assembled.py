"""Records of a file and the frames made of them become a data set, and every record is accounted for."""

from collections.abc import Mapping, Sequence

import pandas as pd

from graph.report import MERGE_COLUMNS, REJECT_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.tables import Cleaned, clean
from loaders.loaded import Loaded
from loaders.values.notes import joined_notes

__all__ = ["assembled", "source_of"]

_NAMES = ("organization_id", "from_id", "to_id")


def source_of(file: str, sheet: str, line: int) -> str:
    """Return how a row says where it comes from: ``file#sheet#line``."""
    return f"{file}#{sheet}#{line}"


def assembled(
    form: str,
    records: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    *,
    rejects: pd.DataFrame | None = None,
    merges: pd.DataFrame | None = None,
    notes: Sequence[pd.DataFrame] = (),
) -> Loaded:
    """Return the data set that raw frames hold, with the account of the records that they were made of.

    A record is rejected if it stands in `rejects`, or if a row made of it breaks the data model; kept if a row of
    the data set has it as its source; merged otherwise: it adds no new fact.

    Parameters
    ----------
    form : str
        What the report calls the form, e.g. ``"Kumu map"``.
    records : pd.DataFrame
        One row a record that was read: ``file, sheet, line`` (int, the number of its row, or of its object in a
        list, from 1).
    frames : mapping of str to pd.DataFrame
        Raw frames by table name, each row with the `source_of` of the record that it was made of.
    rejects : pd.DataFrame, optional
        Records of which nothing can be made, or nothing is wanted, with the reason: `REJECT_COLUMNS`.
    merges, notes : optional
        As in `graph.report.LoadReport`.

    Returns
    -------
    Loaded
        In each row of ``report.sheets``, ``read == kept + merged + rejected``.

    Examples
    --------
    >>> records = pd.DataFrame({"file": "x.csv", "sheet": "", "line": [2, 3]})
    >>> causes = pd.DataFrame({"cause_id": ["a", "a"], "name": ["A", "A"], "source": ["x.csv##2", "x.csv##3"]})
    >>> assembled("list", records, {"causes": causes}).report.sheets[["read", "kept", "merged"]].values.tolist()
    [[2, 1, 1]]
    """
    cleaned = clean(frames)
    refused = joined_notes([part for part in (rejects, _failures(cleaned)) if part is not None])
    sheets = records[["file", "sheet"]].astype("object").fillna("")
    source = sheets["file"] + "#" + sheets["sheet"] + "#" + records["line"].astype("str")
    bad = {source_of(*place) for place in refused[["file", "sheet", "line"]].itertuples(index=False, name=None)}
    held = {s for frame in cleaned.tables.frames().values() for s in frame["source"]}
    is_bad = source.isin(bad)
    is_kept = source.isin(held) & ~is_bad
    counted = sheets.assign(read=1, kept=is_kept, merged=~is_kept & ~is_bad, rejected=is_bad)
    totals = counted.groupby(["file", "sheet"], sort=False).sum().astype("int64").reset_index()
    names = _organizations(frames, cleaned)
    totals["organizations"] = [names.get(place, 0) for place in zip(totals["file"], totals["sheet"], strict=True)]
    report = LoadReport(
        sheets=totals.assign(form=form)[list(SHEET_COLUMNS)],
        rejects=refused,
        merges=merges if merges is not None else pd.DataFrame(columns=list(MERGE_COLUMNS)),
        notes=joined_notes(list(notes)),
    )
    return Loaded(cleaned.tables, report)


def _places(source: pd.Series) -> pd.DataFrame:
    """Return ``file, sheet, line`` of each source; a file's name may itself hold the sign between them."""
    return source.astype("str").str.rsplit("#", n=2, expand=True).reindex(columns=range(3))


def _failures(cleaned: Cleaned) -> pd.DataFrame:
    at = _places(cleaned.failures["source"])
    line = pd.to_numeric(at[2]).astype("Int64").astype("object")
    return cleaned.failures.assign(file=at[0], sheet=at[1], line=line)[list(REJECT_COLUMNS)]


def _organizations(frames: Mapping[str, pd.DataFrame], cleaned: Cleaned) -> dict[tuple[str, str], int]:
    """Return how many organizations of the data set the records of each sheet name."""
    known = set(cleaned.tables.organizations["organization_id"])
    named = [
        pd.DataFrame({"source": frame["source"], "id": frame[column]})
        for frame in frames.values()
        for column in _NAMES
        if column in frame and len(frame)
    ]
    if not named:
        return {}
    every = pd.concat(named, ignore_index=True)
    every = every[every["id"].isin(known)]
    at = _places(every["source"])
    counted = every.assign(file=at[0], sheet=at[1]).groupby(["file", "sheet"])["id"].nunique().reset_index()
    return {(str(file), str(sheet)): int(n) for file, sheet, n in counted.itertuples(index=False, name=None)}
