"""The dashboard is handed the decisions that the loaders keep."""

from pathlib import Path

import pytest

import loaders
from cli.data_review import DashboardReview
from cli.source import place_of_decisions
from dashboard.explorer.data_review import COLUMN_COLUMNS, DOUBT_COLUMNS
from loaders.formats.mapped import mapping_path, read_mapping
from tests.loaders.review.reviewed import WHO


def review_of(*source: Path) -> DashboardReview:
    review = DashboardReview(tuple(map(str, source)), loaders.Reading(proposed=True))
    review.of_source.take(loaders.load(*source, reading=review.of_source.reading))
    return review


@pytest.fixture
def who(tmp_path: Path) -> Path:
    (tmp_path / "who.csv").write_text(WHO, encoding="utf-8")
    return tmp_path / "who.csv"


def test_the_dashboard_asks_and_answers(who: Path) -> None:
    page = review_of(who).of_dashboard()
    doubts = page.doubts()
    assert list(doubts.columns) == list(DOUBT_COLUMNS)
    assert list(page.columns().columns) == list(COLUMN_COLUMNS)
    one, other = doubts.loc[doubts["decision"] == "", ["organization_id", "other_id"]].iloc[0]
    page.decide(one, other, "same", "Hill Aid Trust")
    assert "Hill Aid Trust" in set(loaders.read(who).organizations["name"])
    assert page.doubts().query("decision == 'same'")["shown"].tolist() == ["Hill Aid Trust"]


def test_the_dashboard_says_what_columns_hold(tmp_path: Path) -> None:
    file = tmp_path / "circle.csv"
    file.write_text("Those there,When,Hue\nAsh;Birch,2024-03-01,red\nAsh;Cedar,2024-03-02,blue\n", encoding="utf-8")
    page = review_of(file).of_dashboard()
    assert set(page.columns()["role"]) <= set(page.roles())
    assert set(page.columns()["shape"]) <= set(page.shapes())
    page.assign("circle.csv", "events", {"Those there": "organization", "When": "date", "Hue": "cause"})
    assert [column.role for column in read_mapping(mapping_path(file)).columns] == ["organization", "date", "cause"]


def test_where_the_folder_may_not_be_written_the_users_own_is(who: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = who.parent / "work"
    loaders.load_into(work, who)
    monkeypatch.setenv("XDG_DATA_HOME", str(who.parent / "home"))
    monkeypatch.setattr("loaders.journal.places.os.access", lambda *_: False)
    review = review_of(work)
    doubts = review.of_dashboard().doubts()
    one, other = doubts.loc[doubts["decision"] == "", ["organization_id", "other_id"]].iloc[0]
    review.of_dashboard().decide(one, other, "same", "")
    assert not (work / "journal").exists()
    assert list((who.parent / "home").rglob("*.jsonl"))
    assert "same" in set(review_of(work).of_dashboard().doubts()["decision"])


def test_the_database_has_no_place_for_decisions() -> None:
    assert place_of_decisions(("neo4j",), loaders.Reading()) is None
    assert place_of_decisions(("neo4j",), loaders.Reading(decisions="names.csv")) == Path("names.csv")
