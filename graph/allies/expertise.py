"""Complementary expertise: what a coalition lacks, and who offers it, nearby first."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.allies.candidates import causes_by_organization
from graph.arguments import checked
from graph.errors import UnknownName
from graph.names import normal_name
from graph.reach.coverage import presence_and_need
from graph.results import Result
from graph.selection import Selection
from graph.tables import ShownTables

__all__ = ["KINDS_OF_EXPERTISE", "Expertise", "missing_expertise"]

KINDS_OF_EXPERTISE = ("capability", "kind", "cause")
"""What an organization can do, what kind it is of, and what it works on or stands for."""
_COLUMNS = {"expertise": "str", "members": "int64", "fragile": "bool", "offers": "int64", "offered_by": "object"}
_OFFERS = {"organization_id": "str", "name": "str", "expertise": "str", "shared_places": "int64",
           "neighbouring_places": "int64"}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Expertise(Result):
    """What members of a coalition can do, and who outside could add what they cannot.

    Attributes
    ----------
    frame : pd.DataFrame
        One row an expertise, those that nobody in the coalition has first, then those of one member, each by the
        number of offers and the name: ``expertise, members`` (how many of the coalition have it), ``fragile`` (bool:
        exactly one; never for a coalition of one), ``offers`` (how many outside have it), ``offered_by`` (tuple of
        their names, nearby first).
    members : pd.DataFrame
        One row a member and expertise: ``organization_id, name, expertise``.
    offers : pd.DataFrame
        One row an organization outside and expertise, nearby first: ``organization_id, name, expertise``,
        ``shared_places`` (places of the grid where it and a member are), ``neighbouring_places`` (those of its other
        places that lie below the same parent as one with a member).
    """

    members: pd.DataFrame
    offers: pd.DataFrame


@checked
def missing_expertise(
    tables: ShownTables,
    selection: Selection | None = None,
    *,
    coalition: frozenset[str],
    by: str = "capability",
) -> Expertise:
    """Return what a coalition can do and lacks, with those who offer it, nearby first.

    Parameters
    ----------
    tables, selection : Tables, Selection
        What organizations can do is told from all of `tables`; where they are, from the selection.
    coalition : frozenset of str
        Ids of its organizations.
    by : {"capability", "kind", "cause"}
        What counts as expertise (`KINDS_OF_EXPERTISE`).

    Returns
    -------
    Expertise
        One row an expertise as ``frame``.

    Raises
    ------
    UnknownName
        If there is no such kind of expertise.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({
    ...         "organization_id": ["a", "b", "c"], "name": ["Ana Trust", "Ben House", "Cy Club"],
    ...         "capabilities": ["law", "maps; law", "maps"],
    ...     }),
    ... })
    >>> missing_expertise(tables, coalition=frozenset({"a"})).frame[["expertise", "members", "offered_by"]]
      expertise  members            offered_by
    0      maps        0  (Ben House, Cy Club)
    1       law        1          (Ben House,)
    """
    if by not in KINDS_OF_EXPERTISE:
        raise UnknownName("kind of expertise", by, KINDS_OF_EXPERTISE)
    able = _able(tables, by)
    ours = able["organization_id"].isin(coalition)
    near = _near(tables, selection, coalition)
    offers = able[~ours].merge(near, how="left", on="organization_id").fillna(
        {"shared_places": 0, "neighbouring_places": 0}
    )  # fmt: skip
    offers = offers.sort_values(
        ["shared_places", "neighbouring_places", "name", "organization_id"],
        ascending=[False, False, True, True],
        ignore_index=True,
    )
    names = able["expertise"].drop_duplicates().sort_values()
    count = able[ours]["expertise"].value_counts().reindex(names, fill_value=0)
    offered = offers.groupby("expertise")["name"].agg(tuple).reindex(names)
    offered = offered.map(lambda names_of: names_of if isinstance(names_of, tuple) else ())
    frame = pd.DataFrame({
        "expertise": names.to_numpy(), "members": count.to_numpy(),
        "fragile": (count.to_numpy() == 1) & (len(coalition) > 1),
        "offers": [len(some) for some in offered], "offered_by": offered.to_numpy(),
    })  # fmt: skip
    frame = frame.assign(rank=np.minimum(frame["members"], 2)).sort_values(
        ["rank", "offers", "expertise"], ascending=[True, False, True], ignore_index=True
    )
    return Expertise(
        frame[list(_COLUMNS)].astype(_COLUMNS),
        members=able[ours].reset_index(drop=True),
        offers=offers[list(_OFFERS)].astype(_OFFERS),
    )


def _able(tables: ShownTables, by: str) -> pd.DataFrame:
    """Return who has which expertise, each once: ``organization_id, name, expertise``; one spelling for each."""
    organizations = tables.organizations[["organization_id", "name"]]
    if by == "cause":
        causes = causes_by_organization(tables)
        having = organizations["organization_id"].map(lambda i: sorted(causes.get(i, ())))
    elif by == "kind":
        having = tables.organizations["kind"].map(lambda kind: [kind] if isinstance(kind, str) else [])
    else:
        having = tables.organizations["capabilities"].fillna("").str.split(";")
    rows = organizations.assign(expertise=having).explode("expertise").dropna(subset="expertise")
    plain = rows["expertise"].map(normal_name)
    spelling = rows["expertise"].str.strip().groupby(plain).min()
    rows = rows.assign(expertise=plain.map(spelling))[plain != ""]
    return rows.drop_duplicates(ignore_index=True).astype("str")


def _near(tables: ShownTables, selection: Selection | None, coalition: frozenset[str]) -> pd.DataFrame:
    """Return in how many places each organization outside is beside a member, and in how many others near one."""
    coverage = presence_and_need(tables, selection)
    rows = coverage.present[["organization_id"]].assign(
        place=coverage.present["cell"].to_numpy(np.int64) % max(len(coverage.grid.communities), 1)
    )
    rows = rows.drop_duplicates()
    group = coverage.grid.siblings[rows["place"].to_numpy()]
    ours = rows["organization_id"].isin(coalition).to_numpy()
    shared = rows["place"].isin(rows.loc[ours, "place"])
    beside = pd.Series(np.isin(group, group[ours]), index=rows.index) & ~shared
    near = rows.assign(shared_places=shared, neighbouring_places=beside)[~ours]
    return near.groupby("organization_id")[["shared_places", "neighbouring_places"]].sum().reset_index()
