"""Rows of who-does-what-where sheets become raw frames of the data model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.names import stable_id, tidy
from loaders.formats.who_does_what.places import place_tree
from loaders.formats.who_does_what.row_organizations import RowOrganizations, row_organizations
from loaders.reading_options import Apart
from loaders.values.words import organization_kind

__all__ = ["WhoDoesWhat", "who_does_what"]

# Where one presence or interaction is told with several statuses, the most active one holds.
_MOST_ACTIVE = ("ongoing", "done", "", "suspended", "planned")
_KEY = ["from", "to", "kind", "cause_id", "date"]


@dataclass(frozen=True)
class WhoDoesWhat:
    """What the rows of one or more sheets come to.

    Attributes
    ----------
    frames : dict of str to pd.DataFrame
        Raw frames by table name.
    repeats : pd.Series of bool
        Which rows state nothing that an earlier one does not, indexed as the rows.
    organizations : RowOrganizations
        Who is named in each row.
    notes : pd.DataFrame
        As in `graph.report.LoadReport`.
    """

    frames: dict[str, pd.DataFrame]
    repeats: pd.Series
    organizations: RowOrganizations
    notes: pd.DataFrame


def who_does_what(
    rows: pd.DataFrame, listed: pd.DataFrame, *, names: str = "merged", apart: Apart = frozenset()
) -> WhoDoesWhat:
    """Return the organizations, causes, places, presences and interactions that `rows` tell of.

    Each donor of a row funds its programme organization, or its implementer where it names no programme organization
    (kind ``funding``); the programme organization and the implementer have a ``joint_project``; an organization has
    none with itself. There is one interaction for each (from, to, kind, cause, date). The implementer, or the
    programme organization where there is none, is present at the row's place for its cause; without a place it
    supports the cause. Where rows tell one presence or interaction with several statuses the most active one holds;
    of several numbers of people reached the highest, for they are never summed.

    Parameters
    ----------
    rows : pd.DataFrame
        As `loaders.formats.who_does_what.cells.SheetRows.rows`, of one or more sheets, with a unique index.
    listed : pd.DataFrame
        Places that a sheet lists without naming organizations: ``file, sheet, line`` and the columns of places.
    names : {"merged", "acronym", "written"}
        The naming rule, see `loaders.load`.
    apart : frozenset
        Pairs of names that are different organizations, see `loaders.names.spellings.name_organizations`.
    """
    who = row_organizations(rows, names, apart)
    source = rows["file"] + "#" + rows["sheet"] + "#" + rows["line"].astype("str")
    causes, cause_id = _causes(rows, source)
    places = place_tree(rows, listed)
    told = pd.DataFrame(
        {
            "programme": who.programme,
            "implementer": who.implementer,
            "owner": who.implementer.mask(who.implementer == "", who.programme),
            "target": who.programme.mask(who.programme == "", who.implementer),
            "donors": who.donors_text,
            "cause_id": cause_id,
            "community_id": places.community_of,
            "activity": rows["status"].map({s: i for i, s in enumerate(_MOST_ACTIVE)}),
            "source": source,
        }
    ).join(rows[["date", "date_precision", "since", "until", "reached"]])
    presences, supports = _presences(told, who.naming.organizations["organization_id"])
    frames = _interactions(_events(told, who), who.naming.organizations["organization_id"]) | {
        "organizations": _organizations(rows, source, who),
        "causes": causes,
        "communities": places.communities,
        "presences": presences,
        "supports": supports,
    }
    return WhoDoesWhat(frames, told.drop(columns="source").duplicated(), who, places.notes)


def _causes(rows: pd.DataFrame, source: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """Return the table of causes, each in its commonest spelling, and the cause of each row (``""`` where none)."""
    spelled = rows.groupby("cause", sort=False)["times"].sum().rename_axis("text").reset_index()
    spelled = spelled[spelled["text"] != ""]
    spelled["name"] = [tidy(text) for text in spelled["text"]]
    spelled["cause_id"] = [stable_id("cause", name) for name in spelled["name"]]
    cause_id = rows["cause"].map(dict(zip(spelled["text"], spelled["cause_id"], strict=True))).astype("str").fillna("")
    counted = spelled.groupby(["cause_id", "name"])["times"].sum().reset_index()
    best = counted.sort_values(["times", "name"], ascending=[False, True]).drop_duplicates("cause_id")
    return best[["cause_id", "name"]].assign(source=best["cause_id"].map(source.groupby(cause_id).first())), cause_id


def _organizations(rows: pd.DataFrame, source: pd.Series, who: RowOrganizations) -> pd.DataFrame:
    """Return the organizations that any row names, each with the commonest kind that its type columns state."""
    typed = [
        pd.DataFrame({"key": keys, "kind": rows[f"{role}_type"], "times": rows["times"]})
        for role, keys in (("programme", who.programme), ("implementer", who.implementer))
    ]
    kinds = pd.concat(typed)
    kinds["kind"] = kinds["kind"].map({text: organization_kind(text) for text in kinds["kind"].unique()})
    stated = kinds[(kinds["key"] != "") & (kinds["kind"] != "")]
    counted = stated.groupby(["key", "kind"])["times"].sum().reset_index()
    best = counted.sort_values(by=["times", "kind"], ascending=[False, True]).drop_duplicates("key")
    first_row = who.named.groupby("key")["row"].min()
    found = who.naming.organizations.loc[who.naming.organizations.index.isin(first_row.index)].copy()
    found["kind"] = best.set_index("key")["kind"].reindex(found.index)
    only_funds = ~found.index.isin({*who.programme, *who.implementer})
    found["kind"] = found["kind"].mask(found["kind"].isna() & only_funds, "funder")
    found["source"] = source.loc[first_row.reindex(found.index)].to_numpy()
    return found.reset_index(drop=True)


def _events(told: pd.DataFrame, who: RowOrganizations) -> pd.DataFrame:
    """Return one row for each pair that a row of the file ties: ``from, to, kind`` and the row's facts."""
    facts = ["cause_id", "community_id", "date", "date_precision", "activity", "reached", "source"]
    project = told[facts].assign(giver=told["programme"], to=told["implementer"], kind="joint_project")
    funded = told.loc[who.donors["row"]]
    funding = funded[facts].assign(giver=who.donors["key"].to_numpy(), to=funded["target"], kind="funding")
    events = pd.concat([project, funding], ignore_index=True).rename(columns={"giver": "from"})
    tied = (events["from"] != "") & (events["to"] != "") & (events["from"] != events["to"])
    return events[tied].reset_index(drop=True)


def _interactions(events: pd.DataFrame, id_of: pd.Series) -> dict[str, pd.DataFrame]:
    """Return one interaction for each (from, to, kind, cause, date), its participants, causes and communities."""
    groups = events.groupby(_KEY, sort=False, dropna=False)
    one = groups.agg(
        date_precision=("date_precision", "min"),
        activity=("activity", "min"),
        people_reached=("reached", "max"),
        source=("source", "first"),
    ).reset_index()
    one["from"], one["to"] = one["from"].map(id_of), one["to"].map(id_of)
    days = one["date"].dt.strftime("%Y-%m-%d").fillna("")
    keys = zip(*(part.tolist() for part in (one["from"], one["to"], one["kind"], one["cause_id"], days)), strict=True)
    one["interaction_id"] = [stable_id("act", *key) for key in keys]
    one["status"] = _status(one["activity"])
    one["date_precision"] = one["date_precision"].where(one["date_precision"] != "")
    givers = one.assign(organization_id=one["from"], role=np.where(one["kind"] == "funding", "funder", "lead"))
    takers = one.assign(organization_id=one["to"], role="implementer")
    links = events[["community_id", "source"]].assign(interaction_id=one["interaction_id"].to_numpy()[groups.ngroup()])
    links = links.dropna(subset="community_id").drop_duplicates(["interaction_id", "community_id"])
    columns = ["interaction_id", "date", "date_precision", "status", "kind", "people_reached", "source"]
    part = ["interaction_id", "organization_id", "role", "source"]
    return {
        "interactions": one[columns],
        "participations": pd.concat([givers[part], takers[part]], ignore_index=True),
        "interaction_causes": one.loc[one["cause_id"] != "", ["interaction_id", "cause_id", "source"]],
        "interaction_communities": links[["interaction_id", "community_id", "source"]],
    }


def _presences(told: pd.DataFrame, id_of: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one presence for each (organization, place, cause, since), and the supports of those without a place."""
    here = told[told["owner"] != ""]
    groups = here.dropna(subset="community_id").groupby(
        ["owner", "community_id", "cause_id", "since"], sort=False, dropna=False
    )
    one = groups.agg(
        until=("until", "max"),
        activity=("activity", "min"),
        people_reached=("reached", "max"),
        source=("source", "first"),
    ).reset_index()
    one["organization_id"] = one["owner"].map(id_of)
    one["cause_id"] = one["cause_id"].where(one["cause_id"] != "")
    one["status"] = _status(one["activity"])
    without = here[here["community_id"].isna() & (here["cause_id"] != "")]
    stands = without.groupby(["owner", "cause_id", "since"], sort=False, dropna=False)["source"].first().reset_index()
    stands["organization_id"] = stands["owner"].map(id_of)
    return one.drop(columns=["owner", "activity"]), stands.drop(columns="owner")


def _status(activity: pd.Series) -> pd.Series:
    return activity.map({i: word or None for i, word in enumerate(_MOST_ACTIVE)})
