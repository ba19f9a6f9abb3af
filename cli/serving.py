"""Serve the dashboard until Ctrl-C."""

import signal
import socket
import webbrowser
from _thread import interrupt_main
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from cli.output import tell
from graph.report import LoadReport
from graph.tables import Tables

if TYPE_CHECKING:
    from cli.remembered import Remembered
    from dashboard.explorer import Explorer
    from dashboard.explorer.data_review import DataReview

__all__ = ["serve"]

_THREADS = 8


def serve(
    read: Callable[[], tuple[Tables, LoadReport]],
    remembered: "Remembered",
    *,
    review: "DataReview | None" = None,
    host: str,
    port: int,
    browser: bool,
    title: str = "",
) -> None:
    """Open the dashboard over what `read` returns; the page is there while it is still reading.

    Ends on Ctrl-C or a request to terminate, and when `read` fails: there is nothing to show then.

    Raises
    ------
    OSError
        If the address cannot be listened on.
    Exception
        What `read` raised.
    """
    listening = _listen(host, port)
    failed: list[Exception] = []

    def read_or_fail() -> tuple[Tables, LoadReport]:
        try:
            return read()
        except Exception as error:
            failed.append(error)
            raise

    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.default_int_handler)
    try:
        from dashboard.explorer import Explorer

        explorer = Explorer(read_or_fail, title, renames=remembered.read(), keep=remembered.keep, review=review)
        from waitress import create_server

        from dashboard.app import LOCAL_HOSTS, create_app

        app = create_app(explorer, {*LOCAL_HOSTS, host})
        # Reading begins when the page can be served: before, the two would only take turns on one interpreter.
        explorer.start()
        server = create_server(app.server, sockets=[listening], threads=_THREADS, ident="")
        if not failed:
            address = _address(host, listening.getsockname()[1])
            tell(f"The dashboard is at {address} (Ctrl-C ends it).")
            Thread(target=_watch, args=(explorer, failed), daemon=True).start()
            if browser:
                webbrowser.open(address)
            server.run()
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    if failed:
        raise failed[0]
    tell("Ended.")


def _address(host: str, port: int) -> str:
    reached = "127.0.0.1" if host in {"", "0.0.0.0"} else host  # noqa: S104  (compared, not bound)
    return f"http://[{reached}]:{port}/" if ":" in reached else f"http://{reached}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        msg = f"{host}:{port}: cannot be listened on ({error.strerror}). Name another --port, 0 for any free one."
        raise OSError(msg) from error
    listening.listen()
    return listening


def _watch(explorer: "Explorer", failed: list[Exception]) -> None:
    explorer.ready.wait()
    if failed:
        interrupt_main()
    elif explorer.error:
        tell(f"Error: {explorer.error}")
