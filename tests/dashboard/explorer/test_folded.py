"""A large map draws coalitions as one disc each, and opens those that somebody asks for."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.explorer import Explorer, folded
from dashboard.explorer.folded import Unfolded, fold, map_columns, unfolded_by
from dashboard.explorer.map_data import map_data
from dashboard.state import State
from dashboard.taking_out.drawing.map_picture import map_picture
from tests.dashboard.browser_stand_in import StandIn


@st.composite
def columns(draw: st.DrawFn) -> dict[str, Any]:
    n_groups = draw(st.integers(0, 4))
    n = draw(st.integers(0, 12))
    group = draw(st.lists(st.integers(-1, n_groups - 1), min_size=n, max_size=n))
    pairs = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=30)) if n else set()
    ties = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    strength = draw(st.lists(st.integers(1, 9).map(lambda tenths: tenths / 10), min_size=len(ties), max_size=len(ties)))
    return {
        "organizations": {
            "id": [f"o{i}" for i in range(n)],
            "label": [f"Organization {i}" for i in range(n)],
            "x": draw(st.lists(st.integers(0, 99), min_size=n, max_size=n)),
            "y": draw(st.lists(st.integers(0, 99), min_size=n, max_size=n)),
            "size": draw(st.lists(st.integers(0, 9), min_size=n, max_size=n)),
            "group": group,
            "shown": draw(st.lists(st.booleans(), min_size=n, max_size=n)),
            "rank": list(range(1, n + 1)),
            "strip": [g < 0 for g in group],
        },
        "ties": {
            "from": [tail for tail, _ in ties],
            "to": [head for _, head in ties],
            "strength": strength,
            "between": [group[tail] != group[head] for tail, head in ties],
        },
        "groups": [
            {"number": 10 + g, "name": f"Group {g}", "colour": g, "size": group.count(g)} for g in range(n_groups)
        ],
        "caption": "",
    }


@given(columns(), st.sets(st.integers(10, 14)))
def test_every_organization_and_tie_is_drawn_or_in_the_disc_of_its_coalition(
    whole: dict[str, Any], opened: set[int]
) -> None:
    table, ties = whole["organizations"], whole["ties"]
    small = fold(whole, Unfolded(tuple(opened)))
    row_of = {name: row for row, name in enumerate(small["organizations"]["id"])}
    unit = [row_of[f"o{i}" if g < 0 or 10 + g in opened else f"\n{10 + g}"] for i, g in enumerate(table["group"])]
    assert {*unit} == set(range(len(row_of)))
    times = Counter(unit)
    members = small["organizations"]["members"]
    assert [members[row] or 1 for row in sorted(times)] == [times[row] for row in sorted(times)]
    for row, n_members in enumerate(members):
        inside = [i for i, at in enumerate(unit) if at == row]
        if n_members:
            mean = sum(table["x"][i] for i in inside) / n_members
            assert small["organizations"]["x"][row] == pytest.approx(mean, abs=0.01)
            assert small["organizations"]["shown"][row] == any(table["shown"][i] for i in inside)
    sums: Counter[tuple[int, int]] = Counter()
    for tail, head, strength in zip(ties["from"], ties["to"], ties["strength"], strict=True):
        if unit[tail] != unit[head]:
            sums[min(unit[tail], unit[head]), max(unit[tail], unit[head])] += strength
    drawn = {
        (tail, head): strength
        for tail, head, strength in zip(*(small["ties"][name] for name in ("from", "to", "strength")), strict=True)
    }
    assert len(drawn) == len(small["ties"]["from"])
    assert drawn.keys() == sums.keys()
    joint = {pair: total for pair, total in sums.items() if members[pair[0]] or members[pair[1]]}
    for pair, strength in drawn.items():
        expected = joint[pair] / max(joint.values()) if pair in joint else sums[pair]
        assert strength == pytest.approx(expected, abs=0.001)


def test_only_a_large_map_is_folded(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = explorer.answers(State())
    assert map_columns(answers, answers, Unfolded()) == map_data(answers, answers)
    monkeypatch.setattr(folded, "MOST_TIES", answers.ties.number_of_edges() - 1)
    small = map_columns(answers, answers, Unfolded())
    areas = set(answers.named_groups["cluster"])
    assert sum(small["organizations"]["members"]) == int(answers.groups.isin(areas).sum())
    assert "stands for all its organizations" in map_picture(small).remarks[0]


def test_an_address_opens_the_coalitions_that_it_asks_for(
    at_sample: StandIn, explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folded, "MOST_ORGANIZATIONS", 100)
    answers = explorer.answers(State())
    number = int(answers.named_groups["cluster"].iloc[1])
    (one, *_), alone = answers.groups.index[answers.groups == number], answers.groups.index[answers.groups.isna()][0]
    assert unfolded_by(answers, [one, alone, "nobody"], None) == Unfolded((number,), (alone,))
    for state in (State(coalition=number), State(organization=one)):
        address = at_sample.shown(state)["map.dataUrl"]
        assert f"open={number}" in address
        drawn = json.loads(at_sample.client.get(address).data)["organizations"]
        assert {name for name in drawn["id"] if not name.startswith("\n")} >= {
            *answers.groups.index[answers.groups == number]
        }
        assert f"\n{number}" not in drawn["id"]
    assert f"\n{number}" in map_columns(answers, answers, Unfolded())["organizations"]["id"]


def test_an_address_of_the_map_that_makes_no_sense_opens_nothing(at_hamlet: StandIn) -> None:
    plain = at_hamlet.client.get("api/map").data
    for asked in ("open=abc", f"open={'9' * 5000}", "open=-1,999", "with=%3Cx%3E&with="):
        answer = at_hamlet.client.get(f"api/map?{asked}")
        assert (answer.status_code, answer.data) == (200, plain)
