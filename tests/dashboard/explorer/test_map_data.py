"""What the map draws: columns that belong together, in the same place and colour under every filter."""

import json
from typing import Any, cast

import pandas as pd
import pytest

from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.explorer.map_data import caption, map_data
from dashboard.state import State
from graph.schema import ACTIVITY_STATUSES
from graph.tables import Tables
from tests.dashboard.village import FIRST, village

LAND = State(causes=("land",))
STATES = (
    State(),
    State(kinds=("meeting", "check_in")),
    State(status=("member", "us")),
    State(kinds=("meeting",), regroup=True),
)


def drawn(explorer: Explorer, state: State) -> Any:
    return map_data(explorer.answers(state), explorer.base)


def by_id(data: Any, *columns: str) -> dict[str, tuple[Any, ...]]:
    who = data["organizations"]
    return {i: tuple(who[c][at] for c in columns) for at, i in enumerate(who["id"])}


@pytest.mark.parametrize("state", STATES, ids=State.search)
def test_columns_belong_together(explorer: Explorer, state: State) -> None:
    data = drawn(explorer, state)
    organizations, ties = data["organizations"], data["ties"]
    assert set(organizations) == {"id", "label", "x", "y", "size", "group", "shown", "rank", "strip"}
    assert {len(column) for column in organizations.values()} == {len(organizations["id"])}
    assert len(set(organizations["id"])) == len(organizations["id"])
    assert sorted(organizations["rank"]) == list(range(1, len(organizations["id"]) + 1))
    assert set(organizations["group"]) <= {-1, *range(len(data["groups"]))}
    assert set(ties) == {"from", "to", "strength", "between"}
    assert {len(column) for column in ties.values()} == {len(ties["from"])}
    assert all(0 <= end < len(organizations["id"]) for end in (*ties["from"], *ties["to"]))
    assert all(0 <= strength <= 1 for strength in ties["strength"])
    assert max(ties["strength"]) == 1
    group = organizations["group"]
    assert ties["between"] == [group[a] != group[b] for a, b in zip(ties["from"], ties["to"], strict=True)]


@pytest.mark.parametrize("state", STATES, ids=State.search)
def test_every_tie_of_what_is_shown_is_drawn(explorer: Explorer, state: State) -> None:
    data, answers = drawn(explorer, state), explorer.answers(state)
    ids = data["organizations"]["id"]
    pairs = {frozenset((ids[a], ids[b])) for a, b in zip(data["ties"]["from"], data["ties"]["to"], strict=True)}
    assert pairs == {frozenset(tie) for tie in answers.ties.edges}
    shown = {i for i, there in zip(ids, data["organizations"]["shown"], strict=True) if there}
    assert shown == set(answers.ties)


def test_a_filter_moves_nobody_and_changes_no_colour(explorer: Explorer) -> None:
    whole = drawn(explorer, State())
    assert all(whole["organizations"]["shown"])
    for state in STATES[1:3]:
        part = drawn(explorer, state)
        columns = ("x", "y", "size", "group", "strip", "label", "rank")
        assert by_id(part, *columns) == by_id(whole, *columns)
        assert (part["groups"], part["caption"]) == (whole["groups"], whole["caption"])
        assert sum(part["organizations"]["shown"]) <= len(whole["organizations"]["id"])


def test_regrouping_draws_what_is_shown_alone(explorer: Explorer) -> None:
    state = State(kinds=("meeting",), status=("partner",), regroup=True)
    data = drawn(explorer, state)
    assert all(data["organizations"]["shown"])
    assert set(data["organizations"]["id"]) == set(explorer.answers(state).ties)
    assert len(data["organizations"]["id"]) < len(explorer.base.ties)


def test_the_village_drawn(hamlet: Explorer) -> None:
    data = drawn(hamlet, LAND)
    facts = by_id(data, "size", "group", "shown", "rank")
    assert {i for i, (_, _, shown, _) in facts.items() if shown} == {*FIRST, "hub"}
    assert facts["ada"] == (5, 0, True, 1)
    assert facts["bea"][:3] == (5, 1, False)
    assert facts["hub"][:3] == (2, 0, True)
    assert facts["pia"][:3] == (1, -1, False)
    assert facts["lone"][:3] == (0, -1, False)
    assert [(g["number"], g["colour"], g["size"]) for g in data["groups"]] == [(1, 0, 6), (2, 1, 5)]
    assert len(data["ties"]["from"]) == 11
    assert not any(data["ties"]["between"])
    assert sum(drawn(hamlet, State())["ties"]["between"]) == 1


def test_a_group_under_five_stands_in_the_strip(explorer: Explorer) -> None:
    data, groups = drawn(explorer, State()), explorer.base.groups
    size = groups.map(groups.value_counts()).fillna(0)
    for organization, (group, strip) in by_id(data, "group", "strip").items():
        assert strip == (size[organization] < 5)
        assert (group == -1) == strip


@pytest.mark.parametrize("state", STATES, ids=State.search)
def test_it_travels_as_json(explorer: Explorer, state: State) -> None:
    data = drawn(explorer, state)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_confidential_words_are_not_on_the_map(explorer: Explorer, hamlet: Explorer) -> None:
    for told in (explorer, hamlet):
        interactions = told._read()[0].interactions
        hidden = interactions[interactions["confidential"].fillna(False).astype("bool")]
        words = {*hidden["title"].dropna(), *hidden["note"].dropna()}
        assert words
        body = json.dumps(drawn(told, State()), ensure_ascii=False)
        assert not [word for word in words if word in body]


def answers_with(small: int, alone: int) -> Answers:
    """Return answers in which so many groups are small and so many organizations tied to nobody."""

    class Told:
        small_groups = pd.DataFrame({"organizations": [2] * small})
        groups = pd.Series([1, *[None] * alone], dtype="Int64")

    return cast("Answers", Told())


@pytest.mark.parametrize(
    ("small", "alone", "told"),
    [
        (0, 0, ""),
        (1, 0, "1 small group"),
        (0, 1, "1 organization without partners"),
        (17, 47, "17 small groups, 47 organizations without partners"),
    ],
)
def test_the_caption_of_the_strip(small: int, alone: int, told: str) -> None:
    assert caption(answers_with(small, alone)) == told


def test_the_caption_counts_what_is_there(explorer: Explorer, hamlet: Explorer) -> None:
    assert drawn(hamlet, State())["caption"] == "1 small group, 1 organization without partners"
    sizes = explorer.base.groups.value_counts()
    small, alone = int((sizes < 5).sum()), int(explorer.base.groups.isna().sum())
    assert drawn(explorer, State())["caption"] == f"{small} small groups, {alone} organizations without partners"


def relabelled(names: list[str], aliases: list[str | None]) -> list[str]:
    organizations = pd.DataFrame(
        {"organization_id": [f"o{i}" for i in range(len(names))], "name": names, "aliases": aliases}
    )
    explorer = Explorer(lambda: (Tables.of({"organizations": organizations}), None))  # type: ignore[arg-type,return-value]
    explorer._prepare()
    labels: list[str] = drawn(explorer, State())["organizations"]["label"]
    return labels


def test_a_long_name_gives_way_to_its_shortest_alias() -> None:
    names = ["Well Diggers", "Society for the Friends of Rivers", "Committee for Land Without Alias"]
    assert relabelled(names, ["WD", "Friends of Rivers;SFR", None]) == ["Well Diggers", "SFR", names[2]]


def test_nothing_draws_nothing() -> None:
    explorer = Explorer(lambda: (Tables.of(), None))  # type: ignore[arg-type,return-value]
    explorer._prepare()
    data = drawn(explorer, State())
    assert data["organizations"]["id"] == data["ties"]["from"] == data["groups"] == []
    assert data["caption"] == ""


def test_statuses_of_activities_filter_the_ties_alone(hamlet: Explorer) -> None:
    data = drawn(hamlet, State(status=ACTIVITY_STATUSES))
    assert len(data["ties"]["from"]) == len(hamlet.base.ties.edges)
    assert len(data["organizations"]["id"]) == len(village().organizations)
