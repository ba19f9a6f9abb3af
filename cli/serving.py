"""Serve the dashboard until Ctrl-C."""

import socket
import webbrowser
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from cli.output import tell
from graph.report import LoadReport
from graph.tables import Tables

if TYPE_CHECKING:
    from cli.remembered import Remembered
    from dashboard.explorer import Explorer

__all__ = ["serve"]

_THREADS = 8


def serve(
    read: Callable[[], tuple[Tables, LoadReport]],
    remembered: "Remembered",
    *,
    host: str,
    port: int,
    browser: bool,
    title: str = "",
) -> None:
    """Open the dashboard over what `read` returns; the page is there while it is still reading.

    Raises
    ------
    OSError
        If the address cannot be listened on.
    """
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    address = f"http://{'127.0.0.1' if host in {'', '0.0.0.0'} else host}:{port}/"  # noqa: S104  (compared, not bound)
    from dashboard.explorer import Explorer

    explorer = Explorer(read, title, renames=remembered.read(), keep=remembered.keep)
    explorer.start()
    from waitress import create_server

    from dashboard.app import LOCAL_HOSTS, create_app

    app = create_app(explorer, {*LOCAL_HOSTS, host})
    server = create_server(app.server, sockets=[listening], threads=_THREADS, ident="")
    tell(f"The dashboard is at {address} (Ctrl-C ends it).")
    Thread(target=_tell_errors, args=(explorer,), daemon=True).start()
    if browser:
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        tell("Ended.")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        msg = f"{host}:{port} is not free ({error.strerror}). Name another port with --port, or 0 for any free one."
        raise OSError(msg) from error
    listening.listen()
    return listening


def _tell_errors(explorer: "Explorer") -> None:
    explorer.ready.wait()
    if explorer.error:
        tell(f"Error: {explorer.error}")
