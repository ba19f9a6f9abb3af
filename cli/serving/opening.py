"""Opening a browser without telling the secret address to others: the arguments of a process are for all to read."""

import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from cli.output import tell
from cli.serving.one_time_path import OneTimePath

__all__ = ["opened"]

_PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>Partner network</title>
<p><a href="{address}">Open the dashboard</a></p>
"""


@contextmanager
def opened(address: str, once: OneTimePath) -> Iterator[None]:
    """Open an address in the user's browser, by way of a path of `once`.

    Where that does not work, a file that only the user reads leads to the address; it is removed at the end.
    """
    if once.works():
        webbrowser.open(urljoin(address, once.path))
        yield
        return
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".html", prefix="partners-", delete=False) as file:
            file.write(_PAGE.format(address=escape(address)))
    except OSError as error:
        tell(f"No browser was opened ({error.strerror}). Open the address yourself.")
        yield
        return
    page = Path(file.name)
    try:
        webbrowser.open(page.as_uri())
        yield
    finally:
        with suppress(OSError):
            page.unlink()
