"""Who can be recognized: against a count by hand, another count on random networks, and the real Ethiopian file."""

from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graph import recognition_risk, tie_network
from graph.sentences.privacy import risk_sentences
from graph.tables import Tables
from tests.examples import examples


def of_pairs(n: int, pairs: list[tuple[int, int]], **columns: Any) -> Tables:
    names = [f"o{number}" for number in range(n)]
    organizations = pd.DataFrame({"organization_id": names, "name": names} | columns)
    ends = [(f"o{a}", f"o{b}") for a, b in pairs]
    declared = pd.DataFrame(ends, columns=["from_id", "to_id"])
    return Tables.of({"organizations": organizations, "declared_ties": declared})


def test_a_path_of_five_by_hand() -> None:
    risk = recognition_risk(of_pairs(5, [(0, 1), (1, 2), (2, 3), (3, 4)]).shown())
    # The two ends look alike, so do their neighbours; nobody looks like the middle.
    assert risk.frame.set_index("organization_id")["k_shape"].to_dict() == {"o0": 2, "o1": 2, "o2": 1, "o3": 2, "o4": 2}
    assert (risk.unique_by_shape, risk.few_by_shape, risk.tied) == (1, 5, 5)
    assert (risk.unique_by_facts, risk.few_by_facts) == (0, 0)
    assert set(risk.frame["k_facts"]) == {5}


@settings(max_examples=examples(60))
@given(
    st.integers(1, 9).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))
    )
)
def test_the_shape_is_that_of_another_count(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    n, pairs = drawn
    pairs = {(a, b) for a, b in pairs if a < b}
    frame = recognition_risk(of_pairs(n, sorted(pairs)).shown()).frame.set_index("organization_id")
    network = nx.Graph()
    network.add_nodes_from(range(n))
    network.add_edges_from(pairs)
    shape = {i: (network.degree(i), sorted(network.degree(j) for j in network[i])) for i in network}
    times = Counter(map(str, shape.values()))
    assert {i: times[str(shape[i])] for i in network} == {int(str(i)[1:]): k for i, k in frame["k_shape"].items()}


def test_what_helps_is_the_fact_without_which_most_look_alike() -> None:
    kinds = ["ngo"] * 6 + ["union"]
    risk = recognition_risk(of_pairs(7, [], kind=kinds).shown())
    assert risk.frame.set_index("organization_id")["helps"].to_dict() == {f"o{i}": "" for i in range(6)} | {
        "o6": "kind"
    }
    assert risk.unique_by_facts == 1


def test_sensitive_ones_stand_first_and_are_counted() -> None:
    sensitive = [None, None, True, None]
    risk = recognition_risk(of_pairs(4, [(0, 1)], sensitive=sensitive, kind=["ngo", "ngo", "union", "ngo"]).shown(b"k"))
    assert risk.frame["sensitive"].tolist() == [True, False, False, False]
    assert str(risk.frame.loc[0, "name"]).startswith("Protected organization")
    sentences = risk_sentences(risk)
    assert sentences[0].startswith(
        "Unique by kind, places and causes: 1 of 4 organizations (in a group of fewer than 5: 4)"
    )
    assert sentences[2].startswith("Protected organizations that can be recognized this way: 1 of 1.")


def test_empty_tables_and_many_alike_have_no_advice() -> None:
    empty = recognition_risk(Tables.of().shown())
    assert (len(empty.frame), empty.organizations) == (0, 0)
    (facts,) = risk_sentences(recognition_risk(of_pairs(6, []).shown()))
    assert facts.startswith("Unique by kind, places and causes: 0 of 6 organizations")


def test_one_without_ties_is_not_counted_among_those_with_ties() -> None:
    risk = recognition_risk(of_pairs(3, [(0, 1)]).shown())
    assert risk.frame.set_index("organization_id")["k_shape"].to_dict() == {"o0": 2, "o1": 2, "o2": 1}
    assert (risk.tied, risk.unique_by_shape, risk.few_by_shape) == (2, 0, 2)
    assert "0 of 2 organizations with ties (in a group of fewer than 5: 2)" in risk_sentences(risk)[1]


@pytest.mark.real_data
def test_half_of_the_tied_organizations_of_ethiopia_are_unique_by_their_shape(real_data: Path) -> None:
    file = real_data / "ethiopia-4w-2022" / "ethiopia_who_is_doing_what_where_4w_february_2022.xlsx"
    tables = loaders.read(file)
    risk = recognition_risk(tables.shown())
    assert (risk.unique_by_shape, risk.tied) == (82, 167)
    assert round(risk.unique_by_shape / risk.tied, 2) == 0.49
    assert risk.tied == sum(degree > 0 for _, degree in tie_network(tables).degree())
