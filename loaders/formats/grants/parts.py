"""Parts of a grant: who it names, where it goes and what it is for, whatever the file holds in their place."""

import re
from collections.abc import Mapping
from typing import Any

from graph.names import tidy

__all__ = ["dates_of", "items", "number_in", "organizations_of", "register_id", "text_of"]

_LIST = re.compile(r"\s*[;,|\n]\s*")
_NAMES = (re.compile(r"\s*[;|\n]\s*"), re.compile(r"\s*,\s*"))
_ID = re.compile(r"[\w.]+-[\w./:-]+")
_SCOTLAND = re.compile(r"SC\d{6}", re.IGNORECASE)
_NORTHERN_IRELAND = re.compile(r"NIC?(\d{6})", re.IGNORECASE)


def text_of(value: object) -> str:
    """Return a value as text of one line; what is no text or number is blank.

    Examples
    --------
    >>> text_of(" two  words "), text_of(1200.0), text_of(["x"])
    ('two words', '1200', '')
    """
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def items(grant: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    """Return the objects of a field that holds a list of them, or one.

    Examples
    --------
    >>> items({"a": [{"b": 1}, "x"]}, "a"), items({"a": {"b": 1}}, "a"), items({}, "a")
    ([{'b': 1}], [{'b': 1}], [])
    """
    value = grant.get(field)
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def number_in(value: object, low: float, high: float) -> float | None:
    """Return a number between two others; ``None`` where the value is none.

    Examples
    --------
    >>> number_in("51.5", -90, 90), number_in("n/a", -90, 90), number_in(512, -90, 90)
    (51.5, None, None)
    """
    try:
        number = float(text_of(value))
    except ValueError:
        return None
    return number if low <= number <= high else None


def register_id(organization: Mapping[str, Any]) -> str:
    """Return the id of an organization in a register: the one stated, else its charity or company number.

    Numbers of charities begin with SC in Scotland and with NI in Northern Ireland.

    Examples
    --------
    >>> register_id({"id": "GB-CHC-1", "name": "A"}), register_id({"charityNumber": "SC012345"})
    ('GB-CHC-1', 'GB-SC-SC012345')
    """
    if org_id := text_of(organization.get("id")):
        return org_id
    if charity := text_of(organization.get("charityNumber")):
        if _SCOTLAND.fullmatch(charity):
            return f"GB-SC-{charity.upper()}"
        northern = _NORTHERN_IRELAND.fullmatch(charity)
        return f"GB-NIC-{northern[1]}" if northern else f"GB-CHC-{charity}"
    company = text_of(organization.get("companyNumber"))
    return f"GB-COH-{company.upper()}" if company else ""


def organizations_of(organization: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the ids and names of the organizations that one object names.

    Several ids in one cell are several organizations. Their names are those of the cell where there are as many;
    where a comma in a name makes more of them, the ids hold and the names are blank.

    Examples
    --------
    >>> organizations_of({"id": "GB-CHC-1, GB-CHC-2", "name": "Ash and Oak, Elm"})
    [('GB-CHC-1', 'Ash and Oak'), ('GB-CHC-2', 'Elm')]
    >>> organizations_of({"id": "GB-CHC-1; GB-CHC-2", "name": "Ash, Oak and Elm, Larch"})
    [('GB-CHC-1', ''), ('GB-CHC-2', '')]
    >>> organizations_of({"id": "GB-CHC-1", "name": "Ash, Oak and Elm"})
    [('GB-CHC-1', 'Ash, Oak and Elm')]
    """
    id_text = register_id(organization)
    raw_name = organization.get("name")
    name = raw_name if isinstance(raw_name, str) else text_of(raw_name)
    ids = [part for part in _LIST.split(id_text) if part]
    if len(ids) < 2 or not all(_ID.fullmatch(part) for part in ids):
        return [(id_text, tidy(name))]
    for separator in _NAMES:
        names = [tidy(part) for part in separator.split(name.strip()) if part.strip()]
        if len(names) == len(ids):
            return list(zip(ids, names, strict=True))
    return [(part, "") for part in ids]


def dates_of(grant: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the texts of a grant's award date, start and end; actual dates hold before planned ones.

    Examples
    --------
    >>> dates_of({"awardDate": "2020-01-02T00:00:00Z", "plannedDates": [{"startDate": "2020-02-01"}]})
    ('2020-01-02T00:00:00Z', '2020-02-01', '')
    """
    spans = [*items(grant, "actualDates"), *items(grant, "plannedDates")]
    start = next((text for span in spans if (text := text_of(span.get("startDate")))), "")
    end = next((text for span in spans if (text := text_of(span.get("endDate")))), "")
    return text_of(grant.get("awardDate")), start, end
