"""A value that takes long: worked out in the background when first asked for, while the page is there already."""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

__all__ = ["Later"]

T = TypeVar("T")

# One at a time: pages that wait for an answer go before values that may come later.
_turn = Lock()


class Later(Generic[T]):
    """A value that a thread of its own works out once.

    Parameters
    ----------
    work : callable
        Returns the value.
    turn : threading.Lock
        Values with the same one are worked out one at a time.

    Attributes
    ----------
    ended : threading.Event
        Set when the work is done or has failed.
    failed : bool
        Whether the work raised an error: there will be no value.
    """

    def __init__(self, work: Callable[[], T], turn: Lock = _turn) -> None:
        self.ended = Event()
        self.failed = False
        self._work = work
        self._turn = turn
        self._value: T | None = None
        self._started = False
        self._lock = Lock()

    def value(self) -> T | None:
        """Return the value, ``None`` while it is worked out; the first call starts the work."""
        with self._lock:
            if not self._started:
                self._started = True
                Thread(target=self._run, name="checking", daemon=True).start()
        return self._value

    def _run(self) -> None:
        with self._turn:
            try:
                self._value = self._work()
            except Exception:  # noqa: BLE001  (a thread has nobody else to tell; the page says that there is no value)
                self.failed = True
            self.ended.set()
