"""How many organizations look like each one: by what the data say of it, and by the shape of the network around it.

References
----------
Sweeney, L. (2002). k-anonymity: a model for protecting privacy. *International Journal of Uncertainty, Fuzziness and
Knowledge-Based Systems* 10, 557-570. Hay, M., Miklau, G., Jensen, D., Towsley, D. and Weis, P. (2008). Resisting
structural re-identification in anonymized social networks. *Proceedings of the VLDB Endowment* 1, 102-114.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from graph.arguments import checked
from graph.results import Result
from graph.selection import Selection
from graph.tables import ShownTables
from graph.tables.masking import sensitive
from graph.ties.strength import tie_network
from graph.tree import above, parents

__all__ = ["FEW", "RecognitionRisk", "recognition_risk"]

FEW = 5
"""An organization that looks like fewer than this many, itself included, is easy to recognize."""

_FACTS = ("kind", "places", "causes")


@dataclass(frozen=True, eq=False, repr=False)
class RecognitionRisk(Result):
    """How many organizations look like each one.

    Attributes
    ----------
    frame : pd.DataFrame
        One row an organization, sensitive ones first, then the easiest to recognize: ``organization_id, name,
        sensitive`` (bool), ``k_facts`` and ``k_shape`` (int64, from 1: how many organizations, itself included, have
        the same facts, the same shape), ``helps`` (the fact without which most others look alike: ``kind``, ``places``
        or ``causes``; blank where ``k_facts`` is `FEW` or more).
    organizations, tied : int
        How many there are, and how many of them have a tie.
    unique_by_facts, few_by_facts : int
        How many have k = 1, and how many k < `FEW`.
    unique_by_shape, few_by_shape : int
        The same by shape, of those that have a tie.
    """

    organizations: int
    tied: int
    unique_by_facts: int
    few_by_facts: int
    unique_by_shape: int
    few_by_shape: int


@checked
def recognition_risk(tables: ShownTables) -> RecognitionRisk:
    """Return how easily somebody who knows an organization recognizes it in these tables, whatever its name there.

    The facts are the kind, the places at the first level, and the causes (of supports, presences and interactions). The
    shape is the number of partners together with those of each partner (Hay's H2). Somebody who knows more than this
    recognizes more: k is an upper bound of the protection, never a promise.

    Parameters
    ----------
    tables : Tables
        The copy, as it is handed on.

    Returns
    -------
    RecognitionRisk
        Empty tables give an empty frame.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> ids = {"organization_id": ["a", "b", "c"], "name": ["A", "B", "C"], "kind": ["ngo", "ngo", "union"]}
    >>> risk = recognition_risk(Tables.of({"organizations": pd.DataFrame(ids)}))
    >>> risk.frame[["name", "k_facts", "k_shape", "helps"]]
      name  k_facts  k_shape helps
    0    C        1        3  kind
    1    A        2        3  kind
    2    B        2        3  kind
    >>> risk.unique_by_facts, risk.few_by_facts, risk.tied
    (1, 3, 0)
    """
    organizations = tables.organizations
    ids = organizations["organization_id"].tolist()
    facts = _facts(tables)
    k_facts = _alike([facts[i] for i in ids])
    shapes = _shapes(tables, ids)
    k_shape = _alike(shapes)
    k_of_tied = [k for (degree, _), k in zip(shapes, k_shape, strict=True) if degree]
    frame = pd.DataFrame(
        {
            "organization_id": organizations["organization_id"],
            "name": organizations["name"],
            "sensitive": sensitive(organizations),
            "k_facts": pd.Series(k_facts, organizations.index, dtype="int64"),
            "k_shape": pd.Series(k_shape, organizations.index, dtype="int64"),
            "helps": pd.Series(_helps([facts[i] for i in ids], k_facts), organizations.index, dtype="str"),
        }
    )
    frame["least"] = frame[["k_facts", "k_shape"]].min(axis=1)
    frame = frame.sort_values(
        ["sensitive", "least", "k_facts", "k_shape", "name"], ascending=[False, True, True, True, True]
    )
    return RecognitionRisk(
        frame.drop(columns="least").reset_index(drop=True),
        organizations=len(ids),
        tied=len(k_of_tied),
        unique_by_facts=sum(k == 1 for k in k_facts),
        few_by_facts=sum(k < FEW for k in k_facts),
        unique_by_shape=sum(k == 1 for k in k_of_tied),
        few_by_shape=sum(k < FEW for k in k_of_tied),
    )


def _facts(tables: ShownTables) -> Mapping[str, tuple[Hashable, ...]]:
    """Return kind, places at the first level and causes of each organization."""
    parent_of = parents(tables.communities)
    root = {place: [place, *above(parent_of, place)][-1] for place in parent_of}
    about = tables.participations.merge(tables.interaction_causes, on="interaction_id")
    causes = pd.concat([frame[["organization_id", "cause_id"]] for frame in (tables.supports, tables.presences, about)])
    causes_of = causes.dropna().groupby("organization_id")["cause_id"].agg(frozenset).to_dict()
    places = tables.presences[["organization_id", "community_id"]].dropna()
    places = places.assign(community_id=places["community_id"].map(root))
    places_of = places.groupby("organization_id")["community_id"].agg(frozenset).to_dict()
    kinds = tables.organizations["kind"].fillna("")
    return {
        i: (kind, places_of.get(i, frozenset()), causes_of.get(i, frozenset()))
        for i, kind in zip(tables.organizations["organization_id"], kinds, strict=True)
    }


def _shapes(tables: ShownTables, ids: list[str]) -> list[tuple[int, tuple[int, ...]]]:
    """Return the number of partners of each organization, with those of its partners."""
    ties = tie_network(tables, Selection(half_life=None))
    degree = dict(ties.degree())
    return [(degree[i], tuple(sorted(degree[j] for j in ties.adj[i]))) for i in ids]


def _alike(keys: Sequence[Hashable]) -> list[int]:
    times = Counter(keys)
    return [times[key] for key in keys]


def _helps(facts: list[tuple[Hashable, ...]], k_facts: list[int]) -> list[str]:
    """Return the fact without which each organization looks like most others; blank where enough do already."""
    without = {
        name: _alike([tuple(v for n, v in enumerate(values) if n != number) for values in facts])
        for number, name in enumerate(_FACTS)
    }
    return [
        "" if k >= FEW else max(_FACTS, key=lambda name, at=at: without[name][at])  # type: ignore[misc]
        for at, k in enumerate(k_facts)
    ]
