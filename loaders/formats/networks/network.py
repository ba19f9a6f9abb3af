"""Elements and connections of a drawn network become one data set, with the account of every record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from graph.names import normal_name
from graph.report import MERGE_COLUMNS, REJECT_COLUMNS
from loaders.facts.assembled import assembled
from loaders.formats.networks.elements import Elements, elements
from loaders.formats.networks.record import Record, record_frame
from loaders.formats.networks.ties import Ties, ties
from loaders.loaded import Loaded
from loaders.reading_options import Reading

__all__ = ["Drawing", "loaded_drawing"]

_TIE = ["from_id", "to_id", "kind", "date"]
_ONE = [*_TIE, "sign", "scale_min", "scale_max"]


@dataclass(frozen=True)
class Drawing:
    """What the files of one form hold.

    Attributes
    ----------
    elements, connections : sequence of Record
        As the files give them.
    parallel : {"sum", "strongest"}
        What the strength of several connections of one pair, kind and date is together.
    only_known : bool
        Whether an end that no element carries rejects its connection; else it becomes an organization.
    interactions : mapping of str to pd.DataFrame
        Frames of other tables that the form makes itself; their sources are records of the drawing.
    others : sequence of Record
        Records behind `interactions` that are neither elements nor connections.
    rejects, notes : sequence of tuple
        What the form itself has to tell, as in `graph.report.LoadReport`.
    """

    elements: Sequence[Record] = ()
    connections: Sequence[Record] = ()
    parallel: Literal["sum", "strongest"] = "sum"
    only_known: bool = False
    interactions: Mapping[str, pd.DataFrame] | None = None
    others: Sequence[Record] = ()
    rejects: Sequence[tuple[object, ...]] = ()
    notes: Sequence[tuple[object, ...]] = ()


def loaded_drawing(form: str, drawing: Drawing, reading: Reading, known: Elements | None = None) -> Loaded:
    """Return the data set of a drawn network.

    Connections of one pair, kind and date are one tie: the first is kept, the others are merged into it. The same
    records in any order give the same tables.
    """
    found = known or elements(drawing.elements)
    tied = ties(drawing.connections, found, default_date=reading.date, only_known=drawing.only_known)
    named, merges = _organizations(found, tied)
    rows = pd.DataFrame(tied.rows)
    joined, parallel = _joined(rows, drawing.parallel) if len(rows) else (rows, [])
    notes = [*drawing.notes, *tied.notes, *parallel, *_column_notes(found, tied)]
    records = [*drawing.elements, *drawing.connections, *drawing.others]
    return assembled(
        form,
        record_frame(records),
        {"organizations": named, "declared_ties": joined} | dict(drawing.interactions or {}),
        rejects=_report([*drawing.rejects, *found.rejects, *tied.rejects]),
        merges=pd.DataFrame(merges, columns=list(MERGE_COLUMNS)),
        notes=[_report(notes)],
    )


def _report(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(REJECT_COLUMNS))


def _organizations(found: Elements, tied: Ties) -> tuple[pd.DataFrame, list[tuple[object, ...]]]:
    """Return the table of organizations, each in its commonest spelling, and the spellings merged into it."""
    rows = pd.DataFrame(found.rows)
    merges: list[tuple[object, ...]] = []
    if len(rows):
        counted = rows.groupby(["organization_id", "name"]).size().reset_index(name="times")
        best = _commonest(counted)
        kept = rows["organization_id"].map(best)
        # Names tell elements without an id apart: their spellings are no contradiction.
        same = rows["name"].map(normal_name) == kept.map(normal_name)
        spelled = rows.assign(kept=kept)[same & (rows["name"] != kept)][["source", "name", "kept"]]
        for source, name, best_name in spelled.itertuples(index=False, name=None):
            file, sheet, line = str(source).rsplit("#", 2)
            merges.append((file, sheet, int(line), name, best_name, "same_spelling"))
        rows["name"] = kept.where(same, rows["name"])
        columns = [c for c in rows.columns if c != "source"]
        # What two elements of one id contradict each other in must not depend on which stands first.
        rows = rows.sort_values(columns, kind="stable", ignore_index=True)
    made = _commonest(
        pd.DataFrame(
            [(i, n, times) for (i, n), times in tied.spellings.items()], columns=["organization_id", "name", "times"]
        )
    )
    here = set(rows["organization_id"]) if len(rows) else set()
    more = [
        {"organization_id": key, "name": made[key], "source": record.source}
        for key, record in tied.made.items()
        if key not in here
    ]
    for key, name in tied.spellings:
        if name != made[key]:
            record = tied.made[key]
            merges.append((record.file, record.sheet, record.line, name, made[key], "same_spelling"))
    return pd.concat([rows, pd.DataFrame(more)], ignore_index=True), sorted(merges, key=str)


def _commonest(counted: pd.DataFrame) -> dict[str, str]:
    best = counted.sort_values(["times", "name"], ascending=[False, True]).drop_duplicates("organization_id")
    return dict(zip(best["organization_id"], best["name"], strict=True))


def _joined(rows: pd.DataFrame, parallel: str) -> tuple[pd.DataFrame, list[tuple[object, ...]]]:
    """Return one row for each pair, kind, date, sign and scale, in an order that the file's own does not matter to."""
    rows = rows.reindex(columns=list(dict.fromkeys([*_ONE, "strength", "directed", "source", *rows.columns])))
    rows["date"] = pd.to_datetime(rows["date"]).astype("datetime64[us]")
    again = rows.duplicated(_ONE, keep=False)
    if not again.any():
        return rows.sort_values([*_ONE, "strength"], ignore_index=True), []
    extra = [c for c in rows.columns if str(c).startswith("x_")]
    groups = rows[again].groupby(_ONE, sort=False, dropna=False)
    strength = groups["strength"]
    one = groups["source"].first().reset_index()
    high, low, total = (
        pd.Series(found.to_numpy()) for found in (strength.max(), strength.min(), strength.sum(min_count=1))
    )
    # A level on a scale cannot be added up: two "4 of 4" are no 8.
    strongest = high.where(~(one["scale_max"] < one["scale_min"]), low)
    one["strength"] = strongest if parallel == "strongest" else total.where(one["scale_max"].isna(), strongest)
    one["directed"] = groups["directed"].agg(_all_directed).to_numpy()
    for column in extra:
        one[column] = groups[column].agg(_each).to_numpy()
    notes: list[tuple[object, ...]] = []
    places = rows.loc[again, "source"].drop_duplicates().str.rsplit("#", n=2, expand=True)
    for (file, sheet), lines in places.groupby([0, 1], sort=False):
        what = "added up" if parallel == "sum" else "taken by the strongest"
        expected = f"one connection for a pair, kind and date; their strengths were {what}"
        notes.append((file, sheet, int(lines[2].iloc[0]), "", f"{len(lines)} connections", expected, "parallel_ties"))
    both = pd.concat([rows[~again], one], ignore_index=True)
    return both.sort_values([*_ONE, "strength"], ignore_index=True), notes


def _all_directed(values: pd.Series) -> object:
    stated = values.dropna()
    return bool(stated.all()) if len(stated) else None


def _each(values: pd.Series) -> str | None:
    return ";".join(sorted({str(v) for v in values.dropna()})) or None


def _column_notes(found: Elements, tied: Ties) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    for (file, sheet, header), line in (found.unknown | tied.unknown).items():
        expected = f"a column that the tables have a place for; it is kept as x_{header}"
        told.append((file, sheet, line, header, header, expected, "unknown_column"))
    for (file, sheet, header), times in found.personal.items():
        expected = f"columns about organizations; {times} cells about people were left out"
        told.append((file, sheet, pd.NA, header, header, expected, "person"))
    return told
