"""What is handed on of a data set, in files and to Neo4j: without secrets, unless somebody asks for them by name."""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from graph.errors import UnreadableSource
from graph.schema import SCHEMA
from graph.tables import Tables
from graph.tables.masking import masked, sensitive
from graph.tables.secrets import confidential
from graph.words.filled import numbered
from loaders.journal.places import data_home, journal_folders
from loaders.written import plain_file

__all__ = ["handed_on", "pseudonym_key", "untraceable", "what_can_harm"]

_KEY = "pseudonym.key"
_BYTES = 32


def pseudonym_key(source: Sequence[str] = ()) -> bytes:
    """Return the secret that makes the pseudonyms of one SOURCE; it is made at first use, and stays.

    It lies with the journal: in the workspace, else in the user's data folder. Only its owner can read it.

    Parameters
    ----------
    source : sequence of str
        A workspace, other folders, files, or ``neo4j``; without it the key is one for the user.

    Raises
    ------
    UnreadableSource
        If the file holds no key.
    OSError
        If it cannot be read or written.
    """
    folder = journal_folders(source)[0] if source else data_home()
    path = folder / _KEY
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):  # another process made it meanwhile
            _make(path)
    try:
        key = bytes.fromhex(plain_file(path).read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise UnreadableSource(
            f"{path}: not a key for pseudonyms. Allowed: {2 * _BYTES} hexadecimal digits. Restore the file from a "
            "backup; or remove it, and protected organizations get new pseudonyms."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key in one step: another process finds all of it or nothing."""
    fresh = path.with_name(f".{_KEY}-{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
        os.link(fresh, path)
    finally:
        fresh.unlink()


def handed_on(
    tables: Tables, *, with_sensitive: bool = False, with_confidential: bool = False, source: Sequence[str] = ()
) -> Tables:
    """Return what may leave of a data set.

    Parameters
    ----------
    tables : Tables
        The data set.
    with_sensitive : bool
        Whether sensitive organizations keep their names, places and words; otherwise they stand behind pseudonyms.
    with_confidential : bool
        Whether confidential interactions stay as they are; otherwise they go through the gate (`Tables.shown`).
    source : sequence of str
        What the tables were read from: pseudonyms are stable for one source (`pseudonym_key`).

    Examples
    --------
    >>> import pandas as pd
    >>> tables = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a"], "name": ["Hill Aid"]})})
    >>> handed_on(tables) == tables
    True
    """
    mask = None
    if not with_sensitive and sensitive(tables.organizations).any():
        mask = pseudonym_key(source)
    if not with_confidential:
        return tables.shown(mask)
    return tables if mask is None else Tables(**masked(tables.frames(), mask))


def untraceable(tables: Tables) -> Tables:
    """Return a copy that says nothing of the files behind it: no file and line, and rows in the order of their ids.

    A gap in the numbers of lines tells that a row was left out, a file may be named after an organization, and a list
    that was in the order of names still is when the names are pseudonyms.
    """
    frames = {}
    for name, frame in tables.frames().items():
        blank = frame.assign(source=frame["source"].mask(frame["source"].notna()))
        columns = [*SCHEMA[name].key, *(column for column in blank.columns if column not in SCHEMA[name].key)]
        frames[name] = blank.sort_values(columns, ignore_index=True)
    return tables.replace(**frames)


def what_can_harm(tables: Tables, *, with_sensitive: bool = False, with_confidential: bool = False) -> list[str]:
    """Return what `handed_on` holds that can harm somebody, and how it is protected, one sentence each."""
    secret = int(confidential((tables if with_confidential else tables.shown()).interactions).sum())
    protected = int(sensitive(tables.organizations).sum())
    what = "all that is known of them" if with_confidential else "who took part, when, and the status"
    how = "by their own names" if with_sensitive else "behind pseudonyms, with no place finer than the first level"
    counted = (
        (secret, "{number} confidential interaction", "{number} confidential interactions", what),
        (protected, "{number} sensitive organization", "{number} sensitive organizations", how),
    )
    return [f"{numbered(one, several, number)}: {words}" for number, one, several, words in counted if number]
