"""Who may look: everything with data lies below a secret path and needs its cookie, which only the page hands out.

The secret path keeps out other users of this machine: they reach the port, but nothing there names the path. The
cookie keeps out pages of other servers that a browser of ours opens, even if they learn the path: the browser does not
send it with their requests (``SameSite=Strict``), and its own path keeps it from servers on other ports.
"""

import re
from hashlib import blake2b
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from typing import NoReturn
from urllib.parse import urlsplit

from dash import Dash
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.server.front_pages import open_here, password_page
from dashboard.server.sign_in import SESSION_SECONDS, Outcome, Sessions
from dashboard.state import LONGEST_ADDRESS, State

__all__ = ["OPEN_PATHS", "is_secret", "keep_door", "new_path", "secret_or_new"]

OPEN_PATHS = frozenset({"/healthz", "/readyz"})
"""What anybody may ask: whether the server runs, and whether it has read the data."""

_PATH = re.compile(r"/[\w-]{22,}/", re.ASCII)
_LONGEST_FORM = 4096
_STATUS = {Outcome.WRONG: 403, Outcome.TOO_MANY: 429}
_OWN_SITES = ("none", "same-origin")


def new_path() -> str:
    """Return a new secret path with slashes around it, of 256 random bits.

    Examples
    --------
    >>> len(new_path())
    45
    """
    return f"/{token_urlsafe(32)}/"


def is_secret(path: str) -> bool:
    """Return whether a path is one that nobody guesses: 22 characters or more between two slashes.

    Examples
    --------
    >>> is_secret(new_path()), is_secret("/partners/")
    (True, False)
    """
    return bool(_PATH.fullmatch(path))


def secret_or_new(path: str | None) -> str:
    """Return the path, or a new one where there is none.

    Raises
    ------
    ValueError
        If somebody could guess the path.
    """
    if path is not None and not is_secret(path):
        msg = "A secret path has 22 characters or more, letters, digits, '-' and '_', between two slashes."
        raise ValueError(msg)
    return path or new_path()


def keep_door(app: Dash, path: str, password: str | None = None) -> None:
    """Answer only below a secret path, and only to those who opened its page, or who signed in.

    Parameters
    ----------
    app : Dash
        The app, all of whose routes lie below the path, except `OPEN_PATHS`.
    path : str
        The secret path, as `new_path` makes it.
    password : str, optional
        What the page asks for. Without one, everybody who knows the path may open it.
    """
    door = _PathDoor(path) if password is None else _PasswordDoor(path, Sessions(password))
    app.server.before_request(door.refusal)
    app.server.after_request(door.completed)
    if isinstance(door, _PasswordDoor):
        app.server.post(path)(door.sign_in)


class _Door:
    """Who may look below a secret path: who has its cookie."""

    cookie: str

    def __init__(self, path: str) -> None:
        self.path = path
        self._without_data = tuple(path + name for name in ("assets/", "_dash-component-suites/", "_favicon.ico"))

    def may_look(self) -> bool:
        """Return whether the request has the cookie."""
        raise NotImplementedError

    def instead_of_page(self) -> AnyResponse | None:
        """Return what is shown in place of the page, if anything."""
        raise NotImplementedError

    def refusal(self) -> AnyResponse | None:
        """Return the answer to a request that may not see what it asks for; ``None`` to one that may."""
        if _foreign():
            return self._to_foreign()
        if request.path in OPEN_PATHS:
            return None
        if request.path == self.path.rstrip("/"):
            return redirect(self.path + _state().search())
        self._refuse_misplaced()
        if request.path == self.path:
            return self.instead_of_page() if request.method in {"GET", "HEAD"} else None
        if not request.path.startswith(self._without_data) and not self.may_look():
            _refuse("Open the page of the dashboard first, then ask again.", 403)
        return None

    def completed(self, response: Response) -> Response:
        """Return the response, with what belongs to the page if it is the page."""
        raise NotImplementedError

    def _to_foreign(self) -> AnyResponse:
        """Return the answer to a page of another origin: only whoever follows a link may go on, with a button."""
        asks_for_page = request.path == self.path and request.method == "GET"
        if not asks_for_page or (_fetch("Mode"), _fetch("Dest")) != ("navigate", "document"):
            _refuse("A page of another server asked for this. Open the dashboard in a window of its own.", 403)
        return Response(open_here(_state()), mimetype="text/html")

    def _refuse_misplaced(self) -> None:
        """Refuse what is not below the path, is not there or is too long; it takes as long for every wrong path."""
        rule = request.url_rule.rule if request.url_rule else ""
        below = compare_digest(request.path[: len(self.path)].encode(), self.path.encode())
        if not below or rule == f"{self.path}<path:path>":  # Dash would answer with the page whatever was asked for
            abort(404)
        if len(request.query_string) > LONGEST_ADDRESS:
            _refuse(f"This address is longer than {LONGEST_ADDRESS} characters. Shorten it.", 414)


class _PathDoor(_Door):
    """Everybody who knows the path may look; the page hands out its cookie."""

    cookie = "partners"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        # The same for all dashboards of a user: they share the path, and the cookie of one must serve the others.
        self._value = blake2b(path.encode(), digest_size=32, person=b"cookie").hexdigest()

    def may_look(self) -> bool:
        return compare_digest(request.cookies.get(self.cookie, "").encode(), self._value.encode())

    def instead_of_page(self) -> None:
        return None

    def completed(self, response: Response) -> Response:
        if request.path == self.path and response.status_code == 200 and not _foreign():
            response.set_cookie(self.cookie, self._value, path=self.path, httponly=True, samesite="Strict")
        return response


class _PasswordDoor(_Door):
    """Whoever signed in may look."""

    def __init__(self, path: str, sessions: Sessions) -> None:
        super().__init__(path)
        self._sessions = sessions
        self.cookie = f"partners-{token_hex(4)}"  # a session is of one dashboard only

    def may_look(self) -> bool:
        return self._seconds_left() > 0

    def instead_of_page(self) -> AnyResponse | None:
        return None if self.may_look() else _password_page(200)

    def completed(self, response: Response) -> Response:
        if request.path == self.path and request.method == "GET" and self.may_look():
            # With its session, the page ends too: it is loaded anew, and asks for the password.
            response.headers["Refresh"] = str(int(self._seconds_left()) + 1)
        return response

    def sign_in(self) -> AnyResponse:
        """Answer to a password that was entered on the page."""
        request.max_content_length = _LONGEST_FORM
        if _fetch("Site") != "same-origin" and (_fetch("Site") or not request.headers.get("Origin")):
            _refuse("The password is taken from the page of the dashboard only.", 403)
        outcome, token = self._sessions.sign_in(request.form.get("password", ""))
        if outcome is not Outcome.RIGHT:
            return _password_page(_STATUS[outcome], outcome)
        response = redirect(self.path + _state().search(), 303)
        response.set_cookie(self.cookie, token, SESSION_SECONDS, path=self.path, httponly=True, samesite="Strict")
        return response

    def _seconds_left(self) -> float:
        return self._sessions.seconds_left(request.cookies.get(self.cookie, ""))


def _fetch(name: str) -> str:
    """Return what the browser says about where a request comes from; blank if it says nothing, as old ones do."""
    return request.headers.get(f"Sec-Fetch-{name}", "")


def _foreign() -> bool:
    """Return whether a page of another origin made the request. Another port is another origin, but the same site."""
    if site := _fetch("Site"):
        return site not in _OWN_SITES
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.host.lower()


def _state() -> State:
    return State.of(request.query_string.decode(errors="replace"))


def _password_page(status: int, outcome: Outcome | None = None) -> Response:
    response = Response(password_page(_state(), outcome), status=status, mimetype="text/html")
    response.headers["Referrer-Policy"] = "same-origin"  # else the form comes back from the origin "null"
    if outcome is Outcome.TOO_MANY:
        response.headers["Retry-After"] = "60"
    return response


def _refuse(sentence: str, status: int) -> NoReturn:
    abort(Response(sentence, status=status, mimetype="text/plain"))
