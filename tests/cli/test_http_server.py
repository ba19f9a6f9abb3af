"""The server: a request that does not arrive is closed, and many of them stop nobody else."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from cli.serving.http_server import PATIENCE_SECONDS, make_server
from tests.patience import PATIENCE

LARGEST = 1000
HALF = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    """Serve on a free port, with the patience that a test names."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = make_server(echo, listening, largest_body=LARGEST, patience=getattr(request, "param", PATIENCE_SECONDS))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    server.close()
    thread.join(PATIENCE)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def answer(port: int, request: bytes) -> bytes:
    with connect(port) as connection:
        connection.sendall(request)
        parts: list[bytes] = []
        with suppress(ConnectionResetError):  # the server closes before it has read everything
            parts += iter(lambda: connection.recv(65536), b"")
        return b"".join(parts)


def post(length: int) -> bytes:
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + b"x" * length


def test_a_request_may_take_a_minute() -> None:
    assert PATIENCE_SECONDS == 60


@pytest.mark.parametrize("port", [1], indirect=True)
@pytest.mark.parametrize("drip", [b"x", b""])
def test_a_request_that_does_not_arrive_is_closed_however_many_bytes_still_come(port: int, drip: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(HALF + b"X-Slow: ")
        connection.settimeout(0.1)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                connection.sendall(drip)
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return  # closed while bytes were under way
    pytest.fail("still open")


def test_three_hundred_half_requests_stop_nobody(port: int) -> None:
    waiting = [connect(port) for _ in range(300)]
    try:
        for connection in waiting:
            connection.sendall(HALF)
        assert answer(port, HALF + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200 OK\r\n")
        for connection in waiting:
            connection.settimeout(0)
            with pytest.raises(BlockingIOError):
                connection.recv(1)
    finally:
        for connection in waiting:
            connection.close()


def test_it_does_not_name_itself(port: int) -> None:
    head = answer(port, post(0)).lower()
    assert b"\r\nserver:" not in head
    assert b"waitress" not in head


def test_a_large_body_is_refused_before_anybody_reads_it(port: int) -> None:
    assert answer(port, post(LARGEST)).startswith(b"HTTP/1.1 200 OK")
    assert answer(port, post(LARGEST + 1)).startswith(b"HTTP/1.1 413 ")


def test_long_headers_are_refused(port: int) -> None:
    assert answer(port, HALF + b"X: " + b"x" * 20_000 + b"\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200 OK")
    assert b" 200 " not in answer(port, HALF + b"X: " + b"x" * 40_000 + b"\r\nConnection: close\r\n\r\n")
