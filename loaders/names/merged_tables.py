"""Every fact follows its organization to the id under which it is kept; facts that become equal are one."""

import re
from collections.abc import Mapping

import pandas as pd

from graph.report import REJECT_COLUMNS
from graph.schema import SCHEMA
from graph.sources import place_of
from graph.tables import Tables
from loaders.values.agreed import most_active
from loaders.values.notes import counted

__all__ = ["Shown", "merged_tables"]

_MADE_ID = re.compile(r"act-[0-9a-f]{12}")
_LISTS = ("aliases", "capabilities", "x_org_ids", "x_org_id", "x_iati_id")
_LINKS = ("participations", "interaction_causes", "interaction_communities")


class Shown:
    """How an organization that is kept is shown.

    Parameters
    ----------
    name : str
        Its name.
    members : list of str
        The ids that become one: of several values for one thing that of the first holds.
    aliases : list of str
        Its other names.
    """

    def __init__(self, name: str, members: list[str], aliases: list[str]) -> None:
        self.name, self.members, self.aliases = name, members, aliases


def merged_tables(tables: Tables, groups: Mapping[str, Shown]) -> tuple[Tables, pd.DataFrame]:
    """Return the data set with each group of organizations as one, and notes on what that came to.

    Of several values for one thing the first in the order of the members holds; other ones are noted
    (``other_value``). A fact that becomes equal to another is one row: of several statuses the most active holds, of
    several ends and numbers the highest. An interaction becomes equal to another if its id was made from what it says
    and both then say the same. A declared tie, and an interaction, between two that become one stays and is noted
    (``within_one_organization``).

    Parameters
    ----------
    tables : Tables
        The data set.
    groups : mapping of str to Shown
        By kept id; only what changes.

    Returns
    -------
    tables : Tables
        The data set, in which each id stands once.
    notes : pd.DataFrame
        As ``notes`` of `graph.report.LoadReport`.
    """
    if not groups:
        return tables, pd.DataFrame(columns=list(REJECT_COLUMNS))
    kept_as = {member: group_id for group_id, one in groups.items() for member in one.members}
    organizations, notes = _organizations(tables.organizations, groups, kept_as)
    frames = tables.frames() | {"organizations": organizations}
    became_one = {group_id for group_id, one in groups.items() if len(one.members) > 1}
    for name, schema in SCHEMA.items():
        columns = [column for column, rule in schema.columns.items() if rule.refers_to == "organizations"]
        if not columns or not became_one:
            continue
        before = frames[name]
        moved = before.assign(**{column: before[column].replace(kept_as) for column in columns})
        frames[name], table_notes = _one_row_a_key(moved, name)
        notes.extend(table_notes)
    if became_one:
        notes.extend(_within_one(tables, frames))
        notes.extend(_equal_interactions(frames, became_one))
    return tables.replace(**frames), pd.DataFrame(notes, columns=list(REJECT_COLUMNS))


Notes = list[tuple[object, ...]]


def _note(source: object, column: str, text: str, expected: str, reason: str) -> tuple[object, ...]:
    return *place_of(source), column, text, expected, reason


def _organizations(
    frame: pd.DataFrame, groups: Mapping[str, Shown], kept_as: Mapping[str, str]
) -> tuple[pd.DataFrame, Notes]:
    notes: Notes = []
    rows = []
    of = {str(row["organization_id"]): row for row in frame[frame["organization_id"].isin(kept_as)].to_dict("records")}
    for group_id, one in groups.items():
        members = [of[member] for member in one.members]
        row = dict(members[0])
        for column in frame.columns:
            filled = [member for member in members if not pd.isna(member[column])]
            if not filled or column in {"organization_id", "name", "aliases", "source"}:
                continue
            if column in _LISTS:
                items = dict.fromkeys(text for m in filled for part in m[column].split(";") if (text := part.strip()))
                row[column] = ";".join(items)
                continue
            row[column] = any(m[column] for m in filled) if column == "sensitive" else filled[0][column]
            notes += [
                _note(m["source"], str(column), str(m[column]), f"{row[column]}, as of {one.name}", "other_value")
                for m in filled
                if m[column] != row[column]
            ]
        aliases = ";".join(alias.replace(";", ",") for alias in one.aliases)
        rows.append(row | {"organization_id": group_id, "name": one.name, "aliases": aliases or None})
    changed = pd.DataFrame(rows, columns=frame.columns).set_index("organization_id")
    organizations = frame[~frame["organization_id"].isin(set(kept_as) - set(groups))].copy()
    at = organizations["organization_id"].isin(groups)
    for column in frame.columns.drop("organization_id"):
        values = organizations.loc[at, "organization_id"].map(changed[column].to_dict())
        organizations[column] = organizations[column].astype("object")
        organizations.loc[at, column] = values
    return organizations, notes


def _one_row_a_key(frame: pd.DataFrame, name: str) -> tuple[pd.DataFrame, Notes]:
    """Return one row a key; where several state other values, the most active status and the highest number hold."""
    key = list(SCHEMA[name].key)
    twice = frame.duplicated(key, keep=False)
    if not twice.any():
        return frame, []
    rest = [column for column in frame.columns if column not in key]
    # The order of rows says nothing: the row with the first source in order is the one that stays.
    double = frame[twice].sort_values([*key, *rest], kind="stable").sort_values("source", kind="stable")
    groups = double.groupby(key, sort=False, dropna=False)
    one = groups.first().reset_index()
    for column in {"until", "people_reached", "strength"} & set(rest):
        one[column] = groups[column].max().to_numpy()
    if "status" in rest:
        one["status"] = most_active(double["status"].fillna(""), [double[k] for k in key]).to_numpy()
    rows = pd.concat([frame[~twice], one[frame.columns].astype(frame.dtypes.to_dict())], ignore_index=True)
    return rows, [_equal(name, len(frame) - len(rows))]


def _equal(name: str, count: int) -> tuple[object, ...]:
    text = f"{counted(count, 'row')} that became equal to others"
    return _note("", name, text, "one row for one fact", "became_equal")


def _within_one(before: Tables, frames: Mapping[str, pd.DataFrame]) -> Notes:
    """Return notes on declared ties and interactions that were between two and are now within one."""
    ties = before.declared_ties
    were_two = set(ties.loc[ties["from_id"] != ties["to_id"], "source"])
    now = frames["declared_ties"]
    selves = now[(now["from_id"] == now["to_id"]) & now["source"].isin(were_two)]
    expected = "a tie of two organizations; it stays, and counts for no tie"
    notes = [
        _note(source, "to_id", own, expected, "within_one_organization")
        for source, own in selves[["source", "to_id"]]
        .sort_values(["source", "to_id"])
        .itertuples(index=False, name=None)
    ]

    def lone(parts: pd.DataFrame) -> set[str]:
        members = parts.groupby("interaction_id")["organization_id"].nunique()
        return set(members.index[members == 1])

    alone = sorted(lone(frames["participations"]) - lone(before.participations))
    source = frames["interactions"].set_index("interaction_id")["source"]
    expected = "several organizations took part; it stays, and counts for no tie"
    notes += [_note(source[i], "organization_id", i, expected, "within_one_organization") for i in alone]
    return notes


def _equal_interactions(frames: dict[str, pd.DataFrame], became_one: set[str]) -> Notes:
    """Let interactions whose ids were made from what they say be one where they now say the same, in place."""
    parts = frames["participations"]
    touched = set(parts.loc[parts["organization_id"].isin(became_one), "interaction_id"])
    every = frames["interactions"]
    made = every[every["interaction_id"].isin(touched) & every["interaction_id"].str.fullmatch(_MADE_ID)]
    if made.empty:
        return []
    said = made.drop(columns=["interaction_id", "source", "status", "people_reached"])
    who = _joined(parts.assign(value=parts["organization_id"] + "\x1f" + parts["role"].fillna("")), "value")
    about = _joined(frames["interaction_causes"], "cause_id")
    said = said.assign(who=made["interaction_id"].map(who), about=made["interaction_id"].map(about))
    number = said.groupby(list(said.columns), sort=False, dropna=False).ngroup()
    first = made["interaction_id"].groupby(number).transform("min")
    kept_as = {old: new for old, new in zip(made["interaction_id"], first, strict=True) if old != new}
    if not kept_as:
        return []
    notes: Notes = []
    for name in ("interactions", *_LINKS, "feedback"):
        moved = frames[name].assign(interaction_id=frames[name]["interaction_id"].replace(kept_as))
        frames[name], table_notes = _one_row_a_key(moved, name)
        notes += table_notes
    return notes


def _joined(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    ordered = frame.sort_values(["interaction_id", column])
    return ordered.groupby("interaction_id")[column].agg("\x1e".join)
