"""What records say, gathered one by one, becomes raw frames: one row an organization, place, presence, ..."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import pandas as pd

from graph.names import tidy
from graph.report import MERGE_COLUMNS, REJECT_COLUMNS
from graph.schema import SCHEMA
from loaders.facts.assembled import assembled, source_of
from loaders.facts.mentions import Mentions, Thing
from loaders.loaded import Loaded
from loaders.values.dates import read_dates
from loaders.values.notes import cell_notes
from loaders.values.words import is_placeholder

__all__ = ["Gathered"]

# Where one presence is told with several statuses, the most active one holds.
_MOST_ACTIVE = ("ongoing", "done", "", "suspended", "planned")
_SPANS = {
    "interactions": ("date", "date_end"),
    "presences": ("since", "until"),
    "supports": ("since", "until"),
    "declared_ties": ("date", "date_end"),
}
# Records name the same few organizations over and over.
_is_nobody = lru_cache(maxsize=65_536)(is_placeholder)
_ONE_A_KEY = {
    "presences": ["organization_id", "community_id", "cause_id", "since"],
    "supports": ["organization_id", "cause_id", "since"],
}


class Gathered:
    """The facts of the records of a form, with the line that each stands in.

    Parameters
    ----------
    form : str
        What the report calls the form.
    default_date : datetime.date, optional
        The date of interactions that have none.
    """

    def __init__(self, form: str, default_date: date | None = None) -> None:
        self.form = form
        self.default_date = default_date
        self.records: list[tuple[str, str, int]] = []
        self.organizations = Mentions("org", "register_id")
        self.causes = Mentions("cause", "")
        self.communities = Mentions("place", "")
        self._rows: dict[str, list[dict[str, object]]] = {}
        self._rejects: list[tuple[object, ...]] = []
        self.notes: list[pd.DataFrame] = []
        self._placeholders: list[tuple[str, str]] = []
        self._contents: dict[str, object] = {}

    def record(self, file: str, sheet: str, line: int) -> str:
        """Count a record as read and return how rows made of it say where they come from."""
        self.records.append((file, sheet, line))
        return source_of(file, sheet, line)

    def reject(self, source: str, column: str, found: str, expected: str, reason: str) -> None:
        """Keep a record out of the data set, with the reason."""
        self._rejects.append((*_place(source), column, found, expected, reason))

    def note(self, source: str, column: str, found: str, expected: str, reason: str) -> None:
        """Tell what was understood or left out without rejecting the record."""
        told = pd.DataFrame([(*_place(source), column, found, expected, reason)], columns=list(REJECT_COLUMNS))
        self.notes.append(told)

    def organization(self, register_id: str, name: str, source: str, *, part: str = "", **facts: str) -> Thing | None:
        """Return what stands for an organization in rows; ``None`` where neither id nor name says one.

        Parameters
        ----------
        register_id : str
            Its id in a register; blank where the file has none.
        name : str
            As the record spells it; blank where the id is all there is.
        source : str
            The record.
        part : str
            What it does there, such as ``"funder"``: one that is only ever a funder is of that kind.
        **facts : str
            Columns of `organizations`; of several values the commonest holds.
        """
        known, called = ("" if _is_nobody(text) else tidy(text) for text in (register_id, name))
        if not known and not called:
            if tidy(name):
                self._placeholders.append((source, tidy(name)))
            return None
        return self.organizations.mention(known, called, source, facts | {"part": part})

    def add(self, table: str, source: str, **values: object) -> None:
        """Add a row to a table; a `Thing` stands for its id, and a date is the text that the file has."""
        self._rows.setdefault(table, []).append(values | {"source": source})

    def repeated(self, key: str, content: object, source: str) -> bool:
        """Whether an earlier record has this id; one that says something else under it is rejected."""
        if key not in self._contents:
            self._contents[key] = content
            return False
        if self._contents[key] != content:
            self.reject(source, "", key, "what the first record with this id says", "contradicts")
        return True

    def loaded(self) -> Loaded:
        """Return the data set and the account of every record."""
        merges: list[tuple[object, ...]] = []
        ids: dict[Thing, str] = {}
        frames = {}
        for table, things in (
            ("organizations", self.organizations), ("causes", self.causes), ("communities", self.communities)
        ):  # fmt: skip
            settled = things.settled()
            ids |= settled.ids
            frames[table] = _entities(table, settled.rows, ids)
            merges += [(*_place(m["source"]), m["found"], m["kept"], m["reason"]) for m in settled.merges]
        frames["communities"]["kind"] = "place"
        for table, rows in self._rows.items():
            frames[table] = self._frame(table, rows, ids)
        records = pd.DataFrame(self.records, columns=["file", "sheet", "line"])
        return assembled(
            self.form,
            records,
            frames,
            rejects=pd.DataFrame(self._rejects, columns=list(REJECT_COLUMNS)) if self._rejects else None,
            merges=pd.DataFrame(merges, columns=list(MERGE_COLUMNS)) if merges else None,
            notes=[*self.notes, self._placeholder_notes()],
        )

    def _frame(self, table: str, rows: list[dict[str, object]], ids: Mapping[Thing, str]) -> pd.DataFrame:
        made = [{name: ids[v] if isinstance(v, Thing) else v for name, v in row.items()} for row in rows]
        frame = pd.DataFrame(made).astype("object")
        empty = [c for c in frame.columns if c.startswith("x_") and frame[c].isna().all()]
        frame = frame.drop(columns=empty)
        if table in _SPANS:
            frame = self._dated(table, frame)
        if table == "participations":
            frame = frame.drop_duplicates(["interaction_id", "organization_id", "role"])
        if table in _ONE_A_KEY:
            frame = _one_a_key(frame, _ONE_A_KEY[table])
        return frame.drop(columns="date_end") if table == "declared_ties" else frame

    def _dated(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with its dates read, and the end of a span that ends before it starts dropped."""
        start, end = _SPANS[table]
        told = pd.DataFrame([_place(str(s)) for s in frame["source"]], columns=["file", "sheet", "line"])
        told.index = frame.index
        for column in (start, end):
            text = frame[column].fillna("").astype("str") if column in frame else pd.Series("", frame.index)
            read = read_dates(text)
            frame[column] = read["date"]
            if table == "interactions" and column == start:
                frame["date_precision"] = read["precision"].where(read["precision"] != "")
            for problem in ("not_a_date", "empty_date", "no_year"):
                self.notes.append(
                    cell_notes(
                        told, read["problem"] == problem, column=column, found=text, expected="a date", reason=problem
                    )
                )
        backwards = frame[end] < frame[start]
        found = frame[end].dt.strftime("%Y-%m-%d").fillna("")
        self.notes.append(
            cell_notes(
                told, backwards, column=end, found=found, expected="an end after the start", reason="end_before_start"
            )
        )
        frame[end] = frame[end].mask(backwards)
        if table == "interactions" and self.default_date:
            frame["date_precision"] = frame["date_precision"].mask(frame[start].isna(), "day")
            frame[start] = frame[start].fillna(pd.Timestamp(self.default_date))
        return frame

    def _placeholder_notes(self) -> pd.DataFrame:
        told = pd.DataFrame([_place(source) for source, _ in self._placeholders], columns=["file", "sheet", "line"])
        found = pd.Series([text for _, text in self._placeholders], dtype="object")
        every = pd.Series(True, index=told.index)
        expected = "an organization; this stands for none"
        return cell_notes(told, every, column="name", found=found, expected=expected, reason="placeholder")


def _place(source: str) -> tuple[str, str, int]:
    file, sheet, line = source.rsplit("#", 2)
    return file, sheet, int(line)


def _entities(table: str, rows: list[dict[str, object]], ids: Mapping[Thing, str]) -> pd.DataFrame:
    made = [{name: ids[v] if isinstance(v, Thing) else v for name, v in row.items()} for row in rows]
    frame = pd.DataFrame(made, columns=None if rows else ["id", "name", "source"])
    frame = frame.rename(columns={"id": SCHEMA[table].key[0]})
    # Only organizations have aliases.
    return frame[[column for column in frame.columns if column in SCHEMA[table].names]].astype("object")


def _one_a_key(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return one row a key: the latest end, the most active status, the highest number reached."""
    for column in ("cause_id", "status", "people_reached"):
        if column not in frame:
            frame[column] = None
    frame["people_reached"] = frame["people_reached"].astype("float64")
    frame["activity"] = frame["status"].fillna("").map(_MOST_ACTIVE.index)
    one = frame.groupby(key, sort=False, dropna=False).agg(
        until=("until", "max"),
        activity=("activity", "min"),
        people_reached=("people_reached", "max"),
        source=("source", "first"),
    )
    one["status"] = one.pop("activity").map(lambda i: _MOST_ACTIVE[i] or None)
    return one.reset_index()
