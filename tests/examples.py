"""On how many examples a property is tried: all of them with ``--hypothesis-profile long`` (``make test-long``)."""

from hypothesis import settings

__all__ = ["ALL", "FEWEST", "SHARE", "examples", "fewer", "long_run", "register_profiles"]

ALL = 100
"""Examples of a property that asks for no number of its own."""
SHARE = 0.15
"""The part of the examples that is tried by default."""
FEWEST = 6
"""A property is tried on as many at least, or on all of its examples where these are fewer."""


def register_profiles() -> None:
    """Register the profiles ``calm``, which is the default, and ``long``.

    Neither has a deadline: how long an example takes says more about what else the machine does than about the code.
    """
    settings.register_profile("long", deadline=None, max_examples=ALL)
    settings.register_profile("calm", deadline=None, max_examples=fewer(ALL))


def fewer(number: int) -> int:
    """Return how many of a number of examples are tried by default."""
    return max(min(number, FEWEST), round(number * SHARE))


def long_run() -> bool:
    """Return whether every property is tried on all of its examples."""
    return settings.get_current_profile_name() == "long"


def examples(number: int) -> int:
    """Return on how many examples a property is tried that has a number of them in a long run."""
    return number if long_run() else fewer(number)
