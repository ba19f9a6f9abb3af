"""The password and the sessions of those who signed in with it. Both are kept in memory only, as hashes."""

import hashlib
import os
import secrets
import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from hmac import compare_digest
from threading import Lock

__all__ = ["MOST_FAILURES", "SESSION_SECONDS", "Outcome", "Sessions"]

SESSION_SECONDS = 12 * 60 * 60
MOST_FAILURES = 10
"""Wrong passwords a minute, of everybody together; after that, nobody can try until a minute has passed."""

_WINDOW = 60.0
_COST = {"n": 2**14, "r": 8, "p": 1}


class Outcome(Enum):
    """What became of a password that was entered."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too many"


class Sessions:
    """Who has signed in with the password, and until when.

    Parameters
    ----------
    password : str
        The password; only its scrypt hash is kept.
    clock : callable
        Returns the time in seconds.

    Examples
    --------
    >>> sessions = Sessions("correct horse battery")
    >>> outcome, token = sessions.sign_in("correct horse battery")
    >>> outcome.value, sessions.seconds_left(token) > 0
    ('right', True)
    >>> sessions.sign_in("battery")
    (<Outcome.WRONG: 'wrong'>, '')
    """

    def __init__(self, password: str, clock: Callable[[], float] = time.time) -> None:
        self._salt = os.urandom(16)
        self._password = self._hash(password)
        self._clock = clock
        self._failures: deque[float] = deque()
        self._ends: dict[bytes, float] = {}
        self._lock = Lock()  # tries are checked one by one, so that many at once are counted too

    def sign_in(self, password: str) -> tuple[Outcome, str]:
        """Return what became of a password, and the token of the new session; blank if there is none."""
        with self._lock:
            now = self._clock()
            while self._failures and self._failures[0] <= now - _WINDOW:
                self._failures.popleft()
            if len(self._failures) >= MOST_FAILURES:
                return Outcome.TOO_MANY, ""
            if not compare_digest(self._hash(password), self._password):
                self._failures.append(now)
                return Outcome.WRONG, ""
            self._ends = {session: end for session, end in self._ends.items() if end > now}
            token = secrets.token_urlsafe(32)
            self._ends[_digest(token)] = now + SESSION_SECONDS
            return Outcome.RIGHT, token

    def seconds_left(self, token: str) -> float:
        """Return how long the session of a token still lasts; 0 where it has ended, or there is none."""
        return max(0.0, self._ends.get(_digest(token), 0.0) - self._clock())

    def _hash(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode(), salt=self._salt, **_COST)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
