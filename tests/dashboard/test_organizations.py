"""The view of the organizations: columns, what stands beside the table, and how choices change the address."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.explorer import Explorer, measured
from dashboard.state import State
from dashboard.views import Scene
from dashboard.views.organization_choices import CONTROLS, TABLE
from dashboard.views.organization_filling import organizations_listed
from dashboard.views.organization_pictures import against, bins_of, distribution
from dashboard.words import FACTS
from graph.measures.registry import MEASURES
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import by_id, components, text, words

pytestmark = pytest.mark.usefixtures("few_draws")

CHANGE = {(control.name, control.prop): control.change for control in CONTROLS}


def filled(stand_in: StandIn, state: State, **more: Any) -> dict[str, Any]:
    asked = by_id(stand_in.shown(state)["right.children"], "organizations-asked")["data"]
    values = {"organizations-asked.data": asked, "address.search": state.search(),
              "organizations-columns.value": ["name"], **more}  # fmt: skip
    return stand_in.ask("organizations-table.columnDefs", values, "organizations-asked.data")


def test_the_table_has_the_columns_and_the_rows_that_are_asked_for(at_sample: StandIn, explorer: Explorer) -> None:
    columns = (*FACTS, *(entry.name for entry in MEASURES))
    answer = filled(at_sample, State(view="organizations", columns=columns, order="name"))
    definitions = answer["organizations-table.columnDefs"]
    assert [one["field"] for one in definitions] == ["name", *columns]
    assert [one["field"] for one in definitions if one["sort"]] == ["name"]
    rows = answer["organizations-table.rowData"]
    assert {row["organization_id"] for row in rows} == set(explorer.base.ties)
    assert set(rows[0]) == {"organization_id", "name", *columns}
    for entry in MEASURES:
        (head,) = [one for one in definitions if one["field"] == entry.name]
        assert entry.label[1:] in head["headerTooltip"]
        assert entry.formula in head["headerTooltip"]
        values = [row[entry.name] for row in rows if row[entry.name] is not None]
        assert head["cellRendererParams"]["most"] == max(values)


def test_what_stands_is_not_sent_again_for_a_choice_in_the_table(at_sample: StandIn) -> None:
    state = State(view="organizations", order="name")
    chosen = state.replace(organization="orvenne-water-keepers")
    before = {"told.data": {"search": state.search()}, "app.className": "app layout-page"}

    def ask(state: State, **more: Any) -> dict[str, Any]:
        values = {"address.search": state.search(), "ready.data": True, "theme.data": "light", **before, **more}
        return at_sample.ask("right.children", values, "address.search")

    assert "page.children" not in ask(chosen)
    assert "Orvenne Water Keepers" in text(ask(chosen)["right.children"])
    assert "page.children" in ask(chosen.replace(causes=("water",)))
    assert "page.children" in ask(chosen, **{"app.className": "app layout-page trouble"})
    assert "page.children" in ask(State(view="data"))
    asked = by_id(ask(state)["right.children"], "organizations-asked")["data"]
    answer = filled(at_sample, chosen, **{"organizations-filled.data": asked})
    assert answer["organizations-table.selectedRows"] == {"ids": ["orvenne-water-keepers"]}
    assert "organizations-table.rowData" not in answer


def test_ticks_follow_the_address_unless_somebody_is_ahead(at_sample: StandIn) -> None:
    before = by_id(at_sample.shown(State(view="organizations", columns=("kind",)))["right.children"],
                   "organizations-asked")["data"]  # fmt: skip
    now = State(view="organizations", columns=("kind", "degree"))
    for ticked, expected in ((["name", "kind"], ["name", "kind", "degree"]), (["name", "kind", "places"], None)):
        answer = filled(at_sample, now, **{"organizations-filled.data": before, "organizations-columns.value": ticked})
        assert answer.get("organizations-columns.value") == expected


def test_each_choice_changes_the_address_and_nothing_that_stands_already_does(explorer: Explorer) -> None:
    state, answers = State(view="organizations"), explorer.base
    sort = CHANGE[TABLE, "columnState"]
    assert sort(state, answers, [{"colId": "name", "sort": "asc"}]).order == "name"
    assert sort(state, answers, [{"colId": "degree", "sort": "desc"}]) == state
    assert sort(state, answers, [{"colId": "rank", "sort": "asc"}, {"colId": "name", "sort": None}]) == state
    row = CHANGE[TABLE, "selectedRows"]
    assert row(state, answers, [{"organization_id": "orvenne-water-keepers"}]).organization == "orvenne-water-keepers"
    assert row(state, answers, [{"organization_id": "nobody"}]) == row(state, answers, {"ids": ["a"]}) == state
    columns = CHANGE["organizations-columns", "value"]
    assert columns(state, answers, ["pagerank", "name", "kind"]).columns == ("kind", "pagerank")
    assert columns(state, answers, ["name", "strength", "degree", "bridging", "places", "coalition"]) == state
    assert CHANGE["organizations-measure", "value"](state, answers, "constraint").measure == "constraint"
    assert CHANGE["organizations-against-measure", "value"](state, answers, "betweenness") == state


def test_the_chosen_one_has_its_place_and_the_way_to_the_map(at_sample: StandIn, explorer: Explorer) -> None:
    state = State(view="organizations", organization="orvenne-water-keepers", measure="degree")
    right = at_sample.shown(state)["right.children"]
    degrees = pd.Series(dict(explorer.base.ties.degree))
    place = int((degrees > degrees["orvenne-water-keepers"]).sum()) + 1
    assert f"place {place} of 254" in text(right)
    links = [part.props["href"] for part in components(right) if part.props.get("children") == "Show on map"]
    assert links == ["./?organization=orvenne-water-keepers&measure=degree"]
    hidden = at_sample.shown(
        state.replace(causes=("water",), places=("quannet",), organization="women-of-the-sundral-plains")
    )
    assert "The filters hide this organization." in text(hidden["right.children"])


def test_ranks_are_computed_when_they_are_asked_for(
    at_hamlet: StandIn, hamlet: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "in_other_process", lambda function, *arguments: function(*arguments))
    state = State(view="organizations", measure="strength", ranks=True)
    with measured._turn:
        waiting = at_hamlet.shown(state)["right.children"]
        assert "Being computed: the interactions are drawn anew 5 times" in text(waiting)
        assert not by_id(waiting, "organizations-checking")["disabled"]
        columns = filled(at_hamlet, state)["organizations-table.columnDefs"]
        assert [one["cellRendererParams"]["waiting"] for one in columns if one["field"].startswith("rank")] == [
            True
        ] * 3
    (check,) = [one for name, one in hamlet.base.measured._later.items() if name == "ranks strength"]
    assert check.ended.wait(60)
    values = {
        "organizations-checking.n_intervals": 1,
        "organizations-checked.data": 0,
        "address.search": state.search(),
    }
    again = at_hamlet.ask("right.children by look_again", values, "organizations-checking.n_intervals")
    (right,) = again.values()
    assert "drawn anew at random 5 times" in text(right)
    assert by_id(right, "organizations-checking")["disabled"]
    ranks = hamlet.base.measured.ranks("strength")
    assert ranks is not None
    for row in filled(at_hamlet, state)["organizations-table.rowData"]:
        expected = ranks.loc[row["organization_id"], ["rank", "rank_low", "rank_high"]].tolist()
        assert [row["rank"], row["rank_low"], row["rank_high"]] == expected


def test_bars_hold_every_value_once() -> None:
    generator = np.random.default_rng(3)
    for values in (generator.integers(0, 500, 300), generator.random(200), np.array([0.1, 0.1, 0.7]), np.arange(40)):
        bins = bins_of(pd.Series(values))
        assert sum(bins.counts) == len(values)
        assert len(bins.counts) <= 20
        for value in values:
            position = bins.of(value)
            assert bins.lows[position] <= value <= bins.highs[position] + 1e-12
        expected = [0] * len(bins.counts)
        for value in values:
            expected[max(i for i, low in enumerate(bins.lows) if low <= value)] += 1
        assert bins.counts == expected


@pytest.mark.parametrize(("values", "said"), [
    ([None, None], "No organization has a value."),
    ([2, 2, None], "All 2 organizations with a value have the same: 2."),
])  # fmt: skip
def test_no_picture_is_drawn_where_there_is_nothing_to_see(values: list[float | None], said: str) -> None:
    parts = distribution("a", "degree", pd.Series(values, dtype="float64"), "", "light")
    assert said in words(parts)
    assert "Graph" not in {part.type for part in components(parts)}


def test_a_point_for_each_organization_that_has_both() -> None:
    table = pd.DataFrame({"name": ["<b>A", "B", "C", "D"], "degree": [1, 2, 3, 4], "constraint": [4.0, 3.0, 1.0, None]},
                         index=list("abcd"))  # fmt: skip
    parts = against("a", ("degree", "constraint"), table, "b", "dark")
    (figure,) = [part.props["figure"] for part in components(parts) if part.type == "Graph"]
    others, marked = figure["data"]
    assert (others["x"], others["y"], others["text"]) == ([1, 3], [4.0, 1.0], ["&lt;b&gt;A", "C"])
    assert (marked["x"], marked["y"], marked["text"]) == ([2], [3.0], ["B"])
    assert "Rank correlation: -1 " in words(parts)
    assert "1 organization has no value for both." in words(parts)
    same = against("a", ("degree", "constraint"), table.assign(constraint=1.0), "", "light")
    assert "cannot be compared" in words(same)


def test_what_is_taken_out_is_the_table_as_it_is_sorted(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = explorer.base
    state = State(view="organizations", columns=("degree", "closeness", "kind"), order="-degree")
    table = organizations_listed(Scene(state, answers, explorer))
    assert list(table) == ["Organization", "Kind", "Partners", "Nearness"]
    expected = sorted(answers.ties, key=lambda i: (-answers.ties.degree[i], answers.names[i].casefold()))
    assert table["Organization"].tolist() == [answers.names[i] for i in expected]
    assert table["Partners"].tolist() == [answers.ties.degree[i] for i in expected]
    monkeypatch.setattr(type(answers.measured), "waiting", lambda _, names: [n for n in names if n == "closeness"])
    assert list(organizations_listed(Scene(state, answers, explorer)))[-1] == "Nearness (being computed)"


def test_a_file_without_ties_says_why_there_are_no_values(at_hamlet: StandIn) -> None:
    answer = filled(at_hamlet, State(view="organizations", kinds=("funding",)))
    assert "No relationship passes the filters." in json.dumps(answer["organizations-notes.children"])
    assert answer["organizations-table.rowData"][0]["degree"] == 0
    assert filled(at_hamlet, State(view="organizations"))["organizations-notes.children"] == []
