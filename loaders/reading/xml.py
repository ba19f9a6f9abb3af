"""An XML file becomes a tree of elements; a file made to harm the reader is refused."""

import xml.etree.ElementTree as ET
from xml.parsers import expat

from graph.errors import UnreadableSource

__all__ = ["MOST_DEPTH", "MOST_ELEMENTS", "MOST_XML_BYTES", "fault_of", "local_name", "safe_xml"]

MOST_XML_BYTES = 256 * 1024 * 1024
MOST_ELEMENTS = 5_000_000
MOST_DEPTH = 200


class _TooDeep(Exception):  # noqa: N818  (never leaves this module)
    pass


class _TooMany(Exception):  # noqa: N818
    pass


class _Bounded(ET.TreeBuilder):
    """Builds the tree while it is neither too deep nor too large."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.made = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self.depth += 1
        self.made += 1
        if self.depth > MOST_DEPTH:
            raise _TooDeep
        if self.made > MOST_ELEMENTS:
            raise _TooMany
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


def safe_xml(content: bytes, name: str) -> ET.Element:
    """Return the outermost element of an XML file.

    Nothing outside the file is opened, and nothing in it is expanded: a document type, an entity or a reference to
    another file is refused, and so is a file that is larger than `MOST_XML_BYTES`, nested deeper than `MOST_DEPTH`
    or made of more than `MOST_ELEMENTS` elements.

    Parameters
    ----------
    content : bytes
        What the file holds; its encoding is the one that it declares, else UTF-8.
    name : str
        The file's name, for messages.

    Raises
    ------
    UnreadableSource
        If it is no well-formed XML, or one of those that are refused.

    Examples
    --------
    >>> safe_xml(b"<a><b>text</b></a>", "x.xml").findtext("b")
    'text'
    >>> safe_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "x.xml")
    Traceback (most recent call last):
        ...
    graph.errors.UnreadableSource: x.xml: declares a document type (<!DOCTYPE a>), through which a small file can fill
    the memory or open other files. Allowed: XML without one. Delete the declaration and what it declares, or export
    the file again.
    """
    from defusedxml.common import DefusedXmlException, DTDForbidden  # noqa: PLC0415  (only where XML is read)
    from defusedxml.ElementTree import DefusedXMLParser  # noqa: PLC0415

    if len(content) > MOST_XML_BYTES:
        raise _refused_size(name, f"more than {MOST_XML_BYTES // 1024**2} MiB")
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except DTDForbidden as error:
        raise UnreadableSource(
            f"{name}: declares a document type (<!DOCTYPE {str(error.name)[:40]}>), through which a small file can "
            "fill the memory or open other files. Allowed: XML without one. Delete the declaration and what it "
            "declares, or export the file again."
        ) from None
    except DefusedXmlException as error:  # a guard behind the first: no entity is declared without a document type
        raise UnreadableSource(
            f"{name}: refers to something outside the file, or declares an entity ({error}). Allowed: XML that "
            "stands by itself. Export the file again."
        ) from None
    except _TooDeep:
        raise UnreadableSource(
            f"{name}: elements nested more than {MOST_DEPTH} deep. Allowed: at most {MOST_DEPTH}; no format that is "
            "read here needs a tenth of that. Check that this is the file you mean."
        ) from None
    except _TooMany:
        raise _refused_size(name, f"more than {MOST_ELEMENTS:,} elements") from None
    except (ET.ParseError, ValueError, LookupError, TypeError) as error:
        raise UnreadableSource(
            f"{name}: not well-formed XML ({str(error)[:200]}). Allowed: a complete XML file in the encoding that it "
            "declares. Export or fetch it again."
        ) from None
    return root


def fault_of(content: bytes) -> str:
    """Return why a part of a workbook is no well-formed XML, or declares a document type; blank where all is well.

    Nothing is made of it: this is for what another library reads, which may go round in circles on broken XML.

    Examples
    --------
    >>> fault_of(b"<a><b/></a>")
    ''
    >>> fault_of(b"<a><b></a>")
    'mismatched tag: line 1, column 8'
    """
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise expat.ExpatError("a document type")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return str(error)
    return ""


def local_name(element: ET.Element) -> str:
    """Return the name of an element without its namespace.

    Examples
    --------
    >>> local_name(safe_xml(b'<x:a xmlns:x="urn:x"/>', "x.xml"))
    'a'
    """
    return str(element.tag).rpartition("}")[2]


def _refused_size(name: str, size: str) -> UnreadableSource:
    return UnreadableSource(
        f"{name}: {size}. Allowed: XML of at most {MOST_XML_BYTES // 1024**2} MiB and {MOST_ELEMENTS:,} elements. "
        "Split the file and load its parts."
    )
