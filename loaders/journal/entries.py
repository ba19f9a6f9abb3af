"""Entries, as values: their text, their order, what they come to together, and how one is undone. No files."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.errors import UnknownName, UnreadableSource

__all__ = [
    "COALITION_NAME", "MAPPING", "NAME_DECISION", "Entry", "current", "entry_of", "in_order", "line_of", "moment_after",
    "undoing",
]  # fmt: skip

COALITION_NAME = "coalition name"
NAME_DECISION = "decision on names"
MAPPING = "mapping"
_VERSION = 1


@dataclass(frozen=True)
class Entry:
    """One change that somebody made.

    Attributes
    ----------
    id : str
        Told apart by it; the same entry read twice counts once.
    when : str
        The moment, in UTC, to the microsecond: later than that of every entry that its writer had seen.
    who : str
        The name of the person.
    kind : str
        What kind of thing was changed, such as `COALITION_NAME`.
    on : str
        The thing; the later entry of one kind on one thing holds.
    before, after : JSON value
        What held before, and what holds from now on; None where nothing does.
    undoes : str
        The id of the entry that this one takes back; empty for any other.
    """

    id: str
    when: str
    who: str
    kind: str
    on: str
    before: Any
    after: Any
    undoes: str = ""


def line_of(entry: Entry) -> str:
    r"""Return an entry as a line of JSON, with its line end.

    Examples
    --------
    >>> entry = Entry("1", "2024-05-01T10:00:00.000000Z", "Ana", COALITION_NAME, "a", None, {"name": "Rivers"})
    >>> entry_of(line_of(entry)) == entry
    True
    """
    return json.dumps({"version": _VERSION} | asdict(entry), ensure_ascii=False) + "\n"


def entry_of(line: str) -> Entry:
    """Return the entry that a line holds.

    Raises
    ------
    ValueError
        If it holds none, or one of a later version.
    """
    try:
        fields = json.loads(line)
        if fields.pop("version") != _VERSION:
            msg = "an entry of another version"
            raise ValueError(msg)
        entry = Entry(**fields)
        _time_of(entry.when)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = f"no entry ({error})"
        raise ValueError(msg) from error
    if not all(isinstance(text, str) for text in (entry.id, entry.who, entry.kind, entry.on, entry.undoes)):
        msg = "no entry (a field that is no text)"
        raise ValueError(msg)
    return entry


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order in which they were made, each once.

    Examples
    --------
    >>> one, two = (Entry(i, f"2024-05-0{i}T10:00:00.000000Z", "Ana", "mark", "a", None, i) for i in "12")
    >>> [entry.id for entry in in_order([two, one, two])]
    ['1', '2']
    """
    return sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: (entry.when, entry.id))


def current(entries: Iterable[Entry], kind: str) -> dict[str, Any]:
    """Return what holds now: by thing, what its latest entry of a kind says, the latest last.

    Examples
    --------
    >>> moments = (f"2024-05-0{day}T10:00:00.000000Z" for day in (1, 2, 3))
    >>> said = [("a", 1), ("b", 2), ("a", None)]
    >>> entries = [Entry(when, when, "Ana", "mark", on, None, after) for when, (on, after) in zip(moments, said)]
    >>> current(entries[:2], "mark"), current(entries, "mark")
    ({'a': 1, 'b': 2}, {'b': 2})
    """
    values: dict[str, Any] = {}
    for entry in in_order(entries):
        if entry.kind == kind:
            values.pop(entry.on, None)
            if entry.after is not None:
                values[entry.on] = entry.after
    return values


def undoing(entries: Iterable[Entry], undone: str) -> Entry:
    """Return the entry that an undo is to follow: the one with this id, which must be the latest on its thing.

    Raises
    ------
    UnknownName
        If there is no such entry.
    UnreadableSource
        If the same thing was changed since.
    """
    ordered = in_order(entries)
    target = next((entry for entry in ordered if entry.id == undone), None)
    if target is None:
        raise UnknownName("entry of the journal", undone, [entry.id for entry in ordered])
    latest = next(entry for entry in reversed(ordered) if (entry.kind, entry.on) == (target.kind, target.on))
    if latest.id != target.id:
        raise UnreadableSource(
            f"{undone}: cannot be undone, for {latest.who} changed the same {target.kind} at {latest.when}. Undo that "
            f"entry, {latest.id}, first."
        )
    return target


def moment_after(entries: Iterable[Entry], now: datetime) -> str:
    """Return the moment of a new entry: now, or just after the latest entry where a clock went ahead.

    Examples
    --------
    >>> ahead = Entry("1", "2024-05-01T10:00:00.000000Z", "Ana", "mark", "a", None, 1)
    >>> moment_after([ahead], datetime(2024, 5, 1, 9, tzinfo=UTC))
    '2024-05-01T10:00:00.000001Z'
    """
    latest = max((entry.when for entry in entries), default="")
    moment = max(now, _time_of(latest) + timedelta(microseconds=1)) if latest else now
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _time_of(when: str) -> datetime:
    return datetime.strptime(when, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
