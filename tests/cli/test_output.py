"""Whatever the form, what leaves a command is the frame of the Python function, and nothing else."""

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import loaders
from cli.options import Output
from cli.output import emit
from graph import (
    Tables,
    broker_scores,
    centrality_scores,
    cluster_members,
    cluster_table,
    measure_table,
    missing_allies,
    reach_gaps,
    tie_network,
    with_sentences,
)
from graph.clusters.chance import compare_with_chance
from graph.clusters.table import SEED, clusters
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("files_read_once")

US = frozenset({"river-keepers", "well-diggers"})


def clusters_frame(tables: Tables) -> pd.DataFrame:
    return with_sentences(cluster_table(tie_network(tables), tables.shown()))


def members_frame(tables: Tables) -> pd.DataFrame:
    ties = tie_network(tables)
    chance = compare_with_chance(ties, clusters(ties), resolution=1.0, seed=SEED)
    return cluster_members(ties, tables.shown(), chance=chance)


def brokers_frame(tables: Tables) -> pd.DataFrame:
    return broker_scores(tie_network(tables))


def centrality_frame(tables: Tables) -> pd.DataFrame:
    return centrality_scores(tie_network(tables), ["constraint", "degree"])


def allies_frame(tables: Tables) -> pd.DataFrame:
    ties = tie_network(tables)
    return with_sentences(
        missing_allies(tables.shown(), coalition=US, ties=ties, members=cluster_members(ties, tables.shown()))
    )


def gaps_of_us(tables: Tables) -> pd.DataFrame:
    return reach_gaps(tables.shown(), coalition=US).frame


CASES: dict[str, tuple[list[str], Callable[[Tables], pd.DataFrame], tuple[str, ...]]] = {
    "clusters": (["clusters"], clusters_frame, ("cluster", "name", "organizations")),
    "members": (["clusters", "--members"], members_frame, ("organization_id", "name", "cluster")),
    "brokers": (
        ["brokers"],
        brokers_frame,
        (
            "organization_id", "name", "betweenness", "constraint", "effective_size", "cutpoint", "pieces_without",
            "role",
        ),
    ),
    "centrality": (
        ["centrality", "--measure", "constraint", "--measure", "degree"],
        centrality_frame,
        ("organization_id", "name", "constraint", "degree"),
    ),
    "gaps": (
        ["gaps"],
        lambda tables: reach_gaps(tables.shown()).frame,
        (
            "cause_id", "cause", "community_id", "community", "need", "organizations", "coverage", "gap", "fragile",
            "claimed",
        ),
    ),
    "gaps of us": (["gaps", "--for", "us"], gaps_of_us, ("cause_id",)),
    "allies": (
        ["allies", "--for", "us"],
        allies_frame,
        ("organization_id", "name", "rank", "gain", "cells", "shared_causes", "route"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def expected(tables: Tables) -> Callable[[str], pd.DataFrame]:
    """Return the frame of the Python function of a case."""
    return cache(lambda case: CASES[case][1](tables))


def equal(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Compare to the last digit; text that is blank and text that is missing look alike in a file."""
    assert list(found.columns) == list(expected.columns)
    for column in expected:
        wanted = [None if pd.isna(v) or v == "" else v for v in expected[column]]
        got = [None if pd.isna(v) or v == "" else v for v in found[column]]
        assert got == wanted, column


@pytest.fixture(scope="module")
def tables(small: Path) -> Tables:
    return loaders.read(small)


@pytest.mark.parametrize("case", CASES)
def test_csv_is_the_frame(run: Run, small: Path, expected: Callable[[str], pd.DataFrame], case: str) -> None:
    (name, *options), _, columns = CASES[case]
    found = run(name, small, *options, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    text = io.StringIO(found.stdout)
    frame = pd.read_csv(text, keep_default_na=False, na_values=[""], dtype={"claimed": "boolean"})
    equal(frame, expected(case))
    assert [column for column in frame if column in columns] == list(columns)


@pytest.mark.parametrize("case", CASES)
def test_json_is_the_frame(run: Run, small: Path, expected: Callable[[str], pd.DataFrame], case: str) -> None:
    (name, *options), *_ = CASES[case]
    found = run(name, small, *options, "--format", "json")
    assert found.exit_code == 0, found.stderr
    equal(pd.DataFrame(json.loads(found.stdout)), expected(case))


@pytest.mark.parametrize("case", CASES)
def test_parquet_is_the_frame_with_its_types(
    run: Run, small: Path, expected: Callable[[str], pd.DataFrame], case: str
) -> None:
    (name, *options), *_ = CASES[case]
    found = run(name, small, *options, "--out", "answer.parquet")
    assert (found.exit_code, found.stdout) == (0, ""), found.stderr
    pd.testing.assert_frame_equal(pd.read_parquet("answer.parquet"), expected(case))


def test_the_list_of_measures_is_a_frame_too(run: Run) -> None:
    found = run("centrality", "--measures", "--format", "json")
    frame = pd.DataFrame(json.loads(found.stdout))
    equal(frame, measure_table().replace({float("inf"): None}))


@pytest.mark.parametrize(("ending", "start"), [("csv", "cause_id,"), ("json", "[\n"), ("table", "cause_id  ")])
def test_the_ending_of_the_file_tells_its_form(run: Run, small: Path, ending: str, start: str) -> None:
    found = run("gaps", small, "--out", f"answer.{ending}")
    assert (found.exit_code, found.stdout) == (0, "")
    assert Path(f"answer.{ending}").read_text(encoding="utf-8").startswith(start)
    assert f"Wrote 4 rows to answer.{ending}.\n" in found.stderr


def test_a_form_that_is_named_counts_more_than_the_ending(run: Run, small: Path) -> None:
    run("gaps", small, "--out", "answer.txt", "--format", "csv", "--top", "1")
    assert len(Path("answer.txt").read_text(encoding="utf-8").splitlines()) == 2


def test_top_keeps_the_first_rows(run: Run, small: Path) -> None:
    whole = run("brokers", small, "--format", "csv").stdout.splitlines()
    assert run("brokers", small, "--format", "csv", "--top", "2").stdout.splitlines() == whole[:3]
    assert run("brokers", small, "--format", "csv", "--top", "99").stdout.splitlines() == whole


def test_a_table_is_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.DataFrame(
        {
            "name": ["Ana", "a" * 70, None],
            "number": [0.123456, float("nan"), 1.0],
            "count": pd.array([1, 20, None], dtype="Int64"),
            "sure": [True, False, True],
        }
    )
    emit(frame, Output())
    assert capsys.readouterr().out.splitlines() == [
        f"{'name':<60}  number  count  sure",
        f"{'Ana':<60}  0.1235      1  True",
        f"{'a' * 59}…             20  False",
        f"{'':<60}       1         True",
    ]


def test_a_table_without_rows_tells_its_columns(run: Run, small: Path) -> None:
    found = run("allies", small)
    assert found.exit_code == 0
    assert found.stdout.startswith("(no rows: organization_id, name, rank, ")
    assert "Every organization in the data is in the coalition. Name a coalition with --for." in found.stderr
