"""Participation against published values and the definition, counted tie by tie."""

import random
from collections.abc import Callable
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.brokers.across_groups import participation
from tests.examples import examples


def by_definition(ties: nx.Graph, groups: dict[str, str], attribute: str | None) -> dict[str, float]:
    found = {}
    for i in ties:
        to: dict[str, float] = {}
        for j, tie in ties[i].items():
            to[groups[j]] = to.get(groups[j], 0) + (tie.get(attribute, 1) if attribute else 1)
        total = sum(to.values())
        found[i] = 1 - sum((part / total) ** 2 for part in to.values()) if total else float("nan")
    return found


def spread(ties: nx.Graph, groups: pd.Series, **counting: Any) -> pd.Series:
    """Return participation by id."""
    scores = participation(ties, groups, **counting)
    return scores.set_index("organization_id")["participation"]


def test_three_who_are_all_tied() -> None:
    found = spread(nx.complete_graph(["a", "b", "c"]), pd.Series({"a": 1, "b": 1, "c": 2}))
    assert found.tolist() == pytest.approx([0.5, 0.5, 0])


def test_the_karate_club_by_its_split(network: Callable[[str], nx.Graph]) -> None:
    ties = network("karate")
    split = pd.Series({i: ties.nodes[i]["club"] for i in ties})
    found = spread(ties, split)
    assert found[["09", "30", "02", "08", "00", "01"]].tolist() == pytest.approx(
        [0.5, 0.5, 0.48, 0.48, 0.1172, 0.1975], abs=5e-5
    )


@pytest.mark.parametrize(("counting", "attribute"), [("strength", "strength"), ("ties", None)])
@settings(max_examples=examples(40))
@given(data=st.data())
def test_as_by_definition(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject, counting: str, attribute: str | None
) -> None:
    ties = draw_ties(data, most=12)
    groups = {i: data.draw(st.sampled_from(["coast", "hills", "town"])) for i in ties}
    found = spread(ties, pd.Series(groups, dtype="str"), counting=counting)
    assert found.to_dict() == pytest.approx(by_definition(ties, groups, attribute), abs=1e-9, nan_ok=True)
    assert found.index.tolist() == list(ties)
    assert found.dropna().between(0, 1, inclusive="left").all()
    shuffled = nx.Graph()
    shuffled.add_nodes_from(reversed(list(ties)))
    shuffled.add_edges_from(ties.edges(data=True))
    again = spread(shuffled, pd.Series(groups, dtype="str")[::-1], counting=counting)
    assert again.to_dict() == pytest.approx(found.to_dict(), abs=1e-9, nan_ok=True)


def test_strength_and_number_of_ties_differ() -> None:
    ties = nx.Graph()
    ties.add_edge("a", "b", strength=9.0)
    ties.add_edge("a", "c", strength=1.0)
    groups = pd.Series({"a": 1, "b": 1, "c": 2})
    assert spread(ties, groups)["a"] == pytest.approx(1 - 0.81 - 0.01)
    assert spread(ties, groups, counting="ties")["a"] == pytest.approx(0.5)


def test_strengths_of_any_size_count_by_their_shares() -> None:
    ties = nx.Graph()
    ties.add_edge("a", "b", strength=2.0**-600)
    ties.add_edge("a", "c", strength=2.0**-600)
    assert spread(ties, pd.Series({"b": 1, "c": 2}))["a"] == 0.5


def test_partners_without_a_group_are_a_group_each() -> None:
    groups = pd.Series({"a": 1, "b": pd.NA, "c": pd.NA, "d": 1}, dtype="Int64")
    assert spread(nx.Graph(["ab", "ac", "ad"]), groups)["a"] == pytest.approx(2 / 3)


def test_renaming_organizations_renames_results_only(network: Callable[[str], nx.Graph]) -> None:
    ties = network("borgatti_weighted")
    groups = pd.Series({"A": 1, "E": 1, "F": 1, "B": 2, "D": 2, "G": 3, "C": 3})
    new = dict(zip(ties, random.Random(3).sample(sorted(ties), len(ties)), strict=True))
    renamed = spread(nx.relabel_nodes(ties, new), groups.rename(new))
    assert renamed.to_dict() == pytest.approx({new[i]: p for i, p in spread(ties, groups).items()})


@pytest.mark.parametrize("ties", [nx.Graph(), nx.empty_graph(["a", "b"])])
def test_nobody_tied(ties: nx.Graph) -> None:
    found = spread(ties, pd.Series(dtype="float64"))
    assert found.index.tolist() == list(ties)
    assert found.isna().all()
    assert found.dtype == "float64"


def test_another_way_of_counting_is_refused() -> None:
    with pytest.raises(ValueError, match="found 'hops', allowed 'strength' or 'ties'"):
        participation(nx.Graph(), pd.Series(dtype="float64"), counting="hops")  # type: ignore[arg-type]
