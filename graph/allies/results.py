"""Allies as they are returned: the frame, and what holds for all of them together."""

from dataclasses import dataclass

import pandas as pd

from graph.results import Result

__all__ = ["CellAllies", "MissingAllies"]


@dataclass(frozen=True, eq=False, repr=False)
class MissingAllies(Result):
    """The allies who close most gaps, and how much that is of what can be closed.

    Attributes
    ----------
    frame : pd.DataFrame
        One row an ally in the order chosen: ``organization_id, name``, ``rank`` (from 1), ``gain`` (need that it
        covers beyond those before it), ``cells`` (int, how many cells that is in), ``shared_causes``, ``connects``
        (clusters it would connect us to), ``capabilities`` (that nobody of the coalition has; these three are tuples of
        names), ``near`` (bool, false here), ``reason`` (a code, ``"covers"`` here), ``cause`` and ``nearby`` (missing
        and empty here). `graph.with_sentences` puts it into words.
    closes : pd.DataFrame
        One row an ally and cell that it helps to close, the most needed first: ``organization_id, cause_id, cause,
        community_id, community``, ``reach`` (0..1, the share of those in need whom it reaches).
    routes : pd.DataFrame
        One row an ally and step of the warmest introduction to it: ``organization_id`` and the columns of
        `graph.warmest_routes` without ``route``.
    level : int
        Depth in the tree of places of the cells, 1 = the highest.
    total_need, total_before, total_after : float
        All need that is known, how much of it the coalition covers, and how much it would cover with the allies.
    exact : bool
        Whether the best possible gain is known.
    exact_gain : float
        The most that any `k` organizations could gain; NaN where that is not known.
    exact_method : {"milp", "enumeration", ""}
        How it was found.
    without_ally : pd.DataFrame
        The gaps that no organization outside covers: ``cause_id, cause, community_id, community, need, near`` (tuple
        of the names of the organizations outside that work on that cause in a place below the same parent).
    reason : {"", "nobody_outside", "no_gap", "nobody_present", "nobody_in_gaps"}
        Why there is no ally; blank where there is one. `graph.sentences.allies.why_nobody` puts it into words.
    """

    closes: pd.DataFrame
    routes: pd.DataFrame
    level: int
    total_need: float
    total_before: float
    total_after: float
    exact: bool
    exact_gain: float
    exact_method: str
    without_ally: pd.DataFrame
    reason: str


@dataclass(frozen=True, eq=False, repr=False)
class CellAllies(Result):
    """Whom a coalition might ask about one cell.

    Attributes
    ----------
    frame : pd.DataFrame
        The columns of `MissingAllies`; ``near`` is true, and ``gain`` 0, for those who are not there but near.
        ``reason`` is ``"there"``, else the ``relation`` that `graph.who_is_near` returns, with its ``cause`` and
        ``nearby``.
    closes, routes : pd.DataFrame
        As in `MissingAllies`.
    reason : {"", "nobody_outside", "nobody_near"}
        Why there is nobody; blank where there is somebody.
    """

    closes: pd.DataFrame
    routes: pd.DataFrame
    reason: str
