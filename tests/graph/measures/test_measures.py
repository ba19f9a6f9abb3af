"""The contract of every measure in the list, on every named network, and the list in the documentation."""

import re
from collections.abc import Callable
from math import inf
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownName
from graph.measures.page import with_tables
from graph.measures.registry import MEASURES, Measure, centrality_scores, measure, measure_table, measures_markdown
from graph.ties.network import TieNetwork
from tests.examples import examples

COUNTS = {"degree", "core_number", "pieces_without"}
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "measures.md"


def as_snapshot(ties: nx.Graph) -> TieNetwork:
    ids = list(ties)
    at = {node: i for i, node in enumerate(ids)}
    names = {"name": ids, "kind": None, "status": None}
    organizations = pd.DataFrame(names, index=pd.Index(ids, name="organization_id", dtype="object"))
    rows = [(*sorted((at[a], at[b])), tie["strength"]) for a, b, tie in ties.edges(data=True)]
    edges = pd.DataFrame(rows, columns=["a", "b", "strength"]).astype(
        {"a": "int64", "b": "int64", "strength": "float64"}
    )
    edges["distance"] = edges["strength"].max() / edges["strength"]
    edges = edges.assign(interactions=1, first=None, last=None)
    edges["kinds"], edges["causes"] = [()] * len(edges), [()] * len(edges)
    return TieNetwork(organizations, edges)


of_each_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)


@of_each_measure
def test_index_dtype_and_range(every_network: nx.Graph, measure: Measure) -> None:
    found = measure.function(every_network)
    assert found.name == measure.name
    assert found.index.name == "organization_id"
    assert found.index.tolist() == list(every_network)
    assert found.dtype == ("int64" if measure.name in COUNTS else "float64")
    values = found.dropna()
    assert ((values >= measure.low - 1e-12) & (values <= measure.high + 1e-12)).all()


@of_each_measure
def test_isolates_get_what_the_list_says(network: Callable[[str], nx.Graph], measure: Measure) -> None:
    for name in ("two_pieces", "from_tables", "strangers", "alone"):
        ties = network(name)
        found = measure.function(ties)[list(nx.isolates(ties))]
        if measure.isolates.startswith("nothing"):
            assert found.isna().all()
        elif measure.isolates.startswith("more than 0"):
            assert (found > 0).all()
        elif measure.isolates.startswith("0 or below"):
            assert not (found > 0).any()
        else:
            assert measure.isolates.startswith("0")
            assert (found == 0).all()


@of_each_measure
def test_two_tied_organizations_are_alike(network: Callable[[str], nx.Graph], measure: Measure) -> None:
    values = measure.function(network("pair"))
    np.testing.assert_allclose(values.iloc[0], values.iloc[1])
    if measure.name != "fragmentation":  # nobody is left to be apart
        assert values.notna().all()


@of_each_measure
def test_a_tie_network_and_its_plain_copy_agree(network: Callable[[str], nx.Graph], measure: Measure) -> None:
    ties = network("from_tables")
    pd.testing.assert_series_equal(measure.function(ties), measure.function(nx.Graph(ties)), rtol=1e-9, atol=1e-12)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_the_engines_answer_as_networkx_does(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    plain = draw_ties(data)
    ties = as_snapshot(plain)
    copy = nx.Graph(ties)
    # A plain graph is NetworkX's own affair; distances are whole numbers or halves, so that equal paths are equal.
    for m in MEASURES:
        pd.testing.assert_series_equal(m.function(ties), m.function(copy), rtol=0, atol=1e-9, obj=m.name)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_betweenness_along_any_distance_is_igraph_s(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    plain = draw_ties(data)
    for *_, tie in plain.edges(data=True):
        tie["strength"] = data.draw(st.floats(0.01, 9.0))
    ties = as_snapshot(plain)
    raw = igraph.Graph(n=len(ties), edges=list(zip(ties.tails.tolist(), ties.heads.tolist(), strict=True)))
    pairs = max((len(ties) - 1) * (len(ties) - 2) / 2, 1)
    theirs = [value / pairs for value in raw.betweenness(directed=False, weights=ties.distance.tolist())]
    assert measure("betweenness_distance").function(ties).tolist() == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_neither_ties_to_oneself_nor_the_order_of_rows_nor_names_matter(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject
) -> None:
    ties = draw_ties(data)
    new = {i: f"n{i}" for i in ties}
    turned = nx.empty_graph(data.draw(st.permutations(list(new.values()))))
    turned.add_edges_from(
        (new[b], new[a], tie) for a, b, tie in data.draw(st.permutations(list(ties.edges(data=True))))
    )
    if ties:
        turned.add_edge(new[next(iter(ties))], new[next(iter(ties))], strength=5.0, distance=0.5)
    for m in MEASURES:
        scores = m.function(turned)[[new[i] for i in ties]]
        assert scores.tolist() == pytest.approx(m.function(ties).tolist(), abs=1e-9, nan_ok=True), m.name


def test_names_and_sources_are_stated() -> None:
    for names in ([m.name for m in MEASURES], [m.label for m in MEASURES], [m.short for m in MEASURES]):
        assert len(set(names)) == len(names)
    for m in MEASURES:
        assert all((m.name, m.label, m.short, m.formula, m.unit, m.isolates))
        assert len(m.short) <= 14
        assert m.directed in {"right", "undirected view", "refused"}
        assert re.search(r" \d{4}$", m.source)
        assert m.low < m.high <= inf
        assert m.name not in m.label.split()[:1] or m.name == "closeness"


def test_any_set_of_measures_as_one_frame(every_network: nx.Graph) -> None:
    names = [m.name for m in reversed(MEASURES)]
    found = centrality_scores(every_network, [*names, "degree"])
    assert list(found.columns) == ["organization_id", "name", *names]
    assert found["organization_id"].tolist() == list(every_network)


def test_no_measure_asked_for_gives_the_organizations(network: Callable[[str], nx.Graph]) -> None:
    assert list(centrality_scores(network("pair"), []).columns) == ["organization_id", "name"]


def test_an_unknown_measure_is_told_with_the_nearest(network: Callable[[str], nx.Graph]) -> None:
    with pytest.raises(UnknownName, match=r"measure: found 'betweeness'.*Nearest: 'betweenness'"):
        centrality_scores(network("pair"), ["degree", "betweeness"])


def test_the_list_as_a_frame() -> None:
    found = measure_table()
    assert found.columns.tolist() == [
        "name", "label", "short", "formula", "unit", "low", "high", "isolates", "directed", "source",
    ]  # fmt: skip
    assert found["name"].tolist() == [m.name for m in MEASURES]


def test_the_documentation_holds_the_tables_of_the_code() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run: make tables"
    assert [text.count(f"<!-- list: {name} -->") for name in ("measures", "kinds", "strength")] == [1, 1, 1]
    assert measures_markdown() in text


def test_a_table_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="recipes"):
        with_tables("<!-- list: recipes -->\n<!-- end of list -->")
