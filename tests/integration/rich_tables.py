"""A small data set with something in every column, every odd value that a spreadsheet can hold among them."""

from dataclasses import replace
from datetime import date
from functools import cache, partial

import pandas as pd

from graph.tables import Tables
from loaders.neo4j.store import write

write_everything = partial(write, with_sensitive=True, with_confidential=True)
"""Writes tables as they are, secrets and all."""

ODD_NAME = "Ñandú ऑक्सफ़ैम 组织 🌍 “O'Neil”; DROP\u00a0\u200c`x`"
ATTACK = "x'}) DETACH DELETE n //"
ATTACK_COLUMN = "x_a` = 1}) MATCH (n) DETACH DELETE n //"


@cache
def rich_tables() -> Tables:
    """Return all twelve tables with blanks, unicode, lists, dates, flags, extra columns and two periods of one pair."""
    return Tables.of(
        {
            "organizations": pd.DataFrame(
                {
                    "organization_id": ["river", "hill", "a/b", ATTACK, "RIVER"],
                    "name": ["River Fund", ODD_NAME, " spaces  kept ", ATTACK, "Another river"],
                    "kind": ["funder", "grassroots", None, "ngo", None],
                    "status": ["us", "partner", None, None, "former"],
                    "aliases": ["RF;The Fund", "one", None, "a; b;;c", None],
                    "capabilities": [None, "law;water", None, None, ";"],
                    "latitude": [1.5, -90.0, None, None, 0.0],
                    "note": ["two\nlines\tand a tab", None, "null", "NaN", "0"],
                    "sensitive": [True, False, None, None, True],
                    "source": ["a.xlsx#Sheet 1#2", "a.csv##3", "b.csv##2", "b.csv##3", "b.csv##4"],
                    "x_rating": ["3", None, None, None, None],
                    "x_blank": pd.Series([None] * 5, dtype="str"),
                    ATTACK_COLUMN: ["`", None, "$rows", None, None],
                }
            ),
            "causes": pd.DataFrame(
                {
                    "cause_id": ["land", "water", "wells"],
                    "name": ["Land", "Water", "Wells"],
                    "parent_id": [None, None, "water"],
                }
            ),
            "communities": pd.DataFrame(
                {
                    "community_id": ["north", "delta", "widows"],
                    "name": ["North", "Delta", "Widows"],
                    "kind": ["place", "place", "people"],
                    "parent_id": [None, "north", None],
                    "population": [1e6, 12345.0, None],
                }
            ),
            "supports": pd.DataFrame(
                {
                    "organization_id": ["river", "river", "hill"],
                    "cause_id": ["water", "water", "land"],
                    "since": [date(2020, 1, 1), date(2022, 1, 1), None],
                    "until": [date(2020, 12, 31), None, None],
                }
            ),
            "presences": pd.DataFrame(
                {
                    "organization_id": ["river", "river", "hill"],
                    "community_id": ["north", "north", "delta"],
                    "cause_id": ["water", None, "wells"],
                    "since": [None, None, date(2021, 5, 6)],
                    "status": ["ongoing", None, "planned"],
                    "people_reached": [100.0, None, 0.1 + 0.2],
                }
            ),
            "needs": pd.DataFrame(
                {"cause_id": ["water", "land"], "community_id": ["delta", "north"], "need": [0.75, 0.0]}
            ),
            "interactions": pd.DataFrame(
                {
                    "interaction_id": ["i1", "i2", "i3"],
                    "date": [date(2024, 2, 29), None, date(2023, 1, 1)],
                    "date_precision": ["day", None, "year"],
                    "kind": ["meeting", "conflict", "funding"],
                    "title": ["A meeting", None, "A grant"],
                    "outcome": [1.0, -1.0, None],
                    "confidential": [False, True, None],
                    "x_minutes": ["https://example.org/1", None, None],
                }
            ),
            "participations": pd.DataFrame(
                {
                    "interaction_id": ["i1", "i1", "i1", "i2", "i2", "i3", "i3"],
                    "organization_id": ["river", "river", "hill", "hill", "a/b", "river", ATTACK],
                    "role": ["lead", "host", None, None, None, "funder", "implementer"],
                }
            ),
            "interaction_causes": pd.DataFrame({"interaction_id": ["i1", "i1"], "cause_id": ["water", "land"]}),
            "interaction_communities": pd.DataFrame({"interaction_id": ["i1"], "community_id": ["delta"]}),
            "feedback": pd.DataFrame(
                {
                    "interaction_id": ["i1", "i1", "i1"],
                    "organization_id": ["hill", None, None],
                    "date": [date(2024, 3, 1), None, None],
                    "question": ["How was it?", None, None],
                    "score": [4.0, None, -0.0],
                    "scale_min": [1.0, None, None],
                    "comment": ["Good", "Too long", "Too long"],
                }
            ),
            "declared_ties": pd.DataFrame(
                {
                    "from_id": ["river", "hill", "hill", "hill"],
                    "to_id": ["hill", "river", "river", "hill"],
                    "kind": ["advice", "advice", None, "itself"],
                    "strength": [3.0, 1.0, None, None],
                    "scale_min": [5.0, 1.0, None, None],
                    "scale_max": [1.0, 5.0, None, None],
                    "directed": [True, None, False, None],
                    "sign": [1.0, -1.0, None, None],
                }
            ),
        }
    )


def changed(tables: Tables, table: str, row: int, column: str, value: object) -> Tables:
    """Return `tables` with one cell set to another value."""
    frame = getattr(tables, table).copy()
    frame.loc[row, column] = value
    return replace(tables, **{table: frame})


def without(tables: Tables, table: str, row: int) -> Tables:
    """Return `tables` without one row."""
    return replace(tables, **{table: getattr(tables, table).drop(index=row)})
