"""What a workspace holds: every load there was, the parts that each left current, and the files of each part."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

__all__ = ["File", "Load", "Manifest", "Part", "Stored", "utc_now"]


def utc_now() -> str:
    """Return the moment, in UTC, to the second.

    Examples
    --------
    >>> len(utc_now()), utc_now()[-1]
    (20, 'Z')
    """
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class File:
    """A file that was loaded.

    Attributes
    ----------
    name : str
        Its name without its folder; a folder's ends with a slash.
    digest : str
        A hash of what it held, and of what it was read with.
    form : str
        What it was understood as.
    read, kept, merged, rejected : int
        Its rows at that load.
    """

    name: str
    digest: str
    form: str = ""
    read: int = 0
    kept: int = 0
    merged: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Stored:
    """A file of a part, as it was written.

    Attributes
    ----------
    name : str
        Its name in the folder of the part.
    size : int
        Bytes.
    rows : int
        Rows of a table, or entries of a list.
    digest : str
        The hash of its bytes.
    """

    name: str
    size: int
    rows: int
    digest: str


@dataclass(frozen=True)
class Part:
    """What files that were read together came to; never changed once it is written.

    Attributes
    ----------
    files : tuple of File
        The files that were loaded.
    stated : bool
        Whether it holds what files of our own form state, which is held against the data model at each reading, for
        it may refer to other parts; else clean tables and their account.
    stored : tuple of Stored
        The files that belong to it. Empty in a part of the first version, whose files nobody listed.
    removed : str
        The moment, in UTC, when its files were removed; empty while they are there.
    """

    files: tuple[File, ...]
    stated: bool = False
    stored: tuple[Stored, ...] = ()
    removed: str = ""

    @property
    def names(self) -> set[str]:
        """The names of its files."""
        return {file.name for file in self.files}


@dataclass(frozen=True)
class Load:
    """One change of a workspace.

    Attributes
    ----------
    number : int
        Counted from 1.
    when : str
        The moment, in UTC.
    what : str
        Such as ``"load"`` or ``"rollback to 2"``.
    state : int
        The number of the load whose parts are current after it.
    before : int
        The state that undoing `state` leads to; 0 is the empty workspace.
    parts : tuple of str
        The parts that are current after it, in their order.
    new : tuple of str
        Those of them that it brought.
    gone : tuple of str
        The names of files that it took away.
    """

    number: int
    when: str
    what: str
    state: int
    before: int
    parts: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """All loads of a workspace, the latest last, and all parts that any of them held."""

    loads: tuple[Load, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def current(self) -> tuple[str, ...]:
        """The names of the parts that are current."""
        return self.loads[-1].parts if self.loads else ()

    @property
    def state(self) -> int:
        """The number of the load whose parts are current."""
        return self.loads[-1].state if self.loads else 0

    def next_load(
        self,
        what: str,
        *,
        parts: tuple[str, ...],
        new: tuple[str, ...] = (),
        gone: tuple[str, ...] = (),
        state: int | None = None,
    ) -> Load:
        """Return a load that comes after the others, now; it leads to a state of its own unless one is given."""
        number = len(self.loads) + 1
        return Load(number, utc_now(), what, number if state is None else state, self.state, parts, new, gone)

    def with_load(self, load: Load, new: Mapping[str, Part]) -> "Manifest":
        """Return the manifest after one more load."""
        return replace(self, loads=(*self.loads, load), parts={**self.parts, **new})
