"""How to get to know an organization: several ways, or where it already meets us."""

from dataclasses import dataclass

import networkx as nx
import pandas as pd

from graph.allies.introductions import step_frame, warmest_routes
from graph.arguments import checked
from graph.errors import UnknownName
from graph.results import Result
from graph.schema import NATIONWIDE
from graph.selection import Selection, select
from graph.tables import ShownTables
from graph.ties.strength import tie_network

__all__ = ["Introduction", "ways_to"]

_MEETS = {"organization_id": "str", "name": "str", "cause_id": "str", "cause": "str", "community_id": "str",
          "community": "str"}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Introduction(Result):
    """The ways to an organization, and where it already is beside us.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a step, as `graph.warmest_routes` returns it.
    meets : pd.DataFrame
        One row one of ours and a cell in which both are present, the place as it is stated: ``organization_id, name,
        cause_id, cause, community_id, community``, by place, cause and name. Being there says that the two are near,
        not that they work together.
    reason : {"", "itself", "meets", "no_way"}
        Why there is no way; blank where there is one: the organization is one of ours, it already is where some of us
        are, or neither.
    """

    meets: pd.DataFrame
    reason: str


@checked
def ways_to(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    sources: frozenset[str],
    target: str,
    ties: nx.Graph | None = None,
    most_steps: int = 3,
    k: int = 3,
) -> Introduction:
    """Return the warmest ways from some organizations to another one, and where they already are together.

    Parameters
    ----------
    tables, selection : Tables, Selection
        What steps rest on is told from all of `tables`; presences and ties are those of the selection.
    sources : frozenset of str
        Ids of the organizations that we can ask.
    target : str
        Id of the organization to meet.
    ties : nx.Graph, optional
        By default the tie network of the selection.
    most_steps, k : int
        As for `graph.warmest_routes`.

    Returns
    -------
    Introduction
        The steps as ``frame``; where there is none, ``reason`` says why.

    Raises
    ------
    UnknownName
        If the target is no organization of the data.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ...     "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
    ...     "communities": pd.DataFrame({"community_id": ["n"], "name": ["North"]}),
    ...     "presences": pd.DataFrame({"organization_id": ["a", "b"], "community_id": "n", "cause_id": "w"}),
    ... })
    >>> ways = ways_to(tables, sources=frozenset({"a"}), target="b")
    >>> ways.reason, ways.meets[["name", "cause", "community"]].to_numpy().tolist()
    ('meets', [['Ana Trust', 'Water', 'North']])
    """
    if not (tables.organizations["organization_id"] == target).any():
        raise UnknownName("organization", target, tables.organizations["organization_id"])
    through = tie_network(tables, selection) if ties is None else ties
    steps = step_frame([], route="int64")
    if target in through and target not in sources:
        steps = warmest_routes(through, sources, target, tables=tables, most_steps=most_steps, k=k)
    meets = _meets(tables, selection, sources, target)
    reason = "" if len(steps) else "itself" if target in sources else "meets" if len(meets) else "no_way"
    return Introduction(steps, meets=meets, reason=reason)


def _meets(tables: ShownTables, selection: Selection | None, sources: frozenset[str], target: str) -> pd.DataFrame:
    """Return the cells in which the target and one of the sources are present."""
    rows = select(tables, selection).presences
    rows = rows[(rows["community_id"] != NATIONWIDE) & rows["cause_id"].notna()]
    cells = rows[["organization_id", "cause_id", "community_id"]].drop_duplicates()
    theirs = cells.loc[cells["organization_id"] == target, ["cause_id", "community_id"]]
    both = cells[cells["organization_id"].isin(sources - {target})].merge(theirs, on=["cause_id", "community_id"])
    for column, frame in (("name", tables.organizations), ("cause", tables.causes), ("community", tables.communities)):
        key = frame.columns[0]
        both[column] = both[key].map(frame.set_index(key)["name"])
    return both.sort_values(["community", "cause", "name"], ignore_index=True)[list(_MEETS)].astype(_MEETS)
