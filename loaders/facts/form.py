"""What a form of files is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["Form"]


@dataclass(frozen=True)
class Form:
    """One form of files: how it is recognised, and how it becomes tables.

    Attributes
    ----------
    name : str
        As it is asked for, such as ``"kumu"``.
    label : str
        As the report calls it, such as ``"Kumu map"``.
    recognises : callable
        Whether a file has this form, by what it holds. Never raises for content that it does not understand.
    load : callable
        Returns what files of this form hold together; raises `UnreadableSource` where they hold nothing of it.
    stands_alone : bool
        Whether a file says the same without the others of its form, so that a workspace may replace it by itself.
    """

    name: str
    label: str
    recognises: Callable[[Opened], bool]
    load: Callable[[Sequence[Opened], Reading], Loaded]
    stands_alone: bool = False
