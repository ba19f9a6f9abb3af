"""Whom a question is asked for: the words of a user become a set of organizations."""

import pandas as pd

from graph.arguments import checked
from graph.errors import EmptyNetwork, UnknownName
from graph.names import normal_name
from graph.tables import ShownTables

__all__ = ["EVERYBODY", "OURS", "US", "coalition_members"]

US = "us"
EVERYBODY = "everybody"
OURS = ("us", "member")
"""The statuses of the organizations that ``us`` stands for: ourselves, and those who joined us."""


@checked
def coalition_members(whom: str, tables: ShownTables, members: pd.DataFrame) -> frozenset[str] | None:
    """Return the ids of the organizations that `whom` stands for.

    Parameters
    ----------
    whom : str
        ``us`` (status us or member), ``everybody``, the number or the name of a cluster, or ids, names and aliases
        of organizations joined by commas. A number of a cluster comes before an organization with that id, an id
        before a name, a name before an alias; a name that several organizations carry stands for all of them.
    tables : Tables
        The data set, for ids, names and statuses.
    members : pd.DataFrame
        As `graph.clusters.table.cluster_members` returns it: ``organization_id, cluster, cluster_name``.

    Returns
    -------
    frozenset of str, or None
        ``None`` for everybody.

    Raises
    ------
    UnknownName
        If nothing carries one of the names; it offers the nearest.
    EmptyNetwork
        If ``us`` is asked for and no organization has such a status.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
    ... })
    >>> none = pd.DataFrame({"organization_id": [], "cluster": [], "cluster_name": []})
    >>> sorted(coalition_members("ana trust, b", tables, none))
    ['a', 'b']
    """
    asked = normal_name(whom)
    if asked == EVERYBODY:
        return None
    if asked == US:
        return _us(tables)
    clustered = members.dropna(subset="cluster")
    number = clustered["cluster"].astype("int64").astype("str")
    name = clustered["cluster_name"].fillna("").map(normal_name)
    for column in (number, name):
        ids = clustered.loc[column == asked, "organization_id"]
        if asked and len(ids):
            return frozenset(ids)
    return _organizations(whom, tables, [*clustered["cluster_name"].dropna()])


def _us(tables: ShownTables) -> frozenset[str]:
    organizations = tables.organizations
    ours = organizations.loc[organizations["status"].isin(OURS), "organization_id"]
    if ours.empty:
        raise EmptyNetwork(
            f"us: found none of the {len(organizations)} organizations with the status {' or '.join(OURS)}. Set the "
            "status of your own organization, or name organizations or a coalition instead."
        )
    return frozenset(ours)


def _organizations(whom: str, tables: ShownTables, other_names: list[str]) -> frozenset[str]:
    """Return the ids that names joined by commas stand for; a name may itself hold commas."""
    ids_by_name = _by_name(tables.organizations)
    parts = whom.split(",")
    ids: set[str] = set()
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            carriers = ids_by_name.get(normal_name(",".join(parts[start:end])))
            if carriers:
                ids |= carriers
                start = end
                break
        else:
            unknown = parts[start].strip()
            names = [*tables.organizations["name"], *tables.organizations["organization_id"], *other_names]
            raise UnknownName("coalition or organization", unknown, names)
    return frozenset(ids)


def _by_name(organizations: pd.DataFrame) -> dict[str, set[str]]:
    """Return the ids behind every id, name and alias; what comes first in that order holds a name alone."""
    ids = organizations["organization_id"]
    aliases = organizations["aliases"].fillna("").str.split(";").explode()
    ids_by_name: dict[str, set[str]] = {}
    for names in (ids, organizations["name"], aliases):
        tier: dict[str, set[str]] = {}
        for name, organization_id in zip(names, ids.loc[names.index], strict=True):
            tier.setdefault(normal_name(name), set()).add(organization_id)
        ids_by_name = tier | ids_by_name
    ids_by_name.pop("", None)
    return ids_by_name
