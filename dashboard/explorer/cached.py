"""A property that is worked out once, by whichever request asks first; the others wait for it."""

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, Protocol, TypeVar, overload

__all__ = ["Locked", "cached_property"]

T = TypeVar("T")


class Locked(Protocol):
    """An object whose `cached_property` attributes share one lock."""

    lock: RLock


class cached_property(Generic[T]):  # noqa: N801  (reads as a decorator, like `property`)
    """Like `functools.cached_property`, but two threads never do the same work twice."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "cached_property[T]": ...
    @overload
    def __get__(self, instance: Locked, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> "T | cached_property[T]":
        if instance is None:
            return self
        with instance.lock:
            done = instance.__dict__
            if self._name not in done:
                done[self._name] = self._work(instance)
            value: T = done[self._name]
            return value
