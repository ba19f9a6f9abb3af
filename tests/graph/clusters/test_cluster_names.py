"""Names of clusters: made of what members share, each its own, short where that is possible."""

from collections.abc import Mapping

import networkx as nx
import pandas as pd
import pytest

from graph.clusters.names import best_connected, cluster_names
from graph.clusters.table import cluster_table
from graph.clusters.traits import cluster_traits
from graph.schema import NATIONWIDE
from graph.sentences.tables import with_sentences
from graph.tables import Tables

Work = tuple[str, str | None]
"""A cause, and the place it is for."""

CAUSES = ["Land rights", "Nutrition", "Water", "Digital rights"]
PLACES = {"Coast": None, "Hills": None, "North Coast": "Coast", "South Coast": "Coast", "Market": "Hills"}


def in_groups(*groups: str) -> nx.Graph:
    """Return cliques, one a group of one-letter organizations."""
    ties = nx.Graph()
    for group in groups:
        ties.add_edges_from((a, b) for a in group for b in group if a < b)
    return ties


def known(does: Mapping[str, list[Work]], aliases: Mapping[str, str] | None = None) -> Tables:
    """Return tables in which each organization is present for the given causes, in the given places."""
    rows = [(who, cause, place) for who, what in does.items() for cause, place in what]
    presences = pd.DataFrame(rows, columns=["organization_id", "cause_id", "community_id"])
    at_all = presences["community_id"].notna()
    ids = sorted(does)
    return Tables.of(
        {
            "organizations": pd.DataFrame(
                {
                    "organization_id": ids,
                    "name": [f"The Society of {i.upper()}" for i in ids],
                    "aliases": [(aliases or {}).get(i) for i in ids],
                }
            ),
            "causes": pd.DataFrame({"cause_id": CAUSES, "name": CAUSES}),
            "communities": pd.DataFrame(
                {"community_id": list(PLACES), "name": list(PLACES), "parent_id": list(PLACES.values())}
            ),
            "presences": presences[at_all],
            "supports": presences.loc[~at_all, ["organization_id", "cause_id"]].drop_duplicates(),
        }
    )


def names_of(tables: Tables, *groups: str) -> list[str]:
    ties = in_groups(*groups)
    nx.set_node_attributes(ties, tables.organizations.set_index("organization_id")["name"].to_dict(), "name")
    members = pd.Series({i: n for n, group in enumerate(groups, start=1) for i in group}, dtype="Int64")
    return cluster_names(ties, members, tables.shown()).tolist()


def test_a_cause_and_the_places_that_others_do_not_share() -> None:
    does: dict[str, list[Work]] = {i: [("Nutrition", "Market")] for i in "abc"}
    does |= {i: [("Water", "North Coast")] for i in "xyz"}
    assert names_of(known(does), "abc", "xyz") == ["Nutrition in Hills", "Water in Coast"]


def test_what_everybody_does_names_nobody() -> None:
    everybody: list[Work] = [("Water", None)]
    does: dict[str, list[Work]] = {i: [*everybody, ("Nutrition", None)] for i in "abc"}
    does |= {i: [*everybody, ("Land rights", None)] for i in "xyz"}
    assert names_of(known(does), "abc", "xyz") == ["Nutrition", "Land rights"]


def test_two_places_where_they_tell_equally_much() -> None:
    does: dict[str, list[Work]] = {i: [("Nutrition", "North Coast"), ("Nutrition", "Market")] for i in "abcd"}
    does |= {i: [("Water", None)] for i in "wxyz"}
    assert names_of(known(does), "abcd", "wxyz") == ["Nutrition in Coast and Hills", "Water"]


def test_two_groups_for_one_cause_are_told_apart_by_place() -> None:
    does: dict[str, list[Work]] = {i: [("Land rights", "Coast")] for i in "abc"}
    does |= {i: [("Land rights", "Hills")] for i in "def"}
    does |= {i: [("Water", None)] for i in "uvwxyz"}
    assert names_of(known(does), "uvwxyz", "abc", "def") == [
        "Water", "Land rights in Coast", "Land rights in Hills",
    ]  # fmt: skip


def test_two_groups_that_would_be_called_the_same_each_take_another_trait() -> None:
    land: list[Work] = [("Land rights", "Coast")]
    does: dict[str, list[Work]] = dict.fromkeys("abcdevwxyz", land)
    does |= {i: [*land, ("Nutrition", "Coast")] for i in "ab"} | {i: [*land, ("Water", "Coast")] for i in "vw"}
    does |= {i: [("Digital rights", None)] for i in "ghijklmnop"}
    groups = ("ghijklmnop", "abcde", "vwxyz")
    assert names_of(known(does), *groups) == [
        "Digital rights", "Land rights and Nutrition in Coast", "Land rights and Water in Coast",
    ]  # fmt: skip
    # With nothing at all to tell them apart, organizations do.
    does |= dict.fromkeys("abcdevwxyz", land)
    assert names_of(known(does), *groups)[1:] == [
        "Around The Society of A and The Society of B", "Around The Society of V and The Society of W",
    ]  # fmt: skip


def test_never_the_best_connected_alone() -> None:
    does: dict[str, list[Work]] = {i: [] for i in "abcd"}
    tables = known(does, aliases={"a": "Alliance; AAA", "b": "BBB", "c": "CCC", "d": "DDD"})
    assert names_of(tables, "abcd") == ["Around AAA, BBB and CCC"]
    ties = nx.star_graph(["d", "a", "b", "c"])
    nx.set_node_attributes(ties, tables.organizations.set_index("organization_id")["name"].to_dict(), "name")
    members = pd.Series(1, index=list("abcd"), dtype="Int64")
    assert best_connected(ties, members, tables.shown()) == {1: ["DDD", "AAA", "BBB", "CCC"]}
    assert cluster_names(ties, members, tables.shown()).tolist() == ["Around DDD, AAA and BBB"]


def test_a_pair_is_called_by_its_two() -> None:
    does: dict[str, list[Work]] = {i: [("Nutrition", "Coast")] for i in "ab"}
    assert names_of(known(does), "ab") == ["The Society of A and The Society of B"]


def test_namesakes_are_told_apart_by_their_number() -> None:
    ties = in_groups("abc", "xyz")
    for i, name in zip("abcxyz", "ABCABC", strict=True):
        ties.nodes[i]["name"] = name
    members = pd.Series({i: 1 if i < "d" else 2 for i in ties}, dtype="Int64")
    found = cluster_names(ties, members, Tables.of({}).shown()).tolist()
    assert found == ["A and B (1)", "A and B (2)"]


def test_traits_count_members_and_lift() -> None:
    does: dict[str, list[Work]] = {i: [("Nutrition", "Market")] for i in "abc"}
    does |= {i: [("Water", "Coast")] for i in "xyz"}
    does["x"] = [("Nutrition", "Coast")]
    tables = known(does)
    members = pd.Series({i: 1 if i < "d" else 2 for i in does}, dtype="Int64")
    found = cluster_traits(members, tables.shown()).set_index(["cluster", "trait"])
    assert found["organizations"].to_dict()[1, "Nutrition"] == 3
    assert found["share"].to_dict()[1, "Nutrition"] == 1
    assert found["lift"].to_dict()[1, "Nutrition"] == pytest.approx((3.5 / 4) / (1.5 / 4))
    assert found["tier"].to_dict()[2, "Nutrition"] == 4
    # A place counts for those above it too.
    assert found["organizations"].to_dict()[1, "Market"] == found["organizations"].to_dict()[1, "Hills"] == 3


def test_places_of_one_name_carry_what_they_lie_in() -> None:
    communities = pd.DataFrame(
        {
            "community_id": ["r1", "r2", "z1", "z2"],
            "name": ["Amber", "Birch", "East", "East"],
            "parent_id": [None, None, "r1", "r2"],
        }
    )
    presences = pd.DataFrame({"organization_id": list("abcd"), "community_id": ["z1", "z1", "z2", "r2"]})
    organizations = pd.DataFrame({"organization_id": list("abcd"), "name": list("ABCD")})
    tables = Tables.of({"organizations": organizations, "communities": communities, "presences": presences})
    found = cluster_traits(pd.Series([1, 1, 2, 2], index=list("abcd"), dtype="Int64"), tables.shown())
    assert set(found["trait"]) == {"Amber", "Birch", "East (Amber)", "East (Birch)"}


def test_a_region_names_before_a_district_in_it() -> None:
    does: dict[str, list[Work]] = {i: [("Nutrition", "North Coast")] for i in "abcd"}
    does["a"] = [("Nutrition", "South Coast")]
    does |= {i: [("Water", "Market")] for i in "wxyz"}
    tables = known(does)
    assert names_of(tables, "abcd", "wxyz") == ["Nutrition in Coast", "Water in Hills"]
    members = pd.Series({i: 1 if i < "e" else 2 for i in does}, dtype="Int64")
    table = cluster_table(in_groups("abcd", "wxyz"), tables.shown(), members=members)
    places = with_sentences(table)["communities"]
    assert places.tolist() == ["Coast (4)", "Hills (4)"]


def test_work_everywhere_names_no_place() -> None:
    tables = Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list("abc"), "name": list("ABC")}),
            "causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]}),
            "communities": pd.DataFrame({"community_id": [NATIONWIDE], "name": ["Nationwide"]}),
            "presences": pd.DataFrame({"organization_id": list("abc"), "community_id": NATIONWIDE, "cause_id": "land"}),
        }
    )
    assert names_of(tables, "abc") == ["Land rights"]


def test_causes_come_from_what_was_done_together_too() -> None:
    tables = Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list("abc"), "name": list("ABC")}),
            "causes": pd.DataFrame({"cause_id": ["land"], "name": ["Land rights"]}),
            "communities": pd.DataFrame({"community_id": ["coast"], "name": ["Coast"]}),
            "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]}),
            "participations": pd.DataFrame({"interaction_id": ["i"] * 3, "organization_id": list("abc")}),
            "interaction_causes": pd.DataFrame({"interaction_id": ["i"], "cause_id": ["land"]}),
            "interaction_communities": pd.DataFrame({"interaction_id": ["i"], "community_id": ["coast"]}),
        }
    )
    table = with_sentences(cluster_table(in_groups("abc"), tables.shown()))
    assert table["name"].tolist() == ["Land rights in Coast"]
    assert table["causes"].tolist() == ["Land rights (3)"]
    assert table["holds_together"].tolist() == [
        "3 organizations; all of them work on Land rights, all of them in Coast"
    ]


def test_nothing_known_is_told_by_how_firm_it_is() -> None:
    table = with_sentences(cluster_table(in_groups("abc"), Tables.of({}).shown()))
    assert table["holds_together"].tolist() == ["3 organizations; 100% of their joint work is with each other"]
    assert table["causes"].tolist() == table["communities"].tolist() == [""]
