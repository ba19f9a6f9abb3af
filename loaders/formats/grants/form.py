"""Grants in the 360Giving standard: JSON, or spreadsheets with its column titles."""

from collections.abc import Sequence
from typing import Any

from graph.errors import UnreadableSource
from graph.sources import source_of
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.grants.grants import SOURCE, gather_grant
from loaders.formats.grants.titles import Titled, rows_of, titled
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["THREE_SIXTY_GIVING"]

_WHO = ("fundingOrganization", "recipientOrganization", "recipientIndividual")
_ALLOWED = (
    "Allowed: JSON with a list of grants, or a sheet with the titles of 360Giving, such as 'Identifier', 'Award Date', "
    "'Funding Org:Identifier' and 'Recipient Org:Name', and rows below them."
)


def _grants(file: Opened) -> list[Any]:
    content = file.json
    listed = content.get("grants") if isinstance(content, dict) else content
    if not isinstance(listed, list):
        return []
    return listed if any(isinstance(one, dict) and any(who in one for who in _WHO) for one in listed) else []


def _recognises(file: Opened) -> bool:
    if file.json is not None:
        return bool(_grants(file))
    return any(titled_sheet is not None and titled_sheet.is_grants for titled_sheet in map(titled, file.tables))


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    facts = Gathered("360Giving grants", reading.date)
    for file in files:
        if file.json is not None:
            _gather_json(file, facts, people=reading.people)
        else:
            _gather_sheets(file, facts, people=reading.people)
    return facts.loaded()


def _gather_json(file: Opened, facts: Gathered, *, people: bool) -> None:
    grants = _grants(file)
    if not grants:
        raise UnreadableSource(f"{file.name}: JSON without a grant. {_ALLOWED} Export the grants again.")
    for number, grant in enumerate(grants, start=1):
        source = facts.record(file.name, "", number)
        if isinstance(grant, dict):
            gather_grant(grant, source, facts, people=people)
        else:
            facts.reject(source, "", str(grant)[:80], "a grant, as an object", "no_organization")


def _gather_sheets(file: Opened, facts: Gathered, *, people: bool) -> None:
    understood = [(sheet, titled(sheet)) for sheet in file.sheets]
    used = [one for _, one in understood if one is not None]
    rows = rows_of([one for one in used if one.is_grants])
    if not rows:
        titles = ", ".join(repr(title) for one in used for title in one.sheet.rows[one.header] if title.strip())[:200]
        problem = f"found the titles {titles} and no grant below them" if titles else "found no title of 360Giving"
        raise UnreadableSource(f"{file.name}: {problem}. {_ALLOWED} Fill in the rows, or load another file.")
    more = rows_of([one for one in used if not one.is_grants])
    grant_ids = {str(row.grant.get("id", "")) for row in rows} - {""}
    parts: dict[str, list[tuple[str, Any]]] = {}
    for row in more:
        source = facts.record(row.sheet.file, row.sheet.name, row.line)
        grant_id = str(row.grant.pop("id", ""))
        if grant_id not in grant_ids:
            expected = f"the identifier of a grant in this file ({len(grant_ids)} known)"
            facts.reject(source, "Identifier", grant_id, expected, "unknown_id")
            continue
        for field, items in row.grant.items():
            parts.setdefault(grant_id, []).extend((field, item | {SOURCE: source}) for item in items)
    for row in rows:
        source = facts.record(row.sheet.file, row.sheet.name, row.line)
        for field, item in parts.get(str(row.grant.get("id", "")), []):
            row.grant.setdefault(field, []).append(item)
        gather_grant(row.grant, source, facts, people=people)
    _note_unused(file, understood, facts)


def _note_unused(file: Opened, understood: Sequence[tuple[Any, Titled | None]], facts: Gathered) -> None:
    for sheet, titled_sheet in understood:
        if titled_sheet is None and sheet.rows:
            facts.note(source_of(file.name, sheet.name), "", "a sheet of no grants", _ALLOWED, "unused_sheet")
        expected = "a column that says something of organizations, places, dates or causes"
        for title in titled_sheet.unused if titled_sheet is not None else ():
            facts.note(source_of(file.name, sheet.name), title, title, expected, "unused_column")


THREE_SIXTY_GIVING = Form("360giving", "360Giving grants", _recognises, _load, stands_alone=True)
