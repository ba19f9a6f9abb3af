"""Rows of who-does-what-where sheets become raw frames of the data model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.names import normal_name, stable_id, tidy
from loaders.donors import split_donors
from loaders.organization_names import Naming, name_organizations
from loaders.places import place_tree
from loaders.words import organization_kind

__all__ = ["NAME_RULES", "WhoDoesWhat", "who_does_what"]

NAME_RULES = ("merged", "acronym", "written")
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
        Which rows add no new fact, indexed as the rows.
    organizations : pd.DataFrame
        ``file, sheet, key``: the organizations that each sheet names.
    naming : Naming
        Which spellings are which organization.
    notes : pd.DataFrame
        As in `graph.report.LoadReport`.
    """

    frames: dict[str, pd.DataFrame]
    repeats: pd.Series
    organizations: pd.DataFrame
    naming: Naming
    notes: pd.DataFrame


def who_does_what(rows: pd.DataFrame, listed: pd.DataFrame, *, names: str = "merged") -> WhoDoesWhat:
    """Return the organizations, causes, places, presences and interactions that `rows` tell of.

    Parameters
    ----------
    rows : pd.DataFrame
        As `loaders.cells.SheetRows.rows`, of one or more sheets.
    listed : pd.DataFrame
        Places that a sheet lists without naming organizations: ``file, sheet, line`` and the columns of places.
    names : {"merged", "acronym", "written"}
        Whether an acronym and a full name that one row gives are one organization everywhere, or organizations go
        by their acronym column as written, or by their name column as written.
    """
    parts = _parts(rows, names)
    naming = _naming(rows, parts, names)
    keys = {role: text.map(naming.key_of).fillna("").astype("str") for role, text in parts.items() if role != "funder"}
    donors = _donors(rows, parts, naming)
    causes, cause_id = _causes(rows)
    places = place_tree(pd.concat([rows, listed], ignore_index=True))
    told = pd.DataFrame(
        {
            "programme": keys["programme"],
            "implementer": keys["implementer"],
            "owner": keys["implementer"].mask(keys["implementer"] == "", keys["programme"]),
            "target": keys["programme"].mask(keys["programme"] == "", keys["implementer"]),
            "cause_id": cause_id,
            "community_id": places.community_of.iloc[: len(rows)],
            "activity": rows["status"].map({s: i for i, s in enumerate(_MOST_ACTIVE)}),
            "source": rows["file"] + "#" + rows["sheet"] + "#" + rows["line"].astype("str"),
        }
    ).join(rows[["date", "date_precision", "since", "until", "reached"]])
    id_of = naming.organizations["organization_id"]
    events = _events(told, donors)
    presences, supports = _presences(told, id_of)
    frames = _interactions(events, id_of) | {
        "organizations": _organizations(rows, told, donors, naming),
        "causes": causes,
        "communities": places.communities,
        "presences": presences,
        "supports": supports,
    }
    facts = told.drop(columns="source").assign(donors=donors.groupby("row")["key"].agg(tuple).reindex(rows.index))
    facts["donors"] = facts["donors"].map(lambda d: d if isinstance(d, tuple) else ())
    named = pd.concat(
        [rows[["file", "sheet"]].assign(key=keys[role]) for role in ("programme", "implementer")]
        + [rows.loc[donors["row"], ["file", "sheet"]].assign(key=donors["key"].to_numpy())]
    )
    named = named[named["key"] != ""].drop_duplicates()
    return WhoDoesWhat(frames, facts.duplicated(), named, naming, places.notes)


def _parts(rows: pd.DataFrame, names: str) -> dict[str, pd.Series]:
    """Return the name that each row goes by for each part that organizations play."""
    parts = {"funder": rows["funder"].mask(rows["funder"] == "", rows["funder_acronym"])}
    for role in ("programme", "implementer"):
        name, acronym = rows[role], rows[f"{role}_acronym"]
        if names == "acronym":
            parts[role] = acronym.mask(acronym == "", name)
        elif names == "written":
            parts[role] = name
        else:
            parts[role] = name.mask(name == "", acronym)
    return parts


def _naming(rows: pd.DataFrame, parts: dict[str, pd.Series], names: str) -> Naming:
    split = split_donors(parts["funder"].unique(), [*parts["programme"].unique(), *parts["implementer"].unique()])
    spelled = pd.concat([parts["programme"], parts["implementer"], parts["funder"].map(split).explode()])
    pairs = None
    if names == "merged":
        columns = [
            rows[[f"{role}_acronym", role]].set_axis(["acronym", "name"], axis=1)
            for role in ("programme", "implementer")
        ]
        both = pd.concat(columns).drop_duplicates()
        both = both[(both["acronym"] != "") & (both["name"] != "")]
        pairs = list(both.itertuples(index=False, name=None))
        # An acronym that never stands alone is still a name of its organization.
        spelled = pd.concat([spelled, rows["programme_acronym"], rows["implementer_acronym"]])
    counts = spelled.dropna().value_counts()
    return name_organizations(counts[counts.index != ""], pairs)


def _donors(rows: pd.DataFrame, parts: dict[str, pd.Series], naming: Naming) -> pd.DataFrame:
    """Return ``row`` (index of `rows`) and ``key``: one row for each donor that a row names."""
    split = split_donors(parts["funder"].unique(), [*parts["programme"].unique(), *parts["implementer"].unique()])
    listed = parts["funder"].map(split).explode().map(naming.key_of).dropna()
    return pd.DataFrame({"row": listed.index, "key": listed.to_numpy()}).drop_duplicates(ignore_index=True)


def _causes(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    named = rows[rows["cause"] != ""]
    text = {t: tidy(t) for t in named["cause"].unique()}
    counts = named["cause"].map(text).value_counts().rename_axis("name").reset_index()
    counts["key"] = counts["name"].map(normal_name)
    counts = counts.sort_values(["count", "name"], ascending=[False, True]).drop_duplicates("key")
    counts["cause_id"] = [stable_id("cause", name) for name in counts["key"]]
    id_of = {t: stable_id("cause", tidied) for t, tidied in text.items()}
    cause_id = rows["cause"].map(id_of).fillna("").astype("str")
    first = _first_source(rows, cause_id)
    return counts[["cause_id", "name"]].assign(source=counts["cause_id"].map(first)), cause_id


def _first_source(rows: pd.DataFrame, by: pd.Series) -> pd.Series:
    source = rows["file"] + "#" + rows["sheet"] + "#" + rows["line"].astype("str")
    return source.groupby(by).first()


def _organizations(rows: pd.DataFrame, told: pd.DataFrame, donors: pd.DataFrame, naming: Naming) -> pd.DataFrame:
    """Return the organizations that any row names, each with the commonest kind its type columns state."""
    typed = [pd.DataFrame({"key": told[role], "kind": rows[f"{role}_type"]}) for role in ("programme", "implementer")]
    kinds = pd.concat(typed)
    kinds["kind"] = kinds["kind"].map({text: organization_kind(text) for text in kinds["kind"].unique()})
    kinds = kinds[(kinds["key"] != "") & (kinds["kind"] != "")].value_counts().reset_index()
    kinds = kinds.sort_values(["count", "kind"], ascending=[False, True]).drop_duplicates("key")
    kind_of = kinds.set_index("key")["kind"]
    doing = set(told["programme"]) | set(told["implementer"])
    first = pd.concat(
        [
            pd.DataFrame({"key": told["programme"], "row": told.index}),
            pd.DataFrame({"key": told["implementer"], "row": told.index}),
            donors[["key", "row"]],
        ]
    )
    first_row = first[first["key"] != ""].groupby("key")["row"].min()
    found = naming.organizations.loc[naming.organizations.index.isin(first_row.index)].copy()
    found["kind"] = kind_of.reindex(found.index)
    found["kind"] = found["kind"].mask(found["kind"].isna() & ~found.index.isin(list(doing)), "funder")
    found["source"] = told.loc[first_row.reindex(found.index), "source"].to_numpy()
    return found.reset_index(drop=True)


def _events(told: pd.DataFrame, donors: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each pair that a row of the file ties: ``from, to, kind`` and the row's facts."""
    facts = ["cause_id", "community_id", "date", "date_precision", "activity", "reached", "source"]
    project = told.assign(**{"from": told["programme"], "to": told["implementer"], "kind": "joint_project"})
    funding = told.loc[donors["row"]].assign(**{"from": donors["key"].to_numpy(), "kind": "funding"})
    funding = funding.assign(to=funding["target"])
    columns = ["from", "to", "kind", *facts]
    events = pd.concat([project[columns], funding[columns]], ignore_index=True)
    return events[(events["from"] != "") & (events["to"] != "") & (events["from"] != events["to"])]


def _interactions(events: pd.DataFrame, id_of: pd.Series) -> dict[str, pd.DataFrame]:
    """Return one interaction for each (from, to, kind, cause, date), its participants, causes and communities."""
    groups = events.groupby(_KEY, sort=False, dropna=False)
    one = groups.agg(
        date_precision=("date_precision", "first"),
        activity=("activity", "min"),
        people_reached=("reached", "max"),
        source=("source", "first"),
    ).reset_index()
    one["from"], one["to"] = one["from"].map(id_of), one["to"].map(id_of)
    days = one["date"].dt.strftime("%Y-%m-%d").fillna("")
    keys = zip(one["from"], one["to"], one["kind"], one["cause_id"], days, strict=True)
    one["interaction_id"] = [stable_id("act", *key) for key in keys]
    one["status"] = _status(one["activity"])
    one["date_precision"] = one["date_precision"].where(one["date_precision"] != "")
    is_funding = one["kind"] == "funding"
    givers = one.assign(organization_id=one["from"], role=np.where(is_funding, "funder", "lead"))
    takers = one.assign(organization_id=one["to"], role="implementer")
    about = one[one["cause_id"] != ""]
    number = groups.ngroup()
    links = events[["community_id", "source"]].assign(interaction_id=one["interaction_id"].to_numpy()[number])
    links = links.dropna(subset="community_id").drop_duplicates(["interaction_id", "community_id"])
    part = ["interaction_id", "organization_id", "role", "source"]
    return {
        "interactions": one[["interaction_id", "date", "date_precision", "status", "kind", "people_reached", "source"]],
        "participations": pd.concat([givers[part], takers[part]], ignore_index=True),
        "interaction_causes": about[["interaction_id", "cause_id", "source"]],
        "interaction_communities": links[["interaction_id", "community_id", "source"]],
    }


def _presences(told: pd.DataFrame, id_of: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one presence for each (organization, place, cause, since), and supports of those without a place."""
    here = told[told["owner"] != ""]
    key = ["owner", "community_id", "cause_id", "since"]
    one = (
        here.dropna(subset="community_id")
        .groupby(key, sort=False, dropna=False)
        .agg(
            until=("until", "max"),
            activity=("activity", "min"),
            people_reached=("reached", "max"),
            source=("source", "first"),
        )
        .reset_index()
    )
    presences = one.assign(
        organization_id=one["owner"].map(id_of),
        cause_id=one["cause_id"].mask(one["cause_id"] == ""),
        status=_status(one["activity"]),
    ).drop(columns=["owner", "activity"])
    without = here[here["community_id"].isna() & (here["cause_id"] != "")]
    stands = without.groupby(["owner", "cause_id", "since"], sort=False, dropna=False)["source"].first().reset_index()
    supports = stands.assign(organization_id=stands["owner"].map(id_of)).drop(columns="owner")
    return presences, supports


def _status(activity: pd.Series) -> pd.Series:
    words: Sequence[str | None] = [word or None for word in _MOST_ACTIVE]
    return activity.map(dict(enumerate(words)))
