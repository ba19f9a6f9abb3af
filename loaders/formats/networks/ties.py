"""Connections of a drawn network become declared ties, with their direction, sign, scale and dates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.names import normal_name, stable_id, tidy
from loaders.facts.gathered import Gathered
from loaders.formats.networks.elements import Elements
from loaders.formats.networks.record import Record, chosen, quoted
from loaders.formats.networks.tie_dates import days_read, tie_dates
from loaders.formats.networks.tie_facts import tie_facts
from loaders.formats.networks.vocabulary import connection_field
from loaders.values.scales import SCALE_PROBLEMS, scale_in
from loaders.values.words import is_placeholder

__all__ = ["Ties", "ties"]

_REASONS = {
    "person": "two organizations; people are left out",
    "placeholder": "two organizations; one end stands for nobody in particular",
    "ambiguous_name": "a name that one organization carries, or its id",
    "unknown_id": "an id that an element of the file carries",
}


@dataclass
class Ties:
    """What the connections of a network come to.

    Attributes
    ----------
    rows : list of dict
        Rows of the table of declared ties, each with its ``source``.
    made : dict of str to Record
        Names that only connections mention, each with the first that does: they become organizations.
    spellings : Counter of (organization_id, name)
        How often each name in `made` is written so.
    unknown : dict of (file, sheet, header) to int
        Columns kept as ``x_...``, with the first line that fills each.
    """

    rows: list[dict[str, object]] = field(default_factory=list)
    made: dict[str, Record] = field(default_factory=dict)
    spellings: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: dict[tuple[str, str, str], int] = field(default_factory=dict)


def ties(records: Sequence[Record], organizations: Elements, facts: Gathered, *, only_known: bool = False) -> Ties:
    """Return the declared ties among connections; those that are none are rejected in `facts`, with its default date.

    An end is looked up among the ids of elements, then among their names; what neither holds becomes an organization
    of that name, unless `only_known`. Where an end is no single known text, ``|`` separates several ends. A first and
    a last date give a tie each. Negative strength is a negative sign. An organization is not tied to itself.
    """
    tied = Ties()
    read = [chosen(record, connection_field) for record in records]
    _note_scales(facts, records, read)
    days = days_read(cells for cells, _, _ in read)
    for record, (cells, header_of, others) in zip(records, read, strict=True):
        ends = [_ends(organizations, cells.get(end, ""), only_known=only_known) for end in ("from", "to")]
        wrong = next((why for ids, why in ends if not ids), None)
        if wrong:
            at = header_of.get("from" if not ends[0][0] else "to", "")
            expected = _REASONS.get(wrong[1], "both ends of a connection")
            facts.reject(record.source, at, quoted(wrong[0], wrong[1]), expected, wrong[1])
            continue
        for _, why in ends:
            if why:
                facts.note(record.source, "", quoted(why[0], why[1]), _REASONS[why[1]], why[1])
        _make(tied, record, ends[0][0] | ends[1][0])
        values, reverse = tie_facts(facts, record, cells, header_of, others)
        for header in others:
            if not header.startswith("x_"):
                tied.unknown.setdefault((record.file, record.sheet, header), record.line)
        dates = tie_dates(facts, record, cells, header_of, days) or [facts.default_date]
        first, second = (ends[1][0], ends[0][0]) if reverse else (ends[0][0], ends[1][0])
        pairs = [(a, b) for a in first for b in second if a != b]
        for a, b in pairs:
            pair = sorted((a, b)) if values.get("directed") is False else (a, b)
            base = {"from_id": pair[0], "to_id": pair[1]} | values | {"source": record.source}
            tied.rows += [base | {"date": day} for day in dates]
        if not pairs:
            expected = "two different organizations"
            facts.note(record.source, header_of.get("to", ""), cells.get("from", ""), expected, "self_tie")
    return tied


def _note_scales(
    facts: Gathered, records: Sequence[Record], read: Sequence[tuple[dict[str, str], dict[str, str], dict[str, str]]]
) -> None:
    """Note each header of strengths whose brackets may hold no scale, or another one, at its first connection."""
    noted: set[tuple[str, str, str]] = set()
    for record, (cells, header_of, _) in zip(records, read, strict=True):
        header = header_of.get("strength", "")
        place = (record.file, record.sheet, header)
        if "strength" in cells and place not in noted:
            noted.add(place)
            if problem := scale_in(header).problem:
                facts.note(record.source, header, header, SCALE_PROBLEMS[problem], problem)


_End = tuple[dict[str, str], tuple[str, str] | None]


def _make(tied: Ties, record: Record, name_by_id: dict[str, str]) -> None:
    for organization, name in name_by_id.items():
        if name:
            tied.made.setdefault(organization, record)
            tied.spellings[organization, name] += 1


def _ends(organizations: Elements, text: str, *, only_known: bool) -> _End:
    """Return the organizations that an end names, and what is wrong with one of them: its text and the reason.

    Each organization comes with its name where no element carries it, else with an empty text.
    """
    whole = text if text in organizations.id_of else text.strip()
    parts = [whole]
    if whole not in organizations.id_of and normal_name(whole) not in organizations.id_of:
        parts = [part for piece in whole.split("|") if (part := piece.strip())]
    name_by_id: dict[str, str] = {}
    wrong: tuple[str, str] | None = None
    for part in parts:
        organization, reason = _end(organizations, part, only_known=only_known)
        if organization:
            name_by_id[organization] = "" if organization in organizations.ids else tidy(part)
        else:
            wrong = (part, reason)
    return name_by_id, wrong or (None if name_by_id else (whole, "missing_value"))


def _end(organizations: Elements, text: str, *, only_known: bool) -> tuple[str, str]:
    """Return the organization that a text stands for, or the reason why it stands for none."""
    key = normal_name(text)
    organization = organizations.id_of.get(text) or (
        "" if key in organizations.ambiguous else organizations.id_of.get(key, "")
    )
    reason = ""
    if not organization:
        reason = (
            "ambiguous_name"
            if key in organizations.ambiguous
            else organizations.left_out.get(text) or organizations.left_out.get(key, "")
        )
        if not reason and only_known:
            reason = "unknown_id"
        elif not reason and not text.isdigit() and is_placeholder(text):
            reason = "placeholder"
    return ("", reason) if reason else (organization or stable_id("org", text), "")
