"""What is known of each tie besides how strong it is: counts, dates, kinds, causes; made when somebody asks."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from graph.schema import DIRECTED_KINDS
from graph.ties.meetings import Meetings, packed
from graph.ties.network import DIRECTED_COLUMNS
from graph.ties.snapshot import distances

__all__ = ["WeightedInteractions", "directed_ties", "tie_facts"]


@dataclass(frozen=True)
class WeightedInteractions:
    """The interactions that make ties, the one that adds least first.

    Attributes
    ----------
    meetings : Meetings
        Who took part.
    at : np.ndarray of int64
        Their numbers in `meetings`.
    each : np.ndarray of float64
        What each adds to the strength of each of its pairs.
    fresh : np.ndarray of float64
        What age has left of each: 1 without an age, 0 where its kind weighs nothing.
    kind, day, interaction_id : pd.Series
        Of each.
    about : pd.DataFrame
        ``interaction_id, cause_id``, of these interactions and perhaps of others.
    """

    meetings: Meetings
    at: np.ndarray
    each: np.ndarray
    fresh: np.ndarray
    kind: pd.Series
    day: pd.Series
    interaction_id: pd.Series
    about: pd.DataFrame


def tie_facts(
    met: WeightedInteractions, statements: pd.DataFrame, tails: np.ndarray, heads: np.ndarray
) -> pd.DataFrame:
    """Return what is known of some ties.

    Parameters
    ----------
    met : WeightedInteractions
        What the organizations did.
    statements : pd.DataFrame
        ``pair, kind, date`` of the ties that were declared.
    tails, heads : np.ndarray
        Positions of the ends of each tie, ``tails < heads``, sorted by both.

    Returns
    -------
    pd.DataFrame
        One row a tie: ``interactions`` (int64), ``first`` and ``last`` (dates or ``None``), ``kinds`` and ``causes``
        (tuples of text, sorted). A confidential interaction has neither: of it a tie tells who and when.
    """
    wanted = packed(tails.astype(np.int64), heads.astype(np.int64), met.meetings.bits)
    pair, place = met.meetings.pairs(met.at)
    tie = _found(pair, wanted)
    tie, place = tie[tie >= 0], place[tie >= 0]
    declared = _found(statements["pair"].to_numpy(np.int64), wanted)
    statements, declared = statements[declared >= 0], declared[declared >= 0]
    ends, n_ties = np.r_[tie, declared], len(wanted)
    days = pd.concat([met.day.iloc[place], statements["date"]]).groupby(ends)
    kinds = pd.concat([met.kind.iloc[place], statements["kind"]])
    return pd.DataFrame(
        {
            "interactions": np.bincount(tie, minlength=n_ties),
            "first": _dates(days.min(), n_ties),
            "last": _dates(days.max(), n_ties),
            "kinds": _distinct(ends, kinds, n_ties),
            "causes": _distinct(*_causes(met, tie, place), n_ties),
        }
    )


def _found(pair: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return the place of each pair in `wanted`, -1 where it is not there."""
    if not len(wanted):
        return np.full(len(pair), -1)
    at = np.minimum(np.searchsorted(wanted, pair), len(wanted) - 1)
    return np.where(wanted[at] == pair, at, -1)


def _causes(met: WeightedInteractions, tie: np.ndarray, place: np.ndarray) -> tuple[np.ndarray, pd.Series]:
    """Return the tie and the cause of every cause of every interaction of a tie."""
    about = met.about[met.about["interaction_id"].isin(met.interaction_id)]
    of_place = pd.Series(np.arange(len(met.interaction_id)), index=met.interaction_id)
    about = about.assign(place=about["interaction_id"].map(of_place)).sort_values("place")
    starts = np.searchsorted(about["place"].to_numpy(np.int64), np.arange(len(of_place) + 1))
    n_causes = np.diff(starts)[place]
    within = np.arange(n_causes.sum()) - np.repeat(np.cumsum(n_causes) - n_causes, n_causes)
    return np.repeat(tie, n_causes), about["cause_id"].iloc[np.repeat(starts[place], n_causes) + within]


def _dates(days: pd.Series, n_ties: int) -> pd.Series:
    every = days.reindex(range(n_ties))
    return pd.Series([None if pd.isna(d) else d.date() for d in every], dtype="object")


def _distinct(tie: np.ndarray, values: pd.Series, n_ties: int) -> pd.Series:
    """Return the sorted distinct values of each tie, as tuples; the same values are the same tuple."""
    code, names = pd.factorize(values, sort=True)
    width = max(len(names), 1)
    once = np.unique(tie[code >= 0] * width + code[code >= 0])
    starts = np.searchsorted(once, np.arange(n_ties + 1) * width).tolist()
    codes, labels = (once % width).tolist(), [str(name) for name in names]
    same: dict[tuple[int, ...], tuple[str, ...]] = {}
    tuples = []
    for start, end in pairwise(starts):
        key = tuple(codes[start:end])
        if key not in same:
            same[key] = tuple(labels[i] for i in key)
        tuples.append(same[key])
    return pd.Series(tuples, dtype="object")


def directed_ties(met: WeightedInteractions, least: float) -> pd.DataFrame:
    """Return one row for each directed kind and ordered pair that shares an interaction of it.

    Sources are the participants with a source role. Targets are those with a target role, or where nobody has one
    all that are no source. An interaction in which nobody has a source role has no direction and gives no row.

    Parameters
    ----------
    met : WeightedInteractions
        What the organizations did.
    least : float
        A row is left out where its newest interaction has faded below this share.

    Returns
    -------
    pd.DataFrame
        ``a`` and ``b`` (int64, positions of source and target, never the same) and
        `graph.ties.network.DIRECTED_COLUMNS`, sorted by kind, ``a``, ``b``. ``strength`` adds up as that of undirected
        ties; ``distance`` is the strongest of the kind over it.
    """
    part, numbers, members = met.meetings, met.at, met.meetings.at
    rows = np.flatnonzero(met.kind.isin(DIRECTED_KINDS).to_numpy())
    met_by, sizes = numbers[rows], part.sizes[numbers[rows]]
    place = np.repeat(rows, sizes)
    who = np.repeat(part.starts[met_by] - np.cumsum(sizes) + sizes, sizes) + np.arange(len(place))
    took = pd.DataFrame({"place": place, "at": members[who].astype(np.int64), "gives": part.gives[who]})
    took["gets"] = part.gets[who]
    none_gets = ~took.groupby("place")["gets"].transform("any").astype("bool")
    sources = took.loc[took["gives"], ["place", "at"]].rename(columns={"at": "a"})
    targets = took.loc[took["gets"] | (none_gets & ~took["gives"]), ["place", "at"]].rename(columns={"at": "b"})
    pairs = sources.merge(targets, on="place")
    pairs = pairs[pairs["a"] != pairs["b"]].sort_values("place", kind="stable")
    day = met.day.to_numpy()[pairs["place"]]
    pairs = pairs.assign(kind=met.kind.to_numpy()[pairs["place"]], each=met.each[pairs["place"]], day=day)
    pairs["fresh"] = met.fresh[pairs["place"]]
    arcs = pairs.groupby(["kind", "a", "b"], sort=True).agg(
        strength=("each", "sum"), fresh=("fresh", "max"), interactions=("place", "size"),
        first=("day", "min"), last=("day", "max"),
    )  # fmt: skip
    arcs = arcs[(arcs["fresh"] >= least) & (arcs["strength"] > 0)].reset_index()
    strongest = arcs.groupby("kind")["strength"].transform("max").to_numpy(np.float64)
    strength = arcs["strength"].to_numpy(np.float64)
    arcs["distance"] = distances(strongest, strength)
    for column in ("first", "last"):
        arcs[column] = pd.Series([None if pd.isna(d) else d.date() for d in arcs[column]], arcs.index, "object")
    return arcs[["a", "b", *DIRECTED_COLUMNS]]
