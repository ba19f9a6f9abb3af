"""The journal of one SOURCE, with the files of earlier versions, which are moved into it when it is first written."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd

from loaders.journal.entries import Entry, current, in_order, undoing
from loaders.journal.files import append, entries_in
from loaders.journal.places import journal_folders
from loaders.journal.user import user_name

__all__ = ["HISTORY_COLUMNS", "Earlier", "Journal", "entries_frame"]

HISTORY_COLUMNS = ("when", "who", "kind", "on", "before", "after", "undoes", "entry")


@dataclass(frozen=True)
class Earlier:
    """A file in which an earlier version kept decisions of one kind.

    Attributes
    ----------
    path : Path
        The file.
    kind : str
        The kind of its entries.
    values : callable
        Is given its bytes, and returns what it says, by thing. Raises `ValueError` or another error of reading where
        it says nothing that can be understood: then it stays as it is, and counts for nothing.
    stays : bool
        Whether it is never moved in: what it says counts as long as it is there, and ends with it.
    """

    path: Path
    kind: str
    values: Callable[[bytes], Mapping[str, Any]]
    stays: bool = False


class Journal:
    """The entries on one SOURCE.

    Parameters
    ----------
    source : sequence of str
        A workspace, other folders, files, or ``neo4j``.
    earlier : sequence of Earlier
        Files of earlier versions. They count as entries of the moment at which they were written last, and are moved
        in, once, with the first entry that is written, unless they stay.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as work:
    ...     _ = (Path(work) / "workspace.json").write_text("{}")
    ...     journal = Journal([work])
    ...     [made] = journal.record("mark", {"Hill Aid": "call them"})
    ...     before = journal.current("mark")
    ...     _ = journal.undo(made.id)
    ...     before, journal.current("mark"), len(journal.entries())
    ({'Hill Aid': 'call them'}, {}, 2)
    """

    def __init__(self, source: Sequence[str], earlier: Sequence[Earlier] = ()) -> None:
        self.folders = journal_folders(source)
        self._earlier = tuple(earlier)

    @property
    def folder(self) -> Path:
        """Where entries are written."""
        return self.folders[0]

    def entries(self) -> list[Entry]:
        """Return all entries, in the order in which they were made.

        Raises
        ------
        OSError
            If a file cannot be read.
        """
        entries = entries_in(*self.folders).entries
        old = [entry for one in self._earlier for entry in _entries_of(one)]
        return in_order([*_news(old, entries), *entries])

    def unreadable(self) -> list[str]:
        """Return the lines that hold no entry, each with its place and why."""
        return entries_in(*self.folders).unreadable

    def unreadable_files(self) -> list[str]:
        """Return the files of earlier versions that cannot be understood, each with why; they stay as they are."""
        return [f"{one.path}: {trouble}" for one in self._earlier if (trouble := _read_earlier(one)[1])]

    def to_move(self) -> list[Path]:
        """Return the files of earlier versions that the next entry moves in."""
        return [one.path for one in self._earlier if not one.stays and _entries_of(one)]

    def move_in(self) -> None:
        """Move in what files of earlier versions say, without a new entry.

        Raises
        ------
        OSError
            If the disk refuses; the journal is as it was then.
        """
        self._append(user_name(), lambda _: [], only_earlier=True)

    def current(self, kind: str) -> dict[str, Any]:
        """Return what holds now, by thing, of one kind; the latest last."""
        return current(self.entries(), kind)

    def record(self, kind: str, changes: Mapping[str, Any]) -> list[Entry]:
        """Write down what holds from now on, one entry a thing, and return the entries.

        Parameters
        ----------
        kind : str
            What kind of thing is changed.
        changes : dict
            The new value of each thing, as JSON has it; None where nothing holds any more. One that holds already
            makes no entry.

        Raises
        ------
        OSError
            If the disk refuses; the journal is as it was then.
        """
        who = user_name()

        def new(entries: list[Entry]) -> list[Entry]:
            values = current(entries, kind)
            return [
                Entry(uuid4().hex[:12], "", who, kind, on, values.get(on), after)
                for on, after in changes.items()
                if values.get(on) != after
            ]

        return self._append(who, new)

    def undo(self, undone: str) -> list[Entry]:
        """Take an entry back: what it changed is as before. The undo is an entry, too.

        Raises
        ------
        UnknownName
            If there is no such entry.
        UnreadableSource
            If the same thing was changed since.
        OSError
            If the disk refuses.
        """
        who = user_name()

        def new(entries: list[Entry]) -> list[Entry]:
            target = undoing(entries, undone)
            return [
                Entry(uuid4().hex[:12], "", who, target.kind, target.on, target.after, target.before, undoes=target.id)
            ]

        return self._append(who, new)

    def history(self) -> pd.DataFrame:
        """Return the entries as `entries_frame` does."""
        return entries_frame(self.entries())

    def _append(
        self, who: str, new: Callable[[list[Entry]], list[Entry]], *, only_earlier: bool = False
    ) -> list[Entry]:
        others = entries_in(*self.folders[1:]).entries
        staying = [entry for one in self._earlier if one.stays for entry in _entries_of(one)]
        moved = [one for one in self._earlier if not one.stays and _entries_of(one)]

        def with_earlier(entries: list[Entry]) -> list[Entry]:
            old = [entry for one in moved for entry in _entries_of(one)]
            ids = {entry.id for entry in entries}
            own = new(in_order([*old, *_news(staying, [*others, *entries]), *others, *entries]))
            return [*(entry for entry in old if entry.id not in ids), *own] if own or only_earlier else []

        added = append(self.folder, who, with_earlier)
        if added or only_earlier:
            for one in moved:
                with suppress(OSError):  # read again next time, and known by the ids of its entries
                    one.path.unlink()
        return [entry for entry in added if not entry.id.startswith(_MOVED)]


_MOVED = "file-"


def entries_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return entries as a frame, in their order: `HISTORY_COLUMNS`, what held before and after as JSON."""
    rows = [(e.when, e.who, e.kind, e.on, _text(e.before), _text(e.after), e.undoes, e.id) for e in entries]
    return pd.DataFrame(rows, columns=list(HISTORY_COLUMNS), dtype="str")


def _news(of_files: Iterable[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of files that say something else than the journal does: a file that repeats it adds none."""
    of_files = list(of_files)
    values = {kind: current(entries, kind) for kind in {entry.kind for entry in of_files}}
    return [entry for entry in of_files if values[entry.kind].get(entry.on) != entry.after]


def _entries_of(earlier: Earlier) -> list[Entry]:
    return _read_earlier(earlier)[0]


def _read_earlier(earlier: Earlier) -> tuple[list[Entry], str]:
    """Return what a file of an earlier version says, as entries that are the same however often it is read.

    Beside them is what is wrong with the file; empty where it is read, or is not there.
    """
    if not earlier.path.is_file():
        return [], ""
    try:
        content = earlier.path.read_bytes()
        moment = datetime.fromtimestamp(earlier.path.stat().st_mtime, UTC)
        values = earlier.values(content)
    except Exception as error:  # noqa: BLE001  (whatever a file that somebody edited makes its reader raise)
        return [], f"cannot be read ({error})"
    when = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    who = user_name()
    digest = blake2b(content, digest_size=6).hexdigest()
    return [
        Entry(f"{_MOVED}{digest}-{number:04d}", when, who, earlier.kind, on, None, after)
        for number, (on, after) in enumerate(values.items())
    ], ""


def _text(value: Any) -> str:  # noqa: ANN401  (any JSON value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)
