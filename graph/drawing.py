"""igraph draws its random numbers from one generator for the whole process: it is lent to one caller at a time."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["igraph_draws_from"]

_lent = Lock()


@contextmanager
def igraph_draws_from(generator: random.Random) -> Iterator[None]:
    """Let igraph draw from `generator` while the block runs; other threads wait, and its own comes back after."""
    import igraph  # noqa: PLC0415  (a third of a second: paid by the first question asked, not at start)

    with _lent:
        igraph.set_random_number_generator(generator)
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
