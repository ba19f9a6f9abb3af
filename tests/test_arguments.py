"""Every public function of graph and loaders says what it got when it gets the wrong thing."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import graph
import graph.tables
import loaders
from graph.arguments import _allowed
from graph.errors import WrongArgument
from graph.report import LoadReport
from graph.tables import Tables
from loaders import neo4j_store
from loaders.loaded import Loaded

ROOMS = {"graph": graph, "graph.tables": graph.tables, "loaders": loaders, "loaders.neo4j_store": neo4j_store}
TABLES = Tables.of(
    {
        "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
        "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]}),
        "participations": pd.DataFrame({"interaction_id": ["i", "i"], "organization_id": ["a", "b"]}),
    }
)
GOOD: dict[str, Any] = {
    "Tables": TABLES, "ShownTables": TABLES.shown(), "Graph": nx.Graph(),
    "DataFrame": pd.DataFrame(), "Series": pd.Series(dtype="object"),
    "str": "x", "Integral": 1, "Real": 0.5, "date": date(2024, 1, 1), "bool": True, "Mapping": {},
    "Loaded": Loaded(TABLES, LoadReport()), "LoadReport": LoadReport(), "NoneType": None,
    "ClusterTable": graph.cluster_table(graph.tie_network(TABLES), TABLES.shown()),
    "Neo4jSettings": neo4j_store.Neo4jSettings("bolt://none.example", "x", "x"),
}  # fmt: skip


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for room, module in ROOMS.items():
        for name in module.__all__:
            function = getattr(module, name)
            if inspect.isfunction(function) and inspect.signature(function).parameters:
                yield f"{room}.{name}", function
    yield "graph.Tables.of", Tables.of


def parameters() -> Iterator[Any]:
    for name, function in functions():
        for parameter in inspect.signature(function).parameters.values():
            if parameter.kind is not parameter.VAR_KEYWORD and _allowed(parameter.annotation) is not None:
                yield pytest.param(function, parameter, id=f"{name}-{parameter.name}")


def good(parameter: inspect.Parameter) -> Any:
    types, texts = _allowed(parameter.annotation) or ((), None)
    if texts:
        return ("x",)
    return next(GOOD[kind.__name__] for kind in types if kind.__name__ in GOOD)


@pytest.mark.parametrize(("function", "parameter"), list(parameters()))
def test_a_wrong_argument_is_named(function: Callable[..., Any], parameter: inspect.Parameter) -> None:
    args: list[Any] = []
    more: dict[str, Any] = {}
    for other in inspect.signature(function).parameters.values():
        value = object() if other.name == parameter.name else None
        if value is None and (other.default is not other.empty or other.kind is other.VAR_KEYWORD):
            continue
        value = good(other) if value is None and _allowed(other.annotation) else value
        if other.kind is other.KEYWORD_ONLY or other.default is not other.empty:
            more[other.name] = value
        else:
            args.append(value)
    with pytest.raises(WrongArgument, match=rf"{parameter.name}: found an? object"):
        function(*args, **more)


def test_most_of_the_public_surface_is_checked() -> None:
    assert {name for name, function in functions() if not hasattr(function, "__wrapped__")} == set()
    assert len(list(parameters())) > 100


NO_TABLES = "allowed Tables."
CALLS: dict[str, Callable[[], Any]] = {
    f"tie_network: tables: found a text ('who.csv'), {NO_TABLES} Read it first: loaders.read('who.csv').": (
        lambda: graph.tie_network("who.csv")  # type: ignore[arg-type]
    ),
    f"found a path ('who.csv'), {NO_TABLES} Read it first": lambda: graph.tie_network(Path("who.csv")),  # type: ignore[arg-type]
    f"found a list of 2, {NO_TABLES} Read files first": lambda: graph.tie_network([1, 2]),  # type: ignore[arg-type]
    f"found a DataFrame of 2 rows, {NO_TABLES} Make": lambda: graph.tie_network(TABLES.organizations),  # type: ignore[arg-type]
    f"found a Loaded, {NO_TABLES} Pass its .tables.": lambda: graph.tie_network(GOOD["Loaded"]),
    "selection: found a dict of 1, allowed Selection or None. Write": (
        lambda: graph.tie_network(TABLES, {"kinds": ()})  # type: ignore[arg-type]
    ),
    "found a Tables, allowed a network (nx.Graph). Weigh the ties": lambda: graph.centrality_scores(TABLES, ["degree"]),
    "earlier: found a text ('2024-01-01'), allowed a date. Write datetime.date(": (
        lambda: graph.compare_dates(TABLES, "2024-01-01", date(2024, 2, 1))  # type: ignore[arg-type]
    ),
    "resamples: found a number (2.5), allowed a whole": lambda: graph.rank_intervals(TABLES, resamples=2.5),  # type: ignore[arg-type]
    "resamples: found a flag (True)": lambda: graph.rank_intervals(TABLES.shown(), resamples=True),
    "k: found a text ('two'), allowed a whole number": lambda: graph.key_players(nx.Graph(), "two"),  # type: ignore[arg-type]
    "load: paths: found a list of 2, allowed a text or Path or Opened. Name the paths one by one": (
        lambda: loaders.load(["a.csv", "b.csv"])  # type: ignore[arg-type]
    ),
    "load: paths: found a Tables": lambda: loaders.load(TABLES),  # type: ignore[arg-type]
    f"write_folder: tables: found a text ('a'), {NO_TABLES}": lambda: loaders.write_folder("a", "b"),  # type: ignore[arg-type]
    "Tables.of: frames: found a list of 1, allowed a mapping or None.": lambda: Tables.of([TABLES]),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("told", CALLS)
def test_what_was_found_and_what_to_do(told: str) -> None:
    with pytest.raises(WrongArgument) as refused:
        CALLS[told]()
    assert told in str(refused.value)


def test_one_name_is_a_list_of_one_and_lists_of_any_kind_are_taken() -> None:
    ties = graph.tie_network(TABLES)
    one = graph.centrality_scores(ties, "degree")  # one text, not six letters
    for many in (["degree"], ("degree",), pd.Series(["degree"]), np.array(["degree"]), iter(["degree"])):
        pd.testing.assert_frame_equal(graph.centrality_scores(ties, many), one)  # type: ignore[arg-type]
    assert len(graph.warmest_routes(ties, "a", "b")) == 1
    everybody: Any = "a"
    graph.reach_gaps(TABLES.shown(), coalition=everybody)
    with pytest.raises(WrongArgument, match="an item of centrality_scores: measures: found a number"):
        graph.centrality_scores(ties, ["degree", 3])  # type: ignore[list-item]
