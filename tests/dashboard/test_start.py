"""The start page: what it offers, what it says of a wrong path, and the way back after a failure."""

from datetime import date
from typing import Any

import pytest

from dashboard.explorer import Choice, Explorer, Opened, Opening
from dashboard.page.start import CHOICE, OPEN_PATH, PATH
from graph.errors import UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import text
from tests.dashboard.village import village
from tests.patience import PATIENCE

BROKEN = "broken.csv: is empty."


def broken() -> tuple[Tables, LoadReport]:
    raise UnreadableSource(BROKEN)


def chosen(asked: int | str) -> Opened:
    if asked == "nowhere":
        raise UnreadableSource("nowhere: there is no such file.")
    return Opened((lambda: (village(), LoadReport())) if asked == 0 else broken, "Village")


@pytest.fixture
def start() -> StandIn:
    """A dashboard over which nothing was opened yet."""
    choices = [Choice("village", date(2024, 5, 1)), Choice("broken")]
    explorer = Explorer(broken, opening=Opening(lambda: choices, chosen))
    explorer.start()
    return StandIn(explorer)


def polled(start: StandIn) -> dict[str, Any]:
    return start.ask("ready.data", {"poll.n_intervals": 1}, "poll.n_intervals")


def press(start: StandIn, changed: str, *, path: str = "") -> dict[str, Any]:
    """Press a button of the start page, or the key Enter in its field."""
    number = {"village": 0, "broken": 1}.get(changed)
    name = f'{{"number":{number},"part":"{CHOICE}"}}' if number is not None else changed
    values = {f"{OPEN_PATH}.n_clicks": 1, f"{PATH}.value": path}
    callback = start.callback("poll.disabled by opened")
    body = {
        "output": callback["output"],
        "outputs": [
            dict(zip(("id", "property"), one.rsplit(".", 1), strict=True))
            for one in callback["output"].strip(".").split("...")
        ],
        "changedPropIds": [f"{name}.n_clicks"],
        "inputs": [
            [{"id": {"number": i, "part": CHOICE}, "property": "n_clicks", "value": int(i == number)} for i in (0, 1)],
            {"id": OPEN_PATH, "property": "n_clicks", "value": values[f"{OPEN_PATH}.n_clicks"]},
            {"id": PATH, "property": "n_submit", "value": None},
        ],
        "state": [{"id": PATH, "property": "value", "value": path}],
    }
    response = start.client.post("/_dash-update-component", json=body)
    if response.status_code == 204:
        return {}
    assert response.json is not None
    return {f"{one}.{prop}": value for one, props in response.json["response"].items() for prop, value in props.items()}


def test_it_offers_what_was_opened_and_waits(start: StandIn) -> None:
    waiting = polled(start)
    said = text(waiting["waiting.children"])
    assert "Which data do you want to open?" in said
    assert "village opened 1 May 2024 broken to look around" in said
    assert waiting["poll.disabled"] is True
    assert start.client.get("/readyz").status_code == 503


def test_a_choice_is_read(start: StandIn) -> None:
    assert press(start, "village")["poll.disabled"] is False
    assert start.explorer.ready.wait(PATIENCE)
    assert len(start.explorer.tables.organizations) == 14
    assert start.explorer.title == "Village"
    assert polled(start)["ready.data"] is True
    before = start.explorer.tables
    press(start, "broken")  # from another window, which still shows the start page
    assert start.explorer.tables is before


def test_a_wrong_path_is_told_beside_the_field(start: StandIn) -> None:
    said = press(start, OPEN_PATH, path=" nowhere ")
    assert said["start-said.children"] == "nowhere: there is no such file."
    assert "poll.disabled" not in said
    assert press(start, OPEN_PATH, path="  ") == {}


def test_after_a_failure_one_can_choose_again(start: StandIn) -> None:
    press(start, "broken")
    assert start.explorer.ready.wait(PATIENCE)
    assert BROKEN in text(polled(start)["waiting.children"])
    start.explorer.choose_again()
    assert "Which data do you want to open?" in text(polled(start)["waiting.children"])
    press(start, "village")
    assert start.explorer.ready.wait(PATIENCE)
    start.explorer.choose_again()  # nothing failed: nothing changes
    assert polled(start)["ready.data"] is True
