"""Member lists as PARTNER and sumApp keep them: one row a member, with the people to write to."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.facts.alone import one_by_one
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.networks.elements import elements
from loaders.formats.networks.network import NetworkFile, gather_network
from loaders.formats.networks.record import Record
from loaders.formats.networks.tables import Section, drawn_sections, note_unused, section_records
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.plain import normal_header

__all__ = ["MEMBER_LIST"]

_LABEL = "member list"
_SIGN = "primary organization"


def _is_list(section: Section) -> bool:
    return section.kind == "elements" and _SIGN in map(normal_header, section.headers)


def _recognises(file: Opened) -> bool:
    sections = drawn_sections([file])
    return any(map(_is_list, sections)) and all(section.kind != "connections" for section in sections)


def _member(record: Record) -> Record:
    """Return a row as a member, unless it says what else it is."""
    if any(normal_header(header) == "status" for header in record.cells):
        return record
    return Record(record.file, record.sheet, record.line, {**record.cells, "status": "member"})


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    sections = drawn_sections(files)
    lists = [section for section in sections if _is_list(section)]
    without = [file for file in files if file.name not in {section.sheet.file for section in lists}]
    if without:
        raise UnreadableSource(
            f"{without[0].name}: no column 'Primary Organization'. Allowed: a list of members with that column in its "
            "header. Name the column so, or load the file without --form."
        )
    members = [_member(record) for section in lists for record in section_records(section)]
    facts = Gathered(_LABEL, reading.date)
    note_unused(lists, files, facts)
    gather_network(NetworkFile(members), elements(members, facts), facts)
    return facts.loaded()


MEMBER_LIST = Form("member-list", _LABEL, _recognises, one_by_one(_load), stands_alone=True)
