"""Each question on a data set whose answers can be counted by hand, and every option that changes them."""

import io
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("files_read_once")

GAPS = """\
cause_id  cause  community_id  community  need  organizations  coverage  gap  fragile  claimed
land      Land   north         North         3              0         0    3  False    False
water     Water  north         North         1              1         1    0  True     False
water     Water  south         South         2              1         1    0  True     False
land      Land   south         South         1              2         1    0  False    False
"""
CENTRALITY = """\
organization_id  name              degree  pieces_without
river-keepers    River Keepers          2               1
well-diggers     Well Diggers           2               1
hill-farmers     Hill Farmers           3               2
land-court       Land Court Watch       3               2
field-school     Field School           2               1
seed-bank        Seed Bank              2               1
lone-lantern     Lone Lantern           0               0
"""


def frame(run: Run, *arguments: object) -> pd.DataFrame:
    found = run(*arguments, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    return pd.read_csv(io.StringIO(found.stdout))


def strength(run: Run, *arguments: object) -> dict[str, float]:
    found = frame(run, "centrality", *arguments, "--measure", "strength")
    return dict(zip(found["organization_id"], found["strength"], strict=True))


def test_gaps(run: Run, small: Path) -> None:
    found = run("gaps", small)
    assert (found.exit_code, found.stdout) == (0, GAPS)
    assert found.stderr == (
        f"Reading {small} ...\n"
        "4 cells (2 causes x 2 communities, places at level 1): nobody in 1, 2 fragile.\n"
        "Communities: listed in the data. Need: stated in the data.\n"
    )


def test_centrality(run: Run, small: Path) -> None:
    found = run("centrality", small, "--measure", "degree,pieces_without")
    assert (found.exit_code, found.stdout) == (0, CENTRALITY)


def test_brokers(run: Run, small: Path) -> None:
    found = frame(run, "brokers", small, "--top", "2")
    first = found[["organization_id", "name", "betweenness", "cutpoint", "pieces_without", "role"]]
    # Each middle of the bridge lies between 2 x 3 of the 15 pairs of the six others.
    assert first.to_numpy().tolist() == [
        ["hill-farmers", "Hill Farmers", 6 / 15, True, 2, "gatekeeper"],
        ["land-court", "Land Court Watch", 6 / 15, True, 2, "gatekeeper"],
    ]


def test_clusters(run: Run, small: Path) -> None:
    found = frame(run, "clusters", small)
    assert found[["cluster", "name", "organizations"]].to_numpy().tolist() == [
        [1, "Land in South", 3],
        [2, "Around Hill Farmers and River Keepers", 3],
    ]
    # 6 of the 7 ends of ties of a triangle stay inside.
    assert found["cohesion"].tolist() == pytest.approx([6 / 7, 6 / 7])


def test_members(run: Run, small: Path) -> None:
    found = frame(run, "clusters", small, "--members").set_index("organization_id")
    assert found["cluster"].dropna().to_dict() == {
        "river-keepers": 2, "well-diggers": 2, "hill-farmers": 2, "land-court": 1, "field-school": 1, "seed-bank": 1,
    }  # fmt: skip
    assert list(found.index[found["cluster"].isna()]) == ["lone-lantern"]


def test_clusters_report_what_could_be_chance(run: Run, small: Path) -> None:
    answer = run("clusters", small, "--format", "csv")
    table = pd.read_csv(io.StringIO(answer.stdout))
    assert table["rewired"].tolist() == [99, 99]
    assert (table["beyond_chance"] == (table["reached"] == 0)).all()
    # Two triangles and a bridge are soon made by chance.
    assert table["reached"].min() > 0
    assert "More than chance: 0 of 2 coalitions. These groups could be chance: " in answer.stderr
    assert "of 99 shuffled networks fall into groups as clearly.\n" in answer.stderr


def test_resampled_membership_stands_beside_the_certainty(run: Run, small: Path) -> None:
    members = frame(run, "clusters", small, "--members", "--resampled").set_index("organization_id")
    assert members.columns.tolist()[3:5] == ["certainty", "stays"]
    assert members["stays"].dropna().between(0, 1).all()
    assert members.index[members["stays"].isna()].tolist() == ["lone-lantern"]
    table = frame(run, "clusters", small, "--resampled").set_index("cluster")
    assert table["stays"].to_dict() == pytest.approx(members.groupby("cluster")["stays"].mean().to_dict())


def test_without_interactions_the_command_says_that_nothing_is_resampled(run: Run, small: Path) -> None:
    answer = run("clusters", small, "--kinds", "joint_project", "--members", "--resampled", "--format", "csv")
    assert "No resamples: no coalition rests on interactions.\n" in answer.stderr
    assert pd.read_csv(io.StringIO(answer.stdout))["stays"].isna().all()


def test_allies(run: Run, small: Path) -> None:
    found = frame(run, "allies", small, "--for", "us")
    assert found[["rank", "organization_id", "gain", "cells", "closes", "shared_causes"]].to_numpy().tolist() == [
        [1, "field-school", 3, 2, "Water in South; Land in South", "Water"]
    ]


@pytest.mark.parametrize(
    "whom", ["us", "2", "Around Hill Farmers and River Keepers", "River Keepers, well-diggers", "river keepers"]
)
def test_for_takes_numbers_names_and_ids(run: Run, small: Path, whom: str) -> None:
    found = frame(run, "gaps", small, "--for", whom)
    assert found["gap"].tolist() == [3, 2, 1, 0]


def test_status_says_which_organizations_and_which_activities(run: Run, small: Path) -> None:
    done = strength(run, small)
    assert done["lone-lantern"] == 0
    everything = strength(run, small, "--status", "all")
    # Planned for 16 days before the latest date in the data.
    assert everything["lone-lantern"] == pytest.approx(2 ** (-16 / 365))
    assert strength(run, small, "--status", "planned") == pytest.approx(
        dict.fromkeys(done, 0) | {"river-keepers": 1, "lone-lantern": 1}, rel=0.05
    )
    assert list(strength(run, small, "--status", "us,prospect")) == ["river-keepers", "land-court", "lone-lantern"]
    both = strength(run, small, "--status", "us", "--status", "prospect,all")
    assert both["river-keepers"] == pytest.approx(2 ** (-16 / 365))


def test_kinds(run: Run, small: Path) -> None:
    assert set(strength(run, small, "--kinds", "joint_project").values()) == {0}
    assert strength(run, small, "--kinds", "meeting,joint_project") == strength(run, small)


def test_causes_and_communities(run: Run, small: Path) -> None:
    assert set(frame(run, "gaps", small, "--causes", "Water")["cause_id"]) == {"water"}
    found = frame(run, "gaps", small, "--communities", "south", "--causes", "water,Land")
    assert found["community_id"].tolist() == ["south", "south"]


def test_dates(run: Run, small: Path) -> None:
    assert strength(run, small, "--as-of", "2025-05-01")["hill-farmers"] == pytest.approx(3 / 2)
    assert strength(run, small, "--as-of", "2026-05-01", "--half-life", "0")["hill-farmers"] == 3
    assert strength(run, small, "--as-of", "2024-05-31", "--half-life", "30")["hill-farmers"] == pytest.approx(3 / 2)
    assert set(strength(run, small, "--since", "2024-05-02").values()) == {0}
    assert set(strength(run, small, "--until", "2024-04-30").values()) == {0}
    assert strength(run, small, "--since", "2024-05-01", "--until", "2024-05-01") == strength(run, small)
    assert set(frame(run, "gaps", small, "--as-of", "2025-06-01")["claimed"]) == {False, True}


def test_the_same_seed_gives_the_same_answer(run: Run, small: Path) -> None:
    whole = run("clusters", small, "--format", "csv").stdout
    from graph.clusters.table import SEED

    assert run("clusters", small, "--format", "csv", "--seed", SEED).stdout == whole


def test_resolution(run: Run, small: Path) -> None:
    assert len(frame(run, "clusters", small, "--resolution", "0")) == 1


def test_several_sources_are_one_data_set(run: Run, small: Path, unknown_ids: Path) -> None:
    found = run("centrality", small, unknown_ids, "--measure", "degree", "--format", "csv")
    assert len(found.stdout.splitlines()) == 1 + 7 + 2
    assert "3 rows were rejected; 'partners check " in found.stderr
