"""The warmest ways, against every simple way, and the words that they rest on."""

import math
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from graph.allies.contacts import Contacts
from graph.allies.introductions import warmest_routes
from graph.allies.routes import best_routes, step_cost
from graph.errors import UnknownName
from graph.selection import Selection
from graph.sentences.allies import rests_on
from graph.tables import Tables
from graph.ties.strength import tie_network


def cost(ties: nx.Graph, path: Any) -> float:
    return sum(max(1e-6, -math.log(-math.expm1(-ties[a][b]["strength"]))) for a, b in pairwise(path))


def every_way(ties: nx.Graph, sources: set[str], target: str, most_steps: int) -> list[float]:
    """Return the costs of all simple ways from a source to the target that pass through no other source."""
    found: list[float] = []
    warm = nx.subgraph_view(ties, filter_edge=lambda a, b: ties[a][b]["strength"] > 0)
    for start in sources & set(ties):
        if start != target:
            ways = nx.all_simple_paths(warm, start, target, cutoff=most_steps)
            found.extend(cost(ties, path) for path in ways if not sources & set(path[1:]))
    return sorted(found)


@pytest.mark.parametrize("seed", range(200))
def test_the_warmest_ways_are_those_of_brute_force(seed: int) -> None:
    chance = Random(seed)
    size, most_steps, k = chance.randint(2, 7), chance.randint(1, 4), chance.randint(1, 5)
    sources = {str(chance.randint(0, size)) for _ in range(chance.randint(0, 3))}
    numbered = nx.gnp_random_graph(size, chance.choice([0.3, 0.6, 1.0]), seed=seed)
    ties = nx.relabel_nodes(numbered, {node: str(node) for node in numbered})
    for _, _, tie in ties.edges(data=True):
        tie["strength"] = chance.choice([0.0, 0.01, 0.2, 1.0, 2.5, 40.0])
    target = str(size - 1)
    paths = best_routes(ties, sources, target, most_steps=most_steps, k=k)
    expected = every_way(ties, sources, target, most_steps) if target not in sources else []
    assert [cost(ties, path) for path in paths] == pytest.approx(expected[:k])
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert len(path) <= most_steps + 1
        assert len(set(path)) == len(path)
        assert sources & set(path) == {path[0]}
    backwards = nx.Graph()
    backwards.add_nodes_from(reversed(list(ties)))
    backwards.add_edges_from((b, a, tie) for a, b, tie in reversed(list(ties.edges(data=True))))
    assert best_routes(backwards, sources, target, most_steps=most_steps, k=k) == paths


def test_a_limit_of_steps_finds_the_warmest_short_way_and_not_a_piece_of_the_long_one() -> None:
    ties = nx.Graph()
    for one, other, strength in [
        ("s", "a", 9),
        ("a", "b", 9),
        ("b", "c", 9),
        ("c", "t", 9),
        ("s", "d", 1),
        ("d", "t", 1),
    ]:
        ties.add_edge(one, other, strength=float(strength))
    assert best_routes(ties, ["s"], "t", most_steps=4) == [("s", "a", "b", "c", "t")]
    assert best_routes(ties, ["s"], "t", most_steps=3) == [("s", "d", "t")]
    assert best_routes(ties, ["s"], "t", most_steps=1) == []


def test_the_cost_of_a_step() -> None:
    assert step_cost(1.0) == pytest.approx(-math.log(1 - math.exp(-1)))
    assert step_cost(1e-12) == pytest.approx(-math.log(1e-12), rel=1e-9)
    assert step_cost(37.0) == step_cost(1e9) == 1e-6
    assert step_cost(0.0) == math.inf
    ties = nx.Graph()
    ties.add_edge("s", "t", strength=0.0)
    assert best_routes(ties, ["s"], "t") == []
    # However warm: two steps are never as good as one.
    for pair in ("sa", "at", "st"):
        ties.add_edge(*pair, strength=900.0)
    assert best_routes(ties, ["s"], "t", k=2) == [("s", "t"), ("s", "a", "t")]


def together(*rows: dict[str, Any], who: tuple[str, ...] = ("us", "ben")) -> Tables:
    """Tables of interactions between `who`, in the order given."""
    interactions = [{"interaction_id": f"i{n}", "kind": "meeting"} | row for n, row in enumerate(rows)]
    ids = sorted({*who, "us", "ben", "cleo"})
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": ids, "name": [i.title() + " House" for i in ids]}),
            "interactions": pd.DataFrame(interactions),
            "participations": pd.DataFrame(
                [{"interaction_id": i["interaction_id"], "organization_id": o} for i in interactions for o in who]
            ),
        }
    )


WATER_DAY = {"kind": "co_hosted_event", "title": "Water Day", "date": "2024-03-11"}
SUMMARY = {
    "the latest": ([{"date": "2023-01-01"}, WATER_DAY], "co-hosted Water Day, 11 Mar 2024"),
    "a month": ([{"date": "2024-03-01", "date_precision": "month"}], "met, Mar 2024"),
    "a year": ([{"kind": "win", "date": "2024-01-01", "date_precision": "year"}], "celebrated a win, 2024"),
    "undated": ([{"title": "First call"}], "met: First call, date unknown"),
    "dated before undated": ([{"title": "First call"}, {"date": "2023-01-02"}], "met, 2 Jan 2023"),
    "confidential": ([{"confidential": True, "date": "2024-03-11"}], "in confidence"),
    "confidential last": ([{"date": "2023-01-02"}, WATER_DAY | {"confidential": True}], "met, 2 Jan 2023"),
    "planned": ([{"date": "2023-01-02"}, {"date": "2024-01-02", "status": "planned"}], "met, 2 Jan 2023"),
    "conflict": ([{"date": "2023-01-02"}, {"date": "2024-01-02", "kind": "conflict"}], "met, 2 Jan 2023"),
}


@pytest.mark.parametrize(("rows", "words"), SUMMARY.values(), ids=SUMMARY.keys())
def test_what_a_step_rests_on(rows: list[dict[str, Any]], words: str) -> None:
    tables = together(*rows)
    (step,) = warmest_routes(tie_network(tables), ["us"], "ben", tables=tables.shown()).to_dict("records")
    assert rests_on(step) == words
    assert (step["from_name"], step["to_name"]) == ("Us House", "Ben House")
    assert step["probability"] == pytest.approx(1 - math.exp(-step["strength"]))


def test_what_makes_no_tie_is_no_ground_for_an_introduction() -> None:
    signers = tuple(f"signer{n}" for n in range(49))
    tables = together({"kind": "co_signature", "title": "Petition", "date": "2024-03-11"}, who=("us", "ben", *signers))
    letter = {"interaction_id": "m", "kind": "co_signature", "date": "2023-01-02", "source": "m"}
    pair = pd.DataFrame({"interaction_id": "m", "organization_id": ["us", "ben"], "source": "m"})
    tables = tables.replace(
        interactions=pd.concat([tables.interactions, pd.DataFrame([letter]).astype({"date": "datetime64[us]"})]),
        participations=pd.concat([tables.participations, pair]),
    )
    (step,) = warmest_routes(tie_network(tables), ["us"], "ben", tables=tables.shown()).to_dict("records")
    assert rests_on(step) == "both signed a statement, 2 Jan 2023"


def test_only_kinds_of_the_tie_are_told() -> None:
    tables = together({"date": "2023-01-02"}, WATER_DAY)
    narrow = tie_network(tables, Selection(kinds=("meeting",)))
    (step,) = warmest_routes(narrow, ["us"], "ben", tables=tables.shown()).to_dict("records")
    assert rests_on(step) == "met, 2 Jan 2023"


def test_a_declared_tie_is_told_as_stated() -> None:
    tables = together(who=()).replace(
        declared_ties=pd.DataFrame({"from_id": ["us"], "to_id": ["ben"], "kind": ["trusts"], "strength": [1.0]})
    )
    (step,) = warmest_routes(tie_network(tables), ["us"], "ben", tables=tables.shown()).to_dict("records")
    assert rests_on(step) == "stated: trusts"


def test_without_tables_the_tie_itself_tells() -> None:
    tables = together(WATER_DAY)
    (step,) = warmest_routes(tie_network(tables), ["us"], "ben").to_dict("records")
    assert rests_on(step) == "last contact 11 Mar 2024"


CONFLICT = {"kind": "conflict", "date": "2024-02-01"}
CONFLICTS = {
    "open": ([CONFLICT], "open"),
    "repaired": ([CONFLICT, {"kind": "repair", "date": "2024-02-20"}], ""),
    "repaired the same day": ([CONFLICT, {"kind": "repair", "date": "2024-02-01"}], ""),
    "repaired before": ([CONFLICT, {"kind": "repair", "date": "2024-01-20"}], "open"),
    "repaired some time": ([CONFLICT, {"kind": "repair"}], ""),
    "again": ([CONFLICT, {"kind": "repair", "date": "2024-02-20"}, CONFLICT | {"date": "2024-02-25"}], "open"),
    "confidential": ([CONFLICT | {"confidential": True}], ""),
    "confidential and repaired": (
        [CONFLICT | {"confidential": True}, {"kind": "repair", "date": "2024-02-20", "confidential": True}],
        "",
    ),
    "later than today": ([CONFLICT | {"date": "2024-05-01"}], ""),
}


@pytest.mark.parametrize(("rows", "state"), CONFLICTS.values(), ids=CONFLICTS.keys())
def test_open_conflicts_are_shown_and_confidential_ones_leave_no_trace(rows: list[dict[str, Any]], state: str) -> None:
    tables = together({"date": "2024-03-01"}, *rows)
    pair = frozenset({"us", "ben"})
    contacts = Contacts(tables.shown(), date(2024, 3, 1))
    assert (pair in contacts.open_conflicts) == (state == "open")


def test_an_open_conflict_is_marked_and_a_confidential_one_changes_nothing() -> None:
    told = together({"date": "2024-03-01"}, CONFLICT)
    (step,) = warmest_routes(tie_network(told), ["us"], "ben", tables=told.shown()).itertuples()
    assert step.open_conflict
    hidden = together({"date": "2024-03-01"}, CONFLICT | {"confidential": True})
    quiet = together({"date": "2024-03-01"})
    routes, same = (warmest_routes(tie_network(t), ["us"], "ben", tables=t.shown()) for t in (hidden, quiet))
    pd.testing.assert_frame_equal(routes, same)
    assert len(routes) == 1


def test_no_way_and_nobody() -> None:
    tables = together(WATER_DAY)
    ties = tie_network(tables)
    assert warmest_routes(ties, ["us"], "cleo", tables=tables.shown()).empty
    assert warmest_routes(ties, ["us", "ben"], "ben", tables=tables.shown()).empty
    assert warmest_routes(ties, [], "ben").empty
    assert warmest_routes(ties, ["nobody"], "ben").empty
    with pytest.raises(UnknownName, match=r"found 'bem'.*'ben'"):
        warmest_routes(ties, ["us"], "bem")
