"""Elements of an IATI activity: names in several languages, dates, organizations, places and sectors."""

import xml.etree.ElementTree as ET
from typing import NamedTuple

from graph.names import tidy
from loaders.values.words import is_placeholder

__all__ = ["Participant", "language_of", "names_in", "participants", "percentage", "span", "text_at"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Codes of the standard, version 2; its first version had words.
_ROLES = {
    "1": "funder", "funding": "funder", "2": "lead", "accountable": "lead", "3": "partner", "extending": "partner",
    "4": "implementer", "implementing": "implementer",
}  # fmt: skip
_KINDS = {
    "10": "government", "11": "government", "15": "government", "21": "ngo", "22": "ngo", "23": "ngo", "24": "ngo",
    "30": "other", "40": "other", "60": "funder", "70": "business", "71": "business", "72": "business",
    "73": "business", "80": "academic", "90": "other",
}  # fmt: skip
_STARTS = ("2", "start-actual", "1", "start-planned")
_ENDS = ("4", "end-actual", "3", "end-planned")


class Participant(NamedTuple):
    """An organization as one element names it.

    Attributes
    ----------
    ref : str
        Its id in a register; blank where the element states none.
    name : str
        In the language of the activity where the element has that.
    others : tuple of str
        In other languages.
    kind, role : str
        As the data model calls them; blank where they are not known.
    """

    ref: str
    name: str
    others: tuple[str, ...]
    kind: str
    role: str


def names_in(element: ET.Element | None, language: str) -> list[str]:
    """Return what an element says, the language asked for first; a narrative without a language is in that one.

    Examples
    --------
    >>> title = ET.fromstring('<title><narrative xml:lang="fr">Eau</narrative><narrative>Water</narrative></title>')
    >>> names_in(title, "en"), names_in(title, "fr"), names_in(ET.fromstring("<title> Old  form </title>"), "en")
    (['Water', 'Eau'], ['Eau', 'Water'], ['Old form'])
    """
    if element is None:
        return []
    narratives = [
        (one.get(_LANGUAGE, language).casefold(), tidy("".join(one.itertext()))) for one in element.iter("narrative")
    ]
    if not narratives:
        narratives = [(language.casefold(), tidy(element.text or ""))]
    narratives.sort(key=lambda one: one[0].split("-")[0] != language.casefold().split("-")[0])
    return list(dict.fromkeys(text for _, text in narratives if text))


def text_at(activity: ET.Element, path: str, language: str) -> str:
    """Return what the first element at a path says, in the language asked for where it can; blank if there is none."""
    return next((text for one in activity.findall(path) for text in names_in(one, language)), "")


def language_of(activity: ET.Element) -> str:
    """Return the language of an activity that states none where a text stands; English if it states none itself."""
    return activity.get(_LANGUAGE, "en")


def participants(activity: ET.Element) -> list[Participant]:
    """Return who takes part: those listed, and who reports, as the lead, unless listed or only passing it on.

    Examples
    --------
    >>> activity = ET.fromstring(
    ...     '<iati-activity><reporting-org ref="A"/><participating-org ref="B" role="1"/></iati-activity>'
    ... )
    >>> [(one.ref, one.role) for one in participants(activity)]
    [('B', 'funder'), ('A', 'lead')]
    """
    language = language_of(activity)
    parties = [_participant(one, language, "") for one in activity.findall("participating-org")]
    for element in activity.findall("reporting-org"):
        reporter = _participant(element, language, "lead")
        secondary = element.get("secondary-reporter", "0").strip().casefold() in {"1", "true"}
        listed = any(_same(reporter, other) for other in parties)
        if listed:
            # What it is called there is one more spelling of it.
            parties = [one if not _same(reporter, one) else _with_names(one, reporter) for one in parties]
        elif not secondary:
            parties.append(reporter)
    return [one for one in parties if not (is_placeholder(one.ref) and is_placeholder(one.name))]


def span(activity: ET.Element) -> tuple[str, str]:
    """Return the texts of start and end; what came about holds before what was planned.

    Examples
    --------
    >>> span(ET.fromstring('<a><activity-date type="1" iso-date="2012-04-15"/></a>'))
    ('2012-04-15', '')
    """
    dates: dict[str, str] = {}
    for element in activity.findall("activity-date"):
        day = tidy(element.get("iso-date", "") or element.text or "")
        if day:
            dates.setdefault(element.get("type", "").strip().casefold(), day)
    start, end = (next((dates[k] for k in kinds if k in dates), "") for kinds in (_STARTS, _ENDS))
    return start, end


def percentage(element: ET.Element) -> str | None:
    """Return the share that an element states, as it writes it; ``None`` where it states none."""
    return tidy(element.get("percentage", "")) or None


def _participant(element: ET.Element, language: str, role: str) -> Participant:
    name, *others = names_in(element, language) or [""]
    role_code = element.get("role", "").strip().casefold()
    kind = _KINDS.get(element.get("type", "").strip(), "")
    return Participant(tidy(element.get("ref", "")), name, tuple(others), kind, role or _ROLES.get(role_code, ""))


def _same(one: Participant, other: Participant) -> bool:
    if one.ref and other.ref:
        return one.ref.casefold() == other.ref.casefold()
    return bool(one.name) and one.name.casefold() == other.name.casefold()


def _with_names(one: Participant, other: Participant) -> Participant:
    more = dict.fromkeys((*one.others, other.name, *other.others))
    return one._replace(
        ref=one.ref or other.ref,
        name=one.name or other.name,
        others=tuple(name for name in more if name and name != (one.name or other.name)),
        kind=one.kind or other.kind,
    )
