"""The questions on the Data page: answers are kept at once, and the data are read again when asked for."""

import json
from collections.abc import Mapping
from threading import Event
from typing import Any

import pandas as pd
import pytest

from dashboard.explorer import Explorer
from dashboard.explorer.data_review import DOUBT_COLUMNS, DataReview
from dashboard.state import State
from dashboard.views import review
from graph.errors import UnreadableSource
from graph.report import REJECT_COLUMNS, LoadReport
from graph.tables import Tables
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import classed, text
from tests.dashboard.village import village, village_review

DATA = State(view="data")
PAIR = "ada\x1fali"


class Place:
    """A dashboard whose decisions are noted."""

    def __init__(self) -> None:
        self.decided: list[tuple[str, ...]] = []
        self.assigned: list[tuple[str, str, dict[str, str]]] = []
        self.readings: list[Tables | Exception] = [village()]
        village_answers = village_review()
        self.full = False
        self.review = DataReview(
            village_answers.doubts,
            self.decide,
            village_answers.columns,
            village_answers.shapes,
            village_answers.roles,
            self.assign,
        )
        self.explorer = Explorer(self.read, "Village", review=self.review)
        self.explorer._prepare()
        self.at = StandIn(self.explorer)

    def decide(self, *answer: str) -> None:
        if self.full:
            raise PermissionError(13, "Permission denied", "journal")
        self.decided.append(answer)

    def assign(self, file: str, shape: str, roles: Mapping[str, str]) -> None:
        if file == "locked.csv":
            raise PermissionError(13, "Permission denied", file)
        self.assigned.append((file, shape, dict(roles)))

    def read(self) -> tuple[Tables, LoadReport]:
        found = self.readings[-1]
        if isinstance(found, Exception):
            raise found
        return found, LoadReport()

    def press(self, output: str, pressed: dict[str, str], prop: str, value: Any, **held: Any) -> Any:
        """Send what the browser sends when a control of a kind of controls changes."""
        callback = self.at.callback(output)
        name = json.dumps(pressed, sort_keys=True, separators=(",", ":"))
        told: dict[str, list[Any]] = {"inputs": [], "state": []}
        for kind, values in told.items():
            for one in callback[kind]:
                if not one["id"].startswith("{"):
                    values.append(one | {"value": held.get(one["id"])})
                    continue
                part = json.loads(one["id"])["part"]
                controls = held.get(f"{part}.{one['property']}", [])
                if part == pressed["part"] and one["property"] == prop:
                    controls = [*controls, (pressed, value)]
                values.append([{"id": i, "property": one["property"], "value": v} for i, v in controls])
        names = callback["output"].strip(".").split("...")
        outputs = [dict(zip(("id", "property"), n.rsplit(".", 1), strict=True)) for n in names]
        body = {
            "output": callback["output"],
            "outputs": outputs if callback["output"].startswith("..") else outputs[0],
            "changedPropIds": [f"{name}.{prop}"],
            **told,
        }
        response = self.at.client.post("/_dash-update-component", json=body)
        return {} if response.status_code == 204 else json.loads(response.data)["response"]


@pytest.fixture
def place() -> Place:
    return Place()


def button(say: str, pair: str = PAIR) -> dict[str, str]:
    return {"part": review.NAME_BUTTON, "pair": pair, "say": say}


@pytest.mark.parametrize("say", ["same", "different", ""])
def test_an_answer_is_kept_at_once(place: Place, say: str) -> None:
    told = place.press("decided.data", button(say), "n_clicks", 1, decided=4)
    assert place.decided == [("ada", "ali", say, "")]
    assert told == {"decided": {"data": 5}}


@pytest.mark.parametrize(
    ("pressed", "prop", "value"),
    [(button("same"), "n_clicks", 1), ({"part": review.SHOWN_NAME, "pair": "amy\x1fann"}, "value", "Amy House")],
)
def test_an_answer_that_cannot_be_kept_is_told_and_not_counted(
    place: Place, caplog: pytest.LogCaptureFixture, pressed: dict[str, str], prop: str, value: Any
) -> None:
    place.full = True
    told = place.press("decided.data", pressed, prop, value, decided=0)
    assert told["decided"]["data"] > 0, "so that the page is shown anew"
    assert place.explorer.new_answers == 0
    page = " ".join(text(place.at.shown(DATA)["page.children"]).split())
    assert "The answer could not be saved: [Errno 13] Permission denied: 'journal'" in page
    (record,) = caplog.records
    assert record.getMessage().startswith("Error: PermissionError at dashboard.views.decisions:")
    assert "journal" not in record.getMessage()
    place.full = False
    place.press("decided.data", pressed, prop, value, decided=told["decided"]["data"])
    assert len(place.decided) == 1
    assert "could not be saved" not in text(place.at.shown(DATA)["page.children"])


def test_a_button_that_has_just_come_up_answers_nothing(place: Place) -> None:
    assert place.press("decided.data", button("same"), "n_clicks", None, decided=0) == {}
    assert place.decided == []


def test_the_name_to_show_is_chosen(place: Place) -> None:
    called = {"part": review.SHOWN_NAME, "pair": "amy\x1fann"}
    assert place.press("decided.data", called, "value", "Ann House", decided=0) == {}, "it is called so already"
    place.press("decided.data", called, "value", "Amy House", decided=0)
    assert place.decided == [("amy", "ann", "same", "Amy House")]


def test_columns_are_saved_file_by_file_and_read_again(place: Place) -> None:
    def column(file: str, name: str) -> dict[str, str]:
        return {"part": review.COLUMN_ROLE, "file": file, "column": name}

    chosen = [(column("visits.csv", "Who"), "organization"), (column("other.csv", "Who"), "date"),
              (column("visits.csv", "Day"), "")]  # fmt: skip
    shapes = [
        ({"part": review.COLUMN_SHAPE, "file": f}, s) for f, s in (("other.csv", "events"), ("visits.csv", "pairs"))
    ]
    before = place.explorer.revision
    told = place.press(
        "ready.data by save", {"part": review.SAVE_COLUMNS, "file": "visits.csv"}, "n_clicks", 1,
        **{f"{review.COLUMN_ROLE}.value": chosen, f"{review.COLUMN_ROLE}.id": [(i, i) for i, _ in chosen],
           f"{review.COLUMN_SHAPE}.value": shapes, f"{review.COLUMN_SHAPE}.id": [(i, i) for i, _ in shapes]},
    )  # fmt: skip
    assert place.assigned == [("visits.csv", "pairs", {"Who": "organization", "Day": ""})]
    assert told == {"ready": {"data": False}, "poll": {"disabled": False}}
    assert place.explorer.ready.wait(60)
    assert place.explorer.revision != before


def test_a_place_that_keeps_nothing_is_told_and_nothing_is_read(place: Place) -> None:
    before = place.explorer.revision
    told = place.press("ready.data by save", {"part": review.SAVE_COLUMNS, "file": "locked.csv"}, "n_clicks", 1)
    assert set(told) == {"decided"}
    assert place.explorer.revision == before
    page = " ".join(text(place.at.shown(DATA)["page.children"]).split())
    assert (
        "The meaning of the columns of locked.csv could not be saved: [Errno 13] Permission denied: 'locked.csv'"
        in page
    )


def test_a_guess_is_said_to_be_one_and_stands_in_the_navigation(place: Place) -> None:
    note = ("visits.csv", "", None, "Who", "organization", "a mapping that is kept", "proposed_column")
    place.explorer.report = LoadReport(notes=pd.DataFrame([note], columns=list(REJECT_COLUMNS)))
    shown = place.at.shown(State(view="gaps"))
    assert "1 file to check" in text(shown["navigation.children"])
    assert "This is a guess from the headers and cells" in text(place.at.shown(DATA)["page.children"])
    place.explorer.report = LoadReport()
    assert "to check" not in text(place.at.shown(State(view="gaps"))["navigation.children"]).replace(
        "1 name to check", ""
    )
    assert "This is a guess" not in text(place.at.shown(DATA)["page.children"])


def test_the_page_asks_shows_the_answer_and_offers_to_read_again(place: Place) -> None:
    place.press("decided.data", button("different"), "n_clicks", 1, decided=0)
    page = place.at.shown(DATA)["page.children"]
    said = " ".join(text(page).split())
    assert "Names to check: 1" in said
    assert "Ada House / Ali House Two letters differ." in said
    assert "You answered: same organization." in said
    assert "1 new answer saved. It takes effect when the data are read again: Read again" in said
    assert "Columns of visits.csv" in said
    assert len(classed(page, "columns-table")) == 1


def test_the_header_counts_what_waits_in_every_view(place: Place) -> None:
    for view in ("coalitions", "gaps", "data"):
        assert "1 name to check" in text(place.at.shown(State(view=view))["navigation.children"])


def test_without_questions_nothing_is_asked() -> None:
    explorer = Explorer(lambda: (village(), LoadReport()))
    explorer._prepare()
    at = StandIn(explorer)
    told = at.shown(DATA)
    assert "to check" not in text(told["navigation.children"])
    assert "Names to check" not in text(told["page.children"])
    assert "Columns of" not in text(told["page.children"])


def test_many_pairs_are_asked_in_portions() -> None:
    pairs = [(f"a{i}", f"A {i}", f"b{i}", f"B {i}", "Alike", "", "") for i in range(70)]
    doubts = pd.DataFrame(pairs, columns=list(DOUBT_COLUMNS))
    explorer = Explorer(lambda: (village(), LoadReport()), review=DataReview(doubts=lambda: doubts))
    explorer._prepare()
    said = text(StandIn(explorer).shown(DATA)["page.children"])
    assert "Names to check: 70" in said
    assert "A 29 and B 29" in said
    assert "A 30 and B 30" not in said
    assert "and 40 more pairs" in said


def test_reading_again_shows_the_new_data_and_the_map_asks_for_them(place: Place) -> None:
    before = place.at.ask("map.dataUrl", {"address.search": "", "ready.data": True})["map.dataUrl"]
    place.readings.append(Tables.of({"organizations": pd.DataFrame({"organization_id": ["x"], "name": ["Newcomer"]})}))
    told = place.at.ask("ready.data by read_again", {"read-again.n_clicks": 1}, "read-again.n_clicks")
    assert told == {"ready.data": False, "poll.disabled": False}
    assert place.explorer.ready.wait(60)
    assert "read again:" not in text(place.at.shown(DATA)["page.children"]), "the answers are in what is shown"
    assert "1 organization" in text(place.at.shown(DATA)["page.children"])
    assert place.at.ask("map.dataUrl", {"address.search": "", "ready.data": True})["map.dataUrl"] != before


def test_what_was_read_stays_when_reading_again_fails(place: Place) -> None:
    place.readings.append(UnreadableSource("visits.csv: no such file. Put it back."))
    place.explorer.read_again()
    assert place.explorer.ready.wait(60)
    assert place.explorer.error == ""
    said = text(place.at.shown(DATA)["page.children"])
    assert "The data could not be read again: visits.csv: no such file. Put it back." in said
    assert "The page shows the data that were read before." in said
    assert len(place.explorer.tables.organizations) == len(village().organizations)


def test_a_name_given_while_reading_again_is_not_lost() -> None:
    reading, go_on = Event(), Event()
    go_on.set()

    def read() -> tuple[Tables, LoadReport]:
        reading.set()
        assert go_on.wait(60)
        return village(), LoadReport()

    explorer = Explorer(read)
    explorer._prepare()
    go_on.clear()
    reading.clear()
    explorer.read_again()
    assert reading.wait(60)
    explorer.rename(State(), 1, "River people")
    go_on.set()
    assert explorer.ready.wait(60)
    assert "River people" in explorer.base.coalitions["name"].tolist()
