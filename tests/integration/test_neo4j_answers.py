"""The same answers from files and from Neo4j, and the questions of docs/neo4j.md on the sample."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import loaders
from cli.main import partners
from graph.brokers.scores import broker_scores
from graph.clusters.table import cluster_members
from graph.reach.gaps import reach_gaps
from graph.tables import Tables
from graph.ties.strength import tie_network
from loaders.neo4j.store import Neo4jSettings, read
from loaders.sample import sample_folder
from tests.integration.rich_tables import write_everything as write

pytestmark = pytest.mark.neo4j

Cypher = Callable[..., list[dict[str, Any]]]
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "neo4j.md"
QUESTIONS = re.findall(r"```cypher\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def answers(tables: Tables) -> dict[str, pd.DataFrame]:
    """Return organizations, ties, clusters, bridging partners and gaps, each in an order of its own."""
    ties = tie_network(tables)
    pairs = ties.frame()
    ends = pairs[["from_id", "to_id"]].apply(sorted, axis=1, result_type="expand")
    pairs = pairs.assign(from_id=ends[0], to_id=ends[1]).sort_values(["from_id", "to_id"])
    members = cluster_members(ties, tables.shown()).sort_values("organization_id")
    brokers = broker_scores(ties).sort_values("organization_id")
    gaps = reach_gaps(tables.shown()).frame.sort_values(["cause_id", "community_id"])
    organizations = tables.organizations.sort_values("organization_id")
    named = {"organizations": organizations, "ties": pairs, "clusters": members, "brokers": brokers, "gaps": gaps}
    return {name: frame.reset_index(drop=True) for name, frame in named.items()}


def same_answers(tables: Tables, settings: Neo4jSettings) -> None:
    write(tables, settings, ties=tie_network(tables).frame())
    pulled = read(settings)
    assert pulled == tables
    expected = answers(tables)
    assert all(len(frame) for frame in expected.values())
    for name, frame in answers(pulled).items():
        pd.testing.assert_frame_equal(frame, expected[name], rtol=1e-9, obj=name)


def test_the_sample_and_the_questions_of_the_guide(settings: Neo4jSettings, cypher: Cypher) -> None:
    assert len(QUESTIONS) == 10
    tables = loaders.read(sample_folder())
    same_answers(tables, settings)
    found = {question: cypher(question) for question in QUESTIONS}
    assert not [question for question, rows in found.items() if not rows]
    (most,) = [rows for question, rows in found.items() if "AS relationships" in question]
    degrees = dict(tie_network(tables).degree())
    assert most[0]["relationships"] == max(degrees.values())


@pytest.mark.real_data
def test_a_real_who_does_what_where_file(settings: Neo4jSettings, real_data: Path) -> None:
    same_answers(loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv"), settings)


def test_every_command_of_the_guide_exists() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("partners ")]
    commands += [shlex.split(line.partition(" dashboard ")[2]) for line in lines if " run --rm " in line]
    commands = [command for command in commands if command]  # the image by itself shows the sample
    assert len(commands) == 4
    for name, *arguments in commands:
        assert partners.commands[name].make_context(name, arguments).params["source" if name != "pull" else "into"]
