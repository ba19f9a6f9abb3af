"""Rank intervals: against a second way of resampling, and on data where the answer is known."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from graph.change.intervals import data_warnings, rank_intervals, resampled_networks
from graph.errors import UnknownName
from graph.measures.registry import MEASURES, Measure, centrality_scores
from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import tie_network

MEETINGS = {"m1": "ab", "m2": "ac", "m3": "ad", "m4": "ae", "m5": "bc", "m6": "bcd", "m7": "ab", "m8": "xy"}


def tables_of(meetings: dict[str, str], names: str = "zabcdexy") -> Tables:
    dates = pd.date_range("2024-01-01", periods=len(meetings), freq="10D").strftime("%Y-%m-%d").tolist()
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": list(names), "name": [n.upper() for n in names]}),
            "causes": pd.DataFrame({"cause_id": ["w"], "name": ["Water"]}),
            "interactions": pd.DataFrame({"interaction_id": list(meetings), "kind": "meeting", "date": dates}),
            "participations": pd.DataFrame(
                [(m, who) for m, there in meetings.items() for who in there],
                columns=["interaction_id", "organization_id"],
            ),
            "interaction_causes": pd.DataFrame(
                {"interaction_id": [m for m in ("m1", "m8") if m in meetings], "cause_id": "w"}
            ),
        }
    )


TABLES = tables_of(MEETINGS)


def shuffled(tables: Tables, seed: int = 1) -> Tables:
    frames = {
        name: frame if name == "organizations" else frame.sample(frac=1, random_state=seed)
        for name, frame in tables.frames().items()
    }
    return Tables(**{name: frame.reset_index(drop=True) for name, frame in frames.items()})


def test_a_drawn_network_is_that_of_the_interactions_as_often_as_they_were_drawn() -> None:
    generator = np.random.default_rng(7)
    ids = sorted(MEETINGS)
    half = 365.0
    days = {m: 10 * (len(MEETINGS) - 1 - i) for i, m in enumerate(MEETINGS)}
    for network in resampled_networks(TABLES.shown(), resamples=5, seed=7):
        expected: dict[frozenset[str], float] = {}
        for i in generator.integers(len(ids), size=len(ids)):
            there = MEETINGS[ids[i]]
            for pair in {frozenset((a, b)) for a in there for b in there if a != b}:
                expected[pair] = expected.get(pair, 0) + 2 ** (-days[ids[i]] / half) / (len(there) - 1)
        assert list(network) == list("zabcdexy")
        found = {frozenset((a, b)): strength for a, b, strength in network.edges(data="strength")}
        assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", ["strength", "betweenness_distance", "constraint"])
def test_ranks_and_ends_as_counted_one_by_one(name: str) -> None:
    found = rank_intervals(TABLES.shown(), measure=name, resamples=10, level=0.8).set_index("organization_id")
    drawn = [
        centrality_scores(n, [name]).set_index("organization_id")[name]
        for n in resampled_networks(TABLES.shown(), resamples=10)
    ]
    seen = centrality_scores(tie_network(TABLES), [name]).set_index("organization_id")[name]
    assert found["value"].tolist() == pytest.approx(seen.tolist(), nan_ok=True)
    for i in seen.index:
        if np.isnan(seen[i]):
            assert pd.isna(found.loc[i, "rank"])
            continue
        rank = 1 + sum(other > seen[i] + 1e-12 for other in seen)
        ranks = sorted(1 + sum(other > d[i] + 1e-12 for other in d) for d in drawn if not np.isnan(d[i]))
        low = pd.Series(ranks).quantile(0.1, interpolation="lower")
        high = pd.Series(ranks).quantile(0.9, interpolation="higher")
        shown = found.loc[i, ["rank", "rank_low", "rank_high"]].tolist()
        assert shown == [rank, min(rank, low), max(rank, high)], i
        values = [d[i] for d in drawn if not np.isnan(d[i])]
        assert found.loc[i, ["low", "high"]].tolist() == pytest.approx(np.quantile(values, [0.1, 0.9]).tolist())


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_every_measure_has_intervals_that_hold_its_rank(measure: Measure) -> None:
    found = rank_intervals(TABLES.shown(), measure=measure.name, resamples=4)
    ranked = found.dropna(subset=["rank", "rank_low"])
    assert len(ranked)
    assert ((ranked["rank_low"] <= ranked["rank"]) & (ranked["rank"] <= ranked["rank_high"])).all()
    assert found["rank"].min() == 1
    assert found["rank_low"].dtype == "Int64"


def test_many_interactions_make_a_rank_firm() -> None:
    often = {f"p{i:02}": "ab" for i in range(40)} | {"q": "cd", "r": "ex"}
    tables = tables_of(often)
    found = rank_intervals(tables.shown(), Selection(half_life=None), "strength").set_index("name")
    assert [found[column]["A"] for column in ("rank", "rank_low", "rank_high")] == [1, 1, 1]
    assert found["rank_low"]["C"] < found["rank_high"]["C"]
    assert found["low"]["C"] < 1 < found["high"]["C"]


def test_the_seed_decides_and_the_order_of_rows_does_not() -> None:
    found = rank_intervals(TABLES.shown(), measure="betweenness", resamples=8)
    assert found.equals(rank_intervals(TABLES.shown(), measure="betweenness", resamples=8))
    pd.testing.assert_frame_equal(found, rank_intervals(shuffled(TABLES).shown(), measure="betweenness", resamples=8))
    assert not found.equals(rank_intervals(TABLES.shown(), measure="betweenness", resamples=8, seed=3))


def test_renaming_organizations_renames_the_answer_only() -> None:
    renamed = tables_of(
        {m: there.translate(str.maketrans("zabcdexy", "hgfedcba")) for m, there in MEETINGS.items()}, "hgfedcba"
    )
    numbers = ["value", "rank", "rank_low", "rank_high", "low", "high"]
    expected = rank_intervals(TABLES.shown(), measure="strength", resamples=8)[numbers]
    pd.testing.assert_frame_equal(rank_intervals(renamed.shown(), measure="strength", resamples=8)[numbers], expected)


def test_a_selection_is_kept_and_its_organizations_stay() -> None:
    chosen = Selection(causes=("Water",), kind_weights={"meeting": 2.0})
    ties = tie_network(TABLES, chosen)
    assert set(ties) == set("abxy")
    for network in resampled_networks(TABLES.shown(), chosen, resamples=10):
        assert list(network) == list(ties)
        assert {frozenset(pair) for pair in network.edges} <= {frozenset(pair) for pair in ties.edges}
        assert network.as_of == ties.as_of
    assert (
        len(rank_intervals(TABLES.shown(), replace(chosen, since=pd.Timestamp("2024-03-05").date()), resamples=3)) == 2
    )


def test_nothing_to_rank() -> None:
    found = rank_intervals(Tables.of().shown(), resamples=2)
    assert found.empty
    assert found["rank"].dtype == "Int64"
    lone = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a"], "name": ["A"]})})
    assert rank_intervals(lone.shown(), resamples=2)[["rank", "rank_low", "rank_high"]].to_numpy().tolist() == [
        [1, 1, 1]
    ]
    assert isinstance(next(iter(resampled_networks(lone.shown()))), nx.Graph)


def test_what_is_out_of_range_is_refused() -> None:
    with pytest.raises(UnknownName, match="Nearest: 'degree'"):
        rank_intervals(TABLES.shown(), measure="degre")
    with pytest.raises(ValueError, match="resamples: found 0"):
        rank_intervals(TABLES.shown(), resamples=0)
    with pytest.raises(ValueError, match="level: found 1"):
        rank_intervals(TABLES.shown(), level=1)


def test_thin_data_are_told() -> None:
    undated = TABLES.replace(
        interactions=TABLES.interactions.assign(date=TABLES.interactions["date"].mask(TABLES.interactions.index < 2))
    )
    assert data_warnings(undated.shown()).to_dict() == {
        "organizations_without_interaction": 1 / 8,
        "interactions_without_date": 2 / 8,
        "interactions_without_cause": 6 / 8,
    }
    assert data_warnings(TABLES.shown(), Selection(causes=("w",)))["organizations_without_interaction"] == 0
    assert data_warnings(Tables.of().shown()).isna().all()
