"""What keeps the data on this machine: the headers of every answer, and whom the server listens to."""

from collections.abc import Collection
from urllib.parse import urlsplit

from dash import Dash
from flask import Response, request

__all__ = ["protect"]

_REFUSED = "This dashboard answers only to the address it was started on."


def protect(app: Dash, hosts: Collection[str]) -> None:
    """Answer only to our own host names, and let the browser load and send nothing elsewhere.

    A web page elsewhere could otherwise reach a server on this machine through a host name of its own (DNS
    rebinding). Call it when every clientside callback is registered: their hashes become part of the policy.

    Parameters
    ----------
    app : Dash
        The finished app.
    hosts : collection of str
        Host names, without port, that requests may name.
    """
    allowed = frozenset(host.lower() for host in hosts)
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' " + " ".join(f"'{digest}'" for digest in _hashes(app)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )

    @app.server.before_request
    def only_our_hosts() -> Response | None:
        origin = request.headers.get("Origin")
        addresses = [f"//{request.host}", *([] if origin is None else [origin])]
        if not all(_host_name(address) in allowed for address in addresses):
            return Response(_REFUSED, status=421, mimetype="text/plain")
        return None

    @app.server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        if response.mimetype in {"text/html", "application/json"} and "ETag" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def _host_name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # not an address at all
        return None


def _hashes(app: Dash) -> list[str]:
    return [digest.strip("'") for digest in app.csp_hashes()]
