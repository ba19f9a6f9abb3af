"""The table of organizations says what `partners centrality` says, and its parts are what a brute force finds."""

import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from cli.main import partners
from dashboard.explorer import Explorer
from dashboard.explorer.organization_rows import organization_table, part_of_table
from dashboard.state import State
from graph.measures.registry import MEASURES
from graph.tables import Tables
from loaders import load
from loaders.sample import sample_folder
from tests.dashboard.conftest import started
from tests.real_data import real_data_folder

ALL = tuple(measure.name for measure in MEASURES)
TABLE = pd.DataFrame(
    {
        "organization_id": list("abcdefgh"),
        "name": ["Ana", "ana", "Ben", "Cy 1.5", "Émile", "dan", "Eve", "Fay"],
        "coalition": ["North", None, "north", "South", None, "Sea", "South", "Sea"],
        "degree": [3, 1, 3, 0, 7, 7, 2, 3],
        "constraint": [0.5, None, 1.125, None, 0.5, 0.25, 2.0, 0.0],
        "bridging": pd.array([2, None, 2, None, 1, 4, None, 5], dtype="Int64"),
    }
)


@pytest.mark.parametrize("file", [
    "sample", pytest.param("ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv", marks=pytest.mark.real_data),
])  # fmt: skip
def test_every_measure_is_that_of_the_command(file: str, explorer: Explorer, tmp_path: Path) -> None:
    source = sample_folder() if file == "sample" else real_data_folder() / file
    if file != "sample":
        loaded = load(source)
        explorer = started(Explorer(lambda: (loaded.tables, loaded.report)))
    told = CliRunner().invoke(partners, ["centrality", str(source), "--out", str(tmp_path / "told.parquet")])
    assert told.exit_code == 0, told.output
    expected = pd.read_parquet(tmp_path / "told.parquet").set_index("organization_id")
    table = organization_table(explorer.base, ALL).set_index("organization_id")
    pd.testing.assert_frame_equal(table, expected.loc[table.index, table.columns], rtol=1e-9)
    assert len(table) == len(expected)


def test_facts_are_those_of_the_other_views(explorer: Explorer) -> None:
    answers = explorer.base
    table = organization_table(answers, ("kind", "status", "place", "coalition", "places", "bridging"))
    table = table.set_index("organization_id")
    brokers = answers.brokers
    connecting = brokers["betweenness"] > 0
    assert table["bridging"].dropna().to_dict() == brokers.loc[connecting, "rank"].to_dict()
    assert table["coalition"].dropna().to_dict() == {i: home.name for i, home in answers.homes.items()}
    presences = answers.selected_tables.presences
    for organization, n_places in table["places"].items():
        own = presences.loc[presences["organization_id"] == organization, "community_id"]
        assert n_places == len(set(own))
    names = table["name"].tolist()
    assert names == sorted(names, key=str.casefold)


def test_only_what_passes_the_filters_is_in_it(hamlet: Explorer) -> None:
    answers = hamlet.answers(State(causes=("land",)))
    table = organization_table(answers, ("degree",)).set_index("organization_id")
    assert table["degree"].to_dict() == {i: len(answers.ties.adj[i]) for i in answers.ties}
    assert set(table.index) == set(answers.selected_tables.organizations["organization_id"])


def test_organizations_of_one_name_stay_apart() -> None:
    organizations = pd.DataFrame({"organization_id": ["one", "two"], "name": ["Hope", "Hope"]})
    meetings = pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]})
    members = pd.DataFrame({"interaction_id": ["i", "i"], "organization_id": ["one", "two"]})
    tables = Tables.of({"organizations": organizations, "interactions": meetings, "participations": members})
    explorer = started(Explorer(lambda: (tables, load(sample_folder()).report)))
    assert organization_table(explorer.base, ("degree",))["organization_id"].tolist() == ["one", "two"]


def test_without_ties_the_measures_are_as_the_command_has_them() -> None:
    tables = Tables.of({"organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["A", "B"]})})
    explorer = started(Explorer(lambda: (tables, load(sample_folder()).report)))
    table = organization_table(explorer.base, ("degree", "constraint", "bridging", "coalition"))
    assert table["degree"].tolist() == [0, 0]
    assert table[["constraint", "bridging", "coalition"]].isna().to_numpy().all()


def passes(value: Any, model: dict[str, Any]) -> bool:
    """Say whether a value passes a filter, one value at a time."""
    if "conditions" in model:
        every = [passes(value, condition) for condition in model["conditions"]]
        return all(every) if model["operator"] == "AND" else any(every)
    blank, kind = bool(pd.isna(value)), str(model["type"])
    if kind in {"blank", "notBlank"}:
        return blank == (kind == "blank")
    if model["filterType"] == "text":
        asked, text = model["filter"].lower(), "" if blank else value.lower()
        if blank:
            return kind in {"notContains", "notEqual"}
        return bool({
            "contains": asked in text, "notContains": asked not in text, "equals": asked == text,
            "notEqual": asked != text, "startsWith": text.startswith(asked),
        }[kind])  # fmt: skip
    asked = model["filter"]
    return not blank and bool({
        "equals": value == asked, "notEqual": value != asked, "greaterThanOrEqual": value >= asked,
        "lessThanOrEqual": value <= asked, "inRange": asked <= value <= model.get("filterTo", 0),
    }[kind])  # fmt: skip


def some_filter(drawn: random.Random, column: str) -> dict[str, Any]:
    if column in {"name", "coalition"}:
        kinds = ["contains", "notContains", "equals", "notEqual", "startsWith", "blank", "notBlank"]
        return {"filterType": "text", "type": drawn.choice(kinds), "filter": drawn.choice(["n", "North", "1.5", "SEA"])}
    kinds = ["equals", "notEqual", "greaterThanOrEqual", "lessThanOrEqual", "inRange", "blank", "notBlank"]
    return {
        "filterType": "number", "type": drawn.choice(kinds), "filter": drawn.choice([0, 0.5, 2, 3]), "filterTo": 3,
    }  # fmt: skip


def place_of(values: pd.Series, at: int) -> int:
    """Return how many different values come before one; texts whatever their case."""
    plain = [value.lower() if isinstance(value, str) else value for value in values if not pd.isna(value)]
    own = values[at].lower() if isinstance(values[at], str) else values[at]
    return len({value for value in plain if value < own})


def test_a_part_is_what_a_brute_force_finds() -> None:
    drawn, columns = random.Random(5), list(TABLE.columns[1:])
    found_some = 0
    for _ in range(400):
        model: dict[str, Any] = {}
        for column in drawn.sample(columns, drawn.choice([0, 1, 1, 2])):
            one, other = (some_filter(drawn, column) for _ in "ab")
            operator = drawn.choice(["AND", "OR"])
            both = {"filterType": one["filterType"], "operator": operator, "conditions": [one, other]}
            model[column] = drawn.choice([one, both])
        by, way = drawn.choice(columns), drawn.choice(["asc", "desc"])
        start = drawn.choice([0, 2])
        request = {
            "startRow": start,
            "endRow": start + 3,
            "filterModel": model,
            "sortModel": [{"colId": by, "sort": way}],
        }
        left = [i for i in TABLE.index if all(passes(TABLE.loc[i, column], asked) for column, asked in model.items())]
        there = [i for i in left if not pd.isna(TABLE.loc[i, by])]
        there.sort(key=lambda i: place_of(TABLE[by], i) * (-1 if way == "desc" else 1))
        order = there + [i for i in left if pd.isna(TABLE.loc[i, by])]
        part, n_rows = part_of_table(TABLE, request)
        assert n_rows == len(left), request
        assert [row["organization_id"] for row in part] == TABLE.loc[order, "organization_id"].tolist()[
            start : start + 3
        ]
        found_some += bool(part)
    assert found_some > 100


def test_what_a_grid_asks_of_columns_that_are_not_there_is_ignored() -> None:
    request = {"startRow": 0, "endRow": 2, "filterModel": {"no": {}}, "sortModel": [{"colId": "no", "sort": "asc"}]}
    part, n_rows = part_of_table(TABLE, request)
    assert [row["name"] for row in part] == ["Ana", "ana"]
    assert n_rows == len(TABLE)
    assert part[1]["constraint"] is part[1]["bridging"] is None
