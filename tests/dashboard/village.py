"""A small invented network whose answers can be counted by hand.

Two coalitions of five (Ada to Ann, Bea to Buz), each of which often meets as a whole; Hub meets Ada twice and Bea
once, so that it belongs to Ada's and all three are cutpoints; Pia and Pit meet; Lone meets nobody. The causes are
land and water (wells below it), the places North (Hill, Lake) and South (Coast); nobody is in Coast.
"""

from functools import cache

import pandas as pd

from dashboard.explorer.data_review import COLUMN_COLUMNS, DOUBT_COLUMNS, DataReview
from graph.report import LoadReport
from graph.tables import Tables

__all__ = ["FIRST", "SECOND", "village", "village_report"]

FIRST = ("ada", "ali", "amy", "ana", "ann")
SECOND = ("bea", "ben", "bob", "bud", "buz")
_EVERYBODY = (*FIRST, *SECOND, "hub", "pia", "pit", "lone")
_MEETINGS = {
    "m1": ("2024-01-10", FIRST, "land"),
    "m2": ("2024-02-10", SECOND, "wells"),
    "m3": ("2024-03-10", ("ada", "hub"), "land"),
    "m4": ("2024-03-11", ("hub", "bea"), "wells"),
    "m5": (None, ("pia", "pit"), "water"),
    "m6": ("2024-03-12", ("ada", "ali"), "land"),
    "m7": ("2024-03-09", ("ada", "hub"), "land"),
    "m8": ("2024-03-12", ("pia", "pit"), "water"),
    **{f"a{i}": (f"2024-03-{i:02}", FIRST, "land") for i in range(1, 9)},
    **{f"b{i}": (f"2024-03-{i:02}", SECOND, "wells") for i in range(1, 9)},
}
_CONFIDENTIAL = ("m3", "m5", "m6", "m8")
_CONFLICTS = ("m6",)


@cache
def village() -> Tables:
    """Return the tables."""
    members = [(meeting, who) for meeting, (_, there, _) in _MEETINGS.items() for who in there]
    return Tables.of(
        {
            "organizations": pd.DataFrame(
                {
                    "organization_id": _EVERYBODY,
                    "name": [f"{i.capitalize()} House" for i in _EVERYBODY],
                    "status": ["us", "member", *["partner"] * 11, "prospect"],
                    "kind": ["ngo", *["grassroots"] * 13],
                    "aliases": ["AH", *[None] * 13],
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
                    "community_id": ["north", "south", "hill", "lake", "coast"],
                    "name": ["North", "South", "Hill", "Lake", "Coast"],
                    "kind": "place",
                    "parent_id": [None, None, "north", "north", "south"],
                }
            ),
            "presences": pd.DataFrame(
                {
                    "organization_id": ["ada", "ali", "bea", "hub", "pia"],
                    "community_id": ["hill", "hill", "lake", "lake", "hill"],
                    "cause_id": ["land", "land", "wells", "land", "wells"],
                    "since": ["2023-05-01", None, "2024-01-01", "2022-01-01", None],
                }
            ),
            "needs": pd.DataFrame(
                {
                    "cause_id": ["land", "land", "wells", "wells"],
                    "community_id": ["hill", "coast", "lake", "coast"],
                    "need": [5.0, 9.0, 2.0, 0.0],
                }
            ),
            "interactions": pd.DataFrame(
                {
                    "interaction_id": list(_MEETINGS),
                    "date": [day for day, _, _ in _MEETINGS.values()],
                    "kind": ["conflict" if meeting in _CONFLICTS else "meeting" for meeting in _MEETINGS],
                    "title": [f"Title of {meeting}" for meeting in _MEETINGS],
                    "note": [f"Note of {meeting}" for meeting in _MEETINGS],
                    "confidential": [True if meeting in _CONFIDENTIAL else None for meeting in _MEETINGS],
                }
            ),
            "participations": pd.DataFrame(members, columns=["interaction_id", "organization_id"]),
            "interaction_causes": pd.DataFrame(
                [(meeting, cause) for meeting, (_, _, cause) in _MEETINGS.items()],
                columns=["interaction_id", "cause_id"],
            ),
        }
    )


def village_report() -> LoadReport:
    """Return an account of loading it: five rows kept, one rejected, one name taken for another."""
    return LoadReport(
        sheets=pd.DataFrame(
            [("village.csv", "", "own", 1_006, 1_005, 0, 1, 14)],
            columns=["file", "sheet", "form", "read", "kept", "merged", "rejected", "organizations"],
        ),
        rejects=pd.DataFrame(
            [("village.csv", "", 7, "need", "=many", "a number", "not_a_number")],
            columns=["file", "sheet", "line", "column", "found", "expected", "reason"],
        ),
        merges=pd.DataFrame(
            [("village.csv", "", 3, "ada  house", "Ada House", "spelling")],
            columns=["file", "sheet", "line", "found", "kept", "reason"],
        ),
    )


def village_review() -> DataReview:
    """Return a review with two pairs of names, one of them answered, and a file with two columns to explain."""
    doubts = pd.DataFrame(
        [
            ("ada", "Ada House", "ali", "Ali House", "Two letters differ", "", ""),
            ("amy", "Amy House", "ann", "Ann House", "One is the other's acronym", "same", "Ann House"),
            ("ari", "Ari House", "ARI HOUSE", "ARI HOUSE", "The names differ by case only", "merged", ""),
        ],
        columns=list(DOUBT_COLUMNS),
    )
    columns = pd.DataFrame(
        [
            ("visits.csv", "", "events", "Who", "organization", "Ada House; Ali House"),
            ("visits.csv", "", "events", "Day", "date", None),
        ],
        columns=list(COLUMN_COLUMNS),
    )
    roles = {"organization": "An organization", "date": "A day", "": "Nothing of use"}
    shapes = {"events": "Something that several did together", "pairs": "Two organizations"}
    return DataReview(doubts=lambda: doubts, columns=lambda: columns, shapes=lambda: shapes, roles=lambda: roles)
