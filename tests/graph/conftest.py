"""Named networks that measures are published for, and random ones that they are compared on.

Organizations are strings, as in the product. Random networks are drawn inside a test by ``draw_ties(data)``, because
test folders are not packages and share nothing but fixtures.
"""

from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest
from hypothesis import strategies as st

from graph.tables import Tables
from graph.ties.strength import tie_network


def named(ties: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(ties, {node: str(node) for node in ties})


def kite() -> nx.Graph:
    return named(nx.krackhardt_kite_graph())


def florentine() -> nx.Graph:
    return nx.florentine_families_graph()


def karate() -> nx.Graph:
    # The published values are those without strengths; ours default to 1.
    return nx.relabel_nodes(nx.karate_club_graph(), {i: f"{i:02}" for i in range(34)})


def borgatti() -> nx.Graph:
    return nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])


def borgatti_weighted() -> nx.Graph:
    ties = nx.Graph()
    for pair, strength in {
        "AB": 2, "AF": 3, "AG": 5, "AE": 2, "EG": 8, "FG": 3, "BG": 4, "BD": 1, "DG": 3, "GC": 10,
    }.items():  # fmt: skip
        ties.add_edge(*pair, strength=float(strength), distance=10 / strength)
    return ties


def two_pieces() -> nx.Graph:
    ties = nx.Graph(["ab", "bc", "ac", "cd", "de", "ef", "df", "xy"])
    ties.add_nodes_from(["lone", "lorn"])
    return ties


def planted() -> nx.Graph:
    ties = nx.planted_partition_graph(6, 12, 0.7, 0.02, seed=7)
    return nx.relabel_nodes(ties, {i: f"{i:02}" for i in ties})


def from_tables() -> nx.Graph:
    meetings = {"m1": "abc", "m2": "ab", "m3": "cd", "m4": "def", "m5": "xy"}
    return tie_network(
        Tables.of(
            {
                "organizations": pd.DataFrame({"organization_id": list("zabcdefxy"), "name": list("ZABCDEFXY")}),
                "interactions": pd.DataFrame({"interaction_id": list(meetings), "kind": "meeting"}),
                "participations": pd.DataFrame(
                    [(m, who) for m, there in meetings.items() for who in there],
                    columns=["interaction_id", "organization_id"],
                ),
            }
        )
    )


NETWORKS: dict[str, Callable[[], nx.Graph]] = {
    "kite": kite,
    "florentine": florentine,
    "karate": karate,
    "borgatti": borgatti,
    "borgatti_weighted": borgatti_weighted,
    "two_pieces": two_pieces,
    "planted": planted,
    "from_tables": from_tables,
    "pair": lambda: nx.Graph(["ab"]),
    "strangers": lambda: nx.empty_graph(["a", "b"]),
    "alone": lambda: nx.empty_graph(["a"]),
    "empty": nx.Graph,
}


@pytest.fixture(scope="session")
def network() -> Callable[[str], nx.Graph]:
    """Return a named network, made afresh."""
    return lambda name: NETWORKS[name]()


@pytest.fixture(params=list(NETWORKS))
def every_network(request: pytest.FixtureRequest) -> nx.Graph:
    """Return each of the named networks in turn."""
    return NETWORKS[request.param]()


@pytest.fixture(scope="session")
def draw_ties() -> Callable[..., nx.Graph]:
    """Return a function that draws a network with strengths, isolates and several components."""

    def draw(data: st.DataObject, *, most: int = 9, directed: bool = False) -> nx.Graph:
        ids = data.draw(st.permutations("abcdefghijkl"[: data.draw(st.integers(0, most))]))
        ties = nx.DiGraph() if directed else nx.Graph()
        ties.add_nodes_from(ids)
        if len(ids) > 1:
            pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
            for a, b in data.draw(st.lists(pair, max_size=3 * len(ids))):
                # Whole numbers, so that engines cannot tell equally long paths apart by rounding.
                ties.add_edge(a, b, strength=data.draw(st.sampled_from([1.0, 2.0, 3.0, 6.0])))
        for _, _, tie in ties.edges(data=True):
            tie["distance"] = 6 / tie["strength"]
        return ties

    return draw
