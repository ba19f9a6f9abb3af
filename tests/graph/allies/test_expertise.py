"""What a coalition lacks, who offers it nearby first; and where an organization without a way to it already is."""

from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.errors import UnknownName
from graph.sentences.introduce import meets_in_words, why_no_way
from graph.tables import ShownTables
from tests.examples import examples

ABLE = {
    "us": "law; Maps",
    "friend": "maps",
    "far": "Trucks;law",
    "near": "trucks",
    "beside": " trucks ; boats",
    "none": None,
}
THERE = [("us", "w", "n1"), ("friend", "l", "s1"), ("far", "w", "e1"), ("near", "l", "n1"), ("beside", "w", "n2")]
US = frozenset({"us", "friend"})


def tables_of(there: Any = THERE, meetings: Any = ()) -> ShownTables:
    frames = {
        "organizations": pd.DataFrame(
            {"organization_id": list(ABLE), "name": [i.title() for i in ABLE], "capabilities": list(ABLE.values()),
             "kind": ["ngo", "ngo", "funder", None, "ngo", "media"]}
        ),
        "causes": pd.DataFrame({"cause_id": list("wl"), "name": ["Water", "Land"]}),
        "communities": pd.DataFrame(
            [*((i, None) for i in ("nationwide", "n", "s", "e")), ("n1", "n"), ("n2", "n"), ("s1", "s"), ("e1", "e")],
            columns=["community_id", "parent_id"],
        ).assign(name=lambda c: c["community_id"].str.upper()),
        "presences": pd.DataFrame(there, columns=["organization_id", "cause_id", "community_id"]),
    }  # fmt: skip
    if meetings:
        ids = [f"i{n}" for n in range(len(meetings))]
        frames["interactions"] = pd.DataFrame({"interaction_id": ids, "kind": "meeting", "date": "2024-05-01"})
        rows = [(i, who) for i, pair in zip(ids, meetings, strict=True) for who in pair]
        frames["participations"] = pd.DataFrame(rows, columns=["interaction_id", "organization_id"])
    return graph.Tables.of(frames).shown()


def test_what_nobody_has_comes_first_and_who_is_near_first() -> None:
    found = graph.missing_expertise(tables_of(), coalition=US)
    columns = ["expertise", "members", "fragile", "offers", "offered_by"]
    assert found.frame[columns].to_numpy().tolist() == [
        ["Trucks", 0, False, 3, ("Near", "Beside", "Far")],
        ["boats", 0, False, 1, ("Beside",)],
        ["law", 1, True, 1, ("Far",)],
        ["Maps", 2, False, 0, ()],
    ]
    trucks = found.offers[found.offers["expertise"] == "Trucks"]
    assert trucks[["shared_places", "neighbouring_places"]].to_numpy().tolist() == [[1, 0], [0, 1], [0, 0]]
    assert found.members[["name", "expertise"]].to_numpy().tolist() == [
        ["Us", "law"],
        ["Us", "Maps"],
        ["Friend", "Maps"],
    ]


def test_kinds_and_causes_are_expertise_too() -> None:
    kinds = graph.missing_expertise(tables_of(), coalition=US, by="kind").frame
    assert kinds[["expertise", "members", "offers"]].to_numpy().tolist() == [
        ["funder", 0, 1],
        ["media", 0, 1],
        ["ngo", 2, 1],
    ]
    causes = graph.missing_expertise(tables_of(), coalition=frozenset({"us"}), by="cause").frame
    assert causes[["expertise", "members", "fragile"]].to_numpy().tolist() == [["Land", 0, False], ["Water", 1, False]]
    with pytest.raises(UnknownName, match="kind of expertise"):
        graph.missing_expertise(tables_of(), coalition=US, by="skills")


@settings(max_examples=examples(30))
@given(
    st.sets(st.tuples(st.sampled_from(list(ABLE)), st.sampled_from("wl"), st.sampled_from(["n1", "n2", "s1", "e1"]))),
    st.sets(st.sampled_from(list(ABLE)), min_size=1),
)
def test_counts_are_those_of_a_second_implementation(there: Any, coalition: set[str]) -> None:
    found = graph.missing_expertise(tables_of(sorted(there)), coalition=frozenset(coalition))
    able = {i: {word.strip().casefold() for word in (words or "").split(";")} - {""} for i, words in ABLE.items()}
    for row in found.frame.to_dict("records"):
        having = {i for i, words in able.items() if row["expertise"].casefold() in words}
        assert (row["members"], row["offers"]) == (len(having & coalition), len(having - coalition))
    ours = {p for o, _, p in there if o in coalition}
    for row in found.offers.to_dict("records"):
        theirs = {p for o, _, p in there if o == row["organization_id"]}
        assert row["shared_places"] == len(theirs & ours)
        assert row["neighbouring_places"] == len({p for p in theirs - ours if any(p[0] == q[0] for q in ours)})


def test_a_way_is_as_the_warmest_routes_say() -> None:
    tables = tables_of(meetings=[("us", "near"), ("near", "far"), ("friend", "beside"), ("beside", "far")])
    ways = graph.ways_to(tables, sources=US, target="far")
    expected = graph.warmest_routes(graph.tie_network(tables), US, "far", tables=tables, k=3)
    pd.testing.assert_frame_equal(ways.frame, expected)
    assert (ways.reason, ways.frame["route"].max()) == ("", 2)
    assert why_no_way(ways) == ""
    assert graph.ways_to(tables, sources=US, target="far", most_steps=1).reason == "no_way"


def test_without_a_way_the_cells_in_common_are_the_reason() -> None:
    both = [
        *THERE,
        *product(["near", "us", "friend"], "w", ["s1"]),
        ("near", "w", "nationwide"),
        ("us", "w", "nationwide"),
    ]
    ways = graph.ways_to(tables_of(both), sources=US, target="near")
    assert ways.reason == "meets"
    assert ways.meets[["name", "cause", "community"]].to_numpy().tolist() == [
        ["Friend", "Water", "S1"],
        ["Us", "Water", "S1"],
    ]
    assert meets_in_words(ways) == "Friend and Us in S1 (Water)"
    assert why_no_way(ways) == (
        "There is no way along relationships, but it already is where we are: Friend and Us in S1 (Water)."
    )
    assert graph.ways_to(tables_of(both), sources=US, target="none").reason == "no_way"
    assert graph.ways_to(tables_of(both), sources=US, target="us").reason == "itself"
    with pytest.raises(UnknownName, match="organization"):
        graph.ways_to(tables_of(both), sources=US, target="nobody")
