"""What is worked out once is worked out once, whoever asks at the same time."""

from collections.abc import Callable
from threading import Barrier, RLock, Thread
from time import sleep

import pytest

from dashboard.explorer.cached import cached_property
from tests.patience import PATIENCE

THREADS = 8


class Sum:
    def __init__(self, base: "Sum | None" = None) -> None:
        self.lock = RLock()
        self.base = base
        self.worked = 0

    @cached_property
    def answer(self) -> object:
        """The answer, slowly."""
        self.worked += 1
        sleep(0.01)
        return [self.base.answer] if self.base else object()

    @cached_property
    def nothing(self) -> None:
        self.worked += 1

    @cached_property
    def trouble(self) -> str:
        self.worked += 1
        if self.worked == 1:
            msg = "not yet"
            raise ValueError(msg)
        return "now"


def at_once(*asks: Callable[[], object]) -> list[object]:
    """Ask everything at the same moment; fail if any answer does not come."""
    start = Barrier(len(asks))
    found: list[object] = [None] * len(asks)

    def ask(i: int) -> None:
        start.wait(PATIENCE)
        found[i] = asks[i]()

    threads = [Thread(target=ask, args=(i,), daemon=True) for i in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    return found


def test_eight_threads_get_one_object_worked_out_once() -> None:
    asked = Sum()
    found = at_once(*[lambda: asked.answer] * THREADS)
    assert asked.worked == 1
    assert all(answer is found[0] for answer in found)


def test_a_base_and_what_derives_from_it_never_wait_for_each_other() -> None:
    base = Sum()
    derived = [Sum(base) for _ in range(THREADS)]
    found = at_once(*[lambda d=d: d.answer for d in derived], *[lambda: base.answer] * THREADS)
    assert base.worked == 1
    assert [d.worked for d in derived] == [1] * THREADS
    assert all(answer == [base.answer] for answer in found[:THREADS])


def test_nothing_is_an_answer_too() -> None:
    asked = Sum()
    assert asked.nothing is None
    assert asked.nothing is None
    assert asked.worked == 1


def test_what_failed_is_tried_again() -> None:
    asked = Sum()
    with pytest.raises(ValueError, match="not yet"):
        _ = asked.trouble
    assert asked.trouble == "now"


def test_on_the_class_it_is_itself_with_its_sentence() -> None:
    assert isinstance(Sum.answer, cached_property)
    assert Sum.answer.__doc__ == "The answer, slowly."
