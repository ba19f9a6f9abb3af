"""A page of another user's server on this machine, and a link in a mail, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.dashboards import dashboard, drawn, opened, settled, until

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"

# The page of the attacker tries each way to a dashboard whose whole address it knows, and notes what it gets.
ATTACK = """<!DOCTYPE html><title>Attack</title><a id="link" href="%(address)s?view=gaps">A link</a>
<form id="form" method="post" action="%(address)s"><button>Send</button></form>
<script>
window.read = [];
const tries = [
  ["page", {}], ["page", {credentials: "include"}], ["api/map", {credentials: "include"}],
  ["api/map", {credentials: "include", mode: "no-cors"}],
  ["_dash-update-component", {method: "POST", credentials: "include", mode: "no-cors", body: "{}"}],
  ["_dash-update-component", {method: "POST", credentials: "include", body: "{}",
    headers: {"Content-Type": "application/json"}}],
];
(async () => {
  for (const [name, options] of tries) {
    try {
      const answer = await fetch("%(address)s" + (name === "page" ? "" : name), options);
      window.read.push(answer.type === "opaque" ? "" : await answer.text());
    } catch (error) { window.read.push(""); }
  }
  for (const kind of ["script", "iframe", "img"]) {
    const element = document.createElement(kind);
    await new Promise((done) => {
      element.onload = element.onerror = done;
      element.src = "%(address)s" + (kind === "iframe" ? "" : "api/map");
      document.body.append(element);
    });
    let inside = "";
    try { inside = kind === "iframe" ? element.contentDocument?.body?.innerText ?? "" : ""; } catch (error) { }
    window.read.push(inside);
  }
  window.done = true;
})();
</script>"""


class Attacker:
    """A server of another user on another port, which notes every cookie that it is sent."""

    def __init__(self) -> None:
        self.target = ""
        self.cookies: list[str] = []
        self.referrers: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.cookies.append(environ.get("HTTP_COOKIE", ""))
        self.referrers.append(environ.get("HTTP_REFERER", ""))
        start_response("200 OK", [("Content-Type", "text/html")])
        return [(ATTACK % {"address": self.target}).encode()]


@pytest.fixture
def attacker() -> Attacker:
    return Attacker()


@pytest.fixture
def visitor(browser: Any) -> Iterator[Any]:
    """Return a page whose console may complain: what is refused is an error there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def attack(serve: Callable[[Any], str], attacker: Attacker, sample: str) -> str:
    """Return the address of the attacker's page: the same site as the dashboard, on another port."""
    attacker.target = sample
    return serve(attacker) + "/"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_on_another_port_reads_nothing_and_writes_nothing(
    visitor: Any, attack: str, attacker: Attacker, sample: str, host: str
) -> None:
    opened(visitor, sample)
    (cookie,) = visitor.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", urlsplit(sample).path)
    assert visitor.evaluate("() => document.cookie") == ""
    visitor.goto("about:blank")  # else the dashboard itself may still be asking
    answers: list[tuple[str, int]] = []
    visitor.on("response", lambda answer: answers.append((answer.url, answer.status)))
    visitor.goto(attack.replace("127.0.0.1", host))
    until(lambda: visitor.evaluate("() => window.done"))
    assert visitor.evaluate("() => window.read.join('')") == ""
    ours = [status for url, status in answers if url.startswith(sample)]
    assert ours
    assert set(ours) <= {403, 421}
    # A server on another port is sent cookies of its host; ours stays below its path.
    visitor.goto(f"{attack}favicon.ico")
    assert set(attacker.cookies) == {""}
    assert not [referrer for referrer in attacker.referrers if urlsplit(sample).path.strip("/") in referrer]


def test_a_form_of_another_page_is_refused(visitor: Any, attack: str, sample: str) -> None:
    opened(visitor, sample)
    visitor.goto(attack)
    with visitor.expect_navigation() as navigation:
        visitor.click("#form button")
    assert navigation.value.status == 403


@pytest.mark.parametrize("visited_before", [True, False])
def test_a_link_from_elsewhere_opens_the_view_with_one_click(
    visitor: Any, attack: str, sample: str, visited_before: bool
) -> None:
    if visited_before:
        opened(visitor, sample)
    visitor.goto(attack)
    visitor.click("#link")
    button = visitor.get_by_role("button")
    button.wait_for()
    visitor.reload()  # still from elsewhere, without the cookie
    button.wait_for()
    assert button.inner_text() == "Open here"
    assert visitor.locator("#app").count() == 0
    button.click()
    settled(visitor)
    assert visitor.url == f"{sample}?view=gaps"
    visitor.reload()
    settled(visitor)


def test_an_address_that_is_typed_opens_at_once(page: Any, sample: str) -> None:
    opened(page, sample, "?view=bridging")
    drawn(page)
    page.get_by_role("link", name="Map", exact=True).click()
    settled(page)
    assert urlsplit(page.url).path == urlsplit(sample).path


def test_the_password_is_asked_for_once(
    page: Any, launch: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    del launch
    home = tmp_path_factory.mktemp("password")
    file = Path(home, "password")
    file.write_text(PASSWORD, encoding="utf-8")
    file.chmod(0o600)
    with dashboard("demo", "--password-file", str(file), home=home) as address:
        page.goto(f"{address}?view=gaps")
        page.get_by_label("Password of this dashboard").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        settled(page)
        assert page.url == f"{address}?view=gaps"
        (cookie,) = page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", urlsplit(address).path)
        opened(page, address)
        page.goto("about:blank")


def test_the_map_of_a_link_to_presentation_mode_is_never_that_with_names(page: Any, sample: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, sample, "?presentation=1")
    maps = [url for url in asked if "/api/map" in url]
    assert maps
    assert all("presentation=1" in url for url in maps)
