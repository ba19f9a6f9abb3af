"""JSON objects of elements and connections as records."""

from collections.abc import Iterable, Mapping
from typing import Any

from loaders.formats.networks.record import Record

__all__ = ["object_records"]

_NESTED = ("attributes", "display", "data")


def object_records(objects: Iterable[Any], file: str, sheet: str) -> list[Record]:
    """Return each object of a list as a record: what stands under ``attributes``, ``display`` or ``data`` is its own.

    Lists become text joined by ``|``; a deeper object is left out. What is no object is a record without cells.

    Examples
    --------
    >>> object_records([{"id": 1, "attributes": {"label": "A", "tags": ["x", "y"]}}], "m.json", "elements")[0].cells
    {'id': '1', 'label': 'A', 'tags': 'x|y'}
    """
    return [Record(file, sheet, i, _cells(one)) for i, one in enumerate(objects, start=1)]


def _cells(one: Any) -> dict[str, str]:  # noqa: ANN401  (whatever a list holds)
    if not isinstance(one, Mapping):
        return {}
    cells: dict[str, str] = {}
    inner = [one[name] for name in _NESTED if isinstance(one.get(name), Mapping)]
    for mapping in (one, *inner):
        for key, value in mapping.items():
            text = _text(value)
            if text.strip():
                cells.setdefault(_text(key), text)
    return cells


def _text(value: Any) -> str:  # noqa: ANN401  (whatever an object holds)
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "|".join(part for item in value if (part := _text(item)))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Half a character, which JSON can spell, is no text.
    return str(value).encode("utf-8", "replace").decode()
