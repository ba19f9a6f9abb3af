"""Which part of the data a selection keeps, rule by rule."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownName
from graph.schema import ACTIVITY_STATUSES, INTERACTION_KINDS, ORGANIZATION_STATUSES, SCHEMA
from graph.selection import ACTIVE, Selection, as_of_date, select
from graph.tables import Tables
from tests.examples import examples

DATED = {
    "early": ("2020-05-01", None, "meeting", "done"),
    "long": ("2020-06-01", "2022-06-01", "joint_project", None),
    "middle": ("2021-06-01", None, "funding", "ongoing"),
    "late": ("2022-12-31", None, "meeting", "done"),
    "undated": (None, None, "win", None),
    "planned": ("2030-01-01", None, "meeting", "planned"),
    "stopped": ("2021-01-01", None, "conflict", "suspended"),
}
ABOUT = [("early", "land"), ("long", "rivers"), ("middle", "water"), ("late", "wells"), ("undated", "land")]
AT = [("early", "north"), ("long", "hill"), ("middle", "south"), ("late", "lake"), ("undated", "coast")]
WHO = {
    "early": ("us", "ana"), "long": ("ana", "ben"), "middle": ("ben", "cy"), "late": ("us", "cy"),
    "undated": ("dee", "us"), "planned": ("us", "ana"), "stopped": ("ben", "us"),
}  # fmt: skip


def frame(columns: str, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def made() -> Tables:
    return Tables.of(
        {
            "organizations": frame(
                "organization_id name status",
                [("us", "Us", "us"), ("ana", "Ana", "member"), ("ben", "Ben", "partner"), ("cy", "Cy", "former"),
                 ("dee", "Dee", None), ("eva", "Eva", "prospect")],
            ),
            "causes": frame(
                "cause_id name parent_id",
                [("land", "Land", None), ("water", "Water", None), ("wells", "Wells", "water"),
                 ("rivers", "Rivers", "water"), ("deep", "Deep wells", "wells"), ("wells2", "WELLS", "land")],
            ),
            "communities": frame(
                "community_id name parent_id",
                [("north", "North", None), ("south", "South", None), ("hill", "Hill", "north"),
                 ("lake", "Lake", "north"), ("coast", "Coast", "south")],
            ),
            "presences": frame(
                "organization_id community_id cause_id since until status",
                [("us", "hill", "land", None, None, None), ("ana", "lake", "wells", "2020-01-01", "2020-12-31", "done"),
                 ("ben", "coast", "deep", "2022-01-01", None, "planned"),
                 ("cy", "coast", None, "2021-01-01", None, "ongoing"),
                 ("eva", "north", "rivers", None, "2021-06-30", "suspended")],
            ),
            "supports": frame(
                "organization_id cause_id since until",
                [("eva", "land", None, None), ("dee", "deep", "2021-01-01", "2021-12-31")],
            ),
            "needs": frame("cause_id community_id need", [("land", "hill", 3.0), ("wells", "coast", 2.0)]),
            "interactions": frame(
                "interaction_id date date_end kind status", [(i, *facts) for i, facts in DATED.items()]
            ),
            "participations": frame(
                "interaction_id organization_id", [(i, who) for i, there in WHO.items() for who in there]
            ),
            "interaction_causes": frame("interaction_id cause_id", ABOUT),
            "interaction_communities": frame("interaction_id community_id", AT),
            "feedback": frame(
                "interaction_id organization_id comment",
                [("early", "ana", "good"), ("early", None, "fair"), ("late", "cy", "poor")],
            ),
            "declared_ties": frame(
                "from_id to_id kind date",
                [("us", "ana", "friends", "2019-01-01"), ("ana", "ben", "funding", None), ("cy", "dee", None, None)],
            ),
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Tables:
    return made()


def ids(frame: pd.DataFrame) -> set[str]:
    return set(frame.iloc[:, 0])


def interactions(tables: Tables, **chosen: Any) -> set[str]:
    return ids(select(tables.shown(), Selection(**chosen)).interactions)


def test_without_a_selection_only_what_never_happened_is_left_out(tables: Tables) -> None:
    part = select(tables.shown())
    assert part == select(tables.shown(), Selection())
    assert ids(part.interactions) == set(DATED) - {"planned", "stopped"}
    assert ids(part.presences) == {"us", "ana", "cy"}
    for name in ("organizations", "causes", "communities", "supports", "needs", "declared_ties", "feedback"):
        assert len(getattr(part, name)) == len(getattr(tables, name)), name


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ({"since": date(2020, 5, 1)}, {"early", "long", "middle", "late"}),
        ({"since": date(2020, 5, 2)}, {"long", "middle", "late"}),
        ({"since": date(2022, 6, 1)}, {"long", "late"}),
        ({"since": date(2022, 6, 2)}, {"late"}),
        ({"until": date(2022, 12, 31)}, {"early", "long", "middle", "late"}),
        ({"until": date(2022, 12, 30)}, {"early", "long", "middle"}),
        ({"until": date(2020, 6, 1)}, {"early", "long"}),
        ({"since": date(2021, 1, 1), "until": date(2021, 12, 31)}, {"long", "middle"}),
        ({"since": date.min}, {"early", "long", "middle", "late"}),
        ({"until": date.max}, {"early", "long", "middle", "late"}),
    ],
)
def test_interactions_count_if_they_ran_in_the_range_ends_included(
    tables: Tables, chosen: dict[str, date], kept: set[str]
) -> None:
    assert interactions(tables, **chosen) == kept


@pytest.mark.parametrize(
    ("chosen", "presences", "supports"),
    [
        ({}, {"us", "ana", "cy"}, {"eva", "dee"}),
        ({"since": date(2020, 12, 31)}, {"us", "ana", "cy"}, {"eva", "dee"}),
        ({"since": date(2021, 1, 1)}, {"us", "cy"}, {"eva", "dee"}),
        ({"since": date(2022, 1, 1)}, {"us", "cy"}, {"eva"}),
        ({"until": date(2020, 12, 31)}, {"us", "ana"}, {"eva"}),
        ({"as_of": date(2020, 12, 31)}, {"us", "ana"}, {"eva"}),
        ({"until": date(2021, 1, 1), "as_of": date(2020, 1, 1)}, {"us", "ana"}, {"eva"}),
        ({"until": date(2019, 1, 1)}, {"us"}, {"eva"}),
    ],
)
def test_presences_and_supports_count_if_they_held_then_and_undated_ends_are_open(
    tables: Tables, chosen: dict[str, date], presences: set[str], supports: set[str]
) -> None:
    part = select(tables, Selection(**chosen))  # type: ignore[arg-type]  # one dictionary for every field
    assert ids(part.presences) == presences
    assert ids(part.supports) == supports


@pytest.mark.parametrize(
    ("kinds", "kept", "declared"),
    [
        (("meeting",), {"early", "late"}, 0),
        (("funding",), {"middle"}, 1),
        (("funding", "win"), {"middle", "undated"}, 1),
        (("friends",), set(), 1),
        ((), {"early", "long", "middle", "late", "undated"}, 3),
    ],
)
def test_kinds_choose_interactions_and_declared_ties(
    tables: Tables, kinds: tuple[str, ...], kept: set[str], declared: int
) -> None:
    part = select(tables.shown(), Selection(kinds=kinds))
    assert ids(part.interactions) == kept
    assert len(part.declared_ties) == declared
    assert len(part.organizations) == 6


@pytest.mark.parametrize(
    ("causes", "kept", "organizations"),
    [
        (("land",), {"early", "undated"}, {"us", "ana", "dee", "eva"}),
        (("water",), {"long", "middle", "late"}, {"ana", "ben", "cy", "us", "dee"}),
        (("rivers",), {"long"}, {"ana", "ben"}),
        (("Rivers",), {"long"}, {"ana", "ben"}),
        (("  rIVERS ", "land"), {"long", "early", "undated"}, {"ana", "ben", "us", "dee", "eva"}),
        (("deep",), set(), {"dee"}),
    ],
)
def test_a_cause_stands_for_itself_and_everything_below_it(
    tables: Tables, causes: tuple[str, ...], kept: set[str], organizations: set[str]
) -> None:
    part = select(tables.shown(), Selection(causes=causes))
    assert ids(part.interactions) == kept
    assert ids(part.organizations) == organizations
    assert len(part.causes) == 6


def test_a_name_that_two_causes_carry_stands_for_both_and_an_id_for_itself(tables: Tables) -> None:
    both = select(tables.shown(), Selection(causes=("Wells",), activity_status=ACTIVITY_STATUSES))
    one = select(tables.shown(), Selection(causes=("wells2",), activity_status=ACTIVITY_STATUSES))
    assert (ids(both.interactions), ids(both.presences)) == ({"late"}, {"ana", "ben"})
    assert (ids(one.interactions), ids(one.presences)) == (set(), set())


@pytest.mark.parametrize(
    ("communities", "kept", "organizations"),
    [
        (("north",), {"early", "long", "late"}, {"us", "ana", "ben", "cy"}),
        (("hill",), {"long"}, {"ana", "ben", "us"}),
        (("South",), {"middle", "undated"}, {"ben", "cy", "dee", "us"}),
        (("coast", "hill"), {"undated", "long"}, {"dee", "us", "ana", "ben", "cy"}),
    ],
)
def test_a_place_stands_for_itself_and_everything_below_it(
    tables: Tables, communities: tuple[str, ...], kept: set[str], organizations: set[str]
) -> None:
    part = select(tables.shown(), Selection(communities=communities))
    assert ids(part.interactions) == kept
    assert ids(part.organizations) == organizations


def test_who_only_supports_a_cause_is_not_in_a_place(tables: Tables) -> None:
    assert "eva" in ids(select(tables.shown(), Selection(causes=("land",))).organizations)
    assert "eva" not in ids(select(tables.shown(), Selection(causes=("land",), communities=("hill",))).organizations)


def test_needs_follow_causes_and_places(tables: Tables) -> None:
    assert len(select(tables.shown(), Selection(causes=("land",))).needs) == 1
    assert len(select(tables.shown(), Selection(communities=("south",))).needs) == 1
    assert select(tables.shown(), Selection(causes=("land",), communities=("south",))).needs.empty


@pytest.mark.parametrize(
    ("status", "kept"),
    [
        (("us",), {"us"}),
        (("member", "former"), {"ana", "cy"}),
        (("unknown",), {"dee"}),
        ((), {"us", "ana", "ben", "cy", "dee", "eva"}),
    ],
)
def test_the_status_of_an_organization_blank_is_unknown(
    tables: Tables, status: tuple[str, ...], kept: set[str]
) -> None:
    part = select(tables.shown(), Selection(organization_status=status))
    assert ids(part.organizations) == kept
    assert set(part.participations["organization_id"]) <= kept
    assert {*part.declared_ties["from_id"], *part.declared_ties["to_id"]} <= kept
    assert set(part.feedback["organization_id"].dropna()) <= kept


def test_what_nobody_in_particular_said_is_kept(tables: Tables) -> None:
    said = select(tables.shown(), Selection(organization_status=("us",))).feedback
    assert said["comment"].tolist() == ["fair"]


@pytest.mark.parametrize(
    ("status", "kept"),
    [
        (("planned",), {"planned", "long", "undated"}),
        (("suspended",), {"stopped", "long", "undated"}),
        (ACTIVE, {"early", "long", "middle", "late", "undated"}),
        (ACTIVITY_STATUSES, set(DATED)),
    ],
)
def test_the_status_of_an_activity_blank_always_counts(tables: Tables, status: tuple[str, ...], kept: set[str]) -> None:
    assert interactions(tables, activity_status=status) == kept


@pytest.mark.parametrize(
    ("chosen", "told", "nearest"),
    [
        ({"kinds": ("meting",)}, "kind: found 'meting'", "meeting"),
        ({"kinds": ("freinds",)}, "kind: found 'freinds'", "friends"),
        ({"kind_weights": {"meetings": 2.0}}, "kind: found 'meetings'", "meeting"),
        ({"causes": ("River",)}, "cause: found 'River'", "Rivers"),
        ({"communities": ("Nort",)}, "community: found 'Nort'", "North"),
        ({"organization_status": ("members",)}, "status of an organization: found 'members'", "member"),
        ({"activity_status": ("plan",)}, "status of an activity: found 'plan'", "planned"),
    ],
)
def test_an_unknown_word_offers_the_nearest(tables: Tables, chosen: dict[str, Any], told: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as refused:
        select(tables.shown(), Selection(**chosen))
    assert str(refused.value).startswith(told)
    assert nearest in refused.value.nearest


def test_today_is_the_latest_day_that_is_not_in_the_future(tables: Tables) -> None:
    assert as_of_date(tables.shown()) == date(2022, 12, 31)
    assert as_of_date(tables.shown(), Selection(as_of=date(2030, 1, 1))) == date(2030, 1, 1)
    assert as_of_date(Tables.of().shown()) is None
    today = datetime.now(UTC).date()
    for days, found in ((0, today), (1, date(2022, 12, 31)), (-1, today - timedelta(days=1))):
        late = tables.interactions.assign(date=tables.interactions["date"].mask(
            tables.interactions["interaction_id"] == "early", pd.Timestamp(today + timedelta(days=days))))  # fmt: skip
        assert as_of_date(tables.replace(interactions=late).shown()) == found


def test_a_planned_day_says_nothing_of_today(tables: Tables) -> None:
    past = tables.interactions.assign(
        date=tables.interactions["date"].mask(tables.interactions["status"] == "planned", pd.Timestamp(2023, 5, 5))
    )
    assert as_of_date(tables.replace(interactions=past).shown()) == date(2022, 12, 31)


def test_a_selection_is_a_key() -> None:
    assert Selection() == Selection()
    assert len({Selection(), Selection(), Selection(half_life=None)}) == 2


def selection(ends: list[date | None], **chosen: Any) -> Selection:
    """Return a selection whose dates stand in their order."""
    since, until = ends
    return Selection(**chosen, since=min(since, until) if since and until else since,
                     until=max(since, until) if since and until else until)  # fmt: skip


day = st.none() | st.dates(date(2019, 1, 1), date(2024, 1, 1))
chosen = st.builds(
    selection,
    st.tuples(day, day),
    as_of=st.none() | st.dates(date(2019, 1, 1), date(2024, 1, 1)),
    kinds=st.lists(st.sampled_from([*INTERACTION_KINDS, "friends"]), unique=True, max_size=3).map(tuple),
    causes=st.lists(st.sampled_from(["land", "water", "Wells", "deep"]), unique=True, max_size=2).map(tuple),
    communities=st.lists(st.sampled_from(["north", "South", "lake"]), unique=True, max_size=2).map(tuple),
    organization_status=st.lists(st.sampled_from(ORGANIZATION_STATUSES), unique=True, max_size=3).map(tuple),
    organizations=st.none()
    | st.lists(st.sampled_from(["us", "Ana", "ben", "dee"]), unique=True, max_size=3).map(tuple),
    activity_status=st.lists(st.sampled_from(ACTIVITY_STATUSES), unique=True, max_size=4).map(tuple),
)


@settings(max_examples=examples(25))
@given(chosen)
def test_what_is_kept_is_a_data_set_of_rows_that_were_there(tables: Tables, asked: Selection) -> None:
    part = select(tables.shown(), asked)
    for name, schema in SCHEMA.items():
        for column, rule in schema.columns.items():
            if rule.refers_to:
                known = ids(getattr(part, rule.refers_to))
                assert set(getattr(part, name)[column].dropna()) <= known, (name, column)
    assert select(part, Selection(activity_status=ACTIVITY_STATUSES)) == part
    for name, kept in part.frames().items():
        assert set(kept["source"]) <= set(getattr(tables, name)["source"]), name
        assert list(kept.dtypes) == list(getattr(tables, name).dtypes), name


@settings(max_examples=examples(15))
@given(chosen, st.randoms())
def test_the_order_of_rows_never_matters(tables: Tables, asked: Selection, random: Any) -> None:
    shuffled = {n: f.sample(frac=1, random_state=random.randrange(1000)) for n, f in tables.frames().items()}
    assert select(tables.replace(**shuffled).shown(), asked) == select(tables.shown(), asked)
