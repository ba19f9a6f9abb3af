"""The data model: every table, its columns, what they hold and what they refer to.

This list is the only place that knows the columns. Validation, CSV folders, Neo4j and the documentation are
made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ACTIVITY_STATUSES",
    "CONFLICT_KINDS",
    "DEEPEST",
    "DIRECTED_KINDS",
    "INTERACTION_KINDS",
    "LONGEST_NAME",
    "NATIONWIDE",
    "ORGANIZATION_KINDS",
    "ORGANIZATION_STATUSES",
    "ROLES",
    "SCHEMA",
    "SOURCE_ROLES",
    "TARGET_ROLES",
    "Column",
    "TableSchema",
]

ORGANIZATION_KINDS = (
    "ngo", "grassroots", "funder", "government", "academic", "faith",
    "union", "media", "business", "coalition", "other",
)  # fmt: skip
ORGANIZATION_STATUSES = ("us", "member", "partner", "prospect", "former", "unknown")
ACTIVITY_STATUSES = ("done", "ongoing", "planned", "suspended")
INTERACTION_KINDS = (
    "meeting", "check_in", "joint_campaign", "co_hosted_event", "joint_project", "co_signature", "referral",
    "introduction", "funding", "training", "support", "win", "conflict", "repair",
)  # fmt: skip
DIRECTED_KINDS = ("referral", "funding")
CONFLICT_KINDS = ("conflict",)
ROLES = ("lead", "partner", "funder", "implementer", "referrer", "referred", "host", "guest")
SOURCE_ROLES = ("funder", "referrer")
TARGET_ROLES = ("implementer", "referred")
LONGEST_NAME = 200
"""A longer text is no name of an organization, a cause or a community."""
DEEPEST = 50
"""A tree of causes or of communities has at most this many levels."""
NATIONWIDE = "nationwide"
"""The id of the community that stands for the whole country: it is no place of the grid of reach."""

Kind = Literal["text", "list", "number", "date", "flag"]


@dataclass(frozen=True)
class Column:
    """One column: what it holds and what is allowed in it.

    Parameters
    ----------
    kind : {"text", "list", "number", "date", "flag"}
        A list is text whose items are joined by ``;``. A date is a day without a time. A flag is true or false.
    required : bool
        Whether a blank rejects the row.
    unless : str
        A flag of the same table: in a row where it is true, a required column may be blank.
    allowed : tuple of str
        The only values a text may take; empty means any.
    low, high : float
        The range of a number, ends included; without an end, every number that is finite.
    longest : int
        The most characters of a text; 0 means any number.
    refers_to : str
        The table whose id this column holds; empty means none.
    """

    kind: Kind = "text"
    required: bool = False
    unless: str = ""
    allowed: tuple[str, ...] = ()
    low: float = float("-inf")
    high: float = float("inf")
    longest: int = 0
    refers_to: str = ""


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns in order, and those that together tell its rows apart."""

    columns: Mapping[str, Column]
    key: tuple[str, ...]
    one_row_is: str

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns in order, ``source`` last."""
        return (*self.columns, "source")


_TEXT = Column()
_DATE = Column("date")
_NUMBER = Column("number")
_ID = Column(required=True)
_NAME = Column(required=True, longest=LONGEST_NAME)
_LATITUDE = Column("number", low=-90, high=90)
_LONGITUDE = Column("number", low=-180, high=180)
_COUNT = Column("number", low=0, high=1e10)  # people; more than there are on earth is a mistake
_FLAG = Column("flag")


def _ref(table: str, *, required: bool = True) -> Column:
    return Column(required=required, refers_to=table)


SCHEMA: Mapping[str, TableSchema] = {
    "organizations": TableSchema(
        {
            "organization_id": _ID,
            "name": _NAME,
            "kind": Column(allowed=ORGANIZATION_KINDS),
            "status": Column(allowed=ORGANIZATION_STATUSES),
            "aliases": Column("list"),
            "capabilities": Column("list"),
            "size": _TEXT,
            "place": _TEXT,
            "latitude": _LATITUDE,
            "longitude": _LONGITUDE,
            "website": _TEXT,
            "note": _TEXT,
            "sensitive": _FLAG,
        },
        key=("organization_id",),
        one_row_is="an organization",
    ),
    "causes": TableSchema(
        {"cause_id": _ID, "name": _NAME, "parent_id": _ref("causes", required=False)},
        key=("cause_id",),
        one_row_is="a cause; causes form a tree",
    ),
    "communities": TableSchema(
        {
            "community_id": _ID,
            "name": _NAME,
            "kind": Column(allowed=("place", "people")),
            "parent_id": _ref("communities", required=False),
            "population": _COUNT,
            "latitude": _LATITUDE,
            "longitude": _LONGITUDE,
        },
        key=("community_id",),
        one_row_is="a community: a place or a group of people; communities form a tree",
    ),
    "supports": TableSchema(
        {
            "organization_id": _ref("organizations"),
            "cause_id": _ref("causes"),
            "since": _DATE,
            "until": _DATE,
        },
        key=("organization_id", "cause_id", "since"),
        one_row_is="a cause that an organization supports",
    ),
    "presences": TableSchema(
        {
            "organization_id": _ref("organizations"),
            "community_id": _ref("communities"),
            "cause_id": _ref("causes", required=False),
            "since": _DATE,
            "until": _DATE,
            "status": Column(allowed=ACTIVITY_STATUSES),
            "people_reached": _COUNT,
        },
        key=("organization_id", "community_id", "cause_id", "since"),
        one_row_is="the presence of an organization in a community, for a cause",
    ),
    "needs": TableSchema(
        {
            "cause_id": _ref("causes"),
            "community_id": _ref("communities"),
            "need": Column("number", required=True, low=0, high=1e9),
            "people_in_need": _COUNT,
        },
        key=("cause_id", "community_id"),
        one_row_is="the need for a cause in a community",
    ),
    "interactions": TableSchema(
        {
            "interaction_id": _ID,
            "date": _DATE,
            "date_end": _DATE,
            "date_precision": Column(allowed=("day", "month", "year")),
            "status": Column(allowed=ACTIVITY_STATUSES),
            "kind": Column(required=True, unless="confidential", allowed=INTERACTION_KINDS),
            "title": _TEXT,
            "outcome": Column("number", low=-1, high=1),
            "attendance": _COUNT,
            "people_reached": _COUNT,
            "note": _TEXT,
            "confidential": _FLAG,
        },
        key=("interaction_id",),
        one_row_is="something that organizations did together",
    ),
    "participations": TableSchema(
        {
            "interaction_id": _ref("interactions"),
            "organization_id": _ref("organizations"),
            "role": Column(allowed=ROLES),
        },
        key=("interaction_id", "organization_id", "role"),
        one_row_is="the participation of an organization in an interaction",
    ),
    "interaction_causes": TableSchema(
        {"interaction_id": _ref("interactions"), "cause_id": _ref("causes")},
        key=("interaction_id", "cause_id"),
        one_row_is="a cause that an interaction was about",
    ),
    "interaction_communities": TableSchema(
        {"interaction_id": _ref("interactions"), "community_id": _ref("communities")},
        key=("interaction_id", "community_id"),
        one_row_is="a community that an interaction was for",
    ),
    "feedback": TableSchema(
        {
            "interaction_id": _ref("interactions"),
            "organization_id": _ref("organizations", required=False),
            "date": _DATE,
            "question": _TEXT,
            "score": _NUMBER,
            "scale_min": _NUMBER,
            "scale_max": _NUMBER,
            "comment": _TEXT,
        },
        key=(
            "interaction_id", "organization_id", "date", "question",
            "score", "scale_min", "scale_max", "comment",
        ),
        one_row_is="feedback on an interaction",
    ),
    "declared_ties": TableSchema(
        {
            "from_id": _ref("organizations"),
            "to_id": _ref("organizations"),
            "kind": _TEXT,
            "strength": _NUMBER,
            "scale_min": _NUMBER,
            "scale_max": _NUMBER,
            "directed": _FLAG,
            "sign": Column("number", low=-1, high=1),
            "date": _DATE,
        },
        key=("from_id", "to_id", "kind", "date"),
        one_row_is="a relationship that a survey or a network map states",
    ),
}  # fmt: skip
