"""A data set as one table of who does what where, tagged with HXL."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from graph.csv_text import written_cell
from graph.names import normal_name, tidy
from graph.selection import Selection
from graph.tables import ShownTables
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network
from graph.tree import above, parents
from loaders.export.drawn import ties_nobody
from loaders.export.tie_network_files import xml_text
from loaders.formats.who_does_what.form import WHO_DOES_WHAT_WHERE
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.words import organization_kind

__all__ = ["HXL_COLUMNS", "hxl_rows", "hxl_text", "lost_in"]

HXL_COLUMNS: Mapping[str, str] = {
    "Lead organization": "#org+prog",
    "Lead organization type": "#org+prog+type",
    "Implementing partner": "#org+impl",
    "Implementing partner type": "#org+impl+type",
    "Sector": "#sector",
    "Country": "#country+name",
    "Region": "#adm1+name",
    "District": "#adm2+name",
    "Place": "#adm3+name",
    "Start date": "#date+start",
    "End date": "#date+end",
    "Date reported": "#date+reported",
    "Status": "#status",
    "People reached": "#reached",
}
"""Header and tag of each column."""

_LEAD, _LEAD_TYPE, _PARTNER, _PARTNER_TYPE, _SECTOR, *_PLACES = list(HXL_COLUMNS)[:9]
_FACTS = {"Start date": "since", "End date": "until", "Status": "status", "People reached": "people_reached"}
_UNFADED = Selection(half_life=None)
_KINDS = {"ngo": "NGO", "funder": "donor"}
Row = dict[str, str]


def hxl_rows(tables: ShownTables) -> list[Row]:
    """Return one row for each tie at its first and at its last day, each presence, and each cause that is stood for.

    An organization that is in none of these has a row of its own. A tie is told as a project of the two, which is
    all that a table of who does what where can say of it.
    """
    organizations = tables.organizations.set_index("organization_id")
    name_of = {key: tidy(str(name)) for key, name in organizations["name"].items()}
    type_of = {key: _type(kind) for key, kind in organizations["kind"].items()}
    cause_of = dict(zip(tables.causes["cause_id"], tables.causes["name"].map(tidy), strict=True))
    place_of = _places(tables)
    rows: list[Row] = []
    for a, b, tie in tie_network(tables, _UNFADED).edges(data=True):
        pair = {_LEAD: name_of[a], _LEAD_TYPE: type_of[a], _PARTNER: name_of[b], _PARTNER_TYPE: type_of[b]}
        days = [tie[end].isoformat() for end in ("first", "last") if tie[end] is not None] or [""]
        rows += [pair | {"Date reported": day} for day in dict.fromkeys(days)]
    presences = tables.presences[tables.presences["community_id"].isin(list(place_of))]
    for facts in (*presences.to_dict("records"), *tables.supports.to_dict("records")):
        who = {_PARTNER: name_of[facts["organization_id"]], _PARTNER_TYPE: type_of[facts["organization_id"]]}
        row = who | {_SECTOR: cause_of.get(facts["cause_id"], "")} | place_of.get(facts.get("community_id"), {})
        rows.append(row | {column: _shown(facts.get(name)) for column, name in _FACTS.items()})
    names_in_rows = {row[column] for row in rows for column in (_LEAD, _PARTNER) if column in row}
    return rows + [
        {_PARTNER: name, _PARTNER_TYPE: type_of[key]} for key, name in name_of.items() if name not in names_in_rows
    ]


def _places(tables: ShownTables) -> dict[object, Row]:
    """Return the cells of each place; communities that are people, and places too deep, have none."""
    nodes = tables.communities
    parent_of, people = parents(nodes), set(nodes.loc[nodes["kind"] == "people", "community_id"])
    name_of = dict(zip(nodes["community_id"], nodes["name"].map(tidy), strict=True))
    cells_of: dict[object, Row] = {}
    for place in parent_of:
        path = [place, *above(parent_of, place)][::-1]
        columns = _PLACES if len(path) == len(_PLACES) else _PLACES[1:]
        if len(path) <= len(columns) and not people & set(path):
            cells_of[place] = {column: name_of[step] for column, step in zip(columns, path, strict=False)}
    return cells_of


def _shown(value: Any) -> str:  # noqa: ANN401  (whatever a column holds)
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _type(kind: Any) -> str:  # noqa: ANN401  (text, or what is missing)
    text = "" if pd.isna(kind) else str(kind)
    word = _KINDS.get(text, text)
    return word if organization_kind(word) == text else ""


def hxl_text(tables: ShownTables) -> str:
    """Return the table as CSV, headers first and tags below; no spreadsheet runs anything of it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(HXL_COLUMNS)
    writer.writerow(HXL_COLUMNS.values())
    # A file with control characters is no table to any reader: they are written as their number.
    rows = ([written_cell(xml_text(row.get(column, ""))) for column in HXL_COLUMNS] for row in hxl_rows(tables))
    writer.writerows(rows)
    return buffer.getvalue()


def lost_in(tables: ShownTables, path: Path) -> list[str]:
    """Return what a table that was written does not hold, one sentence each; it is read again to tell."""
    counts = tables.counts()
    texts = {"needs": "needs", "feedback": "answers of feedback", "declared_ties": "kinds, strengths and signs of ties"}
    sentences = [f"{counts[table]} {what}" for table, what in texts.items() if counts[table]]
    if counts["interactions"]:
        sentences.append(
            f"{counts['interactions']} interactions themselves; each tie is told at its first and last day"
        )
    network = tie_network(tables, _UNFADED)
    sentences += ties_nobody(network.counts)
    places = _places(tables)
    there = sum(1 for place in tables.presences["community_id"] if place not in places)
    sentences += [f"{there} presences among people, or in places more than four levels deep"] if there else []
    again = WHO_DOES_WHAT_WHERE.load([Opened(path)], Reading()).tables.shown()
    names = [{normal_name(str(name)) for name in version.organizations["name"]} for version in (tables, again)]
    lost = sorted(names[0] - names[1])
    if lost:
        sentences.append(
            f"{len(lost)} organizations by their own name, which such a table takes for another, for several or for "
            f"nobody: {', '.join(repr(name) for name in lost[:5])}{' ...' if len(lost) > 5 else ''}"
        )
    twice = counts["organizations"] - len(names[0])
    sentences += [f"{twice} organizations that share their name with another: a name is all they have"] if twice else []
    ties, ties_again = _days(network), _days(tie_network(again, _UNFADED))
    changed = sum(1 for pair, days in ties.items() if ties_again.get(pair) != days)
    if changed:
        sentences.append(
            f"{changed} ties with their days as they are, for such a reason or because 1900-01-01 and 1970-01-01 stand "
            "for a blank"
        )
    return sentences


def _days(ties: TieNetwork) -> dict[frozenset[str], tuple[date | None, date | None]]:
    """Return the first and the last day of each tie, by the names of its two organizations."""
    name_of = {node: normal_name(str(organization["name"])) for node, organization in ties.nodes(data=True)}
    return {frozenset((name_of[a], name_of[b])): (t["first"], t["last"]) for a, b, t in ties.edges(data=True)}
