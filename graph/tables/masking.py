"""Sensitive organizations behind a pseudonym: no name, no place finer than the first level, no words of their own."""

import hmac
from base64 import b32encode
from collections.abc import Mapping
from hashlib import sha256

import pandas as pd

from graph.tables.secrets import known_otherwise, replaced
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
    places at the first level. Of what it took part in, the words (title, note, comments) are blank, the places are
    those of the first level, and the id is made with the key, because the ids of files are made of names. Places that
    only its own rows name are left out.

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

    own_rows = _own_rows(frames, hidden, ids, acts)
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
    tables["communities"] = known_otherwise(tables, "communities", "community_id", own_rows)
    new_ids = _act_ids(frames["interactions"]["interaction_id"], acts, key)
    return {name: _renamed(frame, pseudonyms, new_ids).reset_index(drop=True) for name, frame in tables.items()}


def _own_rows(frames: Mapping[str, pd.DataFrame], hidden: pd.Series, ids: set[str], acts: set[str]) -> set[str]:
    """Return the sources of the rows that are about hidden organizations, or about what they took part in."""
    rows = [frames["organizations"][hidden]]
    rows += [
        frames[name][frames[name]["organization_id"].isin(ids)] for name in ("supports", "presences", "participations")
    ]
    rows += [
        frames[name][frames[name]["interaction_id"].isin(acts)] for name in ("interactions", "interaction_communities")
    ]
    return set(pd.concat([frame["source"] for frame in rows]).dropna())


def _act_ids(interaction_ids: pd.Series, acts: set[str], key: bytes) -> dict[str, str]:
    """Return the new id of each interaction in which a hidden organization took part, by its own id."""
    used = set(interaction_ids[~interaction_ids.isin(acts)])
    new_ids: dict[str, str] = {}
    for interaction_id in sorted(acts & set(interaction_ids)):
        digest = hmac.new(key, f"interaction {interaction_id}".encode(), sha256).hexdigest()
        kind = "confidential" if interaction_id.startswith("confidential-") else "interaction"
        lengths = range(12, len(digest) + 1)
        new_ids[interaction_id] = next(name for n in lengths if (name := f"{kind}-{digest[:n]}") not in used)
        used.add(new_ids[interaction_id])
    return new_ids


def _renamed(frame: pd.DataFrame, pseudonyms: Mapping[str, str], act_ids: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame that names organizations by their pseudonyms, and what they took part in by its new id."""
    new = {"organization_id": pseudonyms, "from_id": pseudonyms, "to_id": pseudonyms, "interaction_id": act_ids}
    hidden = [name for name, ids in new.items() if name in frame and frame[name].isin(ids.keys()).any()]
    return frame.assign(**{name: replaced(frame[name], new[name]) for name in hidden})


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
