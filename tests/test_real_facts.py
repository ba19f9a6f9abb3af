"""The whole way, from a real file to the answer of a command, gives what independent code counted in the file.

Each test names its recipe. The same files are looked at table by table in tests/loaders/test_real_files.py, and cell
by cell in tests/graph/reach/test_reach_real.py.
"""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner

import graph
import loaders
from cli.main import partners
from graph.schema import ACTIVITY_STATUSES

pytestmark = pytest.mark.real_data

CSV = "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv"
WORKBOOK = "ethiopia-4w-2022/ethiopia_who_is_doing_what_where_4w_february_2022.xlsx"
LIBYA = "libya-3w-2021/3w_as_of_may_2021.xlsx"
HONDURAS = "honduras-345w-2021/345_honduras.csv"
EBOLA = "ebola-west-africa-2014"
EVERY_STATUS = ("--status", "all")
EVERY_PROJECT = graph.Selection(kinds=("joint_project",), activity_status=ACTIVITY_STATUSES)

Ask = Callable[..., pd.DataFrame]
Read = Callable[..., graph.Tables]


@pytest.fixture(scope="module")
def ask(real_data: Path) -> Ask:
    """Return what a command prints about a real file."""

    @cache
    def once(command: str, file: str, *options: str) -> pd.DataFrame:
        found = CliRunner().invoke(partners, [command, str(real_data / file), *options, "--format", "csv"])
        assert found.exit_code == 0, found.stderr
        return pd.read_csv(io.StringIO(found.stdout), keep_default_na=False)

    return once


@pytest.fixture(scope="module")
def read(real_data: Path) -> Read:
    @cache
    def once(file: str, names: str = "merged") -> graph.Tables:
        return loaders.read(real_data / file, names=names)

    return once


@pytest.mark.parametrize("file", [CSV, WORKBOOK])
@pytest.mark.parametrize(
    ("names", "status", "pairs", "organizations", "cutpoints"),
    [
        ("written", EVERY_STATUS, 178, 182, 42),
        ("acronym", EVERY_STATUS, 113, 92, 29),
        ("acronym", (), 105, 89, 27),
        ("merged", EVERY_STATUS, 112, 90, 28),
        ("merged", (), 104, 87, 26),
    ],
)
def test_ethiopian_projects(
    ask: Ask, file: str, *, names: str, status: tuple[str, ...], pairs: int, organizations: int, cutpoints: int
) -> None:
    found = ask("brokers", file, "--kinds", "joint_project", "--names", names, *status)
    assert found["degree"].sum() == 2 * pairs
    assert (found["degree"] > 0).sum() == organizations
    assert found["cutpoint"].sum() == cutpoints


def test_the_top_broker_is_another_one_where_names_are_left_as_written(ask: Ask) -> None:
    first = [
        ask("brokers", CSV, "--kinds", "joint_project", "--names", names, *EVERY_STATUS)["name"].iloc[0]
        for names in ("written", "acronym")
    ]
    assert len(set(first)) == 2


@pytest.mark.parametrize(("names", "groups", "giant"), [("acronym", 5, 82), ("written", None, 117)])
def test_ethiopian_components(read: Read, names: str, groups: int | None, giant: int) -> None:
    ties = graph.tie_network(read(CSV, names), EVERY_PROJECT)
    sizes = [len(found) for found in nx.connected_components(ties) if len(found) > 1]
    assert max(sizes) == giant
    assert groups is None or len(sizes) == groups


@pytest.mark.parametrize("file", [CSV, WORKBOOK])
@pytest.mark.parametrize(
    ("names", "status", "covered", "fragile"),
    [
        ("written", EVERY_STATUS, 382, 202),
        ("acronym", EVERY_STATUS, 382, 204),
        ("acronym", (), 376, 214),
        ("merged", (), 376, 214),
    ],
)
def test_ethiopian_reach(
    ask: Ask, file: str, *, names: str, status: tuple[str, ...], covered: int, fragile: int
) -> None:
    found = ask("gaps", file, "--names", names, *status)
    assert (found["cause_id"].nunique(), found["community_id"].nunique(), len(found)) == (9, 92, 828)
    assert (found["organizations"] > 0).sum() == covered
    assert found["fragile"].sum() == fragile


def test_cutpoints_and_negative_fragmentation_of_the_ethiopian_file(read: Read) -> None:
    ties = graph.tie_network(read(CSV), EVERY_PROJECT)
    found = graph.broker_scores(ties)
    assert set(found.loc[found["cutpoint"], "organization_id"]) == set(nx.articulation_points(nx.Graph(ties)))
    # Some of the many organizations without a tie bring the others nearer by leaving.
    assert (found["fragmentation"] < 0).any()


def test_clusters_of_the_ethiopian_file(read: Read) -> None:
    tables = read(CSV)
    ties = graph.tie_network(tables, EVERY_PROJECT)
    table = graph.with_sentences(graph.cluster_table(ties, tables.shown()))
    members = graph.cluster_members(ties, tables.shown()).set_index("organization_id")
    assert set(members.index[members["cluster"].isna()]) == set(nx.isolates(ties))
    assert table["name"].is_unique
    coalitions = table[table["form"] == "coalition"]
    assert (coalitions["name"].str.len() <= 40).all()
    assert (coalitions["causes"] != "").all()
    for number in table["cluster"]:
        assert nx.is_connected(ties.subgraph(members.index[(members["cluster"] == number).fillna(False)]))


def test_libyan_partners(ask: Ask, read: Read) -> None:
    found = ask("brokers", LIBYA)
    assert found["degree"].sum() == 2 * 25
    assert (found["degree"] > 0).sum() == 28
    assert (found["degree"] == 0).sum() == 11
    assert found["name"].iloc[0] == "UNHCR"
    assert found["betweenness"].iloc[0] == pytest.approx(0.185, abs=5e-4)
    assert not found["name"].str.casefold().eq("no partner").any()
    tied = nx.Graph(graph.tie_network(read(LIBYA)))
    tied.remove_nodes_from(list(nx.isolates(tied)))
    assert max(nx.betweenness_centrality(tied).values()) == pytest.approx(0.370, abs=5e-4)


def test_libyan_reach(ask: Ask) -> None:
    found = ask("gaps", LIBYA)
    assert (found["cause_id"].nunique(), found["community_id"].nunique(), len(found)) == (11, 22, 242)
    assert (found["organizations"] > 0).sum() == 134
    # No date anywhere in the file: nobody can say how fresh it is.
    assert set(found.loc[found["organizations"] > 0, "claimed"]) == {""}


def test_libyan_allies_of_the_leader(ask: Ask) -> None:
    allies = ask("allies", LIBYA, "--for", "UNHCR", "--k", "3")
    before = ask("gaps", LIBYA, "--for", "UNHCR")["gap"].sum()
    together = ",".join(["UNHCR", *allies["organization_id"]])
    after = ask("gaps", LIBYA, "--for", together)["gap"].sum()
    assert allies["rank"].tolist() == [1, 2, 3]
    assert allies["gain"].sum() == pytest.approx(before - after)


@pytest.mark.parametrize(("nationwide", "covered"), [((), 136), (("--nationwide",), 175)])
def test_honduran_reach(ask: Ask, nationwide: tuple[str, ...], covered: int) -> None:
    found = ask("gaps", HONDURAS, *EVERY_STATUS, *nationwide)
    assert (found["cause_id"].nunique(), found["community_id"].nunique(), len(found)) == (13, 18, 234)
    assert (found["organizations"] > 0).sum() == covered


def test_honduran_implementers_are_the_present_ones(ask: Ask, read: Read) -> None:
    tables = read(HONDURAS)
    assert tables.presences["organization_id"].nunique() == 43
    # The 38 donors are no presence of their own: 13 of the 56 organizations only give money.
    assert ask("check", HONDURAS)["organizations"].item() == 56


@pytest.mark.parametrize(
    ("day", "written", "placeholders"), [("2014-09-11", 60, 0), ("2014-11-11", 151, 1), ("2014-12-10", 128, 1)]
)
def test_ebola_snapshots(ask: Ask, day: str, written: int, placeholders: int) -> None:
    # As written, "unknown" is one name more.
    (sheet,) = ask("check", f"{EBOLA}/snapshot_{day}.json").to_dict("records")
    assert sheet["organizations"] == written - placeholders
    assert sheet["read"] == sheet["kept"] + sheet["merged"] + sheet["rejected"]


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        (CSV, [(7900, 0)]),
        (WORKBOOK, [(7900, 0)]),
        (LIBYA, [(495, 0), (22, 0)]),
        (HONDURAS, [(2730, 0)]),
    ],
)
def test_every_row_is_accounted_for(ask: Ask, file: str, counts: list[tuple[int, int]]) -> None:
    sheets = ask("check", file)
    assert list(sheets[["read", "rejected"]].itertuples(index=False, name=None)) == counts
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
