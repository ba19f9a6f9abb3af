"""XML is read as it stands; files made to harm the reader are refused before they can."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from loaders.reading import xml
from loaders.reading.xml import MOST_DEPTH, safe_xml

LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BOMBS = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY l0 "lol">{LAUGHS}]><z>&l9;</z>',
    "quadratic blowup": f'<!DOCTYPE z [<!ENTITY a "{"a" * 100_000}">]><z>{"&a;" * 50_000}</z>',
    "external entity": '<!DOCTYPE z [<!ENTITY e SYSTEM "file:///etc/hostname">]><z>&e;</z>',
    "parameter entity": '<!DOCTYPE z [<!ENTITY % e SYSTEM "file:///etc/hostname"> %e;]><z/>',
    "external document type": '<!DOCTYPE z SYSTEM "file:///etc/hostname"><z/>',
    "public document type": '<!DOCTYPE z PUBLIC "-//X//Y" "http://127.0.0.1:9/z.dtd"><z/>',
    "an attribute that expands": '<!DOCTYPE z [<!ENTITY a "b">]><z n="&a;"/>',
    "a document type alone": "<!DOCTYPE z><z/>",
}


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableSource) as refused:
        safe_xml(data, "x.xml")
    message = str(refused.value)
    assert message.startswith("x.xml: ")
    assert "Allowed: " in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_bomb_is_refused_at_its_document_type(name: str, encoding: str) -> None:
    assert "<!DOCTYPE z>" in refusal(BOMBS[name].encode(encoding))


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    paths: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def test_nobody_outside_is_asked(asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    for text in (
        f'<!DOCTYPE z [<!ENTITY e SYSTEM "{address}/entity">]><z>&e;</z>',
        f'<!DOCTYPE z SYSTEM "{address}/dtd"><z/>',
    ):
        refusal(text.encode())
    held = f'<z xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{address}/include"/></z>'
    assert len(safe_xml(held.encode(), "x.xml")) == 1
    assert paths == []


def test_the_second_guard_holds_without_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from defusedxml import ElementTree as Defused

    whole = Defused.DefusedXMLParser
    monkeypatch.setattr(Defused, "DefusedXMLParser", lambda **given: whole(**(given | {"forbid_dtd": False})))
    for name in ("billion laughs", "quadratic blowup", "external entity"):
        assert "declares an entity" in refusal(BOMBS[name].encode())


def test_depth() -> None:
    deep = b"<a>" * MOST_DEPTH + b"</a>" * MOST_DEPTH
    assert sum(1 for _ in safe_xml(deep, "x.xml").iter()) == MOST_DEPTH
    assert f"more than {MOST_DEPTH} deep" in refusal(b"<a>" + deep + b"</a>")
    assert "deep" in refusal(b"<a>" * 3_000_000)


def test_wide_is_not_deep() -> None:
    assert len(safe_xml(b"<a>" + b"<b/>" * 10 * MOST_DEPTH + b"</a>", "x.xml")) == 10 * MOST_DEPTH


def test_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 3)
    assert len(safe_xml(b"<a><b/><b/></a>", "x.xml")) == 2
    assert "more than 3 elements" in refusal(b"<a><b/><b/><b/></a>")
    monkeypatch.setattr(xml, "MOST_XML_BYTES", 8)
    assert "Split the file" in refusal(b"<a>12</a>")


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"<a>", b"<a></b>", b"<a>&nothing;</a>", b"<a>\x00</a>", b"<a>\xff</a>", b"<a/><b/>",
     b'<?xml version="1.0" encoding="nothing"?><a/>', b'<?xml version="1.0" encoding="utf-7"?><a/>'],
)  # fmt: skip
def test_what_is_no_xml_is_told(data: bytes) -> None:
    assert "not well-formed XML" in refusal(data)


def test_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"):
        declared = encoding.removesuffix("-sig")
        told = f'<?xml version="1.0" encoding="{declared}"?><a>País</a>'.encode(encoding)
        assert safe_xml(told, "x.xml").text == "País"


def test_a_real_file_is_the_tree_that_the_standard_reader_makes(real_data: Path) -> None:
    data = (real_data / "format-examples/iati-activity-2.03-example.xml").read_bytes()
    theirs = ET.fromstring(data)
    assert ET.tostring(safe_xml(data, "x.xml")) == ET.tostring(theirs)


@given(st.binary(max_size=200) | st.text("<a/>&;!DOCTYPE[]\"' =", max_size=80).map(str.encode))
def test_whatever_comes_is_a_tree_or_a_refusal(data: bytes) -> None:
    try:
        safe_xml(data, "x.xml")
    except UnreadableSource as error:
        assert "Allowed: " in str(error)  # noqa: PT017  (either outcome is right)
