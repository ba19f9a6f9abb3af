"""LittleSis in bulk: lists of entities and of relationships as JSON, packed by gzip or not."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from graph.errors import UnreadableSource
from graph.names import stable_id
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.networks.elements import elements
from loaders.formats.networks.network import NetworkFile, gather_network
from loaders.formats.networks.objects import object_records
from loaders.formats.networks.record import Record, counted
from loaders.formats.networks.ties import ties
from loaders.formats.networks.vocabulary import is_person
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.words import organization_kind

__all__ = ["LITTLESIS"]

_LABEL = "LittleSis"
_CATEGORIES = (
    "position", "education", "membership", "family", "donation", "transaction", "lobbying", "social", "professional",
    "ownership", "hierarchy", "generic",
)  # fmt: skip
# Who acts on whom is told by the order of the two, but for these.
_MUTUAL = frozenset({"family", "social", "professional", "generic"})
_DONATION = "donation"
_DAYS = ("start_date", "end_date")


def _listed(file: Opened) -> tuple[str, list[Any]]:
    """Return which of the two lists a file is, and the list; an empty text where it is neither."""
    content = file.json
    if isinstance(content, dict):
        content = content.get("data")
    if not isinstance(content, list):
        return "", []
    first: dict[str, Any] = next((one for one in content if isinstance(one, dict)), {})
    fields = first["attributes"] if isinstance(first.get("attributes"), dict) else first
    if {"entity1_id", "entity2_id", "category_id"} <= set(fields):
        return "relationships", content
    return ("entities", content) if {"name", "primary_ext"} <= set(fields) else ("", [])


def _recognises(file: Opened) -> bool:
    try:
        return bool(_listed(file)[0])
    except UnreadableSource:
        return False


def _relationship(record: Record) -> Record:
    """Return a relationship with its category by name, its direction, and the word for its kind set apart."""
    cells = dict(record.cells)
    number = cells.pop("category_id", "")
    category = dict(zip(map(str, range(1, len(_CATEGORIES) + 1)), _CATEGORIES, strict=True)).get(number, number)
    cells.pop("type", None)
    if "id" in cells:
        cells["x_relationship_id"] = cells.pop("id")
    cells |= {"kind": category, "direction": "undirected" if category in _MUTUAL else "directed"}
    if cells.get("is_current") == "true" and category != _DONATION:
        # What holds now has no date: since when is no reason to let it fade.
        cells |= {f"x_{day}": cells.pop(day) for day in _DAYS if day in cells}
    return Record(record.file, record.sheet, record.line, cells)


def _has_ended(record: Record) -> bool:
    """Whether a relationship is over, and nothing tells when it was."""
    return record.cells.get("is_current") == "false" and not any(day in record.cells for day in _DAYS)


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    entities: list[Record] = []
    relationships: list[Record] = []
    for file in files:
        which, rows = _listed(file)
        if not which:
            raise UnreadableSource(
                f"{file.name}: no list of entities (with name and primary_ext) or of relationships (with entity1_id, "
                "entity2_id and category_id). Allowed: the two files of LittleSis's bulk data. Fetch them again, or "
                "load the file without --form."
            )
        records = object_records(rows, file.name, which)
        if which == "entities":
            entities += [_entity(record) for record in records]
        else:
            relationships += [_relationship(record) for record in records]
    if not entities:
        names = ", ".join(file.name for file in files)
        raise UnreadableSource(
            f"{names}: relationships without the list of entities, which says whom the numbers stand for. Allowed: "
            "both files of the bulk data. Load them together."
        )
    facts = Gathered(_LABEL, reading.date)
    organizations = elements(entities, facts)
    ended = [record for record in relationships if _has_ended(record)]
    relationships = [record for record in relationships if not _has_ended(record)]
    donations = [record for record in relationships if record.cells["kind"] == _DONATION]
    other_ties = [record for record in relationships if record.cells["kind"] != _DONATION]
    gather_network(NetworkFile(entities, other_ties, parallel="strongest", only_known=True), organizations, facts)
    counted([*donations, *ended], facts)
    for record in ended:
        facts.reject(record.source, "is_current", "false", "when it was", "ended")
    _gather_donations(ties(donations, organizations, facts, only_known=True).rows, facts)
    return facts.loaded()


def _gather_donations(rows: list[dict[str, object]], facts: Gathered) -> None:
    """Add each gift as an interaction of a funder and of whom it funds, from its first to its last day."""
    if not rows:
        return
    gifts = pd.DataFrame(rows)
    gifts["date"] = pd.to_datetime(gifts["date"]).astype("datetime64[us]")
    more = [column for column in gifts if str(column).startswith("x_")]
    one = gifts.groupby("source", sort=False).agg(
        {"from_id": "first", "to_id": "first", "date": ["min", "max"]} | dict.fromkeys(more, "first")
    )
    one.columns = ["from", "to", "date", "date_end", *more]
    one = one.reset_index()
    days = one["date"].dt.strftime("%Y-%m-%d").fillna("")
    key = one["x_relationship_id"] if "x_relationship_id" in one else one["source"]
    ids = zip(one["from"], one["to"], days, key.astype("str").fillna(""), strict=True)
    one["interaction_id"] = [stable_id("act", _DONATION, *map(str, parts)) for parts in ids]
    one["date_end"] = one["date_end"].where(one["date_end"] != one["date"])
    parts = [
        one[["interaction_id", "source"]].assign(organization_id=one[end], role=role)
        for end, role in (("from", "funder"), ("to", "implementer"))
    ]
    meetings = one[["interaction_id", "date", "date_end", *more, "source"]].assign(kind="funding")
    facts.add_rows("interactions", meetings)
    facts.add_rows("participations", pd.concat(parts, ignore_index=True))


def _entity(record: Record) -> Record:
    """Return an entity with the kind that its types tell, without the word ``entities`` for what the object is."""
    cells = {header: text for header, text in record.cells.items() if header != "type"}
    kinds = filter(None, map(organization_kind, cells.get("types", "").split("|")))
    if not is_person([cells.get("primary_ext", "")]) and (kind := next(kinds, "")):
        cells["kind"] = kind
    return Record(record.file, record.sheet, record.line, cells)


LITTLESIS = Form("littlesis", _LABEL, _recognises, _load)
