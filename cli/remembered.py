"""What a user told the dashboard, kept for the next time: the names of coalitions, as entries of the journal."""

from collections.abc import Sequence
from typing import Any

from cli.output import tell
from dashboard.explorer.renames import Rename
from loaders.journal import COALITION_NAME, coalition_journal, coalition_names

__all__ = ["Remembered"]


class Remembered:
    """The names given to the coalitions of one SOURCE: an entry of its journal each.

    A name that somebody else gave meanwhile stays: only what was changed here is written.
    """

    def __init__(self, source: tuple[str, ...]) -> None:
        self.journal = coalition_journal(source)
        self._seen: dict[str, Any] | None = None

    def read(self) -> list[Rename]:
        """Return the names that were given; what cannot be read is told and holds none."""
        try:
            names = self.journal.current(COALITION_NAME)
            unreadable = [*self.journal.unreadable(), *self.journal.unreadable_files()]
        except OSError as error:
            tell(f"{self.journal.folder}: cannot be read ({error}); going on without the names given to coalitions.")
            return []
        for line in unreadable:
            tell(f"{line}; going on without what it says.")
        self._seen = names
        renames = [_rename(value) for value in names.values()]
        return [rename for rename in renames if rename is not None]

    def keep(self, renames: Sequence[Rename]) -> None:
        """Write what was changed since the last time; a place that refuses it is told."""
        names = coalition_names((rename.name, rename.members) for rename in renames)
        try:
            seen = self.journal.current(COALITION_NAME) if self._seen is None else self._seen
            changes: dict[str, Any] = {on: value for on, value in names.items() if seen.get(on) != value}
            changes |= dict.fromkeys(seen.keys() - names.keys())
            self.journal.record(COALITION_NAME, changes)
        except OSError as error:
            tell(f"{self.journal.folder}: the names of coalitions cannot be kept ({error}); they last until the end.")
        else:
            self._seen = names


def _rename(value: Any) -> Rename | None:  # noqa: ANN401  (any JSON value)
    try:
        return Rename(str(value["name"]), frozenset(map(str, value["members"])))
    except (KeyError, TypeError):
        return None
