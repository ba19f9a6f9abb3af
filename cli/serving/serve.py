"""Serve the dashboard until Ctrl-C."""

import signal
import socket
from _thread import interrupt_main
from collections.abc import Callable
from contextlib import nullcontext
from threading import Thread
from typing import TYPE_CHECKING

from cli.output import tell
from cli.serving.listening import Listening
from cli.serving.opening import opened
from cli.serving.secret_path import secret_path
from graph.report import LoadReport
from graph.tables import Tables

if TYPE_CHECKING:
    from dashboard.explorer import Explorer, Opened, Opening

__all__ = ["serve"]


def serve(what: "Opened | Opening", listening: Listening) -> None:
    """Open the dashboard over what is read, or with the start page; the page is there while it is still reading.

    Ends on Ctrl-C or a request to terminate, and when `what` was named and cannot be read: there is nothing to show
    then. What was chosen on the start page and cannot be read leads back there.

    Raises
    ------
    WrongArgument
        If other machines could look and nothing keeps them out, or if the file of the password holds none.
    OSError
        If the address cannot be listened on.
    Exception
        What `read` raised.
    """
    password = listening.password()
    door = _listen(listening)
    failed: list[Exception] = []

    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.default_int_handler)
    try:
        explorer = _explorer(what, always=listening.masks(door.getsockname()[0]), failed=failed)
        from cli.serving.http_server import make_server
        from cli.serving.one_time_path import OneTimePath
        from dashboard.app import LARGEST_BODY, LOCAL_HOSTS, create_app

        path = secret_path()
        hosts = {*LOCAL_HOSTS, *(listening.allow_host or [listening.host])}
        app = create_app(explorer, hosts, path=path, password=password)
        # Reading begins when the page can be served: before, the two would only take turns on one interpreter.
        explorer.start()
        address = listening.address(door.getsockname()[1], path)
        once = OneTimePath(app.server, address)
        application = once if listening.browser else app.server
        server = make_server(application, door, largest_body=LARGEST_BODY)
        if not failed:
            tell(f"The dashboard is at {address} (Ctrl-C ends it).")
            Thread(target=_watch, args=(explorer, failed), daemon=True).start()
            with opened(address, once) if listening.browser else nullcontext():
                server.run()
    except KeyboardInterrupt:
        pass
    finally:
        door.close()
    if failed:
        raise failed[0]
    tell("Ended.")


def _explorer(what: "Opened | Opening", *, always: bool, failed: list[Exception]) -> "Explorer":
    """Return the explorer over `what`; an error of what was named is put into `failed`."""
    from dashboard.explorer import Explorer, Opened, Presentation

    if not isinstance(what, Opened):
        return Explorer(lambda: (Tables.of(), LoadReport()), opening=what, presentation=Presentation(always))
    presentation = Presentation(always) if what.key is None else Presentation(always, what.key)
    return Explorer(
        _telling(what.read, failed), what.title, renames=what.renames, keep=what.keep, review=what.review,
        presentation=presentation, stamp=what.stamp,
    )  # fmt: skip


def _telling(
    read: Callable[[], tuple[Tables, LoadReport]], failed: list[Exception]
) -> Callable[[], tuple[Tables, LoadReport]]:
    """Return `read`; its error is put into `failed`."""

    def read_or_fail() -> tuple[Tables, LoadReport]:
        try:
            return read()
        except Exception as error:
            failed.append(error)
            raise

    return read_or_fail


def _listen(listening: Listening) -> socket.socket:
    host, port = listening.host, listening.port
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        listening.refuse_strangers(door.getsockname()[0])
        door.listen()
    except OSError as error:
        door.close()
        msg = f"{host}:{port}: cannot be listened on ({error.strerror}). Name another --port, 0 for any free one."
        raise OSError(msg) from error
    except BaseException:
        door.close()
        raise
    return door


def _watch(explorer: "Explorer", failed: list[Exception]) -> None:
    explorer.ready.wait()
    if failed:
        interrupt_main()
    elif explorer.error:
        tell(f"Error: {explorer.error}")
