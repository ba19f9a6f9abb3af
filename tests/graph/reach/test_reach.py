"""Gaps in reach against a slow second implementation, by hand, and under every filter."""

import math
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownName
from graph.reach.coverage import presence_and_need
from graph.reach.dark import cells_gone_dark
from graph.reach.gaps import reach_gaps
from graph.selection import Selection
from graph.tables import Tables
from tests.examples import examples

CAUSES = ["water", "health", "land"]
# A country of two regions; the first has two districts, one of them with a village; two groups of people.
PLACES = {
    "east": None, "west": None, "east-hill": "east", "east-bay": "east", "west-moor": "west", "village": "east-hill",
}  # fmt: skip
PEOPLE = {"migrants": None, "migrant-women": "migrants", "herders": "west"}


def world(**frames: Any) -> Tables:
    communities = [
        {"community_id": i, "name": i.title(), "parent_id": p, "kind": kind}
        for kind, tree in (("place", PLACES), ("people", PEOPLE))
        for i, p in tree.items()
    ]
    communities.append({"community_id": "nationwide", "name": "Nationwide"})
    organizations = [{"organization_id": i, "name": i.upper()} for i in "abcd"]
    full: dict[str, Any] = {
        "organizations": organizations,
        "communities": communities,
        "causes": [{"cause_id": i, "name": i.title()} for i in CAUSES],
    } | frames
    return Tables.of({name: pd.DataFrame(rows) for name, rows in full.items() if rows})


def presence(organization: str, community: str, cause: str | None = "water", **more: Any) -> dict[str, Any]:
    return {"organization_id": organization, "community_id": community, "cause_id": cause} | more


def cell(gaps: pd.DataFrame, community: str, cause: str = "water") -> Any:
    rows = gaps[(gaps["community_id"] == community) & (gaps["cause_id"] == cause)]
    assert len(rows) == 1
    return next(rows.itertuples())


# ---- the second implementation: one cell at a time, in plain Python ----


def ancestors(community: str) -> list[str]:
    """The community and those above it that are of its own kind, lowest first."""
    tree = PEOPLE if community in PEOPLE else PLACES
    chain = [community]
    while (parent := tree.get(chain[-1])) in tree:
        chain.append(str(parent))
    return chain


def rows_of_grid(level: int) -> list[str]:
    places = [p for p in PLACES if len(ancestors(p)) == level]
    return places + [p for p in PEOPLE if len(ancestors(p)) == 1]


def slow_gaps(tables: Tables, coalition: frozenset[str] | None, level: int) -> dict[tuple[str, str], tuple[float, ...]]:
    presences: list[Any] = tables.presences.to_dict("records")
    needs: list[Any] = tables.needs.to_dict("records")
    causes = {r["cause_id"] for r in presences if isinstance(r["cause_id"], str)} | {r["cause_id"] for r in needs}
    found: dict[tuple[str, str], tuple[float, ...]] = {}
    for cause in causes:
        for community in rows_of_grid(level):
            inside = {c for c in [*PLACES, *PEOPLE] if community in ancestors(c)}
            need, in_need = slow_need(needs, cause, community, inside)
            left, count = 1.0, 0
            for organization in sorted(tables.organizations["organization_id"]):
                if coalition is not None and organization not in coalition:
                    continue
                mine = [
                    r for r in presences
                    if r["organization_id"] == organization and r["cause_id"] == cause and r["community_id"] in inside
                ]  # fmt: skip
                if not mine:
                    continue
                count += 1
                total = 0.0
                for place in {r["community_id"] for r in mine}:
                    stated = [r["people_reached"] for r in mine if r["community_id"] == place]
                    known = [s for s in stated if not math.isnan(s)]
                    total += max(known) if known else math.nan
                known_both = not math.isnan(total) and in_need > 0
                left *= 1.0 - (min(1.0, total / in_need) if known_both else 1.0)
            found[cause, community] = (need, count, 1.0 - left, need * left)
    return found


def slow_need(needs: list[dict[str, Any]], cause: str, community: str, inside: set[str]) -> tuple[float, float]:
    if not needs:
        return 1.0, math.nan
    here = {r["community_id"]: r for r in needs if r["cause_id"] == cause and r["community_id"] in inside}
    counted = []
    for place, row in here.items():
        between = ancestors(place)[1:]
        between = between[: between.index(community) + 1] if community in between else []
        if not any(p in here for p in between):
            counted.append(row)
    if not counted:
        return math.nan, math.nan
    return sum(r["need"] for r in counted), sum(r["people_in_need"] for r in counted)


counts = st.one_of(st.none(), st.integers(0, 60))
communities = st.sampled_from([*PLACES, *PEOPLE])
presences = st.builds(
    presence,
    st.sampled_from("abcd"),
    communities,
    st.one_of(st.none(), st.sampled_from(CAUSES)),
    people_reached=counts,
    since=st.sampled_from([None, "2023-01-01", "2024-01-01"]),
)
needs = st.fixed_dictionaries(
    {
        "cause_id": st.sampled_from(CAUSES),
        "community_id": communities,
        "need": st.integers(0, 9),
        "people_in_need": counts,
    }
)


def without_twins(rows: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    return list({tuple(r[k] for k in keys): r for r in rows}.values())


@settings(max_examples=examples(60))
@given(
    st.lists(presences, max_size=14).map(
        lambda r: without_twins(r, "organization_id", "community_id", "cause_id", "since")
    ),
    st.lists(needs, max_size=8).map(lambda r: without_twins(r, "cause_id", "community_id")),
    st.sampled_from([None, frozenset(), frozenset("a"), frozenset("bd")]),
    st.sampled_from([1, 2, 3]),
)
def test_every_cell_is_what_a_slow_second_implementation_says(
    held: list[dict[str, Any]], needed: list[dict[str, Any]], coalition: frozenset[str] | None, level: int
) -> None:
    tables = world(presences=held, needs=needed)
    gaps = reach_gaps(tables.shown(), coalition=coalition, level=level)
    slow = slow_gaps(tables, coalition, level)
    fast = {(r.cause_id, r.community_id): (r.need, r.organizations, r.coverage, r.gap) for r in gaps.frame.itertuples()}
    assert fast.keys() == slow.keys()
    for key, values in slow.items():
        assert fast[key] == pytest.approx(values, nan_ok=True), key
    alone = coalition is not None and len(coalition) == 1
    assert (gaps.frame["fragile"] == ((gaps.frame["organizations"] == 1) & (not alone))).all()
    accounted = dict(gaps.presences)
    assert accounted.pop("all") == sum(accounted.values())
    assert accounted["elsewhere"] == 0


@settings(max_examples=examples(25))
@given(
    st.lists(presences, min_size=1, max_size=12).map(
        lambda r: without_twins(r, "organization_id", "community_id", "cause_id", "since")
    ),
    st.lists(needs, max_size=6).map(lambda r: without_twins(r, "cause_id", "community_id")),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_nothing(held: list[Any], needed: list[Any], random: Any) -> None:
    tables = world(presences=held, needs=needed)
    shuffled = tables.replace(
        **{
            name: frame.sample(frac=1, random_state=random.randrange(1000)).reset_index(drop=True)
            for name, frame in tables.frames().items()
        }
    )
    pd.testing.assert_frame_equal(
        reach_gaps(tables.shown(), level=2).frame, reach_gaps(shuffled.shown(), level=2).frame, check_exact=True
    )


def test_coverage_by_hand() -> None:
    tables = world(
        presences=[
            presence("a", "east", people_reached=50),
            presence("b", "east", people_reached=20),
            presence("c", "west", people_reached=500),
            presence("c", "east", "land"),
        ],
        needs=[
            {"cause_id": "water", "community_id": "east", "need": 10, "people_in_need": 100},
            {"cause_id": "water", "community_id": "west", "need": 4, "people_in_need": 100},
            {"cause_id": "land", "community_id": "east", "need": 3, "people_in_need": 0},
        ],
    )
    gaps = reach_gaps(tables.shown(), level=1)
    assert cell(gaps.frame, "east").coverage == pytest.approx(1 - 0.5 * 0.8)
    assert cell(gaps.frame, "east").gap == pytest.approx(4.0)
    assert cell(gaps.frame, "west").coverage == 1.0
    assert cell(gaps.frame, "east", "land").coverage == 1.0  # nobody in need: presence is coverage
    assert math.isnan(cell(gaps.frame, "west", "land").gap)
    assert gaps.needs == "stated"
    assert gaps.frame["gap"].tolist()[0] == gaps.frame["gap"].max()
    assert gaps.frame["gap"].isna().tolist() == sorted(gaps.frame["gap"].isna())  # unknown last


def test_two_periods_of_one_place_are_not_two_crowds() -> None:
    need = [{"cause_id": "water", "community_id": "east", "need": 1, "people_in_need": 100}]
    one = presence("a", "east", people_reached=40, since="2024-01-01")
    again = presence("a", "east", people_reached=30, since="2024-02-01")
    below = presence("a", "east-bay", people_reached=30, since="2024-02-01")
    assert cell(
        reach_gaps(world(presences=[one, again], needs=need).shown(), level=1).frame, "east"
    ).coverage == pytest.approx(0.4)
    assert cell(
        reach_gaps(world(presences=[one, below], needs=need).shown(), level=1).frame, "east"
    ).coverage == pytest.approx(0.7)


def test_a_need_stated_for_a_place_stands_for_all_below_it() -> None:
    east = {"cause_id": "water", "community_id": "east", "need": 5}
    bay = {"cause_id": "water", "community_id": "east-bay", "need": 2}
    hill = {"cause_id": "water", "community_id": "east-hill", "need": 4}
    assert cell(reach_gaps(world(needs=[bay, hill]).shown(), level=1).frame, "east").need == 6
    assert cell(reach_gaps(world(needs=[bay, hill, east]).shown(), level=1).frame, "east").need == 5
    below = reach_gaps(world(needs=[bay, hill, east]).shown(), level=2)
    assert cell(below.frame, "east-bay").need == 2
    assert below.needs_above == 1


def test_presence_below_the_level_rolls_up_and_presence_above_it_is_told_apart() -> None:
    tables = world(presences=[presence("a", "village"), presence("b", "east"), presence("b", "east", None)])
    by_district = reach_gaps(tables.shown(), level=2)
    assert cell(by_district.frame, "east-hill").organizations == 1
    assert cell(by_district.frame, "east-bay").organizations == 0
    above = by_district.above
    assert above[["community_id", "cause_id", "organizations"]].to_numpy().tolist() == [["east", "water", 1]]
    lost = by_district.without_cause
    assert lost[["community_id", "organizations"]].to_numpy().tolist() == [["east", 1]]
    assert by_district.presences == {
        "all": 3, "in_cells": 1, "nationwide": 0, "without_cause": 1, "above": 1, "elsewhere": 0,
    }  # fmt: skip
    assert cell(reach_gaps(tables.shown(), level=1).frame, "east").organizations == 2


def test_the_level_is_the_deepest_with_few_enough_places() -> None:
    tables = world(presences=[presence("a", "village")])
    assert reach_gaps(tables.shown()).level == 2  # one village is not a level of the country
    many = world(
        communities=[{"community_id": "r", "name": "R"}]
        + [{"community_id": f"d{i}", "name": f"D{i}", "parent_id": "r"} for i in range(6)],
        presences=[presence("a", "d0")],
    )
    assert reach_gaps(many.shown(), most_places=6).level == 2
    assert reach_gaps(many.shown(), most_places=5).level == 1
    assert reach_gaps(many.shown(), most_places=0).level == 1
    with pytest.raises(UnknownName, match="level of places: found '4'"):
        reach_gaps(tables.shown(), level=4)
    with pytest.raises(UnknownName, match="level of places: found '0'"):
        reach_gaps(tables.shown(), level=0)


def test_groups_of_people_are_rows_of_their_own_at_every_level() -> None:
    tables = world(presences=[presence("a", "migrant-women"), presence("b", "herders"), presence("c", "west-moor")])
    for level in (1, 2, 3):
        gaps = reach_gaps(tables.shown(), level=level).frame
        assert cell(gaps, "migrants").organizations == 1
        assert cell(gaps, "herders").organizations == 1  # below a place, yet no part of it
    assert cell(reach_gaps(tables.shown(), level=1).frame, "west").organizations == 1


def test_nationwide_covers_nothing_unless_asked_and_then_every_place() -> None:
    held = [presence("a", "nationwide"), presence("b", "east"), presence("b", "nationwide"), presence("c", "migrants")]
    gaps = reach_gaps(world(presences=held).shown(), level=1)
    assert "nationwide" not in set(gaps.frame["community_id"])
    assert cell(gaps.frame, "east").organizations == 1
    told = gaps.nationwide
    assert told.to_numpy().tolist() == [["water", "Water", 2]]
    assert gaps.presences["nationwide"] == 2
    every = reach_gaps(world(presences=held).shown(), level=1, nationwide=True).frame
    assert cell(every, "east").organizations == 2  # b is counted once
    assert cell(every, "west").organizations == 2
    assert cell(every, "migrants").organizations == 1
    filtered = reach_gaps(
        world(presences=held).shown(), Selection(communities=("west",)), level=1, nationwide=True
    ).frame
    assert cell(filtered, "west").organizations == 2
    assert set(filtered["community_id"]) == {"west", "herders"}


def test_how_many_a_nationwide_presence_reaches_in_a_place_is_unknown() -> None:
    held = [presence("a", "nationwide", people_reached=10), presence("b", "east", people_reached=10)]
    needed = [{"cause_id": "water", "community_id": i, "need": 1, "people_in_need": 100} for i in ("east", "west")]
    gaps = reach_gaps(world(presences=held, needs=needed).shown(), level=1, nationwide=True).frame
    assert cell(gaps, "west").coverage == 1.0
    assert cell(
        reach_gaps(world(presences=held, needs=needed).shown(), level=1).frame, "east"
    ).coverage == pytest.approx(0.1)


def test_the_denominator_says_whether_unreached_places_can_be_seen() -> None:
    everywhere = [presence("a", "east"), presence("a", "west")]
    assert reach_gaps(world(presences=everywhere).shown(), level=1).denominator == "seen"
    assert reach_gaps(world(presences=everywhere[:1]).shown(), level=1).denominator == "listed"
    planned = [presence("a", "east"), presence("a", "west", status="planned")]
    gaps = reach_gaps(world(presences=planned).shown(), level=1)
    assert gaps.denominator == "seen"
    assert cell(gaps.frame, "west").organizations == 0
    asked = Selection(activity_status=("done", "ongoing", "planned"))
    assert cell(reach_gaps(world(presences=planned).shown(), asked, level=1).frame, "west").organizations == 1


def test_without_needs_every_cell_counts_one() -> None:
    gaps = reach_gaps(world(presences=[presence("a", "east")]).shown(), level=1)
    assert gaps.needs == "none"
    assert (gaps.frame["need"] == 1).all()
    assert gaps.frame["gap"].sum() == len(gaps.frame) - 1


CLAIMS = {
    "undated": ([{}], None),
    "fresh": ([{"since": "2024-01-01"}], False),
    "old": ([{"since": "2022-01-01"}], True),
    "a year to the day": ([{"since": "2023-06-30"}], False),
    "a year and a day": ([{"since": "2023-06-29"}], True),
    "old but held until lately": ([{"since": "2022-01-01", "until": "2024-01-01"}], False),
    "one of two is fresh": ([{"since": "2022-01-01"}, {"since": "2024-01-01"}], False),
    "one of two is undated": ([{"since": "2022-01-01"}, {}], True),
}


def claim(gaps: pd.DataFrame, community: str) -> bool | None:
    """Return the claim of a cell; ``None`` is unknown."""
    claimed = cell(gaps, community).claimed
    return None if pd.isna(claimed) else bool(claimed)


@pytest.mark.parametrize(("held", "claimed"), CLAIMS.values(), ids=CLAIMS.keys())
def test_what_is_only_claimed(held: list[dict[str, Any]], claimed: bool | None) -> None:
    tables = world(presences=[presence("a", "east", **more) for more in held])
    gaps = reach_gaps(tables.shown(), Selection(as_of=date(2024, 6, 30)), level=1).frame
    assert claim(gaps, "east") is claimed
    assert claim(gaps, "west") is False


def met(
    day: str, organization: str, community: str = "village", cause: str = "water", end: str | None = None
) -> dict[str, list[Any]]:
    return {
        "interactions": [{"interaction_id": "i", "kind": "meeting", "date": day, "date_end": end}],
        "participations": [{"interaction_id": "i", "organization_id": o} for o in (organization, "d")],
        "interaction_causes": [{"interaction_id": "i", "cause_id": cause}],
        "interaction_communities": [{"interaction_id": "i", "community_id": community}],
    }


@pytest.mark.parametrize(
    ("interaction", "claimed"),
    [
        (met("2024-02-01", "a"), False),
        (met("2024-02-01", "c"), True),  # who met is not who is there
        (met("2024-02-01", "a", "west"), True),
        (met("2024-02-01", "a", cause="land"), True),
        (met("2025-02-01", "a"), True),  # later than today
        (met("2022-02-01", "a"), True),
        (met("2022-02-01", "a", end="2024-02-01"), False),
        (met("2024-02-01", "a", end="1970-01-01"), False),  # an end before its start is no end
    ],
)
def test_an_interaction_about_the_cause_and_place_is_evidence(
    interaction: dict[str, Any], claimed: bool | None
) -> None:
    tables = world(presences=[presence("a", "east", since="2022-01-01"), presence("b", "west", "land")], **interaction)
    gaps = reach_gaps(tables.shown(), Selection(as_of=date(2024, 6, 30)), level=1).frame
    assert claim(gaps, "east") is claimed


def test_what_begins_after_today_is_no_presence() -> None:
    tables = world(presences=[presence("a", "east", since="2109-01-01"), presence("b", "east", since="2024-01-01")])
    gaps = reach_gaps(tables.shown(), level=1)
    assert gaps.as_of == date(2024, 1, 1)
    assert cell(gaps.frame, "east").organizations == 1


def test_fragile_is_exactly_one_and_says_nothing_of_a_coalition_of_one() -> None:
    tables = world(presences=[presence("a", "east"), presence("b", "west"), presence("a", "west")])
    everybody = reach_gaps(tables.shown(), level=1).frame.set_index("community_id")["fragile"]
    assert everybody["east"]
    assert not everybody["west"]
    assert not reach_gaps(tables.shown(), level=1, coalition=frozenset("a")).frame["fragile"].any()
    assert reach_gaps(tables.shown(), level=1, coalition=frozenset("ac")).frame.set_index("community_id")["fragile"][
        "west"
    ]
    assert everybody.dtype == np.bool_


def test_filters_choose_the_cells() -> None:
    held = [presence("a", "east-bay"), presence("b", "west-moor"), presence("a", "east-hill", "health")]
    tables = world(presences=held)
    gaps = reach_gaps(tables.shown(), Selection(communities=("East",), causes=("Water",)))
    assert set(gaps.frame["cause_id"]) == {"water"}
    assert gaps.level == 2
    districts = reach_gaps(tables.shown(), Selection(communities=("East",)), level=2)
    assert set(districts.frame["community_id"]) == {"east-bay", "east-hill"}
    assert districts.presences["elsewhere"] == 1
    region = reach_gaps(tables.shown(), Selection(communities=("east-bay",)), level=1).frame
    assert set(region["community_id"]) == {"east"}
    assert cell(region, "east", "health").organizations == 0  # it is in the hill, which was not asked for
    with pytest.raises(UnknownName, match=r"community: found 'Eest'.*'East'"):
        reach_gaps(tables.shown(), Selection(communities=("Eest",)))


@settings(max_examples=examples(60))
@given(
    st.lists(presences, max_size=14).map(
        lambda r: without_twins(r, "organization_id", "community_id", "cause_id", "since")
    ),
    st.sets(st.sampled_from("abcd")),
)
def test_cells_go_dark_that_have_nobody_in_tables_without_those_who_leave(held: list[Any], leaving: set[str]) -> None:
    whole, left = world(presences=held), world(presences=[r for r in held if r["organization_id"] not in leaving])
    dark = cells_gone_dark(presence_and_need(whole.shown(), level=2), leaving)
    places = set(zip(dark["cause"], dark["community"], strict=True))
    assert len(places) == len(dark)
    before, after = (
        reach_gaps(tables.shown(), level=2).frame.query("organizations > 0")[["cause", "community"]]
        for tables in (whole, left)
    )
    assert places == set(before.itertuples(index=False, name=None)) - set(after.itertuples(index=False, name=None))


def test_nothing_in_nothing_out() -> None:
    gaps = reach_gaps(Tables.of().shown()).frame
    assert gaps.empty
    assert list(gaps) == [
        "cause_id", "cause", "community_id", "community", "need", "organizations", "coverage", "gap", "fragile",
        "claimed",
    ]  # fmt: skip
    assert reach_gaps(world().shown()).frame.empty  # places, but no cause that anybody speaks of
    only_people = world(
        communities=[{"community_id": "m", "name": "M", "kind": "people"}], presences=[presence("a", "m")]
    )
    assert reach_gaps(only_people.shown()).frame["organizations"].tolist() == [1]
