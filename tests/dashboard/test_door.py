"""Who may look: whoever knows the path and has the cookie of its page, and nobody sent by a page of another origin."""

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import LARGEST_BODY, create_app
from dashboard.explorer import Explorer
from dashboard.server.door import new_path
from dashboard.state import LONGEST_ADDRESS, State
from tests.dashboard.browser_stand_in import PATH

UPDATE = f"{PATH}_dash-update-component"
WITH_DATA = (
    "api/map",
    "api/picture.svg",
    "api/table.csv",
    "api/table.xlsx",
    "api/text.txt",
    "print",
    "_dash-layout",
    "_dash-dependencies",
    "_reload-hash",
)
WITHOUT_DATA = ("assets/style.css", "_favicon.ico")
NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
REFUSED = "A page of another server asked for this. Open the dashboard in a window of its own."


@pytest.fixture
def stranger(hamlet: Explorer) -> FlaskClient:
    """Return a client that has not opened the page."""
    app: Any = create_app(hamlet, path=PATH)
    client: FlaskClient = app.server.test_client()
    return client


def fetch(site: str, **more: str) -> dict[str, str]:
    return {"Sec-Fetch-Site": site, **more}


def test_the_page_hands_out_the_cookie_that_the_data_need(stranger: FlaskClient) -> None:
    for name in WITH_DATA:
        answer = stranger.get(PATH + name)
        assert (answer.status_code, answer.text) == (403, "Open the page of the dashboard first, then ask again."), name
    assert stranger.post(UPDATE, json={}).status_code == 403
    page = stranger.get(PATH)
    value, *attributes = page.headers["Set-Cookie"].split("; ")
    assert value.startswith("partners=")
    assert sorted(attributes) == ["HttpOnly", f"Path={PATH}", "SameSite=Strict"]
    assert value.removeprefix("partners=") not in page.text
    for name in WITH_DATA:
        assert stranger.get(PATH + name).status_code == 200, name


@pytest.mark.parametrize("value", ["", "x", "é", "0" * 64])
def test_another_cookie_is_none(stranger: FlaskClient, value: str) -> None:
    stranger.set_cookie("partners", value, path=PATH)
    assert stranger.get(f"{PATH}api/map").status_code == 403


def test_what_holds_no_data_needs_no_cookie(stranger: FlaskClient) -> None:
    for name in WITHOUT_DATA:
        assert stranger.get(PATH + name, buffered=True).status_code == 200, name


def test_two_dashboards_of_one_user_do_not_take_the_cookie_from_each_other(hamlet: Explorer) -> None:
    cookies = {create_app(hamlet, path=PATH).server.test_client().get(PATH).headers["Set-Cookie"] for _ in range(2)}
    assert len(cookies) == 1
    assert create_app(hamlet, path=new_path()).server.test_client().get(PATH).headers.get("Set-Cookie") is None


OUTSIDE = (
    "/",
    "/x",
    "/api/map",
    "/_dash-layout",
    "/assets/style.css",
    "/a-path/",
    PATH.upper(),
    f"{PATH[:-1]}x/",
    "/é",
)


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_outside_the_path_there_is_nothing_and_nothing_says_more(stranger: FlaskClient, path: str, method: str) -> None:
    stranger.get(PATH)
    answer = stranger.open(path, method=method)
    assert (answer.status_code, answer.text) == (404, "Not Found.")
    assert PATH.strip("/") not in str(answer.headers)


@pytest.mark.parametrize(
    "name",
    ["no/such/page", "style.css", "assets/none.css", "assets/../style.css", "favicon.ico", "api/", "api/none", "readyz",
     "_dash-component-suites/dash/none.js", "_dash-component-suites/none/none.js", "healthz", "_dash-none", "é"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(stranger: FlaskClient, name: str) -> None:
    stranger.get(PATH)
    answer = stranger.get(PATH + name)
    assert (answer.status_code, answer.text) == (404, "Not Found.")


def test_anybody_may_ask_whether_it_runs_and_learns_nothing_else(stranger: FlaskClient) -> None:
    for path, said in (("/healthz", "OK"), ("/readyz", "Ready")):
        answer = stranger.get(path)
        assert (answer.status_code, answer.text) == (200, said)
        assert "Set-Cookie" not in answer.headers
        assert PATH.strip("/") not in str(answer.headers)
        assert stranger.get(path, headers=fetch("same-site")).status_code == 403
        assert stranger.post(path).status_code == 405


def test_the_last_slash_may_be_left_out(stranger: FlaskClient) -> None:
    answer = stranger.get(PATH.rstrip("/") + "?view=gaps&other=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PATH}?view=gaps")


@pytest.mark.parametrize("site", ["same-site", "cross-site", "", "Same-Origin", "none, cross-site"])
def test_what_a_page_of_another_origin_asks_is_refused(stranger: FlaskClient, site: str) -> None:
    # An old browser tells the origin only: here a page on another port of this machine.
    headers = fetch(site) if site else {"Origin": "http://localhost:8051"}
    stranger.get(PATH)
    for name in (*WITH_DATA, *WITHOUT_DATA, "", "none"):
        for more in ({}, {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, {"Sec-Fetch-Dest": "iframe"}):
            answer = stranger.get(PATH + name, headers={**headers, "Sec-Fetch-Mode": "navigate", **more})
            assert (answer.status_code, answer.text) == (403, REFUSED), (name, more)
            assert "Set-Cookie" not in answer.headers
    assert stranger.post(UPDATE, json={}, headers={**headers, **NAVIGATION}).status_code == 403
    assert stranger.post(PATH, headers={**headers, **NAVIGATION}).status_code == 403


@pytest.mark.parametrize("headers", [fetch("none"), fetch("same-origin"), {}, {"Origin": "http://localhost"}])
def test_what_the_user_or_the_page_itself_asks_is_answered(stranger: FlaskClient, headers: dict[str, str]) -> None:
    assert "_dash-config" in stranger.get(PATH, headers=headers).text
    assert stranger.get(f"{PATH}api/map", headers=headers).status_code == 200


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_a_link_from_elsewhere_leads_to_a_page_with_one_button(stranger: FlaskClient, site: str) -> None:
    state = State(view="gaps", causes=("land", 'a"><script>'), mine="a b&c")
    for _ in range(2):  # also after a reload, which comes from elsewhere too
        answer = stranger.get(f"{PATH}{state.search()}&other=<b>", headers=fetch(site, **NAVIGATION))
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert re.findall(r"<button[^>]*>(.*?)</button>", answer.text) == ["Open here"]
        assert "<script" not in answer.text
        assert "_dash" not in answer.text
        assert "other" not in answer.text
    fields = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', answer.text)
    assert [(name, html.unescape(value)) for name, value in fields] == [
        ("view", "gaps"), ("causes", "land"), ("causes", 'a"><script>'), ("mine", "a b&c"),
    ]  # fmt: skip
    assert '<form method="get" action="./">' in answer.text
    assert stranger.get(f"{PATH}api/map", headers=fetch(site, **NAVIGATION)).status_code == 403
    assert stranger.get("/", headers=fetch(site, **NAVIGATION)).status_code == 403


def test_a_path_that_somebody_guesses_is_refused(hamlet: Explorer) -> None:
    for path in ("/", "/partners/", PATH.strip("/"), f"{PATH}more/", PATH.rstrip("/"), "/" + "é" * 30 + "/"):
        with pytest.raises(ValueError, match="22 characters"):
            create_app(hamlet, path=path)
    paths = {create_app(hamlet).config.requests_pathname_prefix for _ in range(2)}
    assert len(paths) == 2


def test_a_long_address_is_refused(stranger: FlaskClient) -> None:
    def asked(length: int) -> int:
        return stranger.get(f"{PATH}?mine=".ljust(len(PATH) + 1 + length, "x")).status_code

    assert [asked(LONGEST_ADDRESS), asked(LONGEST_ADDRESS + 1)] == [200, 414]
    assert State.of("?mine=".ljust(LONGEST_ADDRESS, "x")) != State()
    assert State.of("?mine=".ljust(LONGEST_ADDRESS + 1, "x")) == State(), "so that no callback takes a longer one"


def test_a_large_body_is_refused(stranger: FlaskClient) -> None:
    stranger.get(PATH)
    answer = stranger.post(UPDATE, data=b" " * (LARGEST_BODY + 1), content_type="application/json")
    assert (answer.status_code, answer.text) == (413, "Request Entity Too Large.")
    assert stranger.post(UPDATE, data=b" " * LARGEST_BODY, content_type="application/json").status_code == 400
