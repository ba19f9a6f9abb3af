"""JSON files: a list of rows, a list of objects, or one of those under a key, become rows of cells."""

import json
import re
from collections import deque
from typing import Any

from graph.errors import UnreadableSource
from graph.names import whole_characters

__all__ = ["json_rows", "parsed_json"]

_ALLOWED = "Allowed: a list of lists (the first of them headers), a list of objects, or either under a key."

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
"""The escape of a half of a surrogate pair; most stand in pairs, and are one character."""


def parsed_json(text: str) -> Any:  # noqa: ANN401  (whatever the file says)
    r"""Return what a JSON text says; half characters in it become U+FFFD.

    Raises
    ------
    ValueError, RecursionError
        If it is no JSON, or nested too deep.

    Examples
    --------
    >>> parsed_json('["\\ud83d\\ude00", "a\\ud800"]') == ["\U0001f600", "a\ufffd"]
    True
    """
    said = json.loads(text)
    return json.loads(whole_characters(json.dumps(said, ensure_ascii=False))) if _HALF_CHARACTER.search(text) else said


def json_rows(text: str, place: str) -> tuple[list[list[Any]], int]:
    """Return the rows of a JSON file and the line number of the first of them.

    Objects have no line in a spreadsheet: a row's number is that of its object, from 1, and the row of keys
    that comes before them is number 0.

    Raises
    ------
    UnreadableSource
        If the text is not JSON, or holds no table.

    Examples
    --------
    >>> json_rows('{"results": [{"org": "A"}, {"org": "B", "sector": "Water"}]}', "x.json")
    ([['org', 'sector'], ['A', None], ['B', 'Water']], 0)
    """
    try:
        content = parsed_json(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            f"{place}: not JSON ({error}). {_ALLOWED} Export the file again, or save the table as CSV."
        ) from error
    table = _first_table(content)
    if table is None:
        raise UnreadableSource(f"{place}: JSON without a table. {_ALLOWED} Save the table as CSV and load that.")
    if isinstance(table[0], list):
        return [row if isinstance(row, list) else [row] for row in table], 1
    objects = [row if isinstance(row, dict) else {} for row in table]
    keys = list(dict.fromkeys(key for row in objects for key in row))
    return [keys, *([row.get(key) for key in keys] for row in objects)], 0


def _first_table(content: object) -> list[Any] | None:
    """Return the first list of lists or of objects, nearest to the top."""
    waiting = deque([content])
    while waiting:
        at = waiting.popleft()
        if isinstance(at, list) and at and isinstance(at[0], list | dict):
            return at
        if isinstance(at, dict):
            waiting.extend(at.values())
    return None
