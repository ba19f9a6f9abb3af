"""Column titles of 360Giving spreadsheets, and the grants that their rows say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.reading.tabular import Sheet
from loaders.values.plain import normal_header

__all__ = ["SheetRow", "Titled", "rows_of", "titled"]

_HEADER_ROWS = 25
_ONE = {
    "Identifier": "id", "Title": "title", "Description": "description", "Currency": "currency",
    "Amount Applied For": "amountAppliedFor", "Amount Awarded": "amountAwarded",
    "Amount Disbursed": "amountDisbursed", "Award Date": "awardDate", "URL": "url",
    "From An Open Call?": "fromOpenCall", "Location Scope": "locationScope", "For Regrant Type": "regrantType",
}  # fmt: skip
_ORGANIZATION = {
    "Identifier": "id", "Name": "name", "Charity Number": "charityNumber", "Company Number": "companyNumber",
    "City": "addressLocality", "Country": "addressCountry", "Description": "description",
    "Organisation Type": "organisationType", "Alternate Name": "alternateName", "Web Address": "url",
}  # fmt: skip
_EVENT = {"Start Date": "startDate", "End Date": "endDate"}
_MANY: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("Recipient Org", "recipientOrganization"): _ORGANIZATION,
    ("Funding Org", "fundingOrganization"): _ORGANIZATION,
    ("Recipient Ind", "recipientIndividual"): {"Identifier": "id", "Name": "name"},
    ("To Individuals Details", "toIndividualsDetails"): {"Primary Grant Reason": "primaryGrantReason"},
    ("Beneficiary Location", "beneficiaryLocation"): {
        "Name": "name", "Country Code": "countryCode", "Latitude": "latitude", "Longitude": "longitude",
        "Geographic Code": "geoCode", "Geographic Code Type": "geoCodeType",
    },
    ("Grant Programme", "grantProgramme"): {"Code": "code", "Title": "title"},
    ("Classifications", "classifications"): {"Vocabulary": "vocabulary", "Code": "code", "Title": "title"},
    ("Planned Dates", "plannedDates"): _EVENT,
    ("Actual Dates", "actualDates"): _EVENT,
}  # fmt: skip

_FIELDS: Mapping[str, tuple[str, str]] = {
    normal_header(spelled): ("", field) for title, field in _ONE.items() for spelled in (title, field)
} | {
    normal_header(spelled): (parent, field)
    for (said, parent), fields in _MANY.items()
    for title, field in fields.items()
    for spelled in (f"{said} {title}", f"{parent} {field}")
}
_NUMBER = re.compile(r"(?:^| )(\d+)(?= |$)")
_WHO = {"recipientOrganization", "fundingOrganization", "recipientIndividual"}


@dataclass(frozen=True)
class Titled:
    """A sheet of grants, or one that says more of the grants of another sheet.

    Attributes
    ----------
    sheet : Sheet
        Its cells.
    header : int
        The row of the titles, from 0.
    columns : dict of int to tuple
        For each column that is understood: the list that it belongs to (``""``: the grant itself), the number of
        the item, and the field.
    is_grants : bool
        Whether a row is a grant: it says who gives or gets, and what.
    """

    sheet: Sheet
    header: int
    columns: Mapping[int, tuple[str, int, str]]
    is_grants: bool

    @property
    def unused(self) -> list[str]:
        """The titles of columns that were not understood and are not empty."""
        titles, *rows = self.sheet.rows[self.header :]
        others = [i for i, title in enumerate(titles) if title.strip() and i not in self.columns]
        return [titles[i] for i in others if any(row[i].strip() for row in rows)]


@dataclass(frozen=True)
class SheetRow:
    """A row as the grant that it says, nested as in JSON, and where it stands."""

    sheet: Sheet
    line: int
    grant: dict[str, Any]


def titled(sheet: Sheet) -> Titled | None:
    """Return what the titles of a sheet mean; ``None`` where they are not those of 360Giving.

    Titles are compared without case, spaces and punctuation, numbers in them count items
    (``Recipient Org:0:Name``), and the names of JSON fields stand for titles too.
    """
    best: tuple[int, dict[int, tuple[str, int, str]]] | None = None
    for i, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        columns = _columns(row)
        if best is None or len(columns) > len(best[1]):
            best = i, columns
    if best is None:
        return None
    fields = {(parent, field) for parent, _, field in best[1].values()}
    lists = {parent for parent, _ in fields}
    own = {field for parent, field in fields if not parent}
    is_grants = bool(lists & _WHO) and bool(own - {"id"})
    says_more = own == {"id"} and bool(lists - {""})
    return Titled(sheet, best[0], best[1], is_grants) if is_grants or says_more else None


def rows_of(sheets: Iterable[Titled]) -> list[SheetRow]:
    """Return every row of the sheets that is not blank, as the grant that it says."""
    grant_rows = []
    for one in sheets:
        for i, row in enumerate(one.sheet.rows[one.header + 1 :], start=one.header + 1):
            if any(cell.strip() for cell in row):
                grant_rows.append(SheetRow(one.sheet, one.sheet.first_line + i, _nested(row, one.columns)))
    return grant_rows


def _columns(row: Sequence[str]) -> dict[int, tuple[str, int, str]]:
    columns: dict[int, tuple[str, int, str]] = {}
    taken = set()
    for i, cell in enumerate(row):
        plain = normal_header(cell)
        numbers = _NUMBER.findall(plain)
        parent_and_field = _FIELDS.get(" ".join(_NUMBER.sub("", plain).split()))
        if parent_and_field is None or len(numbers) > 1:
            continue
        parent, field = parent_and_field
        at = (parent, int(numbers[0]) if numbers else 0, field)
        if at not in taken:
            taken.add(at)
            columns[i] = at
    return columns


def _nested(row: Sequence[str], columns: Mapping[int, tuple[str, int, str]]) -> dict[str, Any]:
    grant: dict[str, Any] = {}
    items: dict[tuple[str, int], dict[str, str]] = {}
    for i, (parent, number, field) in columns.items():
        text = row[i].strip()
        if not text:
            continue
        if parent:
            items.setdefault((parent, number), {})[field] = text
        else:
            grant[field] = text
    for (parent, _), item in sorted(items.items(), key=lambda one: one[0]):
        grant.setdefault(parent, []).append(item)
    return grant
