"""What is confidential or sensitive does not pass the gate."""

import inspect
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

import graph
import loaders
from graph.schema import CONFLICT_KINDS
from graph.tables import ShownTables, Tables
from graph.tables.masking import sensitive
from graph.tables.secrets import confidential
from loaders.sample import sample_folder
from tests.examples import examples
from tests.loaders.tables_strategy import any_tables
from tests.secrets.swapped import MARK, with_other_secrets, with_other_sensitive_organizations

SHOWN = {"interaction_id", "date", "date_precision", "status", "confidential"}
KEY = b"a key"


@pytest.fixture(scope="module")
def sample() -> Tables:
    return loaders.read(sample_folder())


def equal(one: Tables, other: Tables) -> None:
    for (name, mine), theirs in zip(one.frames().items(), other.frames().values(), strict=True):
        pd.testing.assert_frame_equal(mine, theirs, obj=name)


def from_rows_of_their_own(tables: Tables) -> Tables:
    """Return the tables as if each had a file of its own.

    Else a swap, which changes the source of one row only, would part what stood in one row of a file.
    """
    return tables.replace(**{name: frame.assign(source=name) for name, frame in tables.frames().items()})


def test_of_a_confidential_row_who_when_and_status_remain(sample: Tables) -> None:
    before, shown = sample.interactions, sample.shown()
    secret = confidential(before)
    conflicts = secret & before["kind"].isin(CONFLICT_KINDS)
    rows = shown.interactions[confidential(shown.interactions)]
    assert len(rows) == secret.sum() - conflicts.sum() > 0
    assert rows.drop(columns=list(SHOWN)).isna().all(axis=None)
    assert rows["date"].tolist() == before.loc[secret & ~conflicts, "date"].tolist()
    for name in ("interaction_causes", "interaction_communities", "feedback"):
        assert (
            not getattr(shown, name)["interaction_id"]
            .isin([*rows["interaction_id"], *before.loc[secret].iloc[:, 0]])
            .any()
        )
    took_part = shown.participations[shown.participations["interaction_id"].isin(rows["interaction_id"])]
    assert took_part[["role", "source"]].isna().all(axis=None)
    for new, old in zip(rows["interaction_id"], before.loc[secret & ~conflicts, "interaction_id"], strict=True):
        who = [set(t.loc[t["interaction_id"] == i, "organization_id"])
               for t, i in ((shown.participations, new), (sample.participations, old))]  # fmt: skip
        assert who[0] == who[1]


def test_a_confidential_conflict_leaves_no_trace(sample: Tables) -> None:
    equal(with_other_secrets(sample, 1).shown(), sample.shown())


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(any_tables())
def test_no_secret_word_or_value_changes_what_is_shown(tables: Tables) -> None:
    plain = from_rows_of_their_own(tables)
    equal(with_other_secrets(plain, 2).shown(), plain.shown())
    equal(plain.shown().shown(), plain.shown())
    assert Tables.of(plain.shown().frames()).counts() == plain.shown().counts()


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(any_tables())
def test_no_word_of_a_sensitive_organization_passes_the_mask(tables: Tables) -> None:
    plain = from_rows_of_their_own(tables)
    masked = plain.shown(KEY)
    equal(with_other_sensitive_organizations(plain).shown(KEY), masked)
    assert Tables.of(masked.frames()).counts() == masked.counts()
    assert len(masked.organizations) == len(plain.shown().organizations)


def test_a_masked_organization_has_a_pseudonym_and_no_place(sample: Tables) -> None:
    masked = sample.shown(KEY)
    hidden = sample.organizations[sensitive(sample.organizations)]
    rows = masked.organizations[sensitive(masked.organizations)]
    assert len(rows) == len(hidden) > 0
    assert rows["name"].str.fullmatch("Protected organization [A-Z2-7]{6}").all()
    own_words = ["aliases", "capabilities", "place", "latitude", "longitude", "website", "note", "source"]
    assert rows[own_words].isna().all(axis=None)
    text = "".join(frame.to_csv() for frame in masked.frames().values())
    assert not [name for name in (*hidden["name"], *hidden["organization_id"]) if name in text]
    places = masked.presences.loc[masked.presences["organization_id"].isin(rows["organization_id"]), "community_id"]
    parent = masked.communities.set_index("community_id")["parent_id"]
    assert len(places) > 0
    assert parent[places].isna().all()


def test_pseudonyms_are_stable_for_a_key_and_tell_nothing_without_it(sample: Tables) -> None:
    equal(sample.shown(KEY), sample.shown(KEY))
    names = [set(sample.shown(key).organizations["name"]) for key in (KEY, b"another key")]
    assert not {name for name in names[0] & names[1] if name.startswith("Protected")}
    assert len(names[0]) == len(names[1]) == len(sample.organizations)


def test_a_masked_network_has_the_ties_of_the_whole(sample: Tables) -> None:
    ties, masked = graph.tie_network(sample), graph.tie_network(sample.shown(KEY))
    strengths = [sorted(round(t["strength"], 9) for *_, t in network.edges(data=True)) for network in (ties, masked)]
    assert strengths[0] == strengths[1]


def takes_tables() -> list[str]:
    """Return the public functions that are given tables, but for those that weigh or join them."""
    names = []
    for name in dir(graph):
        function = getattr(graph, name)
        hints = typing.get_type_hints(function) if inspect.isfunction(function) else {}
        hints.pop("return", None)
        if any(hint is ShownTables or ShownTables in typing.get_args(hint) for hint in hints.values()):
            names.append(name)
    return names


def test_every_public_function_takes_what_is_shown() -> None:
    takes_whole = {
        name
        for name in dir(graph)
        if inspect.isfunction(function := getattr(graph, name))
        and any(hint is Tables for hint in typing.get_type_hints(function).values())
    }
    assert takes_whole == {"combine", "tie_network"} & set(dir(graph))
    assert len(takes_tables()) > 10


@pytest.mark.parametrize("name", takes_tables())
def test_tables_that_did_not_pass_the_gate_are_sent_through_it(name: str) -> None:
    function: Callable[..., Any] = getattr(graph, name)
    taken: list[object] = []
    inner = function.__wrapped__  # type: ignore[attr-defined]
    parameter = next(p for p, hint in typing.get_type_hints(inner).items() if "ShownTables" in str(hint))

    def spy(**arguments: object) -> None:
        taken.append(arguments[parameter])

    spy.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.signature(inner).parameters[parameter].replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    )
    spy.__annotations__ = {parameter: typing.get_type_hints(inner)[parameter]}
    graph.arguments.checked(spy)(**{parameter: Tables.of()})
    assert [type(value) for value in taken] == [ShownTables]
    assert Path(inspect.getfile(inner)).is_relative_to(Path(graph.__file__).parent)


def test_swapped_words_are_marked(sample: Tables) -> None:
    text = "".join(frame.to_csv() for frame in with_other_secrets(sample).frames().values())
    assert text.count(MARK) > 20


def test_what_only_a_confidential_row_names_is_left_out() -> None:
    tables = Tables.of(
        {
            "organizations": pd.DataFrame(
                {"organization_id": ["a", "b", "c"], "name": ["A", "B", "C"], "source": ["f##2", "f##2", "f##3"]}
            ),
            "causes": pd.DataFrame(
                {
                    "cause_id": ["top", "secret", "both", "listed"],
                    "name": ["Top", "Secret", "Both", "Listed"],
                    "parent_id": [None, "top", None, None],
                    "source": ["f##2", "f##2", "f##2", "list##2"],
                }
            ),
            "supports": pd.DataFrame({"organization_id": ["a"], "cause_id": ["both"], "source": ["f##4"]}),
            "interactions": pd.DataFrame(
                {
                    "interaction_id": ["i", "q"],
                    "kind": ["meeting", "conflict"],
                    "confidential": [True, True],
                    "source": ["f##2", "f##3"],
                }
            ),
            "participations": pd.DataFrame(
                {
                    "interaction_id": ["i", "i", "q"],
                    "organization_id": ["a", "b", "c"],
                    "source": ["f##2"] * 2 + ["f##3"],
                }
            ),
            "interaction_causes": pd.DataFrame({"interaction_id": ["i"], "cause_id": ["secret"], "source": ["f##2"]}),
        }
    )
    shown = tables.shown()
    assert shown.causes["cause_id"].tolist() == ["both", "listed"]
    assert shown.causes["source"].fillna("").tolist() == ["", "list##2"]
    assert shown.organizations["organization_id"].tolist() == ["a", "b"]
    assert shown.organizations["source"].isna().all()
