"""What can go wrong, as one tree of exceptions.

::

    PartnerNetworkError
    ├── InvalidTables      rows that break the data model; ``failures`` lists them all
    ├── UnreadableSource   a file or folder that is not what it should be
    ├── UnknownName        an organization, cause, community, coalition or option nobody knows; offers the nearest
    ├── WrongArgument      a function got a path instead of tables, a text instead of a date, a negative half-life
    ├── EmptyNetwork       a question that needs more organizations or ties than there are
    └── StoreUnavailable   the database does not answer, or refuses

Every message says where, what was found, what is allowed, and what to do next.
"""

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

__all__ = [
    "EmptyNetwork",
    "InvalidTables",
    "PartnerNetworkError",
    "StoreUnavailable",
    "UnknownName",
    "UnreadableSource",
    "WrongArgument",
]


class PartnerNetworkError(Exception):
    """Root of every error that this project raises on purpose."""


class InvalidTables(PartnerNetworkError):  # noqa: N818  (named for what the data are)
    """Rows that break the data model.

    Parameters
    ----------
    failures : pd.DataFrame
        One row a failure, columns ``table, source, column, found, expected, reason``.
    """

    def __init__(self, failures: pd.DataFrame) -> None:
        self.failures = failures
        lines = [
            f"{row.source}, column {row.column}: found {row.found!r}, expected {row.expected} ({row.reason})"
            for row in failures.head(5).itertuples()
        ]
        if len(failures) > len(lines):
            lines.append(f"... and {len(failures) - len(lines)} more problems")
        super().__init__("\n".join(lines))


class UnreadableSource(PartnerNetworkError):  # noqa: N818
    """A file or folder that is missing, broken, or holds nothing of ours."""


class UnknownName(PartnerNetworkError):  # noqa: N818
    """A name that nothing carries; the message offers the nearest ones.

    Parameters
    ----------
    what : str
        What kind of thing was looked for, e.g. ``"organization"``.
    word : str
        The name that was given.
    allowed : iterable of str
        The names that exist.
    """

    def __init__(self, what: str, word: str, allowed: Iterable[str]) -> None:
        names = sorted({str(name) for name in allowed})
        by_folded = {name.casefold(): name for name in reversed(names)}
        near = [by_folded[n] for n in get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.5)]
        self.nearest = near
        examples = near or names[:3]
        hint = f"{'Nearest' if near else 'For example'}: {', '.join(repr(n) for n in examples)}." if examples else ""
        super().__init__(f"{what}: found {word!r}, which is none of the {len(names)} known. {hint}".strip())


class WrongArgument(PartnerNetworkError, TypeError, ValueError):  # noqa: N818
    """An argument of another type, or out of its range: a `TypeError` and a `ValueError` for who catches those."""


class EmptyNetwork(PartnerNetworkError):  # noqa: N818
    """A question that needs more organizations or ties than there are."""


class StoreUnavailable(PartnerNetworkError):  # noqa: N818
    """The database does not answer, or refuses what was asked."""
