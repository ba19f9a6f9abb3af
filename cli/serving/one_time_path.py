"""A path that leads one browser of ours to the secret path: others may read it, and can do nothing with it."""

import os
import socket
import sys
from collections.abc import Iterable
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

__all__ = ["OneTimePath", "user_of"]

_CONNECTIONS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ESTABLISHED = "01"


class OneTimePath:
    """A WSGI application in front of another, with a path that leads the first who asks for it to the secret path.

    The arguments of the process that opens a browser are for all users of the machine to read. So only a connection of
    a process of our own user is led on, and only where no web page made it ask; to all others, the path does not exist.

    Parameters
    ----------
    application : callable
        The WSGI application that answers everything else.
    address : str
        Where the path leads: the address of the dashboard with its secret path.

    Attributes
    ----------
    path : str
        The path.
    """

    def __init__(self, application: Any, address: str) -> None:  # noqa: ANN401  (a WSGI application)
        self._application, self._leads_to = application, urlsplit(address)
        self.path = f"/open/{token_urlsafe(32)}"
        self._unused = Lock()  # whoever can take it is the first

    @staticmethod
    def works() -> bool:
        """Return whether this machine tells whose a connection is; only Linux does."""
        return os.access(_CONNECTIONS[0], os.R_OK)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401  (as WSGI has it)
        """Answer a request."""
        if self._leads_on(environ) and self._unused.acquire(blocking=False):
            headers = [("Location", self._leads_to.path), ("Referrer-Policy", "no-referrer"), ("Content-Length", "0")]
            start_response("303 See Other", [*headers, ("Cache-Control", "no-store")])
            return [b""]
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer

    def _leads_on(self, environ: dict[str, Any]) -> bool:
        asked = (environ["REQUEST_METHOD"], environ.get("HTTP_HOST"), environ.get("HTTP_SEC_FETCH_SITE", "none"))
        right = compare_digest(environ["PATH_INFO"].encode("latin-1"), self.path.encode())
        if not right or asked != ("GET", self._leads_to.netloc, "none"):
            return False
        user = user_of(environ["REMOTE_ADDR"], int(environ["REMOTE_PORT"]), int(environ["SERVER_PORT"]))
        return user == os.geteuid()


def user_of(address: str, port: int, to_port: int) -> int | None:
    """Return the id of the user whose process has one end of a connection on this machine.

    Parameters
    ----------
    address, port : str, int
        Of this end.
    to_port : int
        The port of the other end.

    Returns
    -------
    int or None
        ``None`` where there is no such connection, and on machines that do not tell.
    """
    ends = {f"{one}:{port:04X}" for one in _written(address)}
    for file in _CONNECTIONS:
        try:
            lines = file.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            _, this_end, other_end, status, _, _, _, user, *_ = line.split()
            if this_end in ends and other_end.endswith(f":{to_port:04X}") and status == _ESTABLISHED:
                return int(user)
    return None


def _written(address: str) -> list[str]:
    """Return an IP address as Linux lists it: words of four bytes, each in the order of the machine."""
    if ":" in address:
        packed = [socket.inet_pton(socket.AF_INET6, address)]
    else:
        four = socket.inet_aton(address)
        packed = [four, bytes(10) + b"\xff\xff" + four]  # also where a connection of IPv6 has an address of IPv4
    return [
        "".join(f"{int.from_bytes(one[at : at + 4], sys.byteorder):08X}" for at in range(0, len(one), 4))
        for one in packed
    ]
