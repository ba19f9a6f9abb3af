"""Resampled membership: counted a second time by hand, and on data where the answer is known."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.change import membership as module
from graph.change.intervals import resampled_networks
from graph.change.membership import resampled_membership
from graph.clusters.partition import certainty, partition
from graph.clusters.table import SEED
from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import tie_network
from sample.generate import make

TWO_GROUPS = {f"{group}{i}": group for group in ("abc", "def") for i in range(8)} | {"bridge": "cd"}


def tables_of(meetings: dict[str, str], names: str = "zabcdef") -> Tables:
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list(names), "name": [n.upper() for n in names]}),
            "interactions": pd.DataFrame({"interaction_id": list(meetings), "kind": "meeting"}),
            "participations": pd.DataFrame(
                [(meeting, who) for meeting, members in meetings.items() for who in members],
                columns=["interaction_id", "organization_id"],
            ),
        }
    )


def counted(tables: Tables, resamples: int) -> Iterator[float]:
    """Count member by member who stays with more than half of the core."""
    ties = tie_network(tables)
    found = partition(ties, resolution=1.0, seed=SEED)
    members, steady = found.members, certainty(found.members, found.runs)
    generator = random.Random(SEED)
    grouped = [
        module._groups(network, 1.0, generator)
        for network in resampled_networks(tables.shown(), resamples=resamples, seed=SEED)
    ]
    for organization in ties:
        own = members[organization]
        if pd.isna(own):
            yield float("nan")
            continue
        everybody = [other for other in ties if members[other] is not pd.NA and members[other] == own]
        core = [other for other in everybody if steady[other] >= 0.5]
        core = core if len(core) >= 2 else everybody
        together = [sum(groups[other] == groups[organization] for other in core) for groups in grouped]
        yield sum(number > len(core) / 2 for number in together) / resamples


@pytest.mark.parametrize("tables", [tables_of(TWO_GROUPS), make()])
def test_who_stays_is_counted_member_by_member(tables: Tables) -> None:
    stays = resampled_membership(tables.shown(), resamples=6)["stays"]
    assert stays.tolist() == pytest.approx(list(counted(tables, 6)), nan_ok=True)


def test_members_of_clear_groups_stay_and_who_is_tied_to_nobody_has_no_figure() -> None:
    table = resampled_membership(tables_of(TWO_GROUPS).shown()).set_index("organization_id")
    assert table["cluster"].tolist() == [pd.NA, 1, 1, 1, 2, 2, 2]
    assert table.loc[list("abcdef"), "stays"].min() > 0.95
    assert table.loc[["z"], "stays"].isna().all()


def test_who_rests_on_one_interaction_stays_less() -> None:
    meetings = {f"m{i}": "abc" for i in range(9)} | {"n": "ad"}
    stays = resampled_membership(tables_of(meetings).shown()).set_index("organization_id")["stays"]
    # One of ten interactions is drawn in 1 - (9 / 10) ** 10 = 65 % of the resamples.
    assert stays["d"] == pytest.approx(0.65, abs=0.15)
    assert stays[["a", "b", "c"]].min() > 0.95


@given(seed=st.integers(0, 999))
def test_a_share_lies_between_none_and_all_whatever_the_groups(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cluster = pd.Series(rng.integers(1, 4, 12), index=list("abcdefghijkl"), dtype="Int64").mask(rng.random(12) < 0.3)
    in_core = pd.Series(rng.random(12) < 0.5, index=cluster.index) & cluster.notna()
    same = pd.Series(1, index=cluster.index)
    stays = module._with_core(cluster, in_core, same)
    cored = in_core.groupby(cluster).transform("any")
    assert (stays == cored.fillna(value=False).astype("bool").to_numpy()).all()


def test_without_interactions_there_is_nothing_to_resample() -> None:
    declared = Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list("abc"), "name": list("ABC")}),
            "declared_ties": pd.DataFrame({"from_id": ["a", "b"], "to_id": ["b", "c"], "kind": "trust"}),
        }
    )
    table = resampled_membership(declared.shown())
    assert table["cluster"].tolist() == [1, 1, 1]
    assert table["stays"].isna().all()
    assert resampled_membership(Tables.of({}).shown()).empty
    assert resampled_membership(tables_of(TWO_GROUPS).shown(), Selection(kinds=("training",)))["stays"].isna().all()


def test_the_order_of_rows_has_no_say() -> None:
    tables = make()
    frames = {
        name: frame.sample(frac=1, random_state=3).reset_index(drop=True) for name, frame in tables.frames().items()
    }
    one, two = (
        resampled_membership(each.shown(), resamples=4).set_index("organization_id")["stays"]
        for each in (tables, Tables(**frames))
    )
    assert (one - two[one.index]).abs().max() == 0


def test_other_clusters_may_be_asked_for() -> None:
    halves = pd.Series({"a": 7, "d": 7, "b": 8}, dtype="Int64")
    table = resampled_membership(tables_of(TWO_GROUPS).shown(), members=halves, resamples=10).set_index(
        "organization_id"
    )
    assert table["cluster"].dropna().to_dict() == {"a": 7, "d": 7}
    assert table["stays"].dropna().to_dict() == {"a": 0, "d": 0}


def test_no_resamples_are_refused() -> None:
    with pytest.raises(ValueError, match="resamples: found 0, allowed 1 or more"):
        resampled_membership(tables_of(TWO_GROUPS).shown(), resamples=0)


@pytest.mark.real_data
def test_the_sample_holds_and_a_real_file_does_not(real_data: Path) -> None:
    ethiopia = loaders.read(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv")
    sample, real = (resampled_membership(tables.shown(), resamples=20)["stays"].mean() for tables in (make(), ethiopia))
    assert sample > 0.9
    assert real < 0.6
