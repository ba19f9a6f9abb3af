"""What was drawn from answers: kept for the next reader who asks the same, as long as the answers are true."""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from dashboard.explorer.later import Later

__all__ = ["Drawn"]

T = TypeVar("T")

_MOST_KEPT = 64


class Drawn:
    """Draws once what many readers ask for. It belongs to the answers that it draws from, and goes with them.

    Parameters
    ----------
    checked : callable
        Returns what is checked in the background: once a check has ended, all is drawn anew.
    """

    def __init__(self, checked: Callable[[], Sequence[Later[Any]]]) -> None:
        self._checked = checked
        self._draw_once: Callable[..., object] = lru_cache(maxsize=_MOST_KEPT)(_draw)

    def __call__(self, draw: Callable[..., T], *asked: Hashable) -> T:
        """Return what `draw` makes of `asked`.

        Parameters
        ----------
        draw : callable
            A function at the top of a module. It depends on nothing but `asked` and the answers.
        """
        ended = tuple(check.ended.is_set() for check in self._checked())
        return cast(T, self._draw_once(draw, ended, *asked))


def _draw(draw: Callable[..., T], ended: tuple[bool, ...], *asked: Hashable) -> T:
    del ended
    return draw(*asked)
