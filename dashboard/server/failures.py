"""An error of a route is answered with a sentence, and the log gets one line about it, without data."""

from dash import Dash
from dash.exceptions import DependencyException
from flask import Response
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from dashboard.log import log_error

__all__ = ["register"]


def register(app: Dash) -> None:
    """Answer every error of a route with a sentence and its status, and never with a page of Flask's own."""

    @app.server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> AnyResponse:
        response = AnyResponse(f"{error.name}.", error.code, mimetype="text/plain")
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
        return response

    @app.server.errorhandler(DependencyException)
    def no_such_file(_: DependencyException) -> AnyResponse:
        return Response("Not Found.", status=404, mimetype="text/plain")

    @app.server.errorhandler(Exception)
    def failed(error: Exception) -> AnyResponse:
        log_error(error)
        return Response("An unexpected error occurred. The log has a line about it.", status=500, mimetype="text/plain")
