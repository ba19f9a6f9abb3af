"""Activities in the IATI standard: XML, version 2 (and the words of version 1 where they differ)."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from graph.errors import UnreadableSource
from graph.sources import source_of
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.iati.activities import gather_activity
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.xml import local_name, safe_xml
from loaders.reading_options import Reading

__all__ = ["IATI"]

_ROOTS = ("iati-activities", "iati-activity")


def _recognises(file: Opened) -> bool:
    return file.root in _ROOTS


def _activities(root: ET.Element) -> list[ET.Element]:
    """Return the activities, their elements without the namespace that some publishers give them all."""
    space = str(root.tag).rpartition("}")[0]
    if space:
        for element in root.iter():
            if element.tag.startswith(f"{space}}}"):
                element.tag = local_name(element)
    return list(root.iter("iati-activity"))


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    facts = Gathered("IATI activities", reading.date)
    for file in files:
        root = safe_xml(file.data, file.name)
        activities = _activities(root)
        if not activities:
            raise UnreadableSource(
                f"{file.name}: XML of <{local_name(root)}> without an activity. Allowed: an <iati-activities> file "
                "with at least one <iati-activity>. Files of organizations say nothing of ties: load "
                "a file of activities."
            )
        contacts = 0
        for number, activity in enumerate(activities, start=1):
            contacts += sum(1 for _ in activity.iter("contact-info"))
            gather_activity(activity, facts.record(file.name, "", number), facts)
        if contacts:
            expected = "organizations; the people to contact are not read"
            facts.note(source_of(file.name, "", 1), "contact-info", f"{contacts} contacts", expected, "person")
    return facts.loaded()


IATI = Form("iati", "IATI activities", _recognises, _load, stands_alone=True)
