"""Trees of causes and of communities."""

import networkx as nx
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.tree import ancestor_at, below, depths
from tests.examples import examples

PLACES = pd.DataFrame(
    {
        "community_id": ["well", "hill", "north", "coast", "south"],
        "parent_id": ["hill", "north", None, "south", None],
    }
)


def test_depths_stand_in_the_order_of_the_rows_children_before_parents_too() -> None:
    assert depths(PLACES).to_dict() == {"well": 3, "hill": 2, "north": 1, "coast": 2, "south": 1}
    assert list(depths(PLACES).index) == PLACES["community_id"].tolist()
    assert (depths(PLACES).name, str(depths(PLACES).dtype)) == ("depth", "int64")


def test_below_is_the_roots_and_everything_under_them() -> None:
    assert below(PLACES, ["north"]) == {"north", "hill", "well"}
    assert below(PLACES, ["hill", "south"]) == {"hill", "well", "south", "coast"}
    assert below(PLACES, ["well"]) == {"well"}
    assert below(PLACES, []) == set()
    assert below(PLACES, iter(["coast"])) == {"coast"}


def test_the_ancestor_at_a_level() -> None:
    assert ancestor_at(PLACES, 1).to_dict() == {
        "well": "north", "hill": "north", "north": "north", "coast": "south", "south": "south",
    }  # fmt: skip
    second = ancestor_at(PLACES, 2)
    assert second.dropna().to_dict() == {"well": "hill", "hill": "hill", "coast": "coast"}
    assert second.isna().sum() == 2
    assert ancestor_at(PLACES, 9).isna().all()


def test_no_nodes_have_no_depth() -> None:
    none = PLACES.head(0)
    assert depths(none).empty
    assert ancestor_at(none, 1).empty
    assert below(none, ["north"]) == {"north"}


def test_a_very_deep_tree_needs_no_recursion() -> None:
    names = [f"p{i}" for i in range(5000)]
    chain = pd.DataFrame({"community_id": names[::-1], "parent_id": [*names[:-1][::-1], None]})
    assert depths(chain)["p4999"] == 5000
    assert len(below(chain, ["p0"])) == 5000


@st.composite
def trees(draw: st.DrawFn) -> pd.DataFrame:
    """Draw a forest whose rows stand in any order."""
    size = draw(st.integers(1, 12))
    parents = [draw(st.none() | st.integers(0, i - 1)) if i else None for i in range(size)]
    order = draw(st.permutations(range(size)))
    return pd.DataFrame(
        {
            "cause_id": [f"n{i}" for i in order],
            "parent_id": [None if parents[i] is None else f"n{parents[i]}" for i in order],
        }
    )


@settings(max_examples=examples(60))
@given(trees(), st.data())
def test_as_networkx_finds_it(nodes: pd.DataFrame, data: st.DataObject) -> None:
    tree = nx.DiGraph()
    tree.add_nodes_from(nodes["cause_id"])
    tree.add_edges_from(nodes.dropna()[["parent_id", "cause_id"]].itertuples(index=False, name=None))
    depth = depths(nodes)
    assert depth.to_dict() == {i: len(nx.ancestors(tree, i)) + 1 for i in tree}
    roots = data.draw(st.sets(st.sampled_from(sorted(tree))))
    assert below(nodes, roots) == roots.union(*(nx.descendants(tree, i) for i in roots))
    level = data.draw(st.integers(1, 5))
    at = ancestor_at(nodes, level)
    for i in tree:
        line = {*nx.ancestors(tree, i), i}
        found = [j for j in line if depth[j] == level]
        assert found == ([] if pd.isna(at[i]) else [at[i]])
