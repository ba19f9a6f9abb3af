"""The server: many connections at once, none for longer than it takes to send a request."""

import socket
import time
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

__all__ = ["PATIENCE_SECONDS", "make_server"]

PATIENCE_SECONDS = 60
"""How long a request may take to arrive; an idle connection is closed after as long."""

_THREADS = 8
_CONNECTIONS = 500
_CHECKED_EVERY = 5
_LONGEST_HEADERS = 2**15


class _Request(HTTPRequestParser):  # type: ignore[misc]  # waitress ships no types
    def __init__(self, adjustments: Adjustments) -> None:
        super().__init__(adjustments)
        self.begun = time.time()


class _Connection(HTTPChannel):  # type: ignore[misc]
    parser_class = _Request


class _Server(TcpWSGIServer):  # type: ignore[misc]
    channel_class = _Connection

    def maintenance(self, now: float) -> None:
        """Close idle connections, and those whose request takes too long: waitress waits anew after every byte."""
        super().maintenance(now)
        for connection in self.active_channels.values():
            request = connection.request
            if request is not None and request.begun < now - self.adj.channel_timeout:
                connection.will_close = True


def make_server(
    application: Any,  # noqa: ANN401  (a WSGI application)
    listening: socket.socket,
    *,
    largest_body: int,
    patience: int = PATIENCE_SECONDS,
) -> Any:  # noqa: ANN401  (waitress ships no types)
    """Return a server of `application` on a socket that listens; its ``run()`` serves until it is interrupted.

    Parameters
    ----------
    application : callable
        The WSGI application.
    listening : socket
        A TCP socket that listens.
    largest_body : int
        As many bytes as the body of a request may have.
    patience : int
        Seconds that a request may take to arrive.
    """
    adjustments = Adjustments(
        sockets=[listening],
        threads=_THREADS,
        ident="",  # no name and version of the server in its answers
        connection_limit=_CONNECTIONS,
        asyncore_use_poll=True,  # select() knows about a thousand files at most
        channel_timeout=patience,
        cleanup_interval=min(_CHECKED_EVERY, patience),
        max_request_body_size=largest_body + 1,  # waitress refuses what has as many
        max_request_header_size=_LONGEST_HEADERS,
    )
    at = (listening.family, listening.type, listening.proto, listening.getsockname())
    return _Server(application, _sock=listening, adj=adjustments, bind_socket=False, sockinfo=at)
