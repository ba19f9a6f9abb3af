"""What speaks for asking an organization: what it shares, connects and can do, and the way to it."""

from collections.abc import Collection, Iterable

import networkx as nx
import pandas as pd

from graph.allies.contacts import Contacts
from graph.allies.introductions import route_steps, step_frame
from graph.allies.routes import best_routes
from graph.names import normal_name
from graph.selection import Selection, as_of_date
from graph.tables import ShownTables
from graph.ties.strength import tie_network

__all__ = ["candidate_facts", "causes_by_organization"]

_LEAST_COALITION = 3


def candidate_facts(
    ids: Iterable[str],
    tables: ShownTables,
    selection: Selection | None,
    coalition: Collection[str],
    *,
    ties: nx.Graph | None = None,
    members: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return for each organization what speaks for asking it, and the warmest introduction to it.

    Parameters
    ----------
    ids : iterable of str
        The organizations.
    tables, selection : Tables, Selection
        What organizations share and can do is told from all of `tables`; the selection tells "today".
    coalition : collection of str
        Who would ask.
    ties : nx.Graph, optional
        What introductions go through; by default the tie network of the selection.
    members : pd.DataFrame, optional
        As `graph.clusters.table.cluster_members` returns it; without it ``connects`` is blank.

    Returns
    -------
    tuple of pd.DataFrame
        One row an organization in the order of `ids`: ``organization_id, name`` and three tuples of names, sorted:
        ``shared_causes``, which it and the coalition both work on or stand for; ``connects``, the clusters of three or
        more in which it or one of its partners stands and nobody of the coalition does; ``capabilities``, those that
        nobody in the coalition has. Then the steps of the introductions: ``organization_id`` (whom it leads to) and
        the columns of `graph.allies.introductions.step_frame`.
    """
    through = tie_network(tables, selection) if ties is None else ties
    most = (selection or Selection()).most_participants
    contacts = Contacts(tables, as_of_date(tables, selection), most)
    organizations = tables.organizations.set_index("organization_id")
    ours = set(coalition)
    causes_of = causes_by_organization(tables)
    our_causes = set().union(*(causes_of.get(i, ()) for i in ours))
    capabilities_of = organizations["capabilities"].fillna("").str.split(";")
    able = {normal_name(c) for able_to in capabilities_of[capabilities_of.index.isin(ours)] for c in able_to}
    cluster_of = _clusters(members)
    our_clusters = {cluster_of.get(i, "") for i in ours}
    rows: list[tuple[object, ...]] = []
    steps: list[tuple[object, ...]] = []
    for i in ids:
        # The partners of a directed network are those at either end of a tie.
        partners = nx.all_neighbors(through, i) if i in through else ()
        connects = {cluster_of.get(other, "") for other in (i, *partners)} - our_clusters - {""}
        capabilities = [c.strip() for c in capabilities_of[i] if normal_name(c) not in able | {""}]
        shared = causes_of.get(i, set()) & our_causes
        facts = (tuple(sorted(names)) for names in (shared, connects, capabilities))
        rows.append((i, organizations.loc[i, "name"], *facts))
        for path in best_routes(through, ours, i):
            steps.extend((i, *step) for step in route_steps(through, path, contacts))
    columns = {"organization_id": "str", "name": "str", "shared_causes": "object", "connects": "object",
               "capabilities": "object"}  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(columns), step_frame(steps, organization_id="str")


def causes_by_organization(tables: ShownTables) -> dict[str, set[str]]:
    """Return the names of the causes that each organization works on or stands for."""
    columns = ["organization_id", "cause_id"]
    both = pd.concat([tables.presences[columns], tables.supports[columns]]).dropna().drop_duplicates()
    names = both["cause_id"].map(tables.causes.set_index("cause_id")["name"])
    causes_of: dict[str, set[str]] = {}
    for organization_id, name in zip(both["organization_id"], names, strict=True):
        causes_of.setdefault(organization_id, set()).add(name)
    return causes_of


def _clusters(members: pd.DataFrame | None) -> dict[str, str]:
    """Return the name of each organization's cluster, of those with three members or more."""
    if members is None:
        return {}
    clustered = members.dropna(subset="cluster")
    size = clustered["cluster"].map(clustered["cluster"].value_counts())
    large = clustered[size >= _LEAST_COALITION]
    return dict(zip(large["organization_id"], large["cluster_name"], strict=True))
