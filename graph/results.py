"""Results that are more than a frame: the frame that is printed, and named facts that hold for all of it."""

from dataclasses import dataclass, fields
from html import escape

import pandas as pd

__all__ = ["Result"]


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """A frame with the facts that belong to it. Each question has a class of its own, whose fields are the facts.

    Facts are fields and not `pandas.DataFrame.attrs`, because pandas copies ``attrs`` at every step and drops them at
    some. Two results are equal only where they are one object; compare their frames instead.

    Attributes
    ----------
    frame : pd.DataFrame
        The rows, with a RangeIndex. A command prints them.

    Examples
    --------
    >>> Result(pd.DataFrame({"name": ["Ana Trust"]}))
    Result()
            name
    0  Ana Trust
    """

    frame: pd.DataFrame

    def __repr__(self) -> str:
        return f"{self._facts()}\n{self.frame!r}"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the frame as a table, the facts above it."""
        return f"<p>{escape(self._facts())}</p>{self.frame.to_html(max_rows=20)}"

    def _facts(self) -> str:
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "frame"}
        return f"{type(self).__name__}({', '.join(f'{name}={_brief(value)}' for name, value in values.items())})"


def _brief(value: object) -> str:
    return f"<{len(value)} rows>" if isinstance(value, pd.DataFrame) else repr(value)
