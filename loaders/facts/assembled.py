"""Records of a file and the frames made of them become a data set, and every record is accounted for."""

from collections.abc import Mapping

import pandas as pd

from graph.report import REJECT_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.sources import place_of, places_of, source_of
from graph.tables import Cleaned, clean
from loaders.loaded import Loaded
from loaders.values.hidden_marks import NAME_COLUMNS, readable_cells, readable_merges, readable_names
from loaders.values.notes import joined_notes

__all__ = ["assembled"]

_NAMES = ("organization_id", "from_id", "to_id")


def assembled(
    records: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    *,
    rejects: pd.DataFrame,
    merges: pd.DataFrame,
    notes: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
) -> Loaded:
    """Return the data set that raw frames hold, with the account of the records that they were made of.

    Every format's names come through here: marks that nobody sees are stripped from them
    (`loaders.values.hidden_marks`).

    A record is rejected if it stands in `rejects`, or if a row made of it breaks the data model; kept if a row of the
    data set has it as its source; merged otherwise: it adds no new fact. A reader that knows better states its fate.

    Parameters
    ----------
    records : pd.DataFrame
        One row a record that was read: ``file, sheet, line`` (int, the number of its row, or of its object in a
        list, from 1); ``form``, what the report calls its form, e.g. ``"Kumu map"``; ``times``, how many records say
        the same, of which one at most is kept; ``fate``: ``kept``, ``merged``, ``rejected``, or ``""`` for the rule.
    frames : mapping of str to pd.DataFrame
        Raw frames by table name, each row with the `source_of` of the record that it was made of.
    rejects : pd.DataFrame
        Records of which nothing can be made, or nothing is wanted, with the reason: `REJECT_COLUMNS`.
    merges, notes
        As in `graph.report.LoadReport`.
    mentions : pd.DataFrame, optional
        ``source, id``: which organizations records name; by default those that rows of `frames` have.

    Returns
    -------
    Loaded
        In each row of ``report.sheets``, ``read == kept + merged + rejected``.

    Examples
    --------
    >>> records = pd.DataFrame({"file": "x.csv", "sheet": "", "line": [2, 3]}).assign(form="list", times=1, fate="")
    >>> causes = pd.DataFrame({"cause_id": ["a", "a"], "name": ["A", "A"], "source": ["x.csv##2", "x.csv##3"]})
    >>> none = dict.fromkeys(("rejects", "merges", "notes"), pd.DataFrame(columns=list(REJECT_COLUMNS)))
    >>> assembled(records, {"causes": causes}, **none).report.sheets[["read", "kept", "merged"]].values.tolist()
    [[2, 1, 1]]
    """
    frames, marked = _readable(frames)
    merges, same = readable_merges(merges)
    cleaned = clean(frames)
    failures = _failures(cleaned)
    sheets = records[["file", "sheet", "form"]].astype("object").fillna("")
    by_rule = records["fate"] == ""
    is_bad, is_kept = records["fate"] == "rejected", records["fate"] == "kept"
    if len(failures) or by_rule.any():
        source = sheets["file"] + "#" + sheets["sheet"] + "#" + records["line"].astype("str")
        is_bad |= source.isin(_sources(failures)) | (by_rule & source.isin(_sources(rejects)))
        is_kept |= by_rule & source.isin({s for frame in cleaned.tables.frames().values() for s in frame["source"]})
    read = records["times"].astype("int64")
    n_kept, rejected = (is_kept & ~is_bad).astype("int64"), read.where(is_bad, 0)
    counted = sheets.assign(read=read, kept=n_kept, merged=read - n_kept - rejected, rejected=rejected)
    totals = counted.groupby(["file", "sheet", "form"], sort=False).sum().astype("int64").reset_index()
    names = _organizations(frames, cleaned, mentions)
    totals["organizations"] = [names.get(place, 0) for place in zip(totals["file"], totals["sheet"], strict=True)]
    report = LoadReport(
        sheets=totals[list(SHEET_COLUMNS)],
        rejects=readable_cells(joined_notes([rejects, failures])),
        merges=merges,
        notes=joined_notes([readable_cells(notes), *marked, same]),
    )
    return Loaded(cleaned.tables, report)


def _readable(frames: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[pd.DataFrame]]:
    """Return the frames with names that have no hidden marks, and the notes on names."""
    readable, notes = dict(frames), []
    for table in NAME_COLUMNS:
        if table in frames and len(frames[table]):
            readable[table], of_table = readable_names(table, frames[table], places_of(frames[table]["source"]))
            notes.append(of_table)
    return readable, notes


def _sources(lines: pd.DataFrame) -> set[str]:
    places = lines[["file", "sheet", "line"]].itertuples(index=False, name=None)
    return {source_of(file, sheet, line) for file, sheet, line in places}


def _failures(cleaned: Cleaned) -> pd.DataFrame:
    return cleaned.failures.assign(**places_of(cleaned.failures["source"]))[list(REJECT_COLUMNS)]


def _organizations(
    frames: Mapping[str, pd.DataFrame], cleaned: Cleaned, mentions: pd.DataFrame | None
) -> dict[tuple[str, str], int]:
    """Return how many organizations of the data set the records of each sheet name."""
    if mentions is None:
        parts = [
            pd.DataFrame({"source": frame["source"], "id": frame[column]})
            for frame in frames.values()
            for column in _NAMES
            if column in frame and len(frame)
        ]
        mentions = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["source", "id"])
    every = mentions[mentions["id"].isin(set(cleaned.tables.organizations["organization_id"]))]
    sheet_of = {source: str(source).rpartition("#")[0] for source in every["source"].drop_duplicates()}
    counts = every["id"].groupby(every["source"].map(sheet_of)).nunique()
    return {place_of(f"{sheet}#")[:2]: int(number) for sheet, number in counts.items()}
