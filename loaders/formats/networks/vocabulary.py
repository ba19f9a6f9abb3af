"""What the columns of elements and of connections are called in other programs' files, and the words in them."""

import re
from collections.abc import Iterable, Mapping

from loaders.values.plain import normal_header
from loaders.values.words import organization_kind

__all__ = ["CONNECTIONS", "ELEMENTS", "connection_field", "direction_of", "element_field", "is_person"]

# In order of trust: where two columns of one field are filled, the first holds.
_ELEMENTS = {
    "organization_id": "organization id",
    "id": "id|node id|element id|key|shared name",
    "name": "primary organization|label|name|vertex|node|organization|organization name|title",
    "aliases": "aliases|alias|node label|also known as|acronym",
    "kind": "kind|type|element type|node type|entity type|organization type|primary ext|sector",
    "status": "status",
    "capabilities": "capabilities|expertise|skills",
    "size": "size|organization size|staff size",
    "place": "place|city|province|state|country|location|region",
    "latitude": "latitude|lat",
    "longitude": "longitude|lon|lng|long",
    "website": "website|url|web site|link|homepage",
    "note": "note|notes|description|blurb|summary",
    "sensitive": "sensitive",
    "person": "first name|last name|full name|contact|contact name|contact person|email|e mail|email address|"
    "e mail address|job title|phone|phone number|telephone|mobile|fax",
}
_CONNECTIONS = {
    "from": "from id|from|source|from name|source name|source id|vertex 1|node1 id|node1|entity1 id",
    "to": "to id|to|target|to name|target name|target id|vertex 2|node2 id|node2|entity2 id",
    "kind": "kind|relationship|relation|connection type|relationship type|edge type|interaction|edge|type|label",
    "direction": "direction|directed|direction type|arrow",
    "strength": "strength|weight|value|connection strength|tie strength|edge weight|level|frequency|trust",
    "scale_min": "scale min",
    "scale_max": "scale max",
    "sign": "sign|polarity",
    "date": "date|year|timestamp|day|month",
    "first": "first|start|start date|since|from date|begin|begin date",
    "last": "last|end|end date|until|to date",
    "spell": "timeset|interval|spell|spells",
}
ELEMENTS: Mapping[str, tuple[str, ...]] = {field: tuple(words.split("|")) for field, words in _ELEMENTS.items()}
CONNECTIONS: Mapping[str, tuple[str, ...]] = {field: tuple(words.split("|")) for field, words in _CONNECTIONS.items()}

_DIRECTIONS = {
    "directed": True, "arc": True, "true": True, "yes": True, "1": True, "to": True, "right": True, "forward": True,
    "undirected": False, "mutual": False, "both": False, "false": False, "no": False, "0": False, "none": False,
    "bidirectional": False, "reverse": True, "left": True, "backward": True,
    "1 2": True, "2 1": True,
}  # fmt: skip
_REVERSED = frozenset({"reverse", "left", "backward", "2 1"})
_PEOPLE = frozenset({"person", "people", "individual", "individuals", "human", "contact", "persona", "personne"})


def _fields(words_of: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, int]]:
    return {word: (field, rank) for field, words in words_of.items() for rank, word in enumerate(words)}


_ELEMENT_OF, _CONNECTION_OF = _fields(ELEMENTS), _fields(CONNECTIONS)


def element_field(header: str) -> tuple[str, int]:
    """Return what a column of elements holds, and its rank among the columns of that; an empty text if unknown.

    Examples
    --------
    >>> element_field("Element type"), element_field("Colour")
    (('kind', 2), ('', 0))
    """
    return _ELEMENT_OF.get(normal_header(header), ("", 0))


def connection_field(header: str) -> tuple[str, int]:
    """Return what a column of connections holds, and its rank; a scale in brackets does not matter.

    Examples
    --------
    >>> connection_field("Strength (5-1)"), connection_field("Vertex 2")
    (('strength', 0), ('to', 6))
    """
    return _CONNECTION_OF.get(normal_header(re.sub(r"[(\[].*", "", header)), ("", 0))


def direction_of(text: str) -> tuple[bool, bool] | None:
    """Return whether a word means directed, and whether it points from the second end to the first.

    Examples
    --------
    >>> direction_of("Directed"), direction_of("mutual"), direction_of("left"), direction_of("trusts")
    ((True, False), (False, False), (True, True), None)
    """
    word = normal_header(text)
    if word not in _DIRECTIONS:
        return None
    return _DIRECTIONS[word], word in _REVERSED


def is_person(types: Iterable[str]) -> bool:
    """Whether a type of element says that it is a human being.

    Examples
    --------
    >>> is_person(["Person"]), is_person(["Business Person", "NGO"]), is_person(["Organization"])
    (True, True, False)
    """
    return any(_says_person(normal_header(text).split(), text) for text in types)


def _says_person(words: list[str], text: str) -> bool:
    return bool(words) and (words[-1] in _PEOPLE or (bool(_PEOPLE & set(words)) and not organization_kind(text)))
