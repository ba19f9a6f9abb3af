"""Whose name stands at an entry."""

import getpass
import os

from graph.errors import UnreadableSource
from graph.names import tidy
from loaders.journal.places import data_home
from loaders.written import put

__all__ = ["USER_VARIABLE", "has_name", "remember_user", "user_name"]

USER_VARIABLE = "PARTNERS_USER"
_LONGEST = 200


def user_name() -> str:
    """Return the name of who is at work: ``$PARTNERS_USER``, else the name that was asked once, else the system's."""
    return _own_name() or _system_name()


def has_name() -> bool:
    """Whether somebody said what name to write."""
    return bool(_own_name())


def remember_user(name: str) -> str:
    """Keep the name to write from now on in the user's data folder, and return it.

    Raises
    ------
    UnreadableSource
        If it is blank or longer than 200 characters.
    OSError
        If it cannot be written.
    """
    own = tidy(name)
    if not own or len(own) > _LONGEST:
        raise UnreadableSource(f"A name for the journal: found {len(own)} characters. Allowed: 1 to {_LONGEST}.")
    path = data_home() / "user"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    put(path, f"{own}\n")
    return own


def _own_name() -> str:
    own = tidy(os.environ.get(USER_VARIABLE, ""))
    if not own:
        try:
            own = tidy((data_home() / "user").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            own = ""
    return own[:_LONGEST]


def _system_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user whom the system has no name for
        return "unknown"
