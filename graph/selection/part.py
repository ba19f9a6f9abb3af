"""The rows that a selection keeps, as tables of the same form, and the date that counts as today in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from graph.arguments import checked
from graph.errors import UnknownName
from graph.names import normal_name
from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_KINDS, ORGANIZATION_STATUSES
from graph.selection.filters import UNKNOWN, Selection
from graph.tables import ShownTables
from graph.tree import below

__all__ = ["as_of_date", "select", "widened"]


@checked
def as_of_date(tables: ShownTables, selection: Selection | None = None) -> date | None:
    """Return "today" for `tables`: ``selection.as_of``, else the latest date in the data not in the future.

    Returns
    -------
    date or None
        ``None`` where nothing carries a date.
    """
    if selection is not None and selection.as_of is not None:
        return selection.as_of
    tables = tables.whole or tables
    met, there = tables.interactions, tables.presences
    if selection is None or "planned" not in selection.activity_status:
        # What is only planned has not happened: the day it is planned for says nothing of how new the data are.
        met = met.loc[met["status"] != "planned", ["date", "date_end"]]
        there = there.loc[there["status"] != "planned", ["since", "until"]]
    dated = (met["date"], met["date_end"], there["since"], there["until"], tables.declared_ties["date"])
    dates = pd.concat(dated).dropna()
    past = dates[dates <= pd.Timestamp(datetime.now(UTC).date())]
    return None if past.empty else past.max().date()


@checked
def select(tables: ShownTables, selection: Selection | None = None) -> ShownTables:
    """Return the part of `tables` that `selection` asks for, as tables of the same form.

    Where a filter of organizations is set, `Tables.whole` of the part holds the same rows with every organization, so
    that ``tie_network(select(tables, selection))`` is ``tie_network(tables, selection)``.

    Raises
    ------
    UnknownName
        If an organization, kind, cause, community or status of the selection is not known.
    """
    chosen = selection or Selection()
    _check_words(tables, chosen)
    part = _of_everybody(tables, chosen)
    if tables.whole is None and not chosen.chooses_organizations:
        return part
    whole = part if tables.whole is None else _of_everybody(tables.whole, chosen)
    ids = _narrowed(_organizations(part.organizations, tables, chosen), part.organizations)
    organizations = _of(part.organizations, organization_id=ids)
    chosen_rows = part.replace(
        organizations=organizations,
        supports=_of(part.supports, organization_id=ids),
        presences=_of(part.presences, organization_id=ids),
        participations=_of(part.participations, organization_id=ids),
        feedback=_said(part.feedback, ids),
        declared_ties=_of(part.declared_ties, from_id=ids, to_id=ids),
    )
    return chosen_rows.part_of(whole)


def widened(tables: ShownTables, selection: Selection | None = None) -> tuple[ShownTables, Selection]:
    """Return the tables in which ties are weighed, and the selection that chooses the same organizations in them.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> tables = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["A", "B"]})})
    >>> whole, again = widened(select(tables, Selection(organizations="a")))
    >>> len(whole.organizations), again.organizations
    (2, ('a',))
    """
    chosen = selection or Selection()
    if tables.whole is None:
        return tables, chosen
    ids = _organizations(tables.organizations, tables, chosen)["organization_id"]
    return tables.whole, replace(chosen.of_everybody(), organizations=tuple(ids))


def _organizations(organizations: pd.DataFrame, tables: ShownTables, chosen: Selection) -> pd.DataFrame:
    """Return those of some organizations of `tables` that the filters of organizations choose."""
    for column, wanted in (("status", chosen.organization_status), ("kind", chosen.organization_kinds)):
        if wanted:
            organizations = organizations[organizations[column].fillna(UNKNOWN).isin(wanted)]
    if chosen.organizations is not None:
        ids = _carriers((tables.whole or tables).organizations, chosen.organizations, "organization")
        organizations = organizations[organizations["organization_id"].isin(ids)]
    return organizations


def _of_everybody(tables: ShownTables, chosen: Selection) -> ShownTables:
    """Return what the filters of what organizations did leave, whoever did it."""
    organizations = tables.organizations
    causes = _below(tables.causes, chosen.causes, "cause")
    communities = _below(tables.communities, chosen.communities, "community")

    interactions = _interactions(tables, chosen, causes, communities)
    presences = _held(tables.presences, chosen)
    presences = _where(presences, _counts(presences["status"], chosen))
    supports = _held(tables.supports, chosen)
    needs = tables.needs
    if causes is not None:
        presences = presences[presences["cause_id"].isin(causes)]
        supports = supports[supports["cause_id"].isin(causes)]
        needs = needs[needs["cause_id"].isin(causes)]
    if communities is not None:
        presences = presences[presences["community_id"].isin(communities)]
        needs = needs[needs["community_id"].isin(communities)]

    interaction_ids = _narrowed(interactions, tables.interactions)
    participations = _of(tables.participations, interaction_id=interaction_ids)
    declared = tables.declared_ties
    if chosen.kinds:
        declared = declared[declared["kind"].isin(chosen.kinds)]
    if causes is not None or communities is not None:
        behind = pd.concat([participations["organization_id"], presences["organization_id"]])
        if communities is None:
            behind = pd.concat([behind, supports["organization_id"]])
        organizations = _of(organizations, organization_id=behind)
    ids = _narrowed(organizations, tables.organizations)
    return tables.replace(
        organizations=organizations,
        supports=_of(supports, organization_id=ids),
        presences=_of(presences, organization_id=ids),
        needs=needs,
        interactions=interactions,
        participations=_of(participations, organization_id=ids),
        interaction_causes=_of(tables.interaction_causes, interaction_id=interaction_ids),
        interaction_communities=_of(tables.interaction_communities, interaction_id=interaction_ids),
        feedback=_said(_of(tables.feedback, interaction_id=interaction_ids), ids),
        declared_ties=_of(declared, from_id=ids, to_id=ids),
    )


def _narrowed(frame: pd.DataFrame, whole: pd.DataFrame) -> pd.Series | None:
    """Return the ids that are left; ``None`` where all of them are, and nothing needs to be looked for."""
    return None if len(frame) == len(whole) else frame.iloc[:, 0]


def _of(frame: pd.DataFrame, **ids: pd.Series | None) -> pd.DataFrame:
    for column, allowed in ids.items():
        if allowed is not None:
            frame = frame[frame[column].isin(allowed)]
    return frame


def _where(frame: pd.DataFrame, mask: pd.Series) -> pd.DataFrame:
    return frame if mask.all() else frame[mask]


def _said(feedback: pd.DataFrame, ids: pd.Series | None) -> pd.DataFrame:
    """Return what was said by one of the organizations, or by nobody in particular."""
    if ids is None:
        return feedback
    who = feedback["organization_id"]
    return feedback[who.isna() | who.isin(set(ids))]


def _counts(status: pd.Series, chosen: Selection) -> pd.Series:
    return status.isna() | status.isin(chosen.activity_status)


def _interactions(
    tables: ShownTables, chosen: Selection, causes: set[str] | None, communities: set[str] | None
) -> pd.DataFrame:
    interactions = tables.interactions
    interactions = _where(interactions, _counts(interactions["status"], chosen))
    if chosen.kinds:
        interactions = interactions[interactions["kind"].isin(chosen.kinds)]
    end = interactions["date_end"].fillna(interactions["date"])
    if chosen.since is not None:
        interactions = interactions[end >= pd.Timestamp(chosen.since)]
    if chosen.until is not None:
        interactions = interactions[interactions["date"] <= pd.Timestamp(chosen.until)]
    if causes is not None:
        about = tables.interaction_causes
        interactions = _of(interactions, interaction_id=about.loc[about["cause_id"].isin(causes), "interaction_id"])
    if communities is not None:
        place = tables.interaction_communities
        interactions = _of(
            interactions, interaction_id=place.loc[place["community_id"].isin(communities), "interaction_id"]
        )
    return interactions


def _held(frame: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the rows that held at some time between ``since`` and ``until``; undated ends are open."""
    until = min((d for d in (chosen.until, chosen.as_of) if d is not None), default=None)
    if chosen.since is not None:
        frame = frame[frame["until"].isna() | (frame["until"] >= pd.Timestamp(chosen.since))]
    if until is not None:
        frame = frame[frame["since"].isna() | (frame["since"] <= pd.Timestamp(until))]
    return frame


def _below(nodes: pd.DataFrame, wanted: Iterable[str], what: str) -> set[str] | None:
    """Return the ids that the wanted ids and names stand for, or ``None`` where nothing is asked."""
    names = list(wanted)
    return below(nodes, _carriers(nodes, names, what)) if names else None


def _carriers(nodes: pd.DataFrame, names: Iterable[str], what: str) -> list[str]:
    """Return the ids that ids and names stand for; a name that several carry stands for all of them."""
    ids = nodes.iloc[:, 0]
    by_name: dict[str, list[str]] = {}
    for node_id, name in zip(ids, nodes["name"], strict=True):
        by_name.setdefault(normal_name(name), []).append(node_id)
    id_set = set(ids)
    carriers: list[str] = []
    for name in names:
        same = [name] if name in id_set else by_name.get(normal_name(name))
        if not same:
            raise UnknownName(what, name, [*nodes["name"]])
        carriers.extend(same)
    return carriers


def _check_words(tables: ShownTables, chosen: Selection) -> None:
    declared = tables.declared_ties["kind"].dropna().unique()
    for what, words, allowed in (
        ("kind", chosen.kinds, (*INTERACTION_KINDS, *declared)),
        ("status of an organization", chosen.organization_status, ORGANIZATION_STATUSES),
        ("kind of organization", chosen.organization_kinds, (*ORGANIZATION_KINDS, UNKNOWN)),
        ("status of an activity", chosen.activity_status, ACTIVITY_STATUSES),
        ("kind", tuple(chosen.kind_weights), (*INTERACTION_KINDS, *declared)),
    ):
        for word in words:
            if word not in allowed:
                raise UnknownName(what, word, allowed)
