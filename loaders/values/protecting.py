"""The columns that keep secrets: under a wrong name one of them would protect nobody, without a word."""

from collections.abc import Sequence
from difflib import get_close_matches

from graph.errors import UnreadableSource
from loaders.values.plain import normal_header

__all__ = ["PROTECTING", "refuse_misspelled"]

PROTECTING = ("confidential", "sensitive")
_ALIKE = 0.8


def refuse_misspelled(header: str, file: str, columns: Sequence[str] = PROTECTING) -> None:
    """Refuse a header that no column has and that is close to one of `columns`; it is not kept as another column.

    Raises
    ------
    UnreadableSource
        If it is close to one of them.

    Examples
    --------
    >>> refuse_misspelled("comments", "interactions.csv")
    >>> refuse_misspelled("confidental", "interactions.csv")
    Traceback (most recent call last):
        ...
    graph.errors.UnreadableSource: interactions.csv: the column 'confidental' looks like 'confidential'. With a wrong
    name it would protect nobody, so nothing was read. Call it 'confidential'; or, if something else is meant,
    'x_confidental'.
    """
    for meant in get_close_matches(normal_header(header), columns, n=1, cutoff=_ALIKE):
        raise UnreadableSource(
            f"{file}: the column {header!r} looks like {meant!r}. With a wrong name it would protect nobody, so "
            f"nothing was read. Call it {meant!r}; or, if something else is meant, 'x_{header}'."
        )
