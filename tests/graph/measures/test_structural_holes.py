"""Burt's constraint and effective size against published values and NetworkX's own path for one node."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from graph.engines.burt import burt
from graph.measures.structural_holes import constraint, effective_size
from tests.examples import examples

KITE_CONSTRAINT = [0.541, 0.541, 0.664, 0.470, 0.664, 0.445, 0.445, 0.431, 0.500, 1]
FLORENTINE_CONSTRAINT = {
    "Medici": 0.2099, "Guadagni": 0.25, "Albizzi": 0.3333, "Strozzi": 0.4583, "Ridolfi": 0.4599,
    "Tornabuoni": 0.4599, "Bischeri": 0.4823, "Castellani": 0.4823, "Barbadori": 0.5, "Salviati": 0.5,
    "Peruzzi": 0.6559, "Acciaiuoli": 1, "Ginori": 1, "Lamberteschi": 1, "Pazzi": 1,
}  # fmt: skip
FLORENTINE_SIZE = {"Medici": 5.667, "Guadagni": 4, "Albizzi": 3, "Strozzi": 3, "Peruzzi": 1.667}


def test_constraint_of_the_kite(network: Callable[[str], nx.Graph]) -> None:
    assert constraint(network("kite")).tolist() == pytest.approx(KITE_CONSTRAINT, abs=5e-4)


def test_constraint_of_the_florentine_families(network: Callable[[str], nx.Graph]) -> None:
    assert constraint(network("florentine")).to_dict() == pytest.approx(FLORENTINE_CONSTRAINT, abs=5e-5)


def test_effective_size_of_the_florentine_families(network: Callable[[str], nx.Graph]) -> None:
    found = effective_size(network("florentine"))
    assert found[list(FLORENTINE_SIZE)].to_dict() == pytest.approx(FLORENTINE_SIZE, abs=5e-4)


def test_borgatti_1997_without_strengths(network: Callable[[str], nx.Graph]) -> None:
    found, size = constraint(network("borgatti")), effective_size(network("borgatti"))
    assert found[["G", "A", "C"]].tolist() == pytest.approx([0.4003, 0.5955, 1], abs=5e-5)
    assert size[["G", "A", "C"]].tolist() == pytest.approx([14 / 3, 2.5, 1])


def test_borgatti_1997_with_strengths(network: Callable[[str], nx.Graph]) -> None:
    found, size = constraint(network("borgatti_weighted")), effective_size(network("borgatti_weighted"))
    assert found[["G", "A"]].tolist() == pytest.approx([0.2989, 0.7950], abs=5e-5)
    assert size[["G", "A"]].tolist() == pytest.approx([5.4717, 2.4750], abs=5e-5)


def test_constraint_of_a_triangle_is_above_one() -> None:
    assert constraint(nx.Graph(["ab", "bc", "ac"])).tolist() == pytest.approx([1.125] * 3)


def test_the_scale_of_strength_does_not_matter(network: Callable[[str], nx.Graph]) -> None:
    ties = network("borgatti_weighted")
    before = constraint(ties), effective_size(ties)
    for _, _, tie in ties.edges(data=True):
        tie["strength"] *= 0.25
    assert constraint(ties).to_dict() == pytest.approx(before[0].to_dict())
    assert effective_size(ties).to_dict() == pytest.approx(before[1].to_dict())


def test_a_tie_to_oneself_is_dropped(network: Callable[[str], nx.Graph]) -> None:
    ties = network("borgatti")
    before = constraint(ties), effective_size(ties)
    ties.add_edge("A", "A", strength=9.0)
    assert constraint(ties).to_dict() == pytest.approx(before[0].to_dict())
    assert effective_size(ties).to_dict() == pytest.approx(before[1].to_dict())


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=examples(60))
@given(data=st.data())
def test_as_networkx_node_by_node(draw_ties: Callable[..., nx.Graph], data: st.DataObject, *, directed: bool) -> None:
    ties = draw_ties(data, directed=directed)
    # NetworkX gives NaN to whom only others turn to; in Burt's sum both directions count.
    asked = [i for i in ties if ties.adj[i]]
    theirs = nx.constraint(ties, nodes=asked, weight="strength")
    assert constraint(ties)[asked].to_dict() == pytest.approx(theirs, abs=1e-9)
    theirs = nx.effective_size(ties, nodes=asked, weight="strength")
    assert effective_size(ties)[asked].to_dict() == pytest.approx(theirs, abs=1e-9)
    alone = [i for i in ties if ties.degree[i] == 0]
    assert set(constraint(ties).index[constraint(ties).isna()]) == set(alone)
    assert set(effective_size(ties).index[effective_size(ties).isna()]) == set(alone)


@settings(max_examples=examples(60))
@given(data=st.data())
def test_the_ranges_hold(draw_ties: Callable[..., nx.Graph], data: st.DataObject) -> None:
    ties = draw_ties(data)
    found = constraint(ties).dropna()
    assert ((found > 0) & (found <= 2)).all()
    size = effective_size(ties).dropna()
    degree = [ties.degree[i] for i in size.index]
    assert ((size >= 1 - 1e-12) & (size <= degree)).all()


@given(st.integers(0, 2**32 - 1), st.integers(0, 14), st.floats(0, 1))
def test_the_compiled_kernel_and_products_of_matrices_agree(seed: int, n: int, density: float) -> None:
    draw = np.random.default_rng(seed)
    half = np.triu(draw.uniform(1e-3, 10, (n, n)) * (draw.random((n, n)) < density), k=1)
    mutual = sparse.csr_array(half + half.T)
    for compiled, products in zip(burt(mutual, compiled_from=0), burt(mutual, compiled_from=n * n + 1), strict=True):
        assert compiled == pytest.approx(products, rel=1e-9, nan_ok=True)
