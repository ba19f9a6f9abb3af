"""Connections that say of which type their ends are, as Graph Commons has them."""

from collections import Counter
from collections.abc import Sequence

from graph.names import normal_name
from loaders.formats.networks.record import Record
from loaders.formats.networks.vocabulary import connection_field, is_person
from loaders.values.plain import normal_header

__all__ = ["typed_ends"]

_TYPES = {"from type": "from", "to type": "to"}


def typed_ends(connections: Sequence[Record], elements: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Return connections without the types of their ends, and an element for each name that has one.

    Of several types of one name one that says a human being holds, else the commonest. A name among `elements` has
    the type that it has there.

    Examples
    --------
    >>> tie = Record("x.csv", "", 2, {"From Type": "NGO", "From Name": "A", "To Name": "B"})
    >>> ties, ends = typed_ends([tie], [])
    >>> ties[0].cells, ends[0].cells
    ({'From Name': 'A', 'To Name': 'B'}, {'label': 'A', 'type': 'NGO'})
    """
    listed = {normal_name(text) for record in elements for text in record.cells.values()}
    types: dict[str, Counter[str]] = {}
    first: dict[str, tuple[Record, str]] = {}
    plain: list[Record] = []
    for record in connections:
        ends = {connection_field(header)[0]: text for header, text in record.cells.items()}
        end_of_header = {h: _TYPES[normal_header(h)] for h in record.cells if normal_header(h) in _TYPES}
        for header, end in end_of_header.items():
            name = ends.get(end, "")
            if name and normal_name(name) not in listed:
                types.setdefault(normal_name(name), Counter())[record.cells[header]] += 1
                first.setdefault(normal_name(name), (record, name))
        cells = {header: text for header, text in record.cells.items() if header not in end_of_header}
        plain.append(Record(record.file, record.sheet, record.line, cells) if end_of_header else record)
    made = [
        Record(record.file, record.sheet, record.line, {"label": name, "type": _type(types[key])})
        for key, (record, name) in first.items()
    ]
    return plain, made


def _type(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (not is_person([text]), -counts[text], text))
