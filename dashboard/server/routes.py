"""Plain routes beside Dash: the map in columns, and whether the data are ready."""

import hashlib
import json

from dash import Dash
from flask import Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.explorer import Explorer
from dashboard.explorer.map_data import map_data
from dashboard.state import State
from graph.errors import PartnerNetworkError

__all__ = ["MAP", "register"]

MAP = "/api/map"
_PATIENCE = 120


def register(app: Dash, explorer: Explorer) -> None:
    """Add the routes to the app's server."""

    @app.server.get(MAP)
    def the_map() -> AnyResponse:
        explorer.ready.wait(_PATIENCE)
        if explorer.error or not explorer.ready.is_set():
            return Response(explorer.error or "The data are still being read.", status=503, mimetype="text/plain")
        state = State.of(request.query_string.decode())
        try:
            columns = map_data(explorer.answers(state), explorer.base)
        except PartnerNetworkError as error:
            return Response(str(error), status=422, mimetype="text/plain")
        body = json.dumps(columns, separators=(",", ":"), allow_nan=False).encode()
        response = Response(body, mimetype="application/json")
        response.set_etag(hashlib.blake2b(body, digest_size=12).hexdigest())
        response.headers["Cache-Control"] = "no-cache"
        return response.make_conditional(request)

    @app.server.get("/readyz")
    def ready() -> Response:
        waiting = not explorer.ready.is_set() or bool(explorer.error)
        status = explorer.error or (explorer.step if waiting else "Ready")
        return Response(status, status=503 if waiting else 200, mimetype="text/plain")

    @app.server.get("/api/")
    @app.server.get("/api/<path:unknown>")
    def nothing_there(unknown: str = "") -> Response:
        del unknown
        abort(404)
