"""When no list of likely arrivals should be shown: figures of the data, each with the limit that it is held against."""

import numpy as np
import pandas as pd

from graph.allies.reported import Cells, Moment, Reported

__all__ = ["CONDITIONS", "arrival_conditions"]

CONDITIONS = {
    "no_dates": 1.0,
    "few_organizations": 30.0,
    "flat_places": 2.0,
    "names_changed": 0.6,
    "causes_changed": 0.8,
    "nothing_new": 0.2,
    "grid_full": 0.9,
}
"""The limit of each figure: below it there is no list; `grid_full`: above it."""
_COLUMNS = {
    "condition": "str", "figure": "float64", "limit": "float64", "fails": "bool", "date": "datetime64[us]",
    "earlier": "datetime64[us]", "names": "object",
}  # fmt: skip
_CODES = ["who", "cause", "place"]


def arrival_conditions(reported: Reported, cells: Cells, last: pd.Timestamp | None, names: pd.Series) -> pd.DataFrame:
    """Return the figures that say whether a list of likely arrivals can be trusted.

    Parameters
    ----------
    reported, cells : Reported, Cells
        The dated presences, and what is known of them at the date of the list.
    last : pd.Timestamp or None
        That date.
    names : pd.Series
        Of organizations and causes, by id.

    Returns
    -------
    pd.DataFrame
        One row a condition: ``condition``, ``figure`` (NaN where it cannot be told), ``limit``, ``fails`` (bool: the
        reason not to show the list), ``date, earlier`` (the dates that it compares), ``names`` (tuple: who did not
        come back).

        ``no_dates``: presences that count. ``few_organizations``: organizations. ``flat_places``: different parents of
        their places. ``names_changed``: where a date is a count, the share of the names of the one before that are
        reported at it or later, the lowest of all dates. ``causes_changed``: there, too, the share of the earlier
        causes that the last date reports. ``nothing_new``: the share of what the last date reports that was not
        reported before, if dates are more than starts. ``grid_full``: the share of causes x places with somebody.
    """
    n, m, q = cells.shape
    taken = len(np.unique(cells.cause * max(q, 1) + cells.place))
    moments = [moment for moment in reported.moments if last is None or moment.first <= last]
    rows = {
        "no_dates": (float(len(cells.who)), None, None, ()),
        "few_organizations": (float(n), None, None, ()),
        "flat_places": (float(len(np.unique(cells.group))), None, None, ()),
        "names_changed": _names_changed(reported, moments, names),
        "causes_changed": _causes_changed(reported, moments, names),
        "nothing_new": _nothing_new(reported, moments),
        "grid_full": (taken / (m * q) if m * q else np.nan, None, None, ()),
    }
    frame = pd.DataFrame(
        [
            (code, figure, limit, (figure > limit) if code == "grid_full" else (figure < limit), *rest)
            for code, limit in CONDITIONS.items()
            for figure, *rest in [rows[code]]
        ],
        columns=list(_COLUMNS),
    )
    if not n:  # without a date nothing else can be told
        frame["fails"] = frame["condition"] == "no_dates"
    return frame.astype(_COLUMNS)


_Row = tuple[float, pd.Timestamp | None, pd.Timestamp | None, tuple[str, ...]]
_UNTOLD: _Row = (np.nan, None, None, ())


def _names_changed(reported: Reported, moments: list[Moment], names: pd.Series) -> _Row:
    """Return the date at which the fewest names of the one before return, at it or later."""
    if reported.kind != "counts" or len(moments) < 2:
        return _UNTOLD
    at = [set(reported.at(moment)["who"]) for moment in moments]
    later: set[int] = set()
    worst = _UNTOLD
    for i in range(len(at) - 1, 0, -1):
        later |= at[i]
        share = len(at[i - 1] & later) / len(at[i - 1])
        if not share > worst[0]:
            gone = reported.organizations[sorted(at[i - 1] - later)]
            worst = (share, moments[i].last, moments[i - 1].last, _called(gone, names))
    return worst


def _causes_changed(reported: Reported, moments: list[Moment], names: pd.Series) -> _Row:
    if reported.kind != "counts" or len(moments) < 2:
        return _UNTOLD
    rows = reported.rows
    earlier = set(rows.loc[rows["first"] <= moments[-2].last, "cause"])
    now = set(reported.at(moments[-1])["cause"])
    gone = reported.causes[sorted(earlier - now)]
    return len(earlier & now) / len(earlier), moments[-1].last, moments[-2].last, _called(gone, names)


def _nothing_new(reported: Reported, moments: list[Moment]) -> _Row:
    if reported.kind == "starts" or len(moments) < 2:
        return _UNTOLD
    now = reported.at(moments[-1])[_CODES].drop_duplicates()
    before = reported.rows.loc[reported.rows["first"] <= moments[-2].last, _CODES].drop_duplicates()
    repeated = len(now.merge(before))
    return 1 - repeated / len(now), moments[-1].last, moments[-2].last, ()


def _called(ids: np.ndarray, names: pd.Series) -> tuple[str, ...]:
    return tuple(sorted(names.get(i, i) for i in ids))
