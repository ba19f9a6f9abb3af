"""A filter of organizations chooses among ties that are weighed already: it makes none and changes none."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.change.dates import compare_dates
from graph.change.intervals import rank_intervals, resampled_networks
from graph.errors import UnknownName
from graph.schema import DIRECTED_KINDS, ORGANIZATION_KINDS, ORGANIZATION_STATUSES
from graph.selection import Selection, as_of_date, select
from graph.tables import Tables
from graph.ties.network import EDGE_COLUMNS, TieNetwork
from graph.ties.strength import tie_network
from loaders import read_folder
from loaders.sample import sample_folder
from tests.examples import examples

IDS = [f"o{i}" for i in range(9)]
DAYS = st.none() | st.dates(date(2021, 1, 1), date(2024, 1, 1)).map(str)


@st.composite
def data_sets(draw: st.DrawFn) -> Tables:
    """Draw organizations of every kind and status, what they did (crowds too), and what is declared of them."""

    def column(values: tuple[str, ...]) -> list[str | None]:
        return [draw(st.none() | st.sampled_from(values)) for _ in IDS]

    interactions, parts = [], []
    for i in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["meeting", "funding", "referral", "conflict"]))
        interactions.append((f"i{i}", kind, draw(DAYS), draw(st.sampled_from([True, None, None]))))
        who = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1, max_size=7))
        parts += [(f"i{i}", one, draw(st.sampled_from([None, "funder", "implementer"]))) for one in who]
    pairs = st.lists(st.sampled_from(IDS), unique=True, min_size=2, max_size=2)
    declared = [(*draw(pairs), "friends", draw(st.floats(0.1, 9)), draw(DAYS)) for _ in range(draw(st.integers(0, 3)))]
    return Tables.of(
        {
            "organizations": pd.DataFrame(
                {"organization_id": IDS, "name": [i.upper() for i in IDS],
                 "kind": column(ORGANIZATION_KINDS[:3]), "status": column(ORGANIZATION_STATUSES[:3])}
            ),
            "interactions": pd.DataFrame(interactions, columns=["interaction_id", "kind", "date", "confidential"]),
            "participations": pd.DataFrame(parts, columns=["interaction_id", "organization_id", "role"]),
            "declared_ties": pd.DataFrame(
                declared, columns=["from_id", "to_id", "kind", "strength", "date"]
            ).drop_duplicates(["from_id", "to_id", "kind", "date"]),
        }
    )  # fmt: skip


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "organization_status": st.lists(st.sampled_from([*ORGANIZATION_STATUSES[:3], "unknown"]), min_size=1),
        "organization_kinds": st.lists(st.sampled_from([*ORGANIZATION_KINDS[:3], "unknown"]), min_size=1),
        "organizations": st.lists(st.sampled_from([*IDS, "O1"])),
    },
)
OTHERS = st.fixed_dictionaries(
    {},
    optional={
        "kinds": st.just(("meeting", "funding")),
        "most_participants": st.integers(2, 6),
        "half_life": st.sampled_from([None, 5.0, 365.0]),
        "since": st.just(date(2022, 1, 1)),
    },
)


def assert_is_subgraph(filtered: TieNetwork, whole: TieNetwork, chosen: list[str]) -> None:
    assert list(filtered) == chosen
    expected = whole.subgraph(chosen)
    assert {frozenset(pair) for pair in filtered.edges} == {frozenset(pair) for pair in expected.edges}
    for a, b, tie in filtered.edges(data=True):
        assert dict(tie) == dict(whole.edges[a, b])
    assert filtered.as_of == whole.as_of
    assert filtered.counts["filtered_out"] == whole.number_of_edges() - filtered.number_of_edges()
    for kind in DIRECTED_KINDS:
        every = [(a, b, dict(t)) for a, b, t in whole.directed(kind).edges(data=True) if {a, b} <= set(chosen)]
        assert [(a, b, dict(t)) for a, b, t in filtered.directed(kind).edges(data=True)] == every


@settings(max_examples=examples(60))
@given(data_sets(), FILTERS, OTHERS)
def test_the_filtered_network_is_a_subgraph_of_the_whole(
    tables: Tables, filters: dict[str, Any], others: dict[str, Any]
) -> None:
    whole = tie_network(tables, Selection(**others))
    asked = Selection(**filters, **others)
    filtered = tie_network(tables, asked)
    chosen = select(tables.shown(), asked).organizations["organization_id"].tolist()
    assert_is_subgraph(filtered, whole, chosen)
    part = select(tables.shown(), Selection(**filters))
    assert tie_network(part, Selection(**others)).frame().equals(filtered.frame())
    # A selection by kind has its own latest day; with the day of the whole it is the same network.
    dated = Selection(**others, as_of=whole.as_of)
    again = select(part, dated)
    assert tie_network(again, dated).frame().equals(filtered.frame())
    assert as_of_date(part) == as_of_date(tables.shown())


@pytest.fixture(scope="module")
def sample() -> Tables:
    return read_folder(sample_folder()).tables


def test_the_sample_s_partners_have_the_ties_that_they_have_among_all(sample: Tables) -> None:
    ties = tie_network(sample, Selection(organization_status=("partner",)))
    assert (len(ties), ties.number_of_edges()) == (144, 623)
    assert_is_subgraph(ties, tie_network(sample), list(ties))
    assert set(ties.former.columns) == {"a", "b", *EDGE_COLUMNS}


def test_two_dates_of_some_organizations_are_those_of_all(sample: Tables) -> None:
    days = (date(2025, 4, 30), date(2026, 4, 30))
    some = Selection(organization_status=("partner",))
    filtered = compare_dates(sample.shown(), *days, some, measures=[]).pairs
    ids = set(select(sample.shown(), some).organizations["organization_id"])
    every = compare_dates(sample.shown(), *days, measures=[]).pairs
    every = every[every["from_id"].isin(ids) & every["to_id"].isin(ids)].reset_index(drop=True)
    columns = ["from_id", "to_id", "what", "before", "now", "interactions_before", "interactions_now"]
    assert filtered[columns].equals(every[columns])
    part = compare_dates(select(sample.shown(), some), *days, measures=[]).pairs
    assert part[columns].equals(every[columns])


def test_resampled_networks_of_some_organizations_are_subgraphs(sample: Tables) -> None:
    some = Selection(organization_status=("partner",))
    for filtered, whole in zip(
        resampled_networks(sample.shown(), some, resamples=2, seed=4),
        resampled_networks(sample.shown(), resamples=2, seed=4),
        strict=True,
    ):
        assert_is_subgraph(filtered, whole, list(filtered))
    degree = rank_intervals(sample.shown(), some, "degree", resamples=2)["value"]
    assert degree.sum() == 2 * 623


def test_an_empty_list_means_none_and_a_name_stands_for_its_organization() -> None:
    tables = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana", "Ben"]})})
    assert len(select(tables.shown(), Selection(organizations=())).organizations) == 0
    assert list(tie_network(tables, Selection(organizations=("ana",)))) == ["a"]
    with pytest.raises(UnknownName, match="organization: found 'Anna'"):
        select(tables.shown(), Selection(organizations=("Anna",)))
