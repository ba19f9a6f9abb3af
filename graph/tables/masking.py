"""Sensitive organizations behind a pseudonym: no name, no place finer than the first level, no words of their own."""

import hmac
from base64 import b32encode
from collections.abc import Mapping
from hashlib import sha256

import pandas as pd

from graph.tables.secrets import replaced
from graph.tree import above, parents

__all__ = ["masked", "sensitive"]

_LETTERS = 6
_OWN_WORDS = ("aliases", "capabilities", "place", "latitude", "longitude", "website", "note")


def sensitive(organizations: pd.DataFrame) -> pd.Series:
    """Return which organizations are sensitive, bool; a blank means that they are not.

    Examples
    --------
    >>> sensitive(pd.DataFrame({"sensitive": pd.array([True, None], dtype="boolean")})).tolist()
    [True, False]
    """
    return organizations["sensitive"].fillna(False).astype("bool")


def masked(frames: Mapping[str, pd.DataFrame], key: bytes) -> dict[str, pd.DataFrame]:
    """Return the frames of a data set with sensitive organizations behind pseudonyms.

    A pseudonym replaces name and id everywhere. Of the organization remain kind, status, size, causes, ties, and
    places at the first level; of what it took part in, the words (title, note, comments) are blank and the places are
    those of the first level.

    Parameters
    ----------
    frames : mapping of str to pd.DataFrame
        Every table of the data model, in its dtypes.
    key : bytes
        A secret. The same key and id give the same pseudonym; without the key, nobody can compute it from an id.

    Returns
    -------
    dict of str to pd.DataFrame
        The same tables, in the same order of rows. Without sensitive organizations they are the same objects.
    """
    organizations = frames["organizations"]
    hidden = sensitive(organizations)
    if not hidden.any():
        return dict(frames)
    pseudonyms = _pseudonyms(organizations["organization_id"], hidden, key)
    ids = set(pseudonyms)
    root = _roots(frames["communities"])
    took_part = frames["participations"]
    acts = set(took_part.loc[took_part["organization_id"].isin(ids), "interaction_id"])
    their_words = frames["feedback"]["interaction_id"].isin(acts) | frames["feedback"]["organization_id"].isin(ids)
    in_their_acts = frames["interactions"]["interaction_id"].isin(acts)

    tables = dict(frames)
    new_names = _shown_name(pseudonyms)
    pairs = zip(organizations["organization_id"], organizations["name"], strict=True)
    renamed = organizations.assign(name=pd.Series([new_names.get(i, n) for i, n in pairs], organizations.index, "str"))
    tables["organizations"] = _without_words(renamed, hidden, _OWN_WORDS)
    tables["interactions"] = _without_words(frames["interactions"], in_their_acts, ("title", "note"))
    tables["feedback"] = _without_words(frames["feedback"], their_words, ("comment",))
    for name in ("supports", "presences", "participations"):
        tables[name] = _without_words(frames[name], frames[name]["organization_id"].isin(ids))
    ties = frames["declared_ties"]
    tables["declared_ties"] = _without_words(ties, ties["from_id"].isin(ids) | ties["to_id"].isin(ids))
    tables["presences"] = _coarse(tables["presences"], tables["presences"]["organization_id"].isin(ids), root)
    about = frames["interaction_communities"]
    tables["interaction_communities"] = _coarse(about, about["interaction_id"].isin(acts), root)
    return {name: _renamed(frame, pseudonyms).reset_index(drop=True) for name, frame in tables.items()}


def _renamed(frame: pd.DataFrame, pseudonyms: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame that names organizations by their pseudonyms."""
    columns = [name for name in ("organization_id", "from_id", "to_id") if name in frame]
    hidden = [name for name in columns if frame[name].isin(pseudonyms.keys()).any()]
    return frame.assign(**{c: replaced(frame[c], pseudonyms) for c in hidden})


def _pseudonyms(organization_ids: pd.Series, hidden: pd.Series, key: bytes) -> dict[str, str]:
    """Return the new id of each hidden organization; no two are alike, and none is another's."""
    used = set(organization_ids[~hidden])
    pseudonyms: dict[str, str] = {}
    for organization_id in sorted(organization_ids[hidden]):
        digest = hmac.new(key, organization_id.encode(), sha256).digest()
        letters = b32encode(digest).decode().rstrip("=")
        lengths = range(_LETTERS, len(letters) + 1)
        pseudonyms[organization_id] = next(
            name for length in lengths if (name := f"protected-{letters[:length].lower()}") not in used
        )
        used.add(pseudonyms[organization_id])
    return pseudonyms


def _shown_name(pseudonyms: Mapping[str, str]) -> dict[str, str]:
    return {
        organization_id: "Protected organization " + pseudonym.rpartition("-")[2].upper()
        for organization_id, pseudonym in pseudonyms.items()
    }


def _roots(communities: pd.DataFrame) -> dict[str, str]:
    """Return the place or group of the first level that each community lies in."""
    parent_of = parents(communities)
    return {node: [node, *above(parent_of, node)][-1] for node in parent_of}


def _without_words(frame: pd.DataFrame, rows: pd.Series, words: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return a frame in which some rows have no words of their own, no unknown columns and no source."""
    hidden = [column for column in frame.columns if column in (*words, "source") or str(column).startswith("x_")]
    return frame.assign(**{column: frame[column].mask(rows) for column in hidden}) if rows.any() else frame


def _coarse(frame: pd.DataFrame, rows: pd.Series, root: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame in which some rows name the first level; what is then equal is one row, without its numbers."""
    if not rows.any():
        return frame
    coarse = frame.assign(
        community_id=frame["community_id"].mask(rows, replaced(frame["community_id"], root)).astype("str")
    )
    if "people_reached" in coarse:
        coarse["people_reached"] = coarse["people_reached"].mask(rows)
    keys = [
        column for column in coarse.columns if column not in {"source", "status"} and not str(column).startswith("x_")
    ]
    keys = [column for column in keys if column != "people_reached"]
    return coarse[~(rows & coarse.duplicated(keys))]
