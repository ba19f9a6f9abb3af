"""Made-up networks of any size: organizations in coalitions, and what they did together in five years."""

from datetime import date

import numpy as np
import pandas as pd

from graph.tables import Tables

__all__ = ["SEED", "tables_of"]

SEED = 20240229
PLACES = 30
LARGEST_EVENT = 30
FIRST_DAY = date(2019, 1, 1)
DAYS = 5 * 365

_AT_HOME = 0.75
"""Share of the participants that an event draws from the coalition it belongs to; the others come from anywhere."""
_SMALLEST_COALITION = 8
_KINDS = ("meeting", "check_in", "joint_campaign", "co_hosted_event", "joint_project", "training", "support")


def tables_of(organizations: int, *, seed: int = SEED) -> Tables:
    """Return a data set of so many organizations, and as many events.

    An event has 2 to 30 participants, s of them with a probability in proportion to ``s ** -2``: some 4.7
    participations an organization. Coalitions have sizes in proportion to ``c ** -2``; members turn up unevenly. There
    are ``sqrt(organizations)`` causes, drawn by Zipf's law, and 30 places. Ids are shuffled: a network numbered by
    coalition flatters the caches of every engine.

    The frames are made in their final dtypes and put into `Tables` as they are, which costs seconds at a million
    organizations where checking each row costs minutes.
    """
    draw = np.random.default_rng(seed)
    n = organizations
    causes = max(int(np.sqrt(n)), 2)
    member, event = _participations(n, draw)
    ids = {
        "organization": _shuffled("o", n, draw),
        "interaction": _shuffled("e", n, draw),
        "cause": _texts("c", np.arange(causes)),
        "community": _texts("p", np.arange(PLACES)),
    }
    zipf = 1 / np.arange(1, causes + 1)
    zipf /= zipf.sum()
    stands_for = _pairs(np.repeat(np.arange(n), 2), draw.choice(causes, 2 * n, p=zipf))
    present = draw.integers(PLACES, size=2 * n)
    reaches = pd.DataFrame(
        {"organization": np.repeat(np.arange(n), 2), "cause": draw.choice(causes, 2 * n, p=zipf), "place": present}
    ).drop_duplicates(ignore_index=True)
    cell = np.arange(causes * PLACES)
    day = draw.integers(DAYS, size=n)
    kind = draw.integers(len(_KINDS), size=n)
    frames: dict[str, dict[str, pd.Series | np.ndarray]] = {
        "organizations": {
            "organization_id": ids["organization"],
            "name": _texts("Organization ", np.arange(n)),
            "status": pd.Series(np.where(np.arange(n) < 5, "us", "partner"), dtype="str"),
        },
        "causes": {"cause_id": ids["cause"], "name": _texts("Cause ", np.arange(causes))},
        "communities": {"community_id": ids["community"], "name": _texts("Place ", np.arange(PLACES))},
        "supports": {
            "organization_id": _taken(ids["organization"], stands_for[:, 0]),
            "cause_id": _taken(ids["cause"], stands_for[:, 1]),
        },
        "presences": {
            "organization_id": _taken(ids["organization"], reaches["organization"]),
            "community_id": _taken(ids["community"], reaches["place"]),
            "cause_id": _taken(ids["cause"], reaches["cause"]),
            "people_reached": np.round(draw.lognormal(5, 1, len(reaches))),
        },
        "needs": {
            "cause_id": _taken(ids["cause"], cell // PLACES),
            "community_id": _taken(ids["community"], cell % PLACES),
            "need": draw.integers(1, 6, len(cell)).astype(np.float64),
            "people_in_need": np.round(draw.lognormal(8, 1, len(cell))),
        },
        "interactions": {
            "interaction_id": ids["interaction"],
            "date": pd.Series(np.datetime64(FIRST_DAY) + day.astype("timedelta64[D]")).astype("datetime64[us]"),
            "kind": _taken(pd.Series(_KINDS, dtype="str"), kind),
        },
        "participations": {
            "interaction_id": _taken(ids["interaction"], event),
            "organization_id": _taken(ids["organization"], member),
        },
        "interaction_causes": {
            "interaction_id": ids["interaction"],
            "cause_id": _taken(ids["cause"], draw.choice(causes, n, p=zipf)),
        },
    }
    return Tables.of({}).replace(**{name: pd.DataFrame(columns) for name, columns in frames.items()})


def _participations(n: int, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the organization and the event of each participation, in no order."""
    sizes = np.arange(2, LARGEST_EVENT + 1)
    chance = 1.0 / sizes**2
    size = draw.choice(sizes, n, p=chance / chance.sum())
    edges = _coalitions(n, draw)
    home = draw.choice(len(edges) - 1, n, p=np.diff(edges) / n)
    event = np.repeat(np.arange(n), size)
    # The square draws the first members of a coalition more often: somebody always comes.
    within = edges[home[event]] + (draw.random(len(event)) ** 1.5 * np.diff(edges)[home[event]]).astype(np.int64)
    anywhere = draw.integers(n, size=len(event))
    member = np.where(draw.random(len(event)) < _AT_HOME, within, anywhere)
    once = _pairs(event, member)
    once = once[draw.permutation(len(once))]
    return once[:, 1], once[:, 0]


def _coalitions(n: int, draw: np.random.Generator) -> np.ndarray:
    """Return where each coalition begins among the organizations, and the end: sizes in proportion to c ** -2."""
    most = max(n // 20, 2 * _SMALLEST_COALITION)
    low, high = 1 / _SMALLEST_COALITION, 1 / most
    drawn = 1 / (low - draw.random(n // _SMALLEST_COALITION + 1) * (low - high))
    ends = np.cumsum(drawn.astype(np.int64))
    edges: np.ndarray = np.r_[0, ends[ends < n - _SMALLEST_COALITION], n]
    return edges


def _pairs(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return each pair once, one row each, sorted."""
    width = int(second.max()) + 1
    once = np.unique(first * width + second)
    return np.stack([once // width, once % width], axis=1)


def _texts(prefix: str, numbers: np.ndarray) -> pd.Series:
    return prefix + pd.Series(numbers).astype("str")


def _shuffled(prefix: str, count: int, draw: np.random.Generator) -> pd.Series:
    return _texts(prefix, draw.permutation(count))


def _taken(values: pd.Series, at: np.ndarray | pd.Series) -> pd.Series:
    return values.take(np.asarray(at)).reset_index(drop=True)
