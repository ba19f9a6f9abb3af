"""Who gave to whom: the interactions of directed kinds, from their sources to their targets."""

import numpy as np
import pandas as pd

from graph.network import DIRECTED_COLUMNS
from graph.schema import DIRECTED_KINDS
from graph.snapshot import distances
from graph.tie_facts import Happened

__all__ = ["given"]


def given(met: Happened, least: float) -> pd.DataFrame:
    """Return one row for each directed kind and ordered pair that shares an interaction of it.

    Sources are the participants with a source role. Targets are those with a target role, or where nobody has one
    all that are no source. An interaction in which nobody has a source role has no direction and gives no row.

    Parameters
    ----------
    met : Happened
        What the organizations did.
    least : float
        The strength below which a row is left out: it has faded away.

    Returns
    -------
    pd.DataFrame
        ``a`` and ``b`` (int64, positions of source and target, never the same) and `graph.network.DIRECTED_COLUMNS`,
        sorted by kind, ``a``, ``b``. ``strength`` adds up as that of undirected ties; ``distance`` is the strongest
        of the kind over it.
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
    found = pairs.groupby(["kind", "a", "b"], sort=True).agg(
        strength=("each", "sum"), interactions=("place", "size"), first=("day", "min"), last=("day", "max")
    )
    found = found[found["strength"] >= least].reset_index()
    strongest = found.groupby("kind")["strength"].transform("max").to_numpy(np.float64)
    strength = found["strength"].to_numpy(np.float64)
    found["distance"] = distances(strongest, strength)
    for column in ("first", "last"):
        found[column] = pd.Series([None if pd.isna(d) else d.date() for d in found[column]], found.index, "object")
    return found[["a", "b", *DIRECTED_COLUMNS]]
