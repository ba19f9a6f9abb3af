"""What the tables show of confidential interactions: who took part, when, and whether it took place."""

from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b

import pandas as pd

from graph.schema import CONFLICT_KINDS

__all__ = ["confidential", "known_otherwise", "replaced", "without_secrets"]

_SHOWN = ("interaction_id", "date", "date_precision", "status", "confidential")
"""The columns of a confidential interaction that are shown; the precision says how to read the date."""
_ABOUT = ("interaction_causes", "interaction_communities", "feedback")
_NODES = {"organizations": "organization_id", "causes": "cause_id", "communities": "community_id"}
_REFERENCES = {
    "organization_id": (("supports", "organization_id"), ("presences", "organization_id"),
                        ("participations", "organization_id"), ("feedback", "organization_id"),
                        ("declared_ties", "from_id"), ("declared_ties", "to_id")),
    "cause_id": (("supports", "cause_id"), ("presences", "cause_id"), ("needs", "cause_id"),
                 ("interaction_causes", "cause_id")),
    "community_id": (("presences", "community_id"), ("needs", "community_id"),
                     ("interaction_communities", "community_id")),
}  # fmt: skip


def confidential(interactions: pd.DataFrame) -> pd.Series:
    """Return which interactions are confidential, bool; a blank means that they are not.

    Examples
    --------
    >>> confidential(pd.DataFrame({"confidential": pd.array([True, None], dtype="boolean")})).tolist()
    [True, False]
    """
    return interactions["confidential"].fillna(False).astype("bool")


def without_secrets(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the frames of a data set without what is confidential.

    Confidential conflicts are left out. Of other confidential interactions the participants, the date and the status
    remain, under an id that is made of these three. Causes, communities and organizations that only a confidential row
    names are left out.

    Parameters
    ----------
    frames : mapping of str to pd.DataFrame
        Every table of the data model, in its dtypes.

    Returns
    -------
    dict of str to pd.DataFrame
        The same tables, in the same order of rows. Frames in which nothing is confidential are the same objects.
    """
    interactions = frames["interactions"]
    secret = confidential(interactions)
    if not secret.any():
        return dict(frames)
    secret_ids = set(interactions.loc[secret, "interaction_id"])
    in_conflict = secret & interactions["kind"].isin(CONFLICT_KINDS)
    conflict_ids = set(interactions.loc[in_conflict, "interaction_id"])
    places = _sources(frames, secret_ids)

    tables = dict(frames)
    for name in _ABOUT:
        tables[name] = frames[name][~frames[name]["interaction_id"].isin(secret_ids)]
    took_part = frames["participations"]
    took_part = took_part[~took_part["interaction_id"].isin(conflict_ids)]
    took_part = _blank(took_part, took_part["interaction_id"].isin(secret_ids), ("interaction_id", "organization_id"))
    tables["participations"] = took_part.drop_duplicates(["interaction_id", "organization_id", "role"])
    tables["interactions"] = _blank(interactions[~in_conflict], secret[~in_conflict], _SHOWN)
    _rename(tables, secret_ids - conflict_ids)
    for name, key in _NODES.items():
        tables[name] = known_otherwise(tables, name, key, places)
    return {name: frame if frame is frames[name] else frame.reset_index(drop=True) for name, frame in tables.items()}


def _blank(frame: pd.DataFrame, rows: pd.Series, open_columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a frame whose other columns are blank in some rows."""
    hidden = [column for column in frame.columns if column not in open_columns]
    return frame.assign(**{column: frame[column].mask(rows) for column in hidden})


def _sources(frames: Mapping[str, pd.DataFrame], secret_ids: set[str]) -> set[str]:
    """Return where the rows stand that tell of these interactions."""
    tables = ("interactions", "participations", *_ABOUT)
    rows = (frames[name].loc[frames[name]["interaction_id"].isin(secret_ids), "source"] for name in tables)
    return set(pd.concat(list(rows)).dropna())


def _rename(tables: dict[str, pd.DataFrame], secret_ids: set[str]) -> None:
    """Give interactions ids that say no more than who took part, when, and the status."""
    interactions, took_part = tables["interactions"], tables["participations"]
    members: dict[str, list[str]] = {}
    rows = took_part[took_part["interaction_id"].isin(secret_ids)]
    for interaction_id, organization_id in zip(rows["interaction_id"], rows["organization_id"], strict=True):
        members.setdefault(interaction_id, []).append(organization_id)
    new_id: dict[str, str] = {}
    times: Counter[str] = Counter()
    rows = interactions[interactions["interaction_id"].isin(secret_ids)]
    for interaction_id, day, status in zip(
        rows["interaction_id"], rows["date"], rows["status"].fillna(""), strict=True
    ):
        fact = "|".join((str(day), status, *sorted(members.get(interaction_id, ()))))
        digest = blake2b(f"{fact}|{times[fact]}".encode(), digest_size=6).hexdigest()
        new_id[interaction_id] = f"confidential-{digest}"
        times[fact] += 1
    for name in ("interactions", "participations"):
        tables[name] = tables[name].assign(interaction_id=replaced(tables[name]["interaction_id"], new_id))


def replaced(values: pd.Series, new: Mapping[str, str]) -> pd.Series:
    """Return texts with those replaced that `new` names.

    Examples
    --------
    >>> replaced(pd.Series(["a", "b"], dtype="str"), {"a": "z"}).tolist()
    ['z', 'b']
    """
    return values.map(lambda value: new.get(value, value)).astype("str")


def known_otherwise(tables: Mapping[str, pd.DataFrame], name: str, key: str, places: set[str]) -> pd.DataFrame:
    """Return the nodes that not only the rows at `places` name; that others stand in one of these is not said."""
    nodes = tables[name]
    from_secret = nodes["source"].isin(places)
    if not from_secret.any():
        return nodes
    referred = pd.concat([tables[table][column] for table, column in _REFERENCES[key]])
    keep = ~from_secret | nodes[key].isin(set(referred.dropna()))
    if "parent_id" in nodes:
        while True:
            wider = keep | nodes[key].isin(set(nodes.loc[keep, "parent_id"].dropna()))
            if wider.equals(keep):
                break
            keep = wider
    return nodes[keep].assign(source=nodes.loc[keep, "source"].mask(from_secret[keep]))
