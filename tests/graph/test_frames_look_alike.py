"""Frames of one kind look alike: a RangeIndex, and the same first columns, whichever function returns them."""

import inspect
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import graph
from graph.results import Result
from graph.tables import ShownTables

ORGANIZATION = ("organization_id", "name")
CELL = ("cause_id", "cause", "community_id", "community")
US = frozenset({"a", "b"})
EARLIER, LATER = date(2024, 3, 1), date(2024, 12, 31)


@cache
def tables() -> graph.Tables:
    return graph.Tables.of({
        "organizations": pd.DataFrame({"organization_id": list("abcdefg"), "name": list("ABCDEFG")}),
        "causes": pd.DataFrame({"cause_id": ["w", "l"], "name": ["Water", "Land"]}),
        "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
        "presences": pd.DataFrame(
            {"organization_id": list("acd"), "community_id": list("nss"), "cause_id": list("wwl")}
        ),
        "interactions": pd.DataFrame({"interaction_id": list("ijk"), "kind": "meeting", "date": "2024-06-01"}),
        "participations": pd.DataFrame({"interaction_id": list("iiijjjkk"), "organization_id": list("abcdefcd")}),
    })  # fmt: skip


@cache
def dated() -> ShownTables:
    """Return the same tables with presences at two dates."""
    rows = tables().presences
    later = rows.assign(since="2024-06-30", community_id=["s", "n", "s"])
    there = pd.concat([rows.assign(since="2024-03-31"), later]).astype(rows.dtypes)
    return tables().replace(presences=there).shown()


@cache
def expected() -> graph.ExpectedAllies:
    return graph.expected_allies(dated(), coalition=US, anyway=True, fair="places")


@cache
def ties() -> graph.TieNetwork:
    return graph.tie_network(tables())


@cache
def plain() -> nx.Graph:
    """Return a plain graph, whose organizations have no names."""
    network = nx.relabel_nodes(nx.barbell_graph(4, 1), str)
    nx.set_edge_attributes(network, 1.0, "strength")
    return network


def split(network: nx.Graph) -> pd.Series:
    return pd.Series({node: i % 2 for i, node in enumerate(network)}, dtype="Int64")


MEMBERSHIPS = pd.DataFrame({"organization_id": list("abcab"), "event_id": [1, 1, 1, 2, 2]})

Calls = dict[str, tuple[Callable[[nx.Graph], Any], tuple[str, ...]]]
OF_TIES: Calls = {
    "broker_scores": (graph.broker_scores, ORGANIZATION),
    "brokerage_roles": (lambda of: graph.brokerage_roles(of, split(of)), ORGANIZATION),
    "centrality_scores": (lambda of: graph.centrality_scores(of, ["degree"]), ORGANIZATION),
    "cluster_members": (lambda of: graph.cluster_members(of, tables().shown()), ORGANIZATION),
    "cluster_table": (lambda of: graph.cluster_table(of, tables().shown()), ("cluster", "name")),
    "cluster_table, traits": (
        lambda of: graph.cluster_table(of, tables().shown()).traits,
        ("cluster", "kind", "trait_id"),
    ),
    "key_players": (lambda of: graph.key_players(of, 1), ORGANIZATION),
    "map_layout": (lambda of: graph.map_layout(of, split(of)), ORGANIZATION),
    "missing_pairs": (graph.missing_pairs, ("organization_id", "other_id")),
    "overlapping_groups": (graph.overlapping_groups, ORGANIZATION),
    "participation": (lambda of: graph.participation(of, split(of)), ORGANIZATION),
    "role_significance": (lambda of: graph.role_significance(of, split(of), permutations=3), ORGANIZATION),
    "sampled_betweenness": (lambda of: graph.sampled_betweenness(of, pairs=5), ORGANIZATION),
    "warmest_routes": (lambda of: graph.warmest_routes(of, list(of)[:1], list(of)[-4]), ("route", "step", "from_id")),
    "what_breaks": (lambda of: graph.what_breaks(of, list(of)[3]), ORGANIZATION),
}
OF_TABLES: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "backbone": (lambda: graph.backbone(MEMBERSHIPS, by="event_id"), ("from_id", "to_id")),
    "cell_allies": (
        lambda: graph.cell_allies(tables().shown(), coalition=US, cause_id="w", community_id="s"),
        ORGANIZATION,
    ),
    "backtest": (lambda: graph.backtest(dated()), ("from", "to", "candidates", "came")),
    "backtest, proposals": (lambda: graph.backtest(dated()).proposals, ("from", "to", *ORGANIZATION)),
    "backtest, conditions": (lambda: graph.backtest(dated()).conditions, ("from", "condition", "figure")),
    "compare_dates": (lambda: graph.compare_dates(tables().shown(), EARLIER, LATER).organizations, ORGANIZATION),
    "compare_dates, pairs": (lambda: graph.compare_dates(tables().shown(), EARLIER, LATER).pairs, ("from_id", "to_id")),
    "recognition_risk": (lambda: graph.recognition_risk(tables().shown()), ORGANIZATION),
    "measure_table": (graph.measure_table, ("name", "label")),
    "expected_allies": (expected, ORGANIZATION),
    "expected_allies, closes": (lambda: expected().closes, ("organization_id", *CELL)),
    "expected_allies, served": (lambda: expected().served, ("group", "need", "before")),
    "likely_arrivals": (lambda: graph.likely_arrivals(dated()), ORGANIZATION),
    "likely_arrivals, conditions": (lambda: graph.likely_arrivals(dated()).conditions, ("condition", "figure")),
    "missing_expertise": (
        lambda: graph.missing_expertise(tables().shown(), coalition=US, by="cause"),
        ("expertise", "members"),
    ),
    "missing_expertise, offers": (
        lambda: graph.missing_expertise(tables().shown(), coalition=US, by="cause").offers,
        (*ORGANIZATION, "expertise"),
    ),
    "missing_allies": (lambda: graph.missing_allies(tables().shown(), coalition=US), ORGANIZATION),
    "missing_allies, closes": (
        lambda: graph.missing_allies(tables().shown(), coalition=US).closes,
        ("organization_id",),
    ),
    "missing_allies, routes": (
        lambda: graph.missing_allies(tables().shown(), coalition=US).routes,
        ("organization_id", "step"),
    ),
    "missing_allies, without ally": (lambda: graph.missing_allies(tables().shown(), coalition=US).without_ally, CELL),
    "projection": (lambda: graph.projection(MEMBERSHIPS, by="event_id"), ("from_id", "to_id")),
    "rank_intervals": (lambda: graph.rank_intervals(tables().shown(), resamples=2), ORGANIZATION),
    "reach_gaps": (lambda: graph.reach_gaps(tables().shown()), CELL),
    "reach_gaps, above": (lambda: graph.reach_gaps(tables().shown()).above, CELL),
    "reach_gaps, nationwide": (lambda: graph.reach_gaps(tables().shown()).nationwide, ("cause_id", "cause")),
    "reach_gaps, without cause": (
        lambda: graph.reach_gaps(tables().shown()).without_cause,
        ("community_id", "community"),
    ),
    "resampled_membership": (lambda: graph.resampled_membership(tables().shown(), resamples=2), ORGANIZATION),
    "two_mode_centrality": (lambda: graph.two_mode_centrality(MEMBERSHIPS, by="event_id"), ("mode", "id")),
    "with_sentences": (
        lambda: graph.with_sentences(graph.missing_allies(tables().shown(), coalition=US)),
        ORGANIZATION,
    ),
    "with_sentences, expected": (lambda: graph.with_sentences(expected()), ORGANIZATION),
    "with_sentences, arrivals": (lambda: graph.with_sentences(graph.likely_arrivals(dated())), ORGANIZATION),
    "with_sentences, clusters": (
        lambda: graph.with_sentences(graph.cluster_table(ties(), tables().shown())),
        ("cluster", "name"),
    ),
    "ways_to": (lambda: graph.ways_to(tables().shown(), sources=US, target="f"), ("route", "step", "from_id")),
    "ways_to, meets": (lambda: graph.ways_to(tables().shown(), sources=US, target="f").meets, ORGANIZATION),
    "who_is_near": (lambda: graph.who_is_near(tables().shown(), None, "w", "s"), ORGANIZATION),
    "who_is_there": (lambda: graph.who_is_there(tables().shown(), None, "w", "s"), ORGANIZATION),
}


def frame_of(answer: Any) -> pd.DataFrame:
    frame = answer.frame if isinstance(answer, Result) else answer
    assert isinstance(frame, pd.DataFrame)
    return frame


def looks_alike(frame: pd.DataFrame, first: tuple[str, ...]) -> None:
    assert isinstance(frame.index, pd.RangeIndex)
    assert (frame.index.start, frame.index.step) == (0, 1)
    assert frame.index.name is None
    assert tuple(frame.columns[: len(first)]) == first
    assert frame.attrs == {}
    for column in {"organization_id", "name", "from_id", "to_id"} & set(first):
        assert frame[column].dtype == "str", column


@pytest.mark.parametrize("name", OF_TIES)
@pytest.mark.parametrize("network", [ties, plain], ids=["ties", "plain"])
def test_a_frame_of_a_network(name: str, network: Callable[[], nx.Graph]) -> None:
    call, first = OF_TIES[name]
    looks_alike(frame_of(call(network())), first)


@pytest.mark.parametrize("name", OF_TABLES)
def test_a_frame_of_tables(name: str) -> None:
    call, first = OF_TABLES[name]
    looks_alike(frame_of(call()), first)


def test_no_function_that_returns_a_frame_is_left_out() -> None:
    frames = set()
    for name in dir(graph):
        function = getattr(graph, name)
        if inspect.isfunction(function):
            returned = typing.get_type_hints(function).get("return")
            has_frame = isinstance(returned, type) and is_dataclass(returned) and any(
                field.type is pd.DataFrame for field in fields(returned)
            )  # fmt: skip
            if returned is pd.DataFrame or (
                has_frame and not (isinstance(returned, type) and issubclass(returned, graph.Tables))
            ):
                frames.add(name)
    assert len(frames) > 20
    assert frames == {name.split(",")[0] for name in {*OF_TIES, *OF_TABLES}}


@pytest.mark.parametrize(
    "name", ["backtest", "cell_allies", "expected_allies", "likely_arrivals", "missing_allies", "reach_gaps"]
)
def test_a_result_names_its_facts_beside_its_frame(name: str) -> None:
    answer = OF_TABLES[name][0]()
    assert repr(answer).splitlines()[0].startswith(f"{type(answer).__name__}(")
    assert repr(answer.frame) in repr(answer)
    page = answer._repr_html_()
    assert "<table" in page
    for field in fields(answer):
        assert field.name == "frame" or f"{field.name}=" in page


def test_a_name_in_a_notebook_is_text_and_no_markup() -> None:
    frame = pd.DataFrame({"name": ["<b>A & B</b>"]})
    page = graph.CellAllies(frame, closes=frame, routes=frame, reason="<script>")._repr_html_()
    assert "<script>" not in page
    assert "<b>" not in page
