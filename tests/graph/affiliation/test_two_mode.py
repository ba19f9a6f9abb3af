"""Centrality in two modes: published values of the women of Natchez, and NetworkX on random memberships."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from graph.affiliation.centrality import two_mode_centrality
from graph.errors import UnknownName
from tests.examples import examples

MEMBERSHIPS = st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("123456")), max_size=30)


def frame(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["organization_id", "event_id"], dtype="str")


def test_davis_southern_women_as_borgatti_and_halgin_have_them() -> None:
    found = two_mode_centrality(frame(list(nx.davis_southern_women_graph().edges)), by="event_id").set_index("id")
    women = {"Nora": "Nora Fayette", "Evelyn": "Evelyn Jefferson", "Theresa": "Theresa Anderson"}
    published = {
        "degree": {"E8": 0.78, "E9": 0.67, "Nora": 0.57, "Evelyn": 0.57, "Theresa": 0.57},
        "betweenness": {"E8": 0.24, "E9": 0.23, "E7": 0.13, "Nora": 0.11, "Evelyn": 0.10},
        "closeness": {"E8": 0.85, "Nora": 0.80, "Evelyn": 0.80, "Theresa": 0.80},
    }
    for column, values in published.items():
        for who, value in values.items():
            assert found.loc[women.get(who, who), column] == pytest.approx(value, abs=5.001e-3), (column, who)


@settings(max_examples=examples(60))
@given(pairs=MEMBERSHIPS)
def test_as_networkx_has_it(pairs: set[tuple[str, str]]) -> None:
    found = two_mode_centrality(frame(sorted(pairs)), by="event_id").set_index("id")
    both, top = nx.Graph(sorted(pairs)), sorted({a for a, _ in pairs})
    if not pairs:
        assert found.empty
        return
    assert found["degree"].to_dict() == pytest.approx(bipartite.degree_centrality(both, top), abs=1e-9)
    if min(len(top), len(both) - len(top)) > 1:  # NetworkX divides by zero
        theirs = bipartite.betweenness_centrality(both, top)
        assert found["betweenness"].to_dict() == pytest.approx(theirs, abs=1e-9)
    for part in nx.connected_components(both):
        # NetworkX goes above 1 where a network is in pieces: of each piece by itself the two agree.
        theirs = bipartite.closeness_centrality(both.subgraph(part), set(top) & part)
        share = (len(part) - 1) / (len(both) - 1)
        expected = {each: value * share for each, value in theirs.items()}
        assert found.loc[list(part), "closeness"].to_dict() == pytest.approx(expected, abs=1e-9)
    for column in ("degree", "betweenness", "closeness"):
        assert found[column].between(0, 1 + 1e-9).all()


def test_neither_repeated_rows_nor_their_order_nor_blanks_matter() -> None:
    rows = frame([("a", "1"), ("b", "1"), ("b", "2"), ("c", "2")])
    more = pd.concat([rows[::-1], rows, pd.DataFrame({"organization_id": ["d"], "event_id": [None]})])
    pd.testing.assert_frame_equal(two_mode_centrality(rows, by="event_id"), two_mode_centrality(more, by="event_id"))


def test_an_id_in_both_modes_is_two_nodes() -> None:
    found = two_mode_centrality(frame([("1", "1"), ("2", "1")]), by="event_id")
    assert found[["mode", "id"]].to_numpy().tolist() == [
        ["organization", "1"],
        ["organization", "2"],
        ["event_id", "1"],
    ]


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"column of memberships: found 'event'.*'event_id'"):
        two_mode_centrality(frame([]), by="event")
