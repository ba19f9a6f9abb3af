"""The whole heterogeneous network: a node a row, an edge a link."""

from typing import Any

import networkx as nx
import pandas as pd
import pytest

from graph.affiliation.network import partner_network
from graph.tables import Tables


def frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables.of(
        {
            "organizations": frame("organization_id name x_colour", ("a", "Ana", "red"), ("b", "Ben", None)),
            "causes": frame("cause_id name parent_id", ("a", "Water", None), ("w", "Wells", "a")),
            "communities": frame("community_id name parent_id", ("n", "North", None), ("h", "Hill", "n")),
            "supports": frame("organization_id cause_id since", ("a", "w", "2020-01-01"), ("a", "w", "2022-01-01")),
            "presences": frame(
                "organization_id community_id cause_id", ("a", "h", "w"), ("a", "h", "a"), ("b", "n", None)
            ),
            "needs": frame("cause_id community_id need", ("w", "h", 3.0)),
            "interactions": frame("interaction_id kind date", ("i", "meeting", "2024-01-02")),
            "participations": frame("interaction_id organization_id role", ("i", "a", "lead"), ("i", "a", "host")),
            "interaction_causes": frame("interaction_id cause_id", ("i", "w")),
            "interaction_communities": frame("interaction_id community_id", ("i", "h")),
            "declared_ties": frame("from_id to_id kind strength", ("b", "a", "trust", 3.0)),
        }
    )


@pytest.fixture(scope="module")
def partners(tables: Tables) -> nx.MultiDiGraph:
    return partner_network(tables.shown())


def test_a_node_a_row_ids_of_two_modes_never_collide(tables: Tables, partners: nx.MultiDiGraph) -> None:
    modes = pd.Series(nx.get_node_attributes(partners, "mode").values()).value_counts().to_dict()
    assert modes == {"organization": 2, "cause": 2, "community": 2, "interaction": 1}
    assert partners.nodes["organization", "a"]["name"] == "Ana"
    assert partners.nodes["cause", "a"]["name"] == "Water"
    assert len(partners) == sum(tables.counts()[n] for n in ("organizations", "causes", "communities", "interactions"))


def test_an_edge_a_link_numbered_from_the_second_on(partners: nx.MultiDiGraph) -> None:
    assert set(partners.edges(keys=True)) == {
        (("organization", "a"), ("cause", "w"), "supports"),
        (("organization", "a"), ("cause", "w"), "supports 2"),
        (("organization", "a"), ("community", "h"), "present_in"),
        (("organization", "a"), ("community", "h"), "present_in 2"),
        (("organization", "b"), ("community", "n"), "present_in"),
        (("community", "h"), ("cause", "w"), "needs"),
        (("organization", "a"), ("interaction", "i"), "took_part_in"),
        (("organization", "a"), ("interaction", "i"), "took_part_in 2"),
        (("interaction", "i"), ("cause", "w"), "about"),
        (("interaction", "i"), ("community", "h"), "for"),
        (("organization", "b"), ("organization", "a"), "declared_tie"),
        (("cause", "w"), ("cause", "a"), "part_of"),
        (("community", "h"), ("community", "n"), "part_of"),
    }


def test_every_column_that_is_stated_is_an_attribute_and_a_blank_is_none(partners: nx.MultiDiGraph) -> None:
    assert partners.nodes["organization", "a"] == {
        "mode": "organization", "organization_id": "a", "name": "Ana", "x_colour": "red", "source": "organizations##1",
    }  # fmt: skip
    assert "x_colour" not in partners.nodes["organization", "b"]
    tie = partners.edges[("organization", "b"), ("organization", "a"), "declared_tie"]
    assert (tie["relation"], tie["kind"], tie["strength"]) == ("declared_tie", "trust", 3.0)
    assert "date" not in tie
    roles = [data["role"] for *_, data in partners.edges(("organization", "a"), data=True) if "role" in data]
    assert roles == ["lead", "host"]
    assert {data["relation"] for *_, data in partners.edges(data=True)} == {
        "supports", "present_in", "needs", "took_part_in", "about", "for", "declared_tie", "part_of",
    }  # fmt: skip


def test_nothing_gives_an_empty_network() -> None:
    assert len(partner_network(Tables.of().shown())) == 0


def test_two_modes_alone_are_bipartite(partners: nx.MultiDiGraph) -> None:
    kept = [n for n, mode in partners.nodes(data="mode") if mode in {"organization", "interaction"}]
    took_part = partners.subgraph(kept).edge_subgraph(
        [e for e in partners.edges(keys=True) if e[2].startswith("took_part_in")]
    )
    assert nx.is_bipartite(nx.Graph(took_part))
