"""A data set with every secret word and value changed: what anybody sees of it must stay the same."""

from random import Random

import pandas as pd

from graph.schema import CONFLICT_KINDS, INTERACTION_KINDS, ROLES
from graph.tables import Tables
from graph.tables.masking import sensitive
from graph.tables.secrets import confidential

__all__ = ["MARK", "with_other_secrets", "with_other_sensitive_organizations"]

MARK = "zzsecretzz"
"""Stands in every secret word that was changed: found anywhere, it has leaked."""

_KINDS = tuple(kind for kind in INTERACTION_KINDS if kind not in CONFLICT_KINDS)


def with_other_secrets(tables: Tables, seed: int = 0, *, quarrels: bool = True) -> Tables:
    """Return tables in which all that confidential rows hide is another.

    With `quarrels` there are other confidential conflicts, causes and places; without, every table has as many rows as
    before, with other words.
    """
    drawn = Random(seed)
    acts = tables.interactions.copy()
    secret = confidential(acts)
    conflicts = set(acts.loc[secret & acts["kind"].isin(CONFLICT_KINDS), "interaction_id"])
    gone = conflicts if quarrels else set()
    ids = [i for i in acts.loc[secret, "interaction_id"] if i not in gone]
    new_id = {old: f"{MARK}-{number}" for number, old in enumerate(ids)}
    acts = acts[~acts["interaction_id"].isin(gone)].copy()
    rows = acts["interaction_id"].isin(ids)

    def words() -> list[str]:
        return [f"{MARK} {drawn.random()}" for _ in range(int(rows.sum()))]

    for column in ("title", "note", "source", *(c for c in acts if str(c).startswith("x_"))):
        acts.loc[rows, column] = words()
    other = rows & ~acts["interaction_id"].isin(conflicts)
    acts.loc[other, "kind"] = [drawn.choice(_KINDS) for _ in range(int(other.sum()))]
    for column, most in (("outcome", 1), ("attendance", 900), ("people_reached", 900)):
        acts.loc[rows, column] = [drawn.random() * most for _ in range(int(rows.sum()))]
    acts.loc[rows, "date_end"] = acts.loc[rows, "date"] + pd.Timedelta(days=drawn.randrange(1, 90))

    took_part = tables.participations
    took_part = took_part[~took_part["interaction_id"].isin(gone)].copy()
    hidden = took_part["interaction_id"].isin(ids)
    took_part.loc[hidden, "role"] = [drawn.choice(ROLES) for _ in range(int(hidden.sum()))]
    took_part.loc[hidden, "source"] = MARK
    frames = {"interactions": acts, "participations": took_part}
    for name, column, table in (
        ("interaction_causes", "cause_id", "causes"),
        ("interaction_communities", "community_id", "communities"),
    ):
        about = getattr(tables, name)
        about = about[~about["interaction_id"].isin([*gone, *ids])]
        choices = getattr(tables, table)[column].tolist()
        fresh = [{"interaction_id": i, column: drawn.choice(choices), "source": MARK} for i in ids if choices]
        if not quarrels:  # as many rows as before
            about, fresh = getattr(tables, name), []
        frames[name] = pd.concat([about, pd.DataFrame(fresh, columns=about.columns).astype(about.dtypes)])
    said = tables.feedback
    said = said[~said["interaction_id"].isin([*gone, *ids])]
    if not quarrels:
        said, ids = tables.feedback, []
    fresh = [{"interaction_id": i, "comment": f"{MARK} words", "question": MARK, "source": MARK} for i in ids]
    frames["feedback"] = pd.concat([said, pd.DataFrame(fresh, columns=said.columns).astype(said.dtypes)])
    for name, frame in frames.items():
        frames[name] = frame.assign(interaction_id=[new_id.get(i, i) for i in frame["interaction_id"]])
    swapped = tables.replace(**frames)
    return _with_a_quarrel(swapped, drawn) if quarrels else swapped


def _with_a_quarrel(tables: Tables, drawn: Random) -> Tables:
    """Add a confidential conflict between some of the organizations, after everything else."""
    ids = tables.organizations["organization_id"].tolist()
    if len(ids) < 2:
        return tables
    acts, took_part = tables.interactions, tables.participations
    quarrel = {"interaction_id": f"{MARK}-quarrel", "kind": "conflict", "confidential": True, "status": "done",
               "date": pd.Timestamp("2026-01-02"), "title": MARK, "source": MARK}  # fmt: skip
    who = [
        {"interaction_id": f"{MARK}-quarrel", "organization_id": one, "role": "lead", "source": MARK}
        for one in drawn.sample(ids, 2)
    ]
    return tables.replace(
        interactions=pd.concat([acts, pd.DataFrame([quarrel], columns=acts.columns).astype(acts.dtypes)]),
        participations=pd.concat([took_part, pd.DataFrame(who, columns=took_part.columns).astype(took_part.dtypes)]),
    )


def with_other_sensitive_organizations(tables: Tables) -> Tables:
    """Return tables in which the names, words and coordinates of sensitive organizations are others."""
    organizations = tables.organizations.copy()
    rows = sensitive(organizations)
    for column in ("name", "aliases", "capabilities", "place", "website", "note", "source"):
        organizations.loc[rows, column] = [f"{MARK} {column} {number}" for number in range(int(rows.sum()))]
    organizations.loc[rows, ["latitude", "longitude"]] = [12.5, 33.25]
    ids = set(organizations.loc[rows, "organization_id"])
    took_part = tables.participations
    acts = tables.interactions.copy()
    theirs = acts["interaction_id"].isin(took_part.loc[took_part["organization_id"].isin(ids), "interaction_id"])
    for column in ("title", "note"):
        acts.loc[theirs, column] = f"{MARK} {column}"
    return tables.replace(organizations=organizations, interactions=acts)
