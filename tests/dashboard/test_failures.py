"""What fails says so on the page, and writes one line that quotes nothing."""

import re
import subprocess
import sys
from typing import Any

import pytest

from dashboard.explorer import Explorer
from dashboard.page import callbacks, shell
from dashboard.server import routes
from dashboard.state import State
from graph.report import LoadReport
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import text
from tests.dashboard.village import village

SECRET = "Ada House, who is in danger"


@pytest.fixture
def at_village() -> StandIn:
    """Return a stand-in at a dashboard of its own."""
    explorer = Explorer(lambda: (village(), LoadReport()), "Village")
    explorer._prepare()
    return StandIn(explorer)


def fail(*_: object, **__: object) -> Any:
    raise RuntimeError(SECRET)


def one_line(caplog: pytest.LogCaptureFixture) -> str:
    (record,) = caplog.records
    assert record.exc_info is None
    line = record.getMessage()
    assert SECRET not in line
    assert "Ada" not in line
    assert "\n" not in line
    return line


def test_a_view_that_fails_says_so_in_its_place(
    at_village: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(callbacks, "_parts", fail)
    shown = at_village.shown(State(view="gaps", mine="ada"))
    assert shown["app.className"].endswith(" trouble")
    said = text(shown["page.children"])
    assert said.startswith("This view could not be shown")
    assert SECRET not in said
    assert shown["right.children"] is None
    assert "Gaps in reach" in text(shown["navigation.children"])
    assert re.fullmatch(
        r"Error: RuntimeError at dashboard\.page\.callbacks:\d+, raised at dashboard\.[\w.]+:\d+\.",
        one_line(caplog),
    )


def test_what_stands_around_a_view_fails_and_the_page_stays(
    at_village: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shell, "menu", fail)
    shown = at_village.shown(State(view="gaps"))
    assert text(shown["page.children"]).startswith("This view could not be shown")
    assert "Gaps in reach" in text(shown["navigation.children"])
    assert SECRET not in one_line(caplog)


def test_any_other_callback_that_fails_says_so_above_the_view(
    at_village: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(callbacks, "source_of", fail)
    response = at_village.send("title.children", {"ready.data": True})
    assert response.status_code == 200
    ((place, properties),) = response.json["sideUpdate"].items()
    assert (place, list(properties)) == ("failed", ["children"])
    assert text(properties["children"]).startswith("An unexpected error occurred, and this part of the page could not")
    assert SECRET not in response.text
    assert "title" not in response.json.get("response", {})
    assert one_line(caplog).startswith("Error: RuntimeError at dashboard.page.callbacks:")


def test_the_sentence_goes_with_the_next_address_and_answer(at_village: StandIn) -> None:
    def moment(search: str, decided: int) -> str:
        values = {"address.search": search, "ready.data": True, "theme.data": "light", "decided.data": decided}
        return str(at_village.ask("right.children", values, "address.search")["pieces.moment"])

    assert moment("", 0) == moment("", 0) != moment("", 1)
    assert moment("", 0) != moment("?view=gaps", 0)


def test_a_route_that_fails_says_so(
    at_village: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(routes, "map_columns", fail)
    answer = at_village.client.get("/api/map?mine=ada")
    assert (answer.status_code, answer.text) == (500, "An unexpected error occurred. The log has a line about it.")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert one_line(caplog).startswith("Error: RuntimeError at dashboard.server.routes:")


def test_the_log_is_standard_error() -> None:
    code = f"from dashboard.log import log_error\ntry: raise OSError({SECRET!r})\nexcept OSError as e: log_error(e)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "Error: OSError.\n")


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"output": "none.x", "inputs": []}', "nonsense"])
def test_a_body_that_makes_no_sense_is_answered_without_a_trace(
    at_village: StandIn, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    answer = at_village.client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code in {400, 500}
    assert "Traceback" not in answer.text
    assert all("\n" not in record.getMessage() and record.exc_info is None for record in caplog.records)


def test_a_wrong_method_is_answered_with_those_allowed(at_village: StandIn) -> None:
    answer = at_village.client.delete("/api/map")
    assert (answer.status_code, answer.text) == (405, "Method Not Allowed.")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
