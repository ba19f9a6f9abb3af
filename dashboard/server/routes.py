"""Plain routes beside Dash: the map in columns, and whether the data are ready."""

import hashlib
import json

from dash import Dash
from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.explorer.folded import Unfolded, map_columns
from dashboard.state import State
from graph.errors import PartnerNetworkError

__all__ = ["MAP", "not_ready", "register"]

MAP = "api/map"
"""Where the map's columns are, below the page."""

_PATIENCE = 120


def register(app: Dash, explorer: Explorer) -> None:
    """Add the routes to the app's server: those with data below the app's own path, the others at the top."""
    path = app.config.requests_pathname_prefix

    @app.server.get(path + MAP)
    def the_map() -> AnyResponse:
        if (instead := not_ready(explorer)) is not None:
            return instead
        state = State.of(request.query_string.decode())
        try:
            answers = explorer.answers(state)
            body, etag = answers.drawn(_body, answers, explorer.base_of(state), _unfolded())
        except PartnerNetworkError as error:
            return Response(str(error), status=422, mimetype="text/plain")
        response = Response(body, mimetype="application/json")
        response.set_etag(etag)
        response.headers["Cache-Control"] = "no-cache"
        return response.make_conditional(request)

    @app.server.get("/readyz")
    def ready() -> Response:
        # Anybody may ask this: why the data could not be read is for the page.
        if explorer.error:
            return Response("Failed", status=503, mimetype="text/plain")
        is_ready = explorer.ready.is_set()
        return Response("Ready" if is_ready else "Reading", status=200 if is_ready else 503, mimetype="text/plain")

    @app.server.get("/healthz")
    def healthy() -> Response:
        return Response("OK", mimetype="text/plain")


def not_ready(explorer: Explorer) -> AnyResponse | None:
    """Wait for the data; return what is said where there are none, ``None`` where they are there."""
    explorer.ready.wait(_PATIENCE)
    if not explorer.error and explorer.ready.is_set():
        return None
    return Response(explorer.error or "The data are still being read.", status=503, mimetype="text/plain")


def _unfolded() -> Unfolded:
    """Return what the request wants to see of a large map: ``open=1,2&with=ID``."""
    numbers = tuple(
        int(number) for number in request.args.get("open", "").split(",") if number.isdecimal() and len(number) < 10
    )
    return Unfolded(numbers, tuple(request.args.getlist("with")))


def _body(answers: Answers, base: Answers, opened: Unfolded) -> tuple[bytes, str]:
    """Return the map's columns as JSON, and the tag by which a browser asks whether they are still the same."""
    body = json.dumps(map_columns(answers, base, opened), separators=(",", ":"), allow_nan=False).encode()
    return body, hashlib.blake2b(body, digest_size=12).hexdigest()
