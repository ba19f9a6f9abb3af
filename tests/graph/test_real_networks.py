"""Bridging partners of real who-does-what-where files, as counted with independent code."""

from pathlib import Path

import networkx as nx
import pytest

import loaders
from graph.brokerage import broker_scores
from graph.clusters import cluster_members, cluster_table
from graph.position import betweenness
from graph.schema import ACTIVITY_STATUSES
from graph.selection import Selection
from graph.tables import Tables
from graph.ties import tie_network

pytestmark = pytest.mark.real_data

EVERY_PROJECT = Selection(kinds=("joint_project",), activity_status=ACTIVITY_STATUSES)


@pytest.fixture(scope="module")
def ethiopia(real_data: Path) -> Tables:
    return loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv")


def test_cutpoints_of_the_ethiopian_file(ethiopia: Tables) -> None:
    ties = tie_network(ethiopia, EVERY_PROJECT)
    found = broker_scores(ties)
    assert ties.number_of_edges() == 112
    assert found["cutpoint"].sum() == 28
    assert set(found.loc[found["cutpoint"], "organization_id"]) == set(nx.articulation_points(nx.Graph(ties)))
    # Some of the many organizations without a tie bring the others nearer by leaving.
    assert (found["fragmentation"] < 0).any()


def test_clusters_of_the_ethiopian_file(ethiopia: Tables) -> None:
    ties = tie_network(ethiopia, EVERY_PROJECT)
    table = cluster_table(ties, ethiopia)
    members = cluster_members(ties, ethiopia).set_index("organization_id")
    assert set(members.index[members["cluster"].isna()]) == set(nx.isolates(ties))
    assert table["name"].is_unique
    coalitions = table[table["form"] == "coalition"]
    assert (coalitions["name"].str.len() <= 40).all()
    assert (coalitions["causes"] != "").all()
    for number in table["cluster"]:
        assert nx.is_connected(ties.subgraph(members.index[(members["cluster"] == number).fillna(False)]))


def test_the_leader_of_the_libyan_file(real_data: Path) -> None:
    (file,) = (real_data / "libya-3w-2021").glob("*.xlsx")
    ties = tie_network(loaders.read(file))
    found = broker_scores(ties)
    assert found.loc[0, "name"] == "UNHCR"
    assert found.loc[0, "betweenness"] == pytest.approx(0.185, abs=5e-4)
    isolates = list(nx.isolates(ties))
    assert len(isolates) == 11
    without = nx.Graph(ties)
    without.remove_nodes_from(isolates)
    assert betweenness(without).max() == pytest.approx(0.370, abs=5e-4)
