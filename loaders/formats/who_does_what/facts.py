"""Rows of who-does-what-where sheets, taken by columns, become facts."""

import numpy as np
import pandas as pd

from graph.names import stable_id, tidy
from graph.sources import source_of
from loaders.facts.gathered import Gathered
from loaders.formats.who_does_what.places import place_tree
from loaders.formats.who_does_what.row_organizations import RowOrganizations, row_organizations
from loaders.reading_options import Apart
from loaders.values.agreed import agreed_rows, commonest_by
from loaders.values.words import organization_kind

__all__ = ["gather_rows"]

_KEY = ["from", "to", "kind", "cause_id", "date"]


def gather_rows(
    rows: pd.DataFrame, listed: pd.DataFrame, facts: Gathered, *, names: str = "merged", apart: Apart = frozenset()
) -> pd.Series:
    """Add the organizations, causes, places, presences and interactions that `rows` tell of to `facts`.

    Each donor of a row funds its programme organization, or its implementer where it names no programme organization
    (kind ``funding``); the programme organization and the implementer have a ``joint_project``; an organization has
    none with itself. There is one interaction for each (from, to, kind, cause, date). The implementer, or the
    programme organization where there is none, is present at the row's place for its cause; without a place it
    supports the cause. What several rows say of one of these becomes one by `loaders.values.agreed.agreed_rows`.

    Parameters
    ----------
    rows : pd.DataFrame
        As `loaders.formats.who_does_what.cells.SheetRows.rows`, of one or more sheets, with a unique index.
    listed : pd.DataFrame
        Places that a sheet lists without naming organizations: ``file, sheet, line`` and the columns of places.
    facts : Gathered
        Everything gathered so far.
    names : {"merged", "acronym", "written"}
        The naming rule, see `loaders.load`.
    apart : frozenset
        Pairs of names that are different organizations, see `loaders.names.spellings.name_organizations`.

    Returns
    -------
    pd.Series of bool
        Which rows state nothing that an earlier one does not, indexed as the rows.
    """
    who = row_organizations(rows, names, apart)
    source = rows["file"] + "#" + rows["sheet"] + "#" + rows["line"].astype("str")
    causes, cause_id = _causes(rows, source)
    places = place_tree(rows, listed)
    row_facts = pd.DataFrame(
        {
            "programme": who.programme,
            "implementer": who.implementer,
            "owner": who.implementer.mask(who.implementer == "", who.programme),
            "target": who.programme.mask(who.programme == "", who.implementer),
            "donors": who.donors_text,
            "cause_id": cause_id,
            "community_id": places.community_of,
            "status": rows["status"],
            "source": source,
        }
    ).join(rows[["date", "date_precision", "since", "until", "reached"]].rename(columns={"reached": "people_reached"}))
    id_of = who.naming.organizations["organization_id"]
    facts.add_rows("organizations", _organizations(rows, source, who))
    facts.add_rows("causes", causes)
    facts.add_rows("communities", places.communities)
    for table, frame in (_presences(row_facts, id_of) | _interactions(_events(row_facts, who), id_of)).items():
        facts.add_rows(table, frame)
    mentions = {
        "source": source.reindex(who.mentions["row"]).to_numpy(),
        "id": who.mentions["key"].map(id_of).to_numpy(),
    }
    facts.mention(pd.DataFrame(mentions))
    facts.report(merges=who.merges, notes=places.notes)
    expected = "a name or acronym of one organization; it stands beside too many others, so it merged nothing"
    for name in who.naming.ambiguous:
        facts.note(source_of("", ""), "", name, expected, "ambiguous_name")
    return row_facts.drop(columns="source").duplicated()


def _causes(rows: pd.DataFrame, source: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """Return the table of causes, each in its commonest spelling, and the cause of each row (``""`` where none)."""
    spelled = rows.groupby("cause", sort=False)["times"].sum().rename_axis("text").reset_index()
    spelled = spelled[spelled["text"] != ""]
    spelled["name"] = [tidy(text) for text in spelled["text"]]
    spelled["cause_id"] = [stable_id("cause", name) for name in spelled["name"]]
    cause_id = rows["cause"].map(dict(zip(spelled["text"], spelled["cause_id"], strict=True))).astype("str").fillna("")
    best = commonest_by(spelled, "cause_id", "name")
    return best[["cause_id", "name"]].assign(source=best["cause_id"].map(source.groupby(cause_id).first())), cause_id


def _organizations(rows: pd.DataFrame, source: pd.Series, who: RowOrganizations) -> pd.DataFrame:
    """Return the organizations that any row names, each with the commonest kind that its type columns state."""
    typed = [
        pd.DataFrame({"key": keys, "kind": rows[f"{role}_type"], "times": rows["times"]})
        for role, keys in (("programme", who.programme), ("implementer", who.implementer))
    ]
    kinds = pd.concat(typed)
    kinds["kind"] = kinds["kind"].map({text: organization_kind(text) for text in kinds["kind"].unique()})
    filled_kinds = kinds[(kinds["key"] != "") & (kinds["kind"] != "")]
    best = commonest_by(filled_kinds, "key", "kind")
    first_row = who.mentions.groupby("key")["row"].min()
    organizations = who.naming.organizations.loc[who.naming.organizations.index.isin(first_row.index)].copy()
    organizations["kind"] = best.set_index("key")["kind"].reindex(organizations.index)
    only_funds = ~organizations.index.isin({*who.programme, *who.implementer})
    organizations["kind"] = organizations["kind"].mask(organizations["kind"].isna() & only_funds, "funder")
    organizations["source"] = source.loc[first_row.reindex(organizations.index)].to_numpy()
    return organizations.reset_index(drop=True)


def _events(row_facts: pd.DataFrame, who: RowOrganizations) -> pd.DataFrame:
    """Return one row for each pair that a row of the file ties: ``from, to, kind`` and the row's facts."""
    columns = ["cause_id", "community_id", "date", "date_precision", "status", "people_reached", "source"]
    project = row_facts[columns].assign(giver=row_facts["programme"], to=row_facts["implementer"], kind="joint_project")
    funded = row_facts.loc[who.donors["row"]]
    funding = funded[columns].assign(giver=who.donors["key"].to_numpy(), to=funded["target"], kind="funding")
    events = pd.concat([project, funding], ignore_index=True).rename(columns={"giver": "from"})
    tied = (events["from"] != "") & (events["to"] != "") & (events["from"] != events["to"])
    return events[tied].reset_index(drop=True)


def _interactions(events: pd.DataFrame, id_of: pd.Series) -> dict[str, pd.DataFrame]:
    """Return one interaction for each (from, to, kind, cause, date), its participants, causes and communities."""
    one = agreed_rows(events[[*_KEY, "date_precision", "status", "people_reached", "source"]], _KEY)
    one["from"], one["to"] = one["from"].map(id_of), one["to"].map(id_of)
    days = one["date"].dt.strftime("%Y-%m-%d").fillna("")
    keys = zip(*(part.tolist() for part in (one["from"], one["to"], one["kind"], one["cause_id"], days)), strict=True)
    one["interaction_id"] = [stable_id("act", *key) for key in keys]
    givers = one.assign(organization_id=one["from"], role=np.where(one["kind"] == "funding", "funder", "lead"))
    takers = one.assign(organization_id=one["to"], role="implementer")
    numbers = events.groupby(_KEY, sort=False, dropna=False).ngroup()
    links = events[["community_id", "source"]].assign(interaction_id=one["interaction_id"].to_numpy()[numbers])
    links = links.dropna(subset="community_id").drop_duplicates(["interaction_id", "community_id"])
    columns = ["interaction_id", "date", "date_precision", "status", "kind", "people_reached", "source"]
    part = ["interaction_id", "organization_id", "role", "source"]
    return {
        "interactions": one[columns],
        "participations": pd.concat([givers[part], takers[part]], ignore_index=True),
        "interaction_causes": one.loc[one["cause_id"] != "", ["interaction_id", "cause_id", "source"]],
        "interaction_communities": links[["interaction_id", "community_id", "source"]],
    }


def _presences(row_facts: pd.DataFrame, id_of: pd.Series) -> dict[str, pd.DataFrame]:
    """Return one presence for each (organization, place, cause, since), and the supports of those without a place."""
    present = row_facts[row_facts["owner"] != ""]
    present = present.assign(organization_id=present["owner"].map(id_of))
    key = ["organization_id", "community_id", "cause_id", "since"]
    columns = [*key, "until", "status", "people_reached", "source"]
    presences = agreed_rows(present.dropna(subset="community_id")[columns], key)
    presences["cause_id"] = presences["cause_id"].where(presences["cause_id"] != "")
    without = present[present["community_id"].isna() & (present["cause_id"] != "")]
    supports = agreed_rows(without[["organization_id", "cause_id", "since", "source"]], [*key[:1], *key[2:]])
    return {"presences": presences, "supports": supports}
