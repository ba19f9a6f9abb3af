"""A real Chromium, and pages that fail on anything they should not do."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.dashboards import dashboard
from tests.patience import PATIENCE, PATIENCE_MS
from tests.real_data import real_data_folder

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Any]]:
    """Start a browser with a new profile; further arguments are added to the usual ones."""
    if not Path(CHROMIUM).exists():
        message = f"install Debian's chromium and fonts-liberation: {CHROMIUM} is missing"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *more], timeout=PATIENCE_MS
        )


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Any]) -> Iterator[Any]:
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture
def watched() -> Iterator[Callable[[Any], Any]]:
    """Open a page at 1280 x 800 that fails the test on a console error, an exception or a request to elsewhere."""
    wrong: list[str] = []
    said: list[Any] = []
    asked: list[Any] = []
    contexts: list[Any] = []

    def new_page(browser: Any) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: said.append(message))  # noqa: PLW0108  (Playwright marks the function)
        page.on("pageerror", lambda error: wrong.append(f"exception: {error}"))
        page.on("request", lambda request: asked.append(request))  # noqa: PLW0108
        return page

    yield new_page
    for context in contexts:
        context.close()
    wrong += [f"console: {message.text}" for message in said if message.type == "error"]
    wrong += [f"request to {request.url}" for request in asked if not _local(request.url)]
    assert wrong == []


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


@pytest.fixture
def page(browser: Any, watched: Callable[[Any], Any]) -> Any:
    return watched(browser)


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Any], str]]:
    """Serve a WSGI application on a free port; the address comes back."""
    import waitress

    servers = []

    def start(application: Any) -> str:
        server = waitress.create_server(application, host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.effective_port}"

    yield start
    for server, thread in servers:
        server.close()
        thread.join(timeout=PATIENCE)


@pytest.fixture(scope="session")
def sample(launch: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001  (nothing is started without a browser)
    """Run ``partners demo`` and return its address."""
    with dashboard("demo", home=tmp_path_factory.mktemp("sample")) as address:
        yield address


@pytest.fixture(scope="session")
def ethiopia(launch: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001
    """Run ``partners dashboard`` on the real Ethiopian file and return its address."""
    file = real_data_folder() / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv"
    with dashboard("dashboard", str(file), home=tmp_path_factory.mktemp("ethiopia")) as address:
        yield address
