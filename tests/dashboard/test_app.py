"""The dashboard as a server: what it answers, to whom, and what it never lets out."""

import json
import re
import sys
from pathlib import Path

import pytest
from dash._callback import GLOBAL_CALLBACK_LIST

import dashboard
from dashboard.app import create_app
from dashboard.explorer import Explorer
from dashboard.explorer.map_data import map_data
from dashboard.server import routes
from dashboard.state import State
from graph.errors import UnreadableSource
from graph.report import LoadReport
from graph.tables import Tables
from tests.dashboard.browser_stand_in import PATH, StandIn
from tests.dashboard.component_tree import text
from tests.dashboard.village import village

POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PATHS = ("/", "/_dash-layout", "/_dash-dependencies", "/api/map", "/api/none", "/healthz", "/readyz", "/no/such/page")
ADDRESS = re.compile(rb"https?:\\?/\\?/[\w.:-]+")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_policy(at_hamlet: StandIn, path: str) -> None:
    headers = at_hamlet.client.get(path).headers
    digests = " ".join(at_hamlet.app.csp_hashes())
    assert digests
    assert headers["Content-Security-Policy"] == POLICY.format(hashes=digests)
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "geolocation=(), camera=(), microphone=()"


def test_every_inline_script_of_the_page_is_in_the_policy(at_hamlet: StandIn) -> None:
    page = at_hamlet.client.get("/").text
    inline = [body for body in re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL) if body]
    runs = [body for body in inline if "_dash-config" not in body and not body.lstrip().startswith("{")]
    assert len(runs) <= len(at_hamlet.app.csp_hashes())
    assert "unsafe-eval" not in at_hamlet.client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8050", "LOCALHOST", "[::1]:8050", "127.0.0.1:1"])
def test_it_answers_to_this_machine(at_hamlet: StandIn, host: str) -> None:
    assert at_hamlet.client.get("/healthz", headers={"Host": host}).status_code == 200
    origin = {"Host": host, "Origin": f"http://{host}"}
    assert at_hamlet.client.get("/api/map", headers=origin).status_code == 200


FOREIGN = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8050", "evil.example#127.0.0.1", "[evil"]


@pytest.mark.parametrize("host", [*FOREIGN, "", "0.0.0.0", "localhost@evil.example", "10.0.0.7"])
@pytest.mark.parametrize("path", ["/", "/api/map", "/_dash-layout"])
def test_it_answers_to_no_other_name(at_hamlet: StandIn, host: str, path: str) -> None:
    response = at_hamlet.client.get(path, headers={"Host": host})
    assert response.status_code == 421
    assert response.text == "This dashboard answers only to the address it was started on."


@pytest.mark.parametrize("origin", [*(f"http://{name}" for name in FOREIGN), "null", "", "file://", "http://"])
def test_no_page_from_elsewhere_may_ask(at_hamlet: StandIn, origin: str) -> None:
    assert at_hamlet.client.get("/api/map", headers={"Origin": origin}).status_code == 421
    body = at_hamlet.client.post("/_dash-update-component", json={}, headers={"Origin": origin})
    assert body.status_code == 421


def test_more_names_may_be_allowed(hamlet: Explorer) -> None:
    client = create_app(hamlet, ["Partners.Example"], path=PATH).server.test_client()
    assert client.get("/healthz", headers={"Host": "partners.example:80"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "localhost"}).status_code == 421


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_of_another_page_cannot_ask(at_hamlet: StandIn, kind: str) -> None:
    response = at_hamlet.client.post("/_dash-update-component", data="{}", content_type=kind)
    assert response.status_code == 415


def test_what_holds_data_is_never_kept_by_the_browser(at_hamlet: StandIn) -> None:
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        assert at_hamlet.client.get(path).headers["Cache-Control"] == "no-store"
    response = at_hamlet.send("right.children", {"address.search": "", "ready.data": True, "theme.data": "light"})
    assert response.headers["Cache-Control"] == "no-store"


def test_the_map_is_sent_once_and_asked_for_again(at_hamlet: StandIn, hamlet: Explorer) -> None:
    first = at_hamlet.client.get("/api/map?causes=land")
    assert first.json == map_data(hamlet.answers(State(causes=("land",))), hamlet.base)
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    again = at_hamlet.client.get("/api/map?causes=land&names=7", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    other = at_hamlet.client.get("/api/map", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


def test_the_map_of_an_unknown_cause_says_so(at_hamlet: StandIn) -> None:
    response = at_hamlet.client.get("/api/map?causes=lnad")
    assert (response.status_code, response.mimetype) == (422, "text/plain")
    assert response.text == "cause: found 'lnad', which is none of the 3 known. Nearest: 'Land'."


@pytest.mark.parametrize("path", ["/api/", "/api/none", "/api/map/more", "/api/../etc/passwd"])
def test_there_is_nothing_else_below_api(at_hamlet: StandIn, path: str) -> None:
    assert at_hamlet.client.get(path).status_code == 404
    assert at_hamlet.client.post("/api/map", json={}).status_code == 405


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return a stand-in at a dashboard that has not been told to read yet."""
    monkeypatch.setattr(routes, "_PATIENCE", 0.01)
    return StandIn(Explorer(lambda: (village(), LoadReport()), "Village"))


def test_while_it_reads_it_is_up_but_not_ready(reading: StandIn) -> None:
    assert reading.client.get("/healthz").status_code == 200
    assert reading.client.get("/").status_code == 200
    told = [reading.client.get(path) for path in ("/readyz", "/api/map")]
    assert [(one.status_code, one.text) for one in told] == [
        (503, "Reading"),
        (503, "The data are still being read."),
    ]
    waiting = reading.ask("ready.data", {"poll.n_intervals": 1}, "poll.n_intervals")
    assert "ready.data" not in waiting
    assert waiting["poll.disabled"] is False
    assert "Reading the files ..." in text(waiting["waiting.children"])
    shown = reading.shown(State(view="gaps"), ready=False)
    assert shown["right.children"] is shown["left.children"] is None
    assert "Bridging partners" in text(shown["navigation.children"])
    assert shown["heading.children"] is None


def test_when_it_has_read_it_is_ready(at_hamlet: StandIn) -> None:
    ready = at_hamlet.client.get("/readyz")
    assert (ready.status_code, ready.text) == (200, "Ready")
    assert at_hamlet.ask("ready.data", {"poll.n_intervals": 2}) == {
        "ready.data": True,
        "poll.disabled": True,
        "waiting.children": None,
    }


def test_what_could_not_be_read_is_told_in_its_own_words() -> None:
    def read() -> tuple[Tables, LoadReport]:
        raise UnreadableSource("who.csv: is empty. Name a file with rows.")

    explorer = Explorer(read)
    explorer._prepare()
    stand_in = StandIn(explorer)
    response = stand_in.client.get("/api/map")
    assert (response.status_code, response.text) == (503, "who.csv: is empty. Name a file with rows.")
    response = stand_in.client.get("/readyz")
    assert (response.status_code, response.text) == (503, "Failed"), (
        "anybody may ask this: it tells nothing of the data"
    )
    told = stand_in.ask("ready.data", {"poll.n_intervals": None})
    assert "ready.data" not in told
    assert told["poll.disabled"] is True
    assert "who.csv: is empty. Name a file with rows." in text(told["waiting.children"])


def test_the_page_names_its_language(at_hamlet: StandIn) -> None:
    page = at_hamlet.client.get("/").text
    assert '<html lang="en" dir="ltr">' in page
    assert "<title>Partner network</title>" in page
    assert 'name="viewport"' in page


def test_the_page_names_no_address_elsewhere(at_hamlet: StandIn) -> None:
    page = at_hamlet.client.get("/").data
    assert ADDRESS.findall(page) == []
    loaded = re.findall(rb'(?:src|href)="([^"]+)"', page)
    assert len(loaded) > 5
    assert all(source.startswith(PATH.encode()) for source in loaded)


def test_our_own_assets_name_no_address_elsewhere() -> None:
    folder = Path(dashboard.__file__).parent
    files = [*(folder / "assets").glob("*.*"), *folder.glob("netmap/*.js"), *folder.glob("netmap/source/*.js")]
    assert len(files) >= 3
    for file in files:
        found = set(ADDRESS.findall(file.read_bytes())) - {b"http://www.w3.org"}  # a name, never fetched
        assert not found, file


def test_everything_the_page_loads_is_served_here(at_hamlet: StandIn) -> None:
    page = at_hamlet.client.get("/").text
    for source in re.findall(r'<(?:script|link)[^>]+(?:src|href)="(/[^"]+)"', page):
        response = at_hamlet.client.get(source.removeprefix(PATH), buffered=True)
        assert response.status_code == 200, source


def test_debugging_and_other_doors_of_dash_are_shut(at_hamlet: StandIn) -> None:
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', at_hamlet.client.get("/").text)[1])  # type: ignore[index]
    assert not config.get("ui")
    assert not config.get("hot_reload")
    assert not [rule.rule for rule in at_hamlet.app.server.url_map.iter_rules() if "mcp" in rule.rule]
    assert at_hamlet.client.get("/_reload-hash").json is None or not at_hamlet.app._dev_tools.hot_reload


def test_the_page_names_no_version_of_what_it_runs_on(at_hamlet: StandIn) -> None:
    page = at_hamlet.client.get("/").text
    assert "python_version" not in page
    assert sys.version.split()[0] not in page
    assert "version" not in json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', page)[1])  # type: ignore[index]


def test_two_dashboards_in_one_process_share_nothing(hamlet: Explorer, at_hamlet: StandIn) -> None:
    organizations = village().organizations.assign(name=village().organizations["name"] + " of elsewhere")
    other = Explorer(lambda: (village().replace(organizations=organizations), LoadReport()), "Elsewhere")
    other._prepare()
    elsewhere = StandIn(other)
    assert GLOBAL_CALLBACK_LIST == []
    assert len(elsewhere.app._callback_list) == len(at_hamlet.app._callback_list)
    here = at_hamlet.shown(State(organization="ada"))["right.children"]
    there = elsewhere.shown(State(organization="ada"))["right.children"]
    assert "of elsewhere" not in text(here)
    assert "Ada House of elsewhere" in text(there)
    other.rename(State(), 1, "Elsewhere people")
    assert "Elsewhere people" not in json.dumps(at_hamlet.client.get("/api/map").json)
    assert "Elsewhere people" in json.dumps(elsewhere.client.get("/api/map").json)
    assert hamlet.renames == ()
