"""Operational presence from HDX HAPI: who is active where, read as a who-does-what-where file."""

from collections.abc import Sequence
from dataclasses import replace

from graph.errors import UnreadableSource
from loaders.facts.form import Form
from loaders.formats.who_does_what.spreadsheets import load_spreadsheets
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.tabular import Sheet
from loaders.reading_options import Reading

__all__ = ["OPERATIONAL_PRESENCE"]

_LABEL = "HDX HAPI operational presence"
_TAGS = {
    "location_code": "#country+code", "location_name": "#country+name", "admin1_code": "#adm1+code",
    "admin1_name": "#adm1+name", "admin2_code": "#adm2+code", "admin2_name": "#adm2+name",
    "org_acronym": "#org+acronym", "org_name": "#org+name", "org_type_description": "#org+type+name",
    "sector_name": "#sector+name", "reference_period_start": "#date+start", "reference_period_end": "#date+end",
}  # fmt: skip
_NEEDED = {"location_code", "reference_period_start"}
_ANY_OF = ({"org_name", "org_acronym"}, {"sector_name", "sector_code"})
_STAND_INS = {"admin1_name": "provider_admin1_name", "admin2_name": "provider_admin2_name"}


def _headers(sheet: Sheet) -> list[str]:
    return [cell.strip().casefold() for cell in sheet.rows[0]] if sheet.rows else []


def _is_presence(sheet: Sheet) -> bool:
    headers = set(_headers(sheet))
    return headers >= _NEEDED and all(headers & some for some in _ANY_OF)


def _recognises(file: Opened) -> bool:
    return any(_is_presence(sheet) for sheet in file.tables)


def _tagged(sheet: Sheet) -> Sheet:
    """Return the sheet with HXL tags in place of its headers, and the provider's name where a place has no other."""
    headers = _headers(sheet)
    tags = dict(_TAGS)
    if "sector_name" not in headers:
        tags["sector_code"] = "#sector+name"
    rows = [[tags.get(header, "") for header in headers]]
    body = sheet.rows[1:]
    first_line = sheet.first_line
    if body and sum(cell.strip().startswith("#") for cell in body[0]) * 2 > len(headers):
        body, first_line = body[1:], first_line + 1
    for row in body:
        cells = list(row)
        for name, other in _STAND_INS.items():
            if name in headers and other in headers and not cells[headers.index(name)].strip():
                cells[headers.index(name)] = cells[headers.index(other)]
        rows.append(cells)
    return replace(sheet, rows=rows, first_line=first_line)


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    tagged = []
    for file in files:
        sheets = [_tagged(sheet) for sheet in file.sheets if _is_presence(sheet)]
        if not sheets:
            raise UnreadableSource(
                f"{file.name}: no table of operational presence. Allowed: CSV or JSON with the columns of HDX HAPI, "
                "such as location_code, org_name, sector_name and reference_period_start. Fetch it again."
            )
        with_tags = Opened(file.path)
        with_tags.sheets = sheets
        tagged.append(with_tags)
    return load_spreadsheets(tagged, reading, _LABEL)


OPERATIONAL_PRESENCE = Form("hapi", _LABEL, _recognises, _load, stands_alone=True)
