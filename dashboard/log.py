"""The log of the dashboard: one line an error, without data."""

import logging
import traceback
from types import TracebackType

__all__ = ["log_error"]

_LOG = logging.getLogger("dashboard")
_OURS = ("cli", "dashboard", "graph", "loaders")


def log_error(error: Exception) -> None:
    """Write one line to the log: what kind of error, and where. What it says may quote data, so that is left out.

    Parameters
    ----------
    error : Exception
        An error that was raised: its place in the program is read from its traceback.
    """
    places = [place for place in _places(error.__traceback__) if place.split(".")[0] in _OURS]
    where = f" at {places[0]}, raised at {places[-1]}" if places else ""
    _LOG.error("Error: %s%s.", type(error).__name__, where)


def _places(trace: TracebackType | None) -> list[str]:
    """Return the modules that an error went through, with their lines, the outermost first."""
    return [f"{frame.f_globals.get('__name__', '')}:{line}" for frame, line in traceback.walk_tb(trace)]
