"""Steps outward, and the way between two, against the shortest paths of NetworkX."""

import math
from collections.abc import Callable
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.allies.steps import steps_from, way_between
from graph.errors import UnknownName
from tests.examples import examples


@settings(max_examples=examples(60))
@given(data=st.data())
def test_steps_and_ways_are_those_of_all_shortest_paths(
    draw_ties: Callable[..., nx.Graph], data: st.DataObject
) -> None:
    ties = draw_ties(data)
    if not len(ties):
        return
    one, other = (data.draw(st.sampled_from(sorted(ties))) for _ in range(2))
    lengths = nx.single_source_shortest_path_length(ties, one)
    del lengths[one]
    steps = steps_from(ties, one)
    assert steps.to_dict() == lengths
    assert steps.is_monotonic_increasing
    assert steps_from(ties, one, most_steps=2).to_dict() == {i: n for i, n in lengths.items() if n <= 2}
    way = way_between(ties, one, other)
    assert len(way) == lengths.get(other, 0)
    if len(way):
        warmth = [
            math.prod(-math.expm1(-ties[a][b]["strength"]) for a, b in pairwise(path))
            for path in nx.all_shortest_paths(ties, one, other)
        ]
        assert way["from_id"].iloc[0] == one
        assert way["to_id"].iloc[-1] == other
        assert way["from_id"].tolist()[1:] == way["to_id"].tolist()[:-1]
        assert way["probability"].prod() == pytest.approx(max(warmth))


def test_who_is_not_in_the_network_is_told() -> None:
    ties = nx.path_graph(["ana", "ben"])
    with pytest.raises(UnknownName, match="organization_id: found 'bn'"):
        steps_from(ties, "bn")
    with pytest.raises(UnknownName):
        way_between(ties, "ana", "bn")
