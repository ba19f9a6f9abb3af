"""The frame of bridging partners, and what breaks if one leaves."""

from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.brokers.scores import broker_scores, what_breaks
from graph.errors import UnknownName
from tests.examples import examples

COLUMNS = [
    "organization_id", "name", "betweenness", "constraint", "effective_size", "cutpoint", "pieces_without", "role",
    "rank", "lose_touch", "fragmentation", "degree", "surprise", "coordinator", "itinerant", "representative",
    "gatekeeper", "liaison",
]  # fmt: skip


def test_the_frame_is_whole_for_every_network(every_network: nx.Graph) -> None:
    found = broker_scores(every_network)
    assert list(found.columns) == COLUMNS
    assert sorted(found["organization_id"]) == sorted(every_network)
    assert found["cutpoint"].dtype == bool
    assert found["betweenness"].is_monotonic_decreasing
    never_blank = found.drop(columns=["constraint", "effective_size", "fragmentation"])
    assert never_blank.notna().all(axis=None)
    whole_numbers = ["rank", "pieces_without", "lose_touch", "degree", "surprise", *COLUMNS[12:17]]
    assert all(found[column].dtype == "int64" for column in whole_numbers)
    alone = found["degree"] == 0
    assert found.loc[alone, ["constraint", "effective_size"]].isna().all(axis=None)
    assert (found.loc[alone, "role"] == "").all()


def test_the_medici(network: Callable[[str], nx.Graph]) -> None:
    first = broker_scores(network("florentine")).iloc[0]
    assert first["organization_id"] == "Medici"
    assert first["rank"] == 1
    assert first["betweenness"] == pytest.approx(0.522, abs=5e-4)
    assert first["constraint"] == pytest.approx(0.2099, abs=5e-5)
    assert first["pieces_without"] == 3


def test_the_kite_is_a_surprise(network: Callable[[str], nx.Graph]) -> None:
    found = broker_scores(network("kite")).set_index("organization_id")
    # The seventh bridges most with 3 partners: six have as many or more.
    both = found.loc[["7", "3"], ["rank", "degree", "surprise"]]
    assert both.to_numpy().tolist() == [[1, 3, 5], [5, 6, -4]]
    assert found["rank"].tolist() == [1, 2, 2, 4, 5, 6, 6, 8, 8, 8]


def test_groups_of_one_s_own(network: Callable[[str], nx.Graph]) -> None:
    ties = network("florentine")
    alone = broker_scores(ties, groups=pd.Series({i: i for i in ties})).set_index("organization_id")
    assert alone[["coordinator", "itinerant", "representative", "gatekeeper"]].eq(0).all(axis=None)
    medici = len(ties["Medici"])
    among_them = ties.subgraph(ties["Medici"]).number_of_edges()
    assert alone.loc["Medici", "liaison"] == medici * (medici - 1) - 2 * among_them
    assert alone.loc["Medici", "role"] == "liaison"
    together = broker_scores(ties, groups=pd.Series(dict.fromkeys(ties, "all")))
    assert set(together["role"]) == {"coordinator", ""}


def test_names_come_from_the_network(network: Callable[[str], nx.Graph]) -> None:
    found = broker_scores(network("from_tables"))
    assert found["name"].str.lower().tolist() == found["organization_id"].tolist()


@settings(max_examples=examples(40))
@given(data=st.data())
def test_the_order_of_rows_does_not_matter(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(data.draw(st.permutations(list(ties))))
    shuffled.add_edges_from(data.draw(st.permutations(list(ties.edges(data=True)))))
    pd.testing.assert_frame_equal(broker_scores(ties), broker_scores(shuffled), rtol=1e-9, atol=1e-12)


def test_what_breaks_without_the_medici(network: Callable[[str], nx.Graph]) -> None:
    found = what_breaks(network("florentine"), "Medici")
    assert len(found) == 14
    assert found[found["loses_touch"]].to_dict("list") == {
        "organization_id": ["Pazzi", "Salviati", "Acciaiuoli"],
        "name": ["Pazzi", "Salviati", "Acciaiuoli"],
        "piece": [2, 2, 3],
        "loses_touch": [True, True, True],
    }


def test_nothing_breaks_without_a_leaf_and_nobody_knows_an_isolate(network: Callable[[str], nx.Graph]) -> None:
    ties = network("two_pieces")
    assert not what_breaks(ties, "e")["loses_touch"].any()
    assert what_breaks(ties, "x")["organization_id"].tolist() == ["y"]
    lone = what_breaks(ties, "lone")
    assert lone.empty
    assert lone.dtypes.astype(str).to_dict() == {
        "organization_id": "str", "name": "str", "piece": "int64", "loses_touch": "bool",
    }  # fmt: skip


def test_an_unknown_organization_is_told_with_the_nearest(network: Callable[[str], nx.Graph]) -> None:
    with pytest.raises(UnknownName, match=r"organization_id: found 'Medicis', .* Nearest: 'Medici'"):
        what_breaks(network("florentine"), "Medicis")


@settings(max_examples=examples(60))
@given(data=st.data())
def test_what_breaks_without_several_are_the_components_that_are_left(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject
) -> None:
    ties = draw_ties(data)
    leaving = data.draw(st.sets(st.sampled_from(sorted(ties)), min_size=1)) if len(ties) else set()
    pieces, lost = set(), set()
    for component in nx.connected_components(ties):
        if component & leaving:
            left = sorted(map(sorted, nx.connected_components(ties.subgraph(component - leaving))))
            pieces |= {frozenset(piece) for piece in left}
            lost |= {one for piece in sorted(left, key=len, reverse=True)[1:] for one in piece}
    answer = what_breaks(ties, leaving)
    assert {frozenset(piece["organization_id"]) for _, piece in answer.groupby("piece")} == pieces
    assert set(answer.loc[answer["loses_touch"], "organization_id"]) == lost
    assert answer["piece"].is_monotonic_increasing


@settings(max_examples=examples(60))
@given(data=st.data())
def test_the_pieces_are_those_of_the_frame(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    scores = broker_scores(ties, groups=pd.Series(1, index=list(ties))).set_index("organization_id")
    for i in ties:
        found = what_breaks(ties, i)
        without = ties.subgraph(set(ties) - {i})
        own = nx.node_connected_component(ties, i) - {i}
        assert set(found["organization_id"]) == own
        assert found["piece"].nunique() == scores.loc[i, "pieces_without"]
        for _, piece in found.groupby("piece"):
            ids = set(piece["organization_id"])
            assert nx.node_connected_component(without, next(iter(ids))) == ids
        sizes = found["piece"].value_counts().sort_index()
        assert sizes.is_monotonic_decreasing
