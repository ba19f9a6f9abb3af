"""Who is likely to come, and whether such lists were right, as the command says it."""

import io
import json
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

import graph
import loaders
from tests.cli.conftest import Run, write_tables

pytestmark = pytest.mark.usefixtures("files_read_once")

DAYS = ("2024-03-31", "2024-06-30")


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 36 organizations, reported at two dates in two districts of each of three regions."""
    districts = [f"d{i}" for i in range(6)]
    rows = [f"o{i},{districts[i % 6]},{'wlh'[i % 3]},{day}" for i, day in product(range(36), DAYS)]
    rows += [f"o{i},{districts[(i + 3) % 6]},{'wlh'[i % 3]},{DAYS[1]}" for i in range(18)]
    return write_tables(
        tmp_path_factory.mktemp("counts") / "counts",
        {
            "organizations": "organization_id,name,status\n"
            + "".join(f"o{i},Name {i},{'us' if i < 2 else 'partner'}\n" for i in range(36)),
            "causes": "cause_id,name\nw,Water\nl,Land\nh,Health\n",
            "communities": "community_id,name,kind,parent_id\nr0,North,place,\nr1,South,place,\nr2,East,place,\n"
            + "".join(f"{d},District {d[1:]},place,r{int(d[1:]) % 3}\n" for d in districts),
            "presences": "organization_id,community_id,cause_id,since\n" + "\n".join(rows) + "\n",
        },
    )


def frame(run: Run, *arguments: object) -> tuple[pd.DataFrame, str]:
    answer = run(*arguments, "--format", "csv")
    assert answer.exit_code == 0, answer.stderr
    return pd.read_csv(io.StringIO(answer.stdout)), answer.stderr


def test_the_list_is_that_of_the_function(run: Run, counts: Path) -> None:
    rows, told = frame(run, "allies", counts, "--likely", "--k", "7")
    expected = graph.with_sentences(graph.likely_arrivals(loaders.read(counts).shown(), k=7))
    assert rows.drop(columns="part").to_dict("records") == expected.drop(columns="part").to_dict("records")
    assert "36 organizations, 3 causes and 6 places are known until 30 Jun 2024" in told
    assert len(frame(run, "allies", counts, "--likely")[0]) == 20


def test_a_coalition_and_one_organization_are_asked_about(run: Run, counts: Path) -> None:
    rows, _ = frame(run, "allies", counts, "--likely", "--for", "us", "--cells", "gaps")
    assert set(rows["part"]) == {"gap"}
    assert not set(rows["organization_id"]) & {"o0", "o1"}
    rows, told = frame(run, "allies", counts, "--likely", "--for", "o5")
    assert set(rows["organization_id"]) == {"o5"}
    assert len(rows) > 3
    assert "One organization: where it is likely to go next." in told


def test_without_enough_data_the_reason_stands_in_place_of_the_list(run: Run, small: Path) -> None:
    rows, told = frame(run, "allies", small, "--likely")
    assert rows.empty
    assert "Only 3 organizations are known; the list needs 30. Add files of more organizations." in told
    assert "So there is no list. --anyway prints it all the same." in told
    rows, told = frame(run, "allies", small, "--likely", "--anyway")
    assert len(rows)
    assert "Only 3 organizations are known" in told
    assert "no list" not in told


def test_the_backtest_is_that_of_the_function(run: Run, counts: Path) -> None:
    answer = graph.backtest(loaders.read(counts).shown())
    rows, told = frame(run, "backtest", counts)
    assert rows.drop(columns=["from", "to"]).to_dict("records") == answer.frame.drop(columns=["from", "to"]).to_dict(
        "records"
    )
    assert rows[["from", "to"]].to_numpy().tolist() == [list(DAYS)]
    assert f"On 31 Mar 2024 we would have proposed these 20; {rows['top_came'].item()} had come by 30 Jun 2024" in told
    same = frame(run, "backtest", counts, "--from", DAYS[0], "--to", DAYS[1])[0]
    assert same.to_dict("records") == rows.to_dict("records")
    listed, _ = frame(run, "backtest", counts, "--list")
    assert listed["arrived"].sum() == rows["top_came"].item()
    assert "2024-03-31  2024-06-30" in run("backtest", counts).stdout
    assert json.loads(run("backtest", counts, "--format", "json").stdout)[0]["candidates"] == answer.frame.iloc[0, 2]


def test_data_of_one_date_have_no_backtest(run: Run, small: Path) -> None:
    rows, told = frame(run, "backtest", small)
    assert rows.empty
    assert "No split: the presences with a cause, a place and a date have fewer than two dates." in told


def test_two_sums_that_are_never_added(run: Run, counts: Path) -> None:
    rows, told = frame(run, "allies", counts, "--for", "us", "--may-come", "--k", "3")
    expected = graph.expected_allies(loaders.read(counts).shown(), coalition=frozenset({"o0", "o1"}), k=3)
    assert (
        rows[["there_now", "may_come"]].to_numpy().tolist()
        == expected.frame[["there_now", "may_come"]].to_numpy().tolist()
    )
    assert expected.may_come > 0
    assert f"There now: we cover {expected.total_before:g} of 18, and these allies {expected.there_now:g} more." in told
    assert f"May come: {round(expected.may_come, 2):g}, expected" in told
    assert f"{round(expected.there_now + expected.may_come, 2):g} of 18" not in told


def test_the_fair_choice_says_what_each_group_has(run: Run, counts: Path) -> None:
    rows, told = frame(run, "allies", counts, "--for", "us", "--fair", "places", "--k", "2")
    assert rows["there_now"].tolist() == [2]
    assert "District 2 (East): covered 0% now, 33% by the largest sum, 33% by the fair choice." in told
    assert told.count("by the fair choice.") == 6
    assert "May come" not in told


def test_ways_to_an_organization(run: Run, small: Path) -> None:
    rows, told = frame(run, "route", small, "us", "Seed Bank", "--k", "2")
    tables = loaders.read(small)
    ways = graph.ways_to(tables.shown(), sources=frozenset({"river-keepers", "well-diggers"}), target="seed-bank", k=2)
    assert rows["to_id"].tolist() == ways.frame["to_id"].tolist()
    assert rows["route"].max() == 2
    assert rows.loc[0, "rests_on"] == "met, 1 May 2024"
    rows, told = frame(run, "route", small, "Hill Farmers", "Lone Lantern")
    assert rows.empty
    assert "There is no way along relationships, and it is nowhere where we are." in told
    assert "It is one of those who ask." in frame(run, "route", small, "us", "River Keepers")[1]


def test_where_there_is_no_way_the_places_in_common_are_told(run: Run, counts: Path) -> None:
    rows, told = frame(run, "route", counts, "us", "o3")
    assert rows.empty
    assert "There is no way along relationships, but it already is where we are: Name 0 in District 0 (Water); " in told


def test_what_we_lack_stands_first(run: Run, counts: Path) -> None:
    rows, _ = frame(run, "allies", counts, "--for", "us", "--expertise", "cause")
    assert rows[["expertise", "members", "offers"]].to_numpy().tolist() == [
        ["Health", 0, 12], ["Land", 1, 11], ["Water", 1, 11],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("allies", "--anyway"), "belong to --likely"),
        (("allies", "--cells", "gaps"), "belong to --likely"),
        (("allies", "--likely", "--may-come"), "Ask one at a time"),
        (("allies", "--for", "us", "--fair", "regions"), "groups of communities: found 'regions'"),
        (("route", "us", "everybody"), "TO for one organization: found everybody. Name them."),
        (("route", "us", "o5,o6"), "TO for one organization: found 2 organizations. Name them."),
        (("allies", "--likely", "--nationwide"), "Leave out one of the two."),
        (("allies", "--likely", "--for", "o5", "--cells", "gaps"), "one organization is no coalition"),
        (("backtest", "--from", DAYS[0]), "--from and --to go together"),
        (("backtest", "--from", DAYS[1], "--to", DAYS[0]), "Swap them"),
        (
            ("backtest", "--from", "2024-01-01", "--to", DAYS[0]),
            "nothing is reported on 2024-01-01. The nearest dates are 2024-03-31, 2024-06-30.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, counts: Path, arguments: tuple[str, ...], told: str) -> None:
    command, *options = arguments
    answer = run(command, counts, *options)
    assert answer.exit_code == 2
    assert told in answer.stderr
