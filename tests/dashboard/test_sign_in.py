"""The password: a page without a script, a session of twelve hours, ten wrong tries a minute."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.explorer import Explorer
from dashboard.server import door
from dashboard.server.sign_in import MOST_FAILURES, SESSION_SECONDS, Outcome, Sessions
from dashboard.state import State
from tests.dashboard.browser_stand_in import PATH

PASSWORD = "correct horse ñ"
OWN = {"Sec-Fetch-Site": "same-origin"}


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(door, "Sessions", lambda password: Sessions(password, clock))
    return clock


@pytest.fixture
def visitor(hamlet: Explorer, clock: Clock) -> FlaskClient:  # noqa: ARG001  (the app takes it)
    """Return a client that has not signed in."""
    app: Any = create_app(hamlet, path=PATH, password=PASSWORD)
    client: FlaskClient = app.server.test_client()
    return client


def enter(visitor: FlaskClient, password: str = PASSWORD, search: str = "", **headers: str) -> Any:
    return visitor.post(PATH + search, data={"password": password}, headers=headers or OWN)


def may_look(visitor: FlaskClient) -> bool:
    statuses = {visitor.get(PATH + name).status_code for name in ("api/map", "_dash-layout", "_dash-dependencies")}
    assert len(statuses) == 1
    shows = "_dash-config" in visitor.get(PATH).text
    assert statuses == {200 if shows else 403}
    return shows


def test_the_page_asks_for_the_password_and_shows_nothing(visitor: FlaskClient) -> None:
    answer = visitor.get(f"{PATH}?view=gaps")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "_dash" not in answer.text
    assert re.findall(r"<form[^>]*>", answer.text) == ['<form method="post" action="./?view=gaps">']
    assert re.findall(r"<button[^>]*>(.*?)</button>", answer.text) == ["Sign in"]
    assert 'type="password" name="password"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "same-origin", "else the form comes back from the origin null"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not may_look(visitor)
    assert visitor.post(f"{PATH}_dash-update-component", json={}).status_code == 403


def test_the_password_opens_the_page_that_was_asked_for(visitor: FlaskClient) -> None:
    search = State(view="gaps", causes=("land", "w&r")).search()
    answer = enter(visitor, search=f"{search}&other=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, PATH + search)
    value, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert re.fullmatch(r"partners-[0-9a-f]{8}=[\w-]{43}", value)
    assert {"HttpOnly", f"Path={PATH}", "SameSite=Strict", f"Max-Age={SESSION_SECONDS}"} <= set(attributes)
    assert may_look(visitor)
    assert visitor.get(PATH).headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper(), PASSWORD[:-1]])
def test_a_wrong_password_opens_nothing(visitor: FlaskClient, password: str) -> None:
    answer = enter(visitor, password)
    assert answer.status_code == 403
    assert '<p role="alert">This password is wrong. Try again.</p>' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert not may_look(visitor)
    assert visitor.post(PATH, headers=OWN).status_code == 403


def test_a_session_ends_after_twelve_hours(visitor: FlaskClient, clock: Clock) -> None:
    assert "Refresh" not in visitor.get(PATH).headers
    enter(visitor)
    assert visitor.get(PATH).headers["Refresh"] == str(12 * 60 * 60 + 1), "what is on screen goes with the session"
    clock.now += 12 * 60 * 60 - 1
    assert may_look(visitor)
    assert visitor.get(PATH).headers["Refresh"] == "2"
    assert "Refresh" not in visitor.get(f"{PATH}api/map").headers
    clock.now += 1
    assert not may_look(visitor)
    assert "Refresh" not in visitor.get(PATH).headers


def test_ten_wrong_tries_a_minute_are_taken_from_everybody_together(visitor: FlaskClient, clock: Clock) -> None:
    for _ in range(MOST_FAILURES):
        assert enter(visitor, "wrong").status_code == 403
        clock.now += 1
    answer = enter(visitor)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "There were 10 wrong passwords within a minute. Wait a minute, then try again." in answer.text
    assert not may_look(visitor)
    clock.now += 60 - MOST_FAILURES - 1
    assert enter(visitor).status_code == 429, "a try that is refused is not counted, and the minute is not over"
    clock.now += 1
    assert enter(visitor).status_code == 303
    assert may_look(visitor)


def test_tries_at_the_same_time_are_counted_too() -> None:
    sessions = Sessions(PASSWORD, Clock())
    with ThreadPoolExecutor(8) as pool:
        outcomes = [outcome for outcome, _ in pool.map(sessions.sign_in, ["wrong"] * 20)]
    assert (outcomes.count(Outcome.WRONG), outcomes.count(Outcome.TOO_MANY)) == (10, 10)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403),
        ({"Accept": "*/*"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Origin": "null"}, 421),
        ({"Origin": "http://evil.example"}, 421),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_the_password_is_taken_from_our_own_page_only(
    visitor: FlaskClient, headers: dict[str, str], status: int
) -> None:
    assert enter(visitor, **headers).status_code == status
    assert may_look(visitor) is (status == 303)


def test_the_sessions_of_two_dashboards_have_two_cookies(hamlet: Explorer) -> None:
    visitors = [create_app(hamlet, path=PATH, password=PASSWORD).server.test_client() for _ in range(2)]
    names = {enter(visitor).headers["Set-Cookie"].partition("=")[0] for visitor in visitors}
    assert len(names) == 2


def test_without_a_password_nothing_can_be_entered(hamlet: Explorer) -> None:
    assert create_app(hamlet, path=PATH).server.test_client().post(PATH, headers=OWN).status_code == 405


def test_a_form_is_short(visitor: FlaskClient) -> None:
    assert enter(visitor, "x" * 5000).status_code == 413


def test_what_ended_is_forgotten_and_nothing_is_there_in_clear() -> None:
    clock = Clock()
    sessions = Sessions(PASSWORD, clock)
    tokens = [sessions.sign_in(PASSWORD)[1] for _ in range(3)]
    clock.now += SESSION_SECONDS
    _, token = sessions.sign_in(PASSWORD)
    assert [sessions.seconds_left(one) for one in (*tokens, token, "")] == [0, 0, 0, SESSION_SECONDS, 0]
    assert len(sessions._ends) == 1
    assert PASSWORD not in repr(vars(sessions))
    assert token not in repr(vars(sessions))
