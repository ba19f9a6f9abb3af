"""Who gave to whom, against a count by hand of each interaction."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.errors import UnknownName
from graph.schema import DIRECTED_KINDS, SOURCE_ROLES, TARGET_ROLES
from graph.selection import Selection
from graph.tables import Tables
from tests.examples import examples

NAMES = "abcde"
ROLES = ("funder", "referrer", "implementer", "referred", "guest", None)
KINDS = ("funding", "referral", "meeting")


History = Sequence[tuple[str, int, Sequence[tuple[str, str | None]]]]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Return interactions: kind, day of January 2024, and who took part in which role."""
    part = st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES))
    one = st.tuples(st.sampled_from(KINDS), st.integers(1, 28), st.lists(part, max_size=6, unique=True))
    return draw(st.lists(one, max_size=6))


def told(history: History) -> Tables:
    frames: dict[str, Any] = {"organizations": pd.DataFrame({"organization_id": [*NAMES], "name": [*NAMES]})}
    if history:
        frames["interactions"] = pd.DataFrame(
            [(f"i{n}", kind, f"2024-01-{day:02}") for n, (kind, day, _) in enumerate(history)],
            columns=["interaction_id", "kind", "date"],
        )
        parts = [(f"i{n}", who, role) for n, (_, _, took) in enumerate(history) for who, role in took]
        frames["participations"] = pd.DataFrame(parts, columns=["interaction_id", "organization_id", "role"])
    return Tables.of(frames)


@given(histories())
@settings(max_examples=examples(60))
def test_as_counted_by_hand(history: History) -> None:
    ties = graph.tie_network(told(history), Selection(half_life=None))
    for kind in DIRECTED_KINDS:
        strength: dict[tuple[str, str], float] = defaultdict(float)
        days: dict[tuple[str, str], list[int]] = defaultdict(list)
        for which, day, took in history:
            members = {who for who, _ in took}
            sources = {who for who, role in took if role in SOURCE_ROLES}
            targets = {who for who, role in took if role in TARGET_ROLES} or members - sources
            if which != kind or len(members) < 2:
                continue
            for pair in product(sources, targets):
                if pair[0] != pair[1]:
                    strength[pair] += 1 / (len(members) - 1)
                    days[pair].append(day)
        gave = ties.directed(kind)
        assert set(gave.edges) == set(strength)
        for pair, expected in strength.items():
            tie = gave.edges[pair]
            assert tie["strength"] == pytest.approx(expected, rel=1e-12)
            assert tie["distance"] == pytest.approx(max(strength.values()) / expected, rel=1e-8)
            assert tie["interactions"] == len(days[pair])
            assert (tie["first"].day, tie["last"].day) == (min(days[pair]), max(days[pair]))


@given(histories())
@settings(max_examples=examples(60))
def test_roles_say_which_pairs_are_tied(history: History) -> None:
    strength: dict[frozenset[str], float] = defaultdict(float)
    for kind, _, took in history:
        members = {who for who, _ in took}
        sources = {who for who, role in took if role in SOURCE_ROLES}
        targets = {who for who, role in took if role in TARGET_ROLES}
        pairs = {frozenset(pair) for pair in combinations(members, 2)}
        if sources and (targets or kind in DIRECTED_KINDS):
            across = product(sources, targets or members - sources)
            pairs &= {frozenset(pair) for pair in across}
        for pair in pairs:
            strength[pair] += 1 / (len(members) - 1)
    ties = graph.tie_network(told(history), Selection(half_life=None))
    assert {frozenset(pair): ties.edges[pair]["strength"] for pair in ties.edges} == pytest.approx(strength)


def test_older_grants_weigh_less_and_fade_away() -> None:
    history: History = [
        ("funding", 1, [("a", "funder"), ("b", "implementer")]),
        ("meeting", 28, [("a", None), ("b", None)]),
    ]
    ties = graph.tie_network(told(history), Selection(half_life=27))
    assert ties.directed("funding")["a"]["b"]["strength"] == pytest.approx(0.5)
    assert graph.tie_network(told(history), Selection(half_life=1)).directed("funding").number_of_edges() == 0


def test_it_is_a_directed_graph_of_everybody_that_networkx_reads() -> None:
    history: History = [("funding", 1, [("a", "funder"), ("b", "implementer"), ("c", "implementer")])]
    gave = graph.tie_network(told(history)).directed("funding")
    assert gave.is_directed()
    assert list(gave) == [*NAMES]
    assert nx.in_degree_centrality(gave)["c"] == 0.25
    with pytest.raises(UnknownName):
        graph.tie_network(told(history)).directed("meeting")
