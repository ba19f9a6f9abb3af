"""What one file or folder holds, before it is joined with others."""

from dataclasses import dataclass

from loaders.formats.own_tables.stated import Stated
from loaders.loaded import Loaded

__all__ = ["Content"]


@dataclass(frozen=True)
class Content:
    """Clean tables with their account, or what files of our own form state.

    Files of our own form may refer to what others hold, so they are held against the data model only beside them.
    """

    loaded: Loaded | None = None
    own_tables: tuple[Stated, ...] = ()
