"""How firm a ranking is: the ranks that organizations get when the interactions are drawn anew.

References
----------
Smith, J. A. and Moody, J. (2013). Structural effects of network sampling coverage I: nodes missing at random.
*Social Networks* 35, 652-668. Efron, B. (1979). Bootstrap methods: another look at the jackknife. *Annals of
Statistics* 7, 1-26.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.clusters.table import SEED
from graph.engines.matrix import shown_names
from graph.measures.registry import measure as measure_called
from graph.schema import INTERACTION_KINDS
from graph.selection import Selection, as_of_date, select, widened
from graph.tables import ShownTables
from graph.ties.meetings import places
from graph.ties.strength import tie_network

__all__ = ["data_warnings", "rank_intervals", "resampled_networks"]

_DRAWN = ("interactions", "participations", "interaction_causes")
_DIGITS = 12
"""Values that differ later than this are one rank: the order of the rows moves the last bit of a sum."""


@checked
def rank_intervals(
    tables: ShownTables,
    selection: Selection | None = None,
    measure: str = "degree",
    *,
    resamples: int = 100,
    level: float = 0.9,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return each organization's rank by a measure, and between which ranks it lies when interactions are resampled.

    As many interactions as the selection holds are drawn from them with replacement, the network is made of what was
    drawn, and organizations are ranked in it; the middle `level` of these ranks, widened to hold the rank in the data,
    is the interval. Declared ties are not resampled. A network of drawn interactions holds some 63 % of the different
    ones, so that counts such as degree come out lower than in the data: the ranks compare, the values less so.

    Parameters
    ----------
    tables : Tables
        The data set.
    selection : Selection, optional
        As for `graph.tie_network`; ``as_of`` is the same in every resample.
    measure : str
        Name of a measure of `graph.measures.registry.MEASURES`.
    resamples : int
        How often interactions are drawn, 1 or more.
    level : float
        Share of the resamples that the interval holds: above 0, below 1.
    seed : int
        Of the draws.

    Returns
    -------
    pd.DataFrame
        One row an organization, in the order of the network: ``organization_id``, ``name``, ``value``, ``rank`` (1 =
        the highest value; equals share the best), ``rank_low`` (best), ``rank_high`` (worst), ``low`` and ``high`` (of
        the value). Ranks are Int64 from 1, blank where the measure says nothing; isolates are ranked as others. No
        rows where there are no organizations.

    Raises
    ------
    UnknownName
        If there is no such measure.
    ValueError
        If `resamples` or `level` is out of range.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b", "c"], "name": ["A", "B", "C"]}),
    ...     "interactions": pd.DataFrame({"interaction_id": ["i", "j"], "kind": "meeting"}),
    ...     "participations": pd.DataFrame({"interaction_id": list("iijj"), "organization_id": list("abbc")}),
    ... })
    >>> rank_intervals(tables, measure="degree")[["name", "value", "rank", "rank_low", "rank_high"]]
      name  value  rank  rank_low  rank_high
    0    A    1.0     2         1          3
    1    B    2.0     1         1          1
    2    C    1.0     2         1          3
    """
    if resamples < 1 or not 0 < level < 1:
        msg = f"resamples: found {resamples}, allowed 1 or more; level: found {level}, allowed above 0 and below 1."
        raise ValueError(msg)
    function = measure_called(measure).function
    ties = tie_network(tables, selection)
    value = function(ties).astype("float64")
    networks = resampled_networks(tables, selection, resamples=resamples, seed=seed)
    drawn = pd.concat([function(network).astype("float64") for network in networks], axis=1).reindex(value.index)
    rank, ranks = _rank(value.to_frame())[value.name], _rank(drawn)
    ends = (1 - level) / 2, (1 + level) / 2
    best = ranks.quantile(ends[0], axis=1, interpolation="lower")
    worst = ranks.quantile(ends[1], axis=1, interpolation="higher")
    return pd.DataFrame(
        {
            "organization_id": pd.Series(list(ties), dtype="str"),
            "name": pd.Series(shown_names(ties), dtype="str"),
            "value": value.array,
            "rank": _whole(rank),
            "rank_low": _whole(best.where(~(rank < best), rank)),
            "rank_high": _whole(worst.where(~(rank > worst), rank)),
            "low": drawn.quantile(ends[0], axis=1).array,
            "high": drawn.quantile(ends[1], axis=1).array,
        }
    )


def _rank(values: pd.DataFrame) -> pd.DataFrame:
    return values.round(_DIGITS).rank(ascending=False, method="min")


def _whole(ranks: pd.Series) -> pd.api.extensions.ExtensionArray:
    return ranks.astype("Int64").array


def resampled_networks(
    tables: ShownTables, selection: Selection | None = None, *, resamples: int = 100, seed: int = SEED
) -> Iterator[nx.Graph]:
    """Give tie networks made of interactions drawn with replacement, all with the organizations of the selection.

    The draws depend on the ids of the interactions and on the seed, not on the order of the rows.
    """
    tables, chosen = widened(tables, selection)
    part = select(tables, chosen.of_everybody())
    organizations = None
    if chosen.chooses_organizations:
        organizations = tuple(select(tables, chosen).organizations["organization_id"])
    kinds = {*INTERACTION_KINDS, *part.declared_ties["kind"].dropna()}
    # What the selection leaves out is gone already; asked again of fewer interactions it would drop organizations.
    again = replace(
        chosen.of_everybody(), as_of=as_of_date(tables, chosen), since=None, until=None, kinds=(), causes=(),
        communities=(), organizations=organizations,
        kind_weights={k: v for k, v in chosen.kind_weights.items() if k in kinds},
    )  # fmt: skip
    ids = part.interactions["interaction_id"].sort_values(ignore_index=True)
    rows_of = {name: _Rows.of(getattr(part, name), ids) for name in _DRAWN}
    empty = {name: getattr(part, name).head(0) for name in ("interaction_communities", "feedback")}
    generator = np.random.default_rng(seed)
    for _ in range(resamples):
        at = np.sort(generator.integers(len(ids), size=len(ids))) if len(ids) else np.zeros(0, dtype=np.int64)
        drawn = {name: rows.drawn(at) for name, rows in rows_of.items()}
        yield tie_network(part.replace(**drawn, **empty), again)


@dataclass(frozen=True)
class _Rows:
    """The rows of a frame, interaction by interaction, and where the rows of each begin."""

    frame: pd.DataFrame
    starts: np.ndarray

    @classmethod
    def of(cls, frame: pd.DataFrame, ids: pd.Series) -> "_Rows":
        at = places(frame["interaction_id"], ids)
        order = np.argsort(at, kind="stable")[np.count_nonzero(at < 0) :]
        return cls(frame.iloc[order], np.searchsorted(at[order], np.arange(len(ids) + 1)))

    def drawn(self, at: np.ndarray) -> pd.DataFrame:
        """Return the rows of interactions as often as they were drawn, each time under an id of its own."""
        n_rows = np.diff(self.starts)[at]
        draw = np.repeat(np.arange(len(at)), n_rows)
        within = np.arange(len(draw)) - np.repeat(np.cumsum(n_rows) - n_rows, n_rows)
        rows = self.frame.take(np.repeat(self.starts[at], n_rows) + within)
        return rows.assign(interaction_id=pd.Series(draw).astype("str").array)


@checked
def data_warnings(tables: ShownTables, selection: Selection | None = None) -> pd.Series:
    """Return how thin the data are that a ranking rests on.

    Returns
    -------
    pd.Series of float64
        Shares from 0 to 1 of the selected rows: ``organizations_without_interaction``,
        ``interactions_without_date``, ``interactions_without_cause``; NaN where there is nothing to share.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> data_warnings(Tables.of({"interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]})}))
    organizations_without_interaction    NaN
    interactions_without_date            1.0
    interactions_without_cause           1.0
    dtype: float64
    """
    part = select(tables, selection)
    met = part.interactions
    return pd.Series(
        {
            "organizations_without_interaction": (
                ~part.organizations["organization_id"].isin(part.participations["organization_id"])
            ).mean(),
            "interactions_without_date": met["date"].isna().mean(),
            "interactions_without_cause": (
                ~met["interaction_id"].isin(part.interaction_causes["interaction_id"])
            ).mean(),
        },
        dtype="float64",
    )
