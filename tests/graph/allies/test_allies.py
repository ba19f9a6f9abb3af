"""Missing allies: who is proposed, why, and what is said of the gaps that nobody closes."""

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from graph.allies.missing import cell_allies, missing_allies
from graph.errors import UnknownName
from graph.reach.gaps import reach_gaps, who_is_near, who_is_there
from graph.selection import Selection
from graph.sentences.allies import why_nobody
from graph.sentences.tables import with_sentences
from graph.tables import Tables
from graph.ties.strength import tie_network

US = frozenset({"us", "friend"})
NAMES = {
    "us": "Our House", "friend": "Friend Fund", "giant": "Giant Relief", "small": "Moor Women",
    "bay": "Bay Health", "hills": "Hill Clinic",
}  # fmt: skip
COLUMNS = [
    "organization_id", "name", "rank", "gain", "cells", "shared_causes", "connects", "capabilities", "near", "reason",
    "cause", "nearby",
]  # fmt: skip
IN_WORDS = [
    "organization_id", "name", "rank", "gain", "cells", "shared_causes", "route", "closes", "connects", "capabilities",
    "near", "why",
]  # fmt: skip


def presence(organization: str, community: str, cause: str, **more: Any) -> dict[str, Any]:
    return {"organization_id": organization, "community_id": community, "cause_id": cause} | more


PRESENCES = [
    presence("us", "bay", "water"),
    presence("friend", "hill", "water"),
    presence("giant", "bay", "water"),
    presence("giant", "hill", "water"),
    presence("giant", "bay", "health"),
    presence("small", "moor", "water"),
    presence("bay", "bay", "health"),
    presence("hills", "hill", "health"),
]
MEETINGS = {"i1": ("us", "bay"), "i2": ("bay", "giant"), "i3": ("friend", "small")}


def coast(**frames: Any) -> Tables:
    """Three places of two regions, two causes; the coalition reaches water in the bay and the hill."""
    full: dict[str, Any] = {
        "organizations": [
            {"organization_id": i, "name": n, "capabilities": "law; maps" if i in {"us", "small"} else None}
            for i, n in NAMES.items()
        ],
        "communities": [
            {"community_id": "coast", "name": "Coast"},
            {"community_id": "inland", "name": "Inland"},
            {"community_id": "bay", "name": "Bay", "parent_id": "coast"},
            {"community_id": "hill", "name": "Hill", "parent_id": "inland"},
            {"community_id": "moor", "name": "Moor", "parent_id": "inland"},
        ],
        "causes": [{"cause_id": "water", "name": "Water"}, {"cause_id": "health", "name": "Health"}],
        "presences": PRESENCES,
        "interactions": [
            {"interaction_id": i, "kind": "co_hosted_event", "title": f"Day {i}", "date": "2024-03-11"}
            for i in MEETINGS
        ],
        "participations": [{"interaction_id": i, "organization_id": o} for i, two in MEETINGS.items() for o in two],
    } | frames
    return Tables.of({name: pd.DataFrame(rows) for name, rows in full.items() if rows})


def test_allies_close_what_the_coalition_misses() -> None:
    allies = missing_allies(coast().shown(), coalition=US)
    assert list(allies.frame) == COLUMNS
    # All three add one cell; the Giant would bring two cells that we have, and health in the bay is one cell once.
    assert allies.frame["organization_id"].tolist() == ["bay", "hills", "small"]
    assert allies.frame["rank"].tolist() == [1, 2, 3]
    assert allies.frame["gain"].tolist() == [1.0, 1.0, 1.0]
    assert with_sentences(allies)["closes"].tolist() == ["Health in Bay", "Health in Hill", "Water in Moor"]
    assert not allies.frame["near"].any()
    assert allies.level == 2
    assert (allies.total_before, allies.total_after, allies.total_need) == (2.0, 5.0, 6.0)
    assert allies.exact
    assert allies.exact_gain == 3.0
    assert allies.reason == why_nobody(allies) == ""


def test_the_gain_is_what_the_gaps_shrink_by() -> None:
    tables = coast(
        needs=[
            {"cause_id": c, "community_id": p, "need": n, "people_in_need": 100}
            for n, (c, p) in enumerate([("health", "bay"), ("water", "moor"), ("water", "bay"), ("health", "moor")], 1)
        ],
        presences=[
            presence("us", "bay", "water", people_reached=50),
            presence("giant", "bay", "water", people_reached=50),
            presence("bay", "bay", "health", people_reached=10),
            presence("small", "moor", "water"),
            presence("hills", "hill", "health"),
        ],
    )
    allies = missing_allies(tables.shown(), coalition=US)
    before = reach_gaps(tables.shown(), coalition=US).frame["gap"].sum()
    after = reach_gaps(tables.shown(), coalition=US | set(allies.frame["organization_id"])).frame["gap"].sum()
    assert allies.frame["gain"].sum() == pytest.approx(before - after)
    # Health in the hill has no stated need: it counts for nobody.
    assert allies.frame["organization_id"].tolist() == ["small", "giant", "bay"]
    assert with_sentences(allies)["closes"].tolist() == [
        "Water in Moor",
        "Water in Bay (in part)",
        "Health in Bay (in part)",
    ]
    assert allies.exact_method == "enumeration"


def test_a_small_group_in_an_unserved_cell_beats_a_giant() -> None:
    served = [presence("giant", place, cause, people_reached=1e6) for place in ("bay", "hill") for cause in ("water",)]
    tables = coast(
        presences=[*PRESENCES[:2], *served, presence("small", "moor", "water", people_reached=12)],
    )
    allies = missing_allies(tables.shown(), coalition=US, k=1).frame
    assert allies["name"].tolist() == ["Moor Women"]


def test_fewer_than_k_where_nobody_adds_more_and_the_rest_is_without_an_ally() -> None:
    allies = missing_allies(coast().shown(), coalition=US, k=10)
    assert len(allies.frame) == 3
    rest = allies.without_ally
    assert rest[["cause", "community", "need"]].to_numpy().tolist() == [["Health", "Moor", 1.0]]
    assert rest["near"].tolist() == [("Hill Clinic",)]  # the other place inland


def test_who_is_there_already_is_told_who_is_near() -> None:
    tables = coast()
    asked = with_sentences(cell_allies(tables.shown(), coalition=US, cause_id="health", community_id="bay"))
    assert list(asked) == IN_WORDS
    # The Giant is in two other cells, Bay Health in none.
    assert asked["organization_id"].tolist()[:2] == ["bay", "giant"]
    assert asked["near"].tolist() == [False, False, True]
    assert asked["gain"].tolist() == [1.0, 1.0, 0.0]
    assert asked["why"].tolist() == ["already present", "already present", "Health in Hill"]
    empty = with_sentences(cell_allies(tables.shown(), coalition=US, cause_id="health", community_id="moor"))
    assert empty["near"].all()
    assert empty["why"].tolist() == [
        "Health in a neighbouring place: Hill",
        "present here for Water",
        "Health in Bay",
        "Health in Bay",
    ]
    assert empty["organization_id"].tolist() == ["hills", "small", "bay", "giant"]
    one = cell_allies(tables.shown(), coalition=US, cause_id="health", community_id="moor", k=1).frame
    assert one["organization_id"].tolist() == ["hills"]
    with pytest.raises(UnknownName, match="community in the grid of reach: found 'mor'"):
        cell_allies(tables.shown(), coalition=US, cause_id="health", community_id="mor")
    with pytest.raises(UnknownName, match="cause in the grid of reach: found 'law'"):
        cell_allies(tables.shown(), coalition=US, cause_id="law", community_id="moor")


def test_a_click_on_a_cell_goes_through_filters() -> None:
    only_inland = Selection(communities=("Inland",), causes=("Water",))
    near = who_is_near(coast().shown(), only_inland, "water", "moor")
    assert near["organization_id"].tolist() == ["friend", "giant", "us"]
    assert near["relation"].tolist() == ["neighbouring", "neighbouring", "elsewhere"]


def test_who_is_nationwide_is_near_everywhere_and_there_if_asked() -> None:
    tables = coast(
        communities=[{"community_id": "nationwide", "name": "All"}, {"community_id": "bay", "name": "Bay"}],
        presences=[presence("giant", "nationwide", "water"), presence("us", "bay", "health")],
    )
    near = who_is_near(tables.shown(), None, "water", "bay")
    assert near[["organization_id", "relation"]].to_numpy().tolist() == [["us", "same place"], ["giant", "nationwide"]]
    assert who_is_there(tables.shown(), None, "water", "bay").empty
    there = who_is_there(tables.shown(), None, "water", "bay", nationwide=True)
    assert there["organization_id"].tolist() == ["giant"]
    allies = missing_allies(tables.shown(), coalition=frozenset({"us"}), nationwide=True).frame
    assert allies["organization_id"].tolist() == ["giant"]


def test_who_is_there_tells_periods_people_and_evidence() -> None:
    periods = [
        presence("us", "bay", "water", since="2022-01-01", until="2022-12-31", people_reached=30),
        presence("us", "bay", "water", since="2023-01-01", people_reached=50),
        presence("friend", "bay", "water"),
        presence("giant", "bay", "water", since="2022-01-01", until="2023-01-31"),
    ]
    tables = coast(
        presences=periods,
        interaction_causes=[{"interaction_id": "i3", "cause_id": "water"}],
        interaction_communities=[{"interaction_id": "i3", "community_id": "bay"}],
    )
    found = who_is_there(tables.shown(), None, "water", "coast").set_index("organization_id")
    there: Any = found.to_dict("index")
    assert found["name"].tolist() == ["Friend Fund", "Giant Relief", "Our House"]
    assert there["us"]["since"] == pd.Timestamp("2022-01-01")
    assert pd.isna(there["us"]["until"])
    assert there["us"]["people_reached"] == 50
    assert there["us"]["last_evidence"] == pd.Timestamp("2023-01-01")
    assert there["giant"]["until"] == there["giant"]["last_evidence"] == pd.Timestamp("2023-01-31")
    assert there["friend"]["last_evidence"] == pd.Timestamp("2024-03-11")  # by what it did, not by what it said
    assert pd.isna(there["friend"]["since"])
    assert who_is_there(tables.shown(), None, "water", "hill").empty


def test_evidence_is_never_later_than_today() -> None:
    tables = coast(
        presences=[
            presence("us", "bay", "water", since="2022-01-01", until="2030-01-01"),
            presence("friend", "bay", "water"),
        ],
        interactions=[{"interaction_id": "i3", "kind": "meeting", "date": "2024-01-01", "date_end": "2030-01-01"}],
        participations=[{"interaction_id": "i3", "organization_id": "friend"}],
        interaction_causes=[{"interaction_id": "i3", "cause_id": "water"}],
        interaction_communities=[{"interaction_id": "i3", "community_id": "bay"}],
    )
    there = who_is_there(tables.shown(), Selection(as_of=date(2024, 3, 1)), "water", "bay")
    assert there["last_evidence"].tolist() == [pd.Timestamp("2024-03-01")] * 2


def test_a_place_is_no_neighbour_of_a_group_of_people() -> None:
    communities = [
        {"community_id": "bay", "name": "Bay"},
        {"community_id": "herders", "name": "Herders", "kind": "people"},
        {"community_id": "fishers", "name": "Fishers", "kind": "people"},
    ]
    held = [presence("us", "bay", "water"), presence("friend", "fishers", "water")]
    tables = coast(communities=communities, presences=held)
    near = who_is_near(tables.shown(), None, "water", "herders")
    assert near[["organization_id", "relation"]].to_numpy().tolist() == [
        ["friend", "neighbouring"],
        ["us", "elsewhere"],
    ]


def test_each_ally_comes_with_its_reasons() -> None:
    tables = coast()
    members = pd.DataFrame(
        {
            "organization_id": ["us", "friend", "small", "bay", "giant", "hills"],
            "cluster": pd.array([1, 1, 1, 2, 2, 2], dtype="Int64"),
            "cluster_name": ["Ours"] * 3 + ["Health people"] * 3,
        }
    )
    allies = with_sentences(missing_allies(tables.shown(), coalition=US, members=members)).set_index("organization_id")
    assert allies.loc["small", "shared_causes"] == "Water"
    assert allies.loc["bay", "shared_causes"] == ""
    assert allies.loc["small", "connects"] == ""  # it stands where the coalition stands
    assert allies.loc["bay", "connects"] == "Health people"
    assert allies.loc["bay", "route"] == "Our House -> Bay Health: co-hosted Day i1, 11 Mar 2024"
    assert allies.loc["hills", "route"] == ""
    alone = with_sentences(missing_allies(tables.shown(), coalition=frozenset({"friend"}))).set_index("organization_id")
    assert alone.loc["small", "capabilities"] == "law, maps"
    assert allies.loc["small", "capabilities"] == ""  # we have both
    pairs = with_sentences(missing_allies(tables.shown(), coalition=US, members=members.head(5))).set_index(
        "organization_id"
    )
    assert pairs.loc["bay", "connects"] == ""  # two are no coalition


def test_a_confidential_conflict_leaves_no_trace_on_a_route() -> None:
    quarrel = {"interaction_id": "q", "kind": "conflict", "date": "2024-03-12", "confidential": True}
    meetings = [{"interaction_id": i, "kind": "meeting", "date": "2024-03-11"} for i in MEETINGS]
    who = [{"interaction_id": i, "organization_id": o} for i, two in MEETINGS.items() for o in two]
    parties = [{"interaction_id": "q", "organization_id": o} for o in ("us", "bay")]
    tables = coast(interactions=[*meetings, quarrel], participations=[*who, *parties])
    routes = with_sentences(missing_allies(tables.shown(), coalition=US)).set_index("organization_id")["route"]
    assert routes["bay"] == "Our House -> Bay Health: met, 11 Mar 2024"
    assert routes["small"] == "Friend Fund -> Moor Women: met, 11 Mar 2024"
    shown = coast(interactions=[*meetings, quarrel | {"confidential": False}], participations=[*who, *parties])
    routes = with_sentences(missing_allies(shown.shown(), coalition=US)).set_index("organization_id")["route"]
    assert routes["bay"] == "Our House -> Bay Health: met, 11 Mar 2024 (open conflict)"


def test_a_way_of_two_steps_is_told_step_by_step() -> None:
    tables = coast(presences=[*PRESENCES[:2], presence("giant", "moor", "water")])
    allies = missing_allies(tables.shown(), coalition=frozenset({"us"}), ties=tie_network(tables))
    route = with_sentences(allies).set_index("organization_id").loc["giant", "route"]
    first, second = "co-hosted Day i1, 11 Mar 2024", "co-hosted Day i2, 11 Mar 2024"
    assert route == f"Our House -> Bay Health: {first}; Bay Health -> Giant Relief: {second}"


@pytest.mark.parametrize(
    ("coalition", "presences", "reason"),
    [
        (None, PRESENCES, "Every organization in the data is in the coalition"),
        (frozenset(NAMES), PRESENCES, "No organization outside the coalition is present"),
        (US, [*PRESENCES[:2], *PRESENCES[2:4]], "The coalition has no gap"),
    ],
)
def test_an_empty_answer_has_a_reason(coalition: frozenset[str] | None, presences: Any, reason: str) -> None:
    communities = [{"community_id": "bay", "name": "Bay"}, {"community_id": "hill", "name": "Hill"}]
    places = {} if len(presences) > 4 else {"communities": communities}
    allies = missing_allies(coast(presences=presences, **places).shown(), coalition=coalition)
    assert allies.frame.empty
    assert list(allies.frame) == COLUMNS
    assert list(with_sentences(allies)) == IN_WORDS
    assert reason in why_nobody(allies)


def test_everybody_has_nobody_to_ask_about_a_cell() -> None:
    asked = cell_allies(coast().shown(), coalition=None, cause_id="health", community_id="moor")
    assert asked.frame.empty
    assert "Every organization" in why_nobody(asked)
    assert list(with_sentences(asked)) == IN_WORDS


def test_nobody_in_the_gaps_and_no_data_at_all() -> None:
    tables = coast(presences=[*PRESENCES[:2], presence("giant", "bay", "water")])
    assert "present in any of its gaps" in why_nobody(missing_allies(tables.shown(), coalition=US))
    nothing = missing_allies(Tables.of().shown(), coalition=US)
    assert nothing.frame.empty
    assert nothing.total_need == 0.0
    assert nothing.exact_gain == 0.0
    assert not math.isnan(nothing.total_after)


def test_the_order_of_rows_changes_nothing() -> None:
    tables = coast()
    turned = tables.replace(**{name: frame.iloc[::-1] for name, frame in tables.frames().items()})
    one, other = missing_allies(tables.shown(), coalition=US), missing_allies(turned.shown(), coalition=US)
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.without_ally, other.without_ally)
    pd.testing.assert_frame_equal(with_sentences(one), with_sentences(other))


def test_a_sensitive_organization_is_told_like_any_other() -> None:
    tables = coast()
    flagged = tables.replace(organizations=tables.organizations.assign(sensitive=True))
    pd.testing.assert_frame_equal(
        missing_allies(tables.shown(), coalition=US).frame, missing_allies(flagged.shown(), coalition=US).frame
    )
