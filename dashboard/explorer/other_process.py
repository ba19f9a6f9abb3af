"""Work in another process: the libraries that compute hold up every page of the process that they run in."""

import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

__all__ = ["in_other_process"]

T = TypeVar("T")


def in_other_process(function: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401  (whatever the function takes)
    """Return what a function returns; it runs in a new process, which ends with this one.

    Parameters
    ----------
    function : callable
        A function at the top of a module.
    *arguments
        What it is called with. They go through a pipe, never through a file.

    Raises
    ------
    RuntimeError
        If the function raises an error, or its process ends early.
    """
    context = get_context("spawn")  # a fork of a process with threads may hang
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, function, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        value: T = receiver.recv()
    except EOFError:
        raise RuntimeError("The process that computes ended without an answer.") from None
    finally:
        receiver.close()
        process.join()
    return value


def _answer(sender: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for the answer ends this one
    sender.send(function(*arguments))
