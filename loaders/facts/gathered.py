"""What the records of files state, gathered in one place, becomes a data set: every format gathers its facts here."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from graph.names import tidy
from graph.report import MERGE_COLUMNS, REJECT_COLUMNS
from graph.schema import LONGEST_NAME, SCHEMA
from graph.sources import place_of, places_of, source_of
from loaders.facts.assembled import assembled
from loaders.facts.dated import SPANS, dated
from loaders.facts.lines import Lines
from loaders.facts.mentions import Mentions, Thing
from loaders.loaded import Loaded
from loaders.values.agreed import agreed_rows
from loaders.values.notes import cell_notes
from loaders.values.words import is_placeholder

__all__ = ["Gathered"]

# Records name the same few organizations over and over.
_is_nobody = lru_cache(maxsize=65_536)(is_placeholder)
_ONE_A_KEY = ("presences", "supports")
_RECORDS = ["file", "sheet", "line", "form", "times", "fate"]


class Gathered:
    """The facts of the records of a form, with the line that each stands in.

    A row of the data model comes in by one of three ways. `add`: one row as it stands; a `Thing` in it stands for an id
    that is known once everything is read, and its dates are text. `state`: what one record says of one thing of which
    others may say more, which `loaders.values.agreed.agreed_rows` makes one row of. `add_rows`: a frame of rows, for
    readers that work by columns.

    Parameters
    ----------
    form : str
        What the report calls the form, such as ``"Kumu map"``.
    default_date : datetime.date, optional
        The date of interactions that have none.

    Examples
    --------
    >>> facts = Gathered("list of places")
    >>> for line, size in ((2, 3.0), (3, 5.0)):
    ...     source = facts.record("x.csv", "", line)
    ...     facts.state("communities", source, community_id="a", name="A", population=size)
    >>> loaded = facts.loaded()
    >>> loaded.tables.communities["population"].tolist(), loaded.report.sheets["merged"].tolist()
    ([5.0], [1])
    """

    def __init__(self, form: str, default_date: date | None = None) -> None:
        self.form = form
        self.default_date = default_date
        self.organizations = Mentions("org", "register_id")
        self.causes = Mentions("cause", "")
        self.communities = Mentions("place", "")
        self._records: list[tuple[object, ...]] = []
        self._counted: list[pd.DataFrame] = []
        self._rows: dict[str, list[dict[str, object]]] = {}
        self._sources_of_rows: dict[str, dict[tuple[tuple[str, object], ...], list[object]]] = {}
        self._frames: dict[str, list[pd.DataFrame]] = {}
        self._mentions: list[pd.DataFrame] = []
        self._rejects = Lines(REJECT_COLUMNS)
        self._merges = Lines(MERGE_COLUMNS)
        self._notes = Lines(REJECT_COLUMNS)
        self._placeholders: list[tuple[str, str]] = []
        self._contents: dict[str, object] = {}

    def record(self, file: str, sheet: str, line: int) -> str:
        """Count a record as read and return how rows made of it say where they come from."""
        self._records.append((file, sheet, line, self.form, 1, ""))
        return source_of(file, sheet, line)

    def count(self, records: pd.DataFrame) -> None:
        """Count records as read: ``file, sheet, line``, and where they are columns ``form, times, fate``.

        See `loaders.facts.assembled.assembled`.
        """
        columns = {"form": self.form, "times": 1, "fate": ""} | {name: records[name] for name in records}
        self._counted.append(pd.DataFrame(columns, index=records.index)[_RECORDS])

    def reject(self, source: str, column: str, text: str, expected: str, reason: str) -> None:
        """Keep a record out of the data set, with the reason."""
        self._rejects.add((*place_of(source), column, text, expected, reason))

    def merge(self, source: str, spelling: str, name: str, reason: str) -> None:
        """Tell that a name was taken for another."""
        self._merges.add((*place_of(source), spelling, name, reason))

    def note(self, source: str, column: str, text: str, expected: str, reason: str) -> None:
        """Tell what was understood or left out without rejecting the record."""
        self._notes.add((*place_of(source), column, text, expected, reason))

    def report(
        self,
        *,
        rejects: pd.DataFrame | None = None,
        merges: pd.DataFrame | None = None,
        notes: pd.DataFrame | None = None,
    ) -> None:
        """Add lines of the report, as in `graph.report.LoadReport`."""
        for part, frame in ((self._rejects, rejects), (self._merges, merges), (self._notes, notes)):
            if frame is not None:
                part.extend(frame)

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
        own_id, called = ("" if _is_nobody(text) else tidy(text) for text in (register_id, name))
        if not own_id and not called:
            if tidy(name):
                self._placeholders.append((source, tidy(name)))
            return None
        return self.organizations.mention(own_id, called, source, facts | {"part": part})

    def mention(self, mentions: pd.DataFrame) -> None:
        """Tell which organizations records name, where their rows do not: ``source, id``; then these alone count."""
        self._mentions.append(mentions)

    def add(self, table: str, source: str, **values: object) -> None:
        """Add a row to a table; a `Thing` stands for its id, and a date is the text that the file has."""
        self._rows.setdefault(table, []).append(values | {"source": source})

    def state(self, table: str, source: str, **values: object) -> None:
        """Add what one record says of one thing, which others may say more of; what is missing states nothing.

        A status of an activity that is ``""`` states that the record has none.
        """
        statement = tuple((name, value) for name, value in values.items() if value is not None and value is not pd.NaT)
        self._sources_of_rows.setdefault(table, {}).setdefault(statement, [source, 0])[1] += 1  # type: ignore[operator]

    def add_rows(self, table: str, frame: pd.DataFrame) -> None:
        """Add rows to a table as they stand, each with its ``source``."""
        self._frames.setdefault(table, []).append(frame)

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
        frames = self._settled()
        for table, statements in self._sources_of_rows.items():
            rows = [dict(statement) | {"source": s, "times": n} for statement, (s, n) in statements.items()]
            frames.setdefault(table, []).append(_agreed(table, pd.DataFrame(rows)))
        for table, more in self._frames.items():
            frames.setdefault(table, []).extend(more)
        self._note_placeholders()
        return assembled(
            _one_frame([pd.DataFrame(self._records, columns=_RECORDS), *self._counted]),
            {table: _one_frame(parts) for table, parts in frames.items()},
            rejects=self._rejects.frame(),
            merges=self._merges.frame(),
            notes=self._notes.frame(),
            mentions=_one_frame(self._mentions) if self._mentions else None,
        )

    def _settled(self) -> dict[str, list[pd.DataFrame]]:
        """Return the rows that were added one by one, with the ids of the things that they name."""
        ids: dict[Thing, str] = {}
        frames: dict[str, list[pd.DataFrame]] = {}
        for table, things in (
            ("organizations", self.organizations), ("causes", self.causes), ("communities", self.communities)
        ):  # fmt: skip
            settled = things.settled()
            ids |= settled.ids
            if settled.rows:
                frames[table] = [_entities(table, settled.rows, ids)]
            for merge in settled.merges:
                self.merge(merge["source"], merge["found"], merge["kept"], merge["reason"])
        for table, rows in self._rows.items():
            frames.setdefault(table, []).append(self._frame(table, rows, ids))
        return frames

    def _frame(self, table: str, rows: list[dict[str, object]], ids: Mapping[Thing, str]) -> pd.DataFrame:
        frame = pd.DataFrame(_with_ids(rows, ids)).astype("object")
        empty = [c for c in frame.columns if c.startswith("x_") and frame[c].isna().all()]
        frame = frame.drop(columns=empty)
        if table in SPANS:
            frame, notes = dated(table, frame, places_of(frame["source"]), self.default_date)
            self.report(notes=notes)
        if table == "participations":
            frame = frame.drop_duplicates(list(SCHEMA[table].key))
        if table in _ONE_A_KEY:
            # A row without a status says that somebody is there all the same.
            frame = _agreed(table, frame.assign(status=frame["status"].fillna("")) if "status" in frame else frame)
        return frame.drop(columns="date_end") if table == "declared_ties" else frame

    def _note_placeholders(self) -> None:
        places = places_of(pd.Series([source for source, _ in self._placeholders], dtype="object"))
        text = pd.Series([text for _, text in self._placeholders], dtype="str")
        is_long = text.str.len() > LONGEST_NAME
        for mask, expected, reason in (
            (~is_long, "an organization; this stands for none", "placeholder"),
            (is_long, f"a name of at most {LONGEST_NAME} characters", "too_long"),
        ):
            beginnings = text.str.slice(stop=LONGEST_NAME)
            self._notes.extend(
                cell_notes(places, mask, column="name", texts=beginnings, expected=expected, reason=reason)
            )


def _one_frame(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    full = [part for part in parts if len(part)] or parts[:1]
    return full[0] if len(full) == 1 else pd.concat(full, ignore_index=True)


def _with_ids(rows: list[dict[str, object]], ids: Mapping[Thing, str]) -> list[dict[str, object]]:
    return [{name: ids[v] if isinstance(v, Thing) else v for name, v in row.items()} for row in rows]


def _entities(table: str, rows: list[dict[str, object]], ids: Mapping[Thing, str]) -> pd.DataFrame:
    frame = pd.DataFrame(_with_ids(rows, ids)).rename(columns={"id": SCHEMA[table].key[0]})
    # Only organizations have aliases.
    frame = frame[[column for column in frame.columns if column in SCHEMA[table].names]].astype("object")
    return frame.assign(kind="place") if table == "communities" else frame


def _agreed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a key of the table, from rows that may lack columns of it."""
    key = [*SCHEMA[table].key]
    lost = [name for name in key if name not in rows]
    return agreed_rows(rows.assign(**dict.fromkeys(lost)), key, of_activities=table != "organizations")
