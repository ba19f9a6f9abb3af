"""Which part of the data a question is asked of: dates, kinds, causes, communities, organizations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pandas as pd

from graph.errors import UnknownName
from graph.names import normal_name
from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_STATUSES
from graph.tables import Tables
from graph.tree import below

__all__ = ["ACTIVE", "Selection", "as_of_date", "select"]

ACTIVE = ("done", "ongoing")


@dataclass(frozen=True)
class Selection:
    """The part of the data that counts, and how ties are weighed in it.

    Parameters
    ----------
    since, until : date, optional
        Only interactions that ran in this range, ends included, and presences and supports that held in it. An
        interaction without a date is left out when either is given; an undated presence or support stays.
    as_of : date, optional
        "Today": presences and supports that begin later are left out, later interactions make no tie
        (`graph.tie_network` counts them). By default the latest date in the data that is not in the future.
    kinds : tuple of str
        Only interactions and declared ties of these kinds; empty means all.
    causes, communities : tuple of str
        Ids or names; each stands for itself and everything below it. Only interactions about one of them,
        presences and supports for one of them, and the organizations behind those. Empty means all.
    organization_status : tuple of str
        Only organizations with one of these statuses; empty means all.
    activity_status : tuple of str
        Which interactions and presences count by their status; a blank status always counts. By default what
        is planned or suspended does not.
    half_life : float, optional
        Days after which an interaction counts half; ``None`` means that it never fades.
    kind_weights : mapping of str to float
        Weight of a kind in the strength of a tie, where it is not 1 (conflict: always 0).
    most_participants : int
        Interactions with more participants than this make no ties.
    """

    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    kinds: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    organization_status: tuple[str, ...] = ()
    activity_status: tuple[str, ...] = ACTIVE
    half_life: float | None = 365.0
    kind_weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    most_participants: int = 50


def as_of_date(tables: Tables, selection: Selection | None = None) -> date | None:
    """Return "today" for `tables`: ``selection.as_of``, else the latest date in the data not in the future.

    Returns
    -------
    date or None
        ``None`` where nothing carries a date.
    """
    if selection is not None and selection.as_of is not None:
        return selection.as_of
    met, there = tables.interactions, tables.presences
    if selection is None or "planned" not in selection.activity_status:
        # What is only planned has not happened: the day it is planned for says nothing of how new the data are.
        met = met.loc[met["status"] != "planned", ["date", "date_end"]]
        there = there.loc[there["status"] != "planned", ["since", "until"]]
    dated = (met["date"], met["date_end"], there["since"], there["until"], tables.declared_ties["date"])
    dates = pd.concat(dated).dropna()
    past = dates[dates <= pd.Timestamp(datetime.now(UTC).date())]
    return None if past.empty else past.max().date()


def select(tables: Tables, selection: Selection | None = None) -> Tables:
    """Return the part of `tables` that `selection` asks for, as tables of the same form.

    Raises
    ------
    UnknownName
        If a kind, cause, community or status of the selection is not known.
    """
    chosen = selection or Selection()
    _check_words(tables, chosen)
    organizations = tables.organizations
    if chosen.organization_status:
        status = organizations["status"].fillna("unknown")
        organizations = organizations[status.isin(chosen.organization_status)]
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
    for column, known in ids.items():
        if known is not None:
            frame = frame[frame[column].isin(known)]
    return frame


def _where(frame: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    return frame if kept.all() else frame[kept]


def _said(feedback: pd.DataFrame, ids: pd.Series | None) -> pd.DataFrame:
    """Return what was said by one of the organizations, or by nobody in particular."""
    if ids is None:
        return feedback
    who = feedback["organization_id"]
    return feedback[who.isna() | who.isin(set(ids))]


def _counts(status: pd.Series, chosen: Selection) -> pd.Series:
    return status.isna() | status.isin(chosen.activity_status)


def _interactions(
    tables: Tables, chosen: Selection, causes: set[str] | None, communities: set[str] | None
) -> pd.DataFrame:
    found = tables.interactions
    found = _where(found, _counts(found["status"], chosen))
    if chosen.kinds:
        found = found[found["kind"].isin(chosen.kinds)]
    end = found["date_end"].fillna(found["date"])
    if chosen.since is not None:
        found = found[end >= pd.Timestamp(chosen.since)]
    if chosen.until is not None:
        found = found[found["date"] <= pd.Timestamp(chosen.until)]
    if causes is not None:
        about = tables.interaction_causes
        found = _of(found, interaction_id=about.loc[about["cause_id"].isin(causes), "interaction_id"])
    if communities is not None:
        place = tables.interaction_communities
        found = _of(found, interaction_id=place.loc[place["community_id"].isin(communities), "interaction_id"])
    return found


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
    if not names:
        return None
    ids = nodes.iloc[:, 0]
    by_name: dict[str, list[str]] = {}
    for node_id, name in zip(ids, nodes["name"], strict=True):
        by_name.setdefault(normal_name(name), []).append(node_id)
    known = set(ids)
    roots: list[str] = []
    for name in names:
        found = [name] if name in known else by_name.get(normal_name(name))
        if not found:
            raise UnknownName(what, name, [*nodes["name"]])
        roots.extend(found)
    return below(nodes, roots)


def _check_words(tables: Tables, chosen: Selection) -> None:
    declared = tables.declared_ties["kind"].dropna().unique()
    for what, given, allowed in (
        ("kind", chosen.kinds, (*INTERACTION_KINDS, *declared)),
        ("status of an organization", chosen.organization_status, ORGANIZATION_STATUSES),
        ("status of an activity", chosen.activity_status, ACTIVITY_STATUSES),
        ("kind", tuple(chosen.kind_weights), (*INTERACTION_KINDS, *declared)),
    ):
        for word in given:
            if word not in allowed:
                raise UnknownName(what, word, allowed)
